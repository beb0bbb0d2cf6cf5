"""Somebody asks for a facilitator without saying who they are: what they press and enter, through the real handlers."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.domain.relay.door import Asker, Door
from bot.services.relay import door as doors
from bot.services.relay import intake
from bot.views.relay import names
from sandbox.blockkit import check_view
from storage.database import Database
from storage.members import Member, keep_members
from storage.relay.vocabulary import Theme, Urgency, Wish
from tests.facilitating import FACILITATOR, PEOPLE, facilitated
from tests.pairing import MENTEE
from tests.payloads import TEAM, Payload, event, press, slash, submit
from tests.rapport import Rapport

SECOND, THIRD = "U0OMAR00001", "U0LENA00001"
FACILITATORS = {FACILITATOR: "Ruth Weiss", SECOND: "Omar Haddad", THIRD: "Lena Park"}
MARKER = "He speaks over me in every meeting and MARKER signs what I wrote"
NUMBERS = itertools.count(1)
"""Of views: Slack gives every modal an id of its own."""


@dataclass
class Entered:
    """What somebody enters in the form."""

    themes: Iterable[str] = (Theme.COMMUNICATION,)
    wish: str = Wish.ADVICE
    urgency: str = Urgency.THIS_WEEK
    words: str | None = MARKER
    other: str | None = None
    not_these: Iterable[str] = ()
    shares: bool = False
    view_id: str = field(default_factory=lambda: f"V0ASK{next(NUMBERS):05}")

    def values(self, form: Payload) -> dict[str, Payload]:
        """Return the state of the form's fields."""
        fields = {block["block_id"] for block in form["blocks"] if block["type"] == "input"}
        state = {
            names.THEMES: _options(self.themes),
            names.WISH: {"type": "radio_buttons", "selected_option": {"value": self.wish}},
            names.URGENCY: {"type": "radio_buttons", "selected_option": {"value": self.urgency}},
            names.WORDS: {"type": "plain_text_input", "value": self.words},
            names.OTHER: {"type": "users_select", "selected_user": self.other},
            names.NOT_THESE: _options(self.not_these),
            **{name: _options(["yes"] if self.shares else []) for name in names.SHARING},
        }
        return {name: entry for name, entry in state.items() if name in fields}


def staffed(rapport: Rapport, db: Database, *facilitators: str) -> None:
    """Set the programme up with these facilitators in the channel, three where none is named."""
    there = facilitators or tuple(FACILITATORS)
    facilitated(rapport, db, facilitators=there)
    with db.begin() as session:
        keep_members(
            session,
            members=[
                Member(team_id=TEAM, user_id=each, name=FACILITATORS.get(each) or PEOPLE.get(each, each), zone="UTC")
                for each in there
            ],
        )


def home_of(rapport: Rapport, *, user: str = MENTEE, before: Payload | None = None) -> Payload:
    """Open Home and return it as Slack keeps it."""
    times = len(rapport.slack.called("views.publish")) + 1
    opened = event("app_home_opened", event_id=f"Ev{next(NUMBERS)}", user=user, channel="D1", tab="home", event_ts="1")
    if before:
        opened["event"]["view"] = before
    rapport.answer_to(opened)
    return as_kept(rapport.slack.wait_for("views.publish", times=times)["view"])


def as_kept(home: Payload) -> Payload:
    """Return a Home as Slack gives it back."""
    return {**home, "id": "V0HOME", "hash": "h1"}


def notice_of(rapport: Rapport, *, home: Payload | None = None, user: str = MENTEE) -> Payload:
    """Go to the private door, from Home or by /broker, and return what is shown there."""
    times = len(rapport.slack.called("views.open")) + 1
    label = rapport.deps.catalog.common.talk
    rapport.answer_to(press(home, label, user=user) if home else slash("/broker", "", user=user))
    return checked(rapport.slack.wait_for("views.open", times=times)["view"])


def after_press(rapport: Rapport, view: Payload, label: str, *, user: str = MENTEE) -> Payload:
    """Press a button of a modal and return what stands in its place."""
    times = len(rapport.slack.called("views.update")) + 1
    rapport.answer_to(press(view, label, user=user))
    return checked(rapport.slack.wait_for("views.update", times=times)["view"])


def form_of(rapport: Rapport, *, home: Payload | None = None, user: str = MENTEE) -> Payload:
    """Go to the private door and on to the form."""
    notice = notice_of(rapport, home=home, user=user)
    return after_press(rapport, notice, rapport.deps.catalog.relay_intake.write_button, user=user)


def submitted(form: Payload, entered: Entered, *, user: str = MENTEE) -> Payload:
    """Return the payload of submitting the form."""
    payload = submit(form, entered.values(form), user=user)
    payload["view"]["id"] = entered.view_id
    return payload


def answer(rapport: Rapport, form: Payload, entered: Entered, *, user: str = MENTEE) -> Payload:
    """Submit the form and return what Slack is told to do."""
    told = rapport.answer_to(submitted(form, entered, user=user))
    if "view" in told:
        checked(told["view"])
    return told


def look(rapport: Rapport, form: Payload, entered: Entered, *, user: str = MENTEE) -> Payload:
    """Submit the form for the first time and return the form below the look at it."""
    told = answer(rapport, form, entered, user=user)
    assert told.get("response_action") == "update", told
    view: Payload = told["view"]
    return view


def ask(
    rapport: Rapport, entered: Entered | None = None, *, home: Payload | None = None, user: str = MENTEE
) -> Payload:
    """Ask for a facilitator from the door to the receipt, and return the screen of the receipt."""
    entered = entered or Entered()
    seen = look(rapport, form_of(rapport, home=home, user=user), entered, user=user)
    receipt = look(rapport, seen, entered, user=user)
    assert receipt["callback_id"] == names.RECEIPT
    return receipt


def forgotten(rapport: Rapport) -> None:
    """Let Rapport forget how often anybody has asked, as a new start does."""
    assert rapport.deps.relay
    rapport.deps.relay.memory.forget(now=rapport.deps.clock.now() + 2 * intake.NEW_WITHIN)


def receipt_on(view: Payload) -> str:
    """Return the receipt that a screen shows."""
    headings: list[str] = [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]
    return headings[1]


def door_of(rapport: Rapport, *, home: Payload | None = None, user: str = MENTEE) -> Door:
    """Return the door of somebody with that Home."""
    blob = home.get("private_metadata", "") if home else ""
    return doors.open_door(rapport.deps, actor=Asker(TEAM, user), blob=blob, home_hash="h1" if home else "")


def checked(view: Payload) -> Payload:
    """Return a view that Slack takes."""
    assert check_view(view) == []
    return view


def texts_of(view: Payload) -> str:
    """Return whatever a person reads in a view."""
    return "\n".join(_texts(view["blocks"]))


def _texts(part: object) -> Iterable[str]:
    if isinstance(part, list):
        for each in part:
            yield from _texts(each)
    elif isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for each in part.values():
            yield from _texts(each)


def _options(values: Iterable[str]) -> Payload:
    return {"type": "checkboxes", "selected_options": [{"value": str(value)} for value in values]}
