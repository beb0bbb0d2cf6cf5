"""Messages to be sent, the clock they are sent by, and the sender that sends them: for tests of delivery."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import cast

from sqlmodel import select

from bot.deps import Deps
from bot.runtime.sender import Sender
from bot.services.letter import planned
from bot.services.post import WRITERS, Writer
from storage.columns import new_id
from storage.members import Member
from storage.touchpoints import PlannedTouchpoint, Touchpoint, plan
from storage.vocabulary import TouchpointKind
from tests.payloads import TEAM

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = timedelta(days=1)


@dataclass
class HandClock:
    """A clock that stands until it is moved."""

    at: datetime = NOON

    def now(self) -> datetime:
        """Return where it stands."""
        return self.at


def timed(deps: Deps, clock: HandClock, *, is_movable: bool = False) -> Deps:
    """Return the collaborators with that clock; `is_movable` makes it a sandbox's."""
    settings = deps.settings.model_copy(update={"clock_url": "http://127.0.0.1:9/clock" if is_movable else None})
    return replace(deps, clock=clock, settings=settings)


def sender_of(deps: Deps, *, person_seconds: float = 0.0) -> Sender:
    """Return a sender that waits for nobody's second to pass."""
    return Sender(deps, TEAM, stop=threading.Event(), person_seconds=person_seconds)


def keep_member(deps: Deps, user_id: str, *, is_deleted: bool = False, is_guest: bool = False) -> Member:
    """Keep and return a member."""
    member = Member(team_id=TEAM, user_id=user_id, name=user_id.title(), is_deleted=is_deleted, is_guest=is_guest)
    with deps.db.begin() as session:
        session.add(member)
    return member


def keep_message(
    deps: Deps,
    member: Member,
    *,
    kind: TouchpointKind = TouchpointKind.AGENDA_PROMPT,
    due_at: datetime = NOON,
    lives: timedelta = LATER,
    team_id: str = TEAM,
) -> PlannedTouchpoint:
    """Plan and return a message about nothing in particular."""
    expires_at = due_at + lives
    row = planned(
        kind=kind,
        member_id=member.id,
        team_id=team_id,
        subject_id=new_id(),
        due_at=due_at,
        expires_at=expires_at,
    )
    with deps.db.begin() as session:
        plan(session, [row])
    return row


def writers() -> dict[TouchpointKind, Writer]:
    """Return the table of writers, in which a test may put its own (`monkeypatch.setitem`)."""
    return cast("dict[TouchpointKind, Writer]", WRITERS)


def row_of(deps: Deps, touchpoint: Touchpoint | PlannedTouchpoint) -> Touchpoint:
    """Return a message as it stands now."""
    with deps.db.read() as session:
        return session.exec(select(Touchpoint).where(Touchpoint.id == touchpoint.id)).one()


def states(deps: Deps, messages: Iterable[Touchpoint | PlannedTouchpoint]) -> list[str]:
    """Return where these messages stand."""
    return [row_of(deps, message).state.value for message in messages]
