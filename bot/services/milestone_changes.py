"""What somebody does with the days of their own time line."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.milestones import FURTHEST, MOST, MilestoneDraft
from bot.errors import FieldError
from bot.services import access
from bot.services.milestone_messages import plan_reminder
from bot.services.milestone_records import active_cards, readers_text
from bot.services.new_stages import plan_after_promotion
from bot.views.milestone_form import DAY, TITLE
from storage.members import Member
from storage.milestones import Milestone, count_milestones, keep_new_milestone
from storage.pairs import lock_people
from storage.prompts import take_back_others
from storage.vocabulary import MilestoneKind, MilestoneState, Side, TouchpointKind

NO_REVISION = 0
"""Of no message: whatever waits is of another one."""


def keep(deps: Deps, *, actor: Member, draft: MilestoneDraft, milestone_id: str) -> None:
    """Put a day on `actor`'s time line. The same `milestone_id` again changes nothing.

    Raises:
        FieldError: its day lies too far away, or there are a hundred already.
    """
    now = deps.clock.now()
    _prove_near(deps, actor, draft, now)
    with deps.db.begin() as session:
        lock_people(session, member_ids=[actor.id])
        if count_milestones(session, member_id=actor.id) >= MOST:
            raise FieldError(TITLE, deps.catalog.milestones.too_many)
        milestone = Milestone(
            id=milestone_id,
            team_id=actor.team_id,
            member_id=actor.id,
            kind=draft.kind,
            title=draft.title,
            falls_on=draft.falls_on,
            readers=_readers(session, actor, draft),
        )
        if keep_new_milestone(session, milestone=milestone):
            plan_reminder(session, milestone, actor, now=now)


def change(deps: Deps, *, actor: Member, draft: MilestoneDraft, milestone_id: str) -> None:
    """Let a milestone say `draft` from now on. With another day it is moved: where it was to be stays beside it.

    Raises:
        NotYoursError: it is somebody else's, or there is none of that id.
        FieldError: its day lies too far away.
    """
    now = deps.clock.now()
    _prove_near(deps, actor, draft, now)
    with deps.db.begin() as session:
        milestone = access.own_milestone_of(session, actor, milestone_id, is_to_change=True)
        milestone.kind, milestone.title = draft.kind, draft.title
        milestone.readers = _readers(session, actor, draft)
        if draft.falls_on != milestone.falls_on:
            milestone.moved_from, milestone.falls_on = milestone.falls_on, draft.falls_on
            milestone.revision += 1
            plan_reminder(session, milestone, actor, now=now)
        session.add(milestone)


def settle(deps: Deps, *, actor: Member, milestone_id: str, state: MilestoneState) -> None:
    """Keep what became of a milestone, or that it is ahead again; the same a second time changes nothing.

    Whoever says that a review for promotion is done hears once, on their next working morning, what may help now; not
    when they have taken it back by then.

    Raises:
        NotYoursError: it is somebody else's, or there is none of that id.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        milestone = access.own_milestone_of(session, actor, milestone_id, is_to_change=True)
        if milestone.state is state:
            return
        milestone.state = state
        milestone.settled_at = None if state is MilestoneState.AHEAD else now
        if state is MilestoneState.AHEAD:
            milestone.revision += 1
            plan_reminder(session, milestone, actor, now=now)
        session.add(milestone)
        if state is MilestoneState.DONE and milestone.kind is MilestoneKind.PROMOTION:
            plan_after_promotion(session, actor, milestone_id=milestone_id, now=now)
        else:
            _take_back(session, milestone)


def hide(deps: Deps, *, actor: Member, milestone_id: str) -> None:
    """Let nobody but `actor` read a milestone.

    Raises:
        NotYoursError: it is somebody else's, or there is none of that id.
    """
    with deps.db.begin() as session:
        milestone = access.own_milestone_of(session, actor, milestone_id, is_to_change=True)
        milestone.readers = readers_text(())
        session.add(milestone)


def delete(deps: Deps, *, actor: Member, milestone_id: str) -> None:
    """Keep nothing more of a milestone.

    Raises:
        NotYoursError: it is somebody else's, or there is none of that id any more.
    """
    with deps.db.begin() as session:
        milestone = access.own_milestone_of(session, actor, milestone_id, is_to_change=True)
        _take_back(session, milestone)
        session.delete(milestone)


def _readers(session: Session, actor: Member, draft: MilestoneDraft) -> str:
    """Return the chosen pairs as they are kept; one in which `actor` is not mentored is passed over."""
    return readers_text(draft.reader_pair_ids & active_cards(session, actor, side=Side.MENTEE).keys())


def _take_back(session: Session, milestone: Milestone) -> None:
    """Let nobody hear tomorrow of a new stage that this milestone no longer stands for."""
    kind, theirs = TouchpointKind.NEW_STAGE, [milestone.member_id]
    take_back_others(session, kind=kind, subject_id=milestone.id, member_ids=theirs, revision=NO_REVISION)


def _prove_near(deps: Deps, actor: Member, draft: MilestoneDraft, now: datetime) -> None:
    if abs(draft.falls_on - local_day(now, ZoneInfo(actor.zone))) > FURTHEST:
        raise FieldError(DAY, deps.catalog.milestones.far_day)
