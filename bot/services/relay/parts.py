"""Which part a facilitator has in a case, and how they step back from it."""

from collections.abc import Sequence

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


def first_card(case: RelayCase, stubs: Sequence[RelayStub]) -> int | None:
    """Return the slot of the card with which a case came to whoever has it now, None when nobody has been told of it.

    It can be later than the slot from which on everything promised is counted: a channel may have been unfit meanwhile.
    """
    since = case.released_slot
    if since is None:
        return None
    return min((stub.slot for stub in stubs if stub.to_facilitator_id is None and stub.slot >= since), default=since)


def is_posted_again(stubs: Sequence[RelayStub], *, first: int | None) -> bool:
    """Return whether a second card has followed the first one of `first_card`."""
    return first is not None and any(stub.kind is StubKind.AGAIN and stub.slot > first for stub in stubs)


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
