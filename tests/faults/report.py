"""What a scenario tells, and how the whole reads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tests.faults.ledger import HEADINGS, Ledger
from tests.faults.stage import Stage

BOTH = ("sqlite", "postgresql")
SQLITE, POSTGRESQL = BOTH[:1], BOTH[1:]


class Length(StrEnum):
    """How long a run may take."""

    SHORT = "short"
    """About a minute in all."""
    LONG = "long"
    """As long as it takes to find what is rare."""


@dataclass
class Told:
    """What a scenario has to say for itself."""

    ledger: Ledger
    note: str = ""
    """What was done to it: kills, refusals, jumps."""
    broken: list[str] = field(default_factory=list)
    """Promises beyond the ledger's that did not hold, a sentence each."""

    def expect(self, holds: bool, promise: str) -> None:
        """Note a promise that does not hold."""
        if not holds:
            self.broken.append(promise)

    @property
    def is_kept(self) -> bool:
        """Whether nothing was lost or doubled and every promise held."""
        return self.ledger.is_clean and not self.broken


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of fault."""

    name: str
    play: Callable[[Stage, Length], Told]
    databases: Sequence[str] = BOTH
    short_on: Sequence[str] = ()
    """On which databases the short run plays it too."""

    def kinds(self, length: Length) -> Sequence[str]:
        """Return the databases on which a run of this length plays it."""
        return self.short_on if length is Length.SHORT else self.databases


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    name: str
    database: str
    told: Told
    seconds: float


WIDTH = 34


def heading() -> str:
    """Return the first line of the table."""
    return f"{'scenario':<{WIDTH}}{'database':<11}" + "".join(f"{name:>9}" for name in HEADINGS) + f"{'seconds':>9}"


def text_of(line: Line) -> str:
    """Return one line of the table; what is broken follows it, a sentence a line."""
    numbers = "".join(f"{number:>9}" for number in line.told.ledger.numbers())
    first = f"{line.name:<{WIDTH}}{line.database:<11}{numbers}{line.seconds:>9.1f}  {line.told.note}"
    ledger = line.told.ledger
    findings = [f"doubled: {each}" for each in ledger.doubled[:5]] + [f"lost: {each}" for each in ledger.lost[:5]]
    return "\n".join([first, *(f"  BROKEN {each}" for each in findings + line.told.broken)])
