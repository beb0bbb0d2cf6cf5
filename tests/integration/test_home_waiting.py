"""What waits for somebody in Home besides recaps and items: a wording to confirm, suggestions to answer."""

from dataclasses import replace

from bot.deps import Deps
from bot.domain.home import HomePage, WaitingKind
from bot.services import home as home_service
from bot.views import home as home_view
from sandbox.blockkit import check_view
from storage.database import Database
from storage.items import Advice
from storage.meetings import Meeting
from storage.recaps import Settlement
from storage.vocabulary import AdviceState, MeetingState
from tests.integration.test_home_pairs import DAY, add
from tests.pairing import MENTEE, MENTOR, NOW, pair_up, the
from tests.payloads import TEAM


def waiting(deps: Deps, user_id: str) -> list[WaitingKind]:
    return [each.kind for each in home_of(deps, user_id).waiting if each.kind is not WaitingKind.RECAP]


def home_of(deps: Deps, user_id: str) -> HomePage:
    member = the(deps.db, user_id)
    return home_service.page(deps, team_id=TEAM, user_id=user_id, member=member, is_first_time=False, number=0)


def held(db: Database, pair_id: str) -> Meeting:
    meeting = Meeting(
        team_id=TEAM,
        pair_id=pair_id,
        starts_at=NOW - DAY,
        zone="UTC",
        minutes=60,
        state=MeetingState.HELD,
        changed_by_id=the(db, MENTEE).id,
        changed_at=NOW,
    )
    add(db, meeting)
    return meeting


def wording(db: Database, meeting: Meeting, *, by: str, hours: int, is_confirmed: bool = False) -> Settlement:
    written_at = NOW + DAY / 24 * hours
    return Settlement(
        team_id=TEAM,
        pair_id=meeting.pair_id,
        meeting_id=meeting.id,
        author_id=the(db, by).id,
        wording="WORDS",
        written_at=written_at,
        confirmed_at=written_at if is_confirmed else None,
    )


def suggestion(db: Database, pair_id: str, state: AdviceState = AdviceState.OPEN) -> Advice:
    return Advice(
        team_id=TEAM,
        pair_id=pair_id,
        author_id=the(db, MENTOR).id,
        suggestion="WORDS",
        state=state,
        changed_at=NOW,
    )


def test_a_wording_waits_for_the_other_side_only(deps: Deps, db: Database) -> None:
    meeting = held(db, pair_up(db))
    with db.begin() as session:
        session.add(wording(db, meeting, by=MENTEE, hours=1))
    assert waiting(deps, MENTOR) == [WaitingKind.WORDING]
    assert waiting(deps, MENTEE) == []


def test_a_newer_wording_takes_the_place_of_an_older_one(deps: Deps, db: Database) -> None:
    meeting = held(db, pair_up(db))
    with db.begin() as session:
        session.add(wording(db, meeting, by=MENTEE, hours=1))
        session.add(wording(db, meeting, by=MENTOR, hours=2, is_confirmed=True))
    assert waiting(deps, MENTOR) == []
    assert waiting(deps, MENTEE) == []


def test_suggestions_of_a_pair_wait_in_one_line_for_the_mentee(deps: Deps, db: Database) -> None:
    pair_id = pair_up(db)
    with db.begin() as session:
        session.add_all([suggestion(db, pair_id), suggestion(db, pair_id)])
        session.add(suggestion(db, pair_id, AdviceState.ADOPTED))
    assert waiting(deps, MENTEE) == [WaitingKind.ADVICE]
    assert waiting(deps, MENTOR) == []


def test_home_says_whose_they_are_and_repeats_no_word_of_them(deps: Deps, db: Database) -> None:
    pair_id = pair_up(db)
    meeting = held(db, pair_id)
    with db.begin() as session:
        session.add(suggestion(db, pair_id))
        session.add(wording(db, meeting, by=MENTOR, hours=1))
    page = replace(home_of(deps, MENTEE), is_facilitator=True)
    view = home_view.page(deps.catalog, page=page, private_metadata="")
    assert check_view(view) == []
    assert "one wording" in str(view)
    assert "Suggestions from" in str(view)
    assert "WORDS" not in str(view)
