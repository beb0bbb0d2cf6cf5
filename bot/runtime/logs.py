"""Log lines: one event a line as `noun_verb`, its values beside it, UTC to the millisecond, through the redactor."""

import logging
import sys
import time
from typing import TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

from bot.runtime.redaction import install_redaction, self_test
from bot.runtime.traces import place_of

log = structlog.get_logger(__name__)


def configure_logging(level: str, stream: TextIO) -> None:
    """Send every log line of at least `level` to `stream`, redacted. Safe to repeat; the last call counts.

    Args:
        level: one of `bot.settings.LOG_LEVELS`.
        stream: where lines go, usually standard error.

    Raises:
        ConfigurationError: the redactor could not be proven active; nothing may be logged then.
    """
    install_redaction()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_line_format())
    handler.addFilter(lambda record: bool(record.msg))  # what the redactor blanked leaves no empty line
    logging.basicConfig(level=level, handlers=[handler], force=True)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            _exceptions_by_type,
            structlog.processors.LogfmtRenderer(key_order=["event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    self_test()
    log.debug("redaction_proven")


def _line_format() -> logging.Formatter:
    form = logging.Formatter("at=%(asctime)s.%(msecs)03dZ level=%(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S")
    form.converter = time.gmtime
    return form


def _exceptions_by_type(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace `exc_info` by the exception's type and the place in our code: its text may quote a person."""
    given = event.pop("exc_info", None)
    failure = given if isinstance(given, BaseException) else sys.exc_info()[1] if given else None
    if failure is not None:
        event.update(error=type(failure).__name__, place=place_of(failure.__traceback__))
    return event
