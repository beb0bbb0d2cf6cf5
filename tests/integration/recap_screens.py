"""The form and the screens of recaps, as tests fill and read them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.views.blocks import Payload
from sandbox.blockkit import check_view
from tests.integration.steps import opened
from tests.payloads import press, slash, submit
from tests.rapport import Rapport

WRITTEN = "MARKER we said: autumn <!channel>"


def typed(name: str, value: str) -> dict[str, Payload]:
    """Return what was typed into one field."""
    return {name: {"type": "plain_text_input", "value": value}}


def soon(days: int = 30) -> str:
    """Return the day that many days from now, as a date picker has it."""
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def filled(form: Payload, more: dict[str, Payload] | None = None, *, view_id: str = "V1") -> Payload:
    """Return the submission of a recap that names a reason for later, or what `more` says."""
    payload = submit(form, {**typed("recap_said", WRITTEN), **typed("recap_later", "exams"), **(more or {})})
    return {**payload, "view": {**payload["view"], "id": view_id}}


def form_on_board(rapport: Rapport) -> Payload:
    """Open the board and the form on it."""
    return opened(rapport, press(opened(rapport, slash("/recap")), "Write"), "views.push")


def shown(answer: dict[str, Any]) -> Payload:
    """Return the view that takes the place of a form, which Slack would take."""
    assert answer["response_action"] == "update", answer
    view: Payload = answer["view"]
    assert check_view(view) == []
    return view


def words_of(view: Payload) -> list[str]:
    """Return what is shown in plain text, as somebody's own words."""
    sections = [block["text"] for block in view["blocks"] if block["type"] == "section"]
    return [text["text"] for text in sections if text["type"] == "plain_text"]


def updated(rapport: Rapport, payload: Payload) -> Payload:
    """Hand a payload over and return what takes the place of the view."""
    return opened(rapport, payload, "views.update")
