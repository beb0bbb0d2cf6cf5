"""Messages to be sent, the clock they are sent by, and the sender that sends them: for tests of delivery."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

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

Result = TypeVar("Result")

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = timedelta(days=1)
FRIDAY = 5


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


def at_work() -> datetime:
    """Return the next instant at which people between Toronto and Berlin all work."""
    today = datetime.now(UTC).replace(hour=14, minute=0, second=0, microsecond=0)
    ahead = (today + timedelta(days=days) for days in range(1, 4))
    return next(each for each in ahead if each.isoweekday() <= FRIDAY)


class AtOnce(Executor):
    """Runs what is submitted before it returns, so that nothing is still on its way when it is looked at."""

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:  # noqa: ANN401 - as in the base class
        """Run `fn` now."""
        done: Future[Result] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@dataclass(frozen=True)
class HandSender:
    """A sender that goes round when it is told to, waits for no slot, and sends one message after the other."""

    sender: Sender

    def turn(self) -> None:
        """Send everything that can go out now."""
        while self.sender.turn() == 0.0:
            pass


def sender_of(deps: Deps, *, stop: threading.Event | None = None) -> HandSender:
    """Return a sender for tests."""
    return HandSender(Sender(deps, stop=stop or threading.Event(), pool=AtOnce(), interval_us=1))


def keep_member(
    deps: Deps,
    user_id: str,
    *,
    is_deleted: bool = False,
    is_guest: bool = False,
    team_id: str = TEAM,
    zone: str = "UTC",
) -> Member:
    """Keep and return a member."""
    name = user_id.title()
    member = Member(team_id=team_id, user_id=user_id, name=name, zone=zone, is_deleted=is_deleted, is_guest=is_guest)
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
    subject_id: str = "",
    revision: int = 1,
) -> PlannedTouchpoint:
    """Plan and return a message about nothing in particular."""
    expires_at = due_at + lives
    row = planned(
        kind=kind,
        member_id=member.id,
        team_id=team_id,
        subject_id=subject_id or new_id(),
        revision=revision,
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
