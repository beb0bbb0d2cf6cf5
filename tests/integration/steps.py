"""What the tests of all boards do."""

from sandbox.blockkit import check_message, check_view
from tests.payloads import Payload, press_message
from tests.rapport import Rapport


def opened(rapport: Rapport, payload: Payload, method: str = "views.open") -> Payload:
    """Hand a payload over and return the view that is shown for it, which Slack would take."""
    times = len(rapport.slack.called(method)) + 1
    rapport.answer_to(payload)
    view: Payload = rapport.slack.wait_for(method, times=times)["view"]
    assert check_view(view) == []
    return view


def lying_on(board_id: str, payload: Payload) -> Payload:
    """Return a submission of a form that lies on a board."""
    return {**payload, "view": {**payload["view"], "previous_view_id": board_id}}


def pressed(rapport: Rapport, payload: Payload, label: str, *, user: str) -> Payload:
    """Let somebody press a button of a message and return the line in its place, which Slack would take."""
    times = len(rapport.slack.called("response_url")) + 1
    rapport.answer_to(press_message(payload, label, user=user, response_url=rapport.slack.response_url))
    line = rapport.slack.wait_for("response_url", times=times)
    assert check_message({"text": line["text"], "blocks": line["blocks"]}) == []
    return line
