"""What the tests of what people say of themselves do: the form as it is filled in, and who is named."""

from typing import Any

from sandbox.blockkit import check_view
from storage.database import Database
from storage.relations import relations_with
from storage.vocabulary import Authority
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, STRANGER, the
from tests.payloads import Payload, slash, submit
from tests.rapport import Rapport

SAID: dict[str, Payload] = {
    "about_rank": {"type": "static_select", "selected_option": {"value": "associate"}},
    "about_stream": {"type": "static_select", "selected_option": {"value": "not_said"}},
    "about_division": {"type": "plain_text_input", "value": " Cardiology <&> "},
    "about_site": {"type": "plain_text_input", "value": None},
    "about_joined_on": {"type": "datepicker", "selected_date": "2024-09-01"},
    "about_gender": {"type": "plain_text_input", "value": "Xqzmark woman"},
    "about_chair": {"type": "multi_users_select", "selected_users": []},
    "about_chief": {"type": "multi_users_select", "selected_users": [MENTOR]},
    "about_supervisor": {"type": "multi_users_select", "selected_users": [MENTOR, STRANGER]},
}


def the_form(rapport: Rapport, *, user: str = MENTEE) -> Payload:
    form = opened(rapport, slash("/mentor", "me", user=user))
    assert check_view(form) == []
    return form


def sent(rapport: Rapport, **changed: Payload) -> dict[str, Any]:
    """Fill the form in, with those fields that are `changed`, send it off and return the answer."""
    return rapport.answer_to(submit(the_form(rapport), {**SAID, **changed}))


def seniors(db: Database, user_id: str = MENTEE) -> dict[tuple[str, Authority], bool]:
    """Return who has a say in somebody's career, and whether they have named it themselves."""
    users = {the(db, each).id: each for each in (MENTEE, MENTOR, STRANGER)}
    with db.read() as session:
        found = relations_with(session, member_id=the(db, user_id).id)
    return {(users[each.senior_id], each.kind): each.is_own for each in found}
