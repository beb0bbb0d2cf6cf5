"""Who may open a case and what they see of it: pure rules."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.relay.calendar import SLOTS_A_WEEK
from bot.domain.relay.cases import (
    SPEECH_MAX_CHARS,
    Aside,
    Handing,
    Head,
    Revealed,
    Said,
    Speech,
    answer_to,
    aside_from_text,
    head_from_text,
    head_to_text,
    may_open,
    revealed_from_text,
    revealed_to_text,
    revision_of,
    shown,
    speech_from_text,
    speech_to_text,
)
from storage.relay.sealing import new_case_key
from storage.relay.vocabulary import Approach, CaseState, Outcome, Role, Theme, Urgency, Voice, Wish

NOW = SLOTS_A_WEEK * 100 + 4
words = st.text(max_size=50)
heads = st.builds(
    Head,
    st.lists(st.sampled_from(Theme), unique=True).map(tuple),
    st.sampled_from(Wish),
    st.sampled_from(Urgency),
    words,
    st.none() | words,
)
speeches = st.builds(
    Speech,
    words,
    approach=st.none() | st.sampled_from(Approach),
    outcome=st.none() | st.sampled_from(Outcome),
    answers=st.none() | st.integers(1, 99),
    is_agreed=st.none() | st.booleans(),
)
asides = st.builds(Aside, words, handing=st.none() | st.builds(Handing, words, st.none() | words, st.integers(0, 9999)))
reveals = st.builds(Revealed, words, words, name=words, slot=st.integers(0, 9999))


def said(seq: int, voice: Voice, since: int | None, **speech: object) -> Said:
    return Said(seq=seq, voice=voice, speech=Speech("w", **speech), is_this_week=False, since=since)  # type: ignore[arg-type]  # any field of a speech


@given(heads, asides, speeches, reveals)
def test_whatever_is_sealed_comes_back_as_it_was(head: Head, aside: Aside, speech: Speech, revealed: Revealed) -> None:
    text = head_to_text(head, aside)
    assert (head_from_text(text), aside_from_text(text)) == (head, aside)
    assert speech_from_text(speech_to_text(speech)) == speech
    assert revealed_from_text(revealed_to_text(revealed)) == revealed


@pytest.mark.parametrize("sign", ["😀", "\ud83d", "語", '"', "\x1f"])
def test_whatever_may_be_written_fits_when_it_is_sealed(sign: str) -> None:
    key = new_case_key(team_id="T1", case_id="c1")
    speech = Speech(sign * SPEECH_MAX_CHARS, approach=Approach.MEET_OTHER, outcome=Outcome.ENDED_NO_FAULT)
    assert speech_from_text(key.open(key.seal(speech_to_text(speech), place="message|1"), place="message|1")) == speech


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("is_released", [True, False])
@pytest.mark.parametrize("is_with_backup", [True, False])
def test_a_case_is_open_to_one_at_a_time_and_the_backup(
    state: CaseState, role: Role | None, is_released: bool, is_with_backup: bool
) -> None:
    expected = (
        (state is CaseState.NEW and is_released and role is Role.PRIMARY)
        or (state is CaseState.NEW and is_released and is_with_backup and role is Role.BACKUP)
        or (state in {CaseState.CLAIMED, CaseState.CLOSED} and role is Role.OWNER)
    )
    assert may_open(role, state=state, is_released=is_released, is_with_backup=is_with_backup) is expected


def test_of_a_requester_nothing_is_shown_before_its_slot() -> None:
    """Relay 34: words that wait for their slot leave no gap, no number and no place."""
    before = [said(1, Voice.FACILITATOR, NOW - 2), said(3, Voice.FACILITATOR, NOW)]
    waiting = [before[0], said(2, Voice.REQUESTER, NOW + 1), before[1]]
    assert [each.seq for each in shown(waiting, slot=NOW)] == [1, 3]
    assert revision_of(shown(waiting, slot=NOW), None) == revision_of(shown(before, slot=NOW), None)


def test_words_stand_where_they_came_and_not_where_they_were_written() -> None:
    """Relay 34: written before a reply and released after it, they come after it: which came first must not show."""
    conversation = [
        said(1, Voice.FACILITATOR, NOW - 2),
        said(2, Voice.REQUESTER, NOW + 1),
        said(3, Voice.FACILITATOR, NOW),
        said(4, Voice.FACILITATOR, NOW + 1),
    ]
    assert [each.seq for each in shown(conversation, slot=NOW + 1)] == [1, 3, 2, 4]


def test_the_week_shown_is_that_of_the_release() -> None:
    """Relay 34: what was written on Friday and came on Monday is of this week, like everything that came with it."""
    monday = SLOTS_A_WEEK * 101
    (friday,) = shown([replace(said(1, Voice.REQUESTER, monday), is_this_week=False)], slot=monday)
    assert friday.is_this_week
    (later,) = shown([replace(said(1, Voice.REQUESTER, monday), is_this_week=True)], slot=monday + SLOTS_A_WEEK)
    assert not later.is_this_week


@given(st.lists(st.tuples(st.sampled_from([Voice.REQUESTER, Voice.FACILITATOR]), st.integers(0, 3))), st.integers(0, 9))
def test_what_was_shown_once_stays_in_its_order(steps: list[tuple[Voice, int]], later: int) -> None:
    """Nothing that comes later moves in before what a facilitator has read already."""
    now, conversation = NOW, []
    for seq, (voice, delay) in enumerate(steps, start=1):
        now += delay if voice is Voice.FACILITATOR else 0
        conversation.append(said(seq, voice, now + 1 + delay if voice is Voice.REQUESTER else now))
    read = [each.seq for each in shown(conversation, slot=now)]
    assert [each.seq for each in shown(conversation, slot=now + later)][: len(read)] == read


def test_what_rapport_says_keeps_its_place() -> None:
    conversation = [said(1, Voice.FACILITATOR, NOW - 30), said(2, Voice.RELAY, None), said(3, Voice.REQUESTER, NOW)]
    assert [each.seq for each in shown(conversation, slot=NOW)] == [1, 2, 3]


def test_the_last_answer_counts() -> None:
    offer = said(1, Voice.FACILITATOR, NOW, approach=Approach.MEET_OTHER)
    yes = said(2, Voice.REQUESTER, NOW, answers=1, is_agreed=True)
    no = said(3, Voice.REQUESTER, NOW, answers=1, is_agreed=False)
    assert answer_to([offer], 1) is None
    assert answer_to([offer, yes], 1) is True
    assert answer_to([offer, yes, no], 1) is False
    assert answer_to([offer, yes], 2) is None


def test_nothing_said_shows_in_a_log() -> None:
    case = (Head((), Wish.ADVICE, Urgency.UNSAFE, "SECRET", "U0SECRET"), Speech("SECRET"), Revealed("SECRET", "SECRET"))
    assert "SECRET" not in repr(case)
