"""What a programme settles before it starts, and what is refused."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Channel

CONTACTS_MAX_CHARS = 2000


@dataclass(frozen=True, slots=True)
class SetupDraft:
    """What was entered in the settings form."""

    channel_id: str | None
    """None when the form did not ask: the channel is fixed where Rapport is installed."""
    contacts: str | None
    holidays: str | None = None
    """Whose public holidays the programme keeps: a country or one part of it, such as `CA-ON`; None for none."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What is settled now."""

    channel_id: str | None
    is_channel_fixed: bool
    """Fixed by whoever installed Rapport, so the form does not ask."""
    contacts: str | None
    holidays: str | None = None


class ChannelFlaw(StrEnum):
    """Why a channel cannot be the facilitators'. Each is the key of the sentence that says so."""

    NOT_SEEN = "not_seen"
    NOT_PRIVATE = "not_private"
    SHARED = "shared"
    ARCHIVED = "archived"
    NOT_YOURS = "not_yours"
    FOREIGN_BOT = "foreign_bot"
    """Where private requests are taken, another bot would read along."""


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
