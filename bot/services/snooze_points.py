"""From which instant on a prompt that is put off would be pointless: one entry for each kind of prompt."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.domain.check_ins import SNOOZABLE_FOR
from bot.domain.hours import Hours
from bot.domain.items import last_moment
from bot.domain.recaps import WRITABLE_FOR
from bot.domain.requests import FRESH
from bot.domain.snoozes import Prompted
from bot.domain.tips import SNOOZABLE_FOR as TIP_SNOOZABLE_FOR
from bot.domain.touchpoints import TRAITS
from bot.errors import UserError
from bot.services import access, between, door_messages, review_messages
from bot.services.agreement_reviews import agreement_point
from bot.services.credit_plan import credit_point
from bot.services.lulls import lull_point
from bot.services.milestone_messages import milestone_point
from bot.services.outcome_invitations import year_point
from bot.services.plan_reviews import plan_point
from bot.services.selfcheck_offers import check_point
from storage.members import Member
from storage.records import record
from storage.vocabulary import ItemState, MeetingState, PairState, PromptKind, RequestState, TouchpointKind


@record
class PutOff:
    """A prompt that somebody puts off now."""

    catalog: Catalog
    session: Session
    actor: Member
    prompted: Prompted
    hours: Hours
    now: datetime

    def refusal(self) -> UserError:
        """Return the refusal to ask once more about what is settled."""
        return UserError(self.catalog.preferences.settled_meanwhile)


def point_of(put_off: PutOff) -> datetime:
    """Return from which instant on the prompt would be pointless.

    Raises:
        NotYoursError: its subject is somebody else's.
        UserError: its subject is settled, moved or called off.
    """
    kind = TRAITS[put_off.prompted.kind].prompt
    return POINTS.get(kind, _before_meeting)(put_off) if kind else _before_meeting(put_off)


def _before_meeting(put_off: PutOff) -> datetime:
    meeting, _ = access.meeting_of(put_off.session, put_off.actor, put_off.prompted.subject_id)
    if meeting.state is MeetingState.PLANNED and meeting.revision == put_off.prompted.revision:
        return meeting.starts_at
    raise put_off.refusal()


def _recap(put_off: PutOff) -> datetime:
    meeting, _ = access.meeting_of(put_off.session, put_off.actor, put_off.prompted.subject_id)
    if meeting.took_place and meeting.revision == put_off.prompted.revision:
        return meeting.ends_at + WRITABLE_FOR
    raise put_off.refusal()


def _item(put_off: PutOff) -> datetime:
    prompted = put_off.prompted
    if prompted.kind in review_messages.OPEN_TO:
        return review_messages.point_of(
            put_off.catalog, put_off.session, actor=put_off.actor, prompted=prompted, hours=put_off.hours
        )
    item, _ = access.item_of(put_off.session, put_off.actor, prompted.subject_id)
    if item.state is ItemState.OPEN and item.due_on and item.revision == prompted.revision:
        return last_moment(item.due_on, put_off.hours.zone)
    raise put_off.refusal()


def _request(put_off: PutOff) -> datetime:
    """Return the same for a request, or a first conversation, that waits for an answer: it waits for long."""
    session, actor, prompted = put_off.session, put_off.actor, put_off.prompted
    if prompted.kind in {TouchpointKind.REQUEST_REMINDER, TouchpointKind.REQUEST_UNANSWERED}:
        is_open = access.request_of(session, actor, prompted.subject_id).request.state is RequestState.ASKED
    else:
        is_open = access.pair_of(session, actor, prompted.subject_id).state is PairState.TALKING
    if not is_open:
        raise put_off.refusal()
    return put_off.now + FRESH


def _agreement(put_off: PutOff) -> datetime:
    return agreement_point(
        put_off.catalog, put_off.session, actor=put_off.actor, prompted=put_off.prompted, now=put_off.now
    )


def _credit(put_off: PutOff) -> datetime:
    return credit_point(
        put_off.catalog, put_off.session, actor=put_off.actor, prompted=put_off.prompted, hours=put_off.hours
    )


def _plan(put_off: PutOff) -> datetime:
    return plan_point(
        put_off.catalog, put_off.session, actor=put_off.actor, prompted=put_off.prompted, hours=put_off.hours
    )


def _lull(put_off: PutOff) -> datetime:
    return lull_point(put_off.session, actor=put_off.actor, prompted=put_off.prompted)


def _check(put_off: PutOff) -> datetime:
    return check_point(actor=put_off.actor, prompted=put_off.prompted)


def _year(put_off: PutOff) -> datetime:
    return year_point(actor=put_off.actor, prompted=put_off.prompted)


def _between(put_off: PutOff) -> datetime:
    return between.point_of(
        put_off.catalog, put_off.session, actor=put_off.actor, prompted=put_off.prompted, now=put_off.now
    )


def _door(put_off: PutOff) -> datetime:
    return door_messages.point_of(
        put_off.catalog,
        put_off.session,
        actor=put_off.actor,
        prompted=put_off.prompted,
        hours=put_off.hours,
        now=put_off.now,
    )


def _check_in(put_off: PutOff) -> datetime:
    """Return the same for a question that is proven to be the actor's: what it will ask turns out when it comes."""
    return put_off.now + SNOOZABLE_FOR


def _milestone(put_off: PutOff) -> datetime:
    return milestone_point(
        put_off.catalog, put_off.session, actor=put_off.actor, prompted=put_off.prompted, hours=put_off.hours
    )


def _tip(put_off: PutOff) -> datetime:
    """Return the same for a tip, or a lesson, that is proven to be the actor's."""
    return put_off.now + TIP_SNOOZABLE_FOR


POINTS: Mapping[PromptKind, Callable[[PutOff], datetime]] = {
    PromptKind.RECAP: _recap,
    PromptKind.ITEM: _item,
    PromptKind.REQUEST: _request,
    PromptKind.AGREEMENT: _agreement,
    PromptKind.CREDIT: _credit,
    PromptKind.PLAN: _plan,
    PromptKind.LULL: _lull,
    PromptKind.CHECK: _check,
    PromptKind.YEAR: _year,
    PromptKind.BETWEEN: _between,
    PromptKind.CHECK_IN: _check_in,
    PromptKind.MILESTONE: _milestone,
    PromptKind.TIP: _tip,
    PromptKind.DOOR: _door,
}
"""What is not here is a prompt before a meeting."""
