"""What happens to private requests by themselves: a silent one ends, an old one is destroyed, what is left is counted.

One sweep does all of it. It takes no argument and knows no person; each step is safe to repeat, and one that was cut
short is made up for by the next sweep.
"""

from bot.deps import Deps, Relay
from bot.domain.relay.calendar import week_of
from bot.domain.relay.retention import IDLE_WEEKS, MOST_WEEKS, NOTICE_WEEKS, SHELL_WEEKS, TEXT_WEEKS
from bot.services.relay.counting import count_half_years
from bot.services.relay.silence import speak_of_silence
from bot.services.relay.switch import relay_of
from storage.records import record
from storage.relay import retention
from storage.relay.cases import RelayCase
from storage.relay.vocabulary import CaseState, Outcome


@record
class Standing:
    """A card that stands in Slack and is to be taken away."""

    stub_id: str
    channel_id: str
    ts: str


def sweep(deps: Deps) -> None:
    """Do everything that has come due, and leave no trace of it. Does nothing where no private requests are taken."""
    if deps.relay is None:
        return
    deps.relay.memory.forget(now=deps.clock.now())
    catch_up(deps, deps.relay)
    deps.relay.db.pack()


def catch_up(deps: Deps, relay: Relay) -> None:
    """Announce, close, destroy and count what has come due by now."""
    week = week_of(deps.clock.now())
    speak_of_silence(deps, relay, week)
    _close_the_silent(relay, week)
    purge(relay, week)
    count_half_years(relay, week)


def purge(relay: Relay, week: int) -> None:
    """Destroy what has had its time: the keys of cases first, so that whatever survives a crash can be read no more."""
    with relay.db.begin() as session:
        for case in retention.cases_to_destroy(session, closed_by=week - TEXT_WEEKS, opened_by=week - MOST_WEEKS):
            case.dek_wrapped = None
            lapse(case, week)
            session.add(case)
    with relay.db.begin() as session:
        for case in retention.cases_without_key(session):
            retention.empty_case(session, case)
    with relay.db.begin() as session:
        retention.forget_finders(session, closed_by=week - SHELL_WEEKS)


def left_standing(deps: Deps, *, team_id: str) -> list[Standing]:
    """Return the cards in Slack whose cases are destroyed: each is to be deleted there, then `taken_away`."""
    with relay_of(deps).db.read() as session:
        stubs = retention.stubs_left_behind(session, team_id=team_id)
    return [Standing(stub.stub_id, stub.channel_id or "", stub.ts or "") for stub in stubs]


def taken_away(deps: Deps, *, stub_id: str) -> None:
    """Forget a card that Slack has deleted, or does not know any more."""
    with relay_of(deps).db.begin() as session:
        retention.forget_stub(session, stub_id=stub_id)


def workspaces(deps: Deps) -> list[str]:
    """Return the ids of the workspaces that have, or had, requests here: two may have one by the same two words."""
    with relay_of(deps).db.read() as session:
        return retention.teams_with_cases(session)


def hold(deps: Deps, *, team_id: str, label: str, is_held: bool) -> bool:
    """Set or lift the legal hold of a case of a workspace by its two words; return whether there is such a case.

    A hold keeps what is there from being destroyed. It opens nothing and adds nothing.
    """
    with relay_of(deps).db.begin() as session:
        return retention.hold(session, team_id=team_id, label=label, is_held=is_held)


def lapse(case: RelayCase, week: int) -> None:
    """Close a case that nobody has closed."""
    if case.state is not CaseState.CLOSED:
        case.state, case.outcome, case.closed_week = CaseState.CLOSED, Outcome.LAPSED, week
        case.revision += 1


def _close_the_silent(relay: Relay, week: int) -> None:
    with relay.db.begin() as session:
        silent = retention.lapsed_cases(session, week=week, idle_weeks=IDLE_WEEKS, notice_weeks=NOTICE_WEEKS)
        for case in silent:
            lapse(case, week)
            retention.drop_unposted(session, case_id=case.case_id)
            session.add(case)
