"""Several at once: planners of the same rows, claimers of the same queue, reapers of the same leases."""

import json
import threading
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from bot.domain.delivery import PERSON_GAP
from bot.domain.touchpoints import SENT_ONCE
from bot.services.letter import planned
from storage import outbox
from storage.columns import new_id
from storage.touchpoints import plan
from storage.vocabulary import TouchpointState
from tests.faults.leases import let_lapse
from tests.faults.report import Length, Told
from tests.faults.stage import ONCE, TEAM, Stage
from tests.faults.waiting import wait_until

RIVALS = 8
AT_ONCE = 50


def two_planners(stage: Stage, length: Length) -> Told:
    """Let two processes plan the same rows at the same time: each row is there once."""
    number = 2_000 if length is Length.SHORT else 10_000
    member_id = stage.keep_people(1)[0].id
    for _ in range(2):
        stage.crew.call(plan_the_same, stage.environment(), member_id, str(number))
    _wait_for_ends(stage)
    kept = len(stage.states())
    stage.marks += stage.states()
    told = _nobody_sends(stage, f"2 x the same {number} rows, {kept} kept")
    told.expect(kept == number, "each row is there once")
    return told


def plan_the_same(environment: dict[str, str], member_id: str, number: str, _sign: Path) -> None:
    """Plan rows that another process plans too."""
    from tests.faults.worker import deps_of  # noqa: PLC0415 - only in a process of its own

    deps = deps_of(environment)
    now = deps.clock.now()
    for start in range(0, int(number), 500):
        rows = [
            planned(
                kind=ONCE,
                member_id=member_id,
                team_id=TEAM,
                subject_id=f"same-{each}",
                due_at=now,
                expires_at=now,
            )
            for each in range(start, start + 500)
        ]
        with deps.db.begin() as session:
            plan(session, rows)


def eight_claimers(stage: Stage, length: Length) -> Told:
    """Let eight claim from one queue, two rows for each person: none twice, nobody has two in flight."""
    people = 250 if length is Length.SHORT else 10_000
    stage.plan(stage.keep_people(people), each=2)
    processes, threads = (1, RIVALS) if stage.is_sqlite else (RIVALS, 1)
    for _ in range(processes):
        stage.crew.call(claim_all, stage.environment(), str(threads))
    _wait_for_ends(stage)
    claims = [json.loads(line) for worker in stage.crew.workers for line in worker.sign.read_text().splitlines()]
    told = _nobody_sends(stage, f"{RIVALS} claimers, {len(claims)} claims of {2 * people} rows")
    told.expect(len(claims) == len({claim["id"] for claim in claims}) == 2 * people, "each row is claimed once")
    told.expect(not _overlaps(claims), "nobody has two rows in flight")
    told.expect(set(stage.states().values()) == {TouchpointState.SENT}, "every row is settled")
    return told


def _nobody_sends(stage: Stage, note: str) -> Told:
    """Return what to tell where rows are planned, claimed or reaped, and Slack is never asked."""
    told = Told(stage.ledger(), note)
    told.ledger.lost.clear()
    return told


def _overlaps(claims: list[dict[str, str | float]]) -> list[str]:
    """Return the people two of whose rows were in somebody's hands at the same time."""
    by_person: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for claim in claims:
        by_person[str(claim["member"])].append((float(claim["from"]), float(claim["to"])))
    spans = ((person, sorted(each)) for person, each in by_person.items())
    return [person for person, each in spans if any(a[1] > b[0] for a, b in pairwise(each))]


def claim_all(environment: dict[str, str], threads: str, report: Path) -> None:
    """Claim and settle until nothing is left, in so many threads; one line in `report` for each row."""
    lines: list[str] = []
    crew = [threading.Thread(target=_claim_until_empty, args=(environment, lines)) for _ in range(int(threads))]
    for each in crew:
        each.start()
    for each in crew:
        each.join()
    report.write_text("\n".join(lines))


def _claim_until_empty(environment: dict[str, str], lines: list[str]) -> None:
    from tests.faults.worker import shared_deps  # noqa: PLC0415 - only in a process of its own

    deps, token = shared_deps(json.dumps(environment)), new_id()
    empty_since = time.monotonic()
    while time.monotonic() - empty_since < 1.0:  # others may hold a person's first row: the second is not free yet
        with deps.db.begin() as session:
            parcels = outbox.claim(
                session,
                team_id=TEAM,
                now=deps.clock.now(),
                foldable=frozenset(),
                token=token,
                most=AT_ONCE,
                interval_us=1,
            ).parcels
        claimed_at = time.monotonic()
        for parcel in parcels:
            empty_since = time.monotonic()
            ids = [row.id for row in parcel.rows]
            with deps.db.begin() as session:
                outbox.mark(session, parcel=parcel)
            ending_at = time.monotonic()
            with deps.db.begin() as session:
                outbox.settle_sent(session, parcel=parcel, ids=ids, ts="1.1", at=deps.clock.now(), gap=PERSON_GAP)
            spans = {"member": parcel.member.id, "from": claimed_at, "to": ending_at}
            lines += [json.dumps({"id": row_id, **spans}) for row_id in ids]


def many_reapers(stage: Stage, length: Length) -> Told:
    """Let several give back the same lapsed leases at the same time: each is given back once."""
    number = 400 if length is Length.SHORT else 2_000
    stage.plan(stage.keep_people(number))
    for _ in range(RIVALS):
        with stage.db.begin() as session:
            outbox.claim(
                session,
                team_id=TEAM,
                now=stage.clock.now(),
                foldable=frozenset(),
                token=new_id(),
                most=number // RIVALS,
                interval_us=1,
            )
    let_lapse(stage.db)
    counted: list[int] = []
    reapers = [threading.Thread(target=_reap, args=(stage, counted)) for _ in range(RIVALS)]
    for each in reapers:
        each.start()
    for each in reapers:
        each.join()
    told = _nobody_sends(stage, f"{RIVALS} reapers of {number} leases gave back {sum(counted)}")
    told.expect(sum(counted) == number, "each lapsed lease is given back once")
    told.expect(set(stage.states().values()) == {TouchpointState.READY}, "and its row is ready")
    return told


def _reap(stage: Stage, counted: list[int]) -> None:
    with stage.db.begin() as session:
        counted.append(outbox.reap(session, once=SENT_ONCE, at=stage.clock.now()).ready)


def _wait_for_ends(stage: Stage) -> None:
    wait_until(lambda: not any(worker.is_alive for worker in stage.crew.workers), "the others' end", seconds=180.0)
