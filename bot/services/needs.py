"""A mentee's map of what they need: read, written, put right and taken out by themselves."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.needs import MOST_NEEDS, Cover, NeedCard, NeedDraft, NeedMap, Word, word_in
from bot.domain.pairs import PairCard
from bot.errors import UserError
from bot.services import access
from bot.services.cards import card_of
from bot.services.need_records import cards_of, mentors_in
from storage.members import Member
from storage.needs import Need, count_needs, delete_need, need_by_id, needs_of
from storage.pairs import live_pairs_of, lock_people, pair_row
from storage.requests import request_row
from storage.vocabulary import PairState, Side


def board(deps: Deps, *, actor: Member) -> NeedMap:
    """Return what `actor` needs, what is suggested to them, and whom they mentor: three statements."""
    with deps.db.read() as session:
        rows = needs_of(session, mentee_id=actor.id)
        pairs = live_pairs_of(session, member_id=actor.id)
        needs = cards_of(session, rows, pairs, mentee_id=actor.id)
    cards = [card_of(row, viewer_id=actor.id) for row in pairs if row.pair.state is PairState.ACTIVE]
    return NeedMap(
        needs=[each for each in needs if each.named_on],
        suggestions=[each for each in needs if not each.named_on],
        mentors=[card for card in cards if card.side is Side.MENTEE],
        mentored=[card for card in cards if card.side is Side.MENTOR],
    )


def sheet(deps: Deps, *, actor: Member, need_id: str) -> tuple[NeedCard, list[PairCard]]:
    """Return one need of `actor`'s, with the pairs whose mentor it can be shared with.

    Raises:
        NotYoursError: it is somebody else's, or there is none of that id any more.
    """
    with deps.db.read() as session:
        access.own_need_of(session, actor, need_id)
        rows = needs_of(session, mentee_id=actor.id, need_id=need_id)
        pairs = live_pairs_of(session, member_id=actor.id)
        [card] = cards_of(session, rows, pairs, mentee_id=actor.id)
    return card, mentors_in(pairs, mentee_id=actor.id)


def about(deps: Deps, *, actor: Member, need_id: str) -> Word | None:
    """Return what a need of `actor`'s is about.

    Raises:
        NotYoursError: it is somebody else's, or there is none of that id any more.
    """
    with deps.db.read() as session:
        return word_in(access.own_need_of(session, actor, need_id).about)


def add(deps: Deps, *, actor: Member, draft: NeedDraft, need_id: str) -> None:
    """Put something on `actor`'s map. The same `need_id` again changes nothing.

    Raises:
        NotYoursError: `draft` names a pair that is not theirs.
        UserError: the map is full.
    """
    with deps.db.begin() as session:
        lock_people(session, member_ids=[actor.id])
        if need_by_id(session, need_id=need_id):
            return
        refuse_when_full(session, deps, actor)
        need = Need(id=need_id, team_id=actor.team_id, mentee_id=actor.id, about=draft.about, topic=draft.topic)
        need.named_on = today_of(deps, actor)
        _write(session, deps, actor, need, draft)
        session.add(need)


def change(deps: Deps, *, actor: Member, need_id: str, draft: NeedDraft) -> None:
    """Let a need say `draft` from now on.

    Raises:
        NotYoursError: it is somebody else's or gone, or `draft` names a pair that is not theirs.
    """
    with deps.db.begin() as session:
        need = access.own_need_of(session, actor, need_id, is_to_change=True)
        _write(session, deps, actor, need, draft)
        session.add(need)


def remove(deps: Deps, *, actor: Member, need_id: str) -> None:
    """Take a need out of `actor`'s map, and keep nothing of it.

    Raises:
        NotYoursError: it is somebody else's, or there is none of that id any more.
    """
    with deps.db.begin() as session:
        access.own_need_of(session, actor, need_id, is_to_change=True)
        delete_need(session, need_id=need_id)


def refuse_when_full(session: Session, deps: Deps, actor: Member) -> None:
    """Return when `actor`, who is locked, has room for one more on their map.

    Raises:
        UserError: it is full.
    """
    if count_needs(session, mentee_id=actor.id) >= MOST_NEEDS:
        raise UserError(deps.catalog.needs.full.format(number=MOST_NEEDS))


def today_of(deps: Deps, actor: Member) -> date:
    """Return the day on `actor`'s calendar."""
    return local_day(deps.clock.now(), ZoneInfo(actor.zone))


def _write(session: Session, deps: Deps, actor: Member, need: Need, draft: NeedDraft) -> None:
    """Let a row say what was entered. A mentor whom its request has brought covers it without being named here."""
    need.about, need.topic, need.note = draft.about, draft.topic, draft.note
    brought = _brought(session, need)
    need.pair_id = need.elsewhere = None
    if draft.cover is Cover.MENTOR:
        card = access.pair_mentee_of(session, actor, draft.pair_id or "")
        need.pair_id = None if card.pair_id == brought else card.pair_id
    elif brought:
        need.request_id = None
    if draft.cover is Cover.ELSEWHERE:
        need.elsewhere = draft.elsewhere
    if draft.cover is not Cover.NOBODY:
        need.covered_on = need.covered_on or today_of(deps, actor)


def _brought(session: Session, need: Need) -> str | None:
    """Return the pair under way to which a need's request has led, None for none."""
    made = request_row(session, request_id=need.request_id) if need.request_id else None
    row = pair_row(session, pair_id=made.request.pair_id) if made and made.request.pair_id else None
    return row.pair.id if row and row.pair.state is PairState.ACTIVE else None
