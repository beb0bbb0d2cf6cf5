"""The redactor: what is masked, what is blanked, and that it proves itself."""

import io
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ConfigurationError, new_reference
from bot.runtime.logs import configure_logging
from bot.runtime.redaction import MASK, install_redaction, is_ours, masked, self_test
from bot.runtime.traces import place_of
from tests.log_capture import captured_logs

MARKER = "MARKER he threatens my promotion"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that is logged, at DEBUG."""
    with captured_logs("DEBUG") as stream:
        yield stream


def test_the_redactor_proves_itself_before_anything_else_is_logged(lines: io.StringIO) -> None:
    """Relay 21: at DEBUG the first line is the proof."""
    (line,) = lines.getvalue().splitlines()
    assert re.fullmatch(r"at=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z level=DEBUG event=redaction_proven", line)


def test_above_debug_the_proof_is_made_in_silence() -> None:
    with captured_logs("INFO") as stream:
        assert stream.getvalue() == ""


def test_without_the_record_factory_nothing_starts(lines: io.StringIO) -> None:
    """Relay 21: whoever replaced it has taken the redaction with it."""
    logging.setLogRecordFactory(logging.LogRecord)
    with pytest.raises(ConfigurationError, match="redaction is not active"):
        self_test()


@pytest.mark.parametrize(("holder", "hook"), [(sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")])
def test_without_one_of_the_hooks_nothing_starts(
    lines: io.StringIO, monkeypatch: pytest.MonkeyPatch, holder: object, hook: str
) -> None:
    monkeypatch.setattr(holder, hook, print)
    with pytest.raises(ConfigurationError, match="redaction is not active"):
        self_test()


def test_installing_twice_changes_nothing(lines: io.StringIO) -> None:
    install_redaction()
    configure_logging("DEBUG", lines)
    structlog.get_logger("bot.test").info("thing_done", by="U0123ABCD")
    assert lines.getvalue().splitlines()[-1].endswith(f"event=thing_done by={MASK}")


def test_our_lines_keep_their_words_and_lose_their_ids(lines: io.StringIO) -> None:
    structlog.contextvars.bind_contextvars(tick="roster")
    structlog.get_logger("bot.test").info("message_sent", channel="D0123ABCD", kind="digest", count=3)
    structlog.contextvars.clear_contextvars()
    line = lines.getvalue().splitlines()[-1]
    said = {f"channel={MASK}", "kind=digest", "count=3", "tick=roster"}
    assert line.split()[1:3] == ["level=INFO", "event=message_sent"]
    assert set(line.split()[3:]) == said


def test_our_exceptions_are_a_type_and_a_place(lines: io.StringIO) -> None:
    try:
        masked(None)  # type: ignore[arg-type]  # to fail inside our code
    except TypeError:
        structlog.get_logger("bot.test").exception("thing_failed", reference="0a1b2c3d")
    line = lines.getvalue().splitlines()[-1]
    assert re.search(
        r"event=thing_failed reference=0a1b2c3d error=TypeError place=bot/runtime/redaction\.py:\d+$", line
    )


def test_an_exception_through_plain_logging_is_a_type_only(lines: io.StringIO) -> None:
    try:
        raise ValueError(MARKER)
    except ValueError:
        logging.getLogger("bot.test").exception("it broke for %s", "U0123ABCD")
    assert lines.getvalue().splitlines()[-1].endswith(f"level=ERROR it broke for {MASK} ValueError")


@pytest.mark.parametrize("name", ["slack_bolt.App", "app.py:open_form", "apscheduler.scheduler", "sqlalchemy", "bots"])
def test_a_library_keeps_its_name_and_level_above_info_and_nothing_below(lines: io.StringIO, name: str) -> None:
    logger = logging.getLogger(name)
    logger.setLevel(logging.DEBUG)
    logger.debug("body: %s", MARKER)
    logger.info("body: %s", MARKER)
    logger.warning("body: %s", MARKER)
    try:
        raise KeyError(MARKER)
    except KeyError:
        logger.exception(MARKER, stack_info=True, extra={"payload": MARKER})
    ends = [line.split(" ", 1)[1] for line in lines.getvalue().splitlines()[1:]]
    assert ends == [f"level=WARNING [{name} WARNING]", f"level=ERROR [{name} ERROR] KeyError"]


def test_arguments_that_do_not_fit_go_no_further(lines: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("bot.test").warning("%d", MARKER)
    assert lines.getvalue().splitlines()[-1].endswith("level=WARNING [bot.test WARNING]")
    assert MARKER not in capsys.readouterr().err


def test_warnings_are_logged_without_their_words(lines: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn(MARKER, stacklevel=1)
    assert lines.getvalue().splitlines()[-1].endswith("[py.warnings WARNING]")


def test_a_record_made_of_nothing_does_no_harm(lines: io.StringIO) -> None:
    assert logging.makeLogRecord({"msg": "x"}).getMessage() == "x"


SECRET_THINGS = [
    "U0123ABCD",
    "W0123ABCD",
    "T0123ABCD",
    "C0123ABCD",
    "D0123ABCD",
    "G0123ABCD",
    "E0123ABCD",
    "A0123ABCD",
    "B0123ABCD",
    "xoxb-12-ab",
    "xoxp-12-ab",
    "xoxe.xoxb-1-ab",
    "xoxe-1-ab",
    "xapp-1-A01-2-ab",
    "xwfp-1-ab",
    "https://hooks.slack.com/commands/T1/2/abc",
    "http://127.0.0.1:4390/response/T1/abc",
    "wss://wss-primary.slack.com/link/?ticket=abc",
    "postgresql+psycopg://me:pa55@db/name",
]


@pytest.mark.parametrize("secret", SECRET_THINGS)
@pytest.mark.parametrize("around", ["{}", "by={} then", '"{}"', "<@{}>", "({})", "x_{}"])
def test_ids_tokens_and_addresses_are_masked(secret: str, around: str) -> None:
    said = masked(around.format(secret))
    assert secret not in said
    assert MASK in said


@given(st.text(alphabet=st.characters(exclude_characters="\n")), st.sampled_from(SECRET_THINGS))
def test_whatever_stands_before_and_after_a_secret_is_masked(around: str, secret: str) -> None:
    assert secret not in masked(f"{around} {secret} {around.replace(secret, '')}")


@pytest.mark.parametrize("harmless", ["event=roster_synced changed=3", "kind=digest", "LATE", "reference=0a1b2c3d"])
def test_ordinary_words_stay(harmless: str) -> None:
    assert masked(harmless) == harmless


@pytest.mark.parametrize("name", ["bot", "bot.runtime.links", "handlers.goals", "storage.members"])
def test_the_rooms_are_ours(name: str) -> None:
    assert is_ours(name)


@pytest.mark.parametrize("name", ["", "root", "bots", "bot:open_form", "goals.py:open_form", "rapport"])
def test_everything_else_is_not(name: str) -> None:
    assert not is_ours(name)


def test_a_reference_is_never_taken_for_an_id() -> None:
    assert all(masked(reference) == reference for reference in (new_reference() for _ in range(200)))


def test_a_place_is_the_innermost_of_our_own_code() -> None:
    assert place_of(None) == ""
    with pytest.raises(TypeError) as caught:
        masked(None)  # type: ignore[arg-type]  # to fail inside our code
    assert re.fullmatch(r"bot/runtime/redaction\.py:\d+", place_of(caught.value.__traceback__))
