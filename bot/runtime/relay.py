"""The relay's own clockwork: at each slot its cards go out, in an order that means nothing; nothing is ever hurried.

A log line says that something happened and never to which case.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.deps import Deps
from bot.domain.delivery import LONG_AGO, has_jumped
from bot.domain.relay.calendar import RelayCalendar
from bot.errors import DeliveryError, PermanentDeliveryError, UserError
from bot.runtime.failures import UnsureDeliveryError
from bot.services import access
from bot.services.relay import programme, release, routing
from bot.views.relay import card as card_view
from storage.records import record

log = structlog.get_logger(__name__)

EVERY_SECONDS = 60
SANDBOX_SECONDS = 5
"""Where somebody moves the clock, they wait for what it brings."""
CHANNEL_SECONDS = 1.1
"""Slack takes one message a second for each conversation (docs.slack.dev/apis/web-api/rate-limits); a little more."""
OPEN_FOR = timedelta(minutes=45)
"""How long after its beginning a slot's cards still go out; what comes later waits for the next slot."""


def every_seconds(deps: Deps) -> float:
    """Return how often it is looked whether a slot has begun."""
    return SANDBOX_SECONDS if deps.settings.clock_url else EVERY_SECONDS


@dataclass(slots=True)
class RelayPost:
    """Posts the cards of one workspace, and notes to owners while those are at work."""

    deps: Deps
    team_id: str
    stop: threading.Event
    channel_seconds: float = CHANNEL_SECONDS
    _looked_at: datetime = field(default=LONG_AGO, init=False)
    """Up to when everything has been posted: what a movable clock skipped since is made up for."""
    _is_held: bool = field(default=False, init=False)

    def turn(self) -> None:
        """Post what this slot brings; no card between slots, on other days, and while the channel is unfit.

        Only one process at a time may do so.
        """
        doubtful = release.recover(self.deps, team_id=self.team_id)
        if doubtful:
            log.warning("cards_doubtful", count=doubtful)
        now = self.deps.clock.now()
        calendar = programme.calendar_of(self.deps, team_id=self.team_id)
        slot = self._open_slot(calendar, now)
        if (slot is None and not self._notes(calendar, now)) or self._work(calendar, now, slot):
            self._looked_at = now

    def _work(self, calendar: RelayCalendar, now: datetime, slot: int | None) -> bool:
        """Post cards and notes; return whether all that was due has been."""
        channel_id = access.facilitator_channel(self.deps, team_id=self.team_id)
        present = self._present() if channel_id else None
        if channel_id is None or present is None:
            return False
        cards: list[release.Card] = []
        if slot is not None:
            release.advance(self.deps, team_id=self.team_id, calendar=calendar, slot=slot, present=present)
            due = release.due(self.deps, team_id=self.team_id, slot=slot)
            cards = [card for card in due if card.to_facilitator_id is None]
        return self._post_all([*cards, *self._notes(calendar, now)], channel_id=channel_id)

    def _notes(self, calendar: RelayCalendar, now: datetime) -> "list[release.Card]":
        """Return the notes that are due to somebody who is at work now."""
        due = release.due(self.deps, team_id=self.team_id, slot=calendar.last_until(now))
        return release.welcome(self.deps, due, team_id=self.team_id)

    def _present(self) -> frozenset[str] | None:
        """Return who is a facilitator now; None while the channel is unfit, or Slack does not say."""
        try:
            present = frozenset(routing.facilitators_now(self.deps, team_id=self.team_id))
        except routing.TurnedAwayError:
            if not self._is_held:
                log.error("cards_held", reason="channel_unfit")  # whoever runs Rapport must look at the channel
            self._is_held = True
            return None
        except UserError:
            log.warning("cards_postponed", reason="slack_silent")
            return None
        self._is_held = False
        return present

    def _post_all(self, cards: "Sequence[release.Card]", *, channel_id: str) -> bool:
        return all(self._post(card, channel_id=channel_id) for card in cards)

    def _post(self, card: "release.Card", *, channel_id: str) -> bool:
        """Post one card; return whether to go on with the next."""
        if self.stop.is_set():
            return False
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
            return card.to_facilitator_id is not None and isinstance(failure, PermanentDeliveryError)
        release.posted(self.deps, card, channel_id=str(answer["channel"]), ts=str(answer["ts"]))
        log.info("card_posted", kind=card.kind)
        self.stop.wait(self.channel_seconds)
        return True

    def _open_slot(self, calendar: RelayCalendar, now: datetime) -> int | None:
        """Return the slot whose cards go out now, None between slots and on days without work.

        A sandbox's clock that was moved over slots counts as standing in the last of them.
        """
        if self.deps.settings.clock_url and has_jumped(walked_to=self._looked_at, now=now):
            return calendar.last_until(now)
        slot = calendar.slot_at(now)
        begins = calendar.instant_of(slot)
        is_open = calendar.is_working_day(calendar.day_of(slot)) and begins <= now < begins + OPEN_FOR
        return slot if is_open else None


@record
class Posts:
    """The posts of all workspaces of one process: each remembers what it last looked at."""

    deps: Deps
    stop: threading.Event
    _of: dict[str, RelayPost] = field(default_factory=dict)

    def turn(self, team_id: str) -> None:
        """Post what is due in one workspace."""
        self._of.setdefault(team_id, RelayPost(self.deps, team_id, self.stop)).turn()
