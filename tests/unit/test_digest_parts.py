"""Several messages in one, and what becomes of them when one is answered."""

from typing import Any

from bot.content.catalogue import load_catalog
from bot.views.digest import digest, fitting, is_digest, with_part
from handlers.responses import in_its_place, later_url
from sandbox.blockkit import check_message


def a_message(words: str, *, blocks: int = 1) -> dict[str, Any]:
    text = {"type": "mrkdwn", "text": words}
    return {"text": words, "blocks": [{"type": "section", "text": text} for _ in range(blocks)]}


def shown() -> dict[str, Any]:
    return digest(load_catalog(), [a_message("one"), a_message("two", blocks=2), a_message("three")])


def words_of(payload: dict[str, Any]) -> list[str]:
    return [block["text"]["text"] for block in payload["blocks"] if block["type"] == "section"]


def test_several_messages_are_one_that_slack_takes() -> None:
    assert check_message(shown()) == []
    assert words_of(shown()) == ["one", "two", "two", "three"]
    assert shown()["text"].endswith("one\ntwo\nthree")


def test_as_many_as_fit_go_together_and_at_least_one() -> None:
    assert fitting([a_message("x", blocks=24)] * 3) == 2
    assert fitting([a_message("x", blocks=25)] * 2) == 1
    assert fitting([a_message("x", blocks=50)] * 2) == 1
    assert fitting([a_message("x")] * 20) == 20


def test_a_message_without_blocks_is_told_by_its_text() -> None:
    assert words_of(digest(load_catalog(), [{"text": "plain"}, a_message("two")])) == ["plain", "two"]


def test_answering_one_leaves_the_others_and_can_be_done_again() -> None:
    pressed = shown()["blocks"][3]["block_id"]
    first = with_part(shown(), pressed=pressed, part=a_message("done"))
    assert first is not None
    assert words_of(first) == ["one", "done", "three"]
    assert check_message(first) == []
    second = with_part(first, pressed=first["blocks"][1]["block_id"], part=a_message("done too"))
    assert second is not None
    assert words_of(second) == ["done too", "done", "three"]


def test_a_message_that_stands_alone_is_replaced_as_a_whole() -> None:
    alone = a_message("one")
    assert not is_digest(alone)
    body = {"message": alone, "actions": [{"block_id": "Xy1"}], "response_url": "https://x.example/1"}
    assert in_its_place(body, a_message("done")) == a_message("done")
    assert later_url(body) == "https://x.example/1"


def test_a_form_opened_from_one_of_several_replaces_nothing_later() -> None:
    assert later_url({"message": shown(), "response_url": "https://x.example/1"}) == ""
    assert later_url({"view": {"id": "V1"}, "response_url": "https://x.example/1"}) == ""
