"""No contact: one facilitator learns in private that somebody would like a word, and nobody learns about whom."""

import pytest

from bot.deps import Deps
from bot.errors import DeliveryError, NotYoursError, UserError
from bot.services import contact
from bot.views import contact as contact_view
from sandbox.blockkit import check_message, check_view
from storage.database import Database
from storage.vocabulary import TouchpointKind
from tests.facilitating import FACILITATOR, facilitated
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, has_a_say, has_left, pair_up, the
from tests.payloads import Payload, press, slash, submit
from tests.planning import planned
from tests.rapport import Rapport

OTHER = "U0OTHERFAC"


def told(db: Database) -> list[str]:
    return [row.member_id for row in planned(db, TouchpointKind.OUT_OF_TOUCH)]


@pytest.fixture
def facilitators(rapport: Rapport, db: Database, pair_id: str) -> tuple[str, str]:
    """Two people who are in the facilitators' channel and outside of the pair."""
    enrol(db, FACILITATOR, OTHER)
    facilitated(rapport, db, facilitators=(FACILITATOR, OTHER))
    return FACILITATOR, OTHER


def board_button(rapport: Rapport, user: str, name: str) -> Payload:
    board = opened(rapport, slash("/mentor", "notes", user=user))
    return press(board, f"I hear nothing from {name}", user=user)


@pytest.mark.parametrize(("user", "name"), [(MENTEE, "Idris Okafor"), (MENTOR, "Maya Lindqvist")])
def test_either_can_tell_one_facilitator_who_is_named_before_anything_happens(
    rapport: Rapport, db: Database, facilitators: tuple[str, str], user: str, name: str
) -> None:
    form = opened(rapport, board_button(rapport, user, name), "views.push")
    assert f"{name} is not told" in str(form)
    assert told(db) == []
    answer = rapport.answer_to(submit(form, {}, user=user))
    assert check_view(answer["view"]) == []
    (row,) = planned(db, TouchpointKind.OUT_OF_TOUCH)
    assert row.member_id in {the(db, each).id for each in facilitators}
    assert row.subject_id == the(db, user).id


def test_the_message_says_who_would_like_a_word_and_not_about_whom(
    deps: Deps, db: Database, pair_id: str, facilitators: tuple[str, str]
) -> None:
    helper, _ = contact.helper_for(deps, actor=the(db, MENTEE), pair_id=pair_id)
    contact.tell(deps, actor=the(db, MENTEE), pair_id=pair_id, user_id=helper.user_id)
    (row,) = planned(db, TouchpointKind.OUT_OF_TOUCH)
    payload = contact_view.told(deps.catalog, name="Maya Lindqvist")
    assert check_message(payload) == []
    assert "Idris" not in str(payload)
    assert pair_id not in str(row.model_dump()), "nothing that is kept names the pair"
    assert the(db, MENTOR).id not in str(row.model_dump())


def test_the_same_wish_twice_in_a_month_is_one_message(
    deps: Deps, db: Database, pair_id: str, facilitators: tuple[str, str]
) -> None:
    actor = the(db, MENTEE)
    assert contact.tell(deps, actor=actor, pair_id=pair_id, user_id=FACILITATOR)[1]
    assert not contact.tell(deps, actor=actor, pair_id=pair_id, user_id=FACILITATOR)[1]
    assert len(told(db)) == 1


def test_whoever_brought_the_two_together_is_the_first_choice(rapport: Rapport, deps: Deps, db: Database) -> None:
    pair_id = pair_up(db)
    enrol(db, FACILITATOR)
    facilitated(rapport, db, facilitators=(FACILITATOR, STRANGER))
    for _ in range(5):
        assert contact.helper_for(deps, actor=the(db, MENTEE), pair_id=pair_id)[0].user_id == STRANGER


def test_nobody_with_ties_to_either_is_told(
    deps: Deps, db: Database, pair_id: str, facilitators: tuple[str, str]
) -> None:
    has_a_say(db, OTHER, MENTEE)
    assert contact.helper_for(deps, actor=the(db, MENTEE), pair_id=pair_id)[0].user_id == FACILITATOR
    with pytest.raises(UserError):
        contact.tell(deps, actor=the(db, MENTEE), pair_id=pair_id, user_id=OTHER)
    pair_up(db, mentor=MENTOR, mentee=FACILITATOR)
    with pytest.raises(UserError, match="no facilitator"):
        contact.helper_for(deps, actor=the(db, MENTEE), pair_id=pair_id)
    assert told(db) == []


def test_the_two_themselves_and_people_who_have_left_are_never_the_helper(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    enrol(db, FACILITATOR)
    has_left(db, FACILITATOR)
    facilitated(rapport, db, facilitators=(FACILITATOR, MENTOR, MENTEE))
    with pytest.raises(UserError, match="no facilitator"):
        contact.helper_for(deps, actor=the(db, MENTEE), pair_id=pair_id)


def test_nobody_who_is_no_facilitator_can_be_named_in_a_forged_form(
    deps: Deps, db: Database, pair_id: str, facilitators: tuple[str, str]
) -> None:
    for user_id in (STRANGER, MENTOR, "", "U0NOBODY"):
        with pytest.raises(UserError):
            contact.tell(deps, actor=the(db, MENTEE), pair_id=pair_id, user_id=user_id)
    with pytest.raises(NotYoursError):
        contact.tell(deps, actor=the(db, STRANGER), pair_id=pair_id, user_id=FACILITATOR)
    with pytest.raises(NotYoursError):
        contact.helper_for(deps, actor=the(db, STRANGER), pair_id=pair_id)


def test_before_the_programme_is_set_up_and_while_slack_is_silent_nobody_is_promised(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    with pytest.raises(UserError, match="no facilitator"):
        contact.helper_for(deps, actor=the(db, MENTEE), pair_id=pair_id)
    facilitated(rapport, db)
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": False, "error": "internal_error"}
    with pytest.raises(UserError) as refused:
        contact.helper_for(deps, actor=the(db, MENTEE), pair_id=pair_id)
    assert not isinstance(refused.value, DeliveryError)
    assert str(refused.value) == deps.catalog.common.slack_silent
