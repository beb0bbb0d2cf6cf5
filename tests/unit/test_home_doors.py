"""What a Home leads to: little for somebody in one pair, the ways to a mentor for somebody in none."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.home import HomePage, PairLines
from bot.domain.pairs import Proposal
from bot.domain.requests import RequestCard, Turn
from bot.views import home
from bot.views.blocks import Payload
from bot.views.screens import PREFIX, Screen
from storage.vocabulary import MatchMode, PairState, RequestState, Side
from tests.cards import a_card

SAY = load_catalog()
ALONE = HomePage(name="Maya", is_first_time=False, is_member=True, may_set_up=False, is_facilitator=False)
ASKED = RequestCard(
    request_id="r",
    team_id="T1",
    side=Side.MENTEE,
    mentor=a_card().mentor,
    mentee=a_card().mentee,
    wish="Read along",
    topic=None,
    state=RequestState.ASKED,
    asked_on=date(2026, 11, 3),
    turn=Turn.MENTOR,
)
HELD = Proposal(replace(a_card(), state=PairState.HELD), "Rosa", is_own=False, has_said_yes=True)


def drawn(page: HomePage) -> list[Payload]:
    """Return the blocks of a Home."""
    shown: list[Payload] = home.page(SAY, page=page, private_metadata="")["blocks"]
    return shown


def rows(page: HomePage) -> list[list[str]]:
    """Return the rows of buttons of a Home, each button by the screen to which it leads."""
    shown = [block["elements"] for block in drawn(page) if block["type"] == "actions"]
    return [[button["action_id"].removeprefix(PREFIX) for button in row] for row in shown]


def test_whoever_is_in_no_pair_is_led_to_the_search() -> None:
    assert [Screen.FIND, Screen.PROFILE, Screen.ME] in rows(ALONE)


def test_where_the_programme_assigns_nobody_is_led_to_a_search_that_it_refuses() -> None:
    page = replace(ALONE, mode=MatchMode.ASSIGNMENT)
    assert [Screen.PROFILE, Screen.ME] in rows(page)
    assert SAY.home.unpaired_assigned in str(drawn(page))


@pytest.mark.parametrize(("side", "has_profile"), [(Side.MENTOR, True), (Side.MENTEE, False)])
def test_in_a_pair_only_mentors_have_their_profile_in_home(side: Side, *, has_profile: bool) -> None:
    page = replace(ALONE, pairs=[PairLines(card=a_card(side=side), meets_at=None, items=[], goals=[])])
    assert (Screen.PROFILE in rows(page)[-1]) is has_profile
    assert not any(Screen.FIND in row for row in rows(page))


def test_what_is_held_up_is_not_said_to_wait_for_the_viewer() -> None:
    shown = str(drawn(replace(ALONE, proposals=[HELD])))
    assert SAY.home.held_title in shown
    assert SAY.home.waiting_title not in shown


def test_no_line_of_a_home_follows_another() -> None:
    kinds = [block["type"] for block in drawn(replace(ALONE, proposals=[HELD]))]
    assert ("divider", "divider") not in set(pairwise(kinds))


def test_whoever_has_a_request_under_way_keeps_the_doors_and_is_not_told_how_it_is_done() -> None:
    page = replace(ALONE, requests=[ASKED])
    assert [Screen.FIND, Screen.PROFILE, Screen.ME] in rows(page)
    assert SAY.home.unpaired not in str(drawn(page))


def test_a_yes_in_home_says_what_it_declares_where_it_is_one_to_a_pair() -> None:
    asked = Proposal(replace(a_card(), state=PairState.TALKING), "Rosa", is_own=False, has_said_yes=False)
    to_a_talk = replace(asked, card=replace(asked.card, state=PairState.PROPOSED), talks_first=True)
    assert SAY.pairs.interests in str(drawn(replace(ALONE, proposals=[asked])))
    assert SAY.pairs.interests not in str(drawn(replace(ALONE, proposals=[to_a_talk])))
