"""kill -9: at random moments, and at the points where it hurts."""

import time
from pathlib import Path

from bot.services.letter import planned
from storage.columns import new_id
from storage.touchpoints import plan
from storage.vocabulary import TouchpointState
from tests.faults.report import Length, Told
from tests.faults.script import Rule, Trouble
from tests.faults.stage import AGAIN, ONCE, OPEN, TEAM, Stage

KILLS = {Length.SHORT: 12, Length.LONG: 300}
LIFE_SECONDS, WORK_SECONDS = (0.0, 0.4), (0.0, 1.2)
"""Since a worker was started, or since it works: every other kill comes while it starts."""
SLOW_ANSWERS = (
    Rule(Trouble.SLOW, takes=True, share=0.5, seconds=0.04),
    Rule(Trouble.SLOW, takes=False, share=0.5, seconds=0.04),
)
"""Most of a message's time passes at Slack, before or after it was taken: that is when most kills come."""
REFILL, BATCH = 60, 40
PLANNED_AT_ONCE = 4_000


def random_kills(stage: Stage, length: Length) -> Told:
    """Kill workers at random moments, one at a time on SQLite, one of three on PostgreSQL, with work for all."""
    stage.slack.misbehave(*SLOW_ANSWERS)
    crew = [stage.work(is_awaited=False) for _ in range(1 if stage.is_sqlite else 3)]
    for number in range(KILLS[length]):
        if stage.unsettled() < REFILL:
            stage.plan(stage.keep_people(BATCH), kind=ONCE)
            stage.plan(stage.keep_people(BATCH), kind=AGAIN, each=2)
        victim = stage.chance.randrange(len(crew))
        if number % 2:
            crew[victim].wait_until_ready()
        time.sleep(stage.chance.uniform(*(WORK_SECONDS if number % 2 else LIFE_SECONDS)))
        crew[victim].kill()
        crew[victim] = stage.work(is_awaited=False)
    stage.slack.behave()
    is_through = stage.wait_until_settled()
    told = Told(stage.ledger(), f"{KILLS[length]} x kill -9")
    told.expect(is_through, "in the end everything is settled")
    return told


def killed_with_leases(stage: Stage, _length: Length) -> Told:
    """Kill a worker that has taken rows and marked none: nothing was sent, so everything is sent once."""
    stage.plan(stage.keep_people(20))
    worker = stage.work(interval_us=900_000)
    stage.wait_for_state(TouchpointState.LEASED)
    worker.kill()
    before = len(stage.arrivals())
    stage.set_pace(interval_us=20_000)
    stage.work()
    told = Told(stage.ledger_when_settled(), f"killed after {before} of 20")
    told.expect(told.ledger.sent + told.ledger.doubtful == 20, "all arrive")
    return told


def killed_before_taking(stage: Stage, _length: Length) -> Told:
    """Kill a worker whose calls have reached Slack, which takes none: those sent once are doubtful, others come."""
    return _killed_while_held(stage, takes=False)


def killed_before_settling(stage: Stage, _length: Length) -> Told:
    """Kill a worker whose messages Slack has taken, before it heard of it: none sent once comes twice."""
    return _killed_while_held(stage, takes=True)


def _killed_while_held(stage: Stage, *, takes: bool) -> Told:
    stage.plan(stage.keep_people(4), kind=ONCE)
    stage.plan(stage.keep_people(4), kind=AGAIN)
    stage.slack.order(hold=True)
    stage.slack.misbehave(Rule(Trouble.HELD, takes=takes))
    worker = stage.work()
    stage.slack.wait_until_held(8)
    worker.kill()
    stage.slack.behave()
    stage.work()
    told = Told(stage.ledger_when_settled(), "8 calls open")
    told.expect(told.ledger.doubtful == 4, "the four that are sent once are doubtful")
    told.expect(told.ledger.sent == 4, "the four that are sent at least once arrive")
    told.expect(told.ledger.repeated == (4 if takes else 0), "and come twice only where the first copy was taken")
    return told


def killed_while_planning(stage: Stage, length: Length) -> Told:
    """Kill whoever plans, at random moments: each transaction of rows is there as a whole or not at all."""
    people = stage.keep_people(1)
    rounds = 2 if length is Length.SHORT else 10
    for _ in range(rounds):
        prefix = new_id()
        planner = stage.crew.call(plan_many, stage.environment(), people[0].id, prefix)
        time.sleep(stage.chance.uniform(0.0, 0.6))
        planner.kill()
        kept = sum(prefix in key for key in stage.states())
        if kept % PLANNED_AT_ONCE:
            return Told(stage.ledger(), broken=[f"{kept} rows of a transaction of {PLANNED_AT_ONCE} were kept"])
    return Told(stage.ledger(), f"{rounds} x kill -9 of a planner")


def plan_many(environment: dict[str, str], member_id: str, prefix: str, _sign: Path) -> None:
    """Plan many rows for one person, a transaction after another, until killed."""
    from tests.faults.worker import deps_of  # noqa: PLC0415 - only in a process of its own

    deps, batch = deps_of(environment), 0
    while True:
        batch += 1
        now = deps.clock.now()
        rows = [
            planned(
                kind=ONCE,
                member_id=member_id,
                team_id=TEAM,
                subject_id=f"{prefix}-{batch}-{number}",
                due_at=now,
                expires_at=now,
            )
            for number in range(PLANNED_AT_ONCE)
        ]
        with deps.db.begin() as session:
            plan(session, rows)


def killed_while_reaping(stage: Stage, length: Length) -> Told:
    """Kill workers in their first moments, when they give back what the one before them held."""
    stage.plan(stage.keep_people(60))
    stage.slack.misbehave(*SLOW_ANSWERS)
    rounds = 5 if length is Length.SHORT else 40
    for _ in range(rounds):
        worker = stage.work(is_awaited=False)
        deadline = time.monotonic() + 5
        while not any(state in OPEN for state in stage.states().values()) and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(stage.chance.uniform(0.0, 0.1))
        worker.kill()
    stage.slack.behave()
    stage.work()
    return Told(stage.ledger_when_settled(), f"{rounds} x kill -9")
