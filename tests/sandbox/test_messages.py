"""Saying things: where messages land, who sees them, what is refused."""

import json
import re

import pytest

from tests.sandbox.pieces import button, plain
from tests.sandbox.world import Person, World

SECTION = {"type": "section", "text": plain("Hello")}


def test_a_post_answers_with_the_stored_message(world: World) -> None:
    general = world.channels["general"]
    answer = world.call("chat.postMessage", channel=general, text="Hello", blocks=[SECTION])
    assert answer["ok"]
    assert answer["channel"] == general
    assert re.fullmatch(r"\d{10}\.\d{6}", answer["ts"])
    message = answer["message"]
    assert (message["text"], message["bot_id"], message["ts"]) == ("Hello", world.identity.bot_id, answer["ts"])
    assert message["blocks"][0]["block_id"]


def test_timestamps_are_unique_and_grow(world: World, ada: Person) -> None:
    room = world.room(ada.id)
    stamps = [world.call("chat.postMessage", channel=room, text=str(number))["ts"] for number in range(20)]
    assert stamps == sorted(set(stamps), key=float)


def test_a_post_to_a_person_lands_in_the_conversation_that_open_gives(world: World, someone: Person) -> None:
    posted = world.call("chat.postMessage", channel=someone.id, text="Hello")
    opened = world.call("conversations.open", users=someone.id)
    assert posted["channel"].startswith("D")
    assert posted["channel"] == opened["channel"]["id"]
    assert [message["text"] for message in someone.messages(posted["channel"])] == ["Hello"]


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "U0NOBODY", "text": "x"}, "user_not_found"),
        ({"channel": "general"}, "no_text"),
        ({"channel": "general", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "general", "text": "x", "thread_ts": "1.1"}, "thread_not_found"),
        ({"text": "x"}, "invalid_arguments"),
        ({"channel": "general", "text": "x", "username": "Somebody"}, "missing_scope"),
    ],
)
def test_a_post_that_cannot_be_is_refused(world: World, args: dict[str, str], error: str) -> None:
    assert world.call("chat.postMessage", **args)["error"] == error


def test_bad_blocks_are_refused_with_their_places(world: World) -> None:
    answer = world.call("chat.postMessage", channel="general", text="x", blocks=[{"type": "input"}, {"type": "nope"}])
    assert answer["error"] == "invalid_blocks"
    assert any("json-pointer:/blocks/1" in problem for problem in answer["response_metadata"]["messages"])


def test_blocks_may_come_as_json_text_in_a_form(world: World) -> None:
    form = {"channel": world.channels["general"], "text": "x", "blocks": json.dumps([SECTION])}
    headers = {"Authorization": f"Bearer {world.identity.bot_token}"}
    assert world.http.post("/api/chat.postMessage", data=form, headers=headers).json()["message"]["blocks"]
    bad = world.http.post("/api/chat.postMessage", data=form | {"blocks": "["}, headers=headers).json()
    assert bad["error"] == "invalid_blocks_format"


def test_a_thread_is_shown_apart_and_counted(world: World, ada: Person) -> None:
    room = world.room(ada.id)
    root = world.call("chat.postMessage", channel=room, text="root")["ts"]
    reply = world.call("chat.postMessage", channel=room, text="reply", thread_ts=root)
    assert reply["message"]["thread_ts"] == root
    (seen,) = ada.messages(room)
    assert seen["reply_count"] == 1
    assert [message["text"] for message in ada.messages(room, thread_ts=root)] == ["root", "reply"]
    replies = world.call("conversations.replies", channel=room, ts=root)["messages"]
    assert [message["text"] for message in replies] == ["root", "reply"]


def test_an_update_changes_the_words_and_says_so(world: World, ada: Person) -> None:
    room = world.room(ada.id)
    ts = world.call("chat.postMessage", channel=room, text="before", blocks=[SECTION])["ts"]
    answer = world.call("chat.update", channel=room, ts=ts, text="after")
    assert (answer["ts"], answer["text"]) == (ts, "after")
    (message,) = ada.messages(room)
    assert (message["text"], message["blocks"], message["edited"]) == ("after", None, True)


