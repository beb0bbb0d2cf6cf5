"""The invitation to say what became of a year: once in autumn, to mentees, never to mentors, never beside an ending."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.deps import Deps
from bot.domain.outcomes import invited_for
from bot.domain.snoozes import Prompted, Wait
from bot.domain.touchpoints import TRAITS, UNSOLICITED
from bot.errors import NotYoursError
from bot.services import outcome_invitations, outcomes, preferences
from bot.services.snoozing import snooze
from storage.database import Database
from storage.installations import keep_installation, lay_to_rest
from storage.touchpoints import Touchpoint
from storage.vocabulary import PromptKind, TouchpointKind
from tests.integration.ending_steps import deliver
from tests.integration.outcome_steps import ended, paired, say
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, the
from tests.payloads import TEAM, press_message
from tests.planning import message, planned, why_not
from tests.rapport import Rapport

ASKED = TouchpointKind.YEAR_ASKED
DAY = timedelta(days=1)
LATE = datetime(2026, 11, 20, 12, tzinfo=UTC)
"""Everybody's day has come by then."""


def invited(db: Database) -> list[Touchpoint]:
    """Return the invitations that were planned, to whoever it is."""
    return planned(db, ASKED)


def test_a_mentee_is_asked_once_a_year_and_a_mentor_never(deps: Deps, db: Database) -> None:
    paired(db)
    for days in range(0, 2 * 366, 3):
        outcome_invitations.invite(deps, now=datetime(2026, 7, 1, 12, tzinfo=UTC) + days * DAY)
    assert [(row.member_id, row.revision) for row in invited(db)] == [
        (the(db, MENTEE).id, 2025),
        (the(db, MENTEE).id, 2026),
    ]
    assert all(row.local_on and row.local_on.month in {9, 10, 11} for row in invited(db))


def test_it_leads_to_what_there_is_to_agree_to(rapport: Rapport, deps: Deps, db: Database) -> None:
    paired(db)
    outcome_invitations.invite(deps, now=LATE)
    told = message(deps, ASKED)
    assert "2025/26" in str(told)
    shown = opened(rapport, press_message(told, deps.catalog.outcomes.look_button))
    assert deps.catalog.outcomes.lead in str(shown)


def test_whoever_has_answered_is_not_asked_nor_whoever_answers_before_it_comes(deps: Deps, db: Database) -> None:
    paired(db)
    say(deps)
    assert outcome_invitations.invite(deps, now=LATE) == 0
    outcomes.withdraw(deps, actor=the(db, MENTEE))
    assert outcome_invitations.invite(deps, now=LATE) == 1
    say(deps)
    assert why_not(deps, invited(db)) == {"answered"}


def test_whoever_takes_it_back_hears_nothing_of_it_again(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock
) -> None:
    paired(db)
    say(deps)
    outcomes.withdraw(deps, actor=the(db, MENTEE))
    clock.at = LATE
    outcome_invitations.invite(deps, now=LATE)
    (row,) = invited(db)
    clock.at = row.due_at
    assert deliver(rapport, deps) == []


def test_nobody_is_asked_while_a_pair_of_theirs_ends_or_has_just_ended(deps: Deps, db: Database) -> None:
    paired(db)
    as_mentor = paired(db, mentor=MENTEE, mentee="U0YOUNG0001", at=datetime(2026, 8, 1, tzinfo=UTC))
    ended(db, as_mentor, date(2026, 11, 10), by="U0YOUNG0001")
    assert outcome_invitations.invite(deps, now=LATE) == 0
    assert outcome_invitations.invite(deps, now=LATE + 24 * DAY) == 1


def test_an_ending_that_is_told_meanwhile_keeps_it_back(deps: Deps, db: Database) -> None:
    pair_id = paired(db)
    outcome_invitations.invite(deps, now=LATE)
    ended(db, pair_id, LATE.date() + 2 * DAY)
    (row,) = invited(db)
    assert row.due_at > LATE
    row.due_at = LATE + 3 * DAY
    assert why_not(deps, [row]) == {"parting"}


def test_a_pair_of_another_year_brings_no_invitation(deps: Deps, db: Database) -> None:
    paired(db, at=datetime(2026, 8, 1, tzinfo=UTC))
    old = paired(db, mentor="U0OTHER0001", at=datetime(2024, 8, 1, tzinfo=UTC))
    ended(db, old, date(2025, 7, 1))
    assert outcome_invitations.invite(deps, now=LATE) == 0


def test_a_workspace_that_has_sent_rapport_away_is_asked_nothing(deps: Deps, db: Database) -> None:
    paired(db)
    with db.begin() as session:
        keep_installation(session, team_id=TEAM, bot_token="xoxb-1", bot_user_id="UBOT", at=LATE)
        lay_to_rest(session, team_id=TEAM, at=LATE)
    assert outcome_invitations.invite(deps, now=LATE) == 0


def test_it_is_unsolicited_can_be_put_off_and_switched_off_by_its_own_person(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock
) -> None:
    assert ASKED in UNSOLICITED
    assert TRAITS[ASKED].prompt is PromptKind.YEAR
    paired(db)
    clock.at = LATE
    outcome_invitations.invite(deps, now=LATE)
    (row,) = invited(db)
    clock.at = row.due_at
    assert [user for user, _ in deliver(rapport, deps)] == [MENTEE]
    prompted = Prompted(row.kind, row.subject_id, row.revision)
    _, is_new = snooze(deps, actor=the(db, MENTEE), prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="1.1")
    assert is_new
    with pytest.raises(NotYoursError):
        snooze(deps, actor=the(db, MENTOR), prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="1.1")
    assert preferences.mute(deps, actor=the(db, MENTEE), prompted=prompted) is PromptKind.YEAR
    clock.at += 10 * DAY
    assert deliver(rapport, deps) == []


def test_a_round_costs_the_same_for_forty_people_as_for_one(
    deps: Deps, db: Database, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    paired(db)
    with counted() as few:
        assert outcome_invitations.invite(deps, now=LATE) == 1
    for number in range(40):
        paired(db, mentee=f"U0MENTEE{number:03}")
    with counted() as many:
        assert outcome_invitations.invite(deps, now=LATE + DAY) == 40
    assert len(many) == len(few)


def test_invitations_are_spread_over_the_autumn() -> None:
    days = [date(2026, 1, 1) + number * DAY for number in range(365)]
    first = {
        name: next(day for day in days if invited_for(name, today=day))
        for name in (f"m{number}" for number in range(99))
    }
    assert date(2026, 9, 7) <= min(first.values()) < max(first.values()) <= date(2026, 11, 5)
    assert len(set(first.values())) > 30
