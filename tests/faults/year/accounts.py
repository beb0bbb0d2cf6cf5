"""The books at the end of the year: every row has come to an end for a reason, and the table that says so."""

from collections import Counter
from collections.abc import Callable, Mapping

from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointState
from tests.faults.year.people import ZONES
from tests.faults.year.simulation import Played

HEADINGS = ("planned", "sent", "messages", "digests", "skipped", "late", "by rule", "broken")
WIDTH = 22
SHOWN = 20
"""Broken rules that are told one by one."""


def findings(played: Played) -> list[tuple[str, str]]:
    """Return everything that is not as promised: the user id, and a sentence."""
    users = _users(played)
    found = list(played.inspector.broken)
    found += [(users[row.member_id], flaw) for row in played.rows for flaw in _flaws(played, row)]
    known = {row.id for row in played.rows}
    found += [
        ("", f"{row_id} arrived, but its row is gone") for row_id in played.inspector.arrived if row_id not in known
    ]
    return found + [("", f"in the log: {error}") for error in played.errors]


def _flaws(played: Played, row: Touchpoint) -> list[str]:
    """Return what is wrong with how a row has ended."""
    about = f"{row.kind} {row.id[:8]} {row.state} {row.outcome or ''}"
    is_sent, arrived = row.state is TouchpointState.SENT, played.inspector.arrived[row.id]
    has_ended = is_sent or (row.state is TouchpointState.SKIPPED and bool(row.outcome))
    wrong = {
        "lost": not has_ended,
        "not as often in the conversation as in the books": arrived != int(is_sent),
        "given up without the reason it names": not is_sent and has_ended and not _is_true(played, row),
    }
    return [f"{about}: {word}" for word, holds in wrong.items() if holds]


def _is_true(played: Played, row: Touchpoint) -> bool:
    """Return whether the reason for which a row was given up holds, as far as people can tell at the end."""
    check = REASONS.get(row.outcome or "")
    return check is None or check(played, row)


def _is_over(_played: Played, row: Touchpoint) -> bool:
    return row.settled_at is not None and row.settled_at > row.expires_at


def _is_newer(played: Played, row: Touchpoint) -> bool:
    world = played.world
    subject = world.meetings.get(row.subject_id) or world.items.get(row.subject_id)
    return subject is not None and subject.revision > row.revision


def _is_cancelled(played: Played, row: Touchpoint) -> bool:
    return played.world.meetings[row.subject_id].is_cancelled


def _has_left(played: Played, row: Touchpoint) -> bool:
    return played.world.fellows[_users(played)[row.member_id]].is_gone


REASONS: Mapping[str, Callable[[Played, Touchpoint], bool]] = {
    "expired": _is_over,
    "newer": _is_newer,
    "moved": _is_newer,
    "cancelled": _is_cancelled,
    "left": _has_left,
}


def _users(played: Played) -> dict[str, str]:
    return {fellow.member.id: user_id for user_id, fellow in played.world.fellows.items()}


def _is_late(played: Played, row: Touchpoint) -> bool:
    """Return whether something came on a later day of their calendar than the one it was meant for."""
    fellow = played.world.fellows[_users(played)[row.member_id]]
    is_sent = row.state is TouchpointState.SENT and row.settled_at is not None and row.local_on is not None
    return bool(is_sent and row.settled_at and row.local_on and fellow.today(row.settled_at) > row.local_on)


def table(played: Played, found: list[tuple[str, str]]) -> str:
    """Return the table: a line for each zone in which people began the year, and all reasons for giving up."""
    users = _users(played)
    homes = {user_id: fellow.home for user_id, fellow in played.world.fellows.items()}
    lines = [f"{'zone':<{WIDTH}}" + "".join(f"{heading:>10}" for heading in HEADINGS)]
    total: Counter[str] = Counter()
    for zone in ZONES:
        rows = [row for row in played.rows if homes[users[row.member_id]] == zone]
        received = [got for user_id, got in played.inspector.received.items() if homes[user_id] == zone]
        numbers = {
            "planned": len(rows),
            "sent": sum(row.state is TouchpointState.SENT for row in rows),
            "messages": sum(got.messages for got in received),
            "digests": sum(got.digests for got in received),
            "skipped": sum(row.state is TouchpointState.SKIPPED for row in rows),
            "late": sum(_is_late(played, row) for row in rows),
            "by rule": sum(got.by_rule for got in received),
            "broken": sum(homes.get(user_id) == zone for user_id, _ in found),
        }
        total.update(numbers)
        lines.append(_line(zone, numbers))
    lines.append(_line("all", {**total, "broken": len(found)}))
    return "\n".join([*lines, "", *_reasons(played), "", _deeds(played)])


def _line(name: str, numbers: Mapping[str, int]) -> str:
    return f"{name:<{WIDTH}}" + "".join(f"{numbers[heading]:>10}" for heading in HEADINGS)


def _reasons(played: Played) -> list[str]:
    """Return a line for each reason for which rows were given up, with the number in each zone."""
    users = _users(played)
    homes = {user_id: fellow.home for user_id, fellow in played.world.fellows.items()}
    counted = Counter(
        (row.outcome or "", homes[users[row.member_id]]) for row in played.rows if row.state is TouchpointState.SKIPPED
    )
    reasons = sorted({reason for reason, _ in counted})
    heading = f"{'skipped because':<{WIDTH}}" + "".join(f"{zone.split('/')[1]:>12}" for zone in ZONES)
    return [heading, *(f"{why:<{WIDTH}}" + "".join(f"{counted[why, zone]:>12}" for zone in ZONES) for why in reasons)]


def _deeds(played: Played) -> str:
    return "what people did: " + ", ".join(f"{name} {count}" for name, count in sorted(played.world.deeds.items()))
