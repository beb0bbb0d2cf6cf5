"""`python app.py status`: how many messages wait, went out, were dropped or failed, and what holds them up."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from bot.deps import Deps
from bot.services import installations
from bot.services.status import WorkspaceStatus, workspaces

NOT_MADE = "The database is not made yet, or not up to date: the next start does it."
GOES = "has sent Rapport away: all that is kept of it goes on {day}, unless a token works there before"
MINUTE, HOUR, DAY = 60, 3600, 86400


def status(deps: Deps, *, as_json: bool) -> int:
    """Print a table for each workspace, or one JSON list of all; only reads. Return 1 when there is no database yet."""
    try:
        if not deps.db.is_up_to_date():
            print(NOT_MADE)
            return 1
        found, at_rest = workspaces(deps), installations.at_rest(deps)
    finally:
        deps.db.dispose()
    if as_json:
        print(json.dumps([asdict(each) for each in found], indent=2))
    else:
        tables = ["\n".join(_lines(each, at_rest.get(each.team_id))) for each in found]
        print("\n\n".join(tables) or "No workspace has a message yet.")
    return 0


def _lines(found: WorkspaceStatus, kept_until: datetime | None) -> Iterator[str]:
    yield f"Workspace {found.team_id}: {_road(found)}"
    if kept_until:
        yield f"  It {GOES.format(day=kept_until.date())}."
    yield _line("due now", found.due, f"the oldest for {duration(found.lag_seconds)}" if found.due else "")
    yield _line("planned", found.planned)
    yield _line("in flight", found.in_flight)
    yield _line("sent", found.sent)
    yield _line("dropped", sum(found.dropped.values()), _reasons(found.dropped))
    yield _line("retried", found.retried, "took more than one attempt" if found.retried else "")
    yield _line("doubtful", found.doubtful, "nobody knows whether they arrived" if found.doubtful else "")
    yield _line("failed", found.failed, _reasons(found.failures))


def _road(found: WorkspaceStatus) -> str:
    """Return what is to be said of the way to Slack."""
    if found.paused:
        return f"PAUSED, Slack says {found.paused}; looked at again every ten minutes"
    blocked = f", blocked for {duration(found.blocked_seconds)} more" if found.blocked_seconds else ""
    return f"one message every {found.seconds_between:.2f} s{blocked}"


def duration(seconds: float) -> str:
    """Return a length of time in its largest fitting unit, such as `12 s`, `4 min`, `3 h` or `2 d`."""
    for unit, name in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if seconds >= 2 * unit:
            return f"{seconds // unit:.0f} {name}"
    return f"{seconds:.0f} s"


def _reasons(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{reason} {count}" for reason, count in counts.items())


def _line(name: str, count: int, remark: str = "") -> str:
    return f"  {name:<10}{count:>8}  {remark}".rstrip()
