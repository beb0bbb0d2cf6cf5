"""What each side of a pair keeps for their first meeting."""

from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.first_meetings import FirstDraft, FirstOffer, FirstSheet, steps_of
from bot.domain.pairs import PairCard
from bot.services import access
from storage.first_meetings import FirstMeeting, first_meetings_of, keep_first_meeting
from storage.meetings import meetings_ahead, pairs_that_met
from storage.members import Member
from storage.scenarios import scenarios_read_by
from storage.vocabulary import FirstStep, Scenario


def sheet(deps: Deps, *, actor: Member, pair_id: str) -> FirstSheet:
    """Return the first meeting as `actor` sees it: their own list, and of the other side's the number alone.

    Raises:
        NotYoursError: the pair is not the actor's.
    """
    with deps.db.read() as session:
        card = access.active_pair_of(session, actor, pair_id)
        kept = first_meetings_of(session, pair_id=pair_id)
        ahead = meetings_ahead(session, pair_ids=[pair_id], now=deps.clock.now())
    theirs = kept.get(card.partner.member_id)
    return FirstSheet(
        card=card,
        meets_at=ahead[0].starts_at if ahead else None,
        own=_draft_in(kept.get(actor.id)),
        partners_number=theirs.number if theirs else None,
    )


def keep(deps: Deps, *, actor: Member, pair_id: str, draft: FirstDraft) -> PairCard:
    """Keep what one side says now and return the pair. What is not on their own list is left out.

    Raises:
        NotYoursError: the pair is not the actor's.
    """
    with deps.db.begin() as session:
        card = access.active_pair_of(session, actor, pair_id)
        ticked = steps_of(card, draft.ticked)
        kept = FirstMeeting(
            pair_id=card.pair_id,
            member_id=actor.id,
            team_id=card.team_id,
            ticked=",".join(step for step in FirstStep if step in ticked),
            number=draft.number,
        )
        keep_first_meeting(session, kept=kept)
    return card


def offer_before(session: Session, *, card: PairCard, starts_at: datetime) -> FirstOffer | None:
    """Return what is offered to the viewer before a meeting: two statements; None when the pair has met before."""
    if card.pair_id in pairs_that_met(session, pair_ids=[card.pair_id], before=starts_at):
        return None
    has_read = Scenario.PREPARING in scenarios_read_by(session, member_id=card.me.member_id)
    return FirstOffer(card.pair_id, scenario=None if has_read else Scenario.PREPARING)


def _draft_in(kept: FirstMeeting | None) -> FirstDraft:
    if kept is None:
        return FirstDraft()
    known = frozenset(step for step in FirstStep if step in kept.ticked.split(","))
    return FirstDraft(known, kept.number)
