"""Block Kit of a goal's form: three lines are enough, the rest can wait."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.goals import TITLE_MAX_CHARS, GoalDraft, GoalSheet
from bot.domain.pairs import PairCard
from bot.errors import FieldError
from bot.views import answers, blocks, fields
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.goals import ANSWERS, name_of, said
from storage.vocabulary import Area, Horizon, Side

SUBMIT = "goal_form"
TITLE, AREA, HORIZON, DUE, SUPPORT_FROM = "goal_title", "goal_area", "goal_horizon", "goal_due", "goal_support_from"
NOBODY = "nobody"
"""The choice of who gives the support that stands for neither of the two."""


def form(
    catalog: Catalog, *, card: PairCard, carried: Carried, goal: GoalDraft | None = None, newer: GoalSheet | None = None
) -> Payload:
    """Return the form, filled in with `goal`. `newer` is what somebody else has saved since the form was opened."""
    say = catalog.goals
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.form_title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            *(_newer(catalog, newer) if newer else [blocks.paragraph(say.form_lead)]),
            *_first_fields(catalog, card, goal),
            blocks.line(),
            blocks.paragraph(say.form_more),
            *_more_fields(catalog, card, goal),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> GoalDraft:
    """Return what was entered.

    Raises:
        FieldError: a required field is empty, or a text is longer than its field takes.
    """
    say = catalog.goals
    title = _text(catalog, view, TITLE, TITLE_MAX_CHARS)
    area, horizon = answers.word(view, AREA, Area), answers.word(view, HORIZON, Horizon)
    if title is None:
        raise FieldError(TITLE, say.no_line)
    if area is None:
        raise FieldError(AREA, say.no_area)
    if horizon is None:
        raise FieldError(HORIZON, say.no_horizon)
    return GoalDraft(
        title=title,
        area=area,
        horizon=horizon,
        due_on=answers.day(view, DUE),
        support_from=answers.word(view, SUPPORT_FROM, Side),
        **{name: _text(catalog, view, _field(name), limit) for name, limit in ANSWERS.items()},
    )


def saved(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the modal that says so where no board lies below the form."""
    sentence = blocks.fill(catalog.goals.saved, partner=card.partner.name)
    return blocks.modal(
        title=catalog.goals.saved_title, close=catalog.common.close, blocks=[blocks.paragraph(sentence)]
    )


def _first_fields(catalog: Catalog, card: PairCard, goal: GoalDraft | None) -> list[AnyBlock]:
    say = catalog.goals
    sees = say.sees.format(partner=card.partner.name)
    areas = [(getattr(say, f"area_{area}"), str(area)) for area in Area]
    horizons = [(getattr(say, f"horizon_{horizon}"), str(horizon)) for horizon in Horizon]
    due_hint = say.hint_due.format(partner=card.partner.name)
    return [
        fields.short_text(
            TITLE, say.ask_line, hint=sees, max_chars=TITLE_MAX_CHARS, initial=goal.title if goal else None
        ),
        fields.select(AREA, say.ask_area, areas, hint=sees, initial=goal.area if goal else None),
        fields.select(HORIZON, say.ask_horizon, horizons, hint=sees, initial=goal.horizon if goal else None),
        fields.day(DUE, say.ask_due, hint=due_hint, initial=goal.due_on if goal else None, is_optional=True),
    ]


def _more_fields(catalog: Catalog, card: PairCard, goal: GoalDraft | None) -> list[AnyBlock]:
    say = catalog.goals
    sees = say.sees.format(partner=card.partner.name)
    people = [(card.mentee.name, Side.MENTEE), (card.mentor.name, Side.MENTOR), (say.somebody_else, NOBODY)]
    labels = {name: getattr(say, f"ask_{name}") for name in ANSWERS}
    if card.side is Side.MENTOR:
        labels["support"] = say.ask_support_of_mentor
    asked = [
        fields.long_text(
            _field(name),
            labels[name].format(partner=card.partner.name),
            hint=sees,
            max_chars=limit,
            initial=getattr(goal, name, None),
            is_optional=True,
        )
        for name, limit in ANSWERS.items()
    ]
    giver = goal.support_from if goal else None
    return [
        *asked,
        fields.select(SUPPORT_FROM, say.ask_support_from, people, hint=sees, initial=giver, is_optional=True),
    ]


def _newer(catalog: Catalog, newer: GoalSheet) -> list[AnyBlock]:
    say = catalog.goals
    name = name_of(newer.card, newer.now.changed_by_id)
    told = [blocks.paragraph(blocks.fill(say.changed_meanwhile, name=name)), blocks.paragraph(say.says_now)]
    return [*told, *said(catalog, card=newer.card, revision=newer.now), blocks.line()]


def _text(catalog: Catalog, view: Mapping[str, Any], name: str, limit: int) -> str | None:
    return answers.text_within(view, name, limit, refusal=catalog.goals.too_long)


def _field(name: str) -> str:
    return f"goal_{name}"
