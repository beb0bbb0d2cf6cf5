"""References: who is willing to tell a colleague what a mentor is like. The mentor is never told who asks or tells."""

from collections.abc import Collection

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.references import WillingForm
from storage.avoidances import avoided_by
from storage.members import Member
from storage.offers import Offer, schemes_among
from storage.pairs import lock_people, pairs_ever_of
from storage.references import keep_references, mentors_referred_to, referees_of
from storage.vocabulary import PairState

MENTORED = (PairState.ACTIVE, PairState.ENDED)
"""In these somebody has been a mentee, and knows what it is like."""


def willing_form(deps: Deps, *, actor: Member) -> WillingForm:
    """Return about which mentors `actor` may tell a colleague: those they have or had, who agree to the scheme."""
    with deps.db.read() as session:
        mentors = _mentors_in_scheme(session, actor)
        chosen = mentors_referred_to(session, referee_id=actor.id)
    return WillingForm([(name, member_id) for member_id, name in mentors.items()], sorted(chosen & set(mentors)))


def keep_willing(deps: Deps, *, actor: Member, mentor_ids: Collection[str]) -> int:
    """Let colleagues ask `actor` about these mentors and no others; return how many they are.

    An id of somebody who never was their mentor, or does not agree to the scheme, is passed over. Of two choices made
    at a time the later one holds.
    """
    with deps.db.begin() as session:
        lock_people(session, member_ids=[actor.id])
        allowed = _mentors_in_scheme(session, actor).keys() & set(mentor_ids)
        keep_references(session, referee_id=actor.id, team_id=actor.team_id, mentor_ids=allowed)
    return len(allowed)


def willing_to_tell(session: Session, asker: Member, offer: Offer) -> list[str]:
    """Return the ids of those whom `asker` can be told by; nobody where the mentor does not agree to the scheme.

    Whoever would rather have nothing to do with `asker`, or the other way round, is left out.
    """
    if not offer.is_reference_scheme:
        return []
    there = [each for each in referees_of(session, mentor_id=offer.member_id) if each != asker.id]
    lists = avoided_by(session, member_ids=[asker.id, *there])
    mine = lists.get(asker.id, frozenset())
    return [each for each in there if each not in mine and asker.id not in lists.get(each, ())]


def _mentors_in_scheme(session: Session, actor: Member) -> dict[str, str]:
    """Return the names of the mentors of `actor`, past and present, who agree to the scheme, by member id."""
    rows = pairs_ever_of(session, member_id=actor.id)
    mentors = {
        row.mentor.id: row.mentor.name
        for row in rows
        if row.mentee.id == actor.id and row.pair.state in MENTORED and row.mentor.is_full_member
    }
    agreed = schemes_among(session, member_ids=mentors)
    return {member_id: name for member_id, name in mentors.items() if member_id in agreed}
