"""The list for a first meeting, with the longest names and numbers, held against Slack's rules."""

from datetime import UTC, datetime

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.first_meetings import NUMBER_MAX_CHARS, STEPS, FirstDraft, FirstOffer, FirstSheet
from bot.errors import FieldError
from bot.views import first_meetings
from bot.views.carried import Carried, HomeBefore
from sandbox.blockkit import check_message, check_view
from storage.vocabulary import FirstStep, Scenario, Side
from tests.cards import LONGEST_NAME, a_card
from tests.payloads import Payload, submit

SAY = load_catalog()
MEETS = datetime(2026, 11, 17, 19, tzinfo=UTC)
FULL_LOAD = Carried(pair_id="p" * 32, board="first", home=HomeBefore("m" * 2000, "h" * 40))


def a_sheet(
    *, side: Side = Side.MENTEE, name: str = "", number: str | None = None, partners_number: str | None = None
) -> FirstSheet:
    own = FirstDraft(frozenset({STEPS[side][0]}), number)
    return FirstSheet(a_card(side=side, name=name), MEETS, own, partners_number)


def typed(number: str | None, *ticked: str) -> dict[str, Payload]:
    boxes: Payload = {"type": "checkboxes", "selected_options": [{"value": value} for value in ticked]}
    return {first_meetings.TICKED: boxes, first_meetings.NUMBER: {"type": "plain_text_input", "value": number}}


@pytest.mark.parametrize("side", Side)
def test_the_longest_words_make_a_form(side: Side) -> None:
    number = "<!channel>&" * 9
    sheet = a_sheet(side=side, name=LONGEST_NAME, number=number, partners_number=number)
    assert check_view(first_meetings.form(SAY, sheet=sheet, carried=FULL_LOAD)) == []


@pytest.mark.parametrize("side", Side)
def test_each_side_has_a_list_of_its_own_and_what_it_ticked_stands(side: Side) -> None:
    form = first_meetings.form(SAY, sheet=a_sheet(side=side), carried=Carried())
    boxes = next(block["element"] for block in form["blocks"] if block.get("block_id") == first_meetings.TICKED)
    assert [option["value"] for option in boxes["options"]] == list(STEPS[side])
    assert [option["value"] for option in boxes["initial_options"]] == [STEPS[side][0]]


def test_every_step_is_on_one_of_the_two_lists() -> None:
    assert sorted(step for steps in STEPS.values() for step in steps) == sorted(FirstStep)


def test_no_step_is_cut_short() -> None:
    for side in Side:
        form = first_meetings.form(SAY, sheet=a_sheet(side=side), carried=Carried())
        assert "\N{HORIZONTAL ELLIPSIS}" not in str(form)


def test_without_a_date_the_form_says_so() -> None:
    sheet = FirstSheet(a_card(), None, FirstDraft(), None)
    form = first_meetings.form(SAY, sheet=sheet, carried=Carried())
    assert check_view(form) == []
    assert "It has no date yet" in str(form)


def test_what_was_never_offered_is_not_read() -> None:
    form = first_meetings.form(SAY, sheet=a_sheet(), carried=Carried())
    view = submit(form, typed(" +49 30 1 ", "brings", "promotion"))["view"]
    assert first_meetings.read_form(SAY, view) == FirstDraft(frozenset({FirstStep.BRINGS}), "+49 30 1")


def test_a_number_that_is_no_number_any_more_is_refused_beside_its_field() -> None:
    form = first_meetings.form(SAY, sheet=a_sheet(), carried=Carried())
    view = submit(form, typed("1" * (NUMBER_MAX_CHARS + 1)))["view"]
    with pytest.raises(FieldError) as refused:
        first_meetings.read_form(SAY, view)
    assert refused.value.block_id == first_meetings.NUMBER


@pytest.mark.parametrize("scenario", [Scenario.PREPARING, None])
def test_a_message_offers_the_list_and_a_scenario_that_is_new(scenario: Scenario | None) -> None:
    shown = first_meetings.offered(SAY, FirstOffer("p" * 32, scenario))
    text = first_meetings.with_offer(SAY, "You meet.", FirstOffer("p" * 32, scenario))
    assert check_message({"text": text, "blocks": [block.to_dict() for block in shown]}) == []
    buttons = [element["text"]["text"] for element in shown[1].to_dict()["elements"]]
    assert buttons == ["First meeting", "Three minutes: Preparing a meeting"][: 2 if scenario else 1]
    assert SAY.first_meetings.offer in text


def test_before_any_other_meeting_nothing_is_added() -> None:
    assert first_meetings.offered(SAY, None) == []
    assert first_meetings.with_offer(SAY, "You meet.", None) == "You meet."
