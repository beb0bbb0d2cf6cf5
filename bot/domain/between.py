"""What comes between two meetings: when the mentee is asked, and what either can do. Pure rules, no clock."""

from datetime import datetime, timedelta

from bot.domain.calendar import local_day
from bot.domain.hours import Hours, working_day_from
from bot.domain.meetings import MONTHS_BETWEEN
from bot.domain.mornings import Morning, morning_of
from bot.domain.pairs import PairCard
from storage.records import record
from storage.vocabulary import Cadence

NOTE_MAX_CHARS = 2000
DAYS_A_MONTH = 30
OPEN_FOR = timedelta(days=7)
"""How long the question in between is worth asking."""
SOON = timedelta(days=10)
"""So near before a meeting its agenda is asked for anyway."""
NOTE_FRESH = timedelta(days=30)
"""How long the word that a note is there is worth sending. The note itself stays."""


@record
class NoteSheet:
    """One note as one of the two sees it."""

    note_id: str
    is_own: bool
    text: str
    written_at: datetime
    is_changed: bool
    """Its author has put it right since."""


@record
class NotesBoard:
    """One page of what two people have written to each other between meetings, the newest first."""

    card: PairCard
    notes: tuple[NoteSheet, ...]
    page: int
    pages: int


@record
class Helper:
    """A facilitator who can be told that somebody hears nothing from the other side of a pair."""

    user_id: str
    name: str


def halfway(*, ends_at: datetime, cadence: Cadence, hours: Hours) -> Morning:
    """Return on which morning the mentee is asked whether there is something to tell.

    Half the time after a meeting until the next one would come, on a day on which they work.
    """
    wanted = local_day(ends_at, hours.zone) + timedelta(days=MONTHS_BETWEEN[cadence] * DAYS_A_MONTH // 2)
    day = working_day_from(hours, wanted)
    due_at = morning_of(hours, day)
    return Morning(day, due_at, due_at + OPEN_FOR)
