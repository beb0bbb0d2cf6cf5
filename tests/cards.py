"""Pairs as one of the two sees them, for tests that need no database."""

from bot.domain.pairs import PairCard, Partner
from storage.vocabulary import Cadence, PairState, Side

LONGEST_NAME = "Ä" * 80


def a_card(*, side: Side = Side.MENTEE, name: str = "") -> PairCard:
    """Return a pair of Maya in Toronto and Idris in Berlin, or of two people who are both called `name`."""
    return PairCard(
        pair_id="p" * 32,
        team_id="T1",
        side=side,
        mentor=Partner("member-idris", "U0IDRIS001", name or "Idris Okafor", "Europe/Berlin"),
        mentee=Partner("member-maya", "U0MAYA0001", name or "Maya Lindqvist", "America/Toronto"),
        cadence=Cadence.QUARTERLY,
        state=PairState.ACTIVE,
    )
