"""The messages that a request brings, planned in the transaction of the fact behind each."""

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.domain.requests import FRESH, HELPED_AFTER, REMINDED_AFTER
from bot.services.letter import planned
from storage.requests import Request
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import TouchpointKind


def tell_mentor(session: Session, request: Request, *, now: datetime) -> None:
    """Tell the mentor that they are asked; remind them once after a week; offer the mentee help after two."""
    plan(
        session,
        [
            _to(request.mentor_id, request, TouchpointKind.REQUEST_MADE, now=now),
            _to(request.mentor_id, request, TouchpointKind.REQUEST_REMINDER, now=now, after=REMINDED_AFTER),
            _to(request.mentee_id, request, TouchpointKind.REQUEST_UNANSWERED, now=now, after=HELPED_AFTER),
        ],
    )


def tell_mentee(session: Session, request: Request, *, now: datetime) -> None:
    """Tell the mentee that there is an answer, which stands behind a button."""
    plan(session, [_to(request.mentee_id, request, TouchpointKind.REQUEST_ANSWERED, now=now)])


def _to(
    member_id: str, request: Request, kind: TouchpointKind, *, now: datetime, after: timedelta = timedelta()
) -> PlannedTouchpoint:
    return planned(
        kind=kind,
        member_id=member_id,
        team_id=request.team_id,
        subject_id=request.id,
        due_at=now + after,
        expires_at=now + after + FRESH,
    )
