"""A clock that a test sets and every worker reads: the machine's, shifted by what a file says."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FileClock:
    """People's clock. It goes on by itself; setting it is seen by every process at its next look."""

    file: Path

    def now(self) -> datetime:
        """Return the present instant, aware, UTC."""
        return datetime.now(UTC) + timedelta(seconds=float(self.file.read_text()))

    def set(self, at: datetime) -> None:
        """Let it show `at` now."""
        self._write((at - datetime.now(UTC)).total_seconds())

    def move(self, by: timedelta) -> None:
        """Let it jump."""
        self._write(float(self.file.read_text()) + by.total_seconds())

    def _write(self, offset: float) -> None:
        fresh = self.file.with_suffix(".new")
        fresh.write_text(repr(offset))
        fresh.replace(self.file)
