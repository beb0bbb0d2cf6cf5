"""What pairs do with action items. One function per intention; each opens one transaction."""

from datetime import date, datetime

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.items import ItemDraft, ItemsBoard, ItemSheet, due_flaw, reminder_for
from bot.domain.pairs import PairCard
from bot.errors import FieldError, UserError
from bot.services import access
from bot.services.letter import planned
from bot.services.preferences import hours_of_pair
from bot.views.pages import PAGE_ROWS, page_count
from storage.columns import new_id
from storage.items import ActionItem, count_open_items, keep_new_item, page_of_items
from storage.members import Member
from storage.touchpoints import plan
from storage.vocabulary import ItemState, Side, TouchpointKind


def board(deps: Deps, *, actor: Member, pair_id: str, page: int) -> ItemsBoard:
    """Return one page of the pair's open items, the actor's own first: three queries, however many there are.

    A page beyond the last one is the last one.

    Raises:
        NotYoursError: the pair is not the actor's.
    """
    with deps.db.read() as session:
        card = access.readable_pair_of(session, actor, pair_id)
        pages = page_count(count_open_items(session, pair_id=pair_id))
        page = min(max(page, 0), pages - 1)
        offset = page * PAGE_ROWS
        rows = page_of_items(session, pair_id=pair_id, first_owner_id=actor.id, limit=PAGE_ROWS, offset=offset)
    now = deps.clock.now()
    return ItemsBoard(card, tuple(sheet_of(item, card, now=now) for item in rows), page, pages)


def sheet(deps: Deps, *, actor: Member, item_id: str) -> ItemSheet:
    """Return one item.

    Raises:
        NotYoursError: it is of another pair, or there is none of that id.
    """
    with deps.db.read() as session:
        item, card = access.item_of(session, actor, item_id)
    return sheet_of(item, card, now=deps.clock.now())


def add(deps: Deps, *, actor: Member, pair_id: str, draft: ItemDraft, item_id: str, due_field: str) -> PairCard:
    """Keep a new item, plan its reminder and return its pair. The same `item_id` again changes nothing.

    Raises:
        NotYoursError: the pair is not the actor's.
        FieldError: the due date will not do; beside `due_field`.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        card = access.active_pair_of(session, actor, pair_id)
        refuse_bad_date(deps.catalog, card=card, due_on=draft.due_on, now=now, due_field=due_field)
        add_in(session, card=card, actor=actor, meeting_id=None, draft=draft, now=now, item_id=item_id)
    return card


def add_in(
    session: Session,
    *,
    card: PairCard,
    actor: Member,
    meeting_id: str | None,
    draft: ItemDraft,
    now: datetime,
    item_id: str | None = None,
) -> ActionItem:
    """Add an action item within a transaction that is open, and plan its reminder.

    An id that is known is left as it stands and answered as the first time. The date is not judged here, as the form
    it stands in has to say so beside its field: ask `refuse_bad_date` first.

    Raises:
        NotYoursError: the id is known, as an item of another pair.
    """
    item = ActionItem(
        id=item_id or new_id(),
        team_id=card.team_id,
        pair_id=card.pair_id,
        meeting_id=meeting_id,
        author_id=actor.id,
        owner_id=card.of(draft.owner).member_id,
        task=draft.task,
        due_on=draft.due_on,
        changed_at=now,
    )
    if keep_new_item(session, item=item):
        _plan_reminder(session, item, card, now=now)
        return item
    known, _ = access.item_of(session, actor, item.id)
    return known


def refuse_bad_date(catalog: Catalog, *, card: PairCard, due_on: date | None, now: datetime, due_field: str) -> None:
    """Return when an item may be due on this day, by the clock of the one who enters it.

    Raises:
        FieldError: the day is over, or further away than any item; beside `due_field`.
    """
    flaw = due_flaw(due_on, today=local_day(now, card.me.clock))
    if flaw:
        raise FieldError(due_field, getattr(catalog.items, flaw))


def move(deps: Deps, *, actor: Member, item_id: str, due_on: date, revision: int, due_field: str) -> ItemSheet:
    """Give an open item a new date and plan a new reminder; the old one becomes pointless. Same date, no change.

    Raises:
        NotYoursError: the item is of another pair, or there is none of that id.
        UserError: it is no longer open, or somebody has moved it since `revision`.
        FieldError: the date will not do; beside `due_field`.
    """
    say = deps.catalog.items
    now = deps.clock.now()
    with deps.db.begin() as session:
        item, card = access.item_of(session, actor, item_id, is_to_change=True)
        if item.state is not ItemState.OPEN:
            raise UserError(say.not_open)
        if item.due_on != due_on:
            if item.revision != revision:
                raise UserError(say.moved_meanwhile)
            refuse_bad_date(deps.catalog, card=card, due_on=due_on, now=now, due_field=due_field)
            item.due_on, item.revision, item.changed_at = due_on, item.revision + 1, now
            session.add(item)
            _plan_reminder(session, item, card, now=now)
    return sheet_of(item, card, now=now)


def close(deps: Deps, *, actor: Member, item_id: str, state: ItemState) -> ItemSheet:
    """Call an open item done or dropped and return it. One that is no longer open stays as it is.

    Raises:
        NotYoursError: the item is of another pair, or there is none of that id.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        item, card = access.item_of(session, actor, item_id, is_to_change=True)
        if item.state is ItemState.OPEN:
            item.state, item.changed_at = state, now
            session.add(item)
    return sheet_of(item, card, now=now)


def sheet_of(item: ActionItem, card: PairCard, *, now: datetime) -> ItemSheet:
    """Return an item as the viewer of its pair sees it."""
    is_late = item.due_on is not None and item.due_on < local_day(now, card.me.clock)
    return ItemSheet(
        card=card,
        item_id=item.id,
        task=item.task,
        owner=Side.MENTOR if item.owner_id == card.mentor.member_id else Side.MENTEE,
        due_on=item.due_on,
        state=item.state,
        revision=item.revision,
        is_overdue=is_late and item.state is ItemState.OPEN,
    )


def _plan_reminder(session: Session, item: ActionItem, card: PairCard, *, now: datetime) -> None:
    if item.due_on is None:
        return
    owner = Side.MENTOR if item.owner_id == card.mentor.member_id else Side.MENTEE
    reminder = reminder_for(item.due_on, hours_of_pair(session, card)[owner], now=now)
    if reminder:
        message = planned(
            kind=TouchpointKind.ITEM_DUE,
            member_id=item.owner_id,
            team_id=item.team_id,
            subject_id=item.id,
            due_at=reminder.due_at,
            expires_at=reminder.expires_at,
            revision=item.revision,
            local_on=reminder.local_on,
        )
        plan(session, [message])
