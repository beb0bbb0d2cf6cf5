"""What a pair finds of its recaps: the board, the form, one meeting side by side."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.pairs import PairCard
from bot.domain.recap_sheets import Commitment, RecapBoard, RecapForm, RecapLine, RecapSheet, newest_wordings
from bot.domain.recaps import (
    BOARD_ANSWERS,
    BOARD_SUGGESTIONS,
    KNOWN_LINES,
    REVEALED_AFTER,
    SHEET_LINES,
    TOPICS_OFFERED,
    RecapStep,
)
from bot.services import access
from bot.services.appointments import appointment_of
from bot.services.recap_records import Record, record_in, record_of, suggestion_of, text_of, wording_of
from bot.services.topics import around, visible_topics
from bot.views.pages import PAGE_ROWS, page_count
from storage.items import ActionItem, Advice, answered_advice, count_open_advice, open_advice, results_of
from storage.meetings import Meeting, meetings_ahead, meetings_to_recap
from storage.members import Member
from storage.recaps import Recap, count_meetings_over, meetings_over, recaps_of, settlements_of


def board(deps: Deps, *, actor: Member, pair_id: str, page: int) -> RecapBoard:
    """Return one page of a pair's meetings and their recaps: a constant number of statements.

    Raises:
        NotYoursError: `actor` is not in this pair.
    """
    now = deps.clock.now()
    with deps.db.read() as session:
        card = access.readable_pair_of(session, actor, pair_id)
        pages = page_count(count_meetings_over(session, pair_id=pair_id, now=now))
        page = min(max(page, 0), pages - 1)
        shown = meetings_over(session, pair_id=pair_id, now=now, limit=PAGE_ROWS, offset=page * PAGE_ROWS)
        recent = meetings_to_recap(session, pair_ids=[pair_id], now=now)
        recaps = recaps_of(session, meeting_ids=list({meeting.id for meeting in (*shown, *recent)}))
        waiting_advice = open_advice(session, pair_ids=[pair_id], limit=BOARD_SUGGESTIONS)
        open_count = count_open_advice(session, pair_id=pair_id)
        answered = answered_advice(session, pair_id=pair_id, limit=BOARD_ANSWERS)
    waiting = _waiting(recent, recaps, card=card, now=now)
    return RecapBoard(
        card=card,
        waiting=appointment_of(waiting) if waiting else None,
        lines=tuple(_line(record_of(meeting, recaps, card=card), now) for meeting in shown),
        open_suggestions=tuple(map(suggestion_of, waiting_advice)),
        open_count=open_count,
        answered=tuple(map(suggestion_of, answered)),
        page=page,
        pages=pages,
    )


def sheet(deps: Deps, *, actor: Member, meeting_id: str) -> RecapSheet:
    """Return one meeting and what the two took away from it, as far as `actor` may see it now.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: it was called off, or is not over.
    """
    now = deps.clock.now()
    with deps.db.read() as session:
        record = record_in(session, deps=deps, actor=actor, meeting_id=meeting_id, is_to_read=True)
        settlements = settlements_of(session, meeting_id=meeting_id)
        items, advice = results_of(session, meeting_id=meeting_id)
    card, meeting = record.card, record.meeting
    settled, suggested = newest_wordings([wording_of(row, card=card) for row in settlements])
    return RecapSheet(
        card=card,
        meeting=appointment_of(meeting),
        step=record.step(now),
        is_writable=record.is_open(now),
        is_theirs_sent=record.theirs is not None,
        mine=text_of(record.sent),
        theirs=text_of(record.revealed(now)),
        opens_at=meeting.ends_at + REVEALED_AFTER,
        settled=settled,
        suggested=suggested,
        wordings=len(settlements),
        items=tuple(_commitment(item, card) for item in items[:SHEET_LINES]),
        items_count=len(items),
        suggestions=tuple(suggestion_of(row) for row in advice[:SHEET_LINES]),
        suggestions_count=len(advice),
        later_reason=meeting.later_reason,
    )


def form(deps: Deps, *, actor: Member, meeting_id: str) -> RecapForm | None:
    """Return what the form of a recap is made of; None when `actor` can send none any more.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: it was called off, or is not over.
    """
    now = deps.clock.now()
    with deps.db.read() as session:
        record = record_in(session, deps=deps, actor=actor, meeting_id=meeting_id)
        if not record.is_open(now):
            return None
        ahead = meetings_ahead(session, pair_ids=[record.card.pair_id], now=now)
        topics = offered_topics(session, card=record.card, now=now)
        items, advice = results_of(session, meeting_id=meeting_id)
    return RecapForm(
        card=record.card,
        meeting=appointment_of(record.meeting),
        topics=topics,
        is_next_asked=not ahead and record.theirs is None,
        next_at=ahead[0].starts_at if ahead else None,
        known=_known(items, advice),
    )


def offered_topics(session: Session, *, card: PairCard, now: datetime) -> tuple[tuple[str, str], ...]:
    """Return (question, id) of the open topics that the viewer may see, and so may call discussed."""
    meetings = around(session, pair_id=card.pair_id, now=now)
    topics = visible_topics(session, card=card, meetings=meetings)
    return tuple((topic.question, topic.topic_id) for topic in topics[:TOPICS_OFFERED])


def _waiting(meetings: Sequence[Meeting], recaps: Sequence[Recap], *, card: PairCard, now: datetime) -> Meeting | None:
    records = (record_of(meeting, recaps, card=card) for meeting in meetings)
    return next((record.meeting for record in records if record.step(now) is RecapStep.WAITING), None)


def _line(record: Record, now: datetime) -> RecapLine:
    return RecapLine(appointment_of(record.meeting), record.step(now), record.is_open(now))


def _commitment(item: ActionItem, card: PairCard) -> Commitment:
    return Commitment(item.task, is_mine=item.owner_id == card.me.member_id)


def _known(items: Sequence[ActionItem], advice: Sequence[Advice]) -> tuple[str, ...]:
    return (*(item.task for item in items), *(row.suggestion for row in advice))[:KNOWN_LINES]
