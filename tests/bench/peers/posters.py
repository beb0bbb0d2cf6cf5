"""`python -m tests.bench.peers.posters WAY COUNT PER_SECOND`: one message each to so many people, and then the end.

How others keep below a limit: ten `threads` that repeat what was refused, as the SDK offers; one that sleeps after each
message; or sixteen `paced` by a lock, a little below the limit. None of them survives a crash, or knows of another.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

THREADS = 10
PACED_THREADS = 16
PACED_SHARE = 0.98


def main(way: str, count: int, per_second: float) -> None:
    """Post to everybody."""
    WAYS[way](WebClient(token="none", base_url=os.environ["SLACK_API_URL"]), count, per_second)


def threads(client: WebClient, count: int, _per_second: float) -> None:
    """Post as fast as ten threads can; the SDK repeats what was refused, once, after the time that Slack names."""
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda number: _post(client, number), range(count)))


def sleeping(client: WebClient, count: int, per_second: float) -> None:
    """Post, sleep for as long as the limit says, and so on."""
    for number in range(count):
        _post(client, number)
        time.sleep(1 / per_second)


def paced(client: WebClient, count: int, per_second: float) -> None:
    """Let each of sixteen threads take the next moment."""
    lock, next_at = threading.Lock(), time.monotonic()

    def post(number: int) -> None:
        nonlocal next_at
        with lock:
            mine = max(next_at, time.monotonic())
            next_at = mine + 1 / (PACED_SHARE * per_second)
        time.sleep(max(0.0, mine - time.monotonic()))
        _post(client, number)

    with ThreadPoolExecutor(PACED_THREADS) as pool:
        list(pool.map(post, range(count)))


def _post(client: WebClient, number: int) -> None:
    try:
        client.chat_postMessage(channel=f"U{number}", text="Your meeting is tomorrow")
    except SlackApiError:
        print("lost", number)


WAYS: dict[str, Callable[[WebClient, int, float], None]] = {"threads": threads, "sleeping": sleeping, "paced": paced}

if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
