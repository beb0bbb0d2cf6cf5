"""What happens to the meetings of a pair: planned, moved, cancelled, and how often there shall be one."""

from datetime import datetime

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.deps import Deps
from bot.domain.calendar import at_local
from bot.domain.meetings import Appointment, DraftFlaw, MeetingDraft, flaw_of, is_skipped
from bot.domain.pairs import PairCard
from bot.domain.programme import cadences
from bot.errors import FieldError, UserError
from bot.services import access
from bot.services.appointments import appointment_of
from bot.services.lulls import begin_anew
from bot.services.meeting_plan import plan_messages, tell_partner
from bot.services.programme import cadence_floor
from bot.views import meetings as meetings_view
from bot.views import times
from storage.columns import new_id, stable_id
from storage.endings import end_of
from storage.meetings import Meeting, choose_cadence, meeting_by_id, meetings_ahead
from storage.members import Member
from storage.pairs import lock_pair
from storage.vocabulary import Cadence, MeetingState, TouchpointKind

FIELDS = {
    DraftFlaw.PAST_DAY: meetings_view.DAY,
    DraftFlaw.TOO_FAR: meetings_view.DAY,
    DraftFlaw.PAST_TIME: meetings_view.TIME,
    DraftFlaw.NO_LENGTH: meetings_view.LENGTH,
    DraftFlaw.LONG_PLACE: meetings_view.PLACE,
}
"""Beside which field each refusal stands."""


def plan(deps: Deps, *, actor: Member, pair_id: str, draft: MeetingDraft, view_id: str) -> tuple[Appointment, PairCard]:
    """Keep the next meeting and tell the partner. The same form sent twice keeps one.

    Raises:
        NotYoursError: `actor` is not in this pair.
        UserError: the other one has left.
        FieldError: the day, time, length or place cannot be used, or there is a meeting ahead.
    """
    now, meeting_id = deps.clock.now(), stable_id(view_id, "meeting")
    with deps.db.begin() as session:
        card = access.active_pair_of(session, actor, pair_id)
        meeting = plan_in(
            session, catalog=deps.catalog, card=card, actor=actor, draft=draft, now=now, meeting_id=meeting_id
        )
    return _as_entered(meeting, draft, card), card


def plan_in(
    session: Session,
    *,
    catalog: Catalog,
    card: PairCard,
    actor: Member,
    draft: MeetingDraft,
    now: datetime,
    meeting_id: str | None = None,
) -> Meeting:
    """Keep the next meeting of a pair and plan every message about it, in the transaction at hand.

    A meeting of that id that is there already is returned as it stands.

    Raises:
        UserError: the other one has left.
        FieldError: the day or the time cannot be used, or the pair has a meeting ahead; names the fields of
            `bot.views.meetings.when_fields`.
    """
    if card.is_resting:
        raise UserError(catalog.meetings.partner_left.format(partner=card.partner.name))
    lock_pair(session, pair_id=card.pair_id)
    known = meeting_by_id(session, meeting_id=meeting_id) if meeting_id else None
    if known and known.pair_id == card.pair_id:
        return known
    _refuse_unusable(session, catalog, card=card, draft=draft, now=now)
    ahead = meetings_ahead(session, pair_ids=[card.pair_id], now=now)
    if ahead:
        when = meetings_view.when(ahead[0].starts_at, card)
        raise FieldError(meetings_view.DAY, catalog.meetings.ahead_already.format(when=when))
    meeting = _entered(card, actor=actor, draft=draft, now=now, meeting_id=meeting_id or new_id())
    session.add(meeting)
    plan_messages(session, card=card, meeting=meeting, kind=TouchpointKind.MEETING_PLANNED, now=now)
    return meeting


def move(
    deps: Deps, *, actor: Member, meeting_id: str, revision: int, draft: MeetingDraft
) -> tuple[Appointment, PairCard]:
    """Change when, how long or where the meeting is; the partner is told, and older prompts become pointless.

    Args:
        deps: the collaborators.
        actor: whoever moves it.
        meeting_id: the meeting.
        revision: that of the meeting when the form was opened.
        draft: what was entered.

    Raises:
        NotYoursError: the meeting is of another pair.
        FieldError: the day, time, length or place cannot be used, or somebody changed the meeting meanwhile.
        UserError: the meeting has begun or was cancelled.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        meeting, card = _locked(session, actor, meeting_id)
        if not _is_sent_again(meeting, actor=actor, revision=revision, draft=draft, card=card):
            _refuse_changed(deps.catalog, meeting, card=card, revision=revision, now=now)
            _refuse_unusable(session, deps.catalog, card=card, draft=draft, now=now)
            meeting.starts_at = at_local(draft.on, draft.at, card.me.clock)
            meeting.zone, meeting.minutes, meeting.place = card.me.zone, draft.minutes, draft.place
            _touch(session, meeting, actor=actor, now=now)
            plan_messages(session, card=card, meeting=meeting, kind=TouchpointKind.MEETING_MOVED, now=now)
    return _as_entered(meeting, draft, card), card


def cancel(deps: Deps, *, actor: Member, meeting_id: str, revision: int) -> PairCard:
    """Call the meeting off and tell the partner; whoever does so twice has done it once.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: the meeting has begun, or somebody changed it meanwhile.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        meeting, card = _locked(session, actor, meeting_id)
        if meeting.state is not MeetingState.CANCELLED:
            _refuse_changed(deps.catalog, meeting, card=card, revision=revision, now=now)
            meeting.state = MeetingState.CANCELLED
            _touch(session, meeting, actor=actor, now=now)
            tell_partner(session, card=card, meeting=meeting, kind=TouchpointKind.MEETING_CANCELLED, now=now)
    return card


