"""The product's own command, several at once: `python app.py run`, with its own words and its own leases."""

import time
from datetime import UTC, datetime

from sqlmodel import func, select

from storage.columns import EPOCH
from storage.pace import Pace
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointState
from tests.faults.programme import keep_programme
from tests.faults.report import Length, Told
from tests.faults.script import Rule, Trouble
from tests.faults.stage import TEAM, Stage
from tests.faults.waiting import wait_until

TEAMS, PAIRS = 20, 125
INTERVAL_US = 150_000
"""Seven a second for each workspace instead of one, so that a run takes minutes and not a quarter of an hour."""
DRAIN_SECONDS = 2 * PAIRS * INTERVAL_US / 1_000_000
"""What each workspace takes at that pace, when nobody is killed or frozen and no thread is short."""
FROZEN_SECONDS = 100.0
"""Longer than a lease of sixty seconds, and the grace of thirty after it."""
BOTS = 3
STOP_SECONDS = 12.0


def three_bots_twenty_teams(stage: Stage, _length: Length) -> Told:
    """Drain 5,000 messages for 20 workspaces with three bots, of which one is killed and one frozen meanwhile."""
    stage.clock.set(datetime.now(UTC))
    for number in range(TEAMS):
        _keep_team(stage, f"T{number:02}FLEET", PAIRS)
    planned_at = stage.planned_at = time.time()
    bots = [stage.crew.run({**stage.environment(), "SLACK_BOT_TOKEN": f"xoxb-T{each:02}FLEET"}) for each in range(BOTS)]
    _wait_for_sent(stage, 500)
    bots[0].kill()
    _wait_for_sent(stage, 1_500)
    bots[1].freeze()
    frozen_at = time.time()
    _wait_for_sent(stage, 3_000)
    time.sleep(max(0.0, FROZEN_SECONDS - (time.time() - frozen_at)))
    bots[1].thaw()
    stage.wait_until_settled(seconds=600.0, is_hasty=False)
    took = time.time() - planned_at
    note = (
        f"{BOTS} x app.py run on this one host, {TEAMS} teams, 1 killed, 1 frozen {FROZEN_SECONDS:.0f} s, {took:.0f} s"
    )
    told = Told(stage.ledger(promptly=DRAIN_SECONDS), note)
    told.expect(bots[1].stop() < STOP_SECONDS and bots[2].stop() < STOP_SECONDS, "those left stop in time")
    return told


def stopped_while_asking(stage: Stage, _length: Length) -> Told:
    """Ask a bot to stop while Slack has taken a message and not said so yet: it waits for the answer, and ends."""
    stage.clock.set(datetime.now(UTC))
    stage.slack.misbehave(Rule(Trouble.SLOW, takes=True, seconds=3.0))
    seconds = _stopped_midway(stage)
    told = Told(stage.ledger())
    calls = len(stage.calls())
    told.note = f"SIGTERM with a call open for 3 s: ended after {seconds:.1f} s"
    told.expect(seconds < STOP_SECONDS, "it stops within twelve seconds")
    states = list(stage.states().values())
    told.expect(states.count(TouchpointState.SENT) == calls, "what was asked is settled")
    told.expect(TouchpointState.LEASED not in states, "what was taken and not asked is given back")
    return _started_again(stage, told)


def stopped_while_slack_is_silent(stage: Stage, _length: Length) -> Told:
    """Ask a bot to stop while Slack never answers: it ends in time, and the next one judges what it left."""
    stage.clock.set(datetime.now(UTC))
    stage.slack.order(hold=True)
    stage.slack.misbehave(Rule(Trouble.HELD, takes=True))
    seconds = _stopped_midway(stage)
    told = Told(stage.ledger(), f"SIGTERM with silent calls: ended after {seconds:.1f} s")
    told.expect(seconds < STOP_SECONDS, "it stops within twelve seconds")
    return _started_again(stage, told)


def _stopped_midway(stage: Stage) -> float:
    """Start a bot, ask it to stop while calls are open, and return how long that took."""
    _keep_team(stage, TEAM, 10)
    stage.planned_at = time.time()
    bot = stage.crew.run(stage.environment())
    wait_until(lambda: len(stage.calls()) >= 3, "three calls")
    return bot.stop()


def _started_again(stage: Stage, told: Told) -> Told:
    stage.slack.behave()
    bot = stage.crew.run(stage.environment())
    wait_until(lambda: "bot_started" in bot.log.read_text(), "a start")
    told.ledger = stage.ledger_when_settled(seconds=150.0)
    bot.stop()
    return told


def _keep_team(stage: Stage, team_id: str, pairs: int) -> None:
    with stage.db.begin() as session:
        session.add(Pace(team_id=team_id, next_slot_at=EPOCH, interval_us=INTERVAL_US))
        stage.marks += keep_programme(session, team_id=team_id, pairs=pairs)


def _wait_for_sent(stage: Stage, number: int) -> None:
    def is_reached() -> bool:
        with stage.db.read() as session:
            sent = select(func.count()).where(Touchpoint.state == TouchpointState.SENT)
            return session.exec(sent).one() >= number

    wait_until(is_reached, f"{number} sent", seconds=600.0)
