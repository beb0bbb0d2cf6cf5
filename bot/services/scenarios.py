"""Who has read which scenario: told to themselves alone."""

from bot.deps import Deps
from storage.members import Member
from storage.scenarios import keep_scenario_read, scenarios_read_by
from storage.vocabulary import Scenario


def read_by(deps: Deps, *, actor: Member) -> frozenset[Scenario]:
    """Return the scenarios that `actor` has read."""
    with deps.db.read() as session:
        return scenarios_read_by(session, member_id=actor.id)


def note_read(deps: Deps, *, actor: Member, scenario: Scenario) -> None:
    """Keep that `actor` has read a scenario, and nothing of what they would have done."""
    with deps.db.begin() as session:
        keep_scenario_read(session, team_id=actor.team_id, member_id=actor.id, scenario=scenario)
