"""Logging as in production, into a stream of the test's; afterwards everything is as it was."""

import io
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bot.runtime.logs import configure_logging
from bot.runtime.redaction import CHATTERBOXES


@contextmanager
def captured_logs(level: str) -> Iterator[io.StringIO]:
    """Yield the stream into which every log line goes, redacted as in production."""
    root, stream = logging.getLogger(), io.StringIO()
    handlers, root_level, factory = root.handlers[:], root.level, logging.getLogRecordFactory()
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
    root.handlers = []  # so that pytest's own are not closed
    try:
        configure_logging(level, stream)
        yield stream
    finally:
        root.handlers, root.level = handlers, root_level
        logging.setLogRecordFactory(factory)
        logging.captureWarnings(capture=False)
        sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
        structlog.reset_defaults()


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    """Yield what is logged while even those loggers are at DEBUG that Rapport keeps quiet."""
    with captured_logs("DEBUG") as stream:
        for name in CHATTERBOXES:
            logging.getLogger(name).setLevel(logging.DEBUG)
        try:
            yield stream
        finally:
            for name, level in CHATTERBOXES.items():
                logging.getLogger(name).setLevel(level)
