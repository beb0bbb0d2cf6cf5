"""Every screen and message of meetings and agendas, with as much in it as can be, held against Slack's rules."""

from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.agendas import (
    ADVICE_LINES,
    BOARD_LINES,
    CUES,
    DIGEST_TOPICS,
    TOPIC_ROWS,
    AdviceLine,
    AgendaBoard,
    Digest,
    GoalLine,
    ItemLine,
    Open,
    Topic,
    TopicDraft,
    TopicForm,
)
from bot.domain.meetings import Appointment, MeetingForm
from bot.domain.pairs import PairCard, Partner
from bot.domain.snoozes import Wait
from bot.services.calendar_file import calendar_file
from bot.views import agenda_messages, agendas, calendar_links, meeting_messages, meetings, topics
from bot.views.carried import Carried
from sandbox.blockkit import check_message, check_view
from storage.vocabulary import AdviceState, Area, Cadence, PairState, Side, TouchpointKind

SAY = load_catalog()
STARTS = datetime(2026, 12, 8, 19, tzinfo=UTC)
EVIL = "<!channel> & <@U1> <https://evil.example|click> *bold* "
LONGEST = (EVIL * 100)[:3000]
CARRIED = Carried(pair_id="p" * 32, board="agenda", subject_id="s" * 32, revision=7)


def a_card(name: str = "Ä" * 80) -> PairCard:
    return PairCard(
        pair_id="p" * 32,
        team_id="T1",
        side=Side.MENTEE,
        mentor=Partner("m1", "U1", name, "Europe/Berlin"),
        mentee=Partner("m2", "U2", "Maya", "America/Toronto"),
        cadence=Cadence.QUARTERLY,
        state=PairState.ACTIVE,
    )


def a_meeting(place: str | None = LONGEST[:500]) -> Appointment:
    return Appointment("a" * 32, "p" * 32, STARTS, 60, place, 3, is_time_moved_on=True)


def a_topic(number: int, *, is_mine: bool = True) -> Topic:
    return Topic(
        topic_id=f"{number:032}",
        is_mine=is_mine,
        area=list(Area)[number % len(Area)],
        question=LONGEST[:300],
        analysis=LONGEST,
        ask=LONGEST,
        matters_on=date(2026, 12, 9),
        is_shared=False,
        is_shown=number % 2 == 0,
        shown_from=STARTS if number % 3 else None,
        revision=1,
    )


FULL = Open(
    goals=(GoalLine("g" * 32, LONGEST),) * BOARD_LINES,
    goals_count=1000,
    items=(ItemLine("i" * 32, LONGEST, True, date(2026, 12, 9)),) * BOARD_LINES,
    items_count=1000,
    advice=(AdviceLine(LONGEST[:300], AdviceState.PARKED, LONGEST[:300]),) * ADVICE_LINES,
)
EMPTY = Open(goals=(), goals_count=0, items=(), items_count=0)


def a_board(**changed: Any) -> AgendaBoard:  # noqa: ANN401 - any field of a board
    full: dict[str, Any] = {
        "card": a_card(),
        "meeting": a_meeting(),
        "meeting_now": None,
        "open": FULL,
        "topics": tuple(a_topic(number) for number in range(TOPIC_ROWS)),
        "untouched": tuple(Area),
        "note": LONGEST,
        "page": 0,
        "pages": 9,
    }
    return AgendaBoard(**{**full, **changed})


BARE = {"meeting": None, "open": EMPTY, "topics": (), "untouched": (), "note": None, "pages": 1}
DRAFT = TopicDraft(LONGEST[:300], LONGEST, LONGEST, Area.PERSONAL, date(2026, 12, 9), is_shared=True)
NEW = TopicForm(card=a_card(), shown_from=None, is_shown=False)
CHANGED = TopicForm(a_card(), STARTS, is_shown=False, draft=DRAFT, topic_id="t" * 32, revision=2)
PLAN = MeetingForm(card=a_card(), on=date(2026, 12, 8), at=time(14, 0), minutes=60)
MOVE = MeetingForm(a_card(), date(2026, 12, 8), time(14, 0), 45, LONGEST[:500], "m" * 32, 4)