def test_an_update_of_no_message_finds_none(world: World) -> None:
    answer = world.call("chat.update", channel=world.channels["general"], ts="1000000000.000001", text="x")
    assert answer["error"] == "message_not_found"


def test_other_peoples_words_stay(world: World, ada: Person) -> None:
    room = world.room(ada.id)
    ts = ada.does("say", channel=room, text="mine").result()["ts"]
    assert world.call("chat.update", channel=room, ts=ts, text="x")["error"] == "cant_update_message"
    assert world.call("chat.delete", channel=room, ts=ts)["error"] == "cant_delete_message"


def test_a_deleted_message_is_gone(world: World, ada: Person) -> None:
    room = world.room(ada.id)
    ts = world.call("chat.postMessage", channel=room, text="x")["ts"]
    assert world.call("chat.delete", channel=room, ts=ts) == {"ok": True, "channel": room, "ts": ts}
    assert ada.messages(room) == []
    assert world.call("chat.delete", channel=room, ts=ts)["error"] == "message_not_found"


def test_an_ephemeral_message_is_its_readers_alone(world: World, ada: Person, someone: Person) -> None:
    room = world.room(ada.id, someone.id)
    answer = world.call("chat.postEphemeral", channel=room, user=someone.id, text="Psst")
    assert answer["message_ts"]
    assert [(message["text"], message["ephemeral"]) for message in someone.messages(room)] == [("Psst", True)]
    assert ada.messages(room) == []
    assert world.call("conversations.history", channel=room)["messages"] == []
    assert world.call("chat.update", channel=room, ts=answer["message_ts"], text="x")["error"] == "message_not_found"


def test_nobody_is_whispered_to_where_they_are_not(world: World, ada: Person, someone: Person) -> None:
    room = world.room(ada.id)
    assert world.call("chat.postEphemeral", channel=room, user=someone.id, text="x")["error"] == "user_not_in_channel"
    assert world.call("chat.postEphemeral", channel=room, user="U0NOBODY", text="x")["error"] == "user_not_found"


def test_a_private_channel_does_not_exist_for_a_bot_outside(world: World, ada: Person) -> None:
    room = world.room(ada.id, with_bot=False)
    for method in ("conversations.info", "conversations.members", "conversations.history", "chat.postMessage"):
        assert world.call(method, channel=room, text="x")["error"] == "channel_not_found"
    listed = world.call("conversations.list", types="private_channel")["channels"]
    assert room not in [channel["id"] for channel in listed]


def test_a_public_channel_is_seen_but_not_written_to_from_outside(world: World, ada: Person) -> None:
    room = world.room(ada.id, private=False, with_bot=False)
    assert world.call("conversations.info", channel=room)["channel"]["is_member"] is False
    assert world.call("chat.postMessage", channel=room, text="x")["error"] == "not_in_channel"
    assert world.call("conversations.history", channel=room)["error"] == "not_in_channel"


def test_a_private_channel_does_not_exist_for_people_outside(world: World, ada: Person, someone: Person) -> None:
    room = world.room(ada.id)
    assert room not in [one["id"] for one in someone.sees("conversations")["conversations"]]
    assert world.http.get(f"/client/{someone.id}/messages", params={"channel": room}).status_code == 400


def test_history_comes_newest_first_and_page_by_page(world: World, ada: Person) -> None:
    room = world.room(ada.id)
    for number in range(5):
        world.call("chat.postMessage", channel=room, text=str(number))
    first = world.call("conversations.history", channel=room, limit=3)
    assert [message["text"] for message in first["messages"]] == ["4", "3", "2"]
    assert first["has_more"] is True
    rest = world.call("conversations.history", channel=room, limit=3, cursor=first["response_metadata"]["next_cursor"])
    assert [message["text"] for message in rest["messages"]] == ["1", "0"]
    assert rest["has_more"] is False
    assert world.call("conversations.history", channel=room, cursor="???")["error"] == "invalid_cursor"


