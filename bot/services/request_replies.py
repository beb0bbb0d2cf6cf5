"""What a mentor answers to a request: a first conversation, somebody else, not now; with or without a pause."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.programme import USUAL, often_enough
from bot.domain.requests import STATE_AFTER, ReplyDraft, ReplyFlaw, RequestCard, flaw_of, pause_until
from bot.errors import FieldError, NotYoursError, UserError
from bot.services import access, pair_steps
from bot.services.offers import pause_in
from bot.services.programme import cadence_floor
from bot.services.request_tidings import tell_mentee
from bot.services.requests import card_of
from storage.columns import stable_id
from storage.members import Member, member_of
from storage.pairs import Pair, live_pair_between, lock_people
from storage.requests import RequestRow
from storage.vocabulary import RequestState


def reply(
    deps: Deps, *, actor: Member, request_id: str, draft: ReplyDraft, fields: Mapping[ReplyFlaw, str]
) -> RequestCard:
    """Take the mentor's answer and tell the mentee; the same answer again changes nothing.

    Accepting lets the two have a first conversation, after which each says alone whether it shall begin.

    Args:
        deps: the collaborators.
        actor: whoever answers.
        request_id: the request.
        draft: what was entered.
        fields: beside which field each flaw is said.

    Raises:
        NotYoursError: `actor` is not the mentor who is asked.
        FieldError: nobody is named in their place, or a pause cannot be like that.
        UserError: the request is settled, or the two are together already.
    """
    now = deps.clock.now()
    until = _checked_pause(deps, actor, draft, fields, now=now)
    state = STATE_AFTER[draft.reply]
    with deps.db.begin() as session:
        row = _locked(session, actor, request_id)
        if row.request.state is RequestState.ASKED:
            if state is RequestState.SUGGESTED:
                row.request.suggested_id = _suggested(deps, session, row, draft, field=fields[ReplyFlaw.NOBODY_NAMED])
            _settle(session, deps, row, state, draft, now=now)
            if until:
                pause_in(session, deps, mentor=actor, until=until)
        elif row.request.state is not state:
            raise UserError(deps.catalog.requests.settled)
    return card_of(row, viewer_id=actor.id, now=now)


def _checked_pause(
    deps: Deps, actor: Member, draft: ReplyDraft, fields: Mapping[ReplyFlaw, str], *, now: datetime
) -> date | None:
    """Return until when the answer pauses new requests, None for no pause.

    Raises:
        FieldError: nobody is named, or the pause cannot be like that.
    """
    today = local_day(now, ZoneInfo(actor.zone))
    flaw = flaw_of(draft, today=today)
    if flaw:
        raise FieldError(fields[flaw], getattr(deps.catalog.requests, flaw))
    return pause_until(draft, today=today)


def _locked(session: Session, actor: Member, request_id: str) -> RequestRow:
    """Return the request as it is once nobody else can decide about it or its two people."""
    row = access.request_of(session, actor, request_id)
    if row.mentor.id != actor.id:
        raise NotYoursError
    lock_people(session, member_ids=(row.mentee.id, row.mentor.id))
    row = access.request_of(session, actor, request_id, is_to_change=True)
    session.refresh(row.request)
    return row


def _settle(
    session: Session, deps: Deps, row: RequestRow, state: RequestState, draft: ReplyDraft, *, now: datetime
) -> None:
    row.request.state, row.request.answered_at, row.request.note = state, now, draft.note
    if state is RequestState.ACCEPTED:
        _begin_talk(session, deps, row, now=now)
    else:
        tell_mentee(session, row.request, now=now)


def _begin_talk(session: Session, deps: Deps, row: RequestRow, *, now: datetime) -> None:
    """Make the pair that has not begun, as its mentee wished for it."""
    request, two = row.request, (row.mentee.id, row.mentor.id)
    if not row.mentee.is_full_member:
        raise UserError(deps.catalog.requests.has_left.format(name=row.mentee.name))
    if live_pair_between(session, member_ids=two):
        raise UserError(deps.catalog.requests.together_already.format(name=row.mentee.name))
    pair = Pair(
        id=stable_id(request.id, "pair"),
        team_id=request.team_id,
        mentor_id=request.mentor_id,
        mentee_id=request.mentee_id,
        proposed_by_id=request.mentee_id,
        cadence=often_enough(USUAL, floor=cadence_floor(session, team_id=request.team_id)),
        topic=request.topic,
        talks_first=True,
        proposed_at=now,
    )
    session.add(pair)
    session.flush()
    request.pair_id = pair.id
    pair_steps.begin_talk(session, pair, now=now)


def _suggested(deps: Deps, session: Session, row: RequestRow, draft: ReplyDraft, *, field: str) -> str:
    """Return the id of whom the mentor names: another colleague of this workspace, and none of the two.

    Raises:
        FieldError: it is somebody else.
    """
    user_id = draft.suggested_user_id or ""
    named = member_of(session, team_id=row.request.team_id, user_id=user_id)
    if named is None or not named.is_full_member or named.id in (row.mentee.id, row.mentor.id):
        raise FieldError(field, deps.catalog.requests.cannot_be_named)
    return named.id
