"""Putting a prompt off: the person who got it says when it shall come back."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.deps import Deps
from bot.domain.snoozes import Prompted, Return, Wait, helps, return_after
from bot.domain.touchpoints import TRAITS
from bot.errors import NotYoursError, UserError
from bot.services import access
from bot.services.letter import planned
from bot.services.preferences import hours_of
from bot.services.snooze_points import PutOff, point_of
from storage.members import Member
from storage.prompts import prompt_by_key, skip_until
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import Lane, PromptKind


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
        point = point_of(PutOff(deps.catalog, session, actor, prompted, hours, now))
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
            PromptKind.AGENDA: say.late_agenda,
            PromptKind.DIGEST: say.late_agenda,
            PromptKind.RECAP: say.late_recap,
            PromptKind.ITEM: say.late_item,
            PromptKind.CREDIT: say.late_credit,
            PromptKind.PLAN: say.late_plan,
            PromptKind.CHECK: say.late_check,
            PromptKind.YEAR: say.late_year,
            PromptKind.BETWEEN: say.late_between,
            PromptKind.CHECK_IN: say.late_between,
            PromptKind.MILESTONE: say.late_milestone,
            PromptKind.TIP: say.late_tip,
            PromptKind.DOOR: say.late_door,
        }
        raise UserError(late.get(kind, say.late_other))
    return back
