"""How one of a pair brings it to a close: a note, a day to think it over, and a date. No reason is asked or kept."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.endings import (
    DAY_MARK,
    TOLD_FRESH,
    EndingDraft,
    EndingFlaw,
    EndingLine,
    EndingSheet,
    Note,
    Settled,
    at_once,
    flaw_of,
    settled,
)
from bot.domain.pairs import PairCard
from bot.errors import FieldError, UserError
from bot.services import access
from bot.services.handovers import lines_in, reflection_in
from bot.services.letter import planned_for_each
from bot.views import times
from storage.columns import stable_id
from storage.endings import Ending, ending_by_id, endings_of, take_back
from storage.items import count_open_items
from storage.members import Member
from storage.pairs import lock_pair
from storage.touchpoints import plan
from storage.vocabulary import PairState, Side, TouchpointKind


def sheet(deps: Deps, *, actor: Member, pair_id: str) -> EndingSheet:
    """Return how the end of a pair stands for `actor`: five statements.

    Raises:
        NotYoursError: `actor` is not in this pair, or it never began.
    """
    with deps.db.read() as session:
        card = access.readable_pair_of(session, actor, pair_id)
        return _sheet_in(session, card, now=deps.clock.now())


def write(
    deps: Deps, *, actor: Member, pair_id: str, draft: EndingDraft, view_id: str, fields: Mapping[EndingFlaw, str]
) -> EndingSheet:
    """Keep a note that goes out in 24 hours, and return how things stand. The same form sent twice keeps one.

    Args:
        deps: the collaborators.
        actor: whoever writes it.
        pair_id: the pair.
        draft: what was entered.
        view_id: the form's.
        fields: beside which field each refusal is shown.

    Raises:
        NotYoursError: `actor` is not in this pair, or it is not active.
        FieldError: something cannot be kept as it was entered.
        UserError: there is a note of theirs already, or the end is settled.
    """
    now, ending_id = deps.clock.now(), stable_id(view_id, "ending")
    with deps.db.begin() as session:
        card = access.active_pair_of(session, actor, pair_id)
        lock_pair(session, pair_id=pair_id)
        before = _sheet_in(session, card, now=now)
        if before.waiting and before.waiting.ending_id == ending_id:
            return before
        if not before.is_new:
            raise UserError(deps.catalog.endings.not_new)
        if flaw := flaw_of(draft, card=card, now=now):
            raise FieldError(fields[flaw], getattr(deps.catalog.endings, flaw))
        ending = _entered(card, draft, ending_id=ending_id, now=now)
        session.add(ending)
        session.flush()
        _tell_both(session, card, ending)
        return _sheet_in(session, card, now=now)


def undo(deps: Deps, *, actor: Member, ending_id: str) -> PairCard:
    """Take one's own note back before it goes out; nothing of it stays.

    Raises:
        NotYoursError: it is somebody else's, or there is none of that id any more.
        UserError: it has gone out.
    """
    with deps.db.begin() as session:
        ending, card = _locked(session, deps, actor, ending_id)
        take_back(session, ending=ending, reader_ids=[card.me.member_id, card.partner.member_id])
    return card


def send_now(deps: Deps, *, actor: Member, ending_id: str) -> EndingSheet:
    """Let one's own note go out at once, and return how things stand.

    Raises:
        NotYoursError: it is somebody else's, or there is none of that id any more.
        UserError: it has gone out.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        ending, card = _locked(session, deps, actor, ending_id)
        ending.tells_at, ending.revision = now, ending.revision + 1
        if ending.is_at_once:
            _settle(ending, at_once(card, at=now))
        session.add(ending)
        session.flush()
        _tell_both(session, card, ending)
        return _sheet_in(session, card, now=now)


def lines_of_home(session: Session, cards: Collection[PairCard], *, now: datetime) -> dict[str, EndingLine]:
    """Return what Home says of the ends of these pairs, by pair id: one statement, however many there are."""
    by_pair = {card.pair_id: card for card in cards}
    found: dict[str, EndingLine] = {}
    for ending in endings_of(session, pair_ids=by_pair):
        is_told = ending.tells_at <= now
        if is_told and not (ending.pair_id in found and found[ending.pair_id].ends_on):
            found[ending.pair_id] = EndingLine(ends_on=ending.ends_on)
        elif not is_told and ending.author_id == by_pair[ending.pair_id].me.member_id:
            found.setdefault(ending.pair_id, EndingLine(tells_at=ending.tells_at))
    return found


def _sheet_in(session: Session, card: PairCard, *, now: datetime) -> EndingSheet:
    notes = endings_of(session, pair_ids=[card.pair_id])
    own = next((ending for ending in notes if ending.author_id == card.me.member_id and ending.tells_at > now), None)
    return EndingSheet(
        card=card,
        today=local_day(now, card.me.clock),
        waiting=note_of(own, card) if own else None,
        told=tuple(note_of(ending, card) for ending in notes if ending.tells_at <= now),
        open_items=count_open_items(session, pair_id=card.pair_id),
        lines=lines_in(session, card),
        reflection=reflection_in(session, card),
        has_ended=card.state is PairState.ENDED,
    )


def note_of(ending: Ending, card: PairCard) -> Note:
    """Return a note as it is shown: the day it is about stands where its writer left room for one."""
    return Note(
        ending_id=ending.id,
        side=Side.MENTOR if ending.author_id == card.mentor.member_id else Side.MENTEE,
        letter=ending.letter.replace(DAY_MARK, times.day(ending.ends_on)),
        kind=ending.kind,
        is_at_once=ending.is_at_once,
        ends_on=ending.ends_on,
        ends_at=ending.ends_at,
        tells_at=ending.tells_at,
    )


def _entered(card: PairCard, draft: EndingDraft, *, ending_id: str, now: datetime) -> Ending:
    times_of = settled(draft, card=card, now=now)
    return Ending(
        id=ending_id,
        team_id=card.team_id,
        pair_id=card.pair_id,
        author_id=card.me.member_id,
        kind=draft.kind,
        letter=draft.letter,
        is_at_once=times_of.ends_at == times_of.tells_at,
        ends_on=times_of.ends_on,
        ends_at=times_of.ends_at,
        tells_at=times_of.tells_at,
    )


def _settle(ending: Ending, when: Settled) -> None:
    ending.tells_at, ending.ends_on, ending.ends_at = when.tells_at, when.ends_on, when.ends_at


def _locked(session: Session, deps: Deps, actor: Member, ending_id: str) -> tuple[Ending, PairCard]:
    """Return a note that is still its author's alone, once nobody else can change it."""
    ending, card = access.own_ending_of(session, actor, ending_id)
    lock_pair(session, pair_id=card.pair_id)
    session.expire(ending)
    again = ending_by_id(session, ending_id=ending_id)
    if again is None or again.tells_at <= deps.clock.now():
        raise UserError(deps.catalog.endings.gone_out)
    return again, card


def _tell_both(session: Session, card: PairCard, ending: Ending) -> None:
    """Plan the message that both get, in the same words, when the note goes out."""
    messages = planned_for_each(
        [card.mentor.member_id, card.mentee.member_id],
        kind=TouchpointKind.ENDING_TOLD,
        team_id=card.team_id,
        subject_id=ending.id,
        due_at=ending.tells_at,
        lives=TOLD_FRESH,
        revision=ending.revision,
    )
    plan(session, messages)
