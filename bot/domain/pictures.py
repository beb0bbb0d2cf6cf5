"""Pictures of numbers, before anything draws them: bars under headings, every word of them chosen. Pure data."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from storage.records import record


@record
class Bar:
    """One number with its name."""

    label: str
    value: int | None
    """None is not shown, and looks like no number."""
    told: str
    """What stands beside it: the number, or that it is not shown."""


@record
class Panel:
    """Some bars under one heading."""

    title: str
    note: str
    """Small print below it: of how many it speaks. Empty where the picture says so."""
    bars: tuple[Bar, ...]


@record
class Picture:
    """One picture."""

    title: str
    lead: str
    """A line below the title."""
    panels: tuple[Panel, ...]
    foot: str
    """Small print at the lower edge."""
    alt_text: str
    """What it says, for whoever hears it."""
    is_compared: bool = False
    """The bars of each panel are the same groups, in the same order: each has a colour of its own."""

    @property
    def words(self) -> str:
        """Return every word that stands in it."""
        bars = (word for panel in self.panels for bar in panel.bars for word in (bar.label, bar.told))
        return " ".join(
            (self.title, self.lead, self.foot, *(f"{panel.title} {panel.note}" for panel in self.panels), *bars)
        )


def to_text(picture: Picture) -> str:
    """Return a picture as one process tells another of it."""
    return json.dumps(asdict(picture))


def from_text(text: str) -> Picture:
    """Return the picture that another process tells of."""
    told = json.loads(text)
    return Picture(**{**told, "panels": tuple(_panel(each) for each in told["panels"])})


def _panel(told: Mapping[str, Any]) -> Panel:
    return Panel(told["title"], told["note"], tuple(Bar(**bar) for bar in told["bars"]))
