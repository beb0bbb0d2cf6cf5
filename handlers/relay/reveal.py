"""Slack entry points of what the author of a private request decides once.

To say more of themselves, to end it, to give it to others, and to keep it in their Home.
"""

from collections.abc import Callable

from slack_bolt import Ack, App

from bot.deps import Deps
from bot.domain.relay.door import Door, Kept
from bot.domain.relay.mine import Hold, OwnCase, Stage, Stream
from bot.errors import NotYoursError, UserError
from bot.services.relay import intake, mine, others, own_acts, reveal, routing
from bot.views.blocks import Payload
from bot.views.relay import mine_forms as forms
from bot.views.relay import names
from bot.views.relay import reveal as reveal_view
from handlers.binding import acknowledge
from handlers.relay.door import enters
from handlers.relay.held import SENT_AS, carried_case, held_case
from handlers.relay.mine import Publish, Show, case_screen, visited

STAGE, STREAM, TO = "stage", "stream", "to"
"""What the last look carries: what is said, and who was named as the one to see it."""


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners."""
    presses: dict[str, Callable[..., None]] = {
        names.MORE: open_steps,
        names.NEXT: say_stage,
        names.LAST: say_name,
        names.END: take_back,
        names.CHANGE: open_others,
        names.KEEP: keep_in_home,
    }
    for name, listener in presses.items():
        app.action(name)(ack=acknowledge, lazy=[enters(listener, deps)])
    app.view(names.STEPS)(enters(submit_steps, deps))
    app.view(names.OTHERS)(enters(submit_others, deps))


def open_steps(door: Door, kept: Kept, take_place: Show, *, deps: Deps) -> None:
    """Show the step that comes next: stage and stream, and only afterwards the name."""
    hold = held_case(kept)
    case = _tellable(deps, door, hold)
    if case.revealed is None:
        metadata = carried_case(deps, door, hold, screen=names.STEPS)
        take_place(reveal_view.steps(deps.catalog, worker=case.worker_name, private_metadata=metadata))
        return
    metadata = carried_case(deps, door, hold, screen=names.SURE, what={TO: case.worker})
    take_place(reveal_view.sure_of_name(deps.catalog, case=case, name=door.identity, private_metadata=metadata))


def submit_steps(ack: Ack, door: Door, kept: Kept, view: Payload, *, deps: Deps) -> None:
    """Show what was chosen once more; nothing is said yet."""
    hold, (stage, stream) = held_case(kept), reveal_view.read_steps(deps.catalog, view)
    case = _tellable(deps, door, hold)
    metadata = carried_case(deps, door, hold, screen=names.SURE, what={STAGE: stage, STREAM: stream, TO: case.worker})
    told = reveal_view.in_words(deps.catalog, stage, stream)
    sure = reveal_view.sure_of_stage(deps.catalog, worker=case.worker_name, told=told, private_metadata=metadata)
    ack(response_action="update", view=sure)


def say_stage(door: Door, kept: Kept, take_place: Show, *, deps: Deps) -> None:
    """Say stage and stream, as they were looked at."""
    hold = held_case(kept)
    if STAGE not in kept.what:
        raise NotYoursError
    stage, stream = reveal_view.in_words(deps.catalog, Stage(kept.what[STAGE]), Stream(kept.what[STREAM]))
    reveal.reveal_stage(deps, door=door, hold=hold, to=kept.what[TO], stage=stage, stream=stream)
    take_place(case_screen(deps, door, hold))


def say_name(door: Door, kept: Kept, take_place: Show, *, deps: Deps) -> None:
    """Say one's name."""
    hold = held_case(kept)
    if TO not in kept.what:
        raise NotYoursError
    reveal.reveal_name(deps, door=door, hold=hold, to=kept.what[TO])
    take_place(case_screen(deps, door, hold))


def take_back(door: Door, kept: Kept, publish: Publish, take_place: Show, *, deps: Deps) -> None:
    """Take a request back."""
    hold = held_case(kept)
    own_acts.withdraw(deps, door=door, hold=hold)
    take_place(case_screen(deps, visited(door, publish, deps=deps), hold))


def open_others(door: Door, kept: Kept, take_place: Show, *, deps: Deps) -> None:
    """Show the form that gives a request to others."""
    hold = held_case(kept)
    try:
        facilitators = intake.excludable(deps, door=door)
    except routing.TurnedAwayError as refusal:
        raise UserError(deps.catalog.relay_mine.nobody_else) from refusal
    metadata = carried_case(deps, door, hold, screen=names.OTHERS)
    take_place(forms.others_form(deps.catalog, facilitators=facilitators, tied=door.tied, private_metadata=metadata))


def submit_others(ack: Ack, door: Door, kept: Kept, view: Payload, *, deps: Deps) -> None:
    """Give a request to others, then show it."""
    hold = held_case(kept)
    try:
        others.draw_again(deps, door=door, hold=hold, not_these=forms.read_others(view))
    except routing.TurnedAwayError as refusal:
        raise UserError(deps.catalog.relay_mine.nobody_else) from refusal
    ack(response_action="update", view=case_screen(deps, door, hold))


def keep_in_home(door: Door, kept: Kept, publish: Publish, take_place: Show, *, deps: Deps) -> None:
    """Let Home carry a request that was found by its receipt."""
    hold = held_case(kept)
    keeper = own_acts.attach(deps, door=door, hold=hold, key=kept.what[SENT_AS])
    take_place(case_screen(deps, visited(keeper, publish, deps=deps), hold))


def _tellable(deps: Deps, door: Door, hold: Hold) -> OwnCase:
    """Return a request in which more can be said of oneself: it is known who would see it."""
    case = mine.read(deps, door=door, hold=hold)
    if not case.may_reveal:
        raise UserError(deps.catalog.relay_mine.nobody_to_tell)
    return case
