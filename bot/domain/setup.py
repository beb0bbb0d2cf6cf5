"""What a programme settles before it starts, and what is refused."""

import zlib
from dataclasses import asdict
from enum import StrEnum

from bot.domain.gate import Kind
from bot.domain.hours import WEEKDAYS
from bot.domain.own_data import KEPT_DAYS, USUAL_KEPT_DAYS
from bot.domain.people import Channel
from bot.domain.programme import RAREST
from bot.domain.public_holidays import is_known
from storage.records import record
from storage.vocabulary import Cadence, MatchMode

CONTACTS_MAX_CHARS = 2000
NAME_MAX_CHARS = 80
SMALLEST_COUNTS = (5, 6, 8, 10, 11, 15, 20)
"""What can be chosen as the smallest number that a report shows: never below 5 (FCSM Working Paper 22), 11 as CMS."""


@record
class SetupDraft:
    """What was entered in the settings form."""

    channel_id: str | None
    """None when the form did not ask: the channel is fixed where Rapport is installed."""
    contacts: str | None
    holidays: str | None = None
    """Whose public holidays the programme keeps: a country or one part of it, such as `CA-ON`; None for none."""
    name: str | None = None
    """What the programme calls itself."""
    mode: MatchMode = MatchMode.SELF_CHOICE
    floor: Cadence = RAREST
    """How often a pair meets at the least."""
    weekdays: frozenset[int] = WEEKDAYS
    """On which days people work who have chosen none: Monday 1 to Sunday 7 (ISO 8601)."""
    smallest_count: int = SMALLEST_COUNTS[0]
    """The smallest number that a report shows."""
    kept_days: int = USUAL_KEPT_DAYS
    """For how many days the data of somebody who has left is kept."""
    barred: frozenset[Kind] = frozenset()
    """Between whom the programme makes no pair."""


@record
class Setup:
    """What is settled now."""

    channel_id: str | None
    is_channel_fixed: bool
    """Fixed by whoever installed Rapport, so the form does not ask."""
    contacts: str | None
    holidays: str | None = None
    name: str | None = None
    mode: MatchMode = MatchMode.SELF_CHOICE
    floor: Cadence = RAREST
    weekdays: frozenset[int] = WEEKDAYS
    smallest_count: int = SMALLEST_COUNTS[0]
    least_count: int = SMALLEST_COUNTS[0]
    """What whoever installed Rapport allows at the least."""
    kept_days: int = USUAL_KEPT_DAYS
    barred: frozenset[Kind] = frozenset()

    @property
    def mark(self) -> int:
        """Return a number that is another one when something else is settled: a form says by it what it showed."""
        said = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in asdict(self).items()}
        return zlib.crc32(repr(said).encode())

    @property
    def counts(self) -> tuple[int, ...]:
        """Return what can be chosen as the smallest number that a report shows."""
        return tuple(sorted({self.least_count, *(each for each in SMALLEST_COUNTS if each > self.least_count)}))


class SetupFlaw(StrEnum):
    """Why something cannot be settled. Each is the key of the sentence that says so."""

    NO_DAY = "no_day"
    NO_HOLIDAYS = "no_holidays"
    NO_COUNT = "no_count"
    NO_TIME = "no_time"
    LONG_NAME = "long_name"


class ChannelFlaw(StrEnum):
    """Why a channel cannot be the facilitators'. Each is the key of the sentence that says so."""

    NOT_SEEN = "not_seen"
    NOT_PRIVATE = "not_private"
    SHARED = "shared"
    ARCHIVED = "archived"
    NOT_YOURS = "not_yours"
    FOREIGN_BOT = "foreign_bot"
    """Where private requests are taken, another bot would read along."""


def says(setup: Setup, draft: SetupDraft) -> bool:
    """Return whether all that was entered is settled already; a channel that was not asked for is none of it."""
    entered = asdict(draft)
    if setup.is_channel_fixed:
        del entered["channel_id"]
    return all(getattr(setup, name) == value for name, value in entered.items())


def flaw_of_draft(draft: SetupDraft, *, before: Setup) -> SetupFlaw | None:
    """Return why this cannot be settled, None when nothing stands against it. The channel is judged apart."""
    flaws = {
        SetupFlaw.LONG_NAME: len(draft.name or "") > NAME_MAX_CHARS,
        SetupFlaw.NO_DAY: not draft.weekdays,
        SetupFlaw.NO_COUNT: draft.smallest_count not in before.counts,
        SetupFlaw.NO_TIME: draft.kept_days not in KEPT_DAYS,
        SetupFlaw.NO_HOLIDAYS: bool(draft.holidays) and not is_known(draft.holidays or ""),
    }
    return next((flaw for flaw, holds in flaws.items() if holds), None)


def flaw_of(channel: Channel | None, *, members: frozenset[str], chooser: str | None = None) -> ChannelFlaw | None:
    """Return why this cannot be the facilitators' channel, None when nothing stands against it.

    The channel must be private, unshared and in use, with Rapport and the person who chooses it among its members.
    """
    if channel is None:
        return ChannelFlaw.NOT_SEEN
    flaws = {
        ChannelFlaw.NOT_SEEN: not channel.has_bot,
        ChannelFlaw.NOT_PRIVATE: not channel.is_private,
        ChannelFlaw.SHARED: channel.is_shared,
        ChannelFlaw.ARCHIVED: channel.is_archived,
        ChannelFlaw.NOT_YOURS: chooser is not None and chooser not in members,
    }
    return next((flaw for flaw, holds in flaws.items() if holds), None)
