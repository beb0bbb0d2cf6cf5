"""What a mentee and a mentor do with a request. One function per intention; each opens one transaction."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.gate import Flag
from bot.domain.pairs import Partner
from bot.domain.requests import AskForm, RequestCard, RequestDraft, RequestsBoard, Turn, may_read, turn_of
from bot.errors import NotYoursError, UserError
from bot.services import access, gate
from bot.services.cards import partner_of
from bot.services.facilitators import tell_facilitators
from bot.services.request_rules import mentor_to_ask, refuse_what_cannot_be
from bot.services.request_tidings import tell_mentor
from bot.views.pages import PAGE_ROWS, page_count
from storage.members import Member
from storage.needs import follow_suggestion
from storage.pairs import lock_people
from storage.requests import Request, RequestRow, count_requests_of, page_of_requests, request_row
from storage.vocabulary import RequestState, Side, TouchpointKind


def to_ask(deps: Deps, *, actor: Member, mentor_id: str, need_id: str = "") -> AskForm:
    """Return whom `actor` would ask, for which need of theirs, and what the roster says stands between the two.

    Raises:
        NotYoursError: there is no such colleague in this workspace, or the need is not theirs.
        UserError: they cannot be asked by `actor` now.
    """
    with deps.db.read() as session:
        mentor = mentor_to_ask(session, actor, mentor_id)
        refuse_what_cannot_be(session, deps.catalog, mentee=actor, mentor=mentor, now=deps.clock.now())
        need = access.own_need_of(session, actor, need_id) if need_id else None
        flags = gate.known_flags(session, mentor_id=mentor.id, mentee_id=actor.id)
    return AskForm(partner_of(mentor), flags, topic=need.topic if need else None)


def ask(
    deps: Deps, *, actor: Member, mentor_id: str, draft: RequestDraft, request_id: str, need_id: str = ""
) -> Partner:
    """Ask somebody to be one's mentor, for a need of one's own or for all of it, and return whom.

    The same `request_id` again changes nothing.

    Raises:
        NotYoursError: there is no such colleague in this workspace, or an id is somebody else's request or need.
        UserError: they cannot be asked by `actor` now.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        mentor = mentor_to_ask(session, actor, mentor_id)
        lock_people(session, member_ids=(actor.id, mentor.id))
        known = request_row(session, request_id=request_id)
        if known:
            return partner_of(_own(known, actor).mentor)
        refuse_what_cannot_be(session, deps.catalog, mentee=actor, mentor=mentor, now=now)
        request = Request(
            id=request_id,
            team_id=actor.team_id,
            mentee_id=actor.id,
            mentor_id=mentor.id,
            wish=draft.wish,
            topic=draft.topic,
            asked_at=now,
        )
        session.add(request)
        session.flush()
        if need_id:
            access.own_need_of(session, actor, need_id, is_to_change=True).request_id = request_id
        else:
            follow_suggestion(session, mentee_id=actor.id, mentor_id=mentor.id, request_id=request_id)
        tell_mentor(session, request, now=now)
    return partner_of(mentor)


def card(deps: Deps, *, actor: Member, request_id: str) -> RequestCard:
    """Return a request as `actor` sees it.

    Raises:
        NotYoursError: it is between others, or there never was one.
    """
    with deps.db.read() as session:
        row = access.request_of(session, actor, request_id)
        flags = gate.known_flags(session, mentor_id=row.mentor.id, mentee_id=row.mentee.id)
    return card_of(row, viewer_id=actor.id, now=deps.clock.now(), flags=flags)


def board(deps: Deps, *, actor: Member, page: int) -> RequestsBoard:
    """Return one page of the requests that `actor` has made or got: two statements, however many there are.

    A page beyond the last one is the last one.
    """
    with deps.db.read() as session:
        pages = page_count(count_requests_of(session, member_id=actor.id))
        page = min(max(page, 0), pages - 1)
        rows = page_of_requests(session, member_id=actor.id, limit=PAGE_ROWS, offset=page * PAGE_ROWS)
    now = deps.clock.now()
    return RequestsBoard([card_of(row, viewer_id=actor.id, now=now) for row in rows], page, pages)


def withdraw(deps: Deps, *, actor: Member, request_id: str) -> RequestCard:
    """Take a request back; what was wished for is forgotten. One that is answered stays as it is.

    Raises:
        NotYoursError: it is not of `actor`'s making.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        row = _own(access.request_of(session, actor, request_id, is_to_change=True), actor)
        if row.request.state is RequestState.ASKED:
            row.request.state, row.request.answered_at = RequestState.WITHDRAWN, now
            row.request.wish = row.request.topic = None
    return card_of(row, viewer_id=actor.id, now=now)


def call_for_help(deps: Deps, *, actor: Member, request_id: str) -> RequestCard:
    """Let the facilitators know that a request has had no answer for two weeks, as its mentee wishes; once.

    Raises:
        NotYoursError: it is not of `actor`'s making.
        UserError: two weeks have not passed, or it is settled.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        row = _own(access.request_of(session, actor, request_id, is_to_change=True), actor)
        turn = _turn(row, now=now)
        if turn not in {Turn.MENTEE, Turn.FACILITATOR}:
            raise UserError(deps.catalog.requests.not_yet if turn is Turn.MENTOR else deps.catalog.requests.settled)
        row.request.helped_at = row.request.helped_at or now
    tell_facilitators(deps, kind=TouchpointKind.REQUEST_TO_HELP, team_id=row.request.team_id, subject_id=row.request.id)
    return card_of(row, viewer_id=actor.id, now=now)


def card_of(row: RequestRow, *, viewer_id: str, now: datetime, flags: tuple[Flag, ...] = ()) -> RequestCard:
    """Return a request from the side of the member `viewer_id`, who must be one of the two."""
    request = row.request
    side = Side.MENTOR if viewer_id == row.mentor.id else Side.MENTEE
    is_readable = may_read(request.state, side)
    return RequestCard(
        request_id=request.id,
        team_id=request.team_id,
        side=side,
        mentor=partner_of(row.mentor),
        mentee=partner_of(row.mentee),
        wish=request.wish if is_readable else None,
        topic=request.topic if is_readable else None,
        state=request.state,
        asked_on=local_day(request.asked_at, ZoneInfo((row.mentor if side is Side.MENTOR else row.mentee).zone)),
        turn=_turn(row, now=now),
        note=request.note,
        suggested=partner_of(row.suggested) if row.suggested else None,
        flags=flags,
    )


def _turn(row: RequestRow, *, now: datetime) -> Turn:
    request, has_left = row.request, not row.mentor.is_full_member
    return turn_of(request.state, asked_at=request.asked_at, helped_at=request.helped_at, now=now, has_left=has_left)


def _own(row: RequestRow, actor: Member) -> RequestRow:
    if row.mentee.id != actor.id:
        raise NotYoursError
    return row
