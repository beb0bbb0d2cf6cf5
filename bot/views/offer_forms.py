"""Block Kit of the two forms of a mentor's profile: beside each field stands who sees it."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.offers import (
    BRINGS_MAX_CHARS,
    MOST_DAYS,
    MOST_MENTEES,
    MOST_YEARS,
    REACH_MAX_CHARS,
    VALUE_MAX_CHARS,
    OfferFlaw,
    OpenPart,
    PairPart,
)
from bot.errors import FieldError
from bot.views import answers, blocks, fields, offer_lines
from bot.views.blocks import AnyBlock, Payload
from storage.vocabulary import Experience, Grain, Stage, Standing, Strength, Thinking

SUBMIT_OPEN, SUBMIT_PAIR = "offer_open_form", "offer_pair_form"
STANDING, UNTIL, CAPACITY = "offer_standing", "offer_until", "offer_capacity"
STRENGTHS, YEARS, BRINGS, SCHEME = "offer_strengths", "offer_years", "offer_brings", "offer_scheme"
STAGE = "offer_stage_"
"""What the name of each stage's field begins with; the stage follows."""
REACH, PAPER, GRANT = "offer_reach", "offer_paper_days", "offer_grant_days"
THINKING, GRAIN = "offer_thinking", "offer_grain"
VALUES = ("value_research", "value_work", "value_life")
NOT = "not"
"""The choice that one does not mentor at a stage."""
AGREED = "agreed"

FIELDS: Mapping[OfferFlaw, str] = {
    OfferFlaw.NO_DAY: UNTIL,
    OfferFlaw.PAUSE_PAST: UNTIL,
    OfferFlaw.PAUSE_LONG: UNTIL,
    OfferFlaw.NO_CAPACITY: CAPACITY,
    OfferFlaw.NO_STRENGTH: STRENGTHS,
    OfferFlaw.NO_STAGE: STAGE + Stage.EARLY,
    OfferFlaw.NO_YEARS: YEARS,
}
"""Beside which field each refusal stands."""


def open_form(catalog: Catalog, *, part: OpenPart) -> Payload:
    """Return the form of what every colleague may read, filled in with what holds now."""
    say = catalog.offers
    asked = [*_standing_fields(catalog, part), blocks.line(), *_offer_fields(catalog, part)]
    return blocks.modal(
        callback_id=SUBMIT_OPEN,
        title=say.form_title,
        submit=say.save,
        close=catalog.common.close,
        blocks=asked,
    )


def read_open_form(catalog: Catalog, view: Mapping[str, Any]) -> OpenPart:
    """Return what was entered; a choice that was never offered counts as none.

    Raises:
        FieldError: it is not said whether they take somebody on, or a text is too long, or a number is none.
    """
    standing = answers.word(view, STANDING, Standing)
    if standing is None:
        raise FieldError(STANDING, catalog.offers.no_standing)
    chosen = {stage: answers.word(view, STAGE + stage, Experience) for stage in Stage}
    ticked = answers.ticked(view, STRENGTHS)
    return OpenPart(
        standing=standing,
        paused_until=answers.day(view, UNTIL),
        capacity=_capacity(view),
        strengths=frozenset(strength for strength in Strength if strength in ticked),
        experience={stage: said for stage, said in chosen.items() if said},
        years=_number(catalog, view, YEARS, most=MOST_YEARS, sentence=catalog.offers.no_years),
        brings=_text(catalog, view, BRINGS, BRINGS_MAX_CHARS),
        is_reference_scheme=AGREED in answers.ticked(view, SCHEME),
    )


def pair_form(catalog: Catalog, *, part: PairPart) -> Payload:
    """Return the form of what only one's mentees may read, filled in with what holds now."""
    say = catalog.offers
    sees = say.sees_pair
    reach = fields.long_text(
        REACH, say.ask_reach, hint=sees, max_chars=REACH_MAX_CHARS, initial=part.reach, is_optional=True
    )
    return blocks.modal(
        callback_id=SUBMIT_PAIR,
        title=say.pair_form_title,
        submit=say.save,
        close=catalog.common.close,
        blocks=[
            reach,
            fields.whole_number(PAPER, say.ask_paper_days, hint=sees, most=MOST_DAYS, initial=part.paper_days),
            fields.whole_number(GRANT, say.ask_grant_days, hint=sees, most=MOST_DAYS, initial=part.grant_days),
            *_style_fields(catalog, part),
            *(_value_field(catalog, part, name) for name in VALUES),
        ],
    )


