"""Every screen on the way of a private request, with the longest texts, held against Slack's rules."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.relay.crowds import Band
from bot.domain.relay.giveaways import giveaways
from bot.domain.relay.intake import Preview, Sent, TurnedAway
from bot.domain.relay.slots import free_slots
from bot.domain.setup import CONTACTS_MAX_CHARS
from bot.views.relay import door, intake, names, receipt
from bot.views.relay.mine_forms import receipt_form
from sandbox.blockkit import check_view
from tests.asking import texts_of

SAY = load_catalog()
CONTACTS, METADATA, DAY = "x" * CONTACTS_MAX_CHARS, "m" * 3000, date(2026, 11, 26)
MANY = {f"U{number:09}": "Ä" * 80 for number in range(130)}
WORDS = "a 1234 " * 142
PLAIN = Preview(
    words="It is hard.",
    passages=[],
    crowd=Band.FIFTY,
    other_party=None,
    other_crowd=None,
    answer_by=DAY,
    is_unsafe=False,
)
FULLEST = Preview(
    words=WORDS,
    passages=giveaways(WORDS, names=()),
    crowd=Band.FEWER,
    other_party="Ä" * 80,
    other_crowd=Band.FEWER,
    answer_by=DAY,
    is_unsafe=True,
    division_crowd=Band.FEWER,
)
SENT = Sent(label="Turquoise Nightingale", receipt="ABCD-EFGH-JKMN-PQRS", slots=free_slots(), answer_by=DAY)


def a_form(preview: Preview | None = None, *, facilitators: dict[str, str] | None = None) -> dict[str, Any]:
    return intake.form(
        SAY,
        facilitators={"U1": "Ruth"} if facilitators is None else facilitators,
        tied=["U000000001"],
        contacts=CONTACTS,
        private_metadata=METADATA,
        preview=preview,
    )


SCREENS = {
    "the notice": door.notice(SAY, contacts=CONTACTS, private_metadata=METADATA),
    "the notice without contacts": door.notice(SAY, contacts=None, private_metadata=METADATA),
    "the form": a_form(),
    "the form with many facilitators": a_form(facilitators=MANY),
    "the form with no facilitator to keep out": a_form(facilitators={}),
    "a look": a_form(PLAIN),
    "a look at no words": a_form(replace(PLAIN, words="")),
    "the fullest look": a_form(FULLEST, facilitators=MANY),
    "the receipt": receipt.screen(SAY, sent=SENT, has_home=True, private_metadata=METADATA),
    "the receipt after the command": receipt.screen(SAY, sent=SENT, has_home=False, private_metadata=METADATA),
    "the end": receipt.done(SAY, answer_by=DAY),
    **{f"elsewhere: {why}": door.elsewhere(SAY, why=why, contacts=CONTACTS) for why in TurnedAway},
}


@pytest.mark.parametrize("view", SCREENS.values(), ids=SCREENS.keys())
def test_slack_takes_every_screen(view: dict[str, Any]) -> None:
    assert check_view(view) == []


@pytest.mark.parametrize("view", SCREENS.values(), ids=SCREENS.keys())
def test_titles_and_ids_say_nothing_of_what_it_is_about(view: dict[str, Any]) -> None:
    """Relay 30: on the requester's side every title and every id is from the neutral list."""
    assert view["title"]["text"] == "Mentoring"
    assert view.get("callback_id") in names.ALLOWED
    assert set(_ids(view["blocks"])) <= names.ALLOWED
    assert all(name.startswith("note:") for name in names.ALLOWED)


def _ids(part: object) -> list[str]:
    if isinstance(part, list):
        return [name for each in part for name in _ids(each)]
    if isinstance(part, dict):
        own = [part[key] for key in ("block_id", "action_id") if key in part]
        return own + [name for each in part.values() for name in _ids(each)]
    return []


def test_the_notice_says_before_the_first_word_what_is_hidden_and_what_is_not() -> None:
    shown = texts_of(SCREENS["the notice"])
    for phrase in (SAY.privacy.promise, SAY.relay_intake.seen, SAY.relay_intake.leave_out, SAY.privacy.emergency):
        assert phrase in shown
    assert CONTACTS in shown
    assert SAY.privacy.not_open not in shown


def test_what_could_give_somebody_away_is_marked_within_their_words() -> None:
    """Relay 55: marked in the words as facilitators will see them, which are otherwise left as they are."""
    words = "Since 2019 we meet"
    view = a_form(replace(PLAIN, words=words, passages=giveaways(words, names=())))
    runs = next(block for block in view["blocks"] if block["type"] == "rich_text")["elements"][0]["elements"]
    assert [(run["text"], "style" in run) for run in runs] == [("Since ", False), ("2019", True), (" we meet", False)]


def test_somebody_unsafe_is_shown_first_where_to_turn_today() -> None:
    unsafe, calm = a_form(FULLEST), a_form(PLAIN)
    assert unsafe["blocks"][1]["text"]["text"] == CONTACTS
    assert CONTACTS not in texts_of(calm)


def test_a_name_that_few_could_have_written_about_needs_a_tick_of_its_own() -> None:
    """Relay 54: below five the name is left out by default; from five on nothing is asked."""
    few, enough = a_form(FULLEST), a_form(replace(FULLEST, other_crowd=Band.FIVE))
    fields = [block["block_id"] for block in few["blocks"] if block["type"] == "input"]
    assert names.SHARING[0] in fields
    assert "initial_options" not in few["blocks"][-1]["element"]
    assert not set(names.SHARING) & {block["block_id"] for block in enough["blocks"] if block["type"] == "input"}
    assert "is left out" in texts_of(few)
    assert "is left out" not in texts_of(enough)


def test_a_look_keeps_every_field_under_its_name() -> None:
    """What was entered comes back from Slack by these names, so no word of it has to be carried along."""
    fields = [
        [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
        for view in (a_form(), a_form(PLAIN))
    ]
    assert fields[0] == fields[1]


def test_own_partners_among_the_facilitators_are_ticked_to_begin_with() -> None:
    view = a_form(facilitators={"U1": "Ruth", "U000000001": "Idris"})
    field = next(block["element"] for block in view["blocks"] if block.get("block_id") == names.NOT_THESE)
    assert [each["value"] for each in field["initial_options"]] == ["U000000001"]


def test_nothing_is_counted_down_where_four_signs_of_a_receipt_or_all_of_it_are_typed() -> None:
    """Slack says beside a field with a limit how much more it takes: that told people to go on typing."""
    asked_back = receipt.screen(SAY, sent=SENT, has_home=True, private_metadata=METADATA)
    for view in (asked_back, receipt_form(SAY, private_metadata=METADATA)):
        (field,) = [block["element"] for block in view["blocks"] if block["type"] == "input"]
        assert "max_length" not in field
