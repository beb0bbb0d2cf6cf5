"""Which part a facilitator has in a case, and how they step back from it."""

from sqlmodel import Session

from storage.relay.assignments import RelayAssignment, assign, assignments_of, unassign
from storage.relay.cases import RelayCase
from storage.relay.stubs import RelayStub, plan_stub
from storage.relay.vocabulary import CaseState, Role, StubKind


def part_of(case: RelayCase, facilitator_id: str, role: Role) -> RelayAssignment:
    """Return a facilitator's part in a case, not kept yet."""
    return RelayAssignment(case_id=case.case_id, facilitator_id=facilitator_id, team_id=case.team_id, role=role)


def stub_of(case: RelayCase, *, slot: int, kind: StubKind, to_facilitator_id: str | None = None) -> RelayStub:
    """Return a card of a case, or a note to its owner, not kept yet."""
    return RelayStub(
        team_id=case.team_id, case_id=case.case_id, kind=kind, slot=slot, to_facilitator_id=to_facilitator_id
    )


def step_back(session: Session, case: RelayCase, *, part: RelayAssignment, slot: int) -> None:
    """Take a case from a facilitator; it goes to the other one it was given to, with a card in `slot`.

    Without another one it waits for its author's next visit: only then can it be worked out again who may not have it.
    """
    unassign(session, case_id=case.case_id, facilitator_id=part.facilitator_id)
    others = assignments_of(session, case_id=case.case_id)
    if part.role is Role.BACKUP or any(other.role is Role.OWNER for other in others):
        return
    for other in others:
        assign(session, part_of(case, other.facilitator_id, Role.PRIMARY))
    case.revision += 1
    session.add(case)
    if case.state is CaseState.WAITING:
        return
    case.state, case.claimed_slot, case.released_slot = CaseState.NEW, None, slot
    if others:
        plan_stub(session, stub_of(case, slot=slot, kind=StubKind.AGAIN))
