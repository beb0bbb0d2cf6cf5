"""Methods about the app, its workspace and its connections: auth, apps, bots, team."""

from sandbox.api.call import Call
from sandbox.errors import SlackError
from sandbox.shapes import Json


def auth_test(call: Call) -> Json:
    """Who is calling (docs.slack.dev/reference/methods/auth.test)."""
    me = call.w.identity
    return {
        "url": f"{call.w.base_url}/",
        "team": me.team_name,
        "user": call.w.manifest.bot_name,
        "team_id": me.team_id,
        "user_id": me.bot_user_id,
        "bot_id": me.bot_id,
        "is_enterprise_install": False,
    }


def apps_connections_open(call: Call) -> Json:
    """A WebSocket link that works once (docs.slack.dev/reference/methods/apps.connections.open)."""
    address = call.w.base_url.replace("http://", "ws://", 1)
    return {"url": f"{address}/link/?ticket={call.w.wires.new_link()}&app_id={call.w.identity.app_id}"}


def bots_info(call: Call) -> Json:
    """The bot (docs.slack.dev/reference/methods/bots.info)."""
    me = call.w.identity
    if call.optional("bot") not in (None, me.bot_id):
        raise SlackError("bot_not_found")
    return {
        "bot": {
            "id": me.bot_id,
            "deleted": False,
            "name": call.w.manifest.bot_name,
            "updated": 0,
            "app_id": me.app_id,
            "user_id": me.bot_user_id,
            "icons": {},
        }
    }


def team_info(call: Call) -> Json:
    """The workspace (docs.slack.dev/reference/methods/team.info)."""
    me = call.w.identity
    if call.optional("team") not in (None, me.team_id):
        raise SlackError("team_not_found")
    team = {"id": me.team_id, "name": me.team_name, "domain": me.domain, "url": f"{call.w.base_url}/"}
    return {"team": team | {"email_domain": "", "icon": {"image_default": True}}}
