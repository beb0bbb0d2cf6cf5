"""Time lines, notes of thanks and statements at their fullest: each is a view that Slack takes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.milestones import MilestoneSheet, TimeLine
from bot.domain.pairs import PairCard
from bot.domain.statements import Facts, MenteeLine, NamingSheet, Statement, period_of
from bot.domain.thanks import ThanksBoard, ThanksSheet
from bot.views import milestone_form, milestones, namings, statements, thanks
from bot.views.carried import Carried
from sandbox.blockkit import check_message, check_view
from storage.vocabulary import MilestoneKind, MilestoneState, NamingState, Rank, Side
from tests.cards import a_card

SAY = load_catalog()
DAY, AT = date(2026, 11, 3), datetime(2026, 11, 3, tzinfo=UTC)
NAME = "&" * 80
"""Five characters each, once they are sent."""
SMILES = "\N{GRINNING FACE}" * 1000
CARRIED = Carried(pair_id="f" * 32, subject_id="f" * 32, page=3)
YEAR = period_of("2026-07") or pytest.fail("no period")
FACTS = Facts(Rank.ASSOCIATE, DAY, DAY, 999, 999, 999)


def the_card(number: int, side: Side = Side.MENTEE) -> PairCard:
    """Return a pair of people with long names."""
    card = a_card(side=side)
    long_mentor, long_mentee = replace(card.mentor, name=NAME), replace(card.mentee, name=NAME)
    return replace(card, pair_id=f"{number:032}", mentor=long_mentor, mentee=long_mentee)


def test_a_full_time_line_and_its_form_are_views() -> None:
    cards = tuple(the_card(number) for number in range(100))
    states = [MilestoneState.AHEAD] * 4 + [MilestoneState.DONE] * 3 + [MilestoneState.DROPPED] * 3
    sheets = tuple(
        MilestoneSheet("f" * 32, MilestoneKind.OWN, "\N{GRINNING FACE}" * 200, date(2000 + n, 1, 1), DAY, state, cards)
        for n, state in enumerate(states)
    )
    line = TimeLine(DAY, sheets, 1, 9, mentees=cards)
    assert check_view(milestones.own(SAY, line=line, carried=CARRIED)) == []
    theirs = replace(line, card=the_card(1, Side.MENTOR))
    assert check_view(milestones.of_mentee(SAY, line=theirs, carried=CARRIED)) == []
    for sheet in (None, sheets[0]):
        assert check_view(milestone_form.form(SAY, cards=cards, sheet=sheet, carried=CARRIED)) == []


def test_a_full_page_of_thanks_is_a_view() -> None:
    notes = tuple(ThanksSheet("f" * 32, is_own=bool(n % 2), text=SMILES, sent_at=AT) for n in range(10))
    board = ThanksBoard(the_card(1), notes, 1, 3)
    assert check_view(thanks.board(SAY, board=board, carried=CARRIED)) == []
    assert check_message(thanks.told(SAY, card=board.card)) == []


@pytest.mark.parametrize("is_named", [True, False])
def test_a_statement_of_many_is_a_view_and_so_is_the_question_to_each(is_named: bool) -> None:
    line = MenteeLine("f" * 32, NAME, FACTS, DAY, FACTS if is_named else None, DAY if is_named else None, may_ask=True)
    lines = tuple(replace(line, mentee_id=f"{number:032}") for number in range(150))
    drawn = Statement(YEAR, DAY, NAME, Rank.FULL, NAME, DAY, lines, 5)
    asked = NamingSheet("f" * 32, 99, NamingState.NAMED, is_named, NAME, NAME, YEAR, FACTS)
    shown = statements.sheet(SAY, drawn=drawn, asked_of_me=[asked] * 5, carried=CARRIED)
    assert check_view(shown) == []
    assert check_view(statements.ask_form(SAY, drawn=drawn, carried=CARRIED)) == []
    for state in NamingState:
        assert check_view(namings.sheet(SAY, sheet=replace(asked, state=state))) == []
    assert check_message(namings.told(SAY, naming_id="f" * 32, mentor=NAME, is_anew=is_named)) == []
