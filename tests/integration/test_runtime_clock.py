"""The clocks, beside a real server on this machine."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler

import pytest

from bot.runtime.clock import SandboxClock, SystemClock, clock_for
from bot.settings import load_settings
from tests.http_server import answer, http_server

WEEK = timedelta(days=7)
ENOUGH = timedelta(seconds=5)


def offset(seconds: object) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda request: answer(request, {"now": 0.0, "offset": seconds})


def is_near(instant: datetime, expected: datetime) -> bool:
    return abs(instant - expected) < ENOUGH


def test_the_machines_clock_is_aware_and_utc() -> None:
    now = SystemClock().now()
    assert now.tzinfo is UTC
    assert is_near(now, datetime.now(UTC))


def test_a_sandbox_a_week_ahead_is_believed() -> None:
    with http_server(offset(WEEK.total_seconds())) as url:
        now = SandboxClock(url).now()
    assert now.tzinfo is UTC
    assert is_near(now, datetime.now(UTC) + WEEK)


def test_a_jump_is_seen_at_the_next_reading_and_not_before() -> None:
    offsets = iter([0, WEEK.total_seconds()])

    def respond(request: BaseHTTPRequestHandler) -> None:
        answer(request, {"now": 0.0, "offset": next(offsets)})

    with http_server(respond) as url:
        patient = SandboxClock(url, read_every_seconds=3600)
        assert is_near(patient.now(), datetime.now(UTC))
        assert is_near(patient.now(), datetime.now(UTC))
        eager = SandboxClock(url, read_every_seconds=0)
        assert is_near(eager.now(), datetime.now(UTC) + WEEK)


def test_readers_at_the_same_time_ask_once() -> None:
    asked: list[str] = []

    def respond(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        offset(WEEK.total_seconds())(request)

    with http_server(respond) as url, ThreadPoolExecutor(8) as threads:
        clock = SandboxClock(url, read_every_seconds=3600)
        instants = list(threads.map(lambda _: clock.now(), range(64)))
    assert len(asked) == 1
    assert all(is_near(instant, datetime.now(UTC) + WEEK) for instant in instants)


@pytest.mark.parametrize(
    "nonsense", ["<html>", {"now": 1.0}, {"offset": None}, {"offset": "soon"}, {"offset": 1e300}, []]
)
def test_the_last_known_offset_outlives_nonsense(nonsense: object) -> None:
    answers = iter([{"now": 0.0, "offset": WEEK.total_seconds()}, nonsense])
    with http_server(lambda request: answer(request, next(answers))) as url:
        clock = SandboxClock(url, read_every_seconds=0)
        clock.now()
        assert is_near(clock.now(), datetime.now(UTC) + WEEK)


def test_the_last_known_offset_outlives_the_sandbox() -> None:
    with http_server(offset(WEEK.total_seconds())) as url:
        clock = SandboxClock(url, read_every_seconds=0)
        clock.now()
    assert is_near(clock.now(), datetime.now(UTC) + WEEK)


def test_a_sandbox_that_hangs_holds_up_one_reader_for_a_second() -> None:
    is_asked, go_on = threading.Event(), threading.Event()
    answers = iter([False, True])

    def respond(request: BaseHTTPRequestHandler) -> None:
        if next(answers):
            is_asked.set()
            go_on.wait(20)
        offset(WEEK.total_seconds())(request)

    with http_server(respond) as url, ThreadPoolExecutor(1) as threads:
        clock = SandboxClock(url, read_every_seconds=0)
        clock.now()
        held_up = threads.submit(clock.now)
        assert is_asked.wait(5)
        began = datetime.now(UTC)
        assert is_near(clock.now(), began + WEEK)
        assert datetime.now(UTC) - began < timedelta(seconds=0.5)
        assert is_near(held_up.result(timeout=3), began + WEEK)
        go_on.set()


def test_the_settings_choose_the_clock() -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    assert isinstance(clock_for(load_settings(tokens, env_file=None)), SystemClock)
    with http_server(offset(WEEK.total_seconds())) as url:
        sandbox = {**tokens, "SLACK_API_URL": url, "RAPPORT_CLOCK_URL": f"{url}/clock"}
        assert is_near(clock_for(load_settings(sandbox, env_file=None)).now(), datetime.now(UTC) + WEEK)


def test_no_proxy_stands_between_the_bot_and_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with http_server(offset(WEEK.total_seconds())) as url:
        assert is_near(SandboxClock(url).now(), datetime.now(UTC) + WEEK)
