"""How the mentor's digest says how much there is."""

from datetime import UTC, datetime

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.agendas import Digest, Open
from bot.domain.meetings import Appointment
from bot.views import agenda_messages
from tests.cards import a_card

MEETING = Appointment("a" * 32, "p" * 32, datetime(2026, 12, 8, 19, tzinfo=UTC), 60, None, 1, is_time_moved_on=False)


@pytest.mark.parametrize(
    ("topics", "items", "goals", "said"),
    [
        (1, 0, 1, "Idris brings one topic. Open between you: one goal."),
        (3, 2, 0, "Idris brings 3 topics. Open between you: 2 items."),
        (2, 1, 4, "Idris brings 2 topics. Open between you: one item and 4 goals."),
        (0, 0, 0, "There are no topics yet."),
    ],
)
def test_a_digest_counts_as_a_person_would_and_leaves_out_what_there_is_none_of(
    topics: int, items: int, goals: int, said: str
) -> None:
    still_open = Open(goals=(), goals_count=goals, items=(), items_count=items)
    digest = Digest(a_card(name="Idris"), MEETING, topics=(), topics_count=topics, open=still_open, cue=1)
    assert agenda_messages.digest(load_catalog(), digest=digest, waits=())["blocks"][1]["text"]["text"] == said
