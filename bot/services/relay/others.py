"""Giving a private request to other facilitators: drawn while its author is here, handed over in a later slot.

Whoever loses it would otherwise know when its author was here.
"""

from collections.abc import Sequence
from dataclasses import replace
from random import SystemRandom

from sqlmodel import Session

from bot.deps import Deps, Relay
from bot.domain.relay.cases import Aside, Handing
from bot.domain.relay.door import Door
from bot.domain.relay.mine import Hold
from bot.errors import NotYoursError
from bot.services.relay.files import aside_of, head_of, key_of, seal_head
from bot.services.relay.finding import is_conflicted, is_ending, open_case_of
from bot.services.relay.kept_out import opened_by_author, sealed_for_author
from bot.services.relay.parts import part_of, stub_of
from bot.services.relay.programme import calendar_of
from bot.services.relay.routing import facilitators_now, routed
from bot.services.relay.switch import relay_of
from storage.relay.assignments import RelayAssignment, assign, assignments_of, unassign
from storage.relay.cases import RelayCase, cases_in
from storage.relay.messages import messages_of
from storage.relay.stubs import plan_stub
from storage.relay.vocabulary import CaseState, Role, StubKind


def draw_again(deps: Deps, *, door: Door, hold: Hold, not_these: frozenset[str]) -> None:
    """Give a case to other facilitators, since somebody who has it must not, or has stepped back.

    Does nothing when all is well with it, or when it is on its way to others: it cannot be drawn until somebody suits.

    Args:
        deps: the collaborators.
        door: of its author; whom it excludes is never drawn.
        hold: which case.
        not_these: Slack ids of further facilitators who must not have it, now or later.

    Raises:
        NotYoursError: this person's secret finds nothing.
        UserError: nobody else may have it, it is closed, or Slack did not answer in time.
    """
    calendar, pool = calendar_of(deps, team_id=door.team_id), frozenset(facilitators_now(deps, team_id=door.team_id))
    with relay_of(deps).db.begin() as session:
        case = open_case_of(deps, session, door, hold)
        key, parts = key_of(relay_of(deps), case), assignments_of(session, case_id=case.case_id)
        head, aside = head_of(key, case), aside_of(key, case)
        if aside.handing or not is_conflicted(parts, door=door):
            return
        kept_out = opened_by_author(case, hold.secret, aside.kept_out) | (not_these & pool)
        excluded, handing = door.excluded | kept_out, None
        if not _is_left_to_owner(session, case, parts, excluded=excluded):
            chance = SystemRandom()
            route = routed(pool, excluded=excluded | _spoken_in(session, case), chance=chance)
            handing = Handing(route.primary, route.backup, calendar.release_slot(deps.clock.now(), chance=chance))
        if handing and case.released_slot is None:
            _give(session, case, handing)
            handing = None  # nobody has had it yet, so nobody can tell
        case.head_ct = seal_head(key, head, Aside(sealed_for_author(case, hold.secret, kept_out), handing))
        session.add(case)


def hand_over_due(session: Session, relay: Relay, *, team_id: str, slot: int) -> None:
    """Give the cases to others for which this has been drawn, once its slot has come, with a card of their own."""
    for state in (CaseState.NEW, CaseState.CLAIMED):
        for case in cases_in(session, team_id=team_id, state=state):
            if not is_ending(case):
                _hand_over(session, relay, case, slot=slot)


def _hand_over(session: Session, relay: Relay, case: RelayCase, *, slot: int) -> None:
    try:
        key = key_of(relay, case)
    except NotYoursError:
        return
    aside = aside_of(key, case)
    if aside.handing is None or aside.handing.slot > slot:
        return
    case.head_ct = seal_head(key, head_of(key, case), replace(aside, handing=None))
    case.state, case.claimed_slot, case.released_slot = CaseState.NEW, None, aside.handing.slot
    _give(session, case, aside.handing)
    plan_stub(session, stub_of(case, slot=slot, kind=StubKind.CARD))


def _is_left_to_owner(
    session: Session, case: RelayCase, parts: Sequence[RelayAssignment], *, excluded: frozenset[str]
) -> bool:
    """Leave a case to the one who works on it, if they may, and to nobody beside them; return whether that was so."""
    owner = next((part for part in parts if part.role is Role.OWNER and part.facilitator_id not in excluded), None)
    if owner:
        unassign(session, case_id=case.case_id)
        assign(session, part_of(case, owner.facilitator_id, Role.OWNER))
    return owner is not None


def _give(session: Session, case: RelayCase, handing: Handing) -> None:
    unassign(session, case_id=case.case_id)
    for each, role in ((handing.primary, Role.PRIMARY), (handing.backup, Role.BACKUP)):
        if each:
            assign(session, part_of(case, each, role))
    case.revision += 1
    session.add(case)


def _spoken_in(session: Session, case: RelayCase) -> frozenset[str]:
    """Return the facilitators who have answered in a case: it is not drawn for them again."""
    messages = messages_of(session, case_id=case.case_id)
    return frozenset(each.facilitator_id for each in messages if each.facilitator_id)
