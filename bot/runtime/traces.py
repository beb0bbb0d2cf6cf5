"""Where something failed and how to speak of it, in words that hold nothing of what people wrote."""

from pathlib import Path
from types import TracebackType

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = frozenset({"app.py", "bot", "handlers", "storage"})


def place_of(trace: TracebackType | None) -> str:
    """Return the innermost place in Rapport's own code, as `bot/services/goals.py:31`; empty when there is none.

    A place is a file of the project and a line, so unlike an exception's text it can be logged.
    """
    found = ""
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(PROJECT) and path.relative_to(PROJECT).parts[0] in ROOMS:
            found = f"{path.relative_to(PROJECT).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
