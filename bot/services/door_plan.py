"""The messages that a door brings with it, planned in the transaction of what is done with it."""

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.doors import reminder_of
from bot.domain.pairs import PairCard
from bot.services.letter import Letter, key_of, planned
from bot.services.preferences import hours_of_pair
from storage.doors import Door
from storage.prompts import prompt_by_key
from storage.touchpoints import plan
from storage.vocabulary import Side, TouchpointKind, TouchpointState

NEWS_FRESH = timedelta(days=30)
"""How long it is worth telling. The screen shows it all the same."""
JUST_HEARD = timedelta(days=3)


def tell(session: Session, door: Door, kind: TouchpointKind, *, to: str, now: datetime) -> None:
    """Tell the other one, by member id, that something has been begun, or what has come of it."""
    message = planned(
        kind=kind,
        member_id=to,
        team_id=door.team_id,
        subject_id=door.id,
        due_at=now,
        expires_at=now + NEWS_FRESH,
        revision=door.revision,
    )
    plan(session, [message])


def remind(session: Session, door: Door, *, card: PairCard, now: datetime) -> None:
    """Remind the mentor once of what their mentee has asked, where they have not answered for a week."""
    hours = hours_of_pair(session, card)[Side.MENTOR]
    morning = reminder_of(door.matters_on, hours, today=local_day(now, hours.zone))
    if morning is None:
        return
    message = planned(
        kind=TouchpointKind.DOOR_WAITS,
        member_id=card.mentor.member_id,
        team_id=door.team_id,
        subject_id=door.id,
        due_at=morning.due_at,
        expires_at=morning.expires_at,
        revision=door.revision,
        local_on=morning.local_on,
    )
    plan(session, [message])


def has_just_heard(deps: Deps, letter: Letter) -> bool:
    """Return whether whoever is to be reminded of a door hears of it only now, or has a few days ago: after a pause."""
    kind = TouchpointKind.DOOR_OPENED
    key = key_of(kind, subject_id=letter.subject_id, member_id=letter.member.id, revision=letter.revision)
    with deps.db.read() as session:
        told = prompt_by_key(session, dedupe_key=key)
    if told is None:
        return False
    is_fresh = told.settled_at is not None and letter.at - told.settled_at < JUST_HEARD
    return told.settled_at is None or (told.state is TouchpointState.SENT and is_fresh)
