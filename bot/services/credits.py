"""The work-and-credit register as the two of a pair find it. What is done with a work stands in `credit_acts`."""

from bot.deps import Deps
from bot.domain.credit_sheets import CreditBoard, CreditRegister, CreditSheet
from bot.domain.credits import TEXTS, CreditWords
from bot.domain.pairs import PairCard
from bot.errors import NotYoursError
from bot.services import access
from bot.views.pages import PAGE_ROWS, page_count
from storage.credits import CreditRow, all_credits, count_credits, last_signed, newest_credits, version_of
from storage.members import Member
from storage.vocabulary import Side


def board(deps: Deps, *, actor: Member, pair_id: str, page: int) -> CreditBoard:
    """Return one page of the works of a pair, each in its newest version: four statements.

    Raises:
        NotYoursError: the pair is not the actor's.
    """
    with deps.db.read() as session:
        card = access.readable_pair_of(session, actor, pair_id)
        works, _ = count_credits(session, pair_id=pair_id)
        pages = page_count(works)
        page = max(0, min(page, pages - 1))
        rows = newest_credits(session, pair_id=pair_id, offset=page * PAGE_ROWS, limit=PAGE_ROWS)
        signed = last_signed(session, entry_ids=[row.entry.id for row in rows])
    return CreditBoard(card, tuple(sheet_of(row, card, signed.get(row.entry.id, 0)) for row in rows), page, pages)


def sheet(deps: Deps, *, actor: Member, entry_id: str, number: int = 0) -> CreditSheet:
    """Return one version of a work; the newest one where no number is given.

    Raises:
        NotYoursError: it is of another pair, or there is no such version.
    """
    with deps.db.read() as session:
        entry, card = access.credit_of(session, actor, entry_id)
        version = version_of(session, entry_id=entry_id, number=number or entry.newest)
        signed = last_signed(session, entry_ids=[entry_id])
    if version is None:
        raise NotYoursError
    return sheet_of(CreditRow(entry, version), card, signed.get(entry_id, 0))


def register(deps: Deps, *, actor: Member, pair_id: str) -> CreditRegister:
    """Return the whole register of a pair: two statements.

    Raises:
        NotYoursError: the pair is not the actor's.
    """
    with deps.db.read() as session:
        card = access.readable_pair_of(session, actor, pair_id)
        rows = all_credits(session, pair_id=pair_id)
    works: dict[str, list[CreditSheet]] = {}
    for row in rows:
        works.setdefault(row.entry.id, []).append(sheet_of(row, card))
    return CreditRegister(card, tuple(map(tuple, works.values())))


def sheet_of(row: CreditRow, card: PairCard, signed: int = 0) -> CreditSheet:
    """Return a version of a work as the viewer of its pair sees it."""
    entry, version = row
    return CreditSheet(
        card=card,
        entry_id=entry.id,
        state=entry.state,
        marked_at=entry.marked_at,
        marked_by=_side(card, entry.marked_by_id) if entry.marked_by_id else None,
        newest=entry.newest,
        number=version.number,
        author=_side(card, version.author_id),
        written_at=version.written_at,
        words=CreditWords(
            title=version.title,
            submission_on=version.submission_on,
            **{name: getattr(version, name) for name in TEXTS},
        ),
        signed_at=version.signed_at,
        frozen_at=entry.frozen_at,
        last_signed=signed,
    )


def _side(card: PairCard, member_id: str) -> Side:
    return Side.MENTOR if member_id == card.mentor.member_id else Side.MENTEE
