"""What the tests of doors do again and again."""

from datetime import datetime
from typing import Any

from sqlmodel import col, select, update

from bot.deps import Deps
from bot.domain.doors import DoorDraft, DoorSheet
from bot.services import door_acts, door_letters
from storage.columns import new_id, stable_id
from storage.database import Database
from storage.doors import Door
from storage.touchpoints import Touchpoint
from storage.vocabulary import DoorKind, DoorState, TouchpointKind, TouchpointState
from tests.integration.marks import mark, marked
from tests.pairing import MENTEE, MENTOR, the
from tests.payloads import Payload

WHOM = "MARKER Prof. Adeyemi <!channel> & <@U1>"
PLAINLY = "*MARKER Prof. Adeyemi &lt;!channel&gt; &amp; &lt;@U1&gt;*"
"""As it stands in bold where marks are heeded: nobody is called by it."""
ABOUT = "MARKER of sepsis registries"
LETTER = "MARKER: may I introduce Maya?"
DOORS = (stable_id("V", "introduction"), stable_id("V", "sponsor"))


def begin(deps: Deps, pair_id: str, kind: DoorKind, *, by: str = MENTOR, door_id: str = "", **entered: Any) -> str:  # noqa: ANN401 - any field of a door
    """Begin a door and return its id."""
    letter = LETTER if kind is DoorKind.INTRODUCTION else None
    draft = DoorDraft(**{"kind": kind, "title": WHOM, "about": ABOUT, "letter": letter, **entered})
    begun = door_acts.begin(
        deps, actor=the(deps.db, by), pair_id=pair_id, draft=draft, door_id=door_id or new_id(), day_field="door_day"
    )
    return begun.door_id


def let_stand(deps: Deps, door_id: str, state: DoorState, *, by: str = MENTEE) -> DoorSheet:
    """Let a door stand so."""
    return door_acts.let_stand(deps, actor=the(deps.db, by), door_id=door_id, state=state)


def word(deps: Deps, door_id: str, letter: str, *, by: str = MENTEE, revision: int = 1) -> DoorSheet:
    """Give a letter other words."""
    return door_letters.word(deps, actor=the(deps.db, by), door_id=door_id, letter=letter, revision=revision)


def kept(db: Database, door_id: str) -> Door:
    """Return a door as it is stored."""
    with db.read() as session:
        return session.exec(select(Door).where(Door.id == door_id)).one()


def typed(**entered: str) -> dict[str, Payload]:
    """Return what is typed into a form, by the last word of each field's name."""
    return {f"door_{name}": {"type": "plain_text_input", "value": value} for name, value in entered.items()}


def asked(deps: Deps, pair_id: str, **entered: Any) -> str:  # noqa: ANN401 - any field of a door
    """Let the mentee ask the mentor to speak up for them."""
    return begin(deps, pair_id, DoorKind.SPONSOR, by=MENTEE, **entered)


def heard(db: Database, *, at: datetime) -> None:
    """Let everybody have heard by then of what has been begun."""
    with db.begin() as session:
        of_doors = update(Touchpoint).where(col(Touchpoint.kind) == TouchpointKind.DOOR_OPENED)
        session.connection().execute(of_doors.values(state=TouchpointState.SENT, settled_at=at))


def open_doors(mentor: dict[str, Any], mentee: dict[str, Any], *, pair_id: str) -> None:
    """Let a mentor draft an introduction, and name somebody better placed for what the mentee asks; all of it marked.

    Each of the two is what every use case of theirs is called with.
    """
    about_it: Payload = {"pair_id": pair_id, "day_field": "day"}
    letter = marked(DoorDraft, kind=DoorKind.INTRODUCTION, matters_on=None)
    door_acts.begin(**mentor, **about_it, draft=letter, door_id=DOORS[0])
    asked_for = marked(DoorDraft, " of the mentee", kind=DoorKind.SPONSOR, letter=None, matters_on=None)
    door_acts.begin(**mentee, **about_it, draft=asked_for, door_id=DOORS[1])
    door_acts.name_somebody(**mentor, door_id=DOORS[1], name=mark("placed"))
