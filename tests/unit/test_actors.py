"""Who acts, and from where: never an empty word, which rows could be kept under."""

import pytest
from slack_bolt import BoltContext

from handlers.actors import NobodyNamedError, user_of, workspace_of


def test_a_request_names_its_workspace_and_its_person() -> None:
    context = BoltContext({"team_id": "T1", "user_id": "U1"})
    assert (workspace_of(context), user_of(context)) == ("T1", "U1")


@pytest.mark.parametrize("named", [{}, {"team_id": None, "user_id": None}, {"team_id": "", "user_id": ""}])
def test_a_request_that_names_nobody_goes_no_further(named: dict[str, str | None]) -> None:
    context = BoltContext(named)
    with pytest.raises(NobodyNamedError):
        workspace_of(context)
    with pytest.raises(NobodyNamedError):
        user_of(context)
