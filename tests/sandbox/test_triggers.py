"""trigger_ids: three seconds, one use."""

from tests.sandbox.pieces import modal
from tests.sandbox.world import Person, World


def test_a_trigger_opens_one_view_only(world: World, someone: Person) -> None:
    trigger = world.trigger(someone)
    assert world.call("views.open", trigger_id=trigger, view=modal())["ok"]
    assert world.call("views.open", trigger_id=trigger, view=modal())["error"] == "exchanged_trigger_id"


def test_a_trigger_older_than_three_seconds_has_expired(world: World, someone: Person) -> None:
    trigger = world.trigger(someone)
    world.edit("UPDATE trigger_id SET issued = issued - 3 WHERE id = ?", trigger)
    assert world.call("views.open", trigger_id=trigger, view=modal())["error"] == "expired_trigger_id"


def test_a_trigger_that_was_never_issued_is_invalid(world: World) -> None:
    assert world.call("views.open", trigger_id="1.2.3", view=modal())["error"] == "invalid_trigger_id"


def test_a_view_needs_a_trigger(world: World) -> None:
    answer = world.call("views.open", view=modal())
    assert answer["error"] == "invalid_arguments"
    assert "trigger_id" in answer["response_metadata"]["messages"][0]


def test_an_invalid_view_leaves_the_trigger_good(world: World, someone: Person) -> None:
    trigger = world.trigger(someone)
    assert world.call("views.open", trigger_id=trigger, view={"type": "modal"})["error"] == "invalid_arguments"
    assert world.call("views.open", trigger_id=trigger, view=modal())["ok"]


def test_every_deed_issues_a_trigger_of_its_own(world: World, someone: Person) -> None:
    assert world.trigger(someone) != world.trigger(someone)
