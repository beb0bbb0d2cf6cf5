"""Every screen that the bot can show, held against Slack's rules."""

from typing import Any

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.home import HomePage
from bot.domain.setup import CONTACTS_MAX_CHARS, Setup
from bot.views import blocks, carried, home, mentor, notices, setup, unpaired
from bot.views.relay import door
from bot.views.screens import PREFIX, Screen
from sandbox.blockkit import check_message, check_view

SAY = load_catalog()
LONGEST_NAME = "Ä" * 80


def a_home(
    *, is_first_time: bool = False, is_member: bool = True, may_set_up: bool = False, is_facilitator: bool = False
) -> HomePage:
    return HomePage(
        name=LONGEST_NAME,
        is_first_time=is_first_time,
        is_member=is_member,
        may_set_up=may_set_up,
        is_facilitator=is_facilitator,
    )


HOMES = {
    "a first Home": a_home(is_first_time=True),
    "the Home of an owner before the set-up": a_home(may_set_up=True, is_first_time=True),
    "the Home of a facilitator": a_home(is_facilitator=True),
    "the Home of a guest": a_home(is_member=False),
}
FULL_SETUP = Setup(channel_id="C0123456789", is_channel_fixed=False, contacts="x" * CONTACTS_MAX_CHARS)
MODALS = {
    "help": mentor.help_modal(SAY, needs_setup=True),
    "goals": unpaired.screen(SAY, topic=SAY.goals),
    "agenda": unpaired.screen(SAY, topic=SAY.agendas),
    "recap": unpaired.screen(SAY, topic=SAY.recaps),
    "refusal": notices.refusal(SAY, sentence=SAY.setup.facilitators_only),
    "apology": notices.apology(SAY, reference="0123abcd"),
    "the private door": door.promise(SAY, contacts=None),
    "the private door with contacts": door.promise(SAY, contacts="x" * CONTACTS_MAX_CHARS),
    "settings, empty": setup.form(SAY, setup=Setup(None, is_channel_fixed=False, contacts=None), private_metadata=""),
    "settings, full": setup.form(SAY, setup=FULL_SETUP, private_metadata="m" * 3000),
    "settings, channel fixed": setup.form(
        SAY, setup=Setup("C1", is_channel_fixed=True, contacts=None), private_metadata=""
    ),
    "settings kept": setup.kept(SAY, setup=FULL_SETUP),
}


@pytest.mark.parametrize("page", HOMES.values(), ids=HOMES.keys())
def test_slack_takes_every_home(page: HomePage) -> None:
    assert check_view(home.page(SAY, page=page, private_metadata="m" * 3000)) == []


@pytest.mark.parametrize("view", MODALS.values(), ids=MODALS.keys())
def test_slack_takes_every_modal(view: dict[str, Any]) -> None:
    assert check_view(view) == []


@pytest.mark.parametrize("is_unknown_word", [True, False])
def test_slack_takes_the_help_message_and_its_text_stands_alone(is_unknown_word: bool) -> None:
    message = mentor.help_message(SAY, is_unknown_word=is_unknown_word, needs_setup=True)
    assert check_message(message) == []
    assert SAY.mentor.text in message["text"]
    assert (SAY.mentor.unknown in message["text"]) is is_unknown_word


def test_what_somebody_wrote_is_shown_as_it_is() -> None:
    contacts = "Ombuds <!channel> <https://evil.example|click> & *bold* <@U1>"
    shown = door.promise(SAY, contacts=contacts)
    texts = [block["text"] for block in shown["blocks"] if block["type"] == "section"]
    assert {"type": "plain_text", "text": contacts, "emoji": False} in texts


def test_an_address_or_a_name_in_somebodys_words_becomes_no_link_and_no_mention() -> None:
    shown = [
        blocks.paragraph("https://elsewhere.example @here").to_dict()["text"],
        *blocks.note("#x").to_dict()["elements"],
    ]
    assert [text["verbatim"] for text in shown] == [True, True]


def test_a_slot_cannot_carry_markup() -> None:
    assert blocks.fill("Hello {name}", name="<!channel> & <@U1>") == "Hello &lt;!channel&gt; &amp; &lt;@U1&gt;"


def test_a_home_welcomes_the_first_time_and_greets_afterwards() -> None:
    for page, greeting in ((a_home(is_first_time=True), SAY.home.welcome), (a_home(), SAY.home.greeting)):
        shown = home.page(SAY, page=page, private_metadata="")["blocks"][0]["text"]["text"]
        assert shown == greeting.format(name=LONGEST_NAME)


