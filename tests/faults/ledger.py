"""The books held together: what was planned, where its row stands, and how many copies arrived."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.touchpoints import SENT_ONCE
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointState
from tests.faults.books import Arrival

ENDED = (TouchpointState.SENT, TouchpointState.SKIPPED, TouchpointState.FAILED, TouchpointState.DOUBTFUL)
HEADINGS = ("planned", "sent", "doubled", "lost", "late", "doubtful", "repeated", "dropped", "waiting")


@dataclass
class Ledger:
    """What became of one scenario's rows. Two kinds of finding break the promise: `doubled` and `lost`."""

    planned: int = 0
    sent: int = 0
    """Rows that stand as sent, and arrived."""
    doubled: list[str] = field(default_factory=list)
    """Arrived more than once, against what was promised of their kind."""
    lost: list[str] = field(default_factory=list)
    """Neither arrived, nor waiting for a reason, nor given up with one."""
    late: int = 0
    """Arrived after the instant by which an undisturbed sender would have been through."""
    doubtful: int = 0
    """Stand as doubtful: the process died or the answer was lost, and nobody may ask Slack."""
    repeated: int = 0
    """Arrived more than once after a doubt, as is promised of their kind: at least once."""
    dropped: int = 0
    """Given up, with a word that says why."""
    waiting: int = 0
    """Ready, and not due yet."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost and nothing doubled."""
        return not self.doubled and not self.lost

    def numbers(self) -> tuple[int, ...]:
        """Return the columns of HEADINGS."""
        return (
            self.planned,
            self.sent,
            len(self.doubled),
            len(self.lost),
            self.late,
            self.doubtful,
            self.repeated,
            self.dropped,
            self.waiting,
        )


def balance(
    keys: Sequence[str],
    rows: Mapping[str, Touchpoint],
    arrivals: Mapping[str, Sequence[Arrival]],
    *,
    now: datetime,
    late_after: float,
) -> Ledger:
    """Hold the books together.

    Args:
        keys: of what was planned, a dedupe key for each row.
        rows: the rows as they stand, by dedupe key.
        arrivals: the copies in people's conversations, by dedupe key.
        now: the present instant on people's clock.
        late_after: when an undisturbed sender would have been through, in seconds since the epoch.
    """
    ledger = Ledger(planned=len(keys))
    for key in keys:
        row, copies = rows.get(key), arrivals.get(key, ())
        if row is None:
            ledger.lost.append(f"{key}: its row is gone")
            continue
        ledger.late += bool(copies) and copies[0].at > late_after
        _count_copies(ledger, row, len(copies))
        _count_end(ledger, row, len(copies), now)
    return ledger


def _count_copies(ledger: Ledger, row: Touchpoint, copies: int) -> None:
    """Judge a row that arrived more often than once: only a doubt excuses it, and only where that was promised."""
    if copies <= 1:
        return
    if row.kind not in SENT_ONCE and row.attempts > 1:
        ledger.repeated += 1
    else:
        ledger.doubled.append(_described(row, copies))


def _count_end(ledger: Ledger, row: Touchpoint, copies: int, now: datetime) -> None:
    if row.state is TouchpointState.SENT and copies:
        ledger.sent += 1
    elif row.state is TouchpointState.DOUBTFUL:
        ledger.doubtful += 1
    elif row.state in {TouchpointState.SKIPPED, TouchpointState.FAILED} and row.outcome:
        ledger.dropped += 1
    elif row.state is TouchpointState.READY and row.due_at > now:
        ledger.waiting += 1
    else:
        ledger.lost.append(_described(row, copies))


def _described(row: Touchpoint, copies: int) -> str:
    times = f"{row.attempts} attempts, {copies} copies, outcome {row.outcome}"
    return f"{row.dedupe_key} {row.state}: {times}"
