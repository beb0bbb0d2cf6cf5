"""Every word the bot says: TOML files beside this module, each read once, when the first of its phrases is said."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from types import MappingProxyType

from storage.records import record


class Section:
    """The phrases of one feature: `catalog.goals.title` is `title` of `goals.toml`."""

    __slots__ = ("_name", "_phrases")

    def __init__(self, name: str) -> None:
        self._name = name
        self._phrases: Mapping[str, str] | None = None

    def __getattr__(self, key: str) -> str:
        """Return a phrase, slots unfilled. Raises AttributeError for a phrase nobody wrote."""
        try:
            return self._read()[key]
        except KeyError:
            raise AttributeError(f"no phrase {key!r} in {self._name}.toml") from None

    def __deepcopy__(self, memo: object) -> "Section":
        return self

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield every key and its phrase."""
        return iter(self._read().items())

    def _read(self) -> Mapping[str, str]:
        """Return the phrases. Two threads that are first at once both read the file, and find the same.

        Raises:
            FileNotFoundError: the section has no file.
            tomllib.TOMLDecodeError: the file is no TOML.
            TypeError: a phrase is no string.
        """
        if self._phrases is None:
            self._phrases = _phrases_of(self._name)
        return self._phrases


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
    """Return every section; none is read before one of its phrases is asked for: a start needs few of them."""
    return Catalog(**{name: Section(name) for name in Catalog.__dataclass_fields__})


def _phrases_of(name: str) -> Mapping[str, str]:
    phrases = tomllib.loads((resources.files("bot.content") / f"{name}.toml").read_text("utf-8"))
    for key, phrase in phrases.items():
        if not isinstance(phrase, str):
            raise TypeError(f"{name}.toml: {key} must be a string")
    return MappingProxyType(phrases)
