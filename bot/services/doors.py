"""Doors of a pair as its two find them. What is done with one stands in `door_acts`."""

from bot.deps import Deps
from bot.domain.door_rules import BEGUN_BY
from bot.domain.doors import DoorDraft, DoorsBoard, DoorSheet, years_of
from bot.domain.pairs import PairCard
from bot.errors import NotYoursError, UserError
from bot.services import access
from bot.views.pages import PAGE_ROWS, page_count
from storage.doors import Door, count_doors, page_of_doors
from storage.members import Member
from storage.vocabulary import DoorKind


def board(deps: Deps, *, actor: Member, pair_id: str, page: int) -> DoorsBoard:
    """Return one page of what the two have opened for each other: three queries, however much there is.

    A page beyond the last one is the last one.

    Raises:
        NotYoursError: the pair is not the actor's.
    """
    with deps.db.read() as session:
        card = access.readable_pair_of(session, actor, pair_id)
        counts = count_doors(session, pair_id=pair_id)
        pages = page_count(sum(counts.values()))
        page = min(max(page, 0), pages - 1)
        rows = page_of_doors(session, pair_id=pair_id, limit=PAGE_ROWS, offset=page * PAGE_ROWS)
    return DoorsBoard(card, tuple(sheet_of(row, card) for row in rows), years_of(counts), page, pages)


def beginning(deps: Deps, *, actor: Member, pair_id: str, kind: DoorKind) -> PairCard:
    """Return the pair in which `actor` is about to begin something of that kind.

    Raises:
        NotYoursError: the pair is not the actor's, or nothing of the kind is for their side to begin.
        UserError: the other one has left.
    """
    with deps.db.read() as session:
        card = access.active_pair_of(session, actor, pair_id)
    refuse_beginning(deps, card, kind)
    return card


def refuse_beginning(deps: Deps, card: PairCard, kind: DoorKind) -> None:
    """Refuse what a side cannot begin, and whatever there is nobody to begin it with.

    Raises:
        NotYoursError: nothing of the kind is for the viewer's side to begin.
        UserError: the other one has left.
    """
    if kind not in BEGUN_BY[card.side]:
        raise NotYoursError
    if card.is_resting:
        raise UserError(deps.catalog.doors.partner_left.format(partner=card.partner.name))


def sheet(deps: Deps, *, actor: Member, door_id: str) -> DoorSheet:
    """Return one of them, of a pair that has ended as well.

    Raises:
        NotYoursError: it is of another pair, or there is none of that id.
    """
    with deps.db.read() as session:
        return sheet_of(*access.door_of(session, actor, door_id, is_to_read=True))


def sheet_of(door: Door, card: PairCard) -> DoorSheet:
    """Return a door as the viewer of its pair sees it."""
    return DoorSheet(
        card=card,
        door_id=door.id,
        said=DoorDraft(door.kind, door.title, door.about, door.letter, door.matters_on),
        state=door.state,
        is_own=door.author_id == card.me.member_id,
        is_answered_by_me=door.answered_by_id == card.me.member_id,
        answer=door.answer,
        year=door.year,
        revision=door.revision,
    )
