"""Whose the register is: the two's alone, also once they have parted, and then for reading only."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.deps import Deps
from bot.domain.endings import EndsWhen
from bot.errors import NotYoursError, UserError
from bot.services import credit_acts, credits, partings
from bot.services.credit_file import ask_for_register
from storage.database import Database
from storage.members import Member, keep_members
from storage.vocabulary import CreditState, PairState, TouchpointKind
from tests.facilitating import FACILITATOR
from tests.integration.credit_steps import WORDS, begin, entries, seen, sign, versions, write
from tests.integration.ending_steps import DAY, end, go_out, state_of
from tests.integration.ending_steps import write as write_note
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, pair_up, the
from tests.planning import planned, why_not

SECOND, ELSEWHERE = "U0SECOND01", "U0ELSEWHER"
Act = Callable[[Deps, Member, str, str], object]
FIELD = "credit_submission"
READS: dict[str, Act] = {
    "board": lambda deps, actor, pair_id, _: credits.board(deps, actor=actor, pair_id=pair_id, page=0),
    "sheet": lambda deps, actor, _, entry_id: credits.sheet(deps, actor=actor, entry_id=entry_id),
    "register": lambda deps, actor, pair_id, _: credits.register(deps, actor=actor, pair_id=pair_id),
    "document": lambda deps, actor, pair_id, _: ask_for_register(deps, actor=actor, pair_id=pair_id),
}
CHANGES: dict[str, Act] = {
    "begin": lambda deps, actor, pair_id, _: credit_acts.begin(
        deps, actor=actor, pair_id=pair_id, entry_id="new", words=WORDS, date_field=FIELD
    ),
    "write": lambda deps, actor, _, entry_id: credit_acts.write(
        deps, actor=actor, entry_id=entry_id, after=1, words=WORDS, date_field=FIELD
    ),
    "sign": lambda deps, actor, _, entry_id: credit_acts.sign_version(deps, actor=actor, entry_id=entry_id, number=1),
    "mark": lambda deps, actor, _, entry_id: credit_acts.mark(
        deps, actor=actor, entry_id=entry_id, state=CreditState.DROPPED
    ),
}


@pytest.fixture
def others(db: Database, pair_id: str) -> dict[str, Member]:
    """Whoever has no part in it: a stranger, a facilitator, a mentee of the same mentor, and somebody elsewhere."""
    enrol(db, FACILITATOR)
    pair_up(db, mentee=SECOND)
    elsewhere = Member(team_id="T2", user_id=ELSEWHERE, name="Elsa")
    with db.begin() as session:
        keep_members(session, members=[elsewhere])
    return {user: the(db, user) for user in (STRANGER, FACILITATOR, SECOND)} | {ELSEWHERE: elsewhere}


@pytest.mark.parametrize("who", [STRANGER, FACILITATOR, SECOND, ELSEWHERE])
def test_nobody_else_reads_changes_signs_or_has_it_sent(
    deps: Deps, db: Database, pair_id: str, others: dict[str, Member], who: str
) -> None:
    entry_id = begin(deps, pair_id)
    before = (entries(db), versions(db), len(planned(db)))
    for act in (*READS.values(), *CHANGES.values()):
        with pytest.raises(NotYoursError):
            act(deps, others[who], pair_id, entry_id)
    assert (entries(db), versions(db), len(planned(db))) == before


@pytest.mark.parametrize("state", [state for state in PairState if state is not PairState.ACTIVE])
def test_before_a_pair_has_begun_and_after_it_nothing_is_written(deps: Deps, db: Database, state: PairState) -> None:
    pair_id = pair_up(db, state=state)
    with pytest.raises(NotYoursError):
        begin(deps, pair_id)
    assert entries(db) == []


def test_the_end_of_a_pair_freezes_what_both_go_on_reading_and_can_have_sent(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    entry_id = begin(deps, pair_id)
    sign(deps, entry_id)
    end(deps, clock, pair_id)
    before = versions(db)
    for user in (MENTEE, MENTOR):
        for read in READS.values():
            read(deps, the(db, user), pair_id, entry_id)
        for change in CHANGES.values():
            with pytest.raises(NotYoursError):
                change(deps, the(db, user), pair_id, entry_id)
        shown = seen(deps, entry_id, by=user)
        assert (shown.frozen_at, shown.can_change, shown.can_sign) == (clock.at, False, False)
    assert versions(db) == before
    assert len(planned(db, TouchpointKind.CREDIT_FILE)) == 2
    assert why_not(deps, planned(db, TouchpointKind.CREDIT_NEWS, TouchpointKind.CREDIT_DUE)) == {"ended"}


def test_only_what_has_ended_is_frozen_once(deps: Deps, db: Database, clock: HandClock, pair_id: str) -> None:
    begin(deps, pair_id)
    other = begin(deps, pair_up(db, mentee=SECOND), by=SECOND)
    end(deps, clock, pair_id)
    frozen = {entry.id: entry.frozen_at for entry in entries(db)}
    assert frozen.pop(other) is None
    assert list(frozen.values()) == [clock.at]
    clock.at += DAY
    partings.settle(deps, now=clock.now())
    assert {entry.frozen_at for entry in entries(db)} == {None, clock.at - DAY}


def test_no_signature_slips_in_beside_a_change(deps: Deps, db: Database, pair_id: str) -> None:
    entry_id = begin(deps, pair_id)

    def change() -> bool:
        write(deps, entry_id, author_order="Okafor, Lindqvist")
        return True

    def signature() -> bool:
        try:
            sign(deps, entry_id, by=MENTOR)
        except UserError:
            return False
        return True

    _, has_signed = _at_once(change, signature)
    first, second = versions(db)
    assert second.mentor_signed_at is None, "nobody has read it"
    assert (first.mentor_signed_at is not None) is has_signed


def test_both_signing_at_once_sign_once_each_and_one_hears_of_it(deps: Deps, db: Database, pair_id: str) -> None:
    entry_id = begin(deps, pair_id)
    _at_once(*(lambda by=by: sign(deps, entry_id, by=by) for by in (MENTEE, MENTOR, MENTEE, MENTOR)))
    (version,) = versions(db)
    assert None not in version.signed_at.values()
    told = [row for row in planned(db, TouchpointKind.CREDIT_NEWS) if row.revision % 2]
    assert len(told) == 1


def test_of_two_changes_at_once_one_is_kept_and_the_other_one_asked_to_read_first(
    deps: Deps, db: Database, pair_id: str
) -> None:
    entry_id = begin(deps, pair_id)

    def change(by: str) -> bool:
        try:
            write(deps, entry_id, by=by, title=f"by {by}")
        except UserError:
            return False
        return True

    assert set(_at_once(*(lambda by=by: change(by) for by in (MENTEE, MENTOR)))) == {False, True}
    assert [each.number for each in versions(db)] == [1, 2]


def test_nothing_is_written_or_signed_beside_the_end_of_a_pair_and_left_unfrozen(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    entry_id = begin(deps, pair_id)
    write_note(deps, pair_id, ends=EndsWhen.NOW)
    go_out(clock)

    def tried(act: Callable[[], object]) -> Callable[[], object]:
        def attempt() -> None:
            try:
                act()
            except UserError:
                return

        return attempt

    _at_once(
        lambda: partings.settle(deps, now=clock.now()),
        tried(lambda: begin(deps, pair_id, entry_id="beside", by=MENTOR)),
        tried(lambda: write(deps, entry_id, title="beside")),
        tried(lambda: sign(deps, entry_id, by=MENTOR)),
    )
    partings.settle(deps, now=clock.now())  # a round that found the pair being written to leaves it to the next one
    assert state_of(deps, pair_id) is PairState.ENDED
    assert {entry.frozen_at for entry in entries(db)} == {clock.at}


def _at_once(*acts: Callable[[], object]) -> list[object]:
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait(timeout=5)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
