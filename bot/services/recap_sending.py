"""What becomes of a meeting: a recap is sent, it is skipped, or the two did not meet."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.recaps import READY_FOR, RecapDraft
from bot.errors import FieldError, UserError
from bot.services import items as items_service
from bot.services import meetings as meetings_service
from bot.services.letter import planned
from bot.services.recap_records import Record, record_in
from bot.services.recaps import offered_topics
from bot.views import meetings as meetings_view
from bot.views import recap_form as form_view
from storage.agendas import close_topics
from storage.columns import stable_id
from storage.items import Advice, keep_new_advice
from storage.meetings import meetings_ahead
from storage.members import Member
from storage.recaps import Recap
from storage.touchpoints import plan
from storage.vocabulary import MeetingState, Side, TouchpointKind


def send(deps: Deps, *, actor: Member, meeting_id: str, draft: RecapDraft, view_id: str) -> None:
    """Keep what `actor` took away from a meeting and all that came out of it; the same form sent twice writes once.

    When both recaps are there, both people get a message. Writing a recap says that the meeting took place.

    Raises:
        NotYoursError: the meeting is of another pair.
        FieldError: no next date and no reason, or a date that cannot be used; beside its field.
        UserError: `actor` has sent one already, or nothing can be written about this meeting.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        record = record_in(session, deps=deps, actor=actor, meeting_id=meeting_id, is_to_change=True)
        recap_id = stable_id(view_id, "recap")
        if record.sent is not None and record.sent.id == recap_id:
            return
        _refuse_closed(deps, record, now)
        _settle_next(deps, session, record, actor=actor, draft=draft, view_id=view_id)
        _keep(session, record, draft=draft, recap_id=recap_id, now=now)
        _keep_results(session, record, actor=actor, draft=draft, view_id=view_id, now=now)
        if record.theirs is not None:
            _tell_both(session, record, now=now)


def skip(deps: Deps, *, actor: Member, meeting_id: str) -> None:
    """Note that `actor` writes nothing about this meeting; the other side is as free as before.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: `actor` has sent a recap, or nothing can be written about this meeting.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        record = record_in(session, deps=deps, actor=actor, meeting_id=meeting_id, is_to_change=True)
        _refuse_closed(deps, record, now)
        if record.own is None:
            session.add(_row(record, stable_id(meeting_id, actor.id, "skipped"), now, is_skipped=True))


def did_not_meet(deps: Deps, *, actor: Member, meeting_id: str) -> None:
    """Note that the meeting did not take place; the other side finds it on their board and can say otherwise.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: somebody has sent a recap of it, or nothing can be said about it any more.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        record = record_in(session, deps=deps, actor=actor, meeting_id=meeting_id, is_to_change=True)
        _refuse_closed(deps, record, now)
        if record.theirs is not None:
            raise UserError(deps.catalog.recaps.they_wrote.format(partner=record.card.partner.name))
        if record.meeting.state is not MeetingState.NOT_HELD:
            record.meeting.state = MeetingState.NOT_HELD
            record.meeting.changed_by_id, record.meeting.changed_at = actor.id, now
            session.add(record.meeting)


def _refuse_closed(deps: Deps, record: Record, now: datetime) -> None:
    if not record.is_open(now):
        say = deps.catalog.recaps
        raise UserError(say.too_late if record.sent is None else say.sent_already)


def _settle_next(
    deps: Deps, session: Session, record: Record, *, actor: Member, draft: RecapDraft, view_id: str
) -> None:
    """Plan the next meeting, or keep why there is none yet: whoever writes first leaves one or the other."""
    say = deps.catalog.recaps
    now, card = deps.clock.now(), record.card
    ahead = meetings_ahead(session, pair_ids=[card.pair_id], now=now)
    wanted = draft.next_meeting
    if ahead:
        begins = ahead[0].starts_at.astimezone(card.me.clock)
        is_the_same = wanted is None or (wanted.on, wanted.at) == (begins.date(), begins.time())
        if draft.later_reason or not is_the_same:
            when = meetings_view.when(ahead[0].starts_at, card)
            field = form_view.LATER if draft.later_reason else meetings_view.DAY
            raise FieldError(field, say.next_meanwhile.format(when=when))
    elif wanted:
        meetings_service.plan_in(
            session,
            catalog=deps.catalog,
            card=card,
            actor=actor,
            draft=wanted,
            now=now,
            meeting_id=stable_id(view_id, "next"),
        )
    elif draft.later_reason:
        if record.meeting.later_reason not in (None, draft.later_reason):
            raise FieldError(form_view.LATER, say.later_meanwhile.format(partner=card.partner.name))
        record.meeting.later_reason = draft.later_reason
    elif record.theirs is None:
        raise FieldError(meetings_view.DAY, say.no_next)


def _keep(session: Session, record: Record, *, draft: RecapDraft, recap_id: str, now: datetime) -> None:
    if record.own is not None:  # skipped before, and thought better of
        session.delete(record.own)
        session.flush()
    recap = _row(record, recap_id, now)
    recap.said, recap.decided = draft.said, draft.decided
    recap.strength, recap.change = draft.strength, draft.change
    session.add(recap)
    record.meeting.state = MeetingState.HELD
    session.add(record.meeting)


def _keep_results(
    session: Session, record: Record, *, actor: Member, draft: RecapDraft, view_id: str, now: datetime
) -> None:
    card, meeting_id = record.card, record.meeting.id
    offered = {topic_id for _, topic_id in offered_topics(session, card=card, now=now)}
    close_topics(session, pair_id=card.pair_id, topic_ids=offered & draft.topic_ids, meeting_id=meeting_id)
    for number, item in enumerate(draft.items):
        item_id = stable_id(view_id, "item", str(number))
        items_service.add_in(
            session, card=card, actor=actor, meeting_id=meeting_id, draft=item, now=now, item_id=item_id
        )
    keep_suggestions(session, record, texts=draft.suggestions, key=view_id, now=now)


def keep_suggestions(session: Session, record: Record, *, texts: Sequence[str], key: str, now: datetime) -> None:
    """Keep the viewer's suggestions that came out of a meeting; the same `key` again keeps none."""
    rows = [
        Advice(
            id=stable_id(key, "advice", str(number)),
            team_id=record.card.team_id,
            pair_id=record.card.pair_id,
            meeting_id=record.meeting.id,
            author_id=record.card.me.member_id,
            suggestion=text,
            changed_at=now,
        )
        for number, text in enumerate(texts)
    ]
    keep_new_advice(session, advice=rows)


def _tell_both(session: Session, record: Record, *, now: datetime) -> None:
    told = [
        planned(
            kind=TouchpointKind.RECAP_READY,
            member_id=record.card.of(side).member_id,
            team_id=record.card.team_id,
            subject_id=record.meeting.id,
            due_at=now,
            expires_at=now + READY_FOR,
            revision=record.meeting.revision,
        )
        for side in Side
    ]
    plan(session, told)


def _row(record: Record, recap_id: str, now: datetime, *, is_skipped: bool = False) -> Recap:
    return Recap(
        id=recap_id,
        team_id=record.card.team_id,
        pair_id=record.card.pair_id,
        meeting_id=record.meeting.id,
        author_id=record.card.me.member_id,
        is_skipped=is_skipped,
        sent_at=now,
    )
