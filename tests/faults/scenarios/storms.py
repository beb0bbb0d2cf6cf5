"""429: storms of it, odd words about when to come again, and limits held to the letter."""

import time

from sqlmodel import select

from storage.pace import Pace
from tests.faults.report import Length, Told
from tests.faults.script import Rule, Trouble
from tests.faults.stage import Stage

ODD_WORDS = ("0", "1", "2")
ODDER_WORDS = ("", "soon", "nan", "-5")
"""None of these is a number of seconds: half a minute is waited then."""
INTERVAL_US, RETRY_SECONDS = 300_000, 2
FULL_LIMIT_SECONDS = 0.25
"""Between two messages at the least, before the limit is halved."""
CLAIMED_AHEAD = 4
"""Messages whose slots lie within the second for which a sender claims: these may all find out for themselves."""


def storm(stage: Stage, length: Length) -> Told:
    """Answer every call with 429 for a while: nothing is lost, no attempt burnt, and few calls are made meanwhile."""
    seconds, people = (6, 20) if length is Length.SHORT else (60, 60)
    stage.plan(stage.keep_people(people))
    stage.work(interval_us=INTERVAL_US)
    stage.wait_for_arrivals(4)
    stage.slack.misbehave(Rule(Trouble.LIMITED, word=str(RETRY_SECONDS)))
    began_at = time.time()
    time.sleep(seconds)
    stage.slack.behave()
    told = Told(stage.ledger_when_settled(seconds=90.0, is_hasty=False))
    refused = [at for at, _, outcome in stage.calls() if outcome == "limited" and at >= began_at]
    told.note = f"{seconds} s of 429, {len(refused)} calls met it"
    told.expect(told.ledger.sent == people, "each arrives")
    at_most = CLAIMED_AHEAD * (seconds // RETRY_SECONDS + 1)
    told.expect(len(refused) <= at_most, f"Slack is asked at most {at_most} times while it says to wait")
    told.expect(all(row.attempts <= 1 for row in stage.rows().values()), "no attempt is counted for a 429")
    return told


def odd_words(stage: Stage, length: Length) -> Told:
    """Say when to come again in every odd way: it is obeyed, or half a minute is waited."""
    words = ODD_WORDS if length is Length.SHORT else ODD_WORDS + ODDER_WORDS
    subjects = stage.plan(stage.keep_people(len(words)))
    rules = (Rule(Trouble.LIMITED, word=word) for word in words)
    stage.slack.misbehave(*(rule.only(subject) for subject, rule in zip(subjects, rules, strict=True)))
    stage.work()
    told = Told(
        stage.ledger_when_settled(seconds=60.0 * len(words), is_hasty=False),
        f"Retry-After {', '.join(map(repr, words))}",
    )
    told.expect(told.ledger.sent == len(words), "each arrives")
    return told


def one_conversation_limited(stage: Stage, _length: Length) -> Told:
    """Limit one conversation alone: its message comes in the end, the others come too."""
    subjects = stage.plan(stage.keep_people(30))
    stage.slack.misbehave(Rule(Trouble.LIMITED, word="1", fits=subjects[3], times=3))
    stage.work()
    told = Told(stage.ledger_when_settled(), "3 x 429 for one conversation")
    told.expect(told.ledger.sent == 30, "each arrives")
    return told


def limit_to_the_letter(stage: Stage, length: Length) -> Told:
    """Hold a limit without any tolerance, with a worker five per cent below it, however busy the machine."""
    return _limited(stage, length, interval_us=420_000, team_seconds=0.4, share=0.5)


def limit_below_the_pace(stage: Stage, length: Length) -> Told:
    """Hold a limit that is a tenth below the pace: the pace comes down to it, and most calls succeed."""
    return _limited(stage, length, interval_us=200_000, team_seconds=0.22, share=0.5)


def limit_halved_midway(stage: Stage, length: Length) -> Told:
    """Take half of the limit away while messages go out: the pace comes down to what is left, and nothing is lost."""
    number = 30 if length is Length.SHORT else 120
    stage.slack.order(limit={"team_seconds": FULL_LIMIT_SECONDS, "burst": 1})
    stage.plan(stage.keep_people(number))
    stage.work(interval_us=INTERVAL_US)
    stage.wait_for_arrivals(number // 4)
    stage.slack.order(limit={"team_seconds": 2 * FULL_LIMIT_SECONDS, "burst": 1})
    told = Told(stage.ledger_when_settled(seconds=300.0, is_hasty=False))
    calls, pace = stage.calls(), _pace_us(stage) / INTERVAL_US
    refused = sum(outcome == "over_limit" for _, _, outcome in calls)
    told.note = f"{refused} of {len(calls)} calls over the limit, in the end {pace:.2f} x as slow"
    told.expect(told.ledger.sent == number, "each arrives")
    told.expect(pace > 1, "the pace comes down")
    told.expect(all(row.attempts <= 1 for row in stage.rows().values()), "no attempt is counted for a 429")
    return told


def _pace_us(stage: Stage) -> int:
    """Return how many microseconds lie between two messages by now."""
    with stage.db.read() as session:
        return session.exec(select(Pace.interval_us)).one()


def _limited(stage: Stage, length: Length, *, interval_us: int, team_seconds: float, share: float) -> Told:
    number = 20 if length is Length.SHORT else 100
    stage.slack.order(limit={"team_seconds": team_seconds, "burst": 1})
    stage.plan(stage.keep_people(number))
    stage.work(interval_us=interval_us)
    told = Told(stage.ledger_when_settled(seconds=240.0, is_hasty=False))
    refused = sum(outcome == "over_limit" for _, _, outcome in stage.calls())
    told.note = f"{refused} of {len(stage.calls())} calls over the limit"
    told.expect(told.ledger.sent == number, "each arrives")
    told.expect(refused <= number * share, f"at most {share:.0%} of the calls are over the limit")
    return told
