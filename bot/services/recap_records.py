"""Stored recaps as one of the two may see them: the only place where one side's words reach the other."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.pairs import PairCard
from bot.domain.recap_sheets import RecapText, Suggestion, Wording
from bot.domain.recaps import RecapStep, is_revealed, is_writable, step_of
from bot.errors import UserError
from bot.services import access
from storage.items import Advice
from storage.meetings import Meeting
from storage.members import Member
from storage.pairs import lock_pair
from storage.recaps import Recap, Settlement, recaps_of
from storage.records import record
from storage.vocabulary import MeetingState


@record
class Record:
    """A meeting that is over, and the rows about it, from the viewer's side."""

    card: PairCard
    meeting: Meeting
    own: Recap | None
    """The viewer's row; a skipped one too."""
    sent: Recap | None
    """The viewer's recap."""
    theirs: Recap | None
    """The other side's recap. It is not for the viewer's eyes before `revealed` says so."""

    def step(self, now: datetime) -> RecapStep:
        """Return where the meeting stands for the viewer."""
        return step_of(
            state=self.meeting.state,
            is_told_by_me=self.meeting.changed_by_id == self.card.me.member_id,
            has_skipped=self.own is not None and self.sent is None,
            is_mine_sent=self.sent is not None,
            is_theirs_sent=self.theirs is not None,
            is_open=self.is_open(now),
        )

    def is_open(self, now: datetime) -> bool:
        """Return whether the viewer can send a recap."""
        is_mine_sent, ends_at = self.sent is not None, self.meeting.ends_at
        return is_writable(state=self.meeting.state, is_mine_sent=is_mine_sent, ends_at=ends_at, now=now)

    def revealed(self, now: datetime) -> Recap | None:
        """Return the other side's recap if the viewer may read it at `now`."""
        is_shown = is_revealed(
            is_mine_sent=self.sent is not None,
            is_theirs_sent=self.theirs is not None,
            ends_at=self.meeting.ends_at,
            now=now,
        )
        return self.theirs if is_shown else None


def record_in(
    session: Session,
    *,
    deps: Deps,
    actor: Member,
    meeting_id: str,
    is_to_change: bool = False,
    is_to_read: bool = False,
) -> Record:
    """Return what there is about one meeting. One `is_to_change` waits until nobody else decides about the pair.

    One `is_to_read` may be of a pair that has come to its close.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: it was called off, or is not over.
    """
    meeting, card = access.meeting_of(session, actor, meeting_id, is_to_read=is_to_read)
    if is_to_change:
        lock_pair(session, pair_id=card.pair_id)
        session.refresh(meeting)
    if meeting.state is MeetingState.CANCELLED:
        raise UserError(deps.catalog.recaps.cancelled)
    if meeting.ends_at > deps.clock.now():
        raise UserError(deps.catalog.recaps.not_over)
    return record_of(meeting, recaps_of(session, meeting_ids=[meeting.id]), card=card)


def record_of(meeting: Meeting, recaps: Sequence[Recap], *, card: PairCard) -> Record:
    """Return the record of a meeting; `recaps` may hold those of other meetings too."""
    about = [recap for recap in recaps if recap.meeting_id == meeting.id]
    own = next((recap for recap in about if recap.author_id == card.me.member_id), None)
    theirs = next((recap for recap in about if recap.author_id != card.me.member_id and not recap.is_skipped), None)
    return Record(card, meeting, own, None if own is None or own.is_skipped else own, theirs)


def text_of(recap: Recap | None) -> RecapText | None:
    """Return the words of a recap, None where there is none."""
    if recap is None:
        return None
    return RecapText(
        said=recap.said or "",
        decided=recap.decided,
        strength=recap.strength,
        change=recap.change,
        is_agreed=recap.agreed_at is not None,
    )


def wording_of(row: Settlement, *, card: PairCard) -> Wording:
    """Return a wording as the viewer sees it."""
    is_mine = row.author_id == card.me.member_id
    return Wording(row.id, row.wording, is_mine=is_mine, is_confirmed=row.confirmed_at is not None)


def suggestion_of(row: Advice) -> Suggestion:
    """Return a suggestion as both see it."""
    return Suggestion(row.id, row.suggestion, row.state, row.reason)
