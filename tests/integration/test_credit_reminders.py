"""Before a shared work goes out both are asked, once, whether what they wrote still holds; and not where it does."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.deps import Deps
from bot.domain.snoozes import Prompted, Wait
from bot.domain.touchpoints import TRAITS, UNSOLICITED
from bot.errors import UserError
from bot.services import preferences
from bot.services.snoozing import snooze
from storage.database import Database
from storage.touchpoints import Touchpoint
from storage.vocabulary import CreditState, PromptKind, TouchpointKind
from tests.integration.credit_steps import SUBMISSION_ON, begin, mark, sign, write
from tests.integration.ending_steps import deliver, end
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, has_left, the
from tests.payloads import press_message
from tests.planning import message, planned, why_not
from tests.rapport import Rapport

DUE = TouchpointKind.CREDIT_DUE
DAY = timedelta(days=1)
MORNING = date(2026, 12, 4)
"""Ten working days before SUBMISSION_ON."""
LATE = SUBMISSION_ON + timedelta(days=80)


def asked(db: Database, user: str = MENTEE) -> list[Touchpoint]:
    """Return what was planned to ask one of the two."""
    return [row for row in planned(db, DUE) if row.member_id == the(db, user).id]


def reached(rapport: Rapport, deps: Deps, clock: HandClock, *, days: int) -> list[str]:
    """Let days pass, several looks at each, and return whom the question has reached, each time."""
    found = []
    for _ in range(4 * days):
        found += [user for user, said in deliver(rapport, deps) if "Does what you wrote down" in str(said)]
        clock.at += DAY / 4
    return found


def test_both_are_asked_ten_working_days_before_each_on_their_own_morning(
    deps: Deps, db: Database, pair_id: str
) -> None:
    begin(deps, pair_id)
    (mentees,), (mentors,) = asked(db), asked(db, MENTOR)
    assert (mentees.local_on, mentors.local_on) == (MORNING, MORNING)
    assert mentees.due_at == datetime(2026, 12, 4, 14, tzinfo=UTC)
    assert mentors.due_at == datetime(2026, 12, 4, 8, tzinfo=UTC)
    assert TRAITS[DUE].prompt is PromptKind.CREDIT
    assert DUE in UNSOLICITED


def test_it_says_nothing_of_the_work_and_leads_to_the_register(rapport: Rapport, deps: Deps, pair_id: str) -> None:
    begin(deps, pair_id)
    told = message(deps, DUE)
    assert "MARKER" not in str(told)
    assert "Dec" not in told["text"]
    assert "MARKER of the liver" in str(opened(rapport, press_message(told, deps.catalog.credits.open_button)))


def test_however_often_it_changes_each_is_asked_once_about_one_day(
    rapport: Rapport, deps: Deps, clock: HandClock, pair_id: str
) -> None:
    entry_id = begin(deps, pair_id)
    write(deps, entry_id, title="another")
    write(deps, entry_id, after=2, title="another", submission_on=LATE)
    write(deps, entry_id, after=3, title="another")
    clock.at = datetime(2026, 12, 3, 15, tzinfo=UTC)
    got = reached(rapport, deps, clock, days=3)
    write(deps, entry_id, by=MENTOR, after=4, title="and again")
    got += reached(rapport, deps, clock, days=12)
    assert sorted(got) == sorted([MENTEE, MENTOR])


def test_a_day_that_moves_is_asked_about_on_its_new_morning_alone(deps: Deps, db: Database, pair_id: str) -> None:
    entry_id = begin(deps, pair_id)
    write(deps, entry_id, submission_on=LATE)
    (moved,) = asked(db)
    assert moved.local_on
    assert moved.local_on > SUBMISSION_ON
    assert "before long" in message(deps, DUE)["text"]
    write(deps, entry_id, after=2, submission_on=None)
    assert planned(db, DUE) == []
    assert why_not(deps, [moved]) == {"moved"}


def test_what_both_have_signed_not_long_ago_holds_and_after_three_months_is_looked_at_again(
    deps: Deps, db: Database, pair_id: str
) -> None:
    entry_id = begin(deps, pair_id)
    for by in (MENTEE, MENTOR):
        sign(deps, entry_id, by=by)
    assert why_not(deps, planned(db, DUE)) == {"holds"}
    write(deps, entry_id, submission_on=LATE)
    for by in (MENTEE, MENTOR):
        sign(deps, entry_id, by=by, number=2)
    assert asked(db)[-1].due_at > NOW + timedelta(days=90)
    assert "still hold" in message(deps, DUE)["text"]


def test_half_a_signature_is_none(deps: Deps, pair_id: str) -> None:
    sign(deps, begin(deps, pair_id), by=MENTOR)
    assert "still hold" in message(deps, DUE)["text"]


@pytest.mark.parametrize("on", [None, date(2026, 11, 3), date(2026, 11, 16)])
def test_without_a_day_or_with_one_that_is_near_nobody_is_asked(
    deps: Deps, db: Database, pair_id: str, on: date | None
) -> None:
    begin(deps, pair_id, submission_on=on)
    assert planned(db, DUE) == []


@pytest.mark.parametrize("state", [CreditState.SUBMITTED, CreditState.PUBLISHED, CreditState.DROPPED])
def test_nobody_is_asked_about_a_work_that_is_closed(
    deps: Deps, db: Database, pair_id: str, state: CreditState
) -> None:
    mark(deps, begin(deps, pair_id), state)
    assert why_not(deps, planned(db, DUE)) == {"moved"}


def test_nobody_is_asked_once_the_pair_has_ended(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    begin(deps, pair_id)
    end(deps, clock, pair_id)
    assert why_not(deps, planned(db, DUE)) == {"ended"}
    clock.at = datetime(2026, 12, 3, 15, tzinfo=UTC)
    assert reached(rapport, deps, clock, days=3) == []


def test_nobody_is_asked_alone(deps: Deps, db: Database, pair_id: str) -> None:
    begin(deps, pair_id)
    has_left(db, MENTOR)
    assert why_not(deps, asked(db)) == {"partner_left"}


def test_a_question_can_be_put_off_but_not_beyond_the_day_and_be_switched_off(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    entry_id = begin(deps, pair_id)
    (row,) = asked(db)
    clock.at = row.due_at
    deliver(rapport, deps)
    mentee, prompted = the(db, MENTEE), Prompted(row.kind, row.subject_id, row.revision)
    due_at, is_new = snooze(deps, actor=mentee, prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="1.1")
    assert (is_new, due_at.date()) == (True, date(2026, 12, 11))
    clock.at = datetime(2026, 12, 14, 15, tzinfo=UTC)
    with pytest.raises(UserError, match="its day will be over"):
        snooze(deps, actor=mentee, prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="1.2")
    mark(deps, entry_id, CreditState.DROPPED)
    with pytest.raises(UserError, match="settled"):
        snooze(deps, actor=mentee, prompted=prompted, wait=Wait.TOMORROW, message_ts="1.3")
    assert preferences.mute(deps, actor=mentee, prompted=prompted) is PromptKind.CREDIT
    mark(deps, entry_id, CreditState.OPEN)
    assert MENTEE not in reached(rapport, deps, clock, days=2)
