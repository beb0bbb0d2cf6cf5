"""The groups by which a report tells people apart: none so small that its name would name somebody. Pure rules."""

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from bot.domain.reports.tables import Split
from storage.vocabulary import Course, Rank, Stream

OTHERS = "others"
"""Everybody of a group that too few belong to, where together they are enough."""
OWN_WORDS = (Split.GENDER,)
"""What people say of themselves in their own words: equal words make a group, and rare ones are not put together."""
ORDERS: Mapping[Split, tuple[str, ...]] = MappingProxyType(
    {Split.RANK: tuple(Rank), Split.STREAM: tuple(Stream), Split.COURSE: tuple(Course)}
)
"""Facts whose words have an order; those of the others are told by the alphabet."""


def groups_of(split: Split, facts: Mapping[str, str | None], *, k: int) -> dict[str, str]:
    """Return the group of each member: those of too few share one, and who has no group that is shown is left out.

    Args:
        split: by what.
        facts: everybody who is here, by id, with what is known of them.
        k: how many a group has at the least, in the whole workspace.
    """
    told = {member_id: _plain(split, fact) for member_id, fact in facts.items() if fact and fact.strip()}
    sizes = Counter(told.values())
    rare = sum(size for size in sizes.values() if size < k)
    found = {member_id: group for member_id, group in told.items() if sizes[group] >= k}
    if rare >= k and split not in OWN_WORDS:
        found |= {member_id: OTHERS for member_id, group in told.items() if sizes[group] < k}
    return found


def in_order(split: Split, groups: Iterable[str]) -> tuple[str, ...]:
    """Return groups as they are told: in the order of their words, everybody of groups too small for a name last."""
    words = ORDERS.get(split, ())

    def place(group: str) -> tuple[bool, int, str]:
        return group == OTHERS, words.index(group) if group in words else len(words), group

    return tuple(sorted(groups, key=place))


def _plain(split: Split, fact: str) -> str:
    """Return a fact by which it is compared: of people's own words neither capitals nor spaces count."""
    words = " ".join(fact.split())
    return words.casefold() if split in OWN_WORDS else words
