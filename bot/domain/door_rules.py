"""Who of a pair may begin which door, who may do what with it, and what is told. Pure rules."""

from collections.abc import Mapping

from storage.vocabulary import DoorKind, DoorState, Side

BEGUN_BY: Mapping[Side, tuple[DoorKind, ...]] = {
    Side.MENTOR: (DoorKind.INTRODUCTION, DoorKind.OPPORTUNITY, DoorKind.PITFALL),
    Side.MENTEE: (DoorKind.INTRODUCTION, DoorKind.SPONSOR, DoorKind.OPPORTUNITY, DoorKind.PITFALL),
}
"""What each side can begin."""
_ANSWERS: Mapping[DoorKind, tuple[DoorState, ...]] = {
    DoorKind.INTRODUCTION: (DoorState.SENT, DoorState.NOT_NOW),
    DoorKind.SPONSOR: (DoorState.YES, DoorState.NOT_NOW, DoorState.SOMEBODY),
    DoorKind.OPPORTUNITY: (DoorState.TAKEN, DoorState.PASSED),
    DoorKind.PITFALL: (DoorState.READ,),
}
_LATER: Mapping[tuple[Side, DoorKind, DoorState], tuple[DoorState, ...]] = {
    (Side.MENTEE, DoorKind.INTRODUCTION, DoorState.SENT): (DoorState.MET, DoorState.NOT_MET),
    (Side.MENTEE, DoorKind.INTRODUCTION, DoorState.MET): (DoorState.NOT_MET,),
    (Side.MENTEE, DoorKind.INTRODUCTION, DoorState.NOT_MET): (DoorState.MET,),
    (Side.MENTOR, DoorKind.SPONSOR, DoorState.NOT_NOW): (DoorState.YES, DoorState.SOMEBODY),
}
"""What can still be said of what is settled."""
CAME_TO_SOMETHING = frozenset(
    {
        DoorState.SENT,
        DoorState.MET,
        DoorState.NOT_MET,
        DoorState.YES,
        DoorState.SOMEBODY,
        DoorState.TAKEN,
        DoorState.READ,
    }
)
TOLD: Mapping[DoorKind, tuple[DoorState, ...]] = {
    DoorKind.INTRODUCTION: (DoorState.SENT, DoorState.NOT_NOW, DoorState.MET),
    DoorKind.SPONSOR: (DoorState.YES, DoorState.NOT_NOW, DoorState.SOMEBODY),
    DoorKind.OPPORTUNITY: (DoorState.TAKEN,),
    DoorKind.PITFALL: (),
}
"""Of these the other one gets a message; the rest stands on the screen and is announced to nobody."""


def acts_for(side: Side, kind: DoorKind, state: DoorState, *, is_own: bool) -> tuple[DoorState, ...]:
    """Return how somebody on that side can let a door stand that stands so; `is_own` is one that they have begun."""
    if state is not DoorState.OPEN:
        return _LATER.get((side, kind, state), ())
    if not is_own:
        return _ANSWERS[kind]
    sends = (DoorState.SENT,) if kind is DoorKind.INTRODUCTION else ()
    return (*sends, DoorState.WITHDRAWN)
