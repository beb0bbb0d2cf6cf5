"""Who learns of an end: its writer for a day, then both; a facilitator that it has ended; a private case nothing."""

from collections import Counter
from typing import Any

from sqlalchemy import MetaData

from bot.domain.endings import EndsWhen
from bot.services import endings, handovers, partings
from storage.database import Database
from storage.endings import Ending
from storage.handovers import Handover, Reflection
from storage.lulls import Lull
from storage.vocabulary import ClosureKind
from tests.asked import kept_rows
from tests.facilitating import FACILITATOR, facilitated
from tests.integration.ending_steps import DAY, deliver, go_out, write
from tests.onlookers import Stage, open_everything, press_everything, staged
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, enrol, pair_up, the
from tests.payloads import Payload
from tests.rapport import Rapport

TABLES = (Ending, Handover, Reflection, Lull)


def said_to(stage: Stage, *users: str) -> list[tuple[str | None, Payload]]:
    return [(user, said) for user, said in stage.said_to() if user in users]


def test_until_a_note_goes_out_the_other_one_is_shown_what_they_would_be_shown_without_it(
    rapport: Rapport, clock: HandClock, pair_id: str
) -> None:
    with staged(rapport, clock) as stage:
        open_everything(stage, user=MENTOR)
        before = Counter(_plain(said_to(stage, MENTOR)))
        write(stage.deps, pair_id)
        deliver(rapport, stage.deps)
        open_everything(stage, user=MENTOR)
        assert Counter(_plain(said_to(stage, MENTOR))) == before + before


def test_a_facilitator_learns_that_it_has_ended_and_neither_when_it_was_written_nor_by_whom_nor_how(
    rapport: Rapport, clock: HandClock, db: Database
) -> None:
    facilitated(rapport, db)
    enrol(db, FACILITATOR)
    pair_id = pair_up(db)
    with staged(rapport, clock) as stage:
        write(stage.deps, pair_id, kind=ClosureKind.CHANGED_DIRECTION)
        deliver(rapport, stage.deps)
        go_out(clock)
        for user in (MENTEE, MENTOR):
            handovers.keep_reflection(stage.deps, actor=the(db, user), pair_id=pair_id, text="MARKER of my own")
            open_everything(stage, user=user)
        clock.at = NOW + 30 * DAY
        partings.settle(stage.deps, now=clock.now())
        deliver(rapport, stage.deps)
        shown = [said for _, said in said_to(stage, MENTEE, MENTOR)]
        open_everything(stage, user=FACILITATOR)
        press_everything(stage, shown, user=FACILITATOR)
        found = str(said_to(stage, FACILITATOR))
        for secret in ("MARKER", "A direction has changed", "writes:", "Ends on"):
            assert secret not in found


def test_an_end_touches_no_private_case_and_no_column_could_join_the_two(
    rapport: Rapport, clock: HandClock, db: Database, pair_id: str
) -> None:
    """Relay 58: nothing that is kept of an end leads to a private request, and ending one writes nothing there."""
    before = kept_rows(rapport)
    with staged(rapport, clock) as stage:
        write(stage.deps, pair_id, ends=EndsWhen.NOW)
        go_out(clock)
        partings.settle(stage.deps, now=clock.now())
    assert kept_rows(rapport) == before
    referred = {key.column.table.name for table in TABLES for key in _table(db, table).foreign_keys}
    assert referred == {"pair", "member"}
    columns = {column.name for table in TABLES for column in _table(db, table).columns}
    assert not [name for name in columns if "case" in name or "relay" in name or "reason" in name]


def test_by_default_every_end_falls_on_the_first_of_a_month_whoever_writes_and_whenever(
    rapport: Rapport, clock: HandClock, db: Database, pair_id: str
) -> None:
    """Relay 58: so that an end says nothing of what happened on the day before."""
    with staged(rapport, clock) as stage:
        for days, by in ((0, MENTEE), (11, MENTOR), (26, MENTEE), (27, MENTOR)):
            clock.at = NOW + days * DAY
            sheet = write(stage.deps, pair_id, by=by, view_id=f"{days}")
            assert sheet.waiting
            assert sheet.waiting.ends_on.day == 1
            endings.undo(stage.deps, actor=the(db, by), ending_id=sheet.waiting.ending_id)


def test_what_is_written_at_the_end_is_sealed(rapport: Rapport, clock: HandClock, db: Database, pair_id: str) -> None:
    with staged(rapport, clock) as stage:
        write(stage.deps, pair_id)
        go_out(clock)
        handovers.keep_reflection(stage.deps, actor=the(db, MENTEE), pair_id=pair_id, text="MARKER of my own")
    with db.reader.connect() as connection:
        rows: list[Any] = [connection.execute(_table(db, table).select()).all() for table in TABLES]
    assert rows[0]
    assert rows[2]
    assert "MARKER" not in str(rows)


def _table(db: Database, kind: type[Any]) -> Any:  # noqa: ANN401 - a table as the database has it
    found = MetaData()
    found.reflect(db.reader)
    return found.tables[kind.__tablename__]


def _plain(said: list[tuple[str | None, Payload]]) -> list[str]:
    """Return payloads without what differs each time: sealed metadata, hashes, and the times of the clock."""
    return [
        str({name: part for name, part in payload.items() if name == "text"}) + _blocks(payload) for _, payload in said
    ]


def _blocks(payload: Payload) -> str:
    view = payload.get("view") or payload
    return str(view.get("blocks") if isinstance(view, dict) else view)
