"""Keeping up with who is in the workspace, and with what that changes for those who are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.pairs import PARTING_FRESH
from bot.domain.people import Person
from bot.services.letter import planned
from bot.services.newcomers import welcome
from bot.services.preferences import hours_of
from bot.services.retiming import retime_waiting
from storage import installations
from storage.leavers import note_leavers
from storage.members import Member, keep_members, member_of, members_of
from storage.pairs import Pair, active_pairs_with
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import TouchpointKind


def keep_people(deps: Deps, people: Iterable[Person], *, have_joined: bool = False) -> int:
    """Keep what Slack says of these people; return how many were new or had changed.

    In the same transaction the mornings of whoever is in another time zone now move there, whoever is in a pair with
    somebody who has left the workspace is told, once, and whoever has joined it is welcomed, once. Of whoever had left
    before Rapport knew them, or whose data is erased, nothing is kept, though Slack goes on listing them.

    Args:
        deps: the collaborators.
        people: as Slack describes them.
        have_joined: Slack says that they have just joined. Of others that is taken to be so once everybody was known.
    """
    members = [Member(**asdict(person)) for person in people]
    now = deps.clock.now()
    with deps.db.begin() as session:
        before = _known(session, members)
        members = [each for each in members if not each.is_deleted or (each.team_id, each.user_id) in before]
        changed = keep_members(session, members=members)
        if changed:
            note_leavers(session, at=now)
            _follow_moves(session, before, members, now=now)
            _tell_partners(session, before, members, now=now)
        _welcome(session, before, members, have_joined=have_joined, now=now)
    return changed


def note_everybody(deps: Deps, *, team_id: str) -> None:
    """Note that the roster of a workspace is complete: whoever is new to it from now on has joined."""
    with deps.db.begin() as session:
        installations.note_everybody(session, team_id=team_id, at=deps.clock.now())


def known(deps: Deps, *, team_id: str, user_id: str) -> Member | None:
    """Return the member as the roster knows them, None for somebody it does not know. Only reads."""
    with deps.db.read() as session:
        return member_of(session, team_id=team_id, user_id=user_id)


def _known(session: Session, members: Sequence[Member]) -> dict[tuple[str, str], Member]:
    """Return these people as they were kept so far: one statement for each workspace."""
    users: dict[str, list[str]] = {}
    for member in members:
        users.setdefault(member.team_id, []).append(member.user_id)
    found = {team_id: members_of(session, team_id=team_id, user_ids=ids) for team_id, ids in users.items()}
    return {(team_id, user_id): each for team_id, kept in found.items() for user_id, each in kept.items()}


def _follow_moves(
    session: Session, before: Mapping[tuple[str, str], Member], members: Sequence[Member], *, now: datetime
) -> None:
    moved = [
        Member(**{**member.model_dump(), "id": kept.id})
        for member in members
        if (kept := before.get((member.team_id, member.user_id))) and kept.zone != member.zone
    ]
    if moved:
        retime_waiting(session, hours=hours_of(session, moved), now=now)


def _tell_partners(
    session: Session, before: Mapping[tuple[str, str], Member], members: Sequence[Member], *, now: datetime
) -> None:
    left = [
        kept.id
        for member in members
        if (kept := before.get((member.team_id, member.user_id))) and member.is_deleted and not kept.is_deleted
    ]
    if left:
        plan(session, [_parting(pair, left, now=now) for pair in active_pairs_with(session, member_ids=left)])


def _welcome(
    session: Session,
    before: Mapping[tuple[str, str], Member],
    members: Sequence[Member],
    *,
    have_joined: bool,
    now: datetime,
) -> None:
    new = [each for each in members if have_joined or (each.team_id, each.user_id) not in before]
    teams = {each.team_id for each in new}
    known = {team_id for team_id in teams if have_joined or installations.knows_everybody(session, team_id=team_id)}
    joined = [each for each in new if each.team_id in known and each.is_full_member]
    if joined:
        welcome(session, _known(session, joined).values(), now=now)


def _parting(pair: Pair, left: Sequence[str], *, now: datetime) -> PlannedTouchpoint:
    return planned(
        kind=TouchpointKind.PARTNER_LEFT,
        member_id=pair.mentee_id if pair.mentor_id in left else pair.mentor_id,
        team_id=pair.team_id,
        subject_id=pair.id,
        due_at=now,
        expires_at=now + PARTING_FRESH,
    )
