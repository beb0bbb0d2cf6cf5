"""What the tests of action items do again and again."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import select

from bot.deps import Deps
from bot.domain.items import ItemDraft
from bot.services import items
from bot.services.item_messages import due
from bot.services.letter import Letter
from sandbox.blockkit import check_message
from storage.columns import new_id
from storage.database import Database
from storage.items import ActionItem, item_by_id
from storage.touchpoints import Touchpoint
from storage.vocabulary import Side, TouchpointKind
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, the
from tests.payloads import Payload, press, slash, submit
from tests.planning import hours_now
from tests.rapport import Rapport

TASK = "Send the draft <!channel> & <@U1>"
FRIDAY_WEEK = date(2026, 11, 13)
MENTOR_TOLD = datetime(2026, 11, 10, 8, tzinfo=UTC)
"""Nine o'clock in Berlin, three days before."""


def add(
    deps: Deps, pair_id: str, *, owner: Side = Side.MENTOR, task: str = TASK, due_on: date | None = FRIDAY_WEEK
) -> str:
    """Add an item of either side and return its id."""
    item_id = new_id()
    draft = ItemDraft(owner=owner, task=task, due_on=due_on)
    items.add(deps, actor=the(deps.db, MENTEE), pair_id=pair_id, draft=draft, item_id=item_id, due_field="due")
    return item_id


def move(deps: Deps, item_id: str, due_on: date, *, revision: int = 1, by: str = MENTOR) -> None:
    """Give an item a new date."""
    actor = the(deps.db, by)
    items.move(deps, actor=actor, item_id=item_id, due_on=due_on, revision=revision, due_field="due")


def reminders(db: Database) -> list[Touchpoint]:
    """Return every reminder that was ever planned."""
    with db.read() as session:
        return list(session.exec(select(Touchpoint).where(Touchpoint.kind == TouchpointKind.ITEM_DUE)))


def letter(deps: Deps, touchpoint: Touchpoint, *, to: str = MENTOR) -> Letter:
    """Return the reminder as it stands when its time has come."""
    return Letter(
        kind=touchpoint.kind,
        team_id=touchpoint.team_id,
        member=the(deps.db, to),
        subject_id=touchpoint.subject_id,
        revision=touchpoint.revision,
        at=touchpoint.due_at,
        hours=hours_now(deps.db, the(deps.db, to)),
    )


def reminder(deps: Deps, item_id: str) -> Payload:
    """Return the message that reminds of an item."""
    (planned,) = [each for each in reminders(deps.db) if each.subject_id == item_id]
    written = due(deps, letter(deps, planned))
    assert isinstance(written, dict)
    assert check_message(written) == []
    return written


def kept(db: Database, item_id: str) -> ActionItem:
    """Return an item as it is kept."""
    with db.read() as session:
        item = item_by_id(session, item_id=item_id)
    assert item
    return item


def filled(form: Payload, **changed: Any) -> Payload:  # noqa: ANN401 - any state of a field
    """Return the submission of the form of a new item."""
    values: dict[str, Payload] = {
        "item_task": {"type": "plain_text_input", "value": TASK},
        "item_owner": {"type": "static_select", "selected_option": {"value": "mentor"}},
        "item_due": {"type": "datepicker", "selected_date": None},
    }
    return submit(form, {**values, **changed})


def dated(form: Payload, day: date, *, user: str = MENTEE) -> Payload:
    """Return the submission of the form of a new date."""
    return submit(form, {"item_due": {"type": "datepicker", "selected_date": day.isoformat()}}, user=user)


def new_form(rapport: Rapport) -> Payload:
    """Open the board and the form on it."""
    return opened(rapport, press(opened(rapport, slash("/mentor", "items")), "Add an item"), "views.push")


def soon(days: int) -> date:
    """Return the day that many days from now."""
    return (datetime.now(UTC) + timedelta(days=days)).date()
