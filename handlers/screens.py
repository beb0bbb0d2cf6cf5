"""Every way from one screen to another: the words of /mentor, and the buttons that carry the same words."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import access
from bot.views import mentor as mentor_view
from bot.views.carried import Carried, home_before, pack
from bot.views.screens import PREFIX, Screen
from handlers import (
    about,
    boards,
    check_ins,
    circle,
    desk,
    endings,
    finding,
    gate,
    library,
    milestones,
    needs,
    offers,
    outcomes,
    own_data,
    pairs,
    plans,
    preferences,
    reports,
    requests,
    roster,
    scenarios,
    setup,
    statements,
)
from handlers.actors import workspace_of
from handlers.binding import acknowledge, bind, opens
from handlers.modals import show_modal
from handlers.relay import case, door

HELP_WORDS = frozenset({"", "help"})


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners: two for /mentor, one for the whole family of buttons."""
    app.command("/mentor", matchers=[names_a_screen])(ack=acknowledge, lazy=[opens(open_named, deps)])
    app.command("/mentor")(bind(answer_help, deps))
    app.action(re.compile(f"^{PREFIX}"))(ack=acknowledge, lazy=[opens(open_pressed, deps)])


def names_a_screen(command: Mapping[str, Any]) -> bool:
    """Return whether the word after /mentor is that of a screen of its own."""
    return _word(command) in set(Screen) - {Screen.HELP}


def answer_help(ack: Ack, command: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Say what Rapport can do: to `/mentor`, to `/mentor help`, and to a word that means nothing here."""
    is_unknown_word = _word(command) not in HELP_WORDS
    needs_setup = access.needs_setup(deps, team_id=workspace_of(context))
    takes_requests = deps.relay is not None
    answer = mentor_view.help_message(
        deps.catalog, is_unknown_word=is_unknown_word, needs_setup=needs_setup, takes_requests=takes_requests
    )
    ack(**answer)


def open_named(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Open the screen that the word after /mentor names."""
    _open(Screen(_word(body)), client, body, context, deps=deps)


def open_pressed(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Open the screen whose button was pressed."""
    _open(Screen(action["action_id"].removeprefix(PREFIX)), client, body, context, deps=deps)


def open_help(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show what Rapport can do, as a modal."""
    needs_setup = access.needs_setup(deps, team_id=workspace_of(context))
    metadata = pack(Carried(home=home_before(body.get("view"))))
    screen = mentor_view.help_modal(
        deps.catalog,
        needs_setup=needs_setup,
        takes_requests=deps.relay is not None,
        private_metadata=metadata,
    )
    show_modal(client, body, screen)


def _open(screen: Screen, client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    if screen in boards.BOARDS:
        boards.open_board(screen, client, body, context, deps=deps)
        return
    openers: Mapping[Screen, Callable[..., None]] = {
        Screen.HELP: open_help,
        Screen.PAIR: pairs.open_screen,
        Screen.DESK: desk.open_screen,
        Screen.MATCHES: gate.open_screen,
        Screen.REQUESTS: requests.open_screen,
        Screen.SETUP: setup.open_screen,
        Screen.TALK: door.open_screen,
        Screen.HOURS: preferences.open_screen,
        Screen.PROFILE: offers.open_screen,
        Screen.SCENARIOS: scenarios.open_screen,
        Screen.LIBRARY: library.open_screen,
        Screen.ME: about.open_screen,
        Screen.ROSTER: roster.open_screen,
        Screen.FIND: finding.open_screen,
        Screen.PLAN: plans.open_screen,
        Screen.GAP: needs.open_screen,
        Screen.PAST: endings.open_past,
        Screen.CHECK_INS: check_ins.open_screen,
        Screen.MILESTONES: milestones.open_screen,
        Screen.STATEMENT: statements.open_screen,
        Screen.YEAR: outcomes.open_screen,
        Screen.CIRCLE: circle.open_screen,
        Screen.REPORTS: reports.open_screen,
        Screen.DATA: own_data.open_screen,
        Screen.CASES: door.desk_opener(case.open_mine),
    }
    openers[screen](client, body, context, deps=deps)


def _word(command: Mapping[str, Any]) -> str:
    return str(command.get("text") or "").strip().lower()
