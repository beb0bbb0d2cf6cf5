"""The work-and-credit register as one of the two finds it: the board, one version, the whole of it. Data alone."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.credits import CreditWords, Signing, signing_of
from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import CreditState, Side


@record
class CreditSheet:
    """One version of one work."""

    card: PairCard
    entry_id: str
    state: CreditState
    marked_at: datetime | None
    """When somebody last said how far it has come."""
    marked_by: Side | None
    newest: int
    """The number of its newest version."""
    number: int
    author: Side
    written_at: datetime
    words: CreditWords
    signed_at: Mapping[Side, datetime | None]
    frozen_at: datetime | None
    last_signed: int = 0
    """The number of the last version that both have signed; 0 for none."""

    @property
    def signing(self) -> Signing:
        """Return how far the signatures have come."""
        return signing_of(mine=self.signed_at[self.card.side], theirs=self.signed_at[self.card.other_side])

    @property
    def can_change(self) -> bool:
        """Return whether the viewer can write another version."""
        return self.state is CreditState.OPEN and not (self.frozen_at or self.card.is_resting)

    @property
    def can_sign(self) -> bool:
        """Return whether the viewer can sign this version: the newest one, once."""
        return self.can_change and self.number == self.newest and self.signed_at[self.card.side] is None


@record
class CreditBoard:
    """One page of a pair's works, each in its newest version."""

    card: PairCard
    sheets: tuple[CreditSheet, ...]
    page: int
    pages: int


@record
class CreditRegister:
    """Every version of every work of a pair."""

    card: PairCard
    works: tuple[tuple[CreditSheet, ...], ...]
    """Of each work its versions, the newest first."""
