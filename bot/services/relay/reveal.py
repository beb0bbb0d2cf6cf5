"""What the author of a private request chooses to say of themselves: in two steps, each for good.

It is told to the one facilitator who works on the case by then. Whoever takes it over later is told nothing of it.
"""

from dataclasses import replace
from random import SystemRandom

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.relay.cases import Revealed
from bot.domain.relay.door import Door
from bot.domain.relay.mine import Hold
from bot.errors import NotYoursError, UserError
from bot.services.relay.files import aside_of, key_of, revealed_of, seal_revealed
from bot.services.relay.finding import open_case_of
from bot.services.relay.programme import calendar_of
from bot.services.relay.switch import relay_of
from storage.relay.assignments import assignments_of
from storage.relay.cases import RelayCase
from storage.relay.vocabulary import CaseState, Role


def reveal_stage(deps: Deps, *, door: Door, hold: Hold, to: str, stage: str, stream: str) -> None:
    """Say at what stage and in which stream one works; it is shown with one of the next posts. Once said, it stands.

    Args:
        deps: the collaborators.
        door: of the author.
        hold: which case.
        to: Slack's id of the facilitator who was named as the one to see it.
        stage: in words.
        stream: in words.

    Raises:
        NotYoursError: this person's secret finds nothing.
        UserError: it is closed, or is not with that facilitator any more, or they must not have it.
    """
    slot = calendar_of(deps, team_id=door.team_id).release_slot(deps.clock.now(), chance=SystemRandom())
    with relay_of(deps).db.begin() as session:
        case = _case_with(deps, session, door, hold, to=to)
        key = key_of(relay_of(deps), case)
        if revealed_of(key, case) is None:
            case.reveal_ct = seal_revealed(key, Revealed(stage, stream, slot=slot))
            session.add(case)


def reveal_name(deps: Deps, *, door: Door, hold: Hold, to: str) -> None:
    """Say one's name, which is shown at once. It cannot be taken back. Arguments as of `reveal_stage`.

    The name is that of the person who acts, as Slack gives it: nobody can be named by somebody else.

    Raises:
        NotYoursError: this person's secret finds nothing, or the step before was not taken.
        UserError: as of `reveal_stage`.
    """
    with relay_of(deps).db.begin() as session:
        case = _case_with(deps, session, door, hold, to=to)
        key = key_of(relay_of(deps), case)
        before = revealed_of(key, case)
        if before is None:
            raise NotYoursError
        if not before.name:
            case.reveal_ct = seal_revealed(key, replace(before, name=door.identity))
            case.is_unread_by_facilitators = True
            session.add(case)


def _case_with(deps: Deps, session: Session, door: Door, hold: Hold, *, to: str) -> RelayCase:
    """Return a case, to be changed, that this facilitator works on and may: so its author knows to whom they speak."""
    case = open_case_of(deps, session, door, hold)
    parts = assignments_of(session, case_id=case.case_id)
    owners = {part.facilitator_id for part in parts if part.role is Role.OWNER}
    is_handed = aside_of(key_of(relay_of(deps), case), case).handing is not None
    if case.state is not CaseState.CLAIMED or owners != {to} or to in door.excluded or is_handed:
        raise UserError(deps.catalog.relay_mine.nobody_to_tell)
    return case
