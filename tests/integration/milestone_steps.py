"""What the tests of time lines do again and again."""

from collections.abc import Iterable
from datetime import date

from bot.deps import Deps
from bot.domain.milestones import MilestoneDraft
from bot.services import milestone_changes as changes
from bot.services import milestones
from bot.views import milestone_form as form
from storage.columns import new_id
from storage.vocabulary import MilestoneKind, MilestoneState
from tests.integration.steps import opened
from tests.pairing import MENTEE, the
from tests.payloads import Payload, slash
from tests.rapport import Rapport

TITLE = "MARKER to associate <!channel>"
FALLS_ON = date(2027, 6, 1)


def keep(
    deps: Deps,
    *pair_ids: str,
    title: str | None = TITLE,
    on: date = FALLS_ON,
    kind: MilestoneKind = MilestoneKind.PROMOTION,
    by: str = MENTEE,
) -> str:
    """Let somebody put a day on their time line that the mentors of these pairs read; return its id."""
    draft = MilestoneDraft(kind, title, on, frozenset(pair_ids))
    milestone_id = new_id()
    changes.keep(deps, actor=the(deps.db, by), draft=draft, milestone_id=milestone_id)
    return milestone_id


def own(rapport: Rapport) -> Payload:
    """Return the time line as Maya opens it."""
    return opened(rapport, slash("/mentor", "milestones"))


def titles(deps: Deps, *, page: int = 0) -> list[str | None]:
    """Return what Maya has called the days on one page of hers."""
    return [each.title for each in milestones.own(deps, actor=the(deps.db, MENTEE), page=page).sheets]


def drawn(rapport: Rapport, payload: Payload) -> Payload:
    """Hand a payload over and return the screen that is drawn anew."""
    times = len(rapport.slack.called("views.update")) + 1
    rapport.answer_to(payload)
    view: Payload = rapport.slack.wait_for("views.update", times=times)["view"]
    return view


def settle(deps: Deps, milestone_id: str, state: MilestoneState = MilestoneState.DONE) -> None:
    """Let Maya say what became of it."""
    changes.settle(deps, actor=the(deps.db, MENTEE), milestone_id=milestone_id, state=state)


def entered(
    *, kind: str = "promotion", title: str | None = TITLE, on: str | None = "2027-06-01", readers: Iterable[str] = ()
) -> dict[str, Payload]:
    """Return what somebody entered in the form."""
    chosen = [{"value": each} for each in readers]
    return {
        form.KIND: {"type": "radio_buttons", "selected_option": {"value": kind}},
        form.TITLE: {"type": "plain_text_input", "value": title},
        form.DAY: {"type": "datepicker", "selected_date": on},
        **({form.READERS: {"type": "multi_static_select", "selected_options": chosen}} if chosen else {}),
    }
