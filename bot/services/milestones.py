"""Time lines: one's own, and what a mentee lets their mentor read of theirs."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.milestones import MilestoneSheet, TimeLine, in_order
from bot.domain.pairs import PairCard
from bot.services import access
from bot.services.cards import card_of
from bot.services.milestone_records import active_cards, readers_in, sheet_of
from bot.views.pages import PAGE_ROWS, page_count
from storage.members import Member
from storage.milestones import milestones_of
from storage.pairs import live_pairs_of
from storage.vocabulary import MilestoneState, PairState, Side


def own(deps: Deps, *, actor: Member, page: int) -> TimeLine:
    """Return one page of `actor`'s own time line: two queries. A page beyond the last one is the last one."""
    with deps.db.read() as session:
        rows = live_pairs_of(session, member_id=actor.id)
        kept = milestones_of(session, member_id=actor.id)
    cards = {row.pair.id: card_of(row, viewer_id=actor.id) for row in rows if row.pair.state is PairState.ACTIVE}
    as_mentee = {pair_id: card for pair_id, card in cards.items() if card.side is Side.MENTEE}
    mentees = tuple(card for card in cards.values() if card.side is Side.MENTOR)
    return _page(deps, actor, [sheet_of(each, cards=as_mentee) for each in kept], page, mentees=mentees)


def of_mentee(deps: Deps, *, actor: Member, pair_id: str, page: int) -> TimeLine:
    """Return one page of what the mentee of a pair lets `actor` read: two queries. What they have dropped is left out.

    Raises:
        NotYoursError: `actor` is not the mentor of this pair, or it is not active.
    """
    with deps.db.read() as session:
        card = access.pair_mentor_of(session, actor, pair_id)
        kept = milestones_of(session, member_id=card.mentee.member_id)
    shared = [each for each in kept if pair_id in readers_in(each) and each.state is not MilestoneState.DROPPED]
    return _page(deps, actor, [sheet_of(each) for each in shared], page, card=card)


def form(deps: Deps, *, actor: Member, milestone_id: str) -> tuple[list[PairCard], MilestoneSheet | None]:
    """Return what a form needs: who may read it, and what stands; nothing stands where no milestone is named.

    Raises:
        NotYoursError: the milestone is somebody else's, or there is none of that id.
    """
    with deps.db.read() as session:
        cards = active_cards(session, actor, side=Side.MENTEE)
        kept = access.own_milestone_of(session, actor, milestone_id) if milestone_id else None
    return list(cards.values()), sheet_of(kept, cards=cards) if kept else None


def _page(
    deps: Deps,
    actor: Member,
    sheets: Sequence[MilestoneSheet],
    page: int,
    *,
    card: PairCard | None = None,
    mentees: tuple[PairCard, ...] = (),
) -> TimeLine:
    pages = page_count(len(sheets))
    page = min(max(page, 0), pages - 1)
    shown = in_order(sheets)[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]
    today = local_day(deps.clock.now(), ZoneInfo(actor.zone))
    return TimeLine(today, tuple(shown), page, pages, card=card, mentees=mentees)
