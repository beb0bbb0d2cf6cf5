"""Every screen of the facilitators' desk, with the longest texts, held against Slack's rules."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.relay.cases import ENDINGS, SPEECH_MAX_CHARS, CaseFile, CaseLine, Head, Revealed, Said, Speech
from bot.domain.relay.intake import WORDS_MAX_CHARS
from bot.errors import FieldError
from bot.views import notices
from bot.views.relay import card, case, desk, queue
from sandbox.blockkit import check_message, check_view
from storage.relay.vocabulary import Approach, CaseState, Outcome, StubKind, Theme, Urgency, Voice, Wish
from tests.asking import texts_of
from tests.payloads import Payload, submit

SAY = load_catalog()
LABEL, CASE, DAY = "Turquoise Nightingale", "c" * 32, date(2026, 11, 26)
LONGEST = "&" * SPEECH_MAX_CHARS
MISCHIEF = "<!channel> <@U1> <https://evil.example|hr> ![x](https://evil.example/i.png) *b* https://evil.example"
HEAD = Head(tuple(Theme), Wish.SPEAK_FOR_ME, Urgency.UNSAFE, "&" * WORDS_MAX_CHARS, "U0000000001")


def said(seq: int, voice: Voice, words: str = LONGEST, **speech: Any) -> Said:  # noqa: ANN401 - fields of a speech
    return Said(seq=seq, voice=voice, speech=Speech(words, **speech), is_this_week=seq % 2 == 0, since=seq)


MEETING = said(1, Voice.FACILITATOR, "Shall we speak?", approach=Approach.MEET_OTHER)
FILE = CaseFile(
    case_id=CASE,
    label=LABEL,
    state=CaseState.CLAIMED,
    is_owner=True,
    head=HEAD,
    said=tuple(said(seq, Voice.FACILITATOR, approach=Approach.MEET_OTHER) for seq in range(1, 46)),
    revealed=Revealed("&" * 500, "&" * 500, "Ä" * 80),
    outcome=None,
    is_muted=True,
    reply_by=DAY,
    options_by=DAY,
    may_ask_to_meet=True,
    revision=47,
)
NEW = replace(FILE, state=CaseState.NEW, is_owner=False, said=(), revealed=None, is_muted=False, revision=0)
CLOSED = replace(FILE, state=CaseState.CLOSED, outcome=Outcome.ENDED_NO_FAULT, reply_by=None, options_by=None)
BARE = replace(NEW, head=Head((Theme.OTHER,), Wish.ADVICE, Urgency.WHEN_YOU_CAN, "", None))
LINES = [CaseLine(f"{number:032}", LABEL, CaseState.CLAIMED, is_unread=True) for number in range(120)]
FORMS = {
    "reply": desk.reply_form(SAY, case=NEW),
    "ending": desk.ending_form(SAY, case=FILE),
    "close": desk.close_form(SAY, case=FILE),
    **{f"option: {each}": desk.option_form(SAY, case=FILE, approach=each) for each in Approach},
}
CASES = {
    "new": case.screen(SAY, case=NEW),
    "bare": case.screen(SAY, case=BARE),
    "claimed": case.screen(SAY, case=FILE),
    "claimed, first page": case.screen(SAY, case=FILE, page=0),
    "claimed, no such page": case.screen(SAY, case=FILE, page=99),
    "not muted": case.screen(SAY, case=replace(FILE, is_muted=False, revealed=Revealed("s", "t"))),
    "closed": case.screen(SAY, case=CLOSED),
}
OTHERS = {
    "options": desk.options(SAY, case=FILE),
    "mine": desk.mine(SAY, lines=LINES),
    "none of mine": desk.mine(SAY, lines=[]),
    "passed": desk.passed(SAY),
    "playbook": desk.playbook(SAY),
    "refusal": notices.refusal(SAY, sentence=SAY.common.not_yours),
}
SCREENS = {**CASES, **FORMS, **OTHERS}


def labels(view: Payload) -> list[str]:
    return [
        element["text"]["text"]
        for block in view["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["type"] == "button"
    ]


@pytest.mark.parametrize("view", SCREENS.values(), ids=SCREENS.keys())
def test_slack_takes_every_screen(view: Payload) -> None:
    assert check_view(view) == []


@pytest.mark.parametrize("view", [*CASES.values(), *FORMS.values()], ids=[*CASES, *FORMS])
def test_screens_carry_the_case_and_how_much_was_seen_and_no_more(view: Payload) -> None:
    assert set(json.loads(view["private_metadata"])) == {"case_id", "revision"}


@pytest.mark.parametrize("kind", StubKind)
def test_a_card_is_one_sentence_two_words_and_a_button(kind: StubKind) -> None:
    """Relay 25: the same template for every case, a `text` of its own, and nothing of the case."""
    shown = [card.of(SAY, kind=kind, label=label, case_id=CASE) for label in ("Amber Heron", LABEL)]
    assert all(check_message(message) == [] for message in shown)
    assert json.dumps(shown[0]).replace("Amber Heron", LABEL) == json.dumps(shown[1])
    assert LABEL not in shown[1]["text"]
    assert shown[1]["text"]
    assert [block["type"] for block in shown[1]["blocks"]] == ["section", "actions"]


def test_whatever_is_written_is_plain_text() -> None:
    """Relay 52: mentions, links and pictures in either side's words are letters and no more."""
    written = tuple(said(seq, voice, MISCHIEF) for seq, voice in enumerate((Voice.REQUESTER, Voice.FACILITATOR), 1))
    told = Revealed(MISCHIEF, MISCHIEF, MISCHIEF)
    view = case.screen(SAY, case=replace(FILE, head=replace(HEAD, words=MISCHIEF), said=written, revealed=told))
    holders = [block["text"]["type"] for block in view["blocks"] if "evil.example" in json.dumps(block)]
    assert holders == ["plain_text"] * 4
    assert "image" not in {block["type"] for block in view["blocks"]}


