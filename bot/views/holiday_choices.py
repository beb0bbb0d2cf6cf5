"""Countries to choose from, under the letters they begin with: there are more than a plain select takes."""

import unicodedata
from itertools import groupby

from bot.domain.public_holidays import countries
from bot.views.fields import Choices


def country_groups() -> list[tuple[str, Choices]]:
    """Return (letter, [(name, code), ...]) for every country that the library of holidays knows."""
    named = [(name, code) for code, name in countries().items()]
    return [(letter, list(choices)) for letter, choices in groupby(named, key=lambda choice: _initial(choice[0]))]


def _initial(name: str) -> str:
    return unicodedata.normalize("NFKD", name)[0]
