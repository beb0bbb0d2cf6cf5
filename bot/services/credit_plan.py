"""The messages that the work-and-credit register brings with it, planned in the transaction of what is done in it."""

from datetime import date, datetime

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.domain.credits import NEWS_FOR, look_again_at
from bot.domain.hours import Hours
from bot.domain.items import last_moment
from bot.domain.mornings import Morning
from bot.domain.pairs import PairCard
from bot.domain.snoozes import Prompted
from bot.errors import UserError
from bot.services import access
from bot.services.letter import planned
from bot.services.preferences import hours_of_pair
from storage.credits import CreditEntry, version_of
from storage.members import Member
from storage.prompts import take_back_others
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import CreditState, Side, TouchpointKind


def tell_partner(session: Session, entry: CreditEntry, *, card: PairCard, is_signed: bool, now: datetime) -> None:
    """Tell the other one that there is a version to read and sign, or, once it `is_signed`, that both have."""
    told = planned(
        kind=TouchpointKind.CREDIT_NEWS,
        member_id=card.partner.member_id,
        team_id=entry.team_id,
        subject_id=entry.id,
        due_at=now,
        expires_at=now + NEWS_FOR,
        revision=2 * entry.newest + is_signed,
    )
    plan(session, [told])


def remind_of_date(
    session: Session, entry: CreditEntry, *, card: PairCard, submission_on: date | None, now: datetime
) -> None:
    """Plan to ask both, once for each day of submission, whether what is written still holds.

    That day is the revision of the message: however often the work changes, nobody is asked twice about the same day,
    and nobody about one on which it no longer goes out.
    """
    number = submission_on.toordinal() if submission_on else 0
    two = [card.of(side).member_id for side in Side]
    take_back_others(session, kind=TouchpointKind.CREDIT_DUE, subject_id=entry.id, member_ids=two, revision=number)
    if submission_on is None:
        return
    hours = hours_of_pair(session, card)
    found = {card.of(side).member_id: look_again_at(submission_on, hours[side], now=now) for side in Side}
    plan(session, [_asked(entry, to=to, morning=each, number=number) for to, each in found.items() if each])


def credit_point(catalog: Catalog, session: Session, *, actor: Member, prompted: Prompted, hours: Hours) -> datetime:
    """Return from which instant on a question about a submission would be pointless.

    Raises:
        NotYoursError: the work is of another pair.
        UserError: it goes out on another day by now, or is no longer open.
    """
    entry, _ = access.credit_of(session, actor, prompted.subject_id)
    day = submission_asked_about(session, entry, prompted.revision)
    if day is None:
        raise UserError(catalog.preferences.settled_meanwhile)
    return last_moment(day, hours.zone)


def submission_asked_about(session: Session, entry: CreditEntry, number: int) -> date | None:
    """Return the day of submission that a question is about, None where the work stands otherwise by now."""
    version = version_of(session, entry_id=entry.id, number=entry.newest)
    day = version.submission_on if version else None
    is_open = entry.state is CreditState.OPEN and entry.frozen_at is None
    return day if is_open and day and day.toordinal() == number else None


def _asked(entry: CreditEntry, *, to: str, morning: Morning, number: int) -> PlannedTouchpoint:
    return planned(
        kind=TouchpointKind.CREDIT_DUE,
        member_id=to,
        team_id=entry.team_id,
        subject_id=entry.id,
        due_at=morning.due_at,
        expires_at=morning.expires_at,
        revision=number,
        local_on=morning.local_on,
    )
