"""A workspace in which one facilitator brings two people together: what Slack says of them, and what they press."""

from sqlmodel import select

from sandbox.blockkit import check_message, check_view
from storage.database import Database
from storage.pairs import Pair
from storage.settings import keep_setting
from storage.vocabulary import SettingName
from tests.outbox import HandClock, at_work, sender_of, timed
from tests.pairing import MENTEE, MENTOR, NAMES, ZONES
from tests.payloads import TEAM, Payload, press_message, slack_user, slash, submit
from tests.rapport import Rapport

FACILITATOR = "U0RUTH00001"
CHANNEL = "C0FACILITY"
PEOPLE = {**NAMES, FACILITATOR: "Ruth Weiss"}


def facilitated(rapport: Rapport, db: Database, *, facilitators: tuple[str, ...] = (FACILITATOR,)) -> None:
    """Set the programme up: Slack knows PEOPLE, and `facilitators` are in the channel."""
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.FACILITATOR_CHANNEL, value=CHANNEL)
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": [*facilitators, "UBOT"]}
    channel = {"id": CHANNEL, "is_private": True, "is_member": True}
    rapport.slack.answers["conversations.info"] = lambda _: {"ok": True, "channel": channel}
    rapport.slack.answers["users.info"] = lambda said: {"ok": True, "user": somebody(said["user"])}
    rapport.slack.answers["chat.postMessage"] = lambda said: {
        "ok": True,
        "ts": "1.1",
        "channel": f"D{said['channel'].lstrip('D')}",
    }


def somebody(user_id: str, **fields: object) -> Payload:
    """Return what Slack says of one of PEOPLE, or of a stranger."""
    name = PEOPLE.get(user_id, user_id)
    profile = {"real_name": name, "display_name": ""}
    return {**slack_user(user_id, profile=profile, tz=ZONES.get(user_id, "Europe/Berlin")), **fields}


def open_form(rapport: Rapport, *, user: str = FACILITATOR) -> Payload:
    """Type `/mentor pair` and return the form."""
    times = len(rapport.slack.called("views.open")) + 1
    rapport.answer_to(slash("/mentor", "pair", user=user, response_url=rapport.slack.response_url))
    view: Payload = rapport.slack.wait_for("views.open", times=times)["view"]
    assert check_view(view) == []
    return view


def filled(
    form: Payload, *, mentor: str | None = MENTOR, mentee: str | None = MENTEE, user: str = FACILITATOR
) -> Payload:
    """Return the submission of the form."""
    people = {"pair_mentor": mentor, "pair_mentee": mentee}
    return submit(
        form,
        {
            **{name: {"type": "users_select", "selected_user": chosen} for name, chosen in people.items()},
            "pair_cadence": {"type": "static_select", "selected_option": {"value": "monthly"}},
        },
        user=user,
    )


def delivered(rapport: Rapport) -> dict[str, list[Payload]]:
    """Send whatever is due, as if everybody were at work, and return the messages of this turn, by user."""
    before = len(rapport.slack.called("chat.postMessage"))
    sender_of(timed(rapport.deps, HandClock(at_work()))).turn()
    sent: dict[str, list[Payload]] = {}
    for message in rapport.slack.called("chat.postMessage")[before:]:
        assert check_message({"text": message["text"], "blocks": message["blocks"]}) == []
        sent.setdefault(message["channel"].lstrip("D"), []).append(message)
    return sent


def answer(rapport: Rapport, message: Payload, label: str, *, user: str) -> Payload:
    """Press a button of a message and return what stands in its place, or beside it, afterwards."""
    times = len(rapport.slack.called("response_url")) + 1
    rapport.answer_to(press_message(message, label, user=user, response_url=rapport.slack.response_url))
    return rapport.slack.wait_for("response_url", times=times)


def the_pairs(db: Database) -> list[Pair]:
    """Return every pair that is kept, whatever has become of it."""
    with db.read() as session:
        return list(session.exec(select(Pair)))
