"""The sender: whatever is due goes out in order, one message at a time, to each person at most one a second."""

import threading
import time
from datetime import datetime

import structlog

from bot.deps import Deps
from bot.domain.delivery import LONG_AGO, SENT, Verdict, after_doubt, after_trouble, has_jumped, judged_at
from bot.errors import DeliveryError, new_reference
from bot.runtime.posting import post_file, post_message, verdict_on
from bot.services import delivery
from bot.services.letter import FilePayload, Written
from bot.views.blocks import Payload
from storage.touchpoints import DueRow
from storage.vocabulary import TouchpointState

log = structlog.get_logger(__name__)

EVERY_SECONDS = 1.0
PERSON_SECONDS = 1.05
"""Slack takes one message a second for each conversation (docs.slack.dev/apis/web-api/rate-limits); a little more."""
UNWRITTEN = "unwritten"
UNEXPECTED = "unexpected"


class Sender:
    """The one sender of a workspace. What has been sent stands in the database; this only remembers the pace.

    Beside a sandbox the clock can be moved. What became due in the time that was skipped has its turn one by one, in
    order, each judged at its own instant, so that "+1 week" shows what a week would have brought. A start counts as
    such a move: the clock may have been moved while the bot was away.
    """

    def __init__(
        self, deps: Deps, team_id: str, *, stop: threading.Event, person_seconds: float = PERSON_SECONDS
    ) -> None:
        """Keep the collaborators; nothing is sent yet.

        Args:
            deps: the collaborators.
            team_id: the workspace.
            stop: once set, ends every wait.
            person_seconds: how far apart two messages to one person are at least.
        """
        self._deps = deps
        self._team_id = team_id
        self._stop = stop
        self._person_seconds = person_seconds
        self._walked_to = LONG_AGO
        self._is_recovered = False
        self._free_at: dict[str, float] = {}
        self._held_until = 0.0

    def turn(self) -> None:
        """Send what is due; the first time, settle what a crash left behind before."""
        if not self._is_recovered:
            doubtful, again = delivery.recover(self._deps, team_id=self._team_id)
            self._is_recovered = True
            if doubtful or again:
                log.warning("messages_recovered", doubtful=doubtful, again=again)
        while not self._stop.is_set() and time.monotonic() >= self._held_until:
            if not self._take_one():
                return

    def _take_one(self) -> bool:
        """Deal with the next message; return False when there is none."""
        now = self._deps.clock.now()
        walked_to = self._walked_to if self._deps.settings.clock_url else now
        is_walking = has_jumped(walked_to=walked_to, now=now)
        busy = () if is_walking else self._busy()
        due = delivery.next_due(self._deps, team_id=self._team_id, now=now, passing_over=busy)
        if due is None:
            self._walked_to = now
            return False
        at = judged_at(due.touchpoint.due_at, walked_to=walked_to, now=now)
        verdict = self._deliver(due, at)
        if verdict is None:
            return False
        self._walked_to = at
        if verdict.state is TouchpointState.READY and (is_walking or not verdict.is_counted):
            self._held_until = time.monotonic() + verdict.delay.total_seconds()
        return True

    def _deliver(self, due: DueRow, at: datetime) -> Verdict | None:
        """Write, claim, send and settle one message; return what became of it, None when it was left alone."""
        written = self._written(due, at)
        if isinstance(written, Verdict):
            verdict = written
        elif self._waits_for(due) or not delivery.claim(self._deps, due):
            return None
        else:
            verdict = self._sent(due, written)
        delivery.settle(self._deps, due, verdict, at=at)
        log.info("message_settled", state=verdict.state, outcome=verdict.outcome, kind=due.touchpoint.kind)
        return verdict

    def _written(self, due: DueRow, at: datetime) -> Written | Verdict:
        try:
            return delivery.write(self._deps, due, at=at)
        except Exception as failure:
            log.error("message_unwritten", exc_info=failure, reference=new_reference(), kind=due.touchpoint.kind)
            return after_trouble(UNWRITTEN, attempts=due.touchpoint.attempts + 1)

    def _sent(self, due: DueRow, written: Written) -> Verdict:
        try:
            self._send(due, written)
        except DeliveryError as failure:
            return verdict_on(failure, due)
        except Exception as failure:
            log.error("message_unsent", exc_info=failure, reference=new_reference(), kind=due.touchpoint.kind)
            return after_doubt(UNEXPECTED, kind=due.touchpoint.kind, attempts=due.touchpoint.attempts + 1)
        finally:
            self._free_at[due.member.id] = time.monotonic() + self._person_seconds
        return SENT

    def _send(self, due: DueRow, written: Written) -> None:
        """Send a message, or a file: to somebody new its title goes ahead, because it shows where the file belongs."""
        if isinstance(written, FilePayload):
            channel_id = due.channel_id or self._post(due, {"text": written.title})
            post_file(self._deps.slack, due, written, channel_id=channel_id)
        else:
            self._post(due, written)

    def _post(self, due: DueRow, payload: Payload) -> str:
        channel_id = post_message(self._deps.slack, due, payload)
        if channel_id != due.channel_id:
            delivery.remember_channel(self._deps, due, channel_id=channel_id)
        return channel_id

    def _waits_for(self, due: DueRow) -> bool:
        """Wait until a second has passed since this person's last message; return whether we are stopping instead."""
        return self._stop.wait(self._free_at.get(due.member.id, 0.0) - time.monotonic())

    def _busy(self) -> list[str]:
        """Return whom the last message reached less than a second ago."""
        now = time.monotonic()
        self._free_at = {member_id: free_at for member_id, free_at in self._free_at.items() if free_at > now}
        return list(self._free_at)
