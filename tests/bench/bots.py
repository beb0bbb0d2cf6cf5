"""Bots as processes of their own, each with the environment that the product names and no other."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from storage.keyring import new_key
from tests.bench.slack import Slack

START_SECONDS = 30.0
STOP_SECONDS = 20.0
APP = ("app.py", "run")
SERVING = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parent / "absent")}
"""What every process of the bench finds: the libraries of a bot that serves, without what developers' tools add."""


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that Slack has greeted."""

    pid: int
    hello_seconds: float
    """From its start to the first hello."""


def peer(name: str, *words: str) -> tuple[str, ...]:
    """Return the words that start a bot of `tests.bench.peers`."""
    return ("-m", f"tests.bench.peers.{name}", *words)


def environment(slack: Slack, folder: Path) -> dict[str, str]:
    """Return the settings of a bot that keeps its data in `folder`."""
    keys = folder / "bench.keys"
    if not keys.exists():
        keys.write_text(new_key(), "utf-8")
    return {
        **SERVING,
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_APP_TOKEN": "xapp-bench",
        "SLACK_API_URL": slack.base_url,
        "DATABASE_URL": f"sqlite:///{folder / 'rapport.db'}",
        "RAPPORT_DATA_DIR": str(folder),
        "RAPPORT_KEYS": keys.read_text("utf-8"),
        "RAPPORT_LOG_LEVEL": "WARNING",
    }


@asynccontextmanager
async def running(slack: Slack, words: Sequence[str], *, folder: Path) -> AsyncIterator[Bot]:
    """Run `python WORDS` until the block ends; begins with the first hello.

    Raises:
        RuntimeError: no hello within START_SECONDS; the message carries what the bot said.
    """
    slack.greeted.clear()
    log = folder / "bot.log"
    with log.open("wb") as stream:
        started_at = time.perf_counter()
        async with alive(words, environment(slack, folder), stream=stream) as bot:
            if not await _is_greeted(slack, bot):
                raise RuntimeError(f"python {' '.join(words)} said no hello:\n{log.read_text('utf-8')}")
            yield Bot(bot.pid, slack.hello_at - started_at)


@asynccontextmanager
async def alive(
    words: Sequence[str], environment: Mapping[str, str], *, stream: IO[bytes] | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `python WORDS` until the block ends; what it says goes to `stream`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, env=environment, stdout=stream, stderr=stream
    )
    try:
        yield process
    finally:
        await _stop(process)


async def said_by(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run `python WORDS` to its end and return what it printed.

    Raises:
        RuntimeError: it failed; the message carries what it complained of.
    """
    pipe = asyncio.subprocess.PIPE
    python = await asyncio.create_subprocess_exec(sys.executable, *words, env=environment, stdout=pipe, stderr=pipe)
    said, complaint = await python.communicate()
    if python.returncode:
        raise RuntimeError(f"python {' '.join(words)} failed:\n{complaint.decode()}")
    return said.decode()


async def _is_greeted(slack: Slack, bot: asyncio.subprocess.Process) -> bool:
    """Wait for the first hello, for the bot's end, or for START_SECONDS, whichever comes first."""
    ways = {asyncio.create_task(slack.greeted.wait()), asyncio.create_task(bot.wait())}
    _, others = await asyncio.wait(ways, timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    for other in others:
        other.cancel()
    return slack.greeted.is_set()


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
