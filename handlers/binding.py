"""How a listener gets its collaborators, and the edge that no exception passes.

Bolt injects arguments by the names of positional parameters; ours stand after `*`, where it does not look.
"""

import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial, update_wrapper
from typing import Any, TypeAlias

from slack_bolt import Ack, Args, BoltContext

from bot.deps import Deps
from bot.errors import FieldError, UserError
from bot.views import notices
from handlers import failures

Listener: TypeAlias = Callable[..., Any]


def acknowledge(ack: Ack) -> None:
    """Tell Slack that the request has arrived; what it asks for is done by a lazy listener."""
    ack()


def bind(listener: Listener, deps: Deps) -> Listener:
    """Return `listener` with `deps` in its place, under its own name."""
    return update_wrapper(partial(listener, deps=deps), listener)


def opens(listener: Listener, deps: Deps) -> Listener:
    """Return a lazy listener that shows its refusals and failures to the person, and raises nothing.

    Bolt swallows what a lazy listener raises, prints its text at ERROR and never calls `app.error`: hence this edge.
    """
    wanted = inspect.getfullargspec(listener).args

    def run(args: Args) -> None:
        try:
            listener(**{name: getattr(args, name) for name in wanted}, deps=deps)
        except UserError as refusal:
            failures.show_refusal(args, failures.sentence_of(refusal, deps=deps), deps=deps)
        except Exception as error:  # noqa: BLE001 - the edge: whatever it is, the person hears of it and the log too
            failures.show_apology(args, error, deps=deps)

    run.__name__ = listener.__name__
    return run


@contextmanager
def refusals_beside_fields(ack: Ack, view: Mapping[str, Any], *, deps: Deps) -> Iterator[None]:
    """Answer a submission that is refused with the sentence beside its field, so that nothing typed is lost.

    A refusal of no field in particular stands beside the first one; where the form has none, on a screen of its own.
    """
    try:
        yield
    except FieldError as refusal:
        ack(response_action="errors", errors={refusal.block_id: str(refusal)})
    except UserError as refusal:
        first, sentence = failures.first_field(view), failures.sentence_of(refusal, deps=deps)
        if first:
            ack(response_action="errors", errors={first: sentence})
        else:
            ack(response_action="push", view=notices.refusal(deps.catalog, sentence=sentence))


def was_refused(context: BoltContext) -> bool:
    """Return whether the first half of a submission refused it, for its lazy half: a form is still open then.

    That is the one that was sent, with sentences beside its fields, or one that took its place with newer facts.
    """
    response = context.ack.response
    answer = json.loads(response.body) if response is not None and response.body else {}
    is_form_again = "submit" in (answer.get("view") or {})
    return answer.get("response_action") == "errors" or is_form_again
