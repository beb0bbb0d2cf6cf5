"""What people type and who they are reaches no log: databases, validation, the scheduler, crashes, at DEBUG.

The numbers are those of the private relay's acceptance tests.
"""

import io
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pydantic
import pytest
import sqlalchemy
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from slack_sdk.errors import SlackApiError

from tests.architecture.source import ROOT
from tests.integration.secrecy import MARKER, WORD, assert_silent_about_people, fail
from tests.log_capture import everything_logged
from tests.payloads import USER


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that is logged while every logger is at DEBUG."""
    with everything_logged() as stream:
        yield stream


class Note(pydantic.BaseModel):
    """Something that validates."""

    count: int


def bound_value() -> None:
    engine = sqlalchemy.create_engine("sqlite://")
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("create table t (x text unique)"))
        for _ in range(2):
            connection.execute(sqlalchemy.text("insert into t values (:x)"), {"x": MARKER})


def input_value() -> None:
    Note.model_validate({"count": MARKER})


def refused_call() -> None:
    response = {"ok": False, "error": MARKER}
    raise SlackApiError(MARKER, response)  # type: ignore[no-untyped-call]  # the SDK leaves it untyped


def timed_out() -> None:
    raise TimeoutError(MARKER)


@pytest.mark.parametrize("cause", [bound_value, input_value, refused_call, timed_out], ids=lambda cause: cause.__name__)
def test_20_no_error_tells_what_it_was_about(lines: io.StringIO, cause: Any) -> None:  # noqa: ANN401 - one of the four
    """Relay 20: a database, pydantic, the SDK and a time-out, in our log and in a library's."""
    for name in ("bot.services.goals", "slack_bolt.App"):
        try:
            cause()
        except Exception as failure:
            logging.getLogger(name).exception("it broke: %s", type(failure).__name__, stack_info=True)
    assert len(re.findall(r"level=ERROR", lines.getvalue())) == 2
    assert_silent_about_people(lines)


def test_the_scheduler_tells_nothing_of_its_jobs(lines: io.StringIO) -> None:
    scheduler = BackgroundScheduler(executors={"default": ThreadPoolExecutor(1)}, timezone="UTC")
    scheduler.start()
    scheduler.add_job(timed_out, name=MARKER)
    scheduler.add_job(fail, args=[{"text": MARKER, "user_id": USER}], name=MARKER)
    scheduler.shutdown(wait=True)
    assert_silent_about_people(lines)


def test_a_database_that_echoes_tells_nothing(lines: io.StringIO) -> None:
    engine = sqlalchemy.create_engine("sqlite://", echo="debug")
    logging.getLogger("sqlalchemy.engine.Engine").handlers.clear()
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("select :x"), {"x": MARKER}).all()
    logging.getLogger("sqlalchemy.engine.Engine").setLevel(logging.NOTSET)
    assert_silent_about_people(lines)


def test_nothing_that_reports_elsewhere_is_required() -> None:
    """Relay 22: no library that sends errors or traces away is among those that are installed."""
    required = (ROOT / "pyproject.toml").read_text("utf-8").lower()
    assert not re.search(r"sentry|opentelemetry|datadog|newrelic|rollbar|bugsnag", required)


CRASH = f"""
import sys, threading, warnings
from bot.runtime.logs import configure_logging
configure_logging("DEBUG", sys.stderr)

class Left:
    def __del__(self):
        raise ValueError({MARKER!r})

def fail():
    raise ValueError({MARKER!r})

thread = threading.Thread(target=fail)
thread.start()
thread.join()
Left()
warnings.warn({MARKER!r})
fail()
"""


def test_what_nobody_catches_is_reported_by_type_and_reference() -> None:
    crashed = subprocess.run(
        [sys.executable, "-c", CRASH], cwd=ROOT, capture_output=True, text=True, timeout=30, check=False
    )
    assert crashed.returncode == 1
    assert WORD not in crashed.stderr + crashed.stdout
    assert len(re.findall(r"event=exception_uncaught error=ValueError .*reference=[0-9a-f]{8}", crashed.stderr)) == 3
    assert "[py.warnings WARNING]" in crashed.stderr
    assert "Traceback" not in crashed.stderr
