"""Public holidays of a country or one part of it, named like `CA` or `CA-ON` (ISO 3166). The library has the days."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import ModuleType
from typing import Any

from storage.records import record

NONE = ""
"""Whoever keeps no public holidays."""
BETWEEN = "-"
KNOWN_YEARS = range(1970, 2100)
"""The library makes up no days far from the present, and asking it for a year takes milliseconds."""


@record
class PublicHolidays:
    """The days off of one country or part, as a container of dates."""

    code: str

    def __contains__(self, day: object) -> bool:
        """Return whether `day` is one of them."""
        return isinstance(day, date) and day.year in KNOWN_YEARS and day in _of_year(self.code, day.year)


def is_known(code: str) -> bool:
    """Return whether the library has days for this country or part of one."""
    country, dash, part = code.partition(BETWEEN)
    return country in _modules() and (part in _country(country).subdivisions if dash else True)


def countries() -> dict[str, str]:
    """Return the name of every country that the library has, by code, in the order of their names."""
    return _by_name({code: _spelt(module) for code, module in _modules().items()})


def parts(country: str) -> dict[str, str]:
    """Return the name of every part of a country that has days of its own, by its code within the country."""
    if country not in _modules():
        return {}
    library = _country(country)
    spellings = library.get_subdivision_aliases()
    return _by_name({code: next(iter(spellings.get(code, ())), code) for code in library.subdivisions})


def name_of(code: str) -> str:
    """Return a country or part as it is shown, such as `Canada, Ontario`; the code itself where nothing is known."""
    country, _, part = code.partition(BETWEEN)
    name = countries().get(country, code)
    return f"{name}, {parts(country).get(part, part)}" if part else name


def _by_name(named: Mapping[str, str]) -> dict[str, str]:
    """Return names in the order of an index, where an accent changes no letter's place."""
    return dict(sorted(named.items(), key=lambda entry: unicodedata.normalize("NFKD", entry[1])))


def _spelt(module: str) -> str:
    """Return a country's name from that of the library's module: `isle_of_man` is the Isle of Man."""
    small = {"and", "of", "the"}
    words = [word if word in small else word.capitalize() for word in module.split("_")]
    return ODD_NAMES.get(module, " ".join(words))


ODD_NAMES = {
    "aland_islands": "Åland Islands",
    "bonaire_sint_eustatius_and_saba": "Bonaire, Sint Eustatius and Saba",
    "cocos_islands": "Cocos (Keeling) Islands",
    "curacao": "Curaçao",
    "dr_congo": "Congo (Democratic Republic)",
    "guinea_bissau": "Guinea-Bissau",
    "heard_island_and_mcdonald_islands": "Heard Island and McDonald Islands",
    "reunion": "Réunion",
    "saint_barthelemy": "Saint Barthélemy",
    "saint_helena_ascension_and_tristan_da_cunha": "Saint Helena, Ascension and Tristan da Cunha",
    "sao_tome_and_principe": "São Tomé and Príncipe",
    "syrian_arab_republic": "Syria",
    "timor_leste": "Timor-Leste",
}
"""Countries whose names are more than the words of their modules."""


@lru_cache(maxsize=256)
def _of_year(code: str, year: int) -> frozenset[date]:
    """Return the days of one year: nothing that two threads could be filling at the same time."""
    country, _, part = code.partition(BETWEEN)
    if not is_known(code):
        return frozenset()
    return frozenset(_library().country_holidays(country, subdiv=part or None, years=year, expand=False))


def _modules() -> dict[str, str]:
    """Return the library's module of every country, by code. To list their parts it would read all 250, for 0.5 s."""
    return {codes[1]: module for module, codes in _library().registry.COUNTRIES.items()}


def _country(code: str) -> type[Any]:
    """Return what the library knows of one country."""
    return type(_library().country_holidays(code))


def _library() -> ModuleType:
    import holidays  # noqa: PLC0415 - 0.1 s and 8 MB, which only programmes that keep public holidays need
    import holidays.registry  # noqa: PLC0415 - as above

    return holidays
