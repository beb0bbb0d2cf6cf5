"""What weighs on a mentee: ticked for oneself, kept nowhere, and shared only as a topic that the mentee sets down."""

from datetime import UTC, datetime, timedelta

from bot.domain.stressors import Stressor
from bot.views import stressors as stressors_view
from sandbox.blockkit import check_view
from storage.database import Database
from storage.vocabulary import Area
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, STRANGER
from tests.payloads import Payload, press, slash, submit, submit_as_shown
from tests.planning import on_board, plan, pushed, redrawn, topics_kept
from tests.rapport import Rapport

BUTTON = "What weighs on me"
ALL = [stressor.value for stressor in Stressor]


def ticked(*words: str) -> dict[str, Payload]:
    """Return a form's state in which these boxes are ticked."""
    return {stressors_view.TICKED: {"type": "checkboxes", "selected_options": [{"value": word} for word in words]}}


def listed(rapport: Rapport, *, user: str = MENTEE) -> Payload:
    """Return the list of what may weigh on somebody, laid on their agenda."""
    return pushed(rapport, press(opened(rapport, slash("/agenda", user=user)), BUTTON, user=user))


def test_what_is_ticked_becomes_a_topic_only_by_its_form(rapport: Rapport, db: Database, pair_id: str) -> None:
    plan(rapport.deps, pair_id, on=datetime.now(UTC).date() + timedelta(days=30))
    answer = rapport.answer_to(on_board(submit(listed(rapport), ticked("health", "clinical"))))
    assert (answer["response_action"], check_view(answer["view"])) == ("update", [])
    assert topics_kept(db) == []
    redrawn(rapport, submit_as_shown(answer["view"], {}))
    kept = topics_kept(db)
    assert [(topic.area, topic.analysis, topic.is_shared) for topic in kept] == [
        (Area.PERSONAL, "• Clinical work\n• Sleep, energy or health", False)
    ]
    assert "Clinical work" not in str(opened(rapport, slash("/agenda", user=MENTOR)))


def test_all_of_it_fits_into_the_form(rapport: Rapport, pair_id: str) -> None:
    answer = rapport.answer_to(on_board(submit(listed(rapport), ticked(*ALL))))
    assert check_view(answer["view"]) == []
    assert str(answer["view"]).count("• ") == len(ALL) == 10


def test_what_was_ticked_and_closed_is_not_known_the_next_time(rapport: Rapport, pair_id: str) -> None:
    rapport.answer_to(on_board(submit(listed(rapport), ticked("home"))))
    assert "initial_options" not in str(listed(rapport))


def test_an_empty_list_is_refused_beside_its_field(rapport: Rapport, db: Database, pair_id: str) -> None:
    answer = rapport.answer_to(on_board(submit(listed(rapport), ticked())))
    assert answer["errors"] == {stressors_view.TICKED: rapport.deps.catalog.stressors.none}
    assert topics_kept(db) == []


def test_only_the_mentee_is_offered_it_and_nobody_else_opens_it(rapport: Rapport, db: Database, pair_id: str) -> None:
    assert BUTTON not in str(opened(rapport, slash("/agenda", user=MENTOR)))
    forged = submit(listed(rapport), ticked("home"), user=STRANGER)
    answer = rapport.answer_to(on_board(forged))
    assert "Care and duties" not in str(answer)
    assert topics_kept(db) == []
