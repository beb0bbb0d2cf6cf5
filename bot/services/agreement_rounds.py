"""What each side does alone: answers questions, gives the answers over, or says that what stands still holds."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.agreements import ABOUT_ONESELF
from bot.domain.pairs import PairCard
from bot.errors import UserError
from bot.services import access
from bot.services.agreement_endings import say_yes, take_back, tell_partner
from bot.services.agreement_records import Record, is_compared, record_of, sent_at
from storage.agreements import Agreement, keep_answers, newest_agreements
from storage.members import Member
from storage.pairs import lock_pair
from storage.vocabulary import AgreementField, Side


def answer(
    deps: Deps,
    *,
    actor: Member,
    pair_id: str,
    texts: Mapping[AgreementField, str | None],
    is_to_send: bool = False,
) -> None:
    """Keep what `actor` answers to these questions: a draft of their own, which nobody else reads yet.

    Where it `is_to_send`, it is given over at once, with all they have answered before.

    Raises:
        NotYoursError: `actor` is not in this pair.
        UserError: there is nothing to send, both have sent their answers, or the other one has left.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        record = _open_round(deps, session, actor=actor, pair_id=pair_id, now=now)
        changed = {field: text for field, text in texts.items() if text != record.own.get(field)}
        if changed:
            keep_answers(session, agreement=record.agreement, author_id=actor.id, texts=changed)
            record.agreement.edited_at = now
            take_back(record)
            session.add(record.agreement)
        if is_to_send:
            kept = {**record.own, **changed}
            _send(deps, session, record, has_answers=any(kept.values()), now=now)


def send(deps: Deps, *, actor: Member, pair_id: str) -> None:
    """Give the answers of `actor` over: when the other side has done so as well, each reads both. Once given they are.

    Raises:
        NotYoursError: `actor` is not in this pair.
        UserError: there is no answer to give, both have sent theirs, or the other one has left.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        record = _open_round(deps, session, actor=actor, pair_id=pair_id, now=now)
        _send(deps, session, record, has_answers=bool(record.own), now=now)


def still_holds(deps: Deps, *, actor: Member, pair_id: str) -> None:
    """Note that for `actor` all still holds: when both say so, the same words are a new version from today.

    Where the other one has changed something meanwhile it is no yes to that: both compare first.

    Raises:
        NotYoursError: `actor` is not in this pair.
        UserError: nothing stands yet, both have sent their answers, or the other one has left.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        record = _open_round(deps, session, actor=actor, pair_id=pair_id, now=now)
        if record.agreement.number == 1:
            raise UserError(deps.catalog.agreements.nothing_stands)
        _give_over(session, record, now=now)
        if record.agreement.edited_at is None:
            say_yes(session, record, now=now)
        else:
            take_back(record)
        tell_partner(session, record, now=now)


def look_again(deps: Deps, *, actor: Member, pair_id: str) -> None:
    """Open the questions anew, filled in with what stands; what stands goes on standing until both confirm the next.

    Raises:
        NotYoursError: `actor` is not in this pair.
        UserError: both have sent their answers, or the other one has left.
    """
    with deps.db.begin() as session:
        _open_round(deps, session, actor=actor, pair_id=pair_id, now=deps.clock.now())


def _open_round(deps: Deps, session: Session, *, actor: Member, pair_id: str, now: datetime) -> Record:
    """Return the version that is being written, a new one where there is none, locked."""
    card = access.active_pair_of(session, actor, pair_id)
    lock_pair(session, pair_id=pair_id)
    if card.is_resting:
        raise UserError(deps.catalog.agreements.partner_left.format(partner=card.partner.name))
    newest = newest_agreements(session, pair_ids=[pair_id]).get(pair_id)
    if newest and not newest.confirmed_at:
        if is_compared(newest):
            raise UserError(deps.catalog.agreements.compared)
        return record_of(session, newest, card=card)
    number = newest.number + 1 if newest else 1
    review_on = newest.review_on if newest else None
    agreement = Agreement(team_id=card.team_id, pair_id=pair_id, number=number, opened_at=now, review_on=review_on)
    session.add(agreement)
    session.flush()
    if newest:
        _carry_over(session, record_of(session, newest, card=card), agreement)
    return record_of(session, agreement, card=card)


def _carry_over(session: Session, standing: Record, agreement: Agreement) -> None:
    """Fill a new version in with what stands, on both sides: what nobody touches is alike then."""
    mine = {line.field: line.mine if line.field in ABOUT_ONESELF else line.common for line in standing.lines}
    theirs = {line.field: line.theirs if line.field in ABOUT_ONESELF else line.common for line in standing.lines}
    card: PairCard = standing.card
    for member_id, texts in ((card.me.member_id, mine), (card.partner.member_id, theirs)):
        keep_answers(session, agreement=agreement, author_id=member_id, texts=texts)


def _send(deps: Deps, session: Session, record: Record, *, has_answers: bool, now: datetime) -> None:
    if not has_answers:
        raise UserError(deps.catalog.agreements.no_answers)
    _give_over(session, record, now=now)
    take_back(record)
    tell_partner(session, record, now=now)


def _give_over(session: Session, record: Record, *, now: datetime) -> None:
    side, agreement = record.card.side, record.agreement
    if sent_at(agreement, side) is None:
        if side is Side.MENTOR:
            agreement.mentor_sent_at = now
        else:
            agreement.mentee_sent_at = now
        agreement.revision += 1
    session.add(agreement)
