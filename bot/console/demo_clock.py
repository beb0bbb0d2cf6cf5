"""The demo's clock: Rapport writes to people in their working hours, so a demo at night begins on the next morning."""

import json
import urllib.request
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import at_local, local_day
from bot.domain.hours import Hours, next_working_day

ZONE = "America/Toronto"
BEGINS = time(9)
"""When people in Toronto, in London and in Berlin are all at work."""
ENDS = time(11)
TIMEOUT_SECONDS = 5.0


def next_begin(now: datetime) -> datetime | None:
    """Return the instant at which to begin, None when `now` is as good: nine to eleven on a working day in Toronto."""
    zone = ZoneInfo(ZONE)
    hours, today = Hours(zone), local_day(now, zone)
    day = next_working_day(hours, today - timedelta(days=1))
    if now >= at_local(day, ENDS, zone):
        day = next_working_day(hours, today)
    begin = at_local(day, BEGINS, zone)
    return None if now >= begin else begin


def put_forward(base_url: str) -> date | None:
    """Move a sandbox's clock ahead to when people work; return the day it then shows, None when it was left alone.

    Raises:
        OSError: the sandbox does not answer.
    """
    address = f"{base_url.rstrip('/')}/clock"
    with urllib.request.urlopen(address, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - the demo's own sandbox
        now = datetime.fromtimestamp(float(json.load(answer)["now"]), UTC)
    begin = next_begin(now)
    if begin is None:
        return None
    body = json.dumps({"advance": (begin - now).total_seconds()}).encode()
    request = urllib.request.Request(address, body, {"content-type": "application/json"})  # noqa: S310 - as above
    urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS).close()  # noqa: S310 - as above
    return local_day(begin, ZoneInfo(ZONE))
