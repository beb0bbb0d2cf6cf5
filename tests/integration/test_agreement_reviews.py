"""When the two are asked to look at their agreement again: on its days, and when a rank or a stream has changed."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, update

from bot.deps import Deps
from bot.domain.about import AboutMe
from bot.domain.home import WaitingKind
from bot.domain.snoozes import Prompted, Wait
from bot.errors import NotYoursError, UserError
from bot.services import about as about_service
from bot.services import agreement_rounds, roster, snoozing
from bot.services.letter import PointlessError
from storage.database import Database
from storage.touchpoints import Touchpoint
from storage.vocabulary import Rank, Stream, TouchpointKind, TouchpointState
from tests.integration.agreement_steps import (
    agree,
    asked,
    both_send,
    confirm,
    newest,
    still_holds,
    waiting,
    word,
    written,
)
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, has_left, the
from tests.payloads import TEAM, slack_user
from tests.planning import planned
from tests.rapport import Rapport

REVIEW, ROLE = TouchpointKind.AGREEMENT_REVIEW, TouchpointKind.AGREEMENT_ROLE


def test_what_stands_is_looked_at_after_six_weeks_six_and_twelve_months(deps: Deps, db: Database, pair_id: str) -> None:
    agree(deps, pair_id)
    for of in (MENTEE, MENTOR):
        days = [row.local_on for row in asked(db, REVIEW, of)]
        assert days == [date(2026, 12, 15), date(2027, 5, 3), date(2027, 11, 3)]
    row = asked(db, REVIEW, MENTOR)[0]
    message = written(deps, REVIEW, row.subject_id, to=MENTOR, at=row.due_at, revision=row.revision)
    assert "Does it still hold" in str(message)


def test_a_newer_version_makes_the_reviews_of_the_older_one_pointless(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    first = agree(deps, pair_id)
    clock.at = NOW + timedelta(weeks=6)
    still_holds(deps, pair_id)
    assert "still hold" in str(written(deps, REVIEW, first, to=MENTOR, at=clock.at, revision=1))
    with pytest.raises(PointlessError, match="newer"):
        written(deps, REVIEW, first, at=clock.at, revision=2)
    still_holds(deps, pair_id, by=MENTOR)
    days = [row.local_on for row in asked(db, REVIEW, MENTEE) if row.subject_id != first]
    assert days == [date(2027, 5, 3), date(2027, 11, 3)]


def test_with_somebody_who_has_left_nobody_looks_again(deps: Deps, db: Database, pair_id: str) -> None:
    first = agree(deps, pair_id)
    has_left(db, MENTOR)
    for kind in (REVIEW, ROLE):
        with pytest.raises(PointlessError, match="partner_left"):
            written(deps, kind, first, at=NOW)


def test_a_review_that_is_due_waits_in_home_until_both_have_looked(deps: Deps, clock: HandClock, pair_id: str) -> None:
    agree(deps, pair_id)
    assert waiting(deps, MENTEE) == waiting(deps, MENTOR) == []
    clock.at = NOW + timedelta(weeks=6)
    assert waiting(deps, MENTEE) == waiting(deps, MENTOR) == [WaitingKind.AGREEMENT]
    still_holds(deps, pair_id)
    assert (waiting(deps, MENTEE), waiting(deps, MENTOR)) == ([], [WaitingKind.AGREEMENT])
    still_holds(deps, pair_id, by=MENTOR)
    assert waiting(deps, MENTEE) == waiting(deps, MENTOR) == []


def test_whoever_only_opens_the_questions_again_keeps_nobody_from_being_asked(
    deps: Deps, clock: HandClock, pair_id: str
) -> None:
    first = agree(deps, pair_id)
    clock.at = NOW + timedelta(weeks=6)
    agreement_rounds.look_again(deps, actor=the(deps.db, MENTEE), pair_id=pair_id)
    assert waiting(deps, MENTEE) == waiting(deps, MENTOR) == [WaitingKind.AGREEMENT]
    for to in (MENTEE, MENTOR):
        assert "Does it still hold" in str(written(deps, REVIEW, first, to=to, at=clock.at))


@pytest.mark.parametrize("wait", Wait)
def test_a_question_about_an_agreement_can_be_put_off_until_it_is_settled(
    deps: Deps, db: Database, clock: HandClock, pair_id: str, wait: Wait
) -> None:
    first = agree(deps, pair_id)
    row = asked(db, REVIEW, MENTEE)[0]
    clock.at = row.due_at
    with db.begin() as session:
        session.exec(update(Touchpoint).where(col(Touchpoint.id) == row.id).values(state=TouchpointState.SENT))
    prompted = Prompted(REVIEW, first, row.revision)
    back, is_new = snoozing.snooze(deps, actor=the(db, MENTEE), prompted=prompted, wait=wait, message_ts="1.1")
    assert is_new
    assert back > clock.at
    still_holds(deps, pair_id)
    with pytest.raises(UserError, match="nothing left to remind you of"):
        snoozing.snooze(deps, actor=the(db, MENTEE), prompted=prompted, wait=wait, message_ts="1.2")
    with pytest.raises(NotYoursError):
        snoozing.snooze(deps, actor=the(db, STRANGER), prompted=prompted, wait=wait, message_ts="1.3")


def test_a_new_rank_asks_both_once_a_day_and_only_where_something_stands(
    deps: Deps, db: Database, pair_id: str
) -> None:
    _says(deps, MENTEE, rank=Rank.LECTURER)
    both_send(deps, pair_id)
    _says(deps, MENTEE, rank=Rank.ASSISTANT)
    assert planned(db, ROLE) == []
    agreement_id = newest(deps, pair_id).id
    word(deps, agreement_id, "both")
    for by in (MENTEE, MENTOR):
        confirm(deps, agreement_id, by=by)
    for rank in (Rank.ASSOCIATE, Rank.FULL):
        _says(deps, MENTEE, rank=rank)
    rows = planned(db, ROLE)
    assert {row.member_id for row in rows} == {the(db, MENTEE).id, the(db, MENTOR).id}
    assert {row.local_on for row in rows} == {date(2026, 11, 4)}
    assert len(rows) == 2
    for to in (MENTEE, MENTOR):
        assert "has changed since" in str(written(deps, ROLE, agreement_id, to=to, at=NOW))


def test_what_becomes_known_of_somebody_is_no_new_role(deps: Deps, db: Database, pair_id: str) -> None:
    agree(deps, pair_id)
    _says(deps, MENTEE, division="Surgery")
    _says(deps, MENTEE, rank=Rank.LECTURER, stream=Stream.TEACHER, division="Nephrology")
    assert planned(db, ROLE) == []
    _says(deps, MENTEE, rank=Rank.LECTURER, stream=Stream.SCIENTIST, division="Nephrology")
    assert len(planned(db, ROLE)) == 2


def test_a_roster_that_promotes_somebody_asks_as_well(rapport: Rapport, deps: Deps, db: Database, pair_id: str) -> None:
    agree(deps, pair_id)
    users = [slack_user(user_id) for user_id in (MENTEE, MENTOR, STRANGER)]
    rapport.slack.answers["users.list"] = lambda _: {"ok": True, "members": users}
    for rank in ("assistant", "associate"):
        raw = f"slack_id,rank\n{MENTEE},{rank}\n".encode()
        assert len(roster.bring_in(deps, team_id=TEAM, raw=raw, is_kept=True).changed) == 1
    assert len(planned(db, ROLE)) == 2


def _says(deps: Deps, user_id: str, **facts: Any) -> None:  # noqa: ANN401 - any fact
    """Let somebody say what they are in their faculty."""
    about_service.keep(deps, actor=the(deps.db, user_id), about=AboutMe(**facts), fields={})
