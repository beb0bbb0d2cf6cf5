"""Ways to guess who asked. Each gives everybody in a case's crowd a number: the higher, the likelier they asked."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from tests.bench.linking.evidence import Evidence, windows
from tests.payloads import TEAM
from tests.relay_thief import forms_of, guesses

Scores = Mapping[str, float]
Attack = Callable[[Evidence, str], Scores]
SHORTEST = 6
"""Bytes of a guess: shorter ones are found anywhere."""
FAR = timedelta(days=365)


def by_order(evidence: Evidence, label: str) -> Scores:
    """Whoever stands as far down the roster as the case lies down its table."""
    place = _share(list(evidence.rows), label)
    return {who: -abs(_share(list(evidence.people), who) - place) for who in evidence.crowd[label]}


def by_id(evidence: Evidence, label: str) -> Scores:
    """Whoever stands as far down the roster as the case's id lies among all ids there can be."""
    place = int(evidence.case_ids[label], 16) / 2**128
    return {who: -abs(_share(list(evidence.people), who) - place) for who in evidence.crowd[label]}


def by_brute_force(evidence: Evidence, label: str) -> Scores:
    """Whoever has something in the case's rows that can be worked out of their id with every key."""
    rows = evidence.rows[label]
    return {
        who: sum(
            len(guess) >= SHORTEST and guess in rows for guess in guesses(evidence.keys, team_id=TEAM, user_id=who)
        )
        for who in evidence.crowd[label]
    }


def by_length(evidence: Evidence, label: str) -> Scores:
    """Whoever's name is as long, for a name, as what is sealed in the case is, for a case."""
    cases, names = list(evidence.lengths.values()), [len(name) for name in evidence.people.values()]
    place = _percentile(cases, evidence.lengths[label])
    return {who: -abs(_percentile(names, len(evidence.people[who])) - place) for who in evidence.crowd[label]}


def by_screens(evidence: Evidence, label: str) -> Scores:
    """Whoever's id or name, or a part of it, stands on what the channel and the facilitators were shown."""
    shown = evidence.shown[label]
    return {
        who: sum(part in shown for part in (who, evidence.people[who], *evidence.people[who].split()))
        for who in evidence.crowd[label]
    }


def by_logs(evidence: Evidence, label: str) -> Scores:
    """Whoever the log speaks of, in clear or in any disguise."""
    logs = evidence.logs.encode()
    return {
        who: sum(form in logs for form in (*forms_of(who), *forms_of(evidence.people[who])) if len(form) >= SHORTEST)
        for who in evidence.crowd[label]
    }


def by_changes(evidence: Evidence, label: str) -> Scores:
    """Whoever the main database has changed most about."""
    return {who: evidence.changed[who] for who in evidence.crowd[label]}


def by_home(evidence: Evidence, label: str) -> Scores:
    """Whoever's Home carries most, of those who have one."""
    return {who: evidence.homes[who] for who in evidence.crowd[label] if evidence.homes[who]}


def by_last_seen(evidence: Evidence, label: str) -> Scores:
    """Whoever was about last before the card."""
    at = evidence.posted_at[label]
    return {who: -_since(evidence, who, at).total_seconds() for who in _about(evidence, label)}


def by_first_chance(evidence: Evidence, label: str) -> Scores:
    """Whoever was about last before the card could still be that one's: two hours earlier."""
    at = evidence.posted_at[label] - timedelta(hours=2)
    return {who: -_since(evidence, who, at).total_seconds() for who in _about(evidence, label)}


def by_opportunity(evidence: Evidence, label: str) -> Scores:
    """Whoever was about, of all the times they were, most often when the case can have been written."""
    return {who: count / len(evidence.sessions[who]) for who, count in _about(evidence, label).items()}


AT_REST: Mapping[str, Attack] = {
    "the order of rows": by_order,
    "ids": by_id,
    "brute force with all keys": by_brute_force,
    "sizes of what is sealed": by_length,
    "screens and the channel": by_screens,
    "logs at DEBUG": by_logs,
    "the main database": by_changes,
    "lengths of Homes": by_home,
}
TIMING: Mapping[str, Attack] = {
    "who was about last": by_last_seen,
    "who was about two hours before": by_first_chance,
    "who had most opportunity": by_opportunity,
}


def _about(evidence: Evidence, label: str) -> dict[str, int]:
    """Return who was about when the case can have been written, and how often: the others are out anyway."""
    spans = windows(evidence, label)
    counts = {
        who: sum(begins <= at < ends for begins, ends in spans for at in evidence.sessions[who])
        for who in evidence.crowd[label]
    }
    return {who: count for who, count in counts.items() if count}


def _since(evidence: Evidence, who: str, at: datetime) -> timedelta:
    return min((at - each for each in evidence.sessions[who] if each <= at), default=FAR)


def _share(order: list[str], which: str) -> float:
    return order.index(which) / max(len(order) - 1, 1)


def _percentile(values: list[int], value: int) -> float:
    return (sum(each < value for each in values) + 0.5 * values.count(value)) / len(values)
