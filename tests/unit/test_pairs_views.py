"""The choice among pairs, the form, the messages: within Slack's limits with long names and with forty pairs."""

from itertools import product

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.gate import KINDS, Flag
from bot.domain.pairs import Answered, PairCard, Partner, Proposal, Proposed
from bot.views import pair_form, pair_messages
from bot.views.blocks import Payload
from bot.views.carried import Carried, HomeBefore
from bot.views.pairs import LABEL_MAX_CHARS, chooser, labels
from bot.views.screens import Screen
from sandbox.blockkit import check_message, check_view
from storage.vocabulary import Cadence, PairState, Side

SAY = load_catalog()
LONGEST_NAME = "<!channel> *Ä* & " + "Ä" * 80
NOBODY = Partner("me", "U1", "Maya", "UTC")


def a_card(
    number: int,
    name: str,
    zone: str = "America/Toronto",
    side: Side = Side.MENTOR,
    state: PairState = PairState.ACTIVE,
) -> PairCard:
    other = Partner(f"member{number}", f"U{number}", name, zone)
    mentor, mentee = (NOBODY, other) if side is Side.MENTOR else (other, NOBODY)
    return PairCard(f"{number:032}", "T1", side, mentor, mentee, Cadence.QUARTERLY, state, topic="<!channel> & grants")


def shown(cards: list[PairCard]) -> Payload:
    carried = Carried(board=Screen.GOALS, home=HomeBefore(private_metadata="m" * 2500, hash="h1"))
    view = chooser(SAY, cards=cards, screen=Screen.GOALS, carried=carried)
    assert check_view(view) == []
    return view


def groups_of(view: Payload) -> dict[str, list[str]]:
    groups = view["blocks"][1]["elements"][0]["option_groups"]
    return {group["label"]["text"]: [option["text"]["text"] for option in group["options"]] for group in groups}


def test_forty_pairs_stand_in_groups_by_side_in_the_order_of_names() -> None:
    names = [f"Person {number:02}" for number in range(40)]
    cards = [a_card(number, name) for number, name in enumerate(reversed(names))]
    mentors = [a_card(40, "zoe", side=Side.MENTEE), a_card(41, "Ada", side=Side.MENTEE)]
    assert groups_of(shown([*cards, *mentors])) == {"Your mentors": ["Ada", "zoe"], "Your mentees": names}


def test_more_pairs_than_one_group_takes_stand_in_several() -> None:
    found = groups_of(shown([a_card(number, f"Person {number:03}") for number in range(250)]))
    assert {label: len(choices) for label, choices in found.items()} == {
        "Your mentees": 100,
        "Your mentees (2)": 100,
        "Your mentees (3)": 50,
    }


def test_two_of_one_name_are_told_apart_by_their_clocks_and_then_by_number() -> None:
    cards = [a_card(1, "Ana"), a_card(2, "Ana", "Europe/Berlin"), a_card(3, "Ana", "Europe/Berlin"), a_card(4, "Bo")]
    assert list(labels(SAY, cards).values()) == [
        "Ana · Toronto time",
        "Ana · Berlin time, 1",
        "Ana · Berlin time, 2",
        "Bo",
    ]


def test_the_same_person_on_both_sides_stands_in_both_groups() -> None:
    assert groups_of(shown([a_card(1, "Ana"), a_card(2, "Ana", side=Side.MENTEE)])) == {
        "Your mentors": ["Ana"],
        "Your mentees": ["Ana"],
    }


def test_long_names_are_cut_before_what_tells_them_apart() -> None:
    found = labels(SAY, [a_card(1, LONGEST_NAME), a_card(2, LONGEST_NAME)])
    assert [label[-17:] for label in found.values()] == ["… · Toronto time, 1"[-17:], "… · Toronto time, 2"[-17:]]
    assert {len(label) for label in found.values()} == {LABEL_MAX_CHARS}


@pytest.mark.parametrize(("side", "is_own", "talks_first"), list(product(Side, [True, False], [True, False])))
def test_slack_takes_every_question_and_shows_names_as_they_are(side: Side, is_own: bool, talks_first: bool) -> None:
    flags = tuple(Flag(kind, Side.MENTOR) for kind in KINDS)
    asks = {
        PairState.PROPOSED: pair_messages.proposed,
        PairState.TALKING: pair_messages.talking,
        PairState.HELD: pair_messages.held,
    }
    for state, ask in asks.items():
        card = a_card(1, LONGEST_NAME, side=side, state=state)
        proposal = Proposal(card, LONGEST_NAME, is_own=is_own, has_said_yes=False, flags=flags, talks_first=talks_first)
        message = ask(SAY, proposal=proposal)
        assert check_message(message) == []
        assert "<!channel>" not in str(message)
        assert "&lt;!channel&gt;" in str(message)


def test_a_no_is_asked_once_more_as_it_cannot_be_taken_back_and_a_yes_is_not() -> None:
    card = a_card(1, "Ana", state=PairState.PROPOSED)
    proposal = Proposal(card, proposer="Vera", is_own=False, has_said_yes=False)
    _, buttons = pair_messages.question(SAY, proposal=proposal)
    *others, no = buttons.to_dict()["elements"]
    assert [each["text"]["text"] for each in others] == [SAY.pairs.yes_button, SAY.pairs.declare_button]
    assert all("confirm" not in each for each in others)
    assert no["confirm"]["text"]["text"] == SAY.pairs.sure
    assert no["confirm"]["confirm"]["text"] == SAY.pairs.no_button


@pytest.mark.parametrize("answered", Answered)
def test_slack_takes_every_answer_as_message_and_as_modal(answered: Answered) -> None:
    card = a_card(1, LONGEST_NAME)
    message = pair_messages.answered_message(SAY, answered=answered, card=card)
    assert check_message(message) == []
    assert "<!channel>" not in message["text"]
    assert check_view(pair_messages.answered_modal(SAY, answered=answered, card=card)) == []


def test_slack_takes_the_news_and_the_form() -> None:
    card = a_card(1, LONGEST_NAME)
    for message in (
        pair_messages.confirmed(SAY, card=card),
        pair_messages.not_formed(SAY, card=card),
        pair_messages.outcome(SAY, mentor=LONGEST_NAME, mentee=LONGEST_NAME, is_formed=True),
        pair_messages.outcome(SAY, mentor=LONGEST_NAME, mentee=LONGEST_NAME, is_formed=False),
    ):
        assert check_message(message) == []
        assert "<!channel>" not in str(message)
    assert check_view(pair_form.form(SAY, private_metadata="m" * 3000)) == []
    flags = tuple(Flag(kind, Side.MENTEE) for kind in KINDS)
    for state in (PairState.PROPOSED, PairState.TALKING):
        done = Proposed(LONGEST_NAME, LONGEST_NAME, state, has_talk=True, flags=flags)
        shown = pair_form.proposed(SAY, done=done)
        assert check_view(shown) == []
        assert "<!channel>" not in str(shown)
