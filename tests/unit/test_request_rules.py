"""The rules of requests: whose step is next, who may read what is wanted, and what is wrong with an answer."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.requests import (
    HELPED_AFTER,
    USUAL_PAUSE,
    Reply,
    ReplyDraft,
    ReplyFlaw,
    Turn,
    flaw_of,
    may_read,
    pause_until,
    turn_of,
)
from storage.vocabulary import RequestState, Side

ASKED_AT = datetime(2026, 11, 3, 15, tzinfo=UTC)
TODAY = date(2026, 11, 3)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("state", "later", "is_helped", "turn"),
    [
        (RequestState.ASKED, timedelta(), False, Turn.MENTOR),
        (RequestState.ASKED, HELPED_AFTER - MOMENT, False, Turn.MENTOR),
        (RequestState.ASKED, HELPED_AFTER, False, Turn.MENTEE),
        (RequestState.ASKED, HELPED_AFTER, True, Turn.FACILITATOR),
        (RequestState.NOT_NOW, HELPED_AFTER, True, Turn.NOBODY),
        (RequestState.WITHDRAWN, timedelta(), False, Turn.NOBODY),
    ],
)
def test_a_request_has_one_owner_at_every_time(
    state: RequestState, later: timedelta, is_helped: bool, turn: Turn
) -> None:
    helped_at = ASKED_AT if is_helped else None
    assert turn_of(state, asked_at=ASKED_AT, helped_at=helped_at, now=ASKED_AT + later) is turn


@pytest.mark.parametrize(("state", "turn"), [(RequestState.ASKED, Turn.MENTEE), (RequestState.ACCEPTED, Turn.NOBODY)])
def test_a_mentor_who_has_left_is_waited_for_no_longer(state: RequestState, turn: Turn) -> None:
    assert turn_of(state, asked_at=ASKED_AT, helped_at=None, now=ASKED_AT, has_left=True) is turn


def test_a_mentor_reads_what_is_wanted_while_it_is_open_or_accepted() -> None:
    readable = {state for state in RequestState if may_read(state, Side.MENTOR)}
    assert readable == {RequestState.ASKED, RequestState.ACCEPTED}
    assert all(may_read(state, Side.MENTEE) for state in RequestState)


@pytest.mark.parametrize("reply", Reply)
def test_only_two_of_the_answers_pause_and_for_three_months_where_no_day_is_chosen(reply: Reply) -> None:
    is_pausing = reply in {Reply.ACCEPT_AND_PAUSE, Reply.NOT_NOW_AND_PAUSE}
    assert pause_until(ReplyDraft(reply), today=TODAY) == (TODAY + USUAL_PAUSE if is_pausing else None)
    chosen = TODAY + timedelta(days=10)
    assert pause_until(ReplyDraft(reply, until=chosen), today=TODAY) == (chosen if is_pausing else None)


@pytest.mark.parametrize(
    ("draft", "flaw"),
    [
        (ReplyDraft(Reply.ACCEPT), None),
        (ReplyDraft(Reply.ACCEPT, until=date(2020, 1, 1)), None),
        (ReplyDraft(Reply.SUGGEST), ReplyFlaw.NOBODY_NAMED),
        (ReplyDraft(Reply.SUGGEST, suggested_user_id="U1"), None),
        (ReplyDraft(Reply.NOT_NOW_AND_PAUSE, until=TODAY), ReplyFlaw.PAUSE_PAST),
        (ReplyDraft(Reply.NOT_NOW_AND_PAUSE, until=TODAY + timedelta(days=366)), None),
        (ReplyDraft(Reply.NOT_NOW_AND_PAUSE, until=TODAY + timedelta(days=367)), ReplyFlaw.PAUSE_LONG),
    ],
)
def test_what_is_wrong_with_an_answer(draft: ReplyDraft, flaw: ReplyFlaw | None) -> None:
    assert flaw_of(draft, today=TODAY) is flaw
