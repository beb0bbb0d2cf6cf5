"""The words that are stored: the product's glossary. Standard library only, so any room may read it."""

from storage.vocabulary.agreements import AgreementField
from storage.vocabulary.audit import AuditKind
from storage.vocabulary.between import CheckIn, CheckInDeed, ReviewKind, ReviewState
from storage.vocabulary.credits import CreditState
from storage.vocabulary.delivery import Lane, PromptKind, TouchpointKind, TouchpointState
from storage.vocabulary.doors import DoorKind, DoorState
from storage.vocabulary.learning import CheckItem, FirstStep, Scenario
from storage.vocabulary.meetings import AdviceState, Area, GoalState, Horizon, ItemState, MeetingState, TopicState
from storage.vocabulary.offers import Experience, Grain, InquiryState, Stage, Standing, Strength, Thinking
from storage.vocabulary.outcomes import Course, YearAnswer
from storage.vocabulary.pairs import Cadence, ClosureKind, Interest, PairState, RequestState, Side
from storage.vocabulary.people import Authority, Rank, Stream
from storage.vocabulary.plans import Duty, Paper
from storage.vocabulary.programme import MatchMode, SettingName
from storage.vocabulary.recognition import MilestoneKind, MilestoneState, NamingState

__all__ = [
    "AdviceState",
    "AgreementField",
    "Area",
    "AuditKind",
    "Authority",
    "Cadence",
    "CheckIn",
    "CheckInDeed",
    "CheckItem",
    "ClosureKind",
    "Course",
    "CreditState",
    "DoorKind",
    "DoorState",
    "Duty",
    "Experience",
    "FirstStep",
    "GoalState",
    "Grain",
    "Horizon",
    "InquiryState",
    "Interest",
    "ItemState",
    "Lane",
    "MatchMode",
    "MeetingState",
    "MilestoneKind",
    "MilestoneState",
    "NamingState",
    "PairState",
    "Paper",
    "PromptKind",
    "Rank",
    "RequestState",
    "ReviewKind",
    "ReviewState",
    "Scenario",
    "SettingName",
    "Side",
    "Stage",
    "Standing",
    "Stream",
    "Strength",
    "Thinking",
    "TopicState",
    "TouchpointKind",
    "TouchpointState",
    "YearAnswer",
]
