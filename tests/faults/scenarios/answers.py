"""What Slack answers, and what it does not: lost, late, odd, refused."""

from storage.vocabulary import TouchpointState
from tests.faults.report import Length, Told
from tests.faults.script import Rule, Trouble
from tests.faults.stage import AGAIN, ONCE, Stage

LATE_SECONDS = 1.6
"""Longer than the workers of these tests wait for an answer."""
AMBIGUOUS = (
    Rule(Trouble.CUT, takes=True),
    Rule(Trouble.CUT),
    Rule(Trouble.SLOW, takes=True, seconds=LATE_SECONDS),
    Rule(Trouble.SLOW, seconds=LATE_SECONDS),
    Rule(Trouble.BROKEN, takes=True),
    Rule(Trouble.BROKEN),
    Rule(Trouble.HTML, takes=True),
    Rule(Trouble.EMPTY, takes=True),
    Rule(Trouble.REFUSED, takes=True, word="internal_error"),
    Rule(Trouble.REFUSED, takes=True, word="fatal_error"),
)
"""Nobody can tell from these whether the message arrived."""
UNSENT = (
    Rule(Trouble.LIMITED, word="0"),
    Rule(Trouble.LIMITED, word="1"),
    Rule(Trouble.REFUSED, word="ratelimited"),
    Rule(Trouble.REFUSED, word="service_unavailable"),
)
"""After these it certainly has not arrived."""


def each_odd_answer(stage: Stage, _length: Length) -> Told:
    """Give each ambiguous answer to one row of either promise: one stays in doubt, the other comes again."""
    once = stage.plan(stage.keep_people(len(AMBIGUOUS)), kind=ONCE)
    again = stage.plan(stage.keep_people(len(AMBIGUOUS)), kind=AGAIN)
    rules = [*zip(once, AMBIGUOUS, strict=True), *zip(again, AMBIGUOUS, strict=True)]
    stage.slack.misbehave(*(rule.only(subject) for subject, rule in rules))
    stage.work()
    told = Told(stage.ledger_when_settled(), f"{len(AMBIGUOUS)} kinds of answer, each once")
    states, arrivals = stage.states(), stage.arrivals()
    for subject, rule in zip(once, AMBIGUOUS, strict=True):
        told.expect(states[subject] is TouchpointState.DOUBTFUL, f"in doubt after {rule.trouble} {rule.word}")
    for subject, rule in zip(again, AMBIGUOUS, strict=True):
        told.expect(bool(arrivals.get(subject)), f"comes again after {rule.trouble} {rule.word}")
    return told


def many_odd_answers(stage: Stage, length: Length) -> Told:
    """Answer every third call oddly, at random, until everything is settled."""
    number = 60 if length is Length.SHORT else 400
    stage.plan(stage.keep_people(number), kind=ONCE)
    stage.plan(stage.keep_people(number), kind=AGAIN)
    troubles = (*AMBIGUOUS, *UNSENT)
    stage.slack.misbehave(*(rule.sometimes(0.33 / len(troubles)) for rule in troubles))
    stage.work()
    told = Told(stage.ledger_when_settled(seconds=120.0), "every third answer odd")
    told.expect(told.ledger.dropped == 0, "nothing is given up")
    return told


def certainly_unsent(stage: Stage, _length: Length) -> Told:
    """Refuse each row once in a way that takes nothing: each comes once, none is in doubt."""
    subjects = stage.plan(stage.keep_people(len(UNSENT)), kind=ONCE)
    stage.slack.misbehave(*(rule.only(subject) for subject, rule in zip(subjects, UNSENT, strict=True)))
    stage.work()
    told = Told(stage.ledger_when_settled(), f"{len(UNSENT)} kinds of answer, each once")
    told.expect(told.ledger.sent == len(UNSENT), "each arrives")
    return told
