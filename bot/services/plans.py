"""What people do with their own plans. Nobody else reads a word before they share it."""

from dataclasses import asdict
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.plans import PartnersPapers, PlanBoard, PlanDraft, TimeDraft, is_whole, review_morning
from bot.errors import FieldError
from bot.services import access
from bot.services.cards import card_of
from bot.services.letter import planned
from bot.services.plan_records import papers_of, parts_of
from bot.services.preferences import hours_of
from storage.members import Member
from storage.pairs import live_pairs_of
from storage.plans import TimeSplit, keep_split, plan_to_change, shares_in
from storage.touchpoints import plan as plan_message
from storage.vocabulary import PairState, Paper, Side, TouchpointKind


def board(deps: Deps, *, actor: Member) -> PlanBoard:
    """Return `actor`'s own plan and time, beside the goals of the pairs in which they are mentored: five statements."""
    with deps.db.read() as session:
        rows = live_pairs_of(session, member_id=actor.id)
        cards = {row.pair.id: card_of(row, viewer_id=actor.id) for row in rows if row.pair.state is PairState.ACTIVE}
        as_mentee = [card.pair_id for card in cards.values() if card.side is Side.MENTEE]
        papers, kept = papers_of(session, member_id=actor.id, pair_ids=as_mentee)
        shares = shares_in(session, pair_ids=list(cards))
    readers = {
        paper: [cards[each.pair_id] for each in shares if each.member_id == actor.id and each.paper is paper]
        for paper in Paper
    }
    theirs = {each.pair_id for each in shares if each.member_id != actor.id}
    return PlanBoard(
        papers=papers,
        looked_on=local_day(kept.looked_at, ZoneInfo(actor.zone)) if kept else None,
        readers=readers,
        from_others=[card for pair_id, card in cards.items() if pair_id in theirs],
    )


def partners(deps: Deps, *, actor: Member, pair_id: str) -> PartnersPapers:
    """Return what the other side of a pair lets `actor` read, beside the goals of that pair alone.

    Raises:
        NotYoursError: the pair is not the actor's, or nothing is shared with them.
    """
    with deps.db.read() as session:
        card, shared = access.papers_shared_with(session, actor, pair_id)
        papers, _ = papers_of(session, member_id=card.partner.member_id, pair_ids=[pair_id])
    return PartnersPapers(card, shared, papers)


def keep(deps: Deps, *, actor: Member, draft: PlanDraft) -> None:
    """Let `actor`'s plan say `draft` from now on; in a year they are asked whether it still does."""
    with deps.db.begin() as session:
        _look(deps, session, actor, draft=draft)


def confirm(deps: Deps, *, actor: Member) -> None:
    """Keep that `actor` has looked their plan through and leaves it as it is."""
    with deps.db.begin() as session:
        _look(deps, session, actor, draft=None)


def keep_time(deps: Deps, *, actor: Member, draft: TimeDraft, lived_field: str, described_field: str) -> None:
    """Keep how `actor`'s time is split this year, in the place of what they said of it before.

    Raises:
        FieldError: the parts do not make a whole; beside `lived_field` or `described_field`.
    """
    if not is_whole(draft.lived):
        raise FieldError(lived_field, deps.catalog.plans.not_whole.format(sum=sum(draft.lived.values())))
    if draft.described and not is_whole(draft.described):
        raise FieldError(described_field, deps.catalog.plans.not_whole.format(sum=sum(draft.described.values())))
    year = local_day(deps.clock.now(), ZoneInfo(actor.zone)).year
    split = TimeSplit(member_id=actor.id, year=year, team_id=actor.team_id, parts=parts_of(draft), note=draft.note)
    with deps.db.begin() as session:
        keep_split(session, split=split)
        _look(deps, session, actor, draft=None)


def _look(deps: Deps, session: Session, actor: Member, *, draft: PlanDraft | None) -> None:
    """Keep a plan, or leave its words as they are, and plan the question of a year later."""
    now = deps.clock.now()
    kept = plan_to_change(session, team_id=actor.team_id, member_id=actor.id, at=now)
    for name, words in (asdict(draft) if draft else {}).items():
        setattr(kept, name, words)
    kept.revision += 1
    kept.looked_at = now
    session.add(kept)
    morning = review_morning(now, hours_of(session, [actor])[actor.id])
    question = planned(
        kind=TouchpointKind.PLAN_REVIEW,
        member_id=actor.id,
        team_id=actor.team_id,
        subject_id=actor.id,
        due_at=morning.due_at,
        expires_at=morning.expires_at,
        revision=kept.revision,
        local_on=morning.local_on,
    )
    plan_message(session, [question])
