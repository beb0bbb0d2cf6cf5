"""The facilitators' desk: who has no mentor, what was told to one alone, and pairs' quiet as a band."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from sqlmodel import col, select, update

from bot.deps import Deps
from bot.domain.desk import Why, quiet_since
from bot.errors import NotYoursError, UserError
from bot.services import confidences, contact, desk, newcomers
from storage.columns import new_id
from storage.database import Database
from storage.endings import Ending
from storage.members import Member, keep_members, member_ids
from storage.pairs import Pair
from storage.profiles import Profile, keep_facts
from storage.touchpoints import Touchpoint
from storage.vocabulary import Cadence, MeetingState, PairState, Rank, TouchpointState
from tests.facilitating import FACILITATOR, facilitated
from tests.integration.ending_steps import end
from tests.integration.statement_steps import met
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, has_left, pair_up, the
from tests.payloads import TEAM
from tests.rapport import Rapport
from tests.requesting import asked

OTHER = "U0OTHERFAC"
Counted = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture(autouse=True)
def staffed(rapport: Rapport, db: Database) -> None:
    """A programme with two facilitators, and a roster that knows everybody."""
    enrol(db, FACILITATOR, OTHER, MENTEE, MENTOR, STRANGER)
    facilitated(rapport, db, facilitators=(FACILITATOR, OTHER))


def alone(deps: Deps, *, number: int = 0) -> dict[str, tuple[Why, date | None]]:
    page = desk.alone(deps, actor=the(deps.db, FACILITATOR), number=number)
    return {each.user_id: (each.why, each.since) for each in page.lines}


def is_known(db: Database, user: str, *, rank: Rank | None = None, joined_on: date | None = None) -> None:
    member = the(db, user)
    with db.begin() as session:
        keep_facts(session, profiles=[Profile(member_id=member.id, team_id=TEAM, rank=rank, joined_on=joined_on)])


def sent(db: Database) -> None:
    """Let every message be sent."""
    with db.begin() as session:
        settled = {"state": TouchpointState.SENT, "settled_at": NOW}
        session.connection().execute(update(Touchpoint).values(**settled))


def test_whoever_is_junior_or_new_and_has_nobody_stands_there_and_a_senior_does_not(deps: Deps, db: Database) -> None:
    is_known(db, MENTEE, rank=Rank.ASSISTANT)
    is_known(db, STRANGER, rank=Rank.FULL, joined_on=date(2026, 9, 1))
    is_known(db, MENTOR, rank=Rank.FULL, joined_on=date(2001, 9, 1))
    assert alone(deps) == {MENTEE: (Why.NEW, None), STRANGER: (Why.NEW, date(2026, 9, 1))}


@pytest.mark.parametrize("state", [PairState.PROPOSED, PairState.TALKING, PairState.HELD, PairState.ACTIVE])
def test_whoever_has_a_mentor_or_is_about_to_does_not(deps: Deps, db: Database, state: PairState) -> None:
    is_known(db, MENTEE, rank=Rank.LECTURER)
    pair_up(db, state=state)
    assert alone(deps) == {}


def test_whoever_has_asked_somebody_on_their_own_is_not_told_from_others(deps: Deps, db: Database) -> None:
    is_known(db, MENTEE, rank=Rank.LECTURER)
    before = alone(deps)
    asked(deps)
    assert alone(deps) == before


def test_whose_pair_has_ended_stands_there_with_its_day_and_a_mentor_whose_pair_ended_does_not(
    deps: Deps, db: Database, clock: HandClock
) -> None:
    pair_id = pair_up(db)
    end(deps, clock, pair_id)
    (found,) = alone(deps).items()
    assert found[0] == MENTEE
    assert found[1][0] is Why.ENDED
    assert found[1][1] is not None


def test_whoever_asked_for_help_comes_first_at_the_desk_of_those_who_were_asked(deps: Deps, db: Database) -> None:
    is_known(db, STRANGER, rank=Rank.LECTURER)
    newcomers.ask_for_help(deps, actor=the(db, MENTEE))
    assert list(alone(deps).items()) == [(MENTEE, (Why.ASKED, NOW.date())), (STRANGER, (Why.NEW, None))]


def test_nobody_finds_themselves_a_guest_or_somebody_who_left(deps: Deps, db: Database) -> None:
    for user in (FACILITATOR, MENTEE):
        is_known(db, user, rank=Rank.LECTURER)
    has_left(db, MENTEE)
    assert alone(deps) == {}


def test_a_note_stands_at_the_desk_of_the_one_who_was_told_until_they_have_written(deps: Deps, db: Database) -> None:
    pair_id = pair_up(db)
    helper, _ = contact.helper_for(deps, actor=the(db, MENTEE), pair_id=pair_id)
    contact.tell(deps, actor=the(db, MENTEE), pair_id=pair_id, user_id=helper.user_id)
    teller, other = (the(db, user) for user in sorted((FACILITATOR, OTHER), key=lambda each: each != helper.user_id))
    (note,) = confidences.notes(deps, actor=teller)
    assert (note.user_id, note.is_sent) == (MENTEE, False)
    assert confidences.notes(deps, actor=other) == []
    with pytest.raises(NotYoursError):
        confidences.put_aside(deps, actor=teller, note_id=note.id)
    sent(db)
    with pytest.raises(NotYoursError):
        confidences.put_aside(deps, actor=other, note_id=note.id)
    assert desk.overview(deps, actor=teller).notes == 1
    confidences.put_aside(deps, actor=teller, note_id=note.id)
    assert confidences.notes(deps, actor=teller) == []


def test_a_note_leaves_after_two_weeks(deps: Deps, db: Database, clock: HandClock) -> None:
    pair_id = pair_up(db)
    helper, _ = contact.helper_for(deps, actor=the(db, MENTEE), pair_id=pair_id)
    contact.tell(deps, actor=the(db, MENTEE), pair_id=pair_id, user_id=helper.user_id)
    clock.at = NOW + timedelta(days=15)
    assert confidences.notes(deps, actor=the(db, helper.user_id)) == []


@pytest.mark.parametrize(("quiet", "band"), [(0, "<5"), (4, "<5"), (5, "5-9"), (20, "20+")])
def test_quiet_is_told_as_a_band_and_of_fewer_than_twenty_pairs_not_at_all(
    deps: Deps, db: Database, quiet: int, band: str
) -> None:
    _pairs(db, quiet=quiet, others=19 - quiet if quiet < 20 else 0)
    told = None if quiet < 20 else band
    assert desk.overview(deps, actor=the(db, FACILITATOR)).quiet == told
    _pairs(db, quiet=0, others=1)
    assert desk.overview(deps, actor=the(db, FACILITATOR)).quiet == band


def test_no_step_of_one_pair_shows_in_the_number_of_this_month(deps: Deps, db: Database) -> None:
    _pairs(db, quiet=6, others=17)
    with db.begin() as session:
        first, second, third, *_ = session.exec(select(Pair).order_by(col(Pair.proposed_at))).all()
        note = {"team_id": TEAM, "author_id": first.mentee_id, "letter": "Goodbye", "ends_on": NOW.date()}
        session.add(Ending.model_validate({**note, "pair_id": first.id, "ends_at": NOW, "tells_at": NOW}))
        first.state = PairState.ENDED
    met(db, second.id, NOW - timedelta(hours=1))
    met(db, third.id, NOW + timedelta(days=1), state=MeetingState.PLANNED)
    assert desk.overview(deps, actor=the(db, FACILITATOR)).quiet == "5-9"


def test_quiet_is_reckoned_from_the_first_of_the_month(deps: Deps) -> None:
    assert quiet_since(date(2026, 11, 3)) == quiet_since(date(2026, 11, 30))
    assert quiet_since(date(2026, 11, 3))[Cadence.QUARTERLY].date() == date(2026, 5, 1)


@pytest.mark.parametrize("user", [MENTEE, MENTOR])
def test_the_desk_is_closed_to_everybody_else(deps: Deps, db: Database, user: str) -> None:
    actor, say = the(db, user), deps.catalog.desk
    for ask in (desk.overview, desk.alone, confidences.notes):
        with pytest.raises(UserError, match=say.facilitators_only):
            ask(deps, actor=actor)
    with pytest.raises(UserError, match=say.facilitators_only):
        confidences.put_aside(deps, actor=actor, note_id=new_id())


def test_the_desk_stays_closed_while_slack_is_silent(rapport: Rapport, deps: Deps, db: Database) -> None:
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": False, "error": "internal_error"}
    with pytest.raises(UserError):
        desk.overview(deps, actor=the(db, FACILITATOR))


def test_many_are_turned_page_by_page_at_the_cost_of_one(deps: Deps, db: Database, counted: Counted) -> None:
    actor = the(db, FACILITATOR)
    _juniors(db, 1)
    with counted() as few:
        desk.alone(deps, actor=actor)
        desk.overview(deps, actor=actor)
    _juniors(db, 300)
    with counted() as many:
        page = desk.alone(deps, actor=actor, number=3)
        desk.overview(deps, actor=actor)
    assert len(many) == len(few) <= 15
    assert (len(page.lines), page.has_more) == (10, True)
    assert page.lines[0].name == "Junior 0030"
    last = desk.alone(deps, actor=actor, number=29)
    assert (len(last.lines), last.has_more) == (10, False)


def _juniors(db: Database, count: int) -> None:
    rows = [Member(team_id=TEAM, user_id=f"U0JUNIOR{number:04}", name=f"Junior {number:04}") for number in range(count)]
    with db.begin() as session:
        keep_members(session, members=rows)
    with db.begin() as session:
        ids = member_ids(session, team_id=TEAM)
        profiles = [Profile(member_id=ids[row.user_id], team_id=TEAM, rank=Rank.LECTURER) for row in rows]
        keep_facts(session, profiles=profiles)


def _pairs(db: Database, *, quiet: int, others: int) -> None:
    """Make pairs that began long ago, and pairs that began today."""
    mentor = the(db, MENTOR)
    for number in range(quiet + others):
        user = f"U0{new_id()[:9]}".upper()
        enrol(db, user)
        began = NOW - timedelta(days=400) if number < quiet else NOW
        pair = Pair(
            team_id=TEAM,
            mentor_id=mentor.id,
            mentee_id=the(db, user).id,
            proposed_by_id=mentor.id,
            state=PairState.ACTIVE,
            proposed_at=began,
        )
        with db.begin() as session:
            session.add(pair)
