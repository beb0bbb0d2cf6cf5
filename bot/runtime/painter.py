"""Pictures are drawn by a process of their own, which ends when they are done.

The library that draws would take the bot two thirds of its memory for good, and a start one more second.
"""

import base64
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import structlog

from bot.domain.pictures import Picture, to_text

log = structlog.get_logger(__name__)

ROOT = Path(__file__).parents[2]
MODULE = "bot.views.painting"
MOST_SECONDS = 25.0
"""All of it takes two on a quiet machine; a message is held for a minute by whoever sends it."""
PNG = b"\x89PNG\r\n\x1a\n"
"""How every PNG begins (www.w3.org/TR/png, section 5.2)."""


class ChildPainter:
    """Draws pictures in a child process, which is given them and nothing else: no token, no key, no database."""

    def __init__(self, *, module: str = MODULE, most_seconds: float = MOST_SECONDS) -> None:
        """Keep which module draws; nothing is started yet."""
        self._module = module
        self._most_seconds = most_seconds

    def paint(self, pictures: Sequence[Picture]) -> list[bytes] | None:
        """Return pictures as PNG, None where they could not be drawn; the log says why."""
        told = "\n".join(to_text(picture) for picture in pictures)
        with tempfile.TemporaryDirectory(prefix="rapport-painting-") as folder:
            try:
                painted = [base64.b64decode(line) for line in self._ask(told, folder).splitlines()]
            except (OSError, subprocess.SubprocessError, ValueError) as failure:
                log.error("pictures_undrawn", reason=type(failure).__name__)
                return None
        if len(painted) != len(pictures) or not all(each.startswith(PNG) for each in painted):
            log.error("pictures_undrawn", reason="incomplete")
            return None
        return painted

    def _ask(self, told: str, folder: str) -> bytes:
        """Return what the child answers; it keeps its own files, such as a list of fonts, in `folder` alone.

        Raises:
            OSError: there is no such program, or no room.
            SubprocessError: it failed, or took too long.
        """
        return subprocess.run(  # noqa: S603 - this Python and a module of ours; the pictures are only read
            [sys.executable, "-m", self._module],
            input=told.encode("ascii"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={"MPLCONFIGDIR": folder, "HOME": folder, "TMPDIR": folder},
            timeout=self._most_seconds,
            check=True,
        ).stdout
