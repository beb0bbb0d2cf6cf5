"""Finding a private request for its author: by the secret they hold, and by nothing else."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session

from bot.deps import Deps, Relay
from bot.domain.relay.door import Door
from bot.domain.relay.mine import OVER, Hold, asks_for_rating
from bot.errors import NotYoursError, UserError
from bot.services.relay.switch import relay_of
from storage.relay.assignments import RelayAssignment
from storage.relay.cases import RelayCase, RelayTag, case_by_tag, case_to_change, upgrade_tag
from storage.relay.vocabulary import Outcome, TagKind


def found(session: Session, relay: Relay, door: Door, holds: Iterable[Hold]) -> list[tuple[Hold, RelayCase, RelayTag]]:
    """Return the cases that these secrets find, each with the secret and the tag that found it: one statement."""
    by_tag = {
        tag: hold for hold in holds for _, tag in relay.keys.tags(hold.secret, kind=hold.kind, bound_to=door.binding)
    }
    rows = case_by_tag(session, team_id=door.team_id, tags=list(by_tag))
    return [(by_tag[tag.tag], case, tag) for case, tag in rows if by_tag[tag.tag].kind is tag.kind]


def mine(session: Session, relay: Relay, door: Door, hold: Hold) -> tuple[RelayCase, RelayTag]:
    """Return the case that one secret finds. Raises NotYoursError when it finds nothing."""
    rows = found(session, relay, door, [hold])
    if not rows:
        raise NotYoursError
    return rows[0][1:]


def found_in(session: Session, relay: Relay, door: Door, case: RelayCase) -> list[Hold]:
    """Return the slots of a Home that find this very case."""
    holds = [Hold(TagKind.SLOT, slot.secret) for slot in door.slots]
    return [hold for hold, each, _ in found(session, relay, door, holds) if each.case_id == case.case_id]


def locked(session: Session, case: RelayCase) -> RelayCase:
    """Return a case as it is now, which nobody else changes until this transaction ends."""
    now = case_to_change(session, team_id=case.team_id, case_id=case.case_id)
    if now is None:
        raise NotYoursError
    return now


def open_case_of(deps: Deps, session: Session, door: Door, hold: Hold) -> RelayCase:
    """Return a case of this person's that is open, to be changed."""
    case = locked(session, mine(session, relay_of(deps), door, hold)[0])
    if not is_open(case) or is_ending(case):
        raise UserError(deps.catalog.relay_mine.over)
    return case


def upgrade(session: Session, relay: Relay, door: Door, hold: Hold, tag: RelayTag) -> None:
    """Make a tag anew under the newest root, so that the older one can be given up."""
    if tag.kid != relay.keys.kid:
        kid, newest = next(relay.keys.tags(hold.secret, kind=hold.kind, bound_to=door.binding))
        upgrade_tag(session, tag, to=newest, kid=kid)


def is_open(case: RelayCase) -> bool:
    """Return whether it has not ended."""
    return case.state not in OVER


def is_ending(case: RelayCase) -> bool:
    """Return whether its author has taken it back and facilitators learn so with the next cards."""
    return is_open(case) and case.outcome is Outcome.WITHDRAWN


def is_conflicted(parts: Sequence[RelayAssignment], *, door: Door) -> bool:
    """Return whether a case is with somebody who must not have it by now, or with nobody."""
    return not parts or any(part.facilitator_id in door.excluded for part in parts)


def asks(case: RelayCase, *, week: int) -> bool:
    """Return whether its author is to be asked now if it was of help; not of what they have taken back."""
    return case.outcome is not Outcome.WITHDRAWN and asks_for_rating(
        state=case.state, now=case.rating_now, later=case.rating_90, closed_week=case.closed_week, week=week
    )
