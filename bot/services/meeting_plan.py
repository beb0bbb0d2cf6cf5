"""The messages that a meeting brings with it, planned in the transaction that plans, moves or cancels it."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.meetings import prompts
from bot.domain.pairs import PairCard
from bot.services.agreement_reviews import plan_short_version
from bot.services.between import planned_halfway
from bot.services.letter import planned
from bot.services.preferences import hours_of_pair
from storage.meetings import Meeting
from storage.touchpoints import plan
from storage.vocabulary import Side, TouchpointKind


def plan_messages(session: Session, *, card: PairCard, meeting: Meeting, kind: TouchpointKind, now: datetime) -> None:
    """Tell the partner of a meeting as it now is, and plan the prompts before and after it, and in between.

    Those of an older revision stay behind and find themselves pointless when their time comes.
    """
    tell_partner(session, card=card, meeting=meeting, kind=kind, now=now)
    hours = hours_of_pair(session, card)
    plan_short_version(session, card=card, meeting=meeting, hours=hours, now=now)
    wanted = prompts(starts_at=meeting.starts_at, ends_at=meeting.ends_at, hours=hours, now=now)
    plan(
        session,
        [
            planned(
                kind=prompt.kind,
                member_id=card.of(prompt.side).member_id,
                team_id=card.team_id,
                subject_id=meeting.id,
                due_at=prompt.morning.due_at,
                expires_at=prompt.morning.expires_at,
                revision=meeting.revision,
                local_on=prompt.morning.local_on,
            )
            for prompt in wanted
        ],
    )
    plan(session, planned_halfway(meeting, card, hours=hours[Side.MENTEE], now=now))


def tell_partner(session: Session, *, card: PairCard, meeting: Meeting, kind: TouchpointKind, now: datetime) -> None:
    """Plan the message about what the viewer has just done, due now, for the other one."""
    told = planned(
        kind=kind,
        member_id=card.partner.member_id,
        team_id=card.team_id,
        subject_id=meeting.id,
        due_at=now,
        expires_at=meeting.starts_at,
        revision=meeting.revision,
    )
    plan(session, [told])
