"""People who join: one welcome, no series, and one offer of help to find a mentor."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest

from bot.deps import Deps
from bot.errors import UserError
from bot.runtime.roster import sync_roster
from bot.services import newcomers, requests
from bot.services.installations import keep_own
from storage.database import Database
from storage.profiles import Profile, keep_facts
from storage.settings import keep_setting
from storage.vocabulary import MatchMode, PairState, SettingName, TouchpointKind
from tests.facilitating import FACILITATOR, answer, delivered, facilitated, somebody
from tests.outbox import HandClock, timed
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, has_left, pair_up, the
from tests.payloads import TEAM, event
from tests.planning import planned
from tests.rapport import Rapport
from tests.requesting import asked

WEEKS = timedelta(days=46)


@pytest.fixture
def programme(rapport: Rapport, db: Database) -> Rapport:
    """A programme that is set up, with one facilitator, in a workspace whose roster is complete."""
    facilitated(rapport, db)
    enrol(db, FACILITATOR, MENTOR)
    keep_own(rapport.deps, team_id=TEAM, bot_user_id="UBOT")
    rapport.slack.answers["users.list"] = lambda _: {"ok": True, "members": [somebody(FACILITATOR), somebody(MENTOR)]}
    sync_roster(rapport.deps, TEAM)
    return rapport


def join(rapport: Rapport, user_id: str, *, event_id: str = "Ev1", flag: str = "is_admin") -> None:
    """Let Slack say that somebody has joined, of whom `flag` holds."""
    rapport.answer_to(event("team_join", user=somebody(user_id, **{flag: True}), event_id=event_id))


def after(rapport: Rapport, time: timedelta) -> Deps:
    """Return the collaborators as they are so much later."""
    return timed(rapport.deps, HandClock(rapport.deps.clock.now() + time))


def joined_on(db: Database, user_id: str, day: date) -> None:
    """Let the roster know when somebody joined the faculty."""
    with db.begin() as session:
        keep_facts(session, profiles=[Profile(member_id=the(db, user_id).id, team_id=TEAM, joined_on=day)])


def test_whoever_joins_is_welcomed_once_and_no_series_follows(programme: Rapport) -> None:
    join(programme, MENTEE)
    (welcome,) = delivered(programme)[MENTEE]
    assert welcome["text"] == programme.deps.catalog.newcomers.welcome_text
    join(programme, MENTEE, event_id="Ev2")
    programme.answer_to(event("user_change", user=somebody(MENTEE, tz="Asia/Tokyo"), event_id="Ev3"))
    assert delivered(programme) == {}


def test_whoever_was_there_before_the_roster_was_complete_is_not_welcomed(rapport: Rapport, db: Database) -> None:
    facilitated(rapport, db)
    keep_own(rapport.deps, team_id=TEAM, bot_user_id="UBOT")
    rapport.slack.answers["users.list"] = lambda _: {"ok": True, "members": [somebody(MENTEE), somebody(MENTOR)]}
    sync_roster(rapport.deps, TEAM)
    assert delivered(rapport) == {}


def test_whoever_joins_while_rapport_is_away_is_welcomed_when_the_roster_is_read_again(programme: Rapport) -> None:
    people = [somebody(FACILITATOR), somebody(MENTOR), somebody(MENTEE)]
    programme.slack.answers["users.list"] = lambda _: {"ok": True, "members": people}
    for _ in range(2):
        sync_roster(programme.deps, TEAM)
    assert {user: len(messages) for user, messages in delivered(programme).items()} == {MENTEE: 1}


@pytest.mark.parametrize("flag", ["is_bot", "is_restricted", "is_stranger", "deleted"])
def test_guests_bots_and_strangers_are_not_welcomed(programme: Rapport, flag: str) -> None:
    join(programme, MENTEE, flag=flag)
    assert delivered(programme) == {}


def test_nobody_is_welcomed_to_a_programme_that_is_not_set_up(rapport: Rapport, db: Database) -> None:
    rapport.slack.answers["users.info"] = lambda said: {"ok": True, "user": somebody(said["user"])}
    join(rapport, MENTEE)
    assert delivered(rapport) == {}


@pytest.mark.parametrize("mode", MatchMode)
def test_the_welcome_says_what_the_programme_is_called_and_how_people_come_together(
    programme: Rapport, db: Database, mode: MatchMode
) -> None:
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.MATCH_MODE, value=mode)
        keep_setting(session, team_id=TEAM, name=SettingName.PROGRAMME_NAME, value="Mentors <!here> & co")
    join(programme, MENTEE)
    said = str(delivered(programme)[MENTEE][0]["blocks"])
    assert "*Mentors &lt;!here&gt; &amp; co*" in said
    assert getattr(programme.deps.catalog.newcomers, f"mode_{mode}").split(",")[0] in said
    assert ("Find a mentor" in said) == (mode is not MatchMode.ASSIGNMENT)


def test_a_recruit_without_a_mentor_is_offered_help_after_six_weeks_and_only_once(programme: Rapport) -> None:
    join(programme, MENTEE)
    assert newcomers.offer_help(after(programme, timedelta(days=44)), team_id=TEAM) == 0
    assert newcomers.offer_help(after(programme, WEEKS), team_id=TEAM) == 1
    assert newcomers.offer_help(after(programme, WEEKS + timedelta(days=1)), team_id=TEAM) == 0


def test_the_day_on_which_somebody_joined_the_faculty_counts_before_that_on_which_they_joined_slack(
    programme: Rapport, db: Database
) -> None:
    enrol(db, MENTEE, STRANGER)
    today = programme.deps.clock.now().date()
    joined_on(db, MENTEE, today - timedelta(days=60))
    joined_on(db, STRANGER, today - timedelta(days=400))
    join(programme, STRANGER)
    assert newcomers.offer_help(programme.deps, team_id=TEAM) == 1
    assert [row.member_id for row in planned(db, TouchpointKind.HELP_OFFERED)] == [the(db, MENTEE).id]
    assert newcomers.offer_help(after(programme, WEEKS), team_id=TEAM) == 0


@pytest.mark.parametrize("state", [PairState.PROPOSED, PairState.TALKING, PairState.HELD, PairState.ACTIVE])
def test_whoever_has_a_mentor_or_is_about_to_is_offered_none(
    programme: Rapport, db: Database, state: PairState
) -> None:
    join(programme, MENTEE)
    pair_up(db, state=state)
    assert newcomers.offer_help(after(programme, WEEKS), team_id=TEAM) == 0


def test_whoever_waits_for_a_mentors_answer_is_offered_help_only_when_it_was_no(
    programme: Rapport, db: Database
) -> None:
    join(programme, MENTEE)
    later = after(programme, WEEKS)
    request_id = asked(programme.deps)
    assert newcomers.offer_help(later, team_id=TEAM) == 0
    requests.withdraw(programme.deps, actor=the(db, MENTEE), request_id=request_id)
    assert newcomers.offer_help(later, team_id=TEAM) == 1


def test_whoever_is_a_mentor_alone_or_has_been_turned_down_is_offered_help(programme: Rapport, db: Database) -> None:
    join(programme, MENTEE)
    pair_up(db, state=PairState.DECLINED)
    pair_up(db, mentor=MENTEE, mentee=STRANGER)
    assert newcomers.offer_help(after(programme, WEEKS), team_id=TEAM) == 1


def test_neither_who_has_left_nor_another_workspace_is_offered_help(programme: Rapport, db: Database) -> None:
    join(programme, MENTEE)
    has_left(db, MENTEE)
    join(programme, STRANGER, event_id="Ev2")
    assert newcomers.offer_help(after(programme, WEEKS), team_id="T0ELSEWHERE") == 0
    assert newcomers.offer_help(after(programme, WEEKS), team_id=TEAM) == 1


def test_who_finds_a_mentor_before_the_offer_goes_out_does_not_get_it(programme: Rapport, db: Database) -> None:
    enrol(db, MENTEE)
    joined_on(db, MENTEE, programme.deps.clock.now().date() - timedelta(days=50))
    newcomers.offer_help(programme.deps, team_id=TEAM)
    pair_up(db)
    assert delivered(programme) == {}


def test_one_press_lets_the_facilitators_know_and_nobody_hears_of_it_without_one(
    programme: Rapport, db: Database
) -> None:
    enrol(db, MENTEE)
    joined_on(db, MENTEE, programme.deps.clock.now().date() - timedelta(days=50))
    newcomers.offer_help(programme.deps, team_id=TEAM)
    sent = delivered(programme)
    assert set(sent) == {MENTEE}
    answered = answer(programme, sent[MENTEE][0], "Ask the facilitators", user=MENTEE)
    assert answered["text"] == programme.deps.catalog.newcomers.asked
    told = delivered(programme)
    assert set(told) == {FACILITATOR}
    assert "Maya Lindqvist" in told[FACILITATOR][0]["text"]
    answer(programme, sent[MENTEE][0], "Ask the facilitators", user=MENTEE)
    assert delivered(programme) == {}


def test_whoever_has_a_mentor_by_then_is_told_so_and_nobody_else_is(programme: Rapport, db: Database) -> None:
    pair_up(db)
    with pytest.raises(UserError, match="in a pair with a mentor"):
        newcomers.ask_for_help(programme.deps, actor=the(db, MENTEE))
    assert planned(db, TouchpointKind.HELP_WISHED) == []


def test_a_wish_that_nobody_would_read_is_refused(programme: Rapport, db: Database) -> None:
    enrol(db, MENTEE)
    facilitated(programme, db, facilitators=())
    with pytest.raises(UserError, match="no facilitators"):
        newcomers.ask_for_help(programme.deps, actor=the(db, MENTEE))


def test_a_silent_slack_keeps_the_wish_from_being_lost_unnoticed(programme: Rapport, db: Database) -> None:
    enrol(db, MENTEE)
    programme.slack.answers["conversations.members"] = lambda _: {"ok": False, "error": "internal_error"}
    with pytest.raises(UserError) as refusal:
        newcomers.ask_for_help(programme.deps, actor=the(db, MENTEE))
    assert str(refusal.value) == programme.deps.catalog.common.slack_silent


def test_offering_help_costs_the_same_for_one_and_for_many(
    deps: Deps, db: Database, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.FACILITATOR_CHANNEL, value="C1")
    found = []
    for many in (1, 200):
        people = [f"U{many}X{number}" for number in range(many)]
        enrol(db, *people)
        with db.begin() as session:
            day = NOW.date() - timedelta(days=50)
            facts = [Profile(member_id=the(db, each).id, team_id=TEAM, joined_on=day) for each in people]
            keep_facts(session, profiles=facts)
        with counted() as statements:
            assert newcomers.offer_help(deps, team_id=TEAM) == many
        found.append(len(statements))
    assert found[0] == found[1]
