"""When the two of a pair are asked to agree, or to look at their agreement again, and for how long that helps."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.domain.agreement_sheets import AgreementStep
from bot.domain.agreements import ASKED_FOR, reviews_after
from bot.domain.calendar import local_day
from bot.domain.hours import Hours, next_working_day, working_day_from
from bot.domain.meetings import morning_around
from bot.domain.mornings import morning_of
from bot.domain.pairs import PairCard
from bot.domain.recaps import WRITABLE_FOR
from bot.domain.snoozes import Prompted
from bot.errors import UserError
from bot.services import access
from bot.services.agreement_records import Record, day_of, record_in, step_of
from bot.services.letter import planned
from bot.services.preferences import hours_of, hours_of_pair
from storage.agreements import Agreement, agreements_of, has_agreement, newest_agreements
from storage.meetings import Meeting, count_held
from storage.members import Member
from storage.pairs import live_pairs_among
from storage.profiles import Profile
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import PairState, Side, TouchpointKind

SECOND = 1
"""How many meetings have been held before the one after which nothing agreed is noticed."""


def plan_short_version(
    session: Session, *, card: PairCard, meeting: Meeting, hours: Mapping[Side, Hours], now: datetime
) -> None:
    """Plan the question for the five-minute version after a second meeting, where nothing stands yet.

    It comes with the question for the recap, so that both are one message. One query where it is another meeting.
    """
    if count_held(session, pair_id=card.pair_id, before=meeting.starts_at) != SECOND:
        return
    if has_agreement(session, pair_id=card.pair_id):
        return
    kind = TouchpointKind.AGREEMENT_SHORT
    mornings = {
        side: morning_around(kind, starts_at=meeting.starts_at, ends_at=meeting.ends_at, hours=hours[side])
        for side in Side
    }
    asked = [
        planned(
            kind=kind,
            member_id=card.of(side).member_id,
            team_id=card.team_id,
            subject_id=meeting.id,
            due_at=morning.due_at,
            expires_at=morning.expires_at,
            revision=meeting.revision,
            local_on=morning.local_on,
        )
        for side, morning in mornings.items()
        if morning.due_at > now
    ]
    plan(session, asked)


def plan_reviews(session: Session, record: Record, *, now: datetime) -> None:
    """Note when the two look again at the version that has just been confirmed, and plan to ask both of them then."""
    card, agreement = record.card, record.agreement
    earlier = [row.confirmed_at for row in agreements_of(session, pair_id=card.pair_id) if row.confirmed_at]
    ahead = reviews_after(day_of(min([*earlier, now]), card), today=day_of(now, card))
    agreement.review_on = ahead[0][1]
    hours = hours_of_pair(session, card)
    asked = [
        _asked(TouchpointKind.AGREEMENT_REVIEW, agreement, card.of(side).member_id, hours[side], day, number)
        for side in Side
        for number, day in ahead
    ]
    plan(session, asked)


def after_new_roles(
    session: Session, *, before: Mapping[str, Profile], after: Collection[Profile], now: datetime
) -> None:
    """Ask both of a pair to look at what stands, where one of them has another rank or stream than was known before.

    Within the transaction that changes it: a constant number of statements, none where nobody has. Once a day is
    enough, however often it changes on that day.

    Args:
        session: of that transaction.
        before: what was known of people, by member id.
        after: what is known of them now.
        now: the present instant.
    """
    changed = [new.member_id for new in after if has_new_role(before.get(new.member_id), new)]
    if not changed:
        return
    rows = live_pairs_among(session, member_ids=changed)
    active = {row.pair.id: row for row in rows if row.pair.state is PairState.ACTIVE}
    newest = newest_agreements(session, pair_ids=list(active))
    asked = [(agreement, active[pair_id]) for pair_id, agreement in newest.items() if agreement.confirmed_at]
    people = {member.id: member for _, row in asked for member in (row.mentor, row.mentee)}
    hours = hours_of(session, list(people.values()))
    days = {member_id: next_working_day(theirs, local_day(now, theirs.zone)) for member_id, theirs in hours.items()}
    kind, number = TouchpointKind.AGREEMENT_ROLE, now.toordinal()
    messages = [
        _asked(kind, agreement, member.id, hours[member.id], days[member.id], number)
        for agreement, row in asked
        for member in (row.mentor, row.mentee)
    ]
    plan(session, messages)


def has_new_role(before: Profile | None, after: Profile) -> bool:
    """Return whether a rank or a stream that was known is another one now; what becomes known is none."""
    pairs = ((before.rank, after.rank), (before.stream, after.stream)) if before else ()
    return any(old is not None and old != new for old, new in pairs)


def agreement_point(
    catalog: Catalog, session: Session, *, actor: Member, prompted: Prompted, now: datetime
) -> datetime:
    """Return from which instant on a question about an agreement would be pointless.

    Raises:
        NotYoursError: it is about another pair.
        UserError: it is settled.
    """
    if prompted.kind is TouchpointKind.AGREEMENT_SHORT:
        meeting, card = access.meeting_of(session, actor, prompted.subject_id)
        is_open = meeting.took_place and not has_agreement(session, pair_id=card.pair_id)
        point = meeting.ends_at + WRITABLE_FOR
    else:
        record = record_in(session, actor=actor, agreement_id=prompted.subject_id)
        is_open, point = is_to_review(session, record), now + ASKED_FOR
    if not is_open:
        raise UserError(catalog.preferences.settled_meanwhile)
    return point


def is_to_review(session: Session, record: Record) -> bool:
    """Return whether the viewer can be asked about this version: in no newer one have they said anything."""
    pair_id = record.card.pair_id
    newest = newest_agreements(session, pair_ids=[pair_id])[pair_id]
    is_untouched = step_of(newest, side=record.card.side) is AgreementStep.WRITING
    return newest.id == record.agreement.id or is_untouched


def _asked(
    kind: TouchpointKind, agreement: Agreement, member_id: str, hours: Hours, day: date, number: int
) -> PlannedTouchpoint:
    on = working_day_from(hours, day)
    due_at = morning_of(hours, on)
    return planned(
        kind=kind,
        member_id=member_id,
        team_id=agreement.team_id,
        subject_id=agreement.id,
        due_at=due_at,
        expires_at=due_at + ASKED_FOR,
        revision=number,
        local_on=on,
    )
