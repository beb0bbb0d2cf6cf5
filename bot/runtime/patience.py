"""A Slack that waits when it is told to come again later: for long work with nobody waiting."""

import threading
from collections.abc import Mapping
from typing import Any

from bot.deps import Slack
from bot.runtime.failures import RateLimitedError
from storage.records import record

MOST_WAITS = 20
LONGEST_WAIT_SECONDS = 120.0


@record
class PatientSlack:
    """Obeys Retry-After (docs.slack.dev/apis/web-api/rate-limits) up to twenty times a call, until told to stop."""

    slack: Slack
    stop: threading.Event

    def call(self, method: str, *, team_id: str, **arguments: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any JSON
        """Call one Web API method, waiting as often as Slack asks for it.

        Raises:
            TransientDeliveryError: Slack's patience or ours ended, or we are stopping.
            PermanentDeliveryError: Slack refused for good.
        """
        for _ in range(MOST_WAITS):
            try:
                return self.slack.call(method, team_id=team_id, **arguments)
            except RateLimitedError as limited:
                if self.stop.wait(min(limited.retry_after_seconds, LONGEST_WAIT_SECONDS)):
                    raise
        return self.slack.call(method, team_id=team_id, **arguments)
