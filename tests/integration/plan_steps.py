"""What the tests of plans do again and again."""

from collections.abc import Collection

from bot.deps import Deps
from bot.domain.plans import PlanDraft, TimeDraft
from bot.services import plan_sharing, plans
from storage.vocabulary import Duty, Paper
from tests.pairing import the
from tests.payloads import Payload

PLAN = "MARKER plan"
TIME = "MARKER year"
SPLIT = TimeDraft(dict.fromkeys(Duty, 25), note=TIME)


def words(**texts: str) -> dict[str, Payload]:
    """Return what was typed into these fields of the plan."""
    return {f"plan_{name}": {"type": "plain_text_input", "value": text} for name, text in texts.items()}


def number_fields(*, lived: Collection[int] = (), described: Collection[int] = ()) -> dict[str, Payload]:
    """Return what was typed into the fields of a year in parts, in the order of the duties."""
    return {
        f"plan_{column}_{duty}": {"type": "number_input", "value": str(part)}
        for column, parts in (("lived", lived), ("described", described))
        for duty, part in zip(Duty, parts, strict=False)
    }


def keep(deps: Deps, user: str) -> None:
    """Let somebody write a plan and a year in parts."""
    actor = the(deps.db, user)
    plans.keep(deps, actor=actor, draft=PlanDraft(PLAN, PLAN, PLAN, PLAN, PLAN))
    plans.keep_time(deps, actor=actor, draft=SPLIT, lived_field="lived", described_field="described")


def share(deps: Deps, user: str, *, plan: Collection[str] = (), time: Collection[str] = ()) -> None:
    """Let the other side of these pairs read somebody's plan, or their year in parts, and nobody else."""
    readers = {Paper.PLAN: frozenset(plan), Paper.TIME: frozenset(time)}
    plan_sharing.choose(deps, actor=the(deps.db, user), readers=readers)
