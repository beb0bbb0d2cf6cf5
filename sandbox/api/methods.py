"""The table of every method: who may call it, with which scope, how often.

Tiers: docs.slack.dev/apis/web-api/rate-limits; 5 stands for "special", several hundred a minute.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sandbox.api import about, blocks, chat, conversations, files, scheduled, users, views
from sandbox.api.call import Call
from sandbox.shapes import Json


class Token(StrEnum):
    """The kind of token a method takes."""

    BOT = "bot"
    APP = "app"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Method:
    """One method. It needs `scope` where one is named; others look at their arguments first."""

    run: Callable[[Call], Json]
    tier: int
    scope: str | None = None
    token: Token = Token.BOT


METHODS: dict[str, Method] = {
    "apps.connections.open": Method(about.apps_connections_open, 1, token=Token.APP),
    "auth.test": Method(about.auth_test, 5),
    "blocks.validate": Method(blocks.blocks_validate, 5, token=Token.NONE),
    "bots.info": Method(about.bots_info, 3, "users:read"),
    "chat.delete": Method(chat.delete, 3, "chat:write"),
    "chat.deleteScheduledMessage": Method(scheduled.delete_scheduled_message, 3, "chat:write"),
    "chat.getPermalink": Method(chat.get_permalink, 5),
    "chat.postEphemeral": Method(chat.post_ephemeral, 4, "chat:write"),
    "chat.postMessage": Method(chat.post_message, 5, "chat:write"),
    "chat.scheduleMessage": Method(scheduled.schedule_message, 3, "chat:write"),
    "chat.update": Method(chat.update, 3, "chat:write"),
    "conversations.history": Method(conversations.conversations_history, 3),
    "conversations.info": Method(conversations.conversations_info, 3),
    "conversations.list": Method(conversations.conversations_list, 2),
    "conversations.members": Method(conversations.conversations_members, 4),
    "conversations.open": Method(conversations.conversations_open, 3),
    "conversations.replies": Method(conversations.conversations_replies, 3),
    "files.completeUploadExternal": Method(files.complete_upload_external, 4, "files:write"),
    "files.info": Method(files.files_info, 4, "files:read"),
    "files.getUploadURLExternal": Method(files.get_upload_url_external, 4, "files:write"),
    "team.info": Method(about.team_info, 3, "team:read"),
    "users.info": Method(users.users_info, 4, "users:read"),
    "users.list": Method(users.users_list, 2, "users:read"),
    "users.lookupByEmail": Method(users.users_lookup_by_email, 3, "users:read.email"),
    "views.open": Method(views.views_open, 4),
    "views.publish": Method(views.views_publish, 4),
    "views.push": Method(views.views_push, 4),
    "views.update": Method(views.views_update, 4),
}
