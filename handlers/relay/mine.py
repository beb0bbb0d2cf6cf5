"""Slack entry points of one's own private requests: the list, the receipt, one request, and what is said in it.

All of it happens in one modal: each screen takes the place of the one before.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App

from bot.deps import Deps
from bot.domain.relay.cases import Speech
from bot.domain.relay.door import Door, Kept
from bot.domain.relay.mine import Hold
from bot.errors import FieldError
from bot.services.relay import door as doors
from bot.services.relay import mine, own_acts
from bot.views.blocks import Payload
from bot.views.pages import page_in
from bot.views.relay import mine as mine_view
from bot.views.relay import mine_forms as forms
from bot.views.relay import names
from handlers.binding import acknowledge
from handlers.relay.door import enters
from handlers.relay.held import SENT_AS, carried_case, held_case
from storage.relay.vocabulary import Rating

Show = Callable[[Payload], None]
Publish = Callable[[str], str]


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners."""
    presses: Mapping[str, Callable[..., None]] = {
        names.MINE: open_list,
        names.HAVE_RECEIPT: open_receipt,
        names.LOOK: open_from_list,
        names.BACK: open_again,
        names.EARLIER: turn_page,
        names.LATER: turn_page,
        names.ANSWER: open_answer,
        names.YES: agree,
        names.NO: agree,
        **dict.fromkeys(names.RATE, rate),
    }
    for name, listener in presses.items():
        app.action(name)(ack=acknowledge, lazy=[enters(listener, deps)])
    app.view(names.TYPED)(enters(submit_receipt, deps))
    app.view(names.REPLY)(enters(submit_answer, deps))


def open_list(door: Door, publish: Publish, take_place: Show, *, deps: Deps) -> None:
    """Show one's requests. Each visit draws Home anew, with what has become of them: whether there are any or none."""
    visitor = visited(door, publish, deps=deps)
    lines = mine.own_cases(deps, door=visitor)
    metadata = doors.carried(deps, door=visitor, screen=names.LIST)
    take_place(mine_view.listed(deps.catalog, lines=lines, has_home=door.has_home, private_metadata=metadata))


def open_receipt(door: Door, take_place: Show, *, deps: Deps) -> None:
    """Show the form for a receipt."""
    metadata = doors.carried(deps, door=door, screen=names.TYPED)
    take_place(forms.receipt_form(deps.catalog, private_metadata=metadata))


def submit_receipt(ack: Ack, door: Door, view: Payload, *, deps: Deps) -> None:
    """Show the request that a receipt finds."""
    hold = mine.by_receipt(deps, door=door, typed=forms.read_receipt(view))
    if hold is None:
        raise FieldError(names.WHOLE, deps.catalog.relay_mine.not_found)
    ack(response_action="update", view=case_screen(deps, door, hold))


def open_from_list(door: Door, action: Mapping[str, Any], take_place: Show, *, deps: Deps) -> None:
    """Show the request in one of the eight slots."""
    hold = mine.by_slot(door, place=str(action.get("value")))
    take_place(case_screen(deps, door, hold))


def open_again(door: Door, kept: Kept, take_place: Show, *, deps: Deps) -> None:
    """Show the request that a screen is about."""
    take_place(case_screen(deps, door, held_case(kept)))


def turn_page(door: Door, kept: Kept, action: Mapping[str, Any], take_place: Show, *, deps: Deps) -> None:
    """Show what was said earlier, or later."""
    take_place(case_screen(deps, door, held_case(kept), page=page_in(action.get("value"))))


def open_answer(door: Door, kept: Kept, take_place: Show, *, deps: Deps) -> None:
    """Show the form for further words."""
    hold = held_case(kept)
    case = mine.read(deps, door=door, hold=hold)
    metadata = carried_case(deps, door, hold, screen=names.REPLY)
    take_place(forms.answer_form(deps.catalog, label=case.label, private_metadata=metadata))


def submit_answer(ack: Ack, door: Door, kept: Kept, view: Payload, *, deps: Deps) -> None:
    """Keep what was said, then show the request with it."""
    hold, words = held_case(kept), forms.read_answer(deps.catalog, view)
    own_acts.answer(deps, door=door, hold=hold, speech=Speech(words), key=kept.what[SENT_AS])
    ack(response_action="update", view=case_screen(deps, door, hold))


def agree(door: Door, kept: Kept, action: Mapping[str, Any], take_place: Show, *, deps: Deps) -> None:
    """Answer an option, or an ending that is proposed: agreed on exactly its words, or not."""
    hold, value, is_agreed = held_case(kept), str(action.get("value")), action.get("action_id") == names.YES
    speech = Speech("", answers=int(value) if value.isdecimal() else 0, is_agreed=is_agreed)
    own_acts.answer(deps, door=door, hold=hold, speech=speech, key=kept.what[SENT_AS])
    take_place(case_screen(deps, door, hold))


def rate(door: Door, kept: Kept, action: Mapping[str, Any], take_place: Show, *, deps: Deps) -> None:
    """Keep whether it was of help."""
    hold = held_case(kept)
    chosen = next((each for each in Rating if each == action.get("value")), None)
    if chosen:
        own_acts.rate(deps, door=door, hold=hold, rating=chosen)
    take_place(case_screen(deps, door, hold))


def case_screen(deps: Deps, door: Door, hold: Hold, *, page: int = 0) -> Payload:
    """Return a request as its author sees it now."""
    case = mine.read(deps, door=door, hold=hold)
    metadata = carried_case(deps, door, hold, screen=names.CASE)
    return mine_view.screen(deps.catalog, case=case, private_metadata=metadata, page=page)


def visited(door: Door, publish: Publish, *, deps: Deps) -> Door:
    """Draw the Home of whoever is here anew, and return the door with what that Home carries."""
    visitor = mine.with_marks(deps, door=door)
    return replace(visitor, home_hash=publish(doors.home_blob(deps, door=visitor)))
