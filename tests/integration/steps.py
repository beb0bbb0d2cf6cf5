"""What the tests of all boards do."""

from sandbox.blockkit import check_view
from tests.payloads import Payload
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
