"""Exceptions that nobody caught: their type, a reference and the place in our code, instead of Python's traceback."""

import sys
import threading
from types import TracebackType

import structlog

from bot.errors import new_reference
from bot.runtime.traces import place_of

log = structlog.get_logger(__name__)


def install_hooks() -> None:
    """Take the three hooks through which Python prints exceptions and their texts. Safe to repeat."""
    sys.excepthook = _in_main
    sys.unraisablehook = _in_finaliser
    threading.excepthook = _in_thread


def are_installed() -> bool:
    """Say whether all three hooks are still ours."""
    return (sys.excepthook, sys.unraisablehook, threading.excepthook) == (_in_main, _in_finaliser, _in_thread)


def _in_main(kind: type[BaseException], _failure: BaseException, trace: TracebackType | None) -> None:
    _report(kind, trace)


def _in_thread(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_type is not SystemExit:
        _report(arguments.exc_type, arguments.exc_traceback)


def _in_finaliser(unraisable: "sys.UnraisableHookArgs") -> None:
    _report(unraisable.exc_type, unraisable.exc_traceback)


def _report(kind: type[BaseException], trace: TracebackType | None) -> None:
    log.error("exception_uncaught", error=kind.__name__, place=place_of(trace), reference=new_reference())
