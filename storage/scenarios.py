"""Scenarios: which of them somebody has read. What they would have done is kept nowhere."""

from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import key_of, words
from storage.members import Member
from storage.upsert import insert_new
from storage.vocabulary import Scenario


class ScenarioRead(SQLModel, table=True):
    """One scenario that one member has thought through. Shown to them alone."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    scenario: Scenario = Field(primary_key=True, sa_type=words(Scenario))
    team_id: str


def scenarios_read_by(session: Session, *, member_id: str) -> frozenset[Scenario]:
    """Return the scenarios that a member has read."""
    wanted = select(ScenarioRead).where(col(ScenarioRead.member_id) == member_id)
    return frozenset(read.scenario for read in session.exec(wanted))


def keep_scenario_read(session: Session, *, team_id: str, member_id: str, scenario: Scenario) -> None:
    """Keep that a member has read a scenario; a second time changes nothing."""
    row = {"team_id": team_id, "member_id": member_id, "scenario": scenario}
    insert_new(session, ScenarioRead, [row], by=("member_id", "scenario"))
