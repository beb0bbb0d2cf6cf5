"""What somebody holds who wants to know who asked: everything but the people who asked, and the roots of all keys."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from storage.relay.keys import RelayKeys
from tests.bench.linking.life import Life, dump
from tests.payloads import TEAM
from tests.relay_thief import every_value, guesses

Row = tuple[object, ...]


@dataclass(frozen=True)
class Evidence:
    """The whole of it. People are user ids, cases their two words."""

    keys: RelayKeys
    people: Mapping[str, str]
    """Names, in the order of the roster."""
    crowd: Mapping[str, frozenset[str]]
    """For each case, who could have written it, as its preview says: whoever is in a pair."""
    rows: Mapping[str, bytes]
    """What the relay's database holds of each case, in the order in which it lies there."""
    case_ids: Mapping[str, str]
    lengths: Mapping[str, int]
    """Of everything sealed in a case."""
    shown: Mapping[str, str]
    """What the channel and the facilitators saw of each case."""
    logs: str
    changed: Mapping[str, int]
    """How many rows of the main database that are about somebody are not as they were, other than their goals."""
    homes: Mapping[str, int]
    """How long what everybody's Home carries is; 0 for whoever never opened it."""
    posted_at: Mapping[str, datetime]
    sessions: Mapping[str, Sequence[datetime]]
    slots: Sequence[datetime]
    """Every instant at which cards went out, in order."""


def gathered(life: Life) -> Evidence:
    """Return what is left after a life, and what was seen meanwhile."""
    relay = life.bot.deps.relay
    if relay is None:
        raise RuntimeError("no private requests were taken")
    values = every_value(relay.db)
    ids = [str(each) for each in values["relay_case", "case_id"]]
    labels = [str(each) for each in values["relay_case", "label"]]
    rows, lengths = _by_case(values)
    return Evidence(
        keys=relay.keys,
        people=life.people,
        crowd=dict.fromkeys(labels, frozenset(life.people)),
        rows={label: rows[case_id] for case_id, label in zip(ids, labels, strict=True)},
        case_ids=dict(zip(labels, ids, strict=True)),
        lengths={label: lengths[case_id] for case_id, label in zip(ids, labels, strict=True)},
        shown={label: "".join(seen) for label, seen in life.seen.items()},
        logs=life.lines.getvalue(),
        changed=_changed(life),
        homes={each: len(life.homes.get(each, {}).get("private_metadata", "")) for each in life.people},
        posted_at=life.posted_at,
        sessions=life.sessions,
        slots=sorted(set(life.slots)),
    )


def careless(evidence: Evidence, life: Life) -> Evidence:
    """Return the same evidence of a relay that makes the mistakes this one avoids.

    It finds cases by a keyed hash of the user id, keeps them in the order of the roster, lets Home grow with each case,
    writes the sender's id into a log and onto the card, counts somebody's requests in the main database, and posts each
    card at once.
    """
    asked = life.asked
    by_roster = sorted(evidence.rows, key=lambda label: list(life.people).index(asked[label]))
    hashes = {label: next(guesses(evidence.keys, team_id=TEAM, user_id=who)) for label, who in asked.items()}
    grown = {who: length + 40 * (who in asked.values()) for who, length in evidence.homes.items()}
    return replace(
        evidence,
        rows={label: evidence.rows[label] + hashes[label] for label in by_roster},
        case_ids={label: f"{list(life.people).index(asked[label]) * 2**120:032x}" for label in by_roster},
        lengths={label: len(life.people[asked[label]]) for label in by_roster},
        shown={label: shown + life.people[asked[label]] for label, shown in evidence.shown.items()},
        logs="\n".join([evidence.logs, *asked.values()]),
        changed={who: count + (who in asked.values()) for who, count in evidence.changed.items()},
        homes=grown,
        posted_at=life.asked_at,
    )


def windows(evidence: Evidence, label: str) -> list[tuple[datetime, datetime]]:
    """Return the spans in which a case may have been written whose card came then, one for each lot that was drawn.

    A card comes in the first slot that is two hours away, or in one of the two slots after it.
    """
    slots = [*evidence.slots]
    two_hours = timedelta(hours=2)
    spans = list(pairwise(slots))
    ending = [(before - two_hours, after - two_hours) for before, after in spans if after <= evidence.posted_at[label]]
    return ending[-3:]


def _by_case(values: Mapping[tuple[str, str], list[object]]) -> tuple[dict[str, bytes], dict[str, int]]:
    """Return what is kept of each case in any table, as bytes, and how long what is sealed in it is."""
    rows: dict[str, bytes] = defaultdict(bytes)
    lengths: dict[str, int] = defaultdict(int)
    for table in {table for table, column in values if column == "case_id"}:
        columns = [kept for (each, _), kept in values.items() if each == table]
        for row, case_id in zip(zip(*columns, strict=True), values[table, "case_id"], strict=True):
            rows[str(case_id)] += b"|".join(_raw(value) for value in row)
            lengths[str(case_id)] += sum(len(value) for value in row if isinstance(value, bytes))
    return rows, lengths


def _changed(life: Life) -> dict[str, int]:
    after = dump(life.bot.deps.db)
    new = [row for table, rows in after.items() if not table.startswith("goal") for row in rows - life.before[table]]
    return {who: sum(who in row for row in new) for who in life.people}


def _raw(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
