"""Whoever comes to another rank or stream hears once what may help now: new goals, another mentor, being one."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.hours import Hours, next_working_day
from bot.domain.mornings import morning_of
from bot.services.agreement_reviews import has_new_role
from bot.services.letter import Letter, Written, planned
from bot.services.matching import mode_of
from bot.services.preferences import hours_of
from bot.views import new_stages as view
from storage.members import Member, members_by_id
from storage.profiles import Profile
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import TouchpointKind

FRESH = timedelta(days=30)
"""How long the message is worth sending."""


def plan_doors(session: Session, *, before: Mapping[str, Profile], after: Collection[Profile], now: datetime) -> None:
    """Plan one message to each who has another rank or stream than was known before; once a day is enough.

    Within the transaction that changes it: a constant number of statements, none where nobody has.

    Args:
        session: of that transaction.
        before: what was known of people, by member id.
        after: what is known of them now.
        now: the present instant.
    """
    changed = {new.member_id for new in after if has_new_role(before.get(new.member_id), new)}
    if not changed:
        return
    members = list(members_by_id(session, member_ids=changed).values())
    hours = hours_of(session, members)
    plan(session, [_told(member, hours[member.id], now=now) for member in members])


def write(deps: Deps, letter: Letter) -> Written:
    """Say what may help at another stage."""
    with deps.db.read() as session:
        mode = mode_of(session, team_id=letter.team_id)
    return view.told(deps.catalog, mode=mode)


def _told(member: Member, hours: Hours, *, now: datetime) -> PlannedTouchpoint:
    day = next_working_day(hours, local_day(now, hours.zone))
    due_at = morning_of(hours, day)
    return planned(
        kind=TouchpointKind.NEW_STAGE,
        member_id=member.id,
        team_id=member.team_id,
        subject_id=member.id,
        due_at=due_at,
        expires_at=due_at + FRESH,
        revision=now.toordinal(),
        local_on=day,
    )
