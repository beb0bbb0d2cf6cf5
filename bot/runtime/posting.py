"""How a written message reaches a person in Slack, and what Slack's troubles mean for it and for its workspace."""

from datetime import datetime
from typing import Any

from bot.deps import Slack
from bot.domain.delivery import Obstacle, Road, Verdict, after_doubt, after_hold, after_refusal
from bot.errors import DeliveryError, PermanentDeliveryError
from bot.runtime.failures import RateLimitedError, UnsureDeliveryError
from bot.runtime.gateway import REFUSED_TOKENS
from bot.services.letter import ChannelPayload, FilePayload, Written
from bot.views.blocks import Payload
from storage.members import Member
from storage.records import record
from storage.vocabulary import TouchpointKind

TOKEN_TROUBLES = REFUSED_TOKENS | {"missing_scope", "not_allowed_token_type", "org_login_required", "team_not_found"}
"""What Slack says of the whole app, not of one message (docs.slack.dev/reference/methods/chat.postMessage)."""
GONE = frozenset({"channel_not_found", "user_not_found"})
"""What Slack says of a conversation that is no more; its person may have another one."""
OURS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long", "no_text"})
"""What Slack says of a message that we have made badly."""
NO_TS = ""
"""Where Slack gives a message no name, as to a file."""


@record
class Receipt:
    """Where a message stands."""

    channel_id: str | None
    """None where nothing has shown in which conversation its person is reached."""
    ts: str


def post(
    slack: Slack, member: Member, written: Written, *, channel_id: str | None, at: datetime | None = None
) -> Receipt:
    """Send a message to its member. To somebody new a file's title goes ahead, because it shows where the file belongs.

    Where no conversation is known the user's id stands for it (docs.slack.dev/reference/methods/chat.postMessage).
    Beside a sandbox, whose clock people can move, `at` is the instant that a message carries.

    Raises:
        DeliveryError: Slack refused, or did not answer.
    """
    if isinstance(written, ChannelPayload):
        _post_files(slack, member.team_id, written)
        return Receipt(None, NO_TS)
    if not isinstance(written, FilePayload):
        return _post_message(slack, member, written, target=channel_id or member.user_id, at=at)
    first = {"text": written.title}
    known = (
        Receipt(channel_id, NO_TS) if channel_id else _post_message(slack, member, first, target=member.user_id, at=at)
    )
    _post_file(slack, member.team_id, written, channel_id=known.channel_id)
    return Receipt(known.channel_id, NO_TS)


def take_back(slack: Slack, team_id: str, receipt: Receipt) -> None:
    """Delete a copy of a message that somebody else had sent as well. A file has no name to delete it by.

    Raises:
        DeliveryError: Slack refused, or did not answer.
    """
    if receipt.ts:
        slack.call("chat.delete", team_id=team_id, channel=receipt.channel_id, ts=receipt.ts)


def verdict_on(failure: DeliveryError, *, kind: TouchpointKind, attempts: int) -> tuple[Verdict, Obstacle | None]:
    """Return what a failed attempt means for a message of that kind, and for everything else to its workspace.

    A rate limit, a refused token and a road on which certainly nothing was sent say nothing of the message: it waits,
    and no attempt counts. A refusal is final. What may have been sent is sent again only where that was promised.

    Args:
        failure: what went wrong.
        kind: of the message.
        attempts: how often it has been tried, this time included.
    """
    if isinstance(failure, RateLimitedError):
        return after_hold(), Obstacle(Road.BUSY, failure.code, failure.retry_after_seconds)
    if failure.code in TOKEN_TROUBLES:
        return after_hold(), Obstacle(Road.REFUSED, failure.code)
    if isinstance(failure, PermanentDeliveryError):
        return after_refusal(failure.code), None
    closed = Obstacle(Road.CLOSED, failure.code)
    if isinstance(failure, UnsureDeliveryError):
        return after_doubt(failure.code, kind=kind, attempts=attempts), closed
    return after_hold(), closed


def _post_message(slack: Slack, member: Member, payload: Payload, *, target: str, at: datetime | None) -> Receipt:
    plain: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, **({"at": at} if at else {})}
    answer = slack.call("chat.postMessage", team_id=member.team_id, channel=target, **plain, **payload)
    return Receipt(str(answer["channel"]), str(answer["ts"]))


def _post_file(slack: Slack, team_id: str, file: FilePayload, *, channel_id: str | None) -> None:
    """Put a file into a conversation; a user's id is none here (…/reference/methods/files.completeUploadExternal)."""
    slack.call(
        "files.upload.v2",  # the SDK's name for three calls: ask for an address, bring the bytes there, share the file
        team_id=team_id,
        channel=channel_id,
        filename=file.name,
        content=file.content,
        title=file.title,
    )


def _post_files(slack: Slack, team_id: str, written: ChannelPayload) -> None:
    """Put files into a channel as one message: all are brought before any is shown.

    Source: docs.slack.dev/reference/methods/files.completeUploadExternal.
    """
    files = [
        {"filename": each.name, "content": each.content, "title": each.title, "alt_txt": each.alt_text or None}
        for each in written.files
    ]
    slack.call(
        "files.upload.v2",
        team_id=team_id,
        channel=written.channel_id,
        initial_comment=written.text,
        file_uploads=files,
    )
