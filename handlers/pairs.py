"""Slack entry points of pairs: the facilitators' form, and the answers of the two whom they propose."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.services import access, pairing
from bot.services import pairs as pairs_service
from bot.views import carried as carrying
from bot.views import pair_form as form_view
from bot.views import pair_messages as message_view
from bot.views.carried import Carried
from handlers import boards
from handlers.actors import acting, user_of, workspace_of
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.home import show_home
from handlers.modals import show_modal
from handlers.responses import in_its_place, is_answered
from storage.columns import stable_id
from storage.vocabulary import Side


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor pair` and the button reach `open_screen` by handlers/screens.py."""
    app.view(form_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(boards.refresh, deps)])
    app.action(re.compile(f"^{message_view.ANSWER}"))(ack=acknowledge, lazy=[opens(answer, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show the form to a facilitator, and a sentence to anybody else."""
    access.prove_may_pair(deps, team_id=workspace_of(context), user_id=user_of(context))
    kept = carrying.pack(Carried(home=carrying.home_before(body.get("view"))))
    show_modal(client, body, form_view.form(deps.catalog, private_metadata=kept))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Prove the right again, propose the pair, then say what happens next: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        two = pairing.propose(
            deps,
            team_id=workspace_of(context),
            user_id=user_of(context),
            draft=form_view.read_form(deps.catalog, view),
            pair_id=stable_id(str(view["id"]), "pair"),
            fields=form_view.FIELD_OF,
        )
        names = {side: person.name for side, person in two.items()}
        done = form_view.proposed(deps.catalog, mentor=names[Side.MENTOR], mentee=names[Side.MENTEE])
        ack(response_action="update", view=done)


def answer(
    client: WebClient,
    body: Mapping[str, Any],
    action: Mapping[str, Any],
    context: BoltContext,
    *,
    deps: Deps,
) -> None:
    """Take a yes or a no, and put what it has led to in the place of the question, or in a modal."""
    is_yes = action["action_id"] == message_view.ANSWER + message_view.YES
    answered, card = pairs_service.answer(deps, actor=acting(context), pair_id=str(action.get("value")), is_yes=is_yes)
    home = carrying.home_before(body.get("view"))
    message = message_view.answered_message(deps.catalog, answered=answered, card=card)
    url = str(body.get("response_url") or "")
    if home is None and url and is_answered(client, url, replace_original=True, **in_its_place(body, message)):
        return
    show_modal(client, body, message_view.answered_modal(deps.catalog, answered=answered, card=card))
    if home:
        show_home(client, context, before=home, deps=deps)
