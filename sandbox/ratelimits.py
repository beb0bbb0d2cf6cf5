"""How often methods may be called. Runs on the machine's monotonic clock, never on the clock people see.

The limit on messages to one channel always holds: a burst of 20, then one a second
(docs.slack.dev/apis/web-api/rate-limits). The tiers hold only when they are switched on.
"""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

BURST = 20
WINDOW_SECONDS = 60.0
PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100, 5: 300}
"""Calls a minute of each tier; 5 stands for Slack's "special" tier of several hundred."""
CONNECTIONS_PER_MINUTE = 10
"""apps.connections.open is Tier 1, yet an app with ten connections must be able to reconnect."""


@dataclass(slots=True)
class Meters:
    """Counts of recent calls and messages."""

    tiers: bool = False
    now: Callable[[], float] = time.monotonic
    calls: dict[str, deque[float]] = field(default_factory=dict)
    levels: dict[str, tuple[float, float]] = field(default_factory=dict)

    def refuse_message(self, channel: str) -> int:
        """Count a message to `channel`; return 0, or the seconds to wait when it is one too many.

        A refused message is not counted.
        """
        now = self.now()
        level, at = self.levels.get(channel, (0.0, now))
        level = max(0.0, level - (now - at))
        if level + 1 > BURST:
            return max(1, math.ceil(level + 1 - BURST))
        self.levels[channel] = (level + 1, now)
        return 0

    def refuse_call(self, method: str, tier: int) -> int:
        """Count a call of `method`; return 0, or the seconds to wait when tiers are on and it is one too many."""
        if not self.tiers:
            return 0
        allowed = CONNECTIONS_PER_MINUTE if method == "apps.connections.open" else PER_MINUTE[tier]
        now = self.now()
        recent = self.calls.setdefault(method, deque())
        while recent and now - recent[0] >= WINDOW_SECONDS:
            recent.popleft()
        if len(recent) >= allowed:
            return max(1, math.ceil(WINDOW_SECONDS - (now - recent[0])))
        recent.append(now)
        return 0
