"""What people see when something is refused or breaks: a sentence, and a reference that says nothing of them."""

from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt import App, Args, BoltResponse

from bot.deps import Deps
from bot.errors import MembersOnlyError, NotYoursError, UserError, new_reference
from bot.views import notices
from bot.views.blocks import Payload
from handlers.modals import show_modal
from handlers.responses import is_answered

log = structlog.get_logger(__name__)


def register(app: App, deps: Deps) -> None:
    """Attach the one place that hears of every error outside the lazy listeners."""

    def on_error(error: Exception, body: dict[str, Any]) -> BoltResponse | None:
        return answer_failure(error, body, deps=deps)

    app.error(on_error)


def answer_failure(error: Exception, body: Mapping[str, Any], *, deps: Deps) -> BoltResponse | None:
    """Report `error` and return the answer that tells the person, so that nobody takes a failure for a success.

    A command gets a private sentence, a form keeps what was typed and shows the sentence beside its first field. For
    anything else None: Slack then shows its own sign of failure.
    """
    sentence = deps.catalog.common.apology.format(reference=report(error))
    if "command" in body:
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": sentence})
    first = first_field(body.get("view") or {})
    if body.get("type") == "view_submission" and first:
        return BoltResponse(status=200, body={"response_action": "errors", "errors": {first: sentence}})
    return None


def sentence_of(refusal: UserError, *, deps: Deps) -> str:
    """Return what a refusal says to the person."""
    if isinstance(refusal, MembersOnlyError):
        return deps.catalog.common.members_only
    return deps.catalog.common.not_yours if isinstance(refusal, NotYoursError) else str(refusal)


def show_refusal(args: Args, sentence: str, *, deps: Deps) -> None:
    """Show why something was not done, from a lazy listener."""
    _show(args, sentence, notices.refusal(deps.catalog, sentence=sentence))


def show_apology(args: Args, error: Exception, *, deps: Deps) -> None:
    """Report what broke in a lazy listener and tell the person."""
    reference = report(error)
    sentence = deps.catalog.common.apology.format(reference=reference)
    _show(args, sentence, notices.apology(deps.catalog, reference=reference))


def report(error: Exception) -> str:
    """Write what kind of error it is and where it arose to the log, and return the reference that finds the line."""
    reference = new_reference()
    log.error("listener_failed", reference=reference, exc_info=error)
    return reference


def first_field(view: Mapping[str, Any]) -> str | None:
    """Return the block_id of the first input of a form, None when it has none."""
    return next((block["block_id"] for block in view.get("blocks", []) if block.get("type") == "input"), None)


def _show(args: Args, sentence: str, view: Payload) -> None:
    """Show `sentence` by the response_url, else as `view` by the trigger, which is unused when the opener failed."""
    url, trigger = args.context.response_url, args.body.get("trigger_id")
    try:
        if url and _is_said(args, url, sentence):
            return
        if trigger:
            show_modal(args.client, args.body, view)
    except Exception as error:  # noqa: BLE001 - the last edge: there is nobody left to tell but the log
        report(error)


def _is_said(args: Args, url: str, sentence: str) -> bool:
    return is_answered(args.client, url, text=sentence, response_type="ephemeral", replace_original=False)
