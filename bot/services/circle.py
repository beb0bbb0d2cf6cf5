"""The circle of mentors: joined and left at will, and seen by nobody but those who are in it."""

from collections.abc import Mapping

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.circle import MOST_PAGES, REACH_MAX_CHARS, SPARE, Circle, CircleDraft, CircleLine
from bot.errors import FieldError
from bot.services import access
from bot.services.tips import has_tips
from bot.views.pages import PAGE_ROWS
from storage.avoidances import avoided_by
from storage.circle import CircleSeat, is_mentor, keep_seat, leave_circle, reaches_of, seat_of, seats_in
from storage.members import Member
from storage.offers import words_of
from storage.vocabulary import Strength


def board(deps: Deps, *, actor: Member, page: int = 0) -> Circle:
    """Return a page of the circle as `actor` sees it, ten statements at most; nobody to whoever is not in it.

    Two of whom one would rather not be paired with the other do not find each other here either.
    """
    page = min(max(page, 0), MOST_PAGES - 1)
    with deps.db.read() as session:
        seat = seat_of(session, member_id=actor.id)
        wishes = has_tips(session, actor)
        if seat is None:
            return Circle(is_mentor(session, member_id=actor.id), wishes)
        end = (page + 1) * PAGE_ROWS
        found = _others(session, actor, most=end + 1)
        shown = dict(found[end - PAGE_ROWS : end])
        lines = _lines(session, shown)
    return Circle(True, wishes, CircleDraft(seat.reach), lines, page, has_more=len(found) > end)


def join(deps: Deps, *, actor: Member, draft: CircleDraft, field: str) -> None:
    """Let `actor` be in the circle, with what they say now.

    Raises:
        NotYoursError: `actor` is no mentor.
        FieldError: it is too long; beside `field`.
    """
    if len(draft.reach or "") > REACH_MAX_CHARS:
        raise FieldError(field, deps.catalog.circle.long_reach.format(limit=REACH_MAX_CHARS))
    with deps.db.begin() as session:
        access.prove_mentor(session, actor)
        keep_seat(session, CircleSeat(member_id=actor.id, team_id=actor.team_id, reach=draft.reach))


def leave(deps: Deps, *, actor: Member) -> None:
    """Take `actor` out of the circle: what they said there is deleted, and they see nobody any more."""
    with deps.db.begin() as session:
        leave_circle(session, member_id=actor.id)


def _others(session: Session, actor: Member, *, most: int) -> list[tuple[str, str]]:
    """Return (member id, name) of so many of the others, at most: three statements."""
    avoided = avoided_by(session, member_ids=[actor.id]).get(actor.id, frozenset())
    left_out = sorted({actor.id} | avoided)
    every = seats_in(session, team_id=actor.team_id, left_out=left_out, most=most + SPARE)
    lists = avoided_by(session, member_ids=[member_id for member_id, _ in every])
    return [each for each in every if actor.id not in lists.get(each[0], ())][:most]


def _lines(session: Session, names: Mapping[str, str]) -> list[CircleLine]:
    """Return these people as the others see them: two statements."""
    reaches = reaches_of(session, member_ids=names)
    words = words_of(session, member_ids=names)
    return [
        CircleLine(name, frozenset(each for each in Strength if each in words[member_id]), reaches.get(member_id))
        for member_id, name in names.items()
    ]
