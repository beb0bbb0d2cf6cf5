"""What the tests of the programme's settings do: an admin, a private channel, the form as it is filled in."""

from typing import Any

from sandbox.blockkit import check_view
from storage.database import Database
from storage.settings import setting
from storage.vocabulary import SettingName
from tests.payloads import TEAM, USER, Payload, slack_user, slash, submit_as_shown
from tests.rapport import Rapport

CHANNEL = "C0FACILITY"
OTHER = "C0ANOTHER1"


def slack_says(rapport: Rapport, *, is_admin: bool, **channel: Any) -> None:  # noqa: ANN401 - any field of a channel
    """Let Slack say whether USER is an admin, and what the channel is like."""
    facts = {"is_private": True, "is_member": True, "name": "facilitators", **channel}
    members = facts.pop("members", [USER, "UBOT"])
    rapport.slack.answers["users.info"] = lambda said: {"ok": True, "user": slack_user(said["user"], is_admin=is_admin)}
    rapport.slack.answers["conversations.info"] = lambda said: {"ok": True, "channel": {"id": said["channel"], **facts}}
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": members}


def open_form(rapport: Rapport) -> Payload:
    """Type `/mentor setup` and return the form."""
    times = len(rapport.slack.called("views.open")) + 1
    rapport.answer_to(slash("/mentor", "setup", response_url=rapport.slack.response_url))
    view: Payload = rapport.slack.wait_for("views.open", times=times)["view"]
    assert check_view(view) == []
    return view


def filled(view: Payload, *, channel: str | None = CHANNEL, contacts: str | None = "Ombuds: 555 0100") -> Payload:
    """Return the submission of the form with this channel and these contacts."""
    chosen = {"type": "conversations_select", "selected_conversation": channel}
    typed = {"type": "plain_text_input", "value": contacts}
    return submit_as_shown(view, {"settings_channel": chosen, "settings_contacts": typed})


def kept(db: Database, name: SettingName) -> str | None:
    """Return what the programme has settled under this name."""
    with db.read() as session:
        return setting(session, team_id=TEAM, name=name)
