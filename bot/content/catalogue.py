"""Every word the bot says: TOML files beside this module, read once and handed down."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from types import MappingProxyType

from storage.records import record


class Section:
    """The phrases of one feature: `catalog.goals.title` is `title` of `goals.toml`."""

    __slots__ = ("_name", "_phrases")

    def __init__(self, name: str, phrases: Mapping[str, str]) -> None:
        self._name = name
        self._phrases = MappingProxyType(dict(phrases))

    def __getattr__(self, key: str) -> str:
        """Return a phrase, slots unfilled. Raises AttributeError for a phrase nobody wrote."""
        try:
            return self._phrases[key]
        except KeyError:
            raise AttributeError(f"no phrase {key!r} in {self._name}.toml") from None

    def __deepcopy__(self, memo: object) -> "Section":
        return self

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield every key and its phrase."""
        return iter(self._phrases.items())


@record
class Catalog:
    """One section a feature. The name of the field is the name of the file."""

    common: Section
    home: Section
    mentor: Section
    pairs: Section
    gate: Section
    requests: Section
    goals: Section
    agendas: Section
    meetings: Section
    items: Section
    recaps: Section
    agreements: Section
    credits: Section
    endings: Section
    lulls: Section
    setup: Section
    offers: Section
    finding: Section
    references: Section
    privacy: Section
    relay_intake: Section
    relay_end: Section
    relay_report: Section
    preferences: Section
    digest: Section
    relay_desk: Section
    relay_mine: Section
    roster: Section
    newcomers: Section
    new_stages: Section
    first_meetings: Section
    scenarios: Section
    library: Section
    about: Section
    plans: Section
    reviews: Section
    notes: Section
    contact: Section
    check_ins: Section
    selfchecks: Section
    stressors: Section
    needs: Section
    milestones: Section
    outcomes: Section
    thanks: Section
    statements: Section
    circle: Section
    tips: Section
    doors: Section
    desk: Section
    audit: Section
    report_words: Section
    report_page: Section
    own_data: Section


def load_catalog() -> Catalog:
    """Read every section from the package's TOML files.

    Raises:
        FileNotFoundError: a section has no file.
        tomllib.TOMLDecodeError: a file is no TOML.
        TypeError: a phrase is no string.
    """
    return Catalog(**{name: _section(name) for name in Catalog.__dataclass_fields__})


def _section(name: str) -> Section:
    phrases = tomllib.loads((resources.files("bot.content") / f"{name}.toml").read_text("utf-8"))
    for key, phrase in phrases.items():
        if not isinstance(phrase, str):
            raise TypeError(f"{name}.toml: {key} must be a string")
    return Section(name, phrases)
