"""Keeping up with who is in the workspace."""

from collections.abc import Iterable
from dataclasses import asdict

from bot.deps import Deps
from bot.domain.people import Person
from storage.members import Member, keep_members, member_of


def keep_people(deps: Deps, people: Iterable[Person]) -> int:
    """Keep what Slack says of these people; return how many were new or had changed."""
    with deps.db.begin() as session:
        return keep_members(session, members=[Member(**asdict(person)) for person in people])


def known(deps: Deps, *, team_id: str, user_id: str) -> Member | None:
    """Return the member as the roster knows them, None for somebody it does not know. Only reads."""
    with deps.db.read() as session:
        return member_of(session, team_id=team_id, user_id=user_id)
