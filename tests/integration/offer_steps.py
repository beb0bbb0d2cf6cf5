"""What the tests of mentors' profiles do: forms as they are filled in, and offers kept without a form."""

from typing import Any

from bot.deps import Deps
from bot.domain.offers import OpenPart, PairPart
from bot.services import offers
from bot.views.offer_forms import FIELDS
from storage.vocabulary import Experience, Grain, Stage, Standing, Strength, Thinking
from tests.pairing import MENTOR, the
from tests.payloads import Payload

FULL_PAIR_PART = PairPart(
    reach="Xqzmark reach",
    paper_days=10,
    grant_days=20,
    thinking=Thinking.AHEAD,
    grain=Grain.OVERVIEW,
    value_research="Xqzmark research",
    value_work="Xqzmark work",
    value_life="Xqzmark life",
)


def offering(**said: Any) -> OpenPart:  # noqa: ANN401 - any of its fields
    """Return what a mentor offers who is open, with what is `said` besides."""
    plain: dict[str, Any] = {
        "standing": Standing.OPEN,
        "strengths": frozenset({Strength.GRANTS, Strength.PAPERS, Strength.BALANCE}),
        "experience": {Stage.EARLY: Experience.FEW},
    }
    return OpenPart(**{**plain, **said})


def offer(deps: Deps, user_id: str = MENTOR, /, **said: Any) -> None:  # noqa: ANN401 - any of its fields
    """Let somebody offer to be a mentor."""
    offers.keep_open_part(deps, actor=the(deps.db, user_id), part=offering(**said), fields=FIELDS)


def entered(**changed: Payload) -> dict[str, Payload]:
    """Return the values of the open part's form as most would fill it in, with those that are `changed`."""
    values = {
        "standing": chosen("open"),
        "capacity": chosen("2"),
        "strengths": several("grants", "leading"),
        "stage_early": chosen("few"),
        "stage_middle": chosen("not"),
        "stage_late": chosen("none_yet"),
        "years": typed("11"),
        "brings": typed("Three study sections & <one> promotion file a year"),
        "scheme": several("agreed"),
    }
    return {f"offer_{name}": value for name, value in (values | changed).items()}


def chosen(value: str | None) -> Payload:
    """Return the state of a select or of radio buttons."""
    return {"type": "static_select", "selected_option": {"value": value} if value else None}


def several(*values: str) -> Payload:
    """Return the state of a choice of several, or of boxes."""
    return {"type": "multi_static_select", "selected_options": [{"value": value} for value in values]}


def typed(value: str | None) -> Payload:
    """Return the state of a field of text or numbers."""
    return {"type": "plain_text_input", "value": value}
