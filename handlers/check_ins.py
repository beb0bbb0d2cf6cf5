"""Slack entry points of check-ins: an answer is kept and leads on, or the question is let be."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.check_ins import Asked
from bot.errors import NotYoursError
from bot.services import check_in_answers as service
from bot.views import check_in_messages as message_view
from bot.views import check_ins as own_view
from bot.views import times
from handlers import doors, library, meetings, milestones, need_hints, notes, offers, scenarios
from handlers.actors import acting
from handlers.binding import acknowledge, opens
from handlers.modals import show_modal
from handlers.relay import door
from handlers.responses import in_its_place, is_answered
from storage.vocabulary import CheckInDeed, DoorKind

Deed: TypeAlias = Callable[..., None]
"""Opens what an answer leads to: takes client, body and context, and by name the pair and the collaborators."""


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor checkins` and the button reach the screen by handlers/screens.py."""
    app.action(re.compile(f"^({own_view.END}|{own_view.AGAIN}|{own_view.DELETE})$"))(
        ack=acknowledge, lazy=[opens(change_own, deps)]
    )
    app.action(re.compile(f"^{message_view.FAMILY}"))(ack=acknowledge, lazy=[opens(press, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show somebody their own check-ins."""
    own = service.own(deps, actor=acting(context))
    show_modal(client, body, own_view.screen(deps.catalog, own=own))


def change_own(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Delete somebody's answers, end their pause or ask every question again; draw their screen anew."""
    actor = acting(context)
    if action["action_id"] == own_view.DELETE:
        service.forget(deps, actor=actor)
    elif action["action_id"] == own_view.END:
        service.pause(deps, actor=actor, months=None)
    else:
        service.ask_all_again(deps, actor=actor)
    screen = own_view.screen(deps.catalog, own=service.own(deps, actor=actor))
    client.views_update(view_id=body["view"]["id"], view=screen)


def press(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Keep an answer and open what it leads to, or let the question be; one line stands in its place afterwards.

    Raises:
        NotYoursError: the press is none of ours, or the question was somebody else's.
    """
    found = message_view.pressed(action)
    if found is None:
        raise NotYoursError
    asked, months = found
    word = str(action["action_id"]).removeprefix(message_view.FAMILY)
    if word in set(CheckInDeed):
        card = service.answer(deps, actor=acting(context), asked=asked, deed=CheckInDeed(word))
        DEEDS[CheckInDeed(word)](client, body, context, pair_id=card.pair_id, deps=deps)
        sentence = deps.catalog.check_ins.answered
    else:
        sentence = _let_be(deps, context, asked, action_id=str(action["action_id"]), months=months)
    line = message_view.settled(deps.catalog, sentence=sentence)
    is_answered(client, context.response_url or "", replace_original=True, **in_its_place(body, line))


def _let_be(deps: Deps, context: BoltContext, asked: Asked, *, action_id: str, months: int | None) -> str:
    """Do what somebody wishes who does not answer; return the sentence that says so."""
    say = deps.catalog.check_ins
    actor = acting(context)
    service.leave(deps, actor=actor, asked=asked)
    if action_id == message_view.NEVER:
        service.never_again(deps, actor=actor, asked=asked)
        return say.never
    if action_id == message_view.PAUSE and months:
        until = service.pause(deps, actor=actor, months=months).paused_until
        return say.paused.format(day=times.day(until)) if until else say.left_be
    return say.left_be


def _screen(show: Callable[..., None]) -> Deed:
    """Return what opens a screen that is of no pair."""

    def run(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, pair_id: str, deps: Deps) -> None:
        del pair_id
        show(client, body, context, deps=deps)

    return run


def _begin(kind: DoorKind) -> Deed:
    """Return what opens the form of a new door of one kind."""

    def run(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, pair_id: str, deps: Deps) -> None:
        doors.open_form(kind, client, body, context, pair_id=pair_id, deps=deps)

    return run


def _nothing(*_: Any, **__: Any) -> None:  # noqa: ANN401 - takes what every deed takes
    """Open nothing: the answer was all."""


DEEDS: Mapping[CheckInDeed, Deed] = {
    CheckInDeed.NOTE: notes.open_note,
    CheckInDeed.PLAN: meetings.open_plan,
    CheckInDeed.NEED: need_hints.open_form,
    CheckInDeed.MILESTONES: milestones.open_pair,
    CheckInDeed.CADENCE: meetings.open_cadence,
    CheckInDeed.PAUSE: _screen(offers.open_screen),
    CheckInDeed.INTRODUCE: _begin(DoorKind.INTRODUCTION),
    CheckInDeed.OPPORTUNITY: _begin(DoorKind.OPPORTUNITY),
    CheckInDeed.PITFALL: _begin(DoorKind.PITFALL),
    CheckInDeed.LIBRARY: _screen(library.open_screen),
    CheckInDeed.SCENARIOS: _screen(scenarios.open_screen),
    CheckInDeed.FACILITATOR: _screen(door.open_screen),
    CheckInDeed.FINE: _nothing,
}
"""What each answer opens. A new deed hooks in here, and in `DEEDS` of the domain where it says to which question."""
