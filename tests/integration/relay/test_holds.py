"""`python app.py hold`: a legal hold is of one request of one workspace."""

import pytest

from bot.console.relay import hold
from bot.deps import Deps
from bot.errors import UserError
from bot.services.relay.switch import relay_of
from storage.relay.cases import RelayCase
from tests.payloads import TEAM

LABEL, ELSEWHERE = "Amber Heron", "T0ELSEWHERE"


def keep(deps: Deps, *teams: str) -> dict[str, str]:
    """Keep a request of the same two words in each workspace; return its id by workspace."""
    cases = {each: RelayCase(team_id=each, label=LABEL, send_slot=0, opened_week=1, active_week=1) for each in teams}
    with relay_of(deps).db.begin() as session:
        session.add_all(cases.values())
    return {team: case.case_id for team, case in cases.items()}


def held(deps: Deps, cases: dict[str, str]) -> list[str]:
    """Return the workspaces whose request is held."""
    with relay_of(deps).db.read() as session:
        return [team for team, case_id in cases.items() if session.get_one(RelayCase, case_id).is_held]


def test_the_two_words_are_enough_in_the_only_workspace(deps: Deps) -> None:
    cases = keep(deps, TEAM)
    assert hold(deps, label="amber heron", is_held=True) == 0
    assert held(deps, cases) == [TEAM]


def test_where_several_workspaces_have_requests_one_is_to_be_named(deps: Deps) -> None:
    cases = keep(deps, TEAM, ELSEWHERE)
    with pytest.raises(UserError, match=f"--workspace {min(cases)} or {max(cases)}"):
        hold(deps, label=LABEL, is_held=True)
    assert held(deps, cases) == []
    assert hold(deps, label=LABEL, is_held=True, workspace=ELSEWHERE) == 0
    assert held(deps, cases) == [ELSEWHERE]
    assert hold(deps, label=LABEL, is_held=False, workspace=ELSEWHERE) == 0
    assert held(deps, cases) == []


def test_a_workspace_without_such_a_request_is_told_so(deps: Deps, capsys: pytest.CaptureFixture[str]) -> None:
    cases = keep(deps, TEAM)
    assert hold(deps, label=LABEL, is_held=True, workspace=ELSEWHERE) == 1
    assert hold(deps, label="Grey Goose", is_held=True) == 1
    assert held(deps, cases) == []
    assert capsys.readouterr().out == "There is no such request.\n" * 2
