"""SIGSTOP: a worker that stands still past its lease and then goes on, as if nothing had happened."""

import time

from tests.faults import books
from tests.faults.report import Length, Told
from tests.faults.script import Rule, Trouble
from tests.faults.stage import AGAIN, ONCE, Stage

PAST_LEASE_SECONDS = 4.0
"""Longer than the leases of these tests and the grace after them."""


def frozen_at_random(stage: Stage, length: Length) -> Told:
    """Freeze one of three workers past its lease, again and again, while the others go on."""
    stage.slack.misbehave(Rule(Trouble.SLOW, takes=True, share=0.5, seconds=0.04))
    crew = [stage.work() for _ in range(3)]
    rounds = 2 if length is Length.SHORT else 20
    for _ in range(rounds):
        stage.plan(stage.keep_people(40), kind=ONCE)
        stage.plan(stage.keep_people(40), kind=AGAIN)
        time.sleep(stage.chance.uniform(0.1, 0.5))
        victim = stage.chance.choice(crew)
        victim.freeze()
        time.sleep(PAST_LEASE_SECONDS)
        victim.thaw()
    stage.slack.behave()
    told = Told(stage.ledger_when_settled(), f"{rounds} x {PAST_LEASE_SECONDS:.0f} s frozen")
    told.note += f", {books.deleted(stage.slack.books)} copies taken back"
    return told


def frozen_with_leases(stage: Stage, _length: Length) -> Told:
    """Freeze a worker before it posts what it has taken: others send it, and it sends nothing when it goes on."""
    stage.plan(stage.keep_people(30))
    frozen = stage.work(interval_us=250_000)
    stage.wait_for_arrivals(2)
    frozen.freeze()
    stage.work()
    stage.wait_until_settled()
    frozen.thaw()
    stage.settle_down()
    return Told(stage.ledger(), "before the POST")


def frozen_while_asking(stage: Stage, _length: Length) -> Told:
    """Freeze a worker after Slack took its messages, let another judge them, and go on: it takes its copies back."""
    stage.plan(stage.keep_people(3), kind=ONCE)
    stage.plan(stage.keep_people(3), kind=AGAIN)
    stage.slack.order(hold=True)
    stage.slack.misbehave(Rule(Trouble.HELD, takes=True, times=6))
    frozen = stage.work()
    stage.slack.wait_until_held(6)
    frozen.freeze()
    stage.slack.order(hold=False)
    stage.work()
    stage.wait_until_settled()
    doubtful = stage.ledger().doubtful
    frozen.thaw()
    stage.settle_down()
    told = Told(stage.ledger(), f"after the POST, {doubtful} in doubt meanwhile")
    told.expect(doubtful == 3, "what is sent once is in doubt while its worker stands still")
    told.expect(told.ledger.sent == 6, "what was in doubt is known to be sent once its worker goes on")
    told.expect(told.ledger.repeated == 0, "of what was sent again the second copy is taken back")
    told.expect(books.deleted(stage.slack.books) == 3, "three copies are taken back, one each")
    return told


def frozen_alone(stage: Stage, _length: Length) -> Told:
    """Freeze the only worker past its lease while Slack has taken its messages: going on, it settles them."""
    stage.plan(stage.keep_people(4), kind=ONCE)
    stage.plan(stage.keep_people(4), kind=AGAIN)
    stage.slack.order(hold=True)
    stage.slack.misbehave(Rule(Trouble.HELD, takes=True, times=8))
    worker = stage.work()
    stage.slack.wait_until_held(8)
    worker.freeze()
    stage.slack.order(hold=False)
    time.sleep(PAST_LEASE_SECONDS)
    worker.thaw()
    stage.settle_down()
    return Told(stage.ledger_when_settled(), "the only worker")
