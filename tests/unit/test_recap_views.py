"""Every screen of recaps, with the longest and the strangest words, held against Slack's rules."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.meetings import Appointment
from bot.domain.recap_sheets import (
    AdviceSheet,
    Commitment,
    RecapBoard,
    RecapForm,
    RecapLine,
    RecapSheet,
    RecapText,
    Suggestion,
    Wording,
)
from bot.domain.recaps import (
    BOARD_ANSWERS,
    BOARD_SUGGESTIONS,
    DECIDED_MAX_CHARS,
    FEEDBACK_MAX_CHARS,
    KNOWN_LINES,
    LINE_MAX_CHARS,
    SAID_MAX_CHARS,
    SHEET_LINES,
    TOPICS_OFFERED,
    WORDING_MAX_CHARS,
    RecapStep,
)
from bot.domain.snoozes import Wait
from bot.views import recap_form, recap_messages, recap_replies, recap_sheet, recaps
from bot.views.blocks import Payload
from bot.views.carried import Carried, HomeBefore
from bot.views.pages import PAGE_ROWS
from sandbox.blockkit import check_message, check_view
from storage.vocabulary import AdviceState, Side
from tests.cards import LONGEST_NAME, a_card

SAY = load_catalog()
FULL_LOAD = Carried(
    pair_id="p" * 32, board="recap", subject_id="m" * 32, revision=9, page=9, home=HomeBefore("m" * 2000, "h" * 40)
)
KINDS = {"plain": "x", "mention": "<!channel> <@U1> ", "markup": "*_~`>", "emoji": "\N{OWL}", "ampersand": "&"}
NOON = datetime(2026, 11, 2, 17, tzinfo=UTC)
MEETING = Appointment("m" * 32, "p" * 32, NOON, 60, "x" * 500, 1)


def long(piece: str, limit: int) -> str:
    return (piece * limit)[:limit]


def a_text(piece: str, *, is_agreed: bool = False) -> RecapText:
    feedback = long(piece, FEEDBACK_MAX_CHARS)
    return RecapText(long(piece, SAID_MAX_CHARS), long(piece, DECIDED_MAX_CHARS), feedback, feedback, is_agreed)


def a_suggestion(piece: str, state: AdviceState = AdviceState.PARKED) -> Suggestion:
    line = long(piece, LINE_MAX_CHARS)
    return Suggestion("a" * 32, line, state, None if state is AdviceState.OPEN else line)


def a_sheet(
    piece: str,
    *,
    side: Side = Side.MENTEE,
    step: RecapStep = RecapStep.BOTH,
    mine: RecapText | None = None,
    theirs: RecapText | None = None,
    wordings: tuple[Wording | None, Wording | None] = (None, None),
    lines: int = SHEET_LINES,
) -> RecapSheet:
    line = long(piece, LINE_MAX_CHARS)
    return RecapSheet(
        card=a_card(side=side, name=LONGEST_NAME),
        meeting=MEETING,
        step=step,
        is_writable=mine is None,
        is_theirs_sent=step is not RecapStep.SENT,
        mine=mine,
        theirs=theirs,
        opens_at=NOON + timedelta(days=7),
        settled=wordings[0],
        suggested=wordings[1],
        wordings=2,
        items=(Commitment(line, is_mine=True), Commitment(line, is_mine=False))[:lines] * (lines // 2),
        items_count=1000,
        suggestions=(a_suggestion(piece),) * lines,
        suggestions_count=1000,
        later_reason=line if lines else None,
    )


def accepted(view: Payload) -> Payload:
    assert check_view(view) == []
    return view


@pytest.mark.parametrize("piece", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize("side", Side)
def test_slack_takes_two_longest_recaps_with_all_that_came_of_them(piece: str, side: Side) -> None:
    wording = long(piece, WORDING_MAX_CHARS)
    both = (
        Wording("s" * 32, wording, is_mine=True, is_confirmed=True),
        Wording("t" * 32, wording, is_mine=False, is_confirmed=False),
    )
    sheet = a_sheet(piece, side=side, mine=a_text(piece), theirs=a_text(piece, is_agreed=True), wordings=both)
    view = accepted(recap_sheet.sheet(SAY, sheet=sheet, carried=FULL_LOAD))
    plain = [block["text"]["text"] for block in view["blocks"] if block.get("text", {}).get("type") == "plain_text"]
    assert plain.count(long(piece, SAID_MAX_CHARS)) == 2
    assert len(view["blocks"]) <= 100


@pytest.mark.parametrize("step", RecapStep)
@pytest.mark.parametrize("has_mine", [True, False])
def test_slack_takes_a_meeting_wherever_it_stands(step: RecapStep, has_mine: bool) -> None:
    sheet = a_sheet("x", step=step, mine=a_text("x") if has_mine else None, lines=0)
    accepted(recap_sheet.sheet(SAY, sheet=sheet, carried=Carried()))


@pytest.mark.parametrize(
    ("mine", "theirs", "phrase"),
    [(True, True, "agreed_both"), (True, False, "agreed_me"), (False, True, "agreed_partner")],
)
def test_who_says_that_both_mean_the_same_is_shown(mine: bool, theirs: bool, phrase: str) -> None:
    sheet = a_sheet("x", mine=a_text("x", is_agreed=mine), theirs=a_text("x", is_agreed=theirs))
    view = recap_sheet.sheet(SAY, sheet=sheet, carried=Carried())
    assert getattr(SAY.recaps, phrase).format(partner=LONGEST_NAME) in str(view)
    assert (SAY.recaps.agree_button in str(view)) is not mine


def test_an_empty_answer_stands_beside_a_full_one() -> None:
    short = RecapText("x", None, None, None, is_agreed=False)
    view = recap_sheet.sheet(SAY, sheet=a_sheet("x", mine=short, theirs=a_text("y")), carried=Carried())
    assert str(view).count(f"'{SAY.recaps.empty}'") == 3


@pytest.mark.parametrize("piece", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize("rows", [0, PAGE_ROWS])
@pytest.mark.parametrize("side", Side)
def test_slack_takes_every_board(piece: str, rows: int, side: Side) -> None:
    board = RecapBoard(
        card=a_card(side=side, name=LONGEST_NAME),
        waiting=MEETING if rows else None,
        lines=tuple(RecapLine(MEETING, list(RecapStep)[number % len(RecapStep)], True) for number in range(rows)),
        open_suggestions=(a_suggestion(piece, AdviceState.OPEN),) * (BOARD_SUGGESTIONS if rows else 0),
        open_count=1000 if rows else 0,
        answered=(a_suggestion(piece),) * (BOARD_ANSWERS if rows else 0),
        page=1 if rows else 0,
        pages=100 if rows else 1,
    )
    view = accepted(recaps.board(SAY, board=board, carried=FULL_LOAD))
    assert (SAY.recaps.change_button in str(view)) is (bool(rows) and side is Side.MENTEE)


@pytest.mark.parametrize("piece", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("next_at", [None, NOON])
@pytest.mark.parametrize("topics", [0, 1, TOPICS_OFFERED])
def test_slack_takes_every_form(piece: str, side: Side, next_at: datetime | None, topics: int) -> None:
    form = RecapForm(
        card=a_card(side=side, name=LONGEST_NAME),
        meeting=MEETING,
        topics=tuple((long(piece, 300), f"{number:032}") for number in range(topics)),
        is_next_asked=next_at is None,
        next_at=next_at,
        known=(long(piece, LINE_MAX_CHARS),) * KNOWN_LINES,
    )
    view = accepted(recap_form.form(SAY, form=form, carried=FULL_LOAD))
    assert ("meeting_day" in str(view)) is (next_at is None)


def test_no_day_is_chosen_for_people_and_every_field_of_words_says_who_sees_them() -> None:
    form = RecapForm(a_card(), MEETING, (), is_next_asked=True, next_at=None, known=())
    view = recap_form.form(SAY, form=form, carried=Carried())
    inputs = {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}
    assert "initial_date" not in inputs["meeting_day"]["element"]
    typed = [block for block in inputs.values() if block["element"]["type"] == "plain_text_input"]
    assert all("see" in block["hint"]["text"] for block in typed)
    assert [name for name, block in inputs.items() if not block.get("optional")] == ["recap_said"]
    assert "one of the two is needed" in inputs["meeting_day"]["hint"]["text"]


@pytest.mark.parametrize("piece", KINDS.values(), ids=KINDS.keys())
def test_slack_takes_every_small_form(piece: str) -> None:
    wording = Wording("s" * 32, long(piece, WORDING_MAX_CHARS), is_mine=False, is_confirmed=False)
    card = a_card(name=LONGEST_NAME)
    for wordings in ((None, None), (wording, None), (None, wording)):
        sheet = a_sheet(piece, wordings=wordings)
        accepted(recap_replies.wording_form(SAY, sheet=sheet, carried=FULL_LOAD))
        accepted(recap_replies.next_time_form(SAY, sheet=sheet, carried=FULL_LOAD))
    accepted(recap_replies.item_form(SAY, card=card, carried=FULL_LOAD))
    accepted(recap_replies.suggestions_form(SAY, card=card, carried=FULL_LOAD))
    for state in AdviceState:
        advice = AdviceSheet(card, a_suggestion(piece, state), "m" * 32)
        for is_on_sheet in (True, False):
            accepted(recap_replies.answer_form(SAY, sheet=advice, carried=FULL_LOAD, is_on_sheet=is_on_sheet))


def test_slack_takes_every_message_about_the_longest_names() -> None:
    card = a_card(name=LONGEST_NAME)
    assert check_message(recap_messages.ready(SAY, card=card, meeting=MEETING)) == []
    for ask in (recap_messages.prompt, recap_messages.nudge):
        assert check_message(ask(SAY, card=card, meeting=MEETING, waits=tuple(Wait))) == []
    for phrase in (SAY.recaps.noted_sent, SAY.recaps.noted_skipped, SAY.recaps.noted_not_held):
        assert check_message(recap_messages.noted(phrase, card=card, meeting=MEETING)) == []