def test_one_button_of_a_home_is_primary_where_something_is_to_be_done_first_and_none_elsewhere() -> None:
    def primary(page: HomePage) -> list[str]:
        shown = home.page(SAY, page=page, private_metadata="")["blocks"]
        buttons = [element for block in shown if block["type"] == "actions" for element in block["elements"]]
        return [button["action_id"] for button in buttons if button.get("style") == "primary"]

    assert primary(a_home(may_set_up=True)) == [PREFIX + Screen.SETUP]
    assert primary(a_home(is_facilitator=True)) == [PREFIX + Screen.PAIR]
    assert primary(a_home()) == []


def test_the_private_door_of_a_home_stands_alone_in_its_row() -> None:
    shown = home.page(SAY, page=a_home(), private_metadata="")["blocks"]
    rows = [[button["action_id"] for button in block["elements"]] for block in shown if block["type"] == "actions"]
    assert [PREFIX + Screen.TALK] in rows
    assert rows[-1][-2:] == [PREFIX + Screen.HOURS, PREFIX + Screen.HELP]


def test_help_leads_to_when_rapport_writes() -> None:
    shown = mentor.help_modal(SAY, needs_setup=False)["blocks"]
    assert PREFIX + Screen.HOURS in [block["accessory"]["action_id"] for block in shown if "accessory" in block]


def test_the_form_offers_only_private_channels_of_this_workspace() -> None:
    asked = MODALS["settings, empty"]["blocks"][1]["element"]
    assert asked["filter"] == {"include": ["private"], "exclude_external_shared_channels": True}


def test_the_private_door_says_what_is_promised_and_what_cannot_be_done_yet() -> None:
    for view in (MODALS["the private door"], MODALS["the private door with contacts"]):
        texts = [block["text"]["text"] for block in view["blocks"] if block["type"] == "section"]
        assert texts[:2] == [SAY.privacy.promise, SAY.privacy.not_open]


def test_a_guest_is_shown_no_button() -> None:
    view = home.page(SAY, page=a_home(is_member=False, may_set_up=True, is_facilitator=True), private_metadata="")
    assert [block["type"] for block in view["blocks"]] == ["section"]


def test_everybody_finds_the_same_private_button_on_home() -> None:
    for page in (a_home(), a_home(is_facilitator=True), a_home(may_set_up=True), a_home(is_first_time=True)):
        shown = home.page(SAY, page=page, private_metadata="")
        buttons = [element for block in shown["blocks"] if block["type"] == "actions" for element in block["elements"]]
        talk = [button for button in buttons if button["action_id"] == PREFIX + Screen.TALK]
        assert [button["text"]["text"] for button in talk] == [SAY.common.talk]


def test_no_answer_tells_people_to_type_a_command() -> None:
    shown = str([*MODALS.values(), mentor.help_message(SAY, is_unknown_word=True, needs_setup=True)])
    assert not any(command in shown for command in ("/mentor", "/goals", "/agenda", "/recap", "/broker"))


def test_a_modal_gives_back_the_home_it_was_opened_from() -> None:
    home_view = {"type": "home", "private_metadata": "sealed", "hash": "h1"}
    kept = carried.Carried(pair_id="p", page=2, home=carried.home_before(home_view))
    assert carried.unpack({"private_metadata": carried.pack(kept)}) == kept


@pytest.mark.parametrize("metadata", ["", "no json", "[]", "null", '{"hash": "h"}'])
def test_a_modal_that_carries_nothing_of_ours_remembers_no_home(metadata: str) -> None:
    assert carried.unpack({"private_metadata": metadata}) == carried.Carried()
    assert carried.home_before({"type": "modal"}) is None
    assert carried.pack(carried.Carried()) == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Which call?", "*Which call?*"),
        ("a < b & <!channel>", "*a &lt; b &amp; &lt;!channel&gt;*"),
        ("a * b", "a * b"),
        ("snake_case", "snake_case"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_words_are_bold_where_nothing_in_them_would_undo_it(typed: str, shown: str) -> None:
    assert blocks.strong(typed) == shown


def test_a_facilitator_without_a_pair_finds_the_next_step_first() -> None:
    shown = home.page(SAY, page=a_home(is_facilitator=True), private_metadata="")
    first = next(block for block in shown["blocks"] if block["type"] == "actions")["elements"][0]
    assert (first["text"]["text"], first["style"]) == (SAY.home.pair_button, "primary")
    assert SAY.home.unpaired not in str(shown)
