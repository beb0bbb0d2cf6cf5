"""Requests on the screen: within Slack's limits with the longest words, and names as they are."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.gate import KINDS, Declared, Explanation, Flag
from bot.domain.holds import Desk, Held, Unanswered
from bot.domain.pairs import TOPIC_MAX_CHARS, Partner
from bot.domain.requests import NOTE_MAX_CHARS, WISH_MAX_CHARS, AskForm, RequestCard, RequestsBoard, Turn
from bot.domain.snoozes import Wait
from bot.views import gate, holds, prompt_menu, request_forms, request_messages, request_sheet, requests
from bot.views.carried import Carried, HomeBefore
from bot.views.pages import PAGE_ROWS
from sandbox.blockkit import check_message, check_view
from storage.vocabulary import Interest, PairState, RequestState, Side, TouchpointKind
from tests.cards import LONGEST_NAME, a_card

SAY = load_catalog()
NAME = f"<!channel> & {LONGEST_NAME}"
WHO = Partner("m" * 32, "U1", NAME, "America/Toronto")
FLAGS = tuple(Flag(kind, side) for kind in KINDS for side in Side)
CARRIED = Carried(subject_id="r" * 32, home=HomeBefore(private_metadata="m" * 2500, hash="h1"))


def a_request(side: Side = Side.MENTEE, state: RequestState = RequestState.ASKED, **fields: object) -> RequestCard:
    card = RequestCard(
        request_id="r" * 32,
        team_id="T1",
        side=side,
        mentor=WHO,
        mentee=WHO,
        wish="<" * WISH_MAX_CHARS,
        topic="<" * TOPIC_MAX_CHARS,
        state=state,
        asked_on=date(2026, 11, 3),
        turn=Turn.MENTEE if state is RequestState.ASKED else Turn.NOBODY,
        note="<" * NOTE_MAX_CHARS,
        suggested=WHO if state is RequestState.SUGGESTED else None,
        flags=FLAGS,
    )
    return replace(card, **fields)  # type: ignore[arg-type]  # any of its fields


def test_slack_takes_both_forms_with_the_longest_names_and_every_warning() -> None:
    ask = AskForm(WHO, FLAGS)
    for view in (
        request_forms.form(SAY, ask=ask, mentee=NAME, carried=CARRIED),
        request_forms.reply_form(SAY, card=a_request(Side.MENTOR), carried=CARRIED),
        request_forms.asked(SAY, mentor=NAME),
        request_sheet.helped(SAY, card=a_request()),
    ):
        assert check_view(view) == []


@pytest.mark.parametrize(("side", "state"), list(product(Side, RequestState)))
def test_slack_takes_every_request_as_either_of_the_two_reads_it(side: Side, state: RequestState) -> None:
    card = a_request(side, state)
    if card.is_to_answer:
        return
    assert check_view(request_sheet.sheet(SAY, card=card, carried=CARRIED)) == []


@pytest.mark.parametrize("turn", [turn for turn in Turn if turn is not Turn.NOBODY])
def test_the_list_says_whose_step_is_next_and_stays_within_slacks_limits(turn: Turn) -> None:
    cards = [a_request(side, turn=turn) for side in Side] * (PAGE_ROWS // 2)
    view = requests.board(SAY, board=RequestsBoard(cards, page=1, pages=3), carried=CARRIED)
    assert check_view(view) == []
    assert str(view).count("The next step is") == PAGE_ROWS


def test_home_shows_what_waits_for_its_owner_first_and_a_few_lines_at_most() -> None:
    mine, theirs = a_request(), a_request(Side.MENTOR)
    lines = [block.to_dict() for block in requests.home_lines(SAY, [mine] * 5 + [theirs])]
    assert SAY.requests.read_button in str(lines[1])
    assert len(lines) == requests.SHOWN_IN_HOME + 3
    assert requests.home_lines(SAY, []) == []


def test_no_message_holds_a_word_of_a_request() -> None:
    card = a_request(wish="MARKER", topic="MARKER", note="MARKER")
    kind, waits = TouchpointKind.REQUEST_UNANSWERED, tuple(Wait)
    more = prompt_menu.more(SAY, kind=kind, subject_id=card.request_id, revision=1, waits=waits)
    for message in (
        request_messages.made(SAY, card=card),
        request_messages.answered(SAY, card=card),
        request_messages.reminder(SAY, card=card, more=more),
        request_messages.unanswered(SAY, card=card, more=more),
        request_messages.to_help(SAY, mentor=NAME, mentee=NAME),
    ):
        assert check_message(message) == []
        assert "MARKER" not in str(message)
        assert "<!channel>" not in str(message)


def test_slack_takes_a_desk_of_any_size_and_the_rules() -> None:
    held = [Held(f"{number:032}", NAME, NAME, FLAGS) for number in range(40)]
    unanswered = [Unanswered(NAME, NAME, date(2026, 11, 3))] * 40
    for desk in (Desk(held, unanswered), Desk([], [])):
        view = holds.desk(SAY, desk=desk, carried=CARRIED)
        assert check_view(view) == []
        assert "<!channel>" not in str([block.get("text") for block in view["blocks"]])
    assert check_view(holds.rules_form(SAY, barred=KINDS)) == []
    for barred in (KINDS, ()):
        assert check_view(holds.rules_kept(SAY, barred=barred)) == []


def test_what_waits_has_a_page_for_each_twenty_of_both_kinds() -> None:
    held = [Held(f"{number:032}", f"Held {number:02}", NAME, ()) for number in range(25)]
    desk = Desk(held, [Unanswered(f"Asked {number:02}", NAME, date(2026, 11, 3)) for number in range(25)])
    pages = [str(holds.desk(SAY, desk=desk, carried=Carried(page=page))) for page in (0, 1, 2)]
    waiting = [f"{kind} {number:02}" for kind in ("Held", "Asked") for number in range(25)]
    shown = [[each for each in waiting if each in page] for page in pages]
    assert shown == [waiting[:20], waiting[20:40], waiting[40:]]
    assert str(holds.desk(SAY, desk=desk, carried=Carried(page=99))) == pages[2]
    assert str(holds.desk(SAY, desk=desk, carried=Carried(page=-1))) == pages[0]


def test_slack_takes_a_declaration_and_what_was_said_of_it() -> None:
    card = replace(a_card(name=NAME), state=PairState.HELD)
    declared = Declared(frozenset(Interest), "<" * gate.WORDS_MAX_CHARS)
    assert check_view(gate.form(SAY, card=card, declared=declared, carried=CARRIED)) == []
    explanations = [Explanation(side, "<" * gate.WORDS_MAX_CHARS) for side in Side]
    flags = tuple(Flag(kind) for kind in Interest)
    for shown, known in ((explanations, flags), ([], flags), ([], ())):
        assert check_view(gate.said(SAY, card=card, flags=known, explanations=shown)) == []
