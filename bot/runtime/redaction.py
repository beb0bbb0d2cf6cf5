"""No log tells who did what: every line passes here, whoever wrote it and at whatever level.

Libraries print what people typed: Bolt a request with a bad signature, the SDK every frame and every call at DEBUG,
SQLAlchemy and pydantic the values that failed. Levels and filters of single loggers miss some of them (Bolt names
loggers after listeners), so the one place that all of them pass is taken: the factory of log records. Loggers of
Rapport's own rooms keep their text, with ids, tokens and addresses masked; of every other one remain name and level.
"""

import logging
import re
from typing import Any

from bot.errors import ConfigurationError, new_reference
from bot.runtime import uncaught

OUR_ROOMS = frozenset({"bot", "handlers", "storage"})
MASK = "[masked]"
SECRETS = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"[a-z][a-z0-9+.-]*://\S+"  # addresses: response_urls, sockets, databases with their passwords
    r"|x(?:ox[a-z]|oxe\.xox[a-z]|app|wfp)-[\w.-]+"  # tokens
    r"|[UWDCGTEAB][A-Z0-9]{7,}"  # ids of users, conversations, teams, enterprises, apps and bots
    r")"
)
CHATTERBOXES = {
    "slack_sdk.web.base_client": logging.CRITICAL,
    "apscheduler": logging.WARNING,
    "sqlalchemy": logging.WARNING,
}
"""From which level on each may speak. What the SDK's client logs as an error it raises as well, and whoever catches
that says it in words of ours; its own line says nothing once it is bare."""


class RedactedRecord(logging.LogRecord):
    """A log record that holds nothing of what people wrote or of who they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - logging's own arguments, passed on unread
        super().__init__(*args, **kwargs)
        kind = self.exc_info[0] if self.exc_info else None
        said = _own_words(self) if is_ours(str(self.name)) else _bare(self)
        self.msg = f"{said} {kind.__name__}" if kind and said else said
        self.args = self.exc_info = self.exc_text = self.stack_info = None


def install_redaction() -> None:
    """Make every log record, warning and uncaught exception pass the redactor. Safe to repeat."""
    logging.setLogRecordFactory(RedactedRecord)
    logging.captureWarnings(capture=True)
    uncaught.install_hooks()
    for name, level in CHATTERBOXES.items():
        # Saves the building of lines that would be blanked: the SDK formats each payload while its logger has no level.
        logging.getLogger(name).setLevel(level)


def self_test() -> None:
    """Prove that the redactor is active, by logging a marker in every way that libraries log.

    Raises:
        ConfigurationError: the marker came through, or someone took the exception hooks.
    """
    marker = new_reference()
    failure = (ValueError, ValueError(marker), None)
    for name in ("slack_bolt.App", "app.py:open_form", __name__):
        logger = logging.getLogger(name)
        record = logger.makeRecord(name, logging.ERROR, "", 0, "U%s", (marker.upper(),), failure, sinfo=marker)
        if marker in logging.Formatter().format(record).lower() or not uncaught.are_installed():
            raise ConfigurationError(
                "Log redaction is not active, so Rapport does not start. "
                "Remove whatever replaces logging's record factory or Python's exception hooks."
            )


def is_ours(logger_name: str) -> bool:
    """Say whether a logger belongs to a room of Rapport; one that Bolt names `app.py:open_form` does not."""
    return logger_name.partition(".")[0] in OUR_ROOMS


def masked(text: str) -> str:
    """Return the text with Slack ids, tokens and addresses replaced by one constant."""
    return SECRETS.sub(MASK, text)


def _own_words(record: logging.LogRecord) -> str:
    try:
        return masked(record.getMessage())
    except (TypeError, ValueError):  # arguments that do not fit: logging would print them, so they go no further
        return _bare(record)


def _bare(record: logging.LogRecord) -> str:
    return f"[{record.name} {record.levelname}]" if (record.levelno or 0) >= logging.WARNING else ""
