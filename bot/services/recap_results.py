"""What came out of a meeting, added after its recap: action items and suggestions, and what became of these."""

from collections.abc import Sequence

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.items import ItemDraft
from bot.domain.pairs import PairCard
from bot.domain.recap_sheets import AdviceSheet
from bot.errors import NotYoursError, UserError
from bot.services import access
from bot.services import items as items_service
from bot.services.recap_records import Record, record_in, suggestion_of
from bot.services.recap_sending import keep_suggestions
from storage.columns import stable_id
from storage.items import Advice, advice_by_id
from storage.members import Member
from storage.vocabulary import AdviceState, Side


def pair_for(deps: Deps, *, actor: Member, meeting_id: str) -> PairCard:
    """Return the pair of a meeting to which `actor` can add something.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: `actor` has not sent a recap of it.
    """
    with deps.db.read() as session:
        return _written(session, deps, actor, meeting_id).card


def add_item(deps: Deps, *, actor: Member, meeting_id: str, draft: ItemDraft, key: str) -> None:
    """Add an action item to those of a meeting; the same `key` again adds none.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: `actor` has not sent a recap of it.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        card = _written(session, deps, actor, meeting_id).card
        items_service.add_in(
            session, card=card, actor=actor, meeting_id=meeting_id, draft=draft, now=now, item_id=stable_id(key, "item")
        )


def add_suggestions(deps: Deps, *, actor: Member, meeting_id: str, texts: Sequence[str], key: str) -> None:
    """Add suggestions to those of a meeting; the same `key` again adds none.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: `actor` has not sent a recap of it.
    """
    with deps.db.begin() as session:
        record = _written(session, deps, actor, meeting_id)
        keep_suggestions(session, record, texts=texts, key=key, now=deps.clock.now())


def advice_sheet(deps: Deps, *, actor: Member, advice_id: str) -> AdviceSheet:
    """Return one suggestion for the mentee to say what became of it.

    Raises:
        NotYoursError: it is of another pair, or `actor` is not the mentee: suggestions are theirs to decide.
    """
    with deps.db.read() as session:
        row, card = advice_of(session, actor, advice_id)
    return AdviceSheet(card, suggestion_of(row), row.meeting_id)


def answer(deps: Deps, *, actor: Member, advice_id: str, state: AdviceState, reason: str | None) -> None:
    """Keep what the mentee makes of a suggestion, in the place of what they said before.

    Raises:
        NotYoursError: it is of another pair, or `actor` is not the mentee.
    """
    with deps.db.begin() as session:
        row, _ = advice_of(session, actor, advice_id, is_to_change=True)
        if (row.state, row.reason) != (state, reason):
            row.state, row.reason, row.changed_at = state, reason, deps.clock.now()
            session.add(row)


def advice_of(
    session: Session, actor: Member, advice_id: str, *, is_to_change: bool = False
) -> tuple[Advice, PairCard]:
    """Return a suggestion and its pair, when `actor` is that pair's mentee: advice is theirs to use or to park.

    Raises:
        NotYoursError: it is of another pair, `actor` is the mentor, or there is none of that id.
    """
    row = advice_by_id(session, advice_id=advice_id, is_to_change=is_to_change)
    if row is None:
        raise NotYoursError
    card = access.active_pair_of(session, actor, row.pair_id)
    if card.side is not Side.MENTEE:
        raise NotYoursError
    return row, card


def _written(session: Session, deps: Deps, actor: Member, meeting_id: str) -> Record:
    record = record_in(session, deps=deps, actor=actor, meeting_id=meeting_id)
    if record.sent is None:
        raise UserError(deps.catalog.recaps.write_first)
    return record
