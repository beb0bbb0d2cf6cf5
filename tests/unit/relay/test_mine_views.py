"""Every screen of an author's own requests, with the longest texts, held against Slack's rules."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.relay.cases import SPEECH_MAX_CHARS, Head, Revealed, Said, Speech
from bot.domain.relay.intake import WORDS_MAX_CHARS
from bot.domain.relay.mine import Hold, OwnCase, OwnLine, Stage, Stream
from bot.domain.relay.slots import SLOTS
from bot.views.relay import mine, mine_forms, names, reveal
from sandbox.blockkit import check_view
from storage.relay.vocabulary import Approach, CaseState, Outcome, TagKind, Theme, Urgency, Voice, Wish
from tests.asking import texts_of
from tests.authoring import labels_of

SAY = load_catalog()
METADATA, DAY, LONG = "m" * 3000, date(2026, 11, 26), "Ä" * 80
LABEL = "Turquoise Nightingale"
RUTH = "U0RUTH00001"


def said(seq: int, speech: Speech, voice: Voice = Voice.FACILITATOR) -> Said:
    return Said(seq, voice, speech, is_this_week=False, facilitator_id=RUTH if voice is Voice.FACILITATOR else None)


EVERYTHING = tuple(said(seq, Speech("&" * SPEECH_MAX_CHARS, approach=each)) for seq, each in enumerate(Approach, 1))
ENDED = said(9, Speech("It can rest.", outcome=Outcome.CONTINUES))
OPEN = OwnCase(
    hold=Hold(TagKind.SLOT, b"s" * 16),
    label=LABEL,
    state=CaseState.CLAIMED,
    head=Head(tuple(Theme), Wish.END_WELL, Urgency.UNSAFE, "&" * WORDS_MAX_CHARS, None),
    said=(*EVERYTHING, ENDED, said(10, Speech("x"), Voice.RELAY), said(11, Speech("x"), Voice.REQUESTER)),
    names={RUTH: LONG},
    worker=RUTH,
    revealed=None,
    outcome=None,
    is_ending=False,
    is_muted=False,
    is_conflicted=False,
    is_handed=False,
    is_attachable=True,
    reply_by=DAY,
    options_by=DAY,
    asks=False,
    asks_again=False,
)
TOLD = Revealed("x" * 80, "x" * 80)
CLOSED = replace(OPEN, state=CaseState.CLOSED, outcome=Outcome.ENDED_NO_FAULT, asks=True, is_attachable=False)
SHELL = replace(CLOSED, state=CaseState.SHELL, head=None, said=(), asks_again=True)
CASES = {
    "fullest": OPEN,
    "fullest, told": replace(OPEN, revealed=TOLD),
    "fullest, named": replace(OPEN, revealed=replace(TOLD, name=LONG)),
    "waiting": replace(OPEN, state=CaseState.WAITING, said=(), worker="", names={}),
    "with nobody": replace(OPEN, state=CaseState.NEW, worker="", is_conflicted=True),
    "handed": replace(OPEN, is_handed=True),
    "muted": replace(OPEN, is_muted=True),
    "taken back": replace(OPEN, is_ending=True),
    "closed": CLOSED,
    "empty": SHELL,
}
LINES = [OwnLine(place, LABEL, state, True, True) for place, state in zip(range(SLOTS), [*CaseState] * 2, strict=False)]


def a_list(lines: list[OwnLine], *, has_home: bool = True) -> dict[str, Any]:
    return mine.listed(SAY, lines=lines, has_home=has_home, private_metadata=METADATA)


def a_case(case: OwnCase, page: int = 0) -> dict[str, Any]:
    return mine.screen(SAY, case=case, private_metadata=METADATA, page=page)


def an_others_form(facilitators: dict[str, str]) -> dict[str, Any]:
    return mine_forms.others_form(SAY, facilitators=facilitators, tied=["U1"], private_metadata=METADATA)


SCREENS = {
    "the longest list": a_list(LINES),
    "an empty list": a_list([]),
    "a list after the command": a_list([], has_home=False),
    **{f"a case: {name}": a_case(case) for name, case in CASES.items()},
    "a second page": a_case(OPEN, page=1),
    "the receipt": mine_forms.receipt_form(SAY, private_metadata=METADATA),
    "an answer": mine_forms.answer_form(SAY, label=LABEL, private_metadata=METADATA),
    "others": an_others_form({f"U{number}": LONG for number in range(130)}),
    "no others": an_others_form({}),
    "stage and stream": reveal.steps(SAY, worker=LONG, private_metadata=METADATA),
    "a last look at them": reveal.sure_of_stage(
        SAY, worker=LONG, told=reveal.in_words(SAY, Stage.EARLY, Stream.OTHER), private_metadata=METADATA
    ),
    "a last look at the name": reveal.sure_of_name(
        SAY, case=replace(OPEN, revealed=TOLD), name=LONG, private_metadata=METADATA
    ),
}


@pytest.mark.parametrize("view", SCREENS.values(), ids=SCREENS.keys())
def test_slack_takes_every_screen(view: dict[str, Any]) -> None:
    assert check_view(view) == []


@pytest.mark.parametrize("view", SCREENS.values(), ids=SCREENS.keys())
def test_titles_and_ids_say_nothing_of_what_it_is_about(view: dict[str, Any]) -> None:
    """Relay 30: on the author's side every title and every id is from the neutral list."""
    assert view["title"]["text"] == "Mentoring"
    assert view["callback_id"] in names.ALLOWED
    assert set(_ids(view["blocks"])) <= names.ALLOWED


