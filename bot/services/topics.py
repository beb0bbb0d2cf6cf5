"""Which topics stand on a pair's agenda for one of the two, and since when the other sees them."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.domain.agendas import Topic, in_order, is_shown
from bot.domain.meetings import PAST_LOOKED_AT, shown_from
from bot.domain.pairs import PairCard, Partner
from storage.agendas import AgendaItem, open_topics
from storage.meetings import Meeting, last_meetings, meetings_ahead
from storage.records import record


@record
class Around:
    """The meetings around an instant: the one ahead of a pair, and the last ones."""

    now: datetime
    ahead: Meeting | None
    past: Sequence[Meeting]
    """The newest first."""

    @property
    def now_on(self) -> Meeting | None:
        """Return the meeting that has begun and not ended, None when there is none."""
        last = self.past[0] if self.past else None
        return last if last and last.took_place and last.ends_at > self.now else None

    @property
    def last_began(self) -> datetime | None:
        """Return when the last meeting began, None before any."""
        return self.past[0].starts_at if self.past else None

    def shown_from(self, author: Partner) -> datetime | None:
        """Return when what `author` writes is shown by itself, None while no meeting is planned."""
        return shown_from(starts_at=self.ahead.starts_at, author_clock=author.clock) if self.ahead else None


def around(session: Session, *, pair_id: str, now: datetime) -> Around:
    """Return the meetings of a pair around `now`: two statements."""
    ahead = meetings_ahead(session, pair_ids=[pair_id], now=now)
    past = last_meetings(session, pair_id=pair_id, now=now, count=PAST_LOOKED_AT)
    return Around(now=now, ahead=ahead[0] if ahead else None, past=past)


def visible_topics(session: Session, *, card: PairCard, meetings: Around) -> list[Topic]:
    """Return the open topics that the viewer of `card` may see, by area and date: one statement."""
    topics = [topic_of(row, card=card, meetings=meetings) for row in open_topics(session, pair_ids=[card.pair_id])]
    return in_order([topic for topic in topics if topic.is_mine or topic.is_shown])


def topic_of(row: AgendaItem, *, card: PairCard, meetings: Around) -> Topic:
    """Return a stored topic as the viewer of `card` sees it."""
    is_mine = row.author_id == card.me.member_id
    opens_at = meetings.shown_from(card.me if is_mine else card.partner)
    return Topic(
        topic_id=row.id,
        is_mine=is_mine,
        area=row.area,
        question=row.question,
        analysis=row.analysis,
        ask=row.ask,
        matters_on=row.matters_on,
        is_shared=row.is_shared,
        is_shown=is_shown(
            is_shared=row.is_shared,
            created_at=row.created_at,
            shown_from=opens_at,
            last_began=meetings.last_began,
            now=meetings.now,
        ),
        shown_from=opens_at,
        revision=row.revision,
    )
