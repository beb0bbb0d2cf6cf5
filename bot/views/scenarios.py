"""Block Kit of scenarios: the list, one of them to pick a way in, and what is to be read afterwards."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.scenarios import Picked, Way
from bot.views import blocks
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.screens import Screen, opener
from storage.vocabulary import Scenario

FAMILY = "scenario:"
OPEN = FAMILY + "open:"
"""The family of buttons that open one; the scenario follows."""
PICK = FAMILY + "pick:"
"""The family of buttons that pick a way; the way follows, the value is the scenario."""


def offer(catalog: Catalog, scenario: Scenario) -> Button:
    """Return the button that offers one scenario where it fits: in a message, a form, or beside something hard."""
    say = catalog.scenarios
    label = say.offer_button.format(title=getattr(say, f"{scenario}_title"))
    return blocks.button(OPEN + scenario, label)


def board(catalog: Catalog, *, shelf: Mapping[Scenario, bool]) -> Payload:
    """Return the list of scenarios, each with whether it was read. Which ones are marked so is its owner's own."""
    say = catalog.scenarios
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        blocks=[
            blocks.paragraph(say.lead),
            *(_row(catalog, scenario, is_read=is_read) for scenario, is_read in shelf.items()),
        ],
    )


def sheet(catalog: Catalog, *, scenario: Scenario) -> Payload:
    """Return one scenario, with its ways to pick from and nothing about any of them yet."""
    say = catalog.scenarios
    ways = [
        blocks.paragraph(
            _way(catalog, scenario, way),
            accessory=blocks.button(PICK + way, say.pick_button.format(way=way.upper()), value=scenario),
        )
        for way in Way
    ]
    return blocks.modal(
        title=getattr(say, f"{scenario}_title"),
        close=catalog.common.close,
        blocks=[blocks.paragraph(getattr(say, f"{scenario}_story")), blocks.note(say.ask), *ways],
    )


def noted(catalog: Catalog, *, picked: Picked) -> Payload:
    """Return the same scenario with the way that was picked, and the note to read."""
    say = catalog.scenarios
    scenario = picked.scenario
    others = [blocks.note(_way(catalog, scenario, way)) for way in Way if way is not picked.way]
    return blocks.modal(
        title=getattr(say, f"{scenario}_title"),
        close=catalog.common.close,
        blocks=[
            blocks.paragraph(getattr(say, f"{scenario}_story")),
            blocks.note(say.picked),
            blocks.paragraph(_way(catalog, scenario, picked.way)),
            *others,
            blocks.line(),
            blocks.paragraph(getattr(say, f"{scenario}_note")),
            blocks.row(opener(Screen.SCENARIOS, say.others_button)),
        ],
    )


def chosen(action: Mapping[str, Any]) -> Scenario | None:
    """Return the scenario whose button was pressed, None where it names none of ours."""
    word = str(action.get("action_id", "")).removeprefix(OPEN)
    return Scenario(word) if word in set(Scenario) else None


def picked(action: Mapping[str, Any]) -> Picked | None:
    """Return the way that was picked, None where it is none of ours."""
    way, scenario = str(action.get("action_id", "")).removeprefix(PICK), str(action.get("value"))
    is_ours = way in set(Way) and scenario in set(Scenario)
    return Picked(Scenario(scenario), Way(way)) if is_ours else None


def _row(catalog: Catalog, scenario: Scenario, *, is_read: bool) -> AnyBlock:
    say = catalog.scenarios
    story: str = getattr(say, f"{scenario}_story")
    text = f"{story}\n_{say.already_read}_" if is_read else story
    return blocks.paragraph(text, accessory=blocks.button(OPEN + scenario, getattr(say, f"{scenario}_title")))


def _way(catalog: Catalog, scenario: Scenario, way: Way) -> str:
    return f"*{way.upper()}.* {getattr(catalog.scenarios, f'{scenario}_{way}')}"