@pytest.mark.parametrize("view", SCREENS.values(), ids=SCREENS.keys())
def test_no_button_stands_twice_in_one_row(view: dict[str, Any]) -> None:
    for block in view["blocks"]:
        own = [each["action_id"] for each in block.get("elements", []) if "action_id" in each]
        assert len(own) == len(set(own))


@pytest.mark.parametrize("state", CaseState)
def test_every_state_has_its_words_in_the_list(state: CaseState) -> None:
    line = OwnLine(0, LABEL, state, is_unread=False, asks=False)
    assert str(getattr(SAY.relay_mine, f"state_{state}")) in texts_of(a_list([line]))


def test_what_cannot_be_done_is_not_offered() -> None:
    say = SAY.relay_mine
    for name in ("taken back", "closed", "empty"):
        assert not labels_of(a_case(CASES[name])) & {
            say.answer_button,
            say.end_button,
            say.more_button,
            say.agree_button,
            say.agree_words_button,
            say.not_agree_button,
        }


def test_an_ended_request_says_how_it_ended() -> None:
    assert SAY.relay_report.outcome_ended_no_fault in texts_of(a_case(CLOSED))


def test_every_request_points_to_the_ordinary_ways_and_says_that_nothing_is_passed_on() -> None:
    for case in CASES.values():
        said = texts_of(a_case(case))
        assert "`/mentor close` and `/mentor find` are the doors" in said
        assert "Nothing passes from this request to there." in said


def test_what_goes_out_later_says_when_beside_the_button_that_sends_it() -> None:
    assert "one of the next two posts a day" in texts_of(SCREENS["an answer"])


def test_whoever_has_said_their_name_is_asked_for_nothing_more() -> None:
    named, told = a_case(CASES["fullest, named"]), a_case(CASES["fullest, told"])
    assert SAY.relay_mine.name_step_button not in labels_of(named)
    assert SAY.relay_mine.name_step_button in labels_of(told)
    assert SAY.relay_mine.more_button not in labels_of(told) | labels_of(named)


def _ids(part: object) -> list[str]:
    if isinstance(part, list):
        return [name for each in part for name in _ids(each)]
    if isinstance(part, dict):
        own = [part[key] for key in ("block_id", "action_id") if key in part]
        return own + [name for each in part.values() for name in _ids(each)]
    return []
