"""Which channel can be the facilitators'."""

from dataclasses import replace

import pytest

from bot.domain.people import Channel
from bot.domain.setup import ChannelFlaw, flaw_of

GOOD = Channel("C1", "facilitators", is_private=True, is_shared=False, is_archived=False, has_bot=True)
MEMBERS = frozenset({"U1", "UBOT"})


def test_a_private_channel_with_rapport_and_its_chooser_will_do() -> None:
    assert flaw_of(GOOD, members=MEMBERS, chooser="U1") is None


@pytest.mark.parametrize(
    ("channel", "flaw"),
    [
        (None, ChannelFlaw.NOT_SEEN),
        (replace(GOOD, has_bot=False), ChannelFlaw.NOT_SEEN),
        (replace(GOOD, is_private=False), ChannelFlaw.NOT_PRIVATE),
        (replace(GOOD, is_shared=True), ChannelFlaw.SHARED),
        (replace(GOOD, is_archived=True), ChannelFlaw.ARCHIVED),
    ],
)
def test_a_channel_is_refused_for_its_first_flaw(channel: Channel | None, flaw: ChannelFlaw) -> None:
    assert flaw_of(channel, members=MEMBERS, chooser="U1") is flaw


def test_nobody_chooses_a_channel_they_are_not_in() -> None:
    assert flaw_of(GOOD, members=MEMBERS, chooser="U2") is ChannelFlaw.NOT_YOURS
