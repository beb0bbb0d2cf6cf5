"""Who has read which scenario, told to themselves alone; and which are for whom."""

from collections.abc import Mapping

from bot.deps import Deps
from bot.domain.scenarios import MENTORS_ONLY
from bot.services import access
from storage.circle import is_mentor
from storage.members import Member
from storage.scenarios import keep_scenario_read, scenarios_read_by
from storage.vocabulary import Scenario


def shelf(deps: Deps, *, actor: Member) -> Mapping[Scenario, bool]:
    """Return the scenarios that are for `actor`, each with whether they have read it: three statements."""
    with deps.db.read() as session:
        read = scenarios_read_by(session, member_id=actor.id)
        left_out = frozenset() if is_mentor(session, member_id=actor.id) else MENTORS_ONLY
    return {scenario: scenario in read for scenario in Scenario if scenario not in left_out}


def prove_may_read(deps: Deps, *, actor: Member, scenario: Scenario) -> None:
    """Return when a scenario is for `actor`.

    Raises:
        NotYoursError: it is for mentors alone, and they are none.
    """
    with deps.db.read() as session:
        access.prove_may_read(session, actor, scenario)


def note_read(deps: Deps, *, actor: Member, scenario: Scenario) -> None:
    """Keep that `actor` has read a scenario, and nothing of what they would have done.

    Raises:
        NotYoursError: it is for mentors alone, and they are none.
    """
    with deps.db.begin() as session:
        access.prove_may_read(session, actor, scenario)
        keep_scenario_read(session, team_id=actor.team_id, member_id=actor.id, scenario=scenario)
