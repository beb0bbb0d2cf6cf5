"""Pairs with real messages ahead: for scenarios that run the product's own command, with the product's own words.

Everybody is named after the row that their partner gets: so a message says which row it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from bot.services.letter import planned
from storage.columns import new_id
from storage.installations import keep_installation
from storage.meetings import Meeting
from storage.members import Member
from storage.pairs import Pair
from storage.preferences import Preference
from storage.touchpoints import plan
from storage.vocabulary import MeetingState, PairState, TouchpointKind

A_DAY, MIDNIGHT = timedelta(days=1), 24 * 60 - 1
WHOLE_WEEK = "1234567"
PROPOSED = (TouchpointKind.PAIR_PROPOSED, TouchpointKind.PAIR_PROPOSED)
PROMPTED = (TouchpointKind.AGENDA_DIGEST, TouchpointKind.AGENDA_PROMPT)
"""To the mentor, and to the mentee."""


@dataclass(frozen=True, slots=True)
class Couple:
    """The ids of one pair, known before anything is kept."""

    team_id: str
    kinds: tuple[TouchpointKind, TouchpointKind]
    pair_id: str
    meeting_id: str
    mentor_id: str
    mentee_id: str

    @property
    def subject_id(self) -> str:
        """What its messages are about."""
        return self.pair_id if self.kinds is PROPOSED else self.meeting_id

    def key(self, member_id: str) -> str:
        """Return the dedupe key of the row to one of the two."""
        kind = self.kinds[0] if member_id == self.mentor_id else self.kinds[1]
        return f"{kind}:{self.subject_id}:{member_id}:1"


def keep_programme(session: Session, *, team_id: str, pairs: int) -> list[str]:
    """Keep a workspace with so many pairs, and plan a message to everyone; return the dedupe keys.

    Half of the pairs are asked whether they want to be one, which is sent at least once; the others hear about their
    next meeting, which is sent once. All of them may be written to at any hour.
    """
    now = datetime.now(UTC)
    keep_installation(session, team_id=team_id, bot_token=f"xoxb-{team_id}", bot_user_id="U0RAPPORT", at=now)
    facilitator = Member(team_id=team_id, user_id="U0RUTH", name="Ruth")
    session.add(facilitator)
    couples = [
        Couple(team_id, PROPOSED if number % 2 else PROMPTED, new_id(), new_id(), new_id(), new_id())
        for number in range(pairs)
    ]
    session.add_all(member for couple in couples for member in _members(couple))
    session.flush()
    ids = [member_id for couple in couples for member_id in (couple.mentor_id, couple.mentee_id)]
    session.add_all(_open_all_day(team_id, member_id) for member_id in ids)
    session.add_all(_pair(couple, facilitator.id, now) for couple in couples)
    session.flush()
    session.add_all(_meeting(couple, now) for couple in couples)
    return _plan(session, couples, now)


def _members(couple: Couple) -> Sequence[Member]:
    mentor, mentee = couple.mentor_id, couple.mentee_id
    return [
        Member(id=own, team_id=couple.team_id, user_id=f"U{own[:12].upper()}", name=f"«{couple.key(partner)}»")
        for own, partner in ((mentor, mentee), (mentee, mentor))
    ]


def _open_all_day(team_id: str, member_id: str) -> Preference:
    return Preference(
        member_id=member_id,
        team_id=team_id,
        weekdays=WHOLE_WEEK,
        opens_minute=0,
        closes_minute=MIDNIGHT,
        hourly_cap=9,
        daily_cap=9,
        monthly_cap=99,
    )


def _pair(couple: Couple, facilitator_id: str, now: datetime) -> Pair:
    return Pair(
        id=couple.pair_id,
        team_id=couple.team_id,
        mentor_id=couple.mentor_id,
        mentee_id=couple.mentee_id,
        proposed_by_id=facilitator_id,
        state=PairState.PROPOSED if couple.kinds is PROPOSED else PairState.ACTIVE,
        proposed_at=now,
    )


def _meeting(couple: Couple, now: datetime) -> Meeting:
    return Meeting(
        id=couple.meeting_id,
        team_id=couple.team_id,
        pair_id=couple.pair_id,
        starts_at=now + 3 * A_DAY,
        zone="UTC",
        minutes=60,
        state=MeetingState.PLANNED,
        changed_by_id=couple.mentor_id,
        changed_at=now,
    )


def _plan(session: Session, couples: Sequence[Couple], now: datetime) -> list[str]:
    rows = [
        planned(
            kind=kind,
            member_id=member_id,
            team_id=couple.team_id,
            subject_id=couple.subject_id,
            due_at=now,
            expires_at=now + A_DAY,
        )
        for couple in couples
        for kind, member_id in zip(couple.kinds, (couple.mentor_id, couple.mentee_id), strict=True)
    ]
    plan(session, rows)
    return [row.dedupe_key for row in rows]
