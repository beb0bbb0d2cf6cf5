"""A workspace sends Rapport away: it rests for thirty days, then all of it goes, and no other loses a byte."""

from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.domain.own_data import GRACE
from bot.runtime.forgetting import look_at_rest
from bot.services import check_ins, delivery, installations, lulls, partings
from storage.database import Database
from storage.installations import keep_installation, teams_at_rest
from storage.members import Member, keep_members, member_of
from storage.pairs import Pair
from storage.relay.vocabulary import CaseState
from storage.vocabulary import PairState
from tests.integration.ending_steps import write
from tests.outbox import HandClock
from tests.own_rows import fill, stored
from tests.pairing import ELSEWHERE, MENTEE, MENTOR, NOW, the
from tests.payloads import TEAM, event
from tests.rapport import Rapport
from tests.relay_rows import case_now, plant

DAY = timedelta(days=1)
TWO = (MENTEE, MENTOR)


@pytest.fixture
def installed(db: Database, deps: Deps, pair_id: str) -> str:
    """A pair in each of two workspaces, with a row in every table of each."""
    for team_id in (TEAM, ELSEWHERE):
        with db.begin() as session:
            keep_installation(session, team_id=team_id, bot_token=f"xoxb-{team_id}", bot_user_id="UBOT", at=NOW)
    fill(db, pair_id, {user: the(db, user) for user in TWO})
    people = [Member(team_id=ELSEWHERE, user_id=each, name="Somebody") for each in TWO]
    with db.begin() as session:
        keep_members(session, members=people)
    with db.begin() as session:
        there = {each: member_of(session, team_id=ELSEWHERE, user_id=each) for each in TWO}
        two = {user: member for user, member in there.items() if member}
        pair = Pair(
            team_id=ELSEWHERE,
            mentor_id=two[MENTOR].id,
            mentee_id=two[MENTEE].id,
            proposed_by_id=two[MENTOR].id,
            state=PairState.ACTIVE,
            proposed_at=NOW,
        )
        session.add(pair)
    fill(db, pair.id, two)
    return pair_id


def sent_away(rapport: Rapport, *, kind: str = "app_uninstalled") -> None:
    fields = {"tokens": {"bot": ["UBOT"]}} if kind == "tokens_revoked" else {}
    rapport.answer_to(event(kind, event_id=f"Ev{kind}", **fields))


def at_rest(db: Database) -> set[str]:
    with db.read() as session:
        return set(teams_at_rest(session))


def refuses(rapport: Rapport, word: str = "account_inactive") -> None:
    """Let Slack say that word against every token."""
    rapport.slack.answers["auth.test"] = lambda _: {"ok": False, "error": word}


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked"])
def test_nothing_is_planned_or_sent_or_looked_for_in_a_workspace_at_rest(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str, kind: str
) -> None:
    with db.begin() as session:
        keep_installation(session, team_id=TEAM, bot_token="xoxb-1", bot_user_id="UBOT", at=NOW)
    write(deps, pair_id)
    sent_away(rapport, kind=kind)
    assert at_rest(db) == {TEAM}
    assert delivery.teams(deps, own=TEAM) == []
    clock.at += 60 * DAY
    assert delivery.teams_due(deps, now=clock.at) == []
    assert partings.settle(deps, now=clock.at) == 0
    assert lulls.ask(deps, now=clock.at) == 0
    assert check_ins.plan_rounds(deps) == 0
    installations.keep_own(deps, team_id=TEAM, bot_user_id="UBOT")
    assert (at_rest(db), delivery.teams(deps, own=TEAM)) == (set(), [TEAM])
    assert partings.settle(deps, now=clock.at) == 1


def test_after_thirty_days_all_of_it_goes_and_no_other_loses_a_byte(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, installed: str
) -> None:
    assert deps.relay
    planted = plant(deps.relay, week=1, state=CaseState.WAITING)
    before = stored(db, ELSEWHERE)
    assert all(before[table] for table in ("goal", "plan", "touchpoint", "resource"))
    refuses(rapport)
    installations.hold(deps, team_id=TEAM, reason="app_uninstalled")
    clock.at += GRACE - DAY
    look_at_rest(deps)
    assert stored(db, TEAM)["goal"]
    assert case_now(deps.relay, planted)
    clock.at += DAY
    look_at_rest(deps)
    assert {table for table, rows in stored(db, TEAM).items() if rows} == set()
    assert case_now(deps.relay, planted) is None
    assert stored(db, ELSEWHERE) == before
    look_at_rest(deps)


def test_a_legal_hold_keeps_its_request_here_too(
    rapport: Rapport, deps: Deps, clock: HandClock, installed: str
) -> None:
    assert deps.relay
    held, other = plant(deps.relay, week=1, is_held=True), plant(deps.relay, week=1, label="Grey Goose")
    refuses(rapport)
    installations.hold(deps, team_id=TEAM, reason="app_uninstalled")
    clock.at += GRACE
    look_at_rest(deps)
    kept = case_now(deps.relay, held)
    assert kept
    assert kept.dek_wrapped
    assert case_now(deps.relay, other) is None


def test_while_slack_does_not_say_that_the_token_is_no_more_all_is_kept(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, installed: str
) -> None:
    refuses(rapport, "internal_error")
    installations.hold(deps, team_id=TEAM, reason="app_uninstalled")
    clock.at += GRACE + DAY
    look_at_rest(deps)
    assert stored(db, TEAM)["goal"]
    assert at_rest(db) == {TEAM}


def test_one_whose_token_works_again_goes_on_with_all_that_it_had(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, installed: str
) -> None:
    before = stored(db, TEAM)
    installations.hold(deps, team_id=TEAM, reason="app_uninstalled")
    clock.at += GRACE + DAY
    look_at_rest(deps)
    assert at_rest(db) == set()
    after = stored(db, TEAM)
    assert {table for table in after if after[table] != before[table]} <= {"pace", "member"}
