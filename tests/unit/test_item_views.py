"""Every screen and message of action items, with the longest and the strangest words, held against Slack's rules."""

from datetime import date
from typing import Any

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.items import TASK_MAX_CHARS, ItemsBoard, ItemSheet
from bot.domain.pairs import PairCard
from bot.domain.snoozes import Wait
from bot.views import item_messages, items
from bot.views.carried import Carried, HomeBefore
from bot.views.pages import PAGE_ROWS
from sandbox.blockkit import check_message, check_view
from storage.vocabulary import ItemState, Side
from tests.cards import LONGEST_NAME, a_card

SAY = load_catalog()
FULL_LOAD = Carried(
    pair_id="p" * 32, board="items", subject_id="i" * 32, revision=9, page=9, home=HomeBefore("m" * 2000, "h" * 40)
)
FROM_A_MESSAGE = Carried(pair_id="p" * 32, subject_id="i" * 32, message_url=f"https://hooks.slack.com/{'x' * 200}")
KINDS = {"plain": "x", "mention": "<!channel> <@U1> ", "markup": "*_~`>", "emoji": "\N{OWL}", "ampersand": "&"}


def an_item(piece: str = "x", *, card: PairCard | None = None, **facts: Any) -> ItemSheet:  # noqa: ANN401 - any fact
    plain = {"owner": Side.MENTEE, "due_on": date(2026, 11, 24), "state": ItemState.OPEN, "is_overdue": False}
    task = (piece * TASK_MAX_CHARS)[:TASK_MAX_CHARS]
    named = {"card": card or a_card(name=LONGEST_NAME), "item_id": "i" * 32, "task": task, "revision": 1}
    return ItemSheet(**{**plain, **named, **facts})


@pytest.mark.parametrize("piece", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize("rows", [0, PAGE_ROWS])
@pytest.mark.parametrize("facts", [{}, {"due_on": None}, {"is_overdue": True, "owner": Side.MENTOR}], ids=str)
def test_slack_takes_every_board(piece: str, rows: int, facts: dict[str, Any]) -> None:
    item = an_item(piece, **facts)
    board = ItemsBoard(item.card, (item,) * rows, page=1, pages=100)
    assert check_view(items.board(SAY, board=board, carried=FULL_LOAD)) == []


@pytest.mark.parametrize("piece", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize("carried", [FULL_LOAD, FROM_A_MESSAGE], ids=["on a board", "from a message"])
def test_slack_takes_every_form_and_confirmation(piece: str, carried: Carried) -> None:
    item = an_item(piece)
    assert check_view(items.form(SAY, card=item.card, carried=carried)) == []
    assert check_view(items.date_form(SAY, item=item, carried=carried)) == []
    assert check_view(items.date_form(SAY, item=an_item(piece, due_on=None), carried=carried)) == []
    assert check_view(items.saved(SAY, card=item.card)) == []
    assert check_view(items.moved(SAY, item=item)) == []


def test_slack_takes_the_reminder_and_its_text_stands_alone() -> None:
    message = item_messages.due(SAY, item=an_item(), waits=tuple(Wait))
    assert check_message(message) == []
    assert "Tue 24 Nov 2026" in message["text"]


@pytest.mark.parametrize("state", ItemState)
@pytest.mark.parametrize("due_on", [None, date(2026, 11, 24)])
def test_slack_takes_each_line_that_stands_in_the_reminders_place(state: ItemState, due_on: date | None) -> None:
    line = item_messages.settled(SAY, item=an_item(state=state, due_on=due_on))
    assert check_message(line) == []
    assert len(line["blocks"]) == 1


@pytest.mark.parametrize("piece", KINDS.values(), ids=KINDS.keys())
def test_no_message_holds_a_word_of_the_task(piece: str) -> None:
    item = an_item(f"MARKER{piece}")
    assert "MARKER" not in str(
        [item_messages.due(SAY, item=item, waits=tuple(Wait)), item_messages.settled(SAY, item=item)]
    )


def test_the_reminder_offers_first_to_see_what_is_due() -> None:
    buttons = item_messages.due(SAY, item=an_item(), waits=tuple(Wait))["blocks"][-1]["elements"]
    say = SAY.items
    labels = [say.read_button, say.done_button, say.move_button, say.drop_button]
    assert [button["text"]["text"] for button in buttons] == labels


def test_a_name_cannot_carry_markup_into_a_message() -> None:
    message = item_messages.due(SAY, item=an_item(card=a_card(name="<!channel> & <@U1>")), waits=())
    assert "&lt;!channel&gt; &amp; &lt;@U1&gt;" in message["text"]
    assert "<!channel>" not in str(message)


def test_every_field_says_who_sees_it() -> None:
    card = a_card()
    forms = [
        items.form(SAY, card=card, carried=Carried()),
        items.date_form(SAY, item=an_item(card=card), carried=Carried()),
    ]
    hints = [block["hint"]["text"] for form in forms for block in form["blocks"] if block["type"] == "input"]
    assert len(hints) == 4
    assert all(card.partner.name in hint for hint in hints)