def keep_cadence(deps: Deps, *, actor: Member, pair_id: str, cadence: Cadence | None) -> None:
    """Keep how often the two want to meet; without a choice all stays as it is.

    Raises:
        NotYoursError: `actor` is not in this pair.
        FieldError: that is more rarely than the programme lets its pairs meet.
    """
    with deps.db.begin() as session:
        card = access.active_pair_of(session, actor, pair_id)
        if cadence:
            if cadence not in cadences(cadence_floor(session, team_id=card.team_id)):
                raise FieldError(meetings_view.HOW_OFTEN, deps.catalog.meetings.too_rare)
            if cadence is not card.cadence:
                begin_anew(session, card, cadence, now=deps.clock.now())
            choose_cadence(session, pair_id=card.pair_id, cadence=cadence)


def _entered(card: PairCard, *, actor: Member, draft: MeetingDraft, now: datetime, meeting_id: str) -> Meeting:
    return Meeting(
        id=meeting_id,
        team_id=card.team_id,
        pair_id=card.pair_id,
        starts_at=at_local(draft.on, draft.at, card.me.clock),
        zone=card.me.zone,
        minutes=draft.minutes,
        place=draft.place,
        changed_by_id=actor.id,
        changed_at=now,
    )


def _locked(session: Session, actor: Member, meeting_id: str) -> tuple[Meeting, PairCard]:
    """Return the meeting as it is once nobody else can change it."""
    meeting, card = access.meeting_of(session, actor, meeting_id)
    lock_pair(session, pair_id=card.pair_id)
    session.refresh(meeting)
    return meeting, card


def _touch(session: Session, meeting: Meeting, *, actor: Member, now: datetime) -> None:
    meeting.revision += 1
    meeting.changed_by_id, meeting.changed_at = actor.id, now
    session.add(meeting)


def _is_sent_again(meeting: Meeting, *, actor: Member, revision: int, draft: MeetingDraft, card: PairCard) -> bool:
    """Return whether this very change is the last one that was made: Slack sends what it saw no answer to again."""
    if (meeting.changed_by_id, meeting.revision) != (actor.id, revision + 1):
        return False  # what was entered is not looked at before it is proven: a day can lie beyond any instant
    stands = (meeting.starts_at, meeting.minutes, meeting.place)
    entered = (at_local(draft.on, draft.at, card.me.clock), draft.minutes, draft.place)
    return meeting.state is MeetingState.PLANNED and stands == entered


def _refuse_changed(catalog: Catalog, meeting: Meeting, *, card: PairCard, revision: int, now: datetime) -> None:
    say = catalog.meetings
    if meeting.state is MeetingState.CANCELLED:
        raise UserError(say.gone)
    if meeting.starts_at <= now or meeting.state is not MeetingState.PLANNED:
        raise UserError(say.begun)
    if meeting.revision != revision:
        raise UserError(say.changed_meanwhile.format(when=meetings_view.when(meeting.starts_at, card)))


def _refuse_unusable(session: Session, catalog: Catalog, *, card: PairCard, draft: MeetingDraft, now: datetime) -> None:
    say = catalog.meetings
    flaw = flaw_of(draft, zone=card.me.clock, now=now)
    if flaw:
        raise FieldError(FIELDS[flaw], getattr(say, flaw))
    end = end_of(session, pair_id=card.pair_id, at=now)
    if end and draft.on >= end.ends_on:
        raise FieldError(meetings_view.DAY, catalog.endings.after_end.format(day=times.day(end.ends_on)))


def _as_entered(meeting: Meeting, draft: MeetingDraft, card: PairCard) -> Appointment:
    return appointment_of(meeting, is_time_moved_on=is_skipped(draft.on, draft.at, card.me.clock))
