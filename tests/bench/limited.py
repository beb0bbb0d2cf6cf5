"""A Slack with a limit: so many messages a second to the whole workspace; whoever comes too soon gets a 429."""

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.bench.slack import Slack, http_answer

PER_SECOND = 20
AHEAD = 4
"""How many messages may come before their time: Slack takes short bursts (docs.slack.dev/apis/web-api/rate-limits)."""
ANSWER_SECONDS = 0.12
RETRY_AFTER_SECONDS = 1
"""Slack names whole seconds."""
POST = "chat.postMessage"


@dataclass
class LimitedSlack(Slack):
    """Counts what it takes and what it refuses. What was refused costs nobody a later turn."""

    refused: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    """How many messages each person got."""
    first_at: float = 0.0
    last_at: float = 0.0
    """When messages were taken, on time.perf_counter's clock."""
    _expected_at: float = 0.0
    """When the next message would come at exactly the limit."""

    async def answer(self, method: str, said: bytes) -> bytes:
        """Take a message or refuse it, the moment it arrives; the answer comes later."""
        if method != POST:
            return await super().answer(method, said)
        person = str(json.loads(said)["channel"])
        is_taken = self._take(person)
        await asyncio.sleep(ANSWER_SECONDS)
        if is_taken:
            return http_answer("200 OK", {"ok": True, "channel": f"D{person}", "ts": f"{self.last_at:.6f}"})
        body = {"ok": False, "error": "ratelimited"}
        return http_answer("429 Too Many Requests", body, f"Retry-After: {RETRY_AFTER_SECONDS}")

    def share_of_limit(self) -> float:
        """Return how fast messages came between the first and the last of them, over how fast they may come."""
        return (self.taken.total() - 1) / (self.last_at - self.first_at) / PER_SECOND

    def _take(self, person: str) -> bool:
        now = time.perf_counter()
        if now < self._expected_at - AHEAD / PER_SECOND:
            self.refused += 1
            return False
        self._expected_at = max(self._expected_at, now) + 1 / PER_SECOND
        self.first_at, self.last_at = self.first_at or now, now
        self.taken[person] += 1
        return True