def test_history_between_two_instants_leaves_them_out_unless_asked(world: World, ada: Person) -> None:
    room = world.room(ada.id)
    stamps = [world.call("chat.postMessage", channel=room, text=str(number))["ts"] for number in range(3)]
    between = {"oldest": stamps[0], "latest": stamps[2]}
    assert [one["text"] for one in world.call("conversations.history", channel=room, **between)["messages"]] == ["1"]
    inclusive = world.call("conversations.history", channel=room, inclusive=True, **between)
    assert len(inclusive["messages"]) == 3


def test_a_permalink_leads_to_a_message_that_exists(world: World) -> None:
    general = world.channels["general"]
    ts = world.call("chat.postMessage", channel=general, text="x")["ts"]
    link = world.call("chat.getPermalink", channel=general, message_ts=ts)["permalink"]
    assert link.endswith(f"/archives/{general}/p{ts.replace('.', '')}")
    assert world.call("chat.getPermalink", channel=general, message_ts="1.1")["error"] == "message_not_found"


def test_what_people_type_reaches_apps_escaped(world: World, ada: Person) -> None:
    room = world.room(ada.id)
    ada.does("say", channel=room, text="a < b & @grace").result()
    (message,) = world.call("conversations.history", channel=room)["messages"]
    assert message["text"] == f"a &lt; b &amp; <@{world.users['grace']}>"


def test_a_command_that_asks_for_it_gets_names_as_ids(world: World, ada: Person) -> None:
    room, grace = world.room(ada.id), world.users["grace"]
    name = next(one["name"] for one in ada.sees("conversations")["conversations"] if one["id"] == room)
    text = f"@grace #general #{name} https://example.com @nobody"
    general = world.channels["general"]
    payload = world.command(ada, text=text)
    assert payload["text"] == f"<@{grace}> <#{general}|general> <#{room}|> <https://example.com> @nobody"


def test_a_command_that_does_not_ask_gets_plain_text(world: World, ada: Person) -> None:
    assert world.command(ada, command="/plain", text="@grace")["text"] == "@grace"


def test_a_private_channels_name_is_not_in_a_commands_payload(world: World, ada: Person) -> None:
    assert world.command(ada, channel=world.channels["desk"])["channel_name"] == "privategroup"
    assert world.command(ada)["channel_name"] == "general"


def test_an_answer_with_the_ack_is_for_the_asker_alone(world: World, someone: Person, ada: Person) -> None:
    room = world.room(ada.id, someone.id)
    with world.app() as app:
        deed = someone.slash(channel=room)
        app.take({"text": "For you", "blocks": [SECTION]})
        assert deed.result()["ok"]
    assert [message["text"] for message in someone.messages(room)] == ["For you"]
    assert ada.messages(room) == []


def test_an_answer_in_channel_shows_what_was_typed_as_well(world: World, someone: Person, ada: Person) -> None:
    room = world.room(ada.id, someone.id)
    with world.app() as app:
        deed = someone.slash(text="words", channel=room)
        app.take({"text": "For all", "response_type": "in_channel"})
        deed.result()
    assert [message["text"] for message in ada.messages(room)] == ["/probe words", "For all"]


def test_an_answer_that_breaks_a_rule_fails_in_front_of_the_person(world: World, someone: Person) -> None:
    with world.app() as app:
        deed = someone.slash()
        app.take({"text": "x", "blocks": [button()]})
        assert "invalid_command_response" in deed.result()["error"]


def test_a_command_the_manifest_does_not_name_is_not_valid(world: World, ada: Person) -> None:
    outcome = ada.slash("/nothing").result()
    assert (outcome["ok"], outcome["error"]) == (False, "/nothing is not a valid command.")


def test_nobody_is_in_a_conversation_that_does_not_exist(world: World, ada: Person) -> None:
    body = {"channel": "nowhere", "command": "/probe"}
    assert world.http.post(f"/client/{ada.id}/slash", json=body).status_code == 400
