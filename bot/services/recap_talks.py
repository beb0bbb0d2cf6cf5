"""What the two do once both recaps are there: say that they mean the same, settle a wording, or talk next time."""

from sqlmodel import Session

from bot.deps import Deps
from bot.errors import FieldError, NotYoursError, UserError
from bot.services import access
from bot.services.recap_records import Record, record_in
from storage.agendas import AgendaItem, topic_by_id
from storage.members import Member
from storage.recaps import Settlement, settlement_by_id, settlements_of
from storage.vocabulary import Area


def agree(deps: Deps, *, actor: Member, meeting_id: str) -> None:
    """Note that `actor`, having seen both recaps, says that they mean the same. Once said it stands.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: not both recaps are there.
    """
    with deps.db.begin() as session:
        record = _compared(session, deps, actor, meeting_id)
        if record.sent is not None and record.sent.agreed_at is None:
            record.sent.agreed_at = deps.clock.now()
            session.add(record.sent)


def settle(
    deps: Deps, *, actor: Member, meeting_id: str, wording: str, revision: int, settlement_id: str, field: str
) -> None:
    """Suggest one wording for what two recaps say differently; it waits for the other side's yes.

    Args:
        deps: the collaborators.
        actor: who suggests it.
        meeting_id: the meeting.
        wording: the words.
        revision: how many wordings there were when the form was opened.
        settlement_id: the id of the new row: the same one again changes nothing.
        field: beside which a refusal stands.

    Raises:
        NotYoursError: the meeting is of another pair.
        FieldError: the other side has suggested another wording meanwhile.
        UserError: not both recaps are there.
    """
    with deps.db.begin() as session:
        record = _compared(session, deps, actor, meeting_id)
        known = settlements_of(session, meeting_id=meeting_id)
        if settlement_id in {row.id for row in known}:
            return
        if len(known) != revision:
            raise FieldError(field, deps.catalog.recaps.reworded.format(partner=record.card.partner.name))
        row = Settlement(
            id=settlement_id,
            team_id=record.card.team_id,
            pair_id=record.card.pair_id,
            meeting_id=meeting_id,
            author_id=actor.id,
            wording=wording,
            written_at=deps.clock.now(),
        )
        session.add(row)


def confirm(deps: Deps, *, actor: Member, settlement_id: str) -> str:
    """Note that the other side's wording is what `actor` meant too, and return the meeting's id.

    Raises:
        NotYoursError: the wording is of another pair, or the actor's own.
        UserError: there is a newer one.
    """
    with deps.db.begin() as session:
        row = settlement_of(session, actor, settlement_id)
        record = _compared(session, deps, actor, row.meeting_id)
        session.refresh(row)
        if settlements_of(session, meeting_id=row.meeting_id)[0].id != row.id:
            raise UserError(deps.catalog.recaps.reworded.format(partner=record.card.partner.name))
        if row.confirmed_at is None:
            row.confirmed_at = deps.clock.now()
            session.add(row)
    return row.meeting_id


def talk_next_time(deps: Deps, *, actor: Member, meeting_id: str, question: str, area: Area, topic_id: str) -> None:
    """Put a question about the two recaps on the agenda, for both to see at once; the same `topic_id` again adds none.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: not both recaps are there.
    """
    with deps.db.begin() as session:
        record = _compared(session, deps, actor, meeting_id)
        if topic_by_id(session, topic_id=topic_id) is None:
            topic = AgendaItem(
                id=topic_id,
                team_id=record.card.team_id,
                pair_id=record.card.pair_id,
                author_id=actor.id,
                area=area,
                question=question,
                is_shared=True,
                created_at=deps.clock.now(),
            )
            session.add(topic)


def settlement_of(session: Session, actor: Member, settlement_id: str) -> Settlement:
    """Return a wording that `actor` may confirm: of their own pair, written by the other side.

    Raises:
        NotYoursError: it is of another pair, or the actor's own, or there is none of that id.
    """
    row = settlement_by_id(session, settlement_id=settlement_id)
    if row is None or row.author_id == actor.id:
        raise NotYoursError
    access.active_pair_of(session, actor, row.pair_id)
    return row


def _compared(session: Session, deps: Deps, actor: Member, meeting_id: str) -> Record:
    record = record_in(session, deps=deps, actor=actor, meeting_id=meeting_id, is_to_change=True)
    if record.sent is None or record.theirs is None:
        raise UserError(deps.catalog.recaps.not_both)
    return record
