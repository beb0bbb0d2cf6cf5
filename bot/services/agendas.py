"""What a pair finds on its agenda: the board of both, the mentor's digest, one's own note."""

from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.agendas import (
    ADVICE_LINES,
    BOARD_LINES,
    DIGEST_TOPICS,
    MEETINGS_LOOKED_BACK,
    TOPIC_ROWS,
    AdviceLine,
    AgendaBoard,
    Digest,
    GoalLine,
    ItemLine,
    Open,
    cue_for,
    untouched,
)
from bot.domain.meetings import Appointment
from bot.domain.pairs import PairCard
from bot.errors import UserError
from bot.services import access
from bot.services.appointments import appointment_of
from bot.services.topics import Around, around, visible_topics
from bot.views.pages import page_count
from storage.agendas import areas_discussed, keep_private_note, private_note
from storage.goals import open_goals
from storage.items import answered_advice, open_items
from storage.meetings import count_meetings
from storage.members import Member
from storage.vocabulary import Area, MeetingState


def board(deps: Deps, *, actor: Member, pair_id: str, page: int) -> AgendaBoard:
    """Return one page of a pair's agenda as `actor` sees it: a constant number of statements.

    Raises:
        NotYoursError: `actor` is not in this pair.
    """
    with deps.db.read() as session:
        card = access.readable_pair_of(session, actor, pair_id)
        meetings = around(session, pair_id=pair_id, now=deps.clock.now())
        topics = visible_topics(session, card=card, meetings=meetings)
        note = private_note(session, pair_id=pair_id, author_id=actor.id)
        still_open = open_between(session, card)
        areas = _untouched_areas(session, meetings)
    pages = page_count(len(topics), per_page=TOPIC_ROWS)
    page = min(max(page, 0), pages - 1)
    return AgendaBoard(
        card=card,
        meeting=appointment_of(meetings.ahead) if meetings.ahead else None,
        meeting_now=appointment_of(meetings.now_on) if meetings.now_on else None,
        open=still_open,
        topics=tuple(topics[page * TOPIC_ROWS : (page + 1) * TOPIC_ROWS]),
        untouched=areas,
        note=note.text if note else None,
        page=page,
        pages=pages,
    )


def digest(deps: Deps, *, actor: Member, meeting_id: str) -> Digest:
    """Return what `actor` is to know before a meeting: what the other asks first.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: it was cancelled.
    """
    with deps.db.read() as session:
        meeting, card = access.meeting_of(session, actor, meeting_id)
        if meeting.state is MeetingState.CANCELLED:
            raise UserError(deps.catalog.meetings.gone)
        return digest_in(session, card=card, meeting=appointment_of(meeting), now=deps.clock.now())


def digest_in(session: Session, *, card: PairCard, meeting: Appointment, now: datetime) -> Digest:
    """Return what the viewer of `card` is to know before a meeting, read in the session at hand."""
    meetings = around(session, pair_id=card.pair_id, now=now)
    topics = [topic for topic in visible_topics(session, card=card, meetings=meetings) if not topic.is_mine]
    earlier = count_meetings(session, pair_id=card.pair_id, before=meeting.starts_at)
    return Digest(
        card=card,
        meeting=meeting,
        topics=tuple(topics[:DIGEST_TOPICS]),
        topics_count=len(topics),
        open=open_between(session, card),
        cue=cue_for(card.pair_id, earlier_meetings=earlier),
    )


def open_between(session: Session, card: PairCard) -> Open:
    """Return the goals and items open between the two, and what became of suggestions: three statements."""
    goals = open_goals(session, pair_ids=[card.pair_id])
    items = open_items(session, pair_ids=[card.pair_id])
    advice = answered_advice(session, pair_id=card.pair_id, limit=ADVICE_LINES)
    return Open(
        goals=tuple(GoalLine(goal.id, goal.title) for goal in goals[:BOARD_LINES]),
        goals_count=len(goals),
        items=tuple(
            ItemLine(item.id, item.task, item.owner_id == card.me.member_id, item.due_on)
            for item in items[:BOARD_LINES]
        ),
        items_count=len(items),
        advice=tuple(AdviceLine(each.suggestion, each.state, each.reason) for each in advice),
    )


def own_note(deps: Deps, *, actor: Member, pair_id: str) -> str | None:
    """Return what `actor` keeps to themselves about a pair: nobody else's note can be asked for.

    Raises:
        NotYoursError: `actor` is not in this pair.
    """
    with deps.db.read() as session:
        card = access.active_pair_of(session, actor, pair_id)
        note = private_note(session, pair_id=card.pair_id, author_id=actor.id)
    return note.text if note else None


def keep_note(deps: Deps, *, actor: Member, pair_id: str, text: str | None) -> None:
    """Keep `actor`'s own note about a pair in the place of the older one; None empties it.

    Raises:
        NotYoursError: `actor` is not in this pair.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        card = access.active_pair_of(session, actor, pair_id)
        keep_private_note(
            session, team_id=card.team_id, pair_id=card.pair_id, author_id=actor.id, text=text or "", changed_at=now
        )


def _untouched_areas(session: Session, meetings: Around) -> tuple[Area, ...]:
    met = [meeting.id for meeting in meetings.past if meeting.took_place][:MEETINGS_LOOKED_BACK]
    return untouched(areas_discussed(session, meeting_ids=met), has_met=bool(met))
