"""How pairs and requests of somebody end who goes for good: as they always end, and nobody hears why."""

from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.endings import TOLD_FRESH
from bot.services import pair_steps
from bot.services.cards import card_of
from bot.services.letter import planned_for_each
from bot.services.partings import end_these
from bot.services.request_tidings import tell_mentee
from storage.endings import Ending, endings_of, take_back
from storage.members import Member
from storage.pairs import PairRow, live_pairs_of
from storage.requests import open_requests_of
from storage.touchpoints import plan
from storage.vocabulary import PairState, RequestState, TouchpointKind


def part(session: Session, deps: Deps, member: Member, *, now: datetime) -> int:
    """End what a member has with others, in this transaction; return how many pairs that were.

    A pair under way ends by an ordinary note of theirs, at once; one that has not begun does not come about; whoever
    waits for their answer hears that it is not now.
    """
    rows = live_pairs_of(session, member_id=member.id)
    active = [row for row in rows if row.pair.state is PairState.ACTIVE]
    for row in rows:
        if row not in active:
            pair_steps.drop(session, row, now=now)
    notes = endings_of(session, pair_ids=[row.pair.id for row in active])
    own = {note.pair_id: note for note in notes if note.author_id == member.id}
    due = [(row.pair, _note(session, deps, row, member, own.get(row.pair.id), now=now)) for row in active]
    session.flush()
    end_these(session, due, now=now)
    for request in (each.request for each in open_requests_of(session, member_id=member.id)):
        if request.mentor_id == member.id:
            request.state, request.answered_at = RequestState.NOT_NOW, now
            tell_mentee(session, request, now=now)
    session.flush()
    return len(rows)


def _note(
    session: Session, deps: Deps, row: PairRow, member: Member, before: Ending | None, *, now: datetime
) -> Ending:
    """Return the note by which a pair ends now: the one that its other side has, or a new one in the usual words."""
    card = card_of(row, viewer_id=member.id)
    today = local_day(now, card.me.clock)
    if before and before.tells_at <= now:
        before.ends_at, before.ends_on = now, today
        return before
    if before:
        take_back(session, ending=before, reader_ids=[row.mentor.id, row.mentee.id])
        session.flush()
    note = Ending(
        team_id=card.team_id,
        pair_id=card.pair_id,
        author_id=member.id,
        letter=deps.catalog.own_data.letter.format(partner=card.partner.name),
        is_at_once=True,
        ends_on=today,
        ends_at=now,
        tells_at=now,
    )
    session.add(note)
    told = planned_for_each(
        [card.partner.member_id],
        kind=TouchpointKind.ENDING_TOLD,
        team_id=card.team_id,
        subject_id=note.id,
        due_at=now,
        lives=TOLD_FRESH,
        revision=note.revision,
    )
    session.flush()
    plan(session, told)
    return note
