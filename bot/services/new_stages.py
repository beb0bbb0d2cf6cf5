"""Whoever comes to another rank or stream hears once what may help now: new goals, another mentor, being one."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.hours import Hours
from bot.domain.milestones import QUIET
from bot.domain.mornings import next_morning
from bot.services.agreement_reviews import has_new_role
from bot.services.letter import Letter, Written, planned_of
from bot.services.matching import mode_of
from bot.services.preferences import hours_of
from bot.views import new_stages as view
from storage.members import Member, members_by_id
from storage.milestones import promoted_since
from storage.profiles import Profile
from storage.prompts import was_planned_since
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import TouchpointKind

FRESH = timedelta(days=30)
"""How long the message is worth sending."""


def plan_after_change(
    session: Session, *, before: Mapping[str, Profile], after: Collection[Profile], now: datetime
) -> None:
    """Plan one message to each who has another rank or stream than was known before; once a day is enough.

    Within the transaction that changes it: a constant number of statements, none where nobody has. Whoever has lately
    said themselves that a review for promotion is done has heard it then.

    Args:
        session: of that transaction.
        before: what was known of people, by member id.
        after: what is known of them now.
        now: the present instant.
    """
    changed = {new.member_id for new in after if has_new_role(before.get(new.member_id), new)}
    if not changed:
        return
    changed -= promoted_since(session, member_ids=changed, since=now - QUIET)
    members = list(members_by_id(session, member_ids=changed).values())
    hours = hours_of(session, members)
    plan(session, [_told(member, hours[member.id], subject_id=member.id, now=now) for member in members])


def plan_after_promotion(session: Session, member: Member, *, milestone_id: str, now: datetime) -> None:
    """Plan the same for somebody who says that a review for promotion is done, unless they have heard it lately."""
    kind = TouchpointKind.NEW_STAGE
    if was_planned_since(session, member_id=member.id, kind=kind, since=now - QUIET):
        return
    hours = hours_of(session, [member])[member.id]
    plan(session, [_told(member, hours, subject_id=milestone_id, now=now)])


def write(deps: Deps, letter: Letter) -> Written:
    """Say what may help at another stage."""
    with deps.db.read() as session:
        mode = mode_of(session, team_id=letter.team_id)
    return view.told(deps.catalog, mode=mode, is_own_word=letter.subject_id != letter.member.id)


def _told(member: Member, hours: Hours, *, subject_id: str, now: datetime) -> PlannedTouchpoint:
    morning = next_morning(hours, now=now, lives=FRESH)
    return planned_of(
        member, kind=TouchpointKind.NEW_STAGE, morning=morning, revision=now.toordinal(), subject_id=subject_id
    )
