"""What Slack sends twice, and what people press twice: one effect."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from bot.runtime.logs import configure_logging
from storage.installations import keep_installation
from storage.keyring import Keyring
from storage.vocabulary import PairState
from tests.facilitating import FACILITATOR, facilitated, filled, open_form, the_pairs
from tests.faults.report import Length, Told
from tests.faults.stage import Stage
from tests.payloads import TEAM
from tests.rapport import running_rapport

AT_ONCE = 8


def next_monday() -> datetime:
    """Return three in the afternoon of next Monday, UTC: morning in Toronto, afternoon in Berlin, where the two live.

    The form is handed over on the machine's own clock, so the workers' must not be behind it.
    """
    now = datetime.now(UTC)
    return now.replace(hour=15, minute=0, second=0, microsecond=0) + timedelta(days=7 - now.weekday())


def the_same_again(stage: Stage, _length: Length) -> Told:
    """Send one submission eight times at once and once more later, as Slack repeats it: one pair, two messages."""
    monday = next_monday()
    stage.clock.set(monday)
    with (stage.folder / "bot.log").open("w") as log:
        configure_logging("INFO", log)
        answers = _send_again_and_again(stage)
    pairs, rows = the_pairs(stage.db), stage.rows()
    with stage.db.begin() as session:
        keep_installation(session, team_id=TEAM, bot_token=f"xoxb-{TEAM}", bot_user_id="U0RAPPORT", at=monday)
    stage.marks += list(rows)
    stage.planned_at = time.time()
    stage.work()
    told = Told(stage.ledger_when_settled(), f"one submission {len(answers)} times, {AT_ONCE} of them at once")
    told.expect(set(answers) == {200}, "each is acknowledged")
    told.expect([pair.state for pair in pairs] == [PairState.PROPOSED], "one pair is proposed")
    told.expect(len(rows) == told.ledger.sent == 2, "each of the two is asked once")
    return told


def _send_again_and_again(stage: Stage) -> list[int]:
    """Hand over a facilitator's form, and return how each was answered."""
    with running_rapport(stage.db, Keyring.of(stage.key)) as rapport:
        facilitated(rapport, stage.db)
        form = filled(open_form(rapport, user=FACILITATOR))
        with ThreadPoolExecutor(AT_ONCE) as crowd:
            answers = list(crowd.map(lambda number: rapport.receive(form, retry=number).status, range(AT_ONCE)))
        return [*answers, rapport.receive(form, retry=3).status]