def test_what_can_be_done_depends_on_how_far_it_has_come() -> None:
    say = SAY.relay_desk
    assert labels(CASES["new"]) == [say.claim_button, say.pass_button, say.playbook_button, say.mine_button]
    assert say.reply_button in labels(CASES["claimed"])
    assert say.unmute_button in labels(CASES["claimed"])
    assert say.mute_button in labels(CASES["not muted"])
    assert [label for label in labels(CASES["closed"]) if "age" not in label] == [say.playbook_button, say.mine_button]


def test_an_option_can_be_chosen_again_after_its_form_was_closed() -> None:
    """A select beside the buttons would stay at its last choice, and Slack tells of no choice that is none."""
    assert not [view for view in CASES.values() if "_select" in str(view)]
    offered = [block["accessory"]["value"] for block in desk.options(SAY, case=FILE)["blocks"]]
    assert offered == list(Approach)


def test_the_playbook_is_one_click_from_every_case_and_all_of_it_is_there() -> None:
    assert all(SAY.relay_desk.playbook_button in labels(view) for view in CASES.values())
    assert all(f"*{number} " in texts_of(OTHERS["playbook"]) for number in range(1, 7))


def test_every_case_asks_not_to_look_for_its_author_nor_to_speak_of_it_in_a_thread() -> None:
    assert all(SAY.relay_desk.banner in texts_of(view) for view in CASES.values())
    assert "thread" in SAY.relay_desk.banner


def test_promised_days_are_shown_until_they_are_kept() -> None:
    assert texts_of(CASES["new"]).count("Thu 26 Nov 2026") == 2
    kept = case.screen(SAY, case=replace(FILE, reply_by=None, options_by=None))
    assert "Thu 26 Nov 2026" not in texts_of(kept)


