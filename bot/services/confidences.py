"""What a facilitator was told in confidence: by one who hears nothing, by one who would like help to find a mentor.

It was told to them, so nobody else finds it at their own desk; and it is gone when it is no longer fresh.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.desk import NoContact
from bot.services import access
from storage.members import Member, members_by_id
from storage.vocabulary import TouchpointKind
from storage.words_to import DONE, WordTo, words_to

FURTHEST = timedelta(days=60)
"""Longer than any of these messages is fresh, and may have waited before it was sent."""


def heard(session: Session, *, actor: Member, kind: TouchpointKind, now: datetime) -> list[WordTo]:
    """Return what `actor` was told of that kind and is still fresh, the oldest first: two statements."""
    found = words_to(session, member_id=actor.id, kinds=[kind], since=now - FURTHEST)
    return [each for each in found if each.expires_at > now]


def notes(deps: Deps, *, actor: Member) -> list[NoContact]:
    """Return who has told `actor`, and nobody else, that they hear nothing.

    Raises:
        UserError: `actor` is no facilitator, or Slack did not answer in time.
    """
    access.prove_facilitator(deps, team_id=actor.team_id, user_id=actor.user_id)
    with deps.db.read() as session:
        told = heard(session, actor=actor, kind=TouchpointKind.OUT_OF_TOUCH, now=deps.clock.now())
        people = members_by_id(session, member_ids={each.subject_id for each in told})
    return [
        NoContact(each.id, member.user_id, local_day(each.at, ZoneInfo(actor.zone)), each.is_sent)
        for each in told
        if (member := people.get(each.subject_id)) and member.is_full_member
    ]


def put_aside(deps: Deps, *, actor: Member, note_id: str) -> None:
    """Note that `actor` has written to whoever told them: the note leaves their desk.

    Raises:
        UserError: `actor` is no facilitator, or Slack did not answer in time.
        NotYoursError: the note is not to them.
    """
    access.prove_facilitator(deps, team_id=actor.team_id, user_id=actor.user_id)
    with deps.db.begin() as session:
        access.word_told_to(session, actor, note_id).outcome = DONE
