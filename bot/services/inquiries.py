"""A colleague would like to hear what a mentor is like: one of those who are willing is asked, then the next.

Who turns it down is told to nobody. The two learn of each other by a yes.
"""

import secrets
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.references import FRESH, WAITS_FOR, InquirySheet, Seat, Told
from bot.errors import UserError
from bot.services import access
from bot.services.letter import planned
from bot.services.references import willing_to_tell
from storage.avoidances import BETWEEN
from storage.members import Member
from storage.offers import Offer
from storage.pairs import lock_people
from storage.references import Inquiry, open_inquiry
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import InquiryState, TouchpointKind


def ask(deps: Deps, *, actor: Member, mentor_id: str, question: str | None, inquiry_id: str) -> None:
    """Ask somebody, drawn by lot, who is willing to tell `actor` what this mentor is like.

    The same `inquiry_id` again, or another question about the same mentor while one is open, asks nobody more.

    Raises:
        NotYoursError: there is nobody of that id whom `actor` may look at.
        UserError: nobody can tell them now.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        seen = access.mentor_of(session, actor, mentor_id)
        lock_people(session, member_ids=(actor.id, mentor_id))
        if open_inquiry(session, asker_id=actor.id, mentor_id=mentor_id) or session.get(Inquiry, inquiry_id):
            return
        inquiry = Inquiry(
            id=inquiry_id,
            team_id=actor.team_id,
            mentor_id=mentor_id,
            asker_id=actor.id,
            question=question,
            asked_at=now,
            revision=0,
        )
        _ask_next(session, inquiry, actor, seen.offer, now=now)
        if inquiry.state is InquiryState.NOBODY:
            raise UserError(deps.catalog.references.nobody_now)
        session.add(inquiry)


def sheet(deps: Deps, *, actor: Member, inquiry_id: str) -> InquirySheet:
    """Return an inquiry as `actor`, who asked or is asked, sees it.

    Raises:
        NotYoursError: it is between others, or there never was one.
    """
    with deps.db.read() as session:
        inquiry, seat = access.inquiry_of(session, actor, inquiry_id)
        return _sheet(session, inquiry, seat, now=deps.clock.now())


def answer(deps: Deps, *, actor: Member, inquiry_id: str, is_yes: bool) -> tuple[Told, InquirySheet]:
    """Take the answer of whoever is asked; return what it has led to. After a no somebody else is asked.

    The same yes again changes nothing and is answered as the first time.

    Raises:
        NotYoursError: `actor` is not the one who is asked.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        inquiry, _ = access.inquiry_of(session, actor, inquiry_id, seat=Seat.REFEREE, is_to_change=True)
        offer = session.get(Offer, inquiry.mentor_id)
        found = _sheet(session, inquiry, Seat.REFEREE, now=now)
        if is_yes and inquiry.state is InquiryState.AGREED:
            return Told.AGREED, found
        if inquiry.state is not InquiryState.OPEN or offer is None or not offer.is_reference_scheme:
            return Told.OVER, found
        if is_yes:
            inquiry.state = InquiryState.AGREED
            plan(session, [_to(inquiry.asker_id, inquiry, TouchpointKind.INQUIRY_ANSWERED, now=now)])
            return Told.AGREED, _sheet(session, inquiry, Seat.REFEREE, now=now)
        _pass_on(session, inquiry, offer, now=now)
        return Told.TURNED_DOWN, found


def ask_another(deps: Deps, *, actor: Member, inquiry_id: str) -> InquirySheet:
    """Ask somebody else, since there has been no answer; where nobody is left, say so.

    Raises:
        NotYoursError: it is not `actor` who would like to hear.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        inquiry, seat = access.inquiry_of(session, actor, inquiry_id, seat=Seat.ASKER, is_to_change=True)
        offer = session.get(Offer, inquiry.mentor_id)
        if offer and _has_waited(inquiry, now=now):
            _pass_on(session, inquiry, offer, now=now)
        return _sheet(session, inquiry, seat, now=now)


def withdraw(deps: Deps, *, actor: Member, inquiry_id: str) -> InquirySheet:
    """Take an open inquiry back; what was asked is forgotten.

    Raises:
        NotYoursError: it is not `actor` who would like to hear.
    """
    with deps.db.begin() as session:
        inquiry, seat = access.inquiry_of(session, actor, inquiry_id, seat=Seat.ASKER, is_to_change=True)
        if inquiry.state is InquiryState.OPEN:
            _settle(inquiry, InquiryState.WITHDRAWN)
        return _sheet(session, inquiry, seat, now=deps.clock.now())


def _pass_on(session: Session, inquiry: Inquiry, offer: Offer, *, now: datetime) -> None:
    """Ask the next one in the place of the one who is asked now; tell the asker when nobody is left."""
    asker = session.get_one(Member, inquiry.asker_id)
    inquiry.turned_down = BETWEEN.join(filter(None, [inquiry.turned_down, inquiry.referee_id]))
    _ask_next(session, inquiry, asker, offer, now=now)
    if inquiry.state is InquiryState.NOBODY:
        plan(session, [_to(inquiry.asker_id, inquiry, TouchpointKind.INQUIRY_ANSWERED, now=now)])


def _ask_next(session: Session, inquiry: Inquiry, asker: Member, offer: Offer, *, now: datetime) -> None:
    been_asked = set(inquiry.turned_down.split(BETWEEN))
    left = [each for each in willing_to_tell(session, asker, offer) if each not in been_asked]
    inquiry.revision += 1
    inquiry.asked_at = now
    if not left:
        _settle(inquiry, InquiryState.NOBODY)
        return
    inquiry.referee_id = secrets.choice(left)
    plan(
        session,
        [
            _to(inquiry.referee_id, inquiry, TouchpointKind.INQUIRY_MADE, now=now),
            _to(inquiry.asker_id, inquiry, TouchpointKind.INQUIRY_WAITS, now=now, after=WAITS_FOR),
        ],
    )


def _settle(inquiry: Inquiry, state: InquiryState) -> None:
    """Let an inquiry end without a talk: nothing of what was asked, or of whom, is kept."""
    inquiry.state = state
    inquiry.question = inquiry.referee_id = None
    inquiry.turned_down = ""


def _sheet(session: Session, inquiry: Inquiry, seat: Seat, *, now: datetime) -> InquirySheet:
    """Return an inquiry from one side. Until there is a yes the asker does not learn who is asked."""
    is_agreed = inquiry.state is InquiryState.AGREED
    other_id = inquiry.asker_id if seat is Seat.REFEREE else (inquiry.referee_id if is_agreed else None)
    other = session.get(Member, other_id) if other_id else None
    return InquirySheet(
        inquiry_id=inquiry.id,
        seat=seat,
        state=inquiry.state,
        mentor=session.get_one(Member, inquiry.mentor_id).name,
        other=other.name if other else None,
        other_user_id=other.user_id if other else None,
        question=inquiry.question,
        has_waited=_has_waited(inquiry, now=now),
    )


def _has_waited(inquiry: Inquiry, *, now: datetime) -> bool:
    return inquiry.state is InquiryState.OPEN and now >= inquiry.asked_at + WAITS_FOR


def _to(
    member_id: str, inquiry: Inquiry, kind: TouchpointKind, *, now: datetime, after: timedelta = timedelta()
) -> PlannedTouchpoint:
    return planned(
        kind=kind,
        member_id=member_id,
        team_id=inquiry.team_id,
        subject_id=inquiry.id,
        revision=inquiry.revision,
        due_at=now + after,
        expires_at=now + after + FRESH,
    )
