"""The relay's own clockwork: at each slot its cards go out, in an order that means nothing; nothing is ever hurried.

A log line says that something happened and never to which case.
"""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.deps import Deps
from bot.domain.delivery import LONG_AGO, has_jumped
from bot.domain.relay.calendar import RelayCalendar
from bot.errors import DeliveryError
from bot.runtime.failures import UnsureDeliveryError
from bot.services import access
from bot.services.relay import release
from bot.services.relay.programme import calendar_of
from bot.services.relay.release import Card
from bot.views.relay import card as card_view

log = structlog.get_logger(__name__)

EVERY_SECONDS = 60
CHANNEL_SECONDS = 1.1
"""Slack takes one message a second for each conversation (docs.slack.dev/apis/web-api/rate-limits); a little more."""
OPEN_FOR = timedelta(minutes=45)
"""How long after its beginning a slot's cards still go out; what comes later waits for the next slot."""


@dataclass(slots=True)
class RelayPost:
    """Posts the cards of one workspace."""

    deps: Deps
    team_id: str
    stop: threading.Event
    channel_seconds: float = CHANNEL_SECONDS
    _is_recovered: bool = field(default=False, init=False)
    _looked_at: datetime = field(default=LONG_AGO, init=False)

    def turn(self) -> None:
        """Post what this slot brings; nothing between slots, on other days, and while the channel is unfit.

        Raises:
            DeliveryError: Slack did not say how the channel is now.
        """
        if not self._is_recovered:
            doubtful = release.recover(self.deps, team_id=self.team_id)
            self._is_recovered = True
            if doubtful:
                log.warning("cards_doubtful", count=doubtful)
        calendar = calendar_of(self.deps, team_id=self.team_id)
        slot = self._open_slot(calendar)
        if slot is None:
            return
        channel_id = access.facilitator_channel(self.deps, team_id=self.team_id)
        if channel_id is None or access.channel_flaw(self.deps, team_id=self.team_id):
            log.error("cards_held", reason="channel")
            return
        release.advance(self.deps, team_id=self.team_id, calendar=calendar, slot=slot)
        for card in release.due(self.deps, team_id=self.team_id, slot=slot):
            if self.stop.is_set() or not self._post(card, channel_id=channel_id):
                return

    def _post(self, card: Card, *, channel_id: str) -> bool:
        """Post one card; return whether to go on with the next."""
        if not release.begin(self.deps, card):
            return True
        target = card.to_facilitator_id or channel_id
        payload = card_view.of(self.deps.catalog, kind=card.kind, label=card.label, case_id=card.case_id)
        plain = {"unfurl_links": False, "unfurl_media": False}
        try:
            answer = self.deps.slack.call("chat.postMessage", team_id=self.team_id, channel=target, **plain, **payload)
        except DeliveryError as failure:
            may_stand = isinstance(failure, UnsureDeliveryError)
            release.failed(self.deps, card, may_stand=may_stand)
            log.warning("card_not_posted", code=failure.code, may_stand=may_stand)
            return False
        release.posted(self.deps, card, channel_id=str(answer["channel"]), ts=str(answer["ts"]))
        log.info("card_posted", kind=card.kind)
        return not self.stop.wait(self.channel_seconds)

    def _open_slot(self, calendar: RelayCalendar) -> int | None:
        """Return the slot whose cards go out now, None between slots and on days without work.

        A sandbox's clock that was moved over slots counts as standing in the last of them.
        """
        now, before = self.deps.clock.now(), self._looked_at
        self._looked_at = now
        if self.deps.settings.clock_url and has_jumped(walked_to=before, now=now):
            return calendar.last_until(now)
        slot = calendar.slot_at(now)
        begins = calendar.instant_of(slot)
        is_open = calendar.is_working_day(calendar.day_of(slot)) and begins <= now < begins + OPEN_FOR
        return slot if is_open else None
