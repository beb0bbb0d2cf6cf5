"""What people get who join: one welcome, and one offer of help when they have found no mentor."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.newcomers import HELP_FRESH, WELCOME_FRESH, joining_days
from bot.errors import UserError
from bot.services import access
from bot.services.letter import planned
from storage.members import Member, members_of
from storage.newcomers import Newcomer, has_mentor, keep_newcomers, without_mentor
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import TouchpointKind


def welcome(session: Session, joined: Collection[Member], *, now: datetime) -> None:
    """Keep that these people have joined, and plan the one welcome of each."""
    newcomers = [Newcomer(member_id=member.id, team_id=member.team_id, joined_at=now) for member in joined]
    keep_newcomers(session, newcomers=newcomers)
    fresh_until = now + WELCOME_FRESH
    plan(session, [_to(each, TouchpointKind.WELCOME, each.id, now=now, until=fresh_until) for each in joined])


def offer_help(deps: Deps, *, team_id: str) -> int:
    """Plan the one offer of help to each new recruit without a mentor; return to how many that is new.

    Nobody is offered any while the programme is not set up: there would be nobody to help.
    """
    if access.needs_setup(deps, team_id=team_id):
        return 0
    now = deps.clock.now()
    first, last = joining_days(now.date())
    with deps.db.begin() as session:
        alone = without_mentor(session, team_id=team_id, first=first, last=last)
        until = now + HELP_FRESH
        return plan(session, [_to(each, TouchpointKind.HELP_OFFERED, each.id, now=now, until=until) for each in alone])


def ask_for_help(deps: Deps, *, actor: Member) -> None:
    """Let the facilitators hear that `actor` would like help to find a mentor: each of them once, however often.

    Raises:
        UserError: `actor` has a mentor, nobody is a facilitator now, or Slack did not answer in time.
    """
    say = deps.catalog.newcomers
    with access.slack_must_answer(deps):
        there = access.facilitators(deps, team_id=actor.team_id)
    now = deps.clock.now()
    with deps.db.begin() as session:
        if has_mentor(session, member_id=actor.id):
            raise UserError(say.mentored)
        known = members_of(session, team_id=actor.team_id, user_ids=there).values()
        helpers = [each for each in known if each.is_full_member and each.id != actor.id]
        if not helpers:
            raise UserError(say.nobody_there)
        until, kind = now + HELP_FRESH, TouchpointKind.HELP_WISHED
        plan(session, [_to(each, kind, actor.id, now=now, until=until) for each in helpers])


def _to(member: Member, kind: TouchpointKind, subject_id: str, *, now: datetime, until: datetime) -> PlannedTouchpoint:
    return planned(
        kind=kind,
        member_id=member.id,
        team_id=member.team_id,
        subject_id=subject_id,
        due_at=now,
        expires_at=until,
    )
