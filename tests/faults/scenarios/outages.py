"""Slack gone: the connection refused, its name unknown, its certificate false; and back again."""

import time
from collections import Counter
from datetime import timedelta

from tests.faults.false_tls import false_tls
from tests.faults.report import Length, Told
from tests.faults.stage import AGAIN, ONCE, Stage

AWAY = {Length.SHORT: 4.0, Length.LONG: 20.0}
ROWS = 40
NOWHERE = "https://slack.invalid/api/"
"""A name that no server knows (RFC 2606, section 2)."""
INTERVAL_US, JITTER = 200_000, 3
QUARTERS = 4


def refused(stage: Stage, length: Length) -> Told:
    """Refuse connections for a while: nothing is lost, no attempt burnt, and what people wait for comes first."""
    stage.slack.order(open=False)
    scheduled = stage.plan(stage.keep_people(ROWS), kind=ONCE)
    stage.work(interval_us=INTERVAL_US)
    time.sleep(AWAY[length])
    awaited = stage.plan(stage.keep_people(10), kind=AGAIN)
    stage.slack.order(open=True)
    told = _back(stage, "connections refused", length)
    first = sorted(stage.arrivals(), key=lambda mark: stage.arrivals()[mark][0].at)[:18]
    told.expect(len(set(first) & set(awaited)) == 10, "people who wait come before what the calendar wants")
    told.expect(len(scheduled) + len(awaited) == told.ledger.sent, "each arrives")
    return told


def an_hour_away(stage: Stage, _length: Length) -> Told:
    """Let an hour pass on people's clocks while Slack is away: what came due meanwhile is one message for each."""
    people = stage.keep_people(20)
    stage.slack.order(open=False)
    stage.work(interval_us=INTERVAL_US)
    for _ in range(QUARTERS):
        stage.plan(people, kind=ONCE)
        stage.clock.move(timedelta(minutes=15))
        time.sleep(1.0)
    stage.slack.order(open=True)
    told = Told(stage.ledger_when_settled())
    messages = {copy.ts for copies in stage.arrivals().values() for copy in copies}
    told.note = f"{QUARTERS} prompts for each of {len(people)} people came due; {len(messages)} messages"
    told.expect(len(messages) == len(people), "nobody gets two messages within the hour")
    told.expect(told.ledger.sent + told.ledger.waiting == QUARTERS * len(people), "nothing is given up")
    told.expect(all(row.attempts <= 2 for row in stage.rows().values()), "no attempts are burnt")
    return told


def unknown_name(stage: Stage, length: Length) -> Told:
    """Let Slack's name be unknown to a first worker, and known to a second."""
    return _elsewhere(stage, length, NOWHERE, "name unknown")


def false_certificate(stage: Stage, length: Length) -> Told:
    """Let a first worker find a stranger's certificate at Slack's place, and a second one Slack."""
    with false_tls(stage.folder) as base_url:
        return _elsewhere(stage, length, base_url, "certificate false")


def _elsewhere(stage: Stage, length: Length, base_url: str, what: str) -> Told:
    stage.plan(stage.keep_people(ROWS))
    lost = stage.work(base_url=base_url)
    time.sleep(AWAY[length])
    lost.stop()
    stage.work(interval_us=INTERVAL_US)
    return _back(stage, what, length)


def _back(stage: Stage, what: str, length: Length) -> Told:
    told = Told(stage.ledger_when_settled(seconds=330.0, is_hasty=False))
    busiest = max(Counter(int(at) for at, _, _ in stage.calls()).values(), default=0)
    told.note = f"{what} for {AWAY[length]:.0f} s, then at most {busiest} calls a second"
    told.expect(busiest <= 1_000_000 / INTERVAL_US + JITTER, "no flood when Slack is back")
    told.expect(told.ledger.doubtful == 0, "nothing is in doubt: it certainly was not sent")
    told.expect(all(row.attempts <= 2 for row in stage.rows().values()), "no attempts are burnt")
    return told