def a_digest(**changed: Any) -> Digest:  # noqa: ANN401 - any field of a digest
    asked = tuple(a_topic(number, is_mine=False) for number in range(DIGEST_TOPICS))
    full: dict[str, Any] = {"topics": asked, "topics_count": 40, "open": FULL, "cue": CUES}
    return Digest(card=a_card(), meeting=a_meeting(), **{**full, **changed})


QUIET = a_digest(topics=(), topics_count=0, open=EMPTY, cue=1)
MODALS = {
    "a full board": agendas.board(SAY, board=a_board(), carried=CARRIED),
    "its last page": agendas.board(SAY, board=a_board(page=8), carried=CARRIED),
    "an empty board": agendas.board(SAY, board=a_board(**BARE), carried=CARRIED),
    "a board during the meeting": agendas.board(SAY, board=a_board(meeting_now=a_meeting()), carried=CARRIED),
    "a new topic": topics.form(SAY, filled=NEW, carried=CARRIED),
    "a topic to change": topics.form(SAY, filled=CHANGED, carried=CARRIED),
    "three lines": topics.quick_form(SAY, filled=NEW, carried=CARRIED),
    "taking a topic off": topics.drop_form(SAY, filled=CHANGED, carried=CARRIED),
    "a topic kept": topics.kept(SAY, card=a_card()),
    "an empty note": topics.note_form(SAY, text=None, carried=CARRIED),
    "a long note": topics.note_form(SAY, text=LONGEST, carried=CARRIED),
    "a meeting to plan": meetings.form(SAY, filled=PLAN, carried=CARRIED),
    "a meeting to move": meetings.form(SAY, filled=MOVE, carried=CARRIED),
    "a meeting kept": meetings.kept(SAY, card=a_card(), meeting=a_meeting()),
    "cancelling": meetings.cancel_form(SAY, card=a_card(), meeting=a_meeting(), carried=CARRIED),
    "cancelled": meetings.cancelled(SAY, card=a_card()),
    "how often": meetings.cadence_form(SAY, card=a_card(), floor=Cadence.QUARTERLY, carried=CARRIED),
    "a file asked for": meetings.file_asked(SAY, is_new=True),
    "a file asked for twice": meetings.file_asked(SAY, is_new=False),
    "a digest": agenda_messages.digest_modal(SAY, digest=a_digest()),
    "a quiet digest": agenda_messages.digest_modal(SAY, digest=QUIET),
}
MESSAGES = {
    "planned": meeting_messages.told(SAY, kind=TouchpointKind.MEETING_PLANNED, card=a_card(), meeting=a_meeting()),
    "moved": meeting_messages.told(SAY, kind=TouchpointKind.MEETING_MOVED, card=a_card(), meeting=a_meeting(None)),
    "cancelled": meeting_messages.cancelled(SAY, card=a_card(), meeting=a_meeting()),
    "prompt": agenda_messages.prompt(SAY, card=a_card(), meeting=a_meeting(), waits=tuple(Wait)),
    "last call": agenda_messages.last_call(SAY, card=a_card(), meeting=a_meeting(), waits=tuple(Wait)),
    "digest": agenda_messages.digest(SAY, digest=a_digest(), waits=tuple(Wait)),
    "quiet digest": agenda_messages.digest(SAY, digest=QUIET, waits=()),
}


@pytest.mark.parametrize("view", MODALS.values(), ids=MODALS.keys())
def test_slack_takes_every_modal(view: dict[str, Any]) -> None:
    assert check_view(view) == []


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES.keys())
def test_slack_takes_every_message(message: dict[str, Any]) -> None:
    assert check_message(message) == []


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES.keys())
def test_no_message_shows_what_the_pair_wrote(message: dict[str, Any]) -> None:
    assert "evil" not in message["text"]
    assert "evil.example|click" not in str(message["blocks"])


@pytest.mark.parametrize("shown", [*MODALS.values(), *MESSAGES.values()], ids=[*MODALS.keys(), *MESSAGES.keys()])
def test_nothing_anybody_wrote_mentions_or_links(shown: dict[str, Any]) -> None:
    markup = [text["text"] for text in _texts(shown["blocks"]) if text["type"] == "mrkdwn"]
    assert not any(mark in text for text in markup for mark in ("<!channel>", "<@U1>", "<https://evil"))


def test_a_text_of_three_thousand_characters_is_shown_whole() -> None:
    shown = [text["text"] for text in _texts(MODALS["a full board"]["blocks"])]
    assert shown.count(LONGEST) >= 2 * TOPIC_ROWS + 1


