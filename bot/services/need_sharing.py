"""Who may read a need: one mentor or several, chosen by its mentee, as long as they are together."""

from bot.deps import Deps
from bot.domain.needs import FRESH, SharedNeeds, shared
from bot.domain.pairs import PairCard
from bot.errors import NotYoursError
from bot.services import access
from bot.services.letter import planned
from bot.services.need_records import cards_of
from storage.members import Member
from storage.pairs import live_pairs_of
from storage.touchpoints import plan, plan_again
from storage.vocabulary import TouchpointKind


def share(deps: Deps, *, actor: Member, need_id: str, pair_id: str) -> None:
    """Let the mentor of a pair read one need. They are told once, without a word of it, that there is something.

    Raises:
        NotYoursError: the need or the pair is not `actor`'s.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        need = access.own_need_of(session, actor, need_id, is_to_change=True)
        card = access.pair_mentee_of(session, actor, pair_id)
        need.shared_with = " ".join(sorted({*need.shared_with.split(), pair_id}))
        session.add(need)
        told = planned(
            kind=TouchpointKind.NEED_SHARED,
            member_id=card.mentor.member_id,
            team_id=card.team_id,
            subject_id=pair_id,
            due_at=now,
            expires_at=now + FRESH,
        )
        if plan(session, [told]) == 0:
            plan_again(session, told)


def unshare(deps: Deps, *, actor: Member, need_id: str, pair_id: str) -> None:
    """Let the mentor of a pair no longer read one need. Nobody is told.

    Raises:
        NotYoursError: the need is not `actor`'s.
    """
    with deps.db.begin() as session:
        need = access.own_need_of(session, actor, need_id, is_to_change=True)
        need.shared_with = " ".join(each for each in need.shared_with.split() if each != pair_id)
        session.add(need)


def read(deps: Deps, *, actor: Member, pair_id: str) -> SharedNeeds:
    """Return what the mentee of a pair lets `actor` read, in the few words that sharing means.

    Raises:
        NotYoursError: `actor` is not the mentor of that pair.
    """
    with deps.db.read() as session:
        card, rows = access.needs_shared_with(session, actor, pair_id)
        pairs = live_pairs_of(session, member_id=card.mentee.member_id)
        needs = cards_of(session, rows, pairs, mentee_id=card.mentee.member_id)
    return SharedNeeds(card, [shared(each, pair_id=pair_id) for each in needs])


def readable(deps: Deps, *, actor: Member, pair_id: str, need_id: str | None = None) -> PairCard:
    """Return the pair of which `actor` is the mentor; where a need is named, they must be able to read it.

    Raises:
        NotYoursError: they are not, or it is not shared with them.
    """
    with deps.db.read() as session:
        card, rows = access.needs_shared_with(session, actor, pair_id)
    if need_id is not None and need_id not in {row.need.id for row in rows}:
        raise NotYoursError
    return card
