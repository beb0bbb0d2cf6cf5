"""Six people who try whatever somebody else may do: each by the very payload that it was done with."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import update

from storage.members import Member, keep_members
from tests.asked import kept_rows
from tests.facilitating import CHANNEL, somebody
from tests.integration.ways import Way
from tests.integration.who_sees import Beginning
from tests.integration.whole import AT_DESK
from tests.looking import ELSEWHERE_TEAM, Elsewhere
from tests.onlookers import Stage
from tests.outbox import keep_member
from tests.payloads import event

MEMBER = "U0MEMBER001"
"""A colleague in no pair."""


class Actor(StrEnum):
    """Who tries."""

    FACILITATOR = "facilitator"
    LEFT = "left"
    """Whoever may, or a facilitator, who is in the channel no more."""
    MEMBER = "member"
    GUEST = "guest"
    """Whoever may, who has become a guest."""
    GONE = "gone"
    """Whoever may, whose account is closed."""
    ELSEWHERE = "elsewhere"
    """A full member of another workspace, with the very user id of whoever may."""


@dataclass(frozen=True)
class Trial:
    """How somebody's attempts are made."""

    stage: Stage
    user_for: Callable[[Way, bool], str]
    """Of something that somebody may do, and whether it is a facilitator's: the user id of who tries it."""


@contextmanager
def trial_of(actor: Actor, beginning: Beginning, users: set[str]) -> Iterator[Trial]:
    """Let somebody be who they are, until the block ends; what is kept of that is put back by whoever asks."""
    stage = beginning.stage
    answers = dict(stage.rapport.slack.answers)
    way = PREPARED[actor](beginning, users)
    yield way
    stage.rapport.slack.answers.clear()
    stage.rapport.slack.answers.update(answers)
    _ask_anew(stage)


def _facilitator(beginning: Beginning, _: set[str]) -> Trial:
    user = _without_a_case(beginning)
    return Trial(beginning.stage, lambda *_: user)


def _without_a_case(beginning: Beginning) -> str:
    """Return a facilitator with whom the private request is not, and to whom Maya does not answer otherwise."""
    busy = {row.facilitator_id for row in kept_rows(beginning.stage.rapport)["RelayAssignment"]}
    return next(each for each in AT_DESK[1:] if each not in busy)


def _left(beginning: Beginning, _: set[str]) -> Trial:
    beginning.stage.rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": ["UBOT"]}
    _ask_anew(beginning.stage)
    user = _without_a_case(beginning)
    return Trial(beginning.stage, lambda way, is_desk: way.user if is_desk else user)


def _member(beginning: Beginning, _: set[str]) -> Trial:
    keep_member(beginning.stage.deps, MEMBER)
    return Trial(beginning.stage, lambda *_: MEMBER)


def _standing(beginning: Beginning, column: str, said: str) -> Trial:
    with beginning.db.begin() as session:
        session.connection().execute(update(Member).values({column: True}))
    answers = beginning.stage.rapport.slack.answers
    answers["users.info"] = lambda asked: {"ok": True, "user": somebody(asked["user"], **{said: True})}
    return Trial(beginning.stage, lambda way, _: way.user)


def _guest(beginning: Beginning, _: set[str]) -> Trial:
    return _standing(beginning, "is_guest", "is_restricted")


def _gone(beginning: Beginning, _: set[str]) -> Trial:
    return _standing(beginning, "is_deleted", "deleted")


def _elsewhere(beginning: Beginning, users: set[str]) -> Trial:
    twins = [Member(team_id=ELSEWHERE_TEAM, user_id=user, name="A twin") for user in users]
    with beginning.db.begin() as session:
        keep_members(session, members=twins)
    stage = beginning.stage
    return Trial(Elsewhere(stage.rapport, stage.clock, stage.acks), lambda way, _: way.user)


def _ask_anew(stage: Stage) -> None:
    stage.send(event("member_left_channel", user="U0", channel=CHANNEL), user="U0")


PREPARED: Mapping[Actor, Callable[[Beginning, set[str]], Trial]] = {
    Actor.FACILITATOR: _facilitator,
    Actor.LEFT: _left,
    Actor.MEMBER: _member,
    Actor.GUEST: _guest,
    Actor.GONE: _gone,
    Actor.ELSEWHERE: _elsewhere,
}
