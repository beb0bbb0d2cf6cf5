"""The words that are stored: the product's glossary. Standard library only, so any room may read it."""

from storage.vocabulary.delivery import Lane, PromptKind, TouchpointKind, TouchpointState
from storage.vocabulary.meetings import AdviceState, Area, GoalState, Horizon, ItemState, MeetingState, TopicState
from storage.vocabulary.pairs import Cadence, PairState, Side
from storage.vocabulary.people import Authority, Rank, Stream
from storage.vocabulary.programme import SettingName

__all__ = [
    "AdviceState",
    "Area",
    "Authority",
    "Cadence",
    "GoalState",
    "Horizon",
    "ItemState",
    "Lane",
    "MeetingState",
    "PairState",
    "PromptKind",
    "Rank",
    "SettingName",
    "Side",
    "Stream",
    "TopicState",
    "TouchpointKind",
    "TouchpointState",
]
