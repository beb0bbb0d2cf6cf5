"""Putting a prompt off: the person who got it says when it shall come back."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.deps import Deps
from bot.domain.hours import Hours
from bot.domain.items import last_moment
from bot.domain.recaps import WRITABLE_FOR
from bot.domain.requests import FRESH
from bot.domain.snoozes import Prompted, Return, Wait, helps, return_after
from bot.domain.touchpoints import TRAITS
from bot.errors import NotYoursError, UserError
from bot.services import access
from bot.services.agreement_reviews import agreement_point
from bot.services.letter import planned
from bot.services.lulls import lull_point
from bot.services.plan_reviews import plan_point
from bot.services.preferences import hours_of
from storage.members import Member
from storage.prompts import prompt_by_key, skip_until
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import ItemState, Lane, MeetingState, PairState, PromptKind, RequestState, TouchpointKind


def snooze(deps: Deps, *, actor: Member, prompted: Prompted, wait: Wait, message_ts: str) -> tuple[datetime, bool]:
    """Plan a prompt once more, for later; return when it comes, and whether that is new.

    One message is put off once: what is pressed after that changes nothing. What comes back was wished for, so it goes
    in the lane of what people cause, within their hours. Nothing else asks for the same before: the last call for an
    agenda, or the second word about a recap, would break what the answer says.

    Args:
        deps: the collaborators.
        actor: whoever got the prompt.
        prompted: which one.
        wait: for how long.
        message_ts: Slack's name for the message on which it was pressed.

    Raises:
        NotYoursError: `actor` never got this prompt.
        UserError: it is settled, or would come back too late to be of use.
    """
    now, kind = deps.clock.now(), TRAITS[prompted.kind].prompt
    if kind is None:
        raise NotYoursError
    with deps.db.begin() as session:
        access.prompt_of(session, actor, prompted)
        hours = hours_of(session, [actor])[actor.id]
        point = _point(deps.catalog, session, actor, prompted, hours, now)
        back = _in_time(deps.catalog, return_after(wait, hours, now=now), kind, point=point)
        first = planned(
            kind=prompted.kind,
            member_id=actor.id,
            team_id=actor.team_id,
            subject_id=prompted.subject_id,
            due_at=back.due_at,
            expires_at=point,
            revision=prompted.revision,
            local_on=back.local_on,
        )
        again = replace(first, dedupe_key=f"{first.dedupe_key}:{message_ts}", lane=Lane.PERSON)
        is_new = _plan_alone(session, again, kind, now=now)
        kept = prompt_by_key(session, dedupe_key=again.dedupe_key)
    return (kept.due_at if kept else back.due_at), is_new


def _plan_alone(session: Session, again: PlannedTouchpoint, kind: PromptKind, *, now: datetime) -> bool:
    """Plan a prompt and take back what would ask for the same before it comes; return whether it is new."""
    if plan(session, [again]) == 0:
        return False
    skip_until(session, back=again, kinds=[each for each, trait in TRAITS.items() if trait.prompt is kind], now=now)
    return True


def _in_time(catalog: Catalog, back: Return | None, kind: PromptKind, *, point: datetime) -> Return:
    if back is None or not helps(back, kind, point=point):
        say = catalog.preferences
        late = {
            PromptKind.RECAP: say.late_recap,
            PromptKind.ITEM: say.late_item,
            PromptKind.PLAN: say.late_plan,
            PromptKind.LULL: say.settled_meanwhile,
        }
        raise UserError(late.get(kind, say.late_agenda))
    return back


def _point(
    catalog: Catalog, session: Session, actor: Member, prompted: Prompted, hours: Hours, now: datetime
) -> datetime:
    """Return from which instant on the prompt would be pointless.

    Raises:
        NotYoursError: its subject is of another pair.
        UserError: its subject is settled, moved or called off.
    """
    kind = TRAITS[prompted.kind].prompt
    if kind is PromptKind.ITEM:
        return _point_of_item(catalog, session, actor, prompted, hours)
    if kind is PromptKind.AGREEMENT:
        return agreement_point(catalog, session, actor=actor, prompted=prompted, now=now)
    if kind is PromptKind.PLAN:
        return plan_point(catalog, session, actor=actor, prompted=prompted, hours=hours)
    if kind is PromptKind.LULL:
        return lull_point(session, actor=actor, prompted=prompted)
    if kind is PromptKind.REQUEST:
        return _point_of_request(catalog, session, actor, prompted, now=now)
    meeting, _ = access.meeting_of(session, actor, prompted.subject_id)
    is_recap = kind is PromptKind.RECAP
    stands = meeting.state is MeetingState.PLANNED or (is_recap and meeting.state is MeetingState.HELD)
    if stands and meeting.revision == prompted.revision:
        return meeting.ends_at + WRITABLE_FOR if is_recap else meeting.starts_at
    raise UserError(catalog.preferences.settled_meanwhile)


def _point_of_item(catalog: Catalog, session: Session, actor: Member, prompted: Prompted, hours: Hours) -> datetime:
    """Return the same for an action item: it can be put off until its day is over."""
    item, _ = access.item_of(session, actor, prompted.subject_id)
    if item.state is ItemState.OPEN and item.due_on and item.revision == prompted.revision:
        return last_moment(item.due_on, hours.zone)
    raise UserError(catalog.preferences.settled_meanwhile)


def _point_of_request(
    catalog: Catalog, session: Session, actor: Member, prompted: Prompted, *, now: datetime
) -> datetime:
    """Return the same for a request, or a first conversation, that waits for an answer: it waits for long.

    Raises:
        NotYoursError: it is between others.
        UserError: it is settled.
    """
    if prompted.kind is TouchpointKind.REQUEST_REMINDER:
        is_open = access.request_of(session, actor, prompted.subject_id).request.state is RequestState.ASKED
    else:
        is_open = access.pair_of(session, actor, prompted.subject_id).state is PairState.TALKING
    if not is_open:
        raise UserError(catalog.preferences.settled_meanwhile)
    return now + FRESH
