"""What the tests of people's own hours do: the form as it is filled in, prompts that have been asked."""

from datetime import date, time
from typing import Any

from sqlmodel import col, update

from bot.deps import Deps
from bot.domain.preferences import Choices
from bot.domain.snoozes import Prompted
from bot.services import preferences
from storage.database import Database
from storage.touchpoints import Touchpoint
from storage.vocabulary import PromptKind, TouchpointKind, TouchpointState
from tests.integration.steps import opened
from tests.pairing import MENTEE, the
from tests.payloads import Payload, slash
from tests.planning import planned
from tests.rapport import Rapport

PAUSE = "pause"


def the_form(rapport: Rapport) -> Payload:
    """Open and return the form."""
    return opened(rapport, slash("/mentor", "hours"))


def ticked(*values: str) -> Payload:
    """Return the state of boxes."""
    return {"type": "checkboxes", "selected_options": [{"value": value} for value in values]}


def chosen(value: str | None) -> Payload:
    """Return the state of a select."""
    return {"type": "static_select", "selected_option": {"value": value} if value else None}


def at(wall: str | None) -> Payload:
    """Return the state of a time."""
    return {"type": "timepicker", "selected_time": wall}


def entered(form: Payload, **changed: Payload) -> dict[str, Payload]:
    """Return the values of the form, filled in as most people would, with those that are `changed`."""
    pause_field = next(
        block["block_id"] for block in form["blocks"] if str(block.get("block_id")).startswith("hours_pause")
    )
    values = {
        "hours_days": ticked("1", "2", "3", "4"),
        "hours_opens": at("10:00"),
        "hours_closes": at("16:30"),
        "hours_holidays": chosen("programme"),
        "hours_daily": chosen("2"),
        "hours_monthly": chosen("4"),
        "hours_prompts": ticked(*(kind for kind in PromptKind if kind is not PromptKind.DIGEST)),
        pause_field: {"type": "datepicker", "selected_date": None},
    }
    return {**values, **{(pause_field if name == PAUSE else f"hours_{name}"): value for name, value in changed.items()}}


def choose(deps: Deps, user_id: str = MENTEE, /, **wanted: Any) -> None:  # noqa: ANN401 - any of their fields
    """Keep somebody's choices, all others as they are by default."""
    choices = Choices(**wanted)
    preferences.keep(deps, actor=the(deps.db, user_id), choices=choices, pause_field=PAUSE)


def late_riser() -> dict[str, Any]:
    """Return the hours of somebody who begins at eleven, from Tuesday to Thursday."""
    return {"weekdays": frozenset({2, 3, 4}), "opens": time(11), "closes": time(19)}


def asked(db: Database, kind: TouchpointKind) -> Prompted:
    """Call the newest message of this kind sent, and return what it asked."""
    row = planned(db, kind)[-1]
    with db.begin() as session:
        change = update(Touchpoint).where(col(Touchpoint.id) == row.id)
        session.connection().execute(change.values(state=TouchpointState.SENT, settled_at=row.due_at))
    return Prompted(kind, row.subject_id, row.revision)


CHRISTMAS = date(2026, 12, 25)
