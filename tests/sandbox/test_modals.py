"""What happens when people send a modal off, and when they close it."""

import pytest

from tests.sandbox.pieces import Json, modal, plain, text_field
from tests.sandbox.world import Person, World


def sent(world: World, person: Person, view_id: str, answer: Json | None = None) -> tuple[Json, Json]:
    """Return the payload of a modal that was sent off, and the outcome of this ack."""
    with world.app() as app:
        deed = person.does("submit", view_id=view_id)
        return app.take(answer), deed.result()


def test_a_required_field_keeps_a_form_from_being_sent(world: World, someone: Person) -> None:
    view = world.opened(someone, modal())
    with world.app() as app:
        outcome = someone.does("submit", view_id=view["id"]).result()
        assert app.hears_nothing()
    assert (outcome["ok"], outcome["acked"]) == (False, False)
    assert outcome["errors"].keys() == {"b"}
    assert someone.stack()[0]["errors"] == outcome["errors"]


def test_an_empty_ack_closes_the_view(world: World, someone: Person) -> None:
    view = world.opened(someone, modal(text_field(optional=True)))
    payload, outcome = sent(world, someone, view["id"])
    assert outcome["ok"]
    assert someone.stack() == []
    assert payload["type"] == "view_submission"
    assert payload["view"]["callback_id"] == "cb"
    assert payload["response_urls"] == []


def test_errors_stand_beside_their_fields_and_the_view_stays(world: World, someone: Person) -> None:
    view = world.opened(someone, modal(text_field(optional=True)))
    errors = {"b": "Not that one"}
    _, outcome = sent(world, someone, view["id"], {"response_action": "errors", "errors": errors})
    assert (outcome["ok"], outcome["acked"], outcome["errors"]) == (False, True, errors)
    assert someone.stack()[0]["errors"] == errors


def test_what_is_said_beside_a_field_goes_when_it_is_filled_in(world: World, someone: Person) -> None:
    view = world.opened(someone, modal())
    someone.does("submit", view_id=view["id"]).result()
    someone.does("type", view_id=view["id"], block_id="b", action_id="a", value="x").result()
    assert someone.stack()[0]["errors"] == {}


def test_an_update_in_the_ack_takes_the_views_place(world: World, someone: Person) -> None:
    view = world.opened(someone, modal(text_field(optional=True)))
    answer = {"response_action": "update", "view": modal(title=plain("Thanks"))}
    _, outcome = sent(world, someone, view["id"], answer)
    assert outcome["ok"]
    (now,) = someone.stack()
    assert (now["id"], now["view"]["title"]["text"]) == (view["id"], "Thanks")


def test_a_push_in_the_ack_goes_on_top(world: World, someone: Person) -> None:
    view = world.opened(someone, modal(text_field(optional=True)))
    _, outcome = sent(world, someone, view["id"], {"response_action": "push", "view": modal()})
    assert [one["id"] for one in someone.stack()] == [view["id"], outcome["view_id"]]


def test_a_clear_in_the_ack_closes_all(world: World, someone: Person) -> None:
    view = world.opened(someone, modal(text_field(optional=True)))
    _, outcome = sent(world, someone, view["id"], {"response_action": "push", "view": modal(text_field(optional=True))})
    sent(world, someone, outcome["view_id"], {"response_action": "clear"})
    assert someone.stack() == []


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "dance"},
    ],
    ids=["a bad view", "errors beside no field", "an unknown action"],
)
def test_an_ack_that_cannot_be_shown_is_told_to_the_person(world: World, someone: Person, answer: Json) -> None:
    view = world.opened(someone, modal(text_field(optional=True)))
    _, outcome = sent(world, someone, view["id"], answer)
    assert outcome["ok"] is False
    assert "cannot be shown" in outcome["error"]
    assert [one["id"] for one in someone.stack()] == [view["id"]]


def test_a_form_nobody_acknowledges_stays_open_with_what_is_typed(world: World, someone: Person) -> None:
    view = world.opened(someone, modal())
    someone.does("type", view_id=view["id"], block_id="b", action_id="a", value="precious").result()
    outcome = someone.does("submit", view_id=view["id"]).result()
    assert outcome["ok"] is False
    assert someone.stack()[0]["state"]["b"]["a"]["value"] == "precious"


def test_cancel_gives_this_view_without_what_was_typed(world: World, someone: Person) -> None:
    view = world.opened(someone, modal(notify_on_close=True))
    someone.does("type", view_id=view["id"], block_id="b", action_id="a", value="x").result()
    with world.app() as app:
        deed = someone.does("close", view_id=view["id"])
        payload = app.take()
        deed.result()
    assert (payload["type"], payload["is_cleared"], payload["view"]["id"]) == ("view_closed", False, view["id"])
    assert payload["view"]["state"]["values"] == {}
    assert "trigger_id" not in payload


def test_the_x_gives_the_root_and_clears_the_stack(world: World, someone: Person) -> None:
    view = world.opened(someone, modal(text_field(optional=True), notify_on_close=True))
    _, outcome = sent(world, someone, view["id"], {"response_action": "push", "view": modal()})
    with world.app() as app:
        deed = someone.does("close", view_id=outcome["view_id"], all=True)
        payload = app.take()
        deed.result()
    assert (payload["is_cleared"], payload["view"]["id"]) == (True, view["id"])
    assert someone.stack() == []


def test_closing_is_not_told_to_an_app_that_did_not_ask(world: World, someone: Person) -> None:
    view = world.opened(someone, modal())
    with world.app() as app:
        assert someone.does("close", view_id=view["id"]).result()["ok"]
        assert app.hears_nothing()
    assert someone.stack() == []


def test_a_picked_conversation_brings_a_response_url(world: World, someone: Person) -> None:
    element = {"type": "conversations_select", "action_id": "where", "response_url_enabled": True}
    view = world.opened(someone, modal({"type": "input", "block_id": "b", "label": plain("Where"), "element": element}))
    general = world.channels["general"]
    someone.does("type", view_id=view["id"], block_id="b", action_id="where", value=general).result()
    payload, _ = sent(world, someone, view["id"])
    (answer,) = payload["response_urls"]
    assert (answer["channel_id"], answer["block_id"], answer["action_id"]) == (general, "b", "where")
    assert world.http.post(answer["response_url"], json={"text": "Here"}).json() == {"ok": True}