def test_each_field_of_words_says_who_sees_them_and_when() -> None:
    hints = {block["block_id"]: block["hint"]["text"] for block in MODALS["a topic to change"]["blocks"]}
    for name in (topics.QUESTION, topics.ANALYSIS, topics.ASK, topics.MATTERS):
        assert "sees this from Tue 8 Dec 2026, 14:00 (Toronto time)" in hints[name]
    assert SAY.agendas.ask_note_hint == MODALS["a long note"]["blocks"][0]["hint"]["text"]


def test_a_digest_without_topics_counts_no_lateness() -> None:
    text = str(MESSAGES["quiet digest"])
    assert SAY.agendas.digest_empty in text
    assert not any(word in text for word in ("late", "yet to send", "remind"))


def test_a_digest_offers_the_questions_only_where_there_are_some() -> None:
    assert SAY.agendas.digest_button in str(MESSAGES["digest"])
    assert SAY.agendas.digest_button not in str(MESSAGES["quiet digest"])
    assert SAY.agendas.open_button in str(MESSAGES["quiet digest"])


def test_both_sides_read_both_clocks() -> None:
    assert "Tue 8 Dec 2026, 14:00 (Toronto time) · 20:00 (Berlin time)" in MESSAGES["planned"]["text"]


@pytest.mark.parametrize(
    "place", ["Room 4 & 5 <b>", "https://meet.example/a?b=c&d=e#f", "Zimmer „Ü“ | 100 % +1", "a\nb"]
)
def test_a_calendar_link_carries_the_place_unharmed(place: str) -> None:
    meeting = a_meeting(place)
    google = parse_qs(urlsplit(calendar_links.google(meeting, title="Mentoring with Ö & <x>")).query)
    outlook = parse_qs(urlsplit(calendar_links.outlook(meeting, title="Mentoring with Ö & <x>")).query)
    assert google["location"] == outlook["location"] == [place]
    assert google["text"] == outlook["subject"] == ["Mentoring with Ö & <x>"]
    assert google["dates"] == ["20261208T190000Z/20261208T200000Z"]
    assert (outlook["startdt"], outlook["enddt"]) == (["2026-12-08T19:00:00Z"], ["2026-12-08T20:00:00Z"])
    assert not set(calendar_links.google(meeting, title="|>")) & set('<>|\n "')


def test_a_place_too_long_for_a_link_is_left_out_of_it() -> None:
    assert "location" not in parse_qs(urlsplit(calendar_links.google(a_meeting("Ü" * 500), title="t")).query)


def test_the_calendar_file_is_one_a_calendar_can_follow() -> None:
    stamped_at = datetime(2026, 12, 1, 9, 30, 0, 5, tzinfo=UTC)
    file = calendar_file(
        SAY, card=a_card("Ö; Kim, PhD"), meeting=a_meeting("Room 4; wing B, \nleft"), stamped_at=stamped_at
    )
    lines = file.content.decode().replace("\r\n ", "").split("\r\n")
    assert file.name.endswith(".ics")
    assert {
        "METHOD:PUBLISH",
        f"UID:{'a' * 32}@rapport",
        "SEQUENCE:3",
        "DTSTAMP:20261201T093000Z",
        "DTSTART:20261208T190000Z",
        "DTEND:20261208T200000Z",
        "SUMMARY:Mentoring with Ö\\; Kim\\, PhD",
        "LOCATION:Room 4\\; wing B\\, \\nleft",
    } <= set(lines)
    assert not any(line.startswith(("ATTENDEE", "ORGANIZER")) for line in lines)


def _texts(found: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any JSON
    if isinstance(found, list):
        return [text for each in found for text in _texts(each)]
    if not isinstance(found, dict):
        return []
    own = [found] if found.get("type") in {"mrkdwn", "plain_text"} else []
    return own + [text for value in found.values() for text in _texts(value)]


def test_the_agenda_tells_what_became_of_suggestions() -> None:
    parked = AdviceLine("Ask <!channel> for data", AdviceState.PARKED, "No time before May.")
    told = Open((), 0, (), 0, advice=(parked,))
    shown = str(agendas.open_blocks(SAY, card=a_card(), still_open=told)[-1].to_dict())
    assert "Ask <!channel> for data (parked for now) No time before May." in shown
    assert "plain_text" in shown
