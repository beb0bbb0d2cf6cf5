"""Messages about agreements: true when they are sent, never the pair's words; and when the two are asked again."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.deps import Deps
from bot.domain.about import AboutMe
from bot.domain.home import WaitingKind
from bot.services import about as about_service
from bot.services import roster
from bot.services.home import page as home_page
from bot.services.letter import PointlessError
from storage.database import Database
from storage.meetings import Meeting
from storage.touchpoints import Touchpoint
from storage.vocabulary import MeetingState, Rank, Stream, TouchpointKind
from tests.integration.agreement_steps import (
    agree,
    answer,
    both_send,
    confirm,
    newest,
    send,
    still_holds,
    word,
    written,
)
from tests.integration.recap_steps import met
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, has_left, the
from tests.payloads import TEAM, slack_user
from tests.planning import plan, planned
from tests.rapport import Rapport

NEWS, SHORT = TouchpointKind.AGREEMENT_NEWS, TouchpointKind.AGREEMENT_SHORT
REVIEW, ROLE = TouchpointKind.AGREEMENT_REVIEW, TouchpointKind.AGREEMENT_ROLE


def news(deps: Deps, pair_id: str, to: str) -> str:
    """Return what one side is told of it now."""
    message = written(deps, NEWS, newest(deps, pair_id).id, to=to, at=NOW)
    assert isinstance(message, dict)
    return str(message["text"])


def asked(db: Database, kind: TouchpointKind, user_id: str) -> list[Touchpoint]:
    """Return what was planned of that kind for one person."""
    return [row for row in planned(db, kind) if row.member_id == the(db, user_id).id]


def test_each_step_of_one_side_is_news_to_the_other(deps: Deps, db: Database, pair_id: str) -> None:
    answer(deps, pair_id)
    assert asked(db, NEWS, MENTOR) == []
    send(deps, pair_id)
    assert "has answered the questions" in news(deps, pair_id, MENTOR)
    answer(deps, pair_id, by=MENTOR)
    send(deps, pair_id, by=MENTOR)
    assert "both of you have answered" in news(deps, pair_id, MENTEE)
    agreement_id = newest(deps, pair_id).id
    word(deps, agreement_id, "both")
    confirm(deps, agreement_id)
    assert "has said yes" in news(deps, pair_id, MENTOR)
    confirm(deps, agreement_id, by=MENTOR)
    assert "stands" in news(deps, pair_id, MENTEE)
    assert (len(asked(db, NEWS, MENTOR)), len(asked(db, NEWS, MENTEE))) == (2, 2)


def test_nobody_is_told_what_they_did_themselves(deps: Deps, pair_id: str) -> None:
    answer(deps, pair_id)
    send(deps, pair_id)
    with pytest.raises(PointlessError, match="done"):
        news(deps, pair_id, MENTEE)
    with pytest.raises(PointlessError, match="gone"):
        news(deps, pair_id, STRANGER)


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


def test_what_waits_for_somebody_waits_in_their_home_alone(deps: Deps, pair_id: str) -> None:
    answer(deps, pair_id)
    assert waiting(deps, MENTOR) == []
    send(deps, pair_id)
    assert (waiting(deps, MENTEE), waiting(deps, MENTOR)) == ([], [WaitingKind.AGREEMENT])


def test_a_second_meeting_without_an_agreement_brings_the_five_minute_version_to_both_once(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    plan(deps, pair_id, view_id="M1")
    assert planned(db, SHORT) == []
    _ended(db, clock)
    second = plan(deps, pair_id, view_id="M2", on=date(2026, 12, 1))
    rows = planned(db, SHORT)
    assert {row.member_id for row in rows} == {the(db, MENTEE).id, the(db, MENTOR).id}
    assert {row.local_on for row in rows} == {date(2026, 12, 2)}
    assert "Five questions" in str(written(deps, SHORT, second, at=rows[0].due_at))
    clock.at = rows[0].due_at + timedelta(days=1)
    plan(deps, pair_id, view_id="M3", on=date(2026, 12, 15))
    assert len(planned(db, SHORT)) == 2


@pytest.mark.parametrize("state", [MeetingState.NOT_HELD, MeetingState.CANCELLED])
def test_a_meeting_that_was_not_is_no_second_one(
    deps: Deps, db: Database, clock: HandClock, pair_id: str, state: MeetingState
) -> None:
    met(db, pair_id, state=state)
    plan(deps, pair_id)
    assert planned(db, SHORT) == []
    second = met(db, pair_id, starts_at=NOW - timedelta(hours=5))
    with pytest.raises(PointlessError, match="not_second"):
        written(deps, SHORT, second, at=clock.at)


def test_the_five_minute_version_is_not_offered_where_something_stands_or_the_meeting_was_moved(
    deps: Deps, db: Database, pair_id: str
) -> None:
    met(db, pair_id, starts_at=NOW - timedelta(days=30))
    second = met(db, pair_id)
    written(deps, SHORT, second, at=NOW)
    with pytest.raises(PointlessError, match="moved"):
        written(deps, SHORT, second, at=NOW, revision=2)
    agree(deps, pair_id)
    with pytest.raises(PointlessError, match="done"):
        written(deps, SHORT, second, at=NOW)
    plan(deps, pair_id)
    assert planned(db, SHORT) == []


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


def waiting(deps: Deps, user_id: str) -> list[WaitingKind]:
    """Return what waits in somebody's Home."""
    member = the(deps.db, user_id)
    page = home_page(deps, team_id=TEAM, user_id=user_id, member=member, is_first_time=False)
    return [each.kind for each in page.waiting]


def _says(deps: Deps, user_id: str, **facts: Any) -> None:  # noqa: ANN401 - any fact
    """Let somebody say what they are in their faculty."""
    about_service.keep(deps, actor=the(deps.db, user_id), about=AboutMe(**facts), fields={})


def _ended(db: Database, clock: HandClock) -> None:
    with db.read() as session:
        ends = session.get(Meeting, planned(db, TouchpointKind.MEETING_PLANNED)[0].subject_id)
    assert ends is not None
    clock.at = ends.ends_at + timedelta(hours=1)
