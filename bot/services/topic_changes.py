"""What one side does with topics: adds one, changes or drops their own."""

from dataclasses import asdict
from datetime import date, datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.agendas import TopicDraft, TopicForm
from bot.domain.calendar import local_day
from bot.domain.pairs import PairCard
from bot.errors import FieldError, UserError
from bot.services import access
from bot.services.topics import around, topic_of
from bot.views import topics as topics_view
from storage.agendas import AgendaItem, topic_by_id
from storage.columns import stable_id
from storage.members import Member
from storage.pairs import lock_pair
from storage.vocabulary import TopicState


def new_form(deps: Deps, *, actor: Member, pair_id: str) -> TopicForm:
    """Return what an empty form needs to know: who will see what is written, and when.

    Raises:
        NotYoursError: `actor` is not in this pair.
    """
    now = deps.clock.now()
    with deps.db.read() as session:
        card = access.active_pair_of(session, actor, pair_id)
        shown_from = around(session, pair_id=pair_id, now=now).shown_from(card.me)
    return TopicForm(card=card, shown_from=shown_from, is_shown=shown_from is not None and shown_from <= now)


def filled_form(deps: Deps, *, actor: Member, topic_id: str) -> TopicForm:
    """Return what the form to change one's own topic is filled with.

    Raises:
        NotYoursError: somebody else wrote the topic.
        UserError: it is not on the agenda any more.
    """
    with deps.db.read() as session:
        row, card = access.own_topic_of(session, actor, topic_id)
        meetings = around(session, pair_id=row.pair_id, now=deps.clock.now())
    if row.state is not TopicState.OPEN:
        raise UserError(deps.catalog.agendas.topic_gone)
    topic = topic_of(row, card=card, meetings=meetings)
    return TopicForm(
        card=card,
        shown_from=topic.shown_from,
        is_shown=topic.is_shown,
        draft=_draft_of(row),
        topic_id=row.id,
        revision=row.revision,
    )


def add(deps: Deps, *, actor: Member, pair_id: str, draft: TopicDraft, view_id: str) -> PairCard:
    """Put a topic on the agenda. The same form sent twice adds one.

    Raises:
        NotYoursError: `actor` is not in this pair.
        FieldError: the date that matters has gone by.
    """
    now, topic_id = deps.clock.now(), stable_id(view_id, "topic")
    with deps.db.begin() as session:
        card = access.active_pair_of(session, actor, pair_id)
        lock_pair(session, pair_id=card.pair_id)
        if topic_by_id(session, topic_id=topic_id) is None:
            _refuse_past(deps, draft.matters_on, card=card, now=now)
            session.add(
                AgendaItem(
                    id=topic_id,
                    team_id=card.team_id,
                    pair_id=card.pair_id,
                    author_id=actor.id,
                    created_at=now,
                    **asdict(draft),
                )
            )
    return card


def change(deps: Deps, *, actor: Member, topic_id: str, revision: int, draft: TopicDraft) -> PairCard:
    """Change one's own topic. The same form sent twice changes it once.

    Args:
        deps: the collaborators.
        actor: its author.
        topic_id: the topic.
        revision: that of the topic when the form was opened.
        draft: what was entered.

    Raises:
        NotYoursError: somebody else wrote the topic.
        UserError: it was changed meanwhile, or is not on the agenda any more.
        FieldError: the date that matters was set to one that has gone by.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        row, card = _locked(session, actor, topic_id)
        before = _draft_of(row)
        if (row.revision, before) != (revision + 1, draft):
            _refuse_changed(deps, row, revision=revision)
            if draft.matters_on != before.matters_on:
                _refuse_past(deps, draft.matters_on, card=card, now=now)
            for name, value in asdict(draft).items():
                setattr(row, name, value)
            row.revision += 1
            session.add(row)
    return card


def drop(deps: Deps, *, actor: Member, topic_id: str, revision: int) -> None:
    """Take one's own topic off the agenda; whoever does so twice has done it once.

    Raises:
        NotYoursError: somebody else wrote the topic.
        UserError: it was changed meanwhile, or has been discussed.
    """
    with deps.db.begin() as session:
        row, _ = _locked(session, actor, topic_id)
        if row.state is not TopicState.DROPPED:
            _refuse_changed(deps, row, revision=revision)
            row.state = TopicState.DROPPED
            row.revision += 1
            session.add(row)


def _locked(session: Session, actor: Member, topic_id: str) -> tuple[AgendaItem, PairCard]:
    """Return the topic as it is once nobody else can change it."""
    row, card = access.own_topic_of(session, actor, topic_id)
    lock_pair(session, pair_id=card.pair_id)
    session.refresh(row)
    return row, card


def _draft_of(row: AgendaItem) -> TopicDraft:
    return TopicDraft(
        question=row.question,
        analysis=row.analysis,
        ask=row.ask,
        area=row.area,
        matters_on=row.matters_on,
        is_shared=row.is_shared,
    )


def _refuse_changed(deps: Deps, row: AgendaItem, *, revision: int) -> None:
    say = deps.catalog.agendas
    if row.state is not TopicState.OPEN:
        raise UserError(say.topic_gone)
    if row.revision != revision:
        raise UserError(say.changed_meanwhile)


def _refuse_past(deps: Deps, matters_on: date | None, *, card: PairCard, now: datetime) -> None:
    if matters_on and matters_on < local_day(now, card.me.clock):
        raise FieldError(topics_view.MATTERS, deps.catalog.agendas.past_date)