@pytest.mark.parametrize(
    ("answers", "phrases"),
    [
        ([], {"not_answered", "may_not_meet"}),
        ([False], {"not_agreed", "may_not_meet"}),
        ([True], {"agreed"}),
        ([True, False], {"not_agreed", "may_not_meet"}),
    ],
)
def test_words_to_the_other_party_say_whether_exactly_these_were_agreed_to(
    answers: list[bool], phrases: set[str]
) -> None:
    replies = [said(2 + n, Voice.REQUESTER, "", answers=1, is_agreed=yes) for n, yes in enumerate(answers)]
    shown = texts_of(case.screen(SAY, case=replace(FILE, said=(MEETING, *replies))))
    possible = {"agreed", "not_agreed", "not_answered", "may_not_meet"}
    assert {key for key in possible if getattr(SAY.relay_desk, key) in shown.split("\n")} == phrases


def test_only_the_first_reply_comes_with_opening_questions() -> None:
    first = FORMS["reply"]["blocks"][0]["element"]
    again = desk.reply_form(SAY, case=replace(NEW, said=(MEETING,)))["blocks"][0]["element"]
    assert first["initial_value"] == SAY.relay_desk.first_reply
    assert "initial_value" not in again


@pytest.mark.parametrize("approach", Approach)
def test_an_option_has_a_ready_wording_and_comes_back_as_what_it_is(approach: Approach) -> None:
    form = FORMS[f"option: {approach}"]
    (field,) = [block for block in form["blocks"] if block["type"] == "input"]
    wording = field["element"]["initial_value"]
    payload = submit(form, {field["block_id"]: {"type": "plain_text_input", "value": wording}})
    assert desk.read_form(SAY, payload["view"]) == Speech(wording, approach=approach)


def entered(form: Payload, words: str, outcome: str | None) -> Payload:
    choice = {"type": "radio_buttons", "selected_option": {"value": outcome} if outcome else None}
    view: Payload = submit(form, {queue.WORDS: {"value": words}, queue.OUTCOME: choice})["view"]
    return view


def test_an_option_that_was_never_offered_is_refused() -> None:
    name = queue.option_words("bogus")
    entry = {name: {name: {"type": "plain_text_input", "value": "words"}}}
    view = {"callback_id": queue.OPTION, "blocks": [{"type": "input", "block_id": name}], "state": {"values": entry}}
    with pytest.raises(FieldError):
        desk.read_form(SAY, view)


@pytest.mark.parametrize("name", ["ending", "close"])
def test_only_endings_that_are_offered_can_be_chosen(name: str) -> None:
    for outcome in ENDINGS:
        assert desk.read_form(SAY, entered(FORMS[name], "w", outcome)) == Speech("w", outcome=outcome)
    for forged in (None, Outcome.WITHDRAWN, Outcome.LAPSED, "nonsense"):
        with pytest.raises(FieldError):
            desk.read_form(SAY, entered(FORMS[name], "w", forged))


@pytest.mark.parametrize("words", ["", "  ", "x" * (SPEECH_MAX_CHARS + 1)])
def test_nothing_and_too_much_are_refused(words: str) -> None:
    with pytest.raises(FieldError) as refused:
        desk.read_form(SAY, entered(FORMS["close"], words, Outcome.CONTINUES))
    assert refused.value.block_id == queue.WORDS


def test_a_forged_screen_carries_nothing() -> None:
    for metadata in ("", "[]", "{}", "null", '{"case_id": "x"}', '{"case_id": "x", "revision": "y"}', "x"):
        assert queue.holding({"private_metadata": metadata}) == ("", 0)


def test_a_list_says_of_each_case_its_name_and_how_far_it_is() -> None:
    one = desk.mine(SAY, lines=[CaseLine(CASE, LABEL, CaseState.NEW, is_unread=False)])
    assert f"*{LABEL}*\n{SAY.relay_desk.mine_new}" in texts_of(one)
    assert "private_metadata" not in one
    assert SAY.relay_desk.mine_more in texts_of(OTHERS["mine"])