def read_pair_form(catalog: Catalog, view: Mapping[str, Any]) -> PairPart:
    """Return what was entered.

    Raises:
        FieldError: a text is too long, or a number is none.
    """
    sentence = catalog.offers.no_days
    return PairPart(
        reach=_text(catalog, view, REACH, REACH_MAX_CHARS),
        paper_days=_number(catalog, view, PAPER, most=MOST_DAYS, sentence=sentence),
        grant_days=_number(catalog, view, GRANT, most=MOST_DAYS, sentence=sentence),
        thinking=answers.word(view, THINKING, Thinking),
        grain=answers.word(view, GRAIN, Grain),
        **{name: _text(catalog, view, f"offer_{name}", VALUE_MAX_CHARS) for name in VALUES},
    )


def _standing_fields(catalog: Catalog, part: OpenPart) -> list[AnyBlock]:
    say = catalog.offers
    standings = [(getattr(say, f"standing_{standing}"), str(standing)) for standing in Standing]
    rooms = [(str(number), str(number)) for number in range(1, MOST_MENTEES + 1)]
    return [
        fields.radios(STANDING, say.ask_standing, standings, hint=say.ask_standing_hint, initial=part.standing),
        fields.day(UNTIL, say.ask_until, hint=say.ask_until_hint, initial=part.paused_until, is_optional=True),
        fields.select(CAPACITY, say.ask_capacity, rooms, hint=say.ask_capacity_hint, initial=str(part.capacity)),
    ]


def _offer_fields(catalog: Catalog, part: OpenPart) -> list[AnyBlock]:
    say = catalog.offers
    sees = say.sees_open
    offered = [(offer_lines.strength(catalog, each), str(each)) for each in Strength]
    brings = fields.long_text(
        BRINGS,
        say.ask_brings,
        hint=say.ask_brings_hint,
        max_chars=BRINGS_MAX_CHARS,
        initial=part.brings,
        is_optional=True,
    )
    agreed = [AGREED] if part.is_reference_scheme else []
    return [
        fields.several(STRENGTHS, say.ask_strengths, offered, hint=sees, initial=sorted(part.strengths)),
        *(_stage_field(catalog, part, stage) for stage in Stage),
        fields.whole_number(YEARS, say.ask_years, hint=sees, most=MOST_YEARS, initial=part.years),
        brings,
        fields.checkboxes(
            SCHEME, say.ask_scheme, [(say.scheme_choice, AGREED)], hint=say.ask_scheme_hint, initial=agreed
        ),
    ]


def _stage_field(catalog: Catalog, part: OpenPart, stage: Stage) -> AnyBlock:
    say = catalog.offers
    words = [(getattr(say, f"experience_{word}").capitalize(), str(word)) for word in Experience]
    choices = [(say.experience_not, NOT), *words]
    initial = part.experience.get(stage, NOT)
    return fields.select(STAGE + stage, getattr(say, f"ask_{stage}"), choices, hint=say.sees_open, initial=initial)


def _style_fields(catalog: Catalog, part: PairPart) -> list[AnyBlock]:
    say = catalog.offers
    ways = [(getattr(say, f"thinking_{word}"), str(word)) for word in Thinking]
    grains = [(getattr(say, f"grain_{word}"), str(word)) for word in Grain]
    sees = say.sees_pair
    return [
        fields.select(THINKING, say.ask_thinking, ways, hint=sees, initial=part.thinking, is_optional=True),
        fields.select(GRAIN, say.ask_grain, grains, hint=sees, initial=part.grain, is_optional=True),
    ]


def _value_field(catalog: Catalog, part: PairPart, name: str) -> AnyBlock:
    say = catalog.offers
    label, said = getattr(say, f"ask_{name}"), getattr(part, name)
    return fields.short_text(
        f"offer_{name}", label, hint=say.sees_value, max_chars=VALUE_MAX_CHARS, initial=said, is_optional=True
    )


def _capacity(view: Mapping[str, Any]) -> int:
    """Return the number chosen, 0 for one that was never offered."""
    chosen = answers.choice(view, CAPACITY)
    return next((number for number in range(1, MOST_MENTEES + 1) if str(number) == chosen), 0)


def _number(catalog: Catalog, view: Mapping[str, Any], name: str, *, most: int, sentence: str) -> int | None:
    number = answers.whole_number(view, name)
    if (number is None and answers.text(view, name)) or (number or 0) > most:
        raise FieldError(name, sentence.format(most=most))
    return number


def _text(catalog: Catalog, view: Mapping[str, Any], name: str, limit: int) -> str | None:
    return answers.text_within(view, name, limit, refusal=catalog.offers.too_long)
