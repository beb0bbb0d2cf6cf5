"""The clock of a request: a week and one reminder, two weeks and a facilitator who can help; silence after that."""

from datetime import datetime, timedelta

import pytest

from bot.deps import Deps
from bot.domain.requests import Turn
from bot.domain.snoozes import Wait
from bot.errors import NotYoursError, UserError
from bot.services import pairs, requests
from bot.services.letter import Letter, PointlessError, Written
from bot.services.post import WRITERS
from bot.services.snoozing import snooze
from bot.views import request_sheet
from bot.views.carried import Carried
from sandbox.blockkit import check_message
from storage.database import Database
from storage.vocabulary import PairState, TouchpointKind
from tests.facilitating import FACILITATOR, facilitated
from tests.integration.preference_steps import asked as was_sent
from tests.integration.steps import opened
from tests.onlookers import Stage, staged
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, enrol, has_left, the
from tests.payloads import Payload, press_message, slash
from tests.planning import hours_now, planned
from tests.rapport import Rapport
from tests.requesting import accepted, asked, known

WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def _people(db: Database) -> None:
    known(db)


def said(deps: Deps, kind: TouchpointKind, *, user: str) -> Written:
    """Return what the message of that kind to somebody says when its time has come."""
    member = the(deps.db, user)
    row = next(row for row in planned(deps.db, kind) if row.member_id == member.id)
    letter = Letter(row.kind, row.team_id, member, row.subject_id, row.revision, row.due_at, hours_now(deps.db, member))
    written = WRITERS[row.kind](deps, letter)
    assert isinstance(written, dict)
    assert check_message(written) == []
    return written


def due(deps: Deps, kind: TouchpointKind) -> datetime:
    [row] = planned(deps.db, kind)
    return row.due_at


def test_the_mentor_is_reminded_once_after_a_week(deps: Deps, clock: HandClock) -> None:
    asked(deps)
    assert due(deps, TouchpointKind.REQUEST_REMINDER) == NOW + WEEK
    reminder = said(deps, TouchpointKind.REQUEST_REMINDER, user=MENTOR)
    assert "Maya Lindqvist still waits" in str(reminder)
    assert "MARKER" not in str(reminder)


def test_the_mentee_is_offered_a_facilitator_after_two_weeks_and_not_before(deps: Deps, clock: HandClock) -> None:
    request_id = asked(deps)
    mentee = the(deps.db, MENTEE)
    clock.at = NOW + 2 * WEEK - timedelta(minutes=1)
    with pytest.raises(UserError, match="two weeks first"):
        requests.call_for_help(deps, actor=mentee, request_id=request_id)
    clock.at = due(deps, TouchpointKind.REQUEST_UNANSWERED)
    assert clock.at == NOW + 2 * WEEK
    offer = said(deps, TouchpointKind.REQUEST_UNANSWERED, user=MENTEE)
    assert all(label in str(offer) for label in ("Ask a facilitator to help", "Take it back"))
    assert f"mute:{TouchpointKind.REQUEST_UNANSWERED}" in str(offer)
    with pytest.raises(NotYoursError):
        requests.call_for_help(deps, actor=the(deps.db, MENTOR), request_id=request_id)


@pytest.mark.parametrize("end", ["answered", "withdrawn", "left"])
def test_nothing_reminds_of_a_request_that_is_settled(deps: Deps, clock: HandClock, end: str) -> None:
    request_id = asked(deps)
    if end == "answered":
        accepted(deps, request_id)
    elif end == "withdrawn":
        requests.withdraw(deps, actor=the(deps.db, MENTEE), request_id=request_id)
    else:
        has_left(deps.db, MENTEE)
    for kind in (TouchpointKind.REQUEST_MADE, TouchpointKind.REQUEST_REMINDER):
        with pytest.raises(PointlessError):
            said(deps, kind, user=MENTOR)


def test_where_the_mentor_has_left_nobody_is_waited_for(deps: Deps) -> None:
    request_id = asked(deps)
    has_left(deps.db, MENTOR)
    mentee = the(deps.db, MENTEE)
    card = requests.card(deps, actor=mentee, request_id=request_id)
    sheet = request_sheet.sheet(deps.catalog, card=card, carried=Carried())
    assert "so no answer will come" in str(sheet)
    requests.call_for_help(deps, actor=mentee, request_id=request_id)
    assert requests.card(deps, actor=mentee, request_id=request_id).turn is Turn.FACILITATOR


def test_whoever_has_not_answered_after_a_talk_is_reminded_once(deps: Deps, clock: HandClock) -> None:
    accepted(deps, asked(deps))
    pair_id = planned(deps.db, TouchpointKind.TALK_REMINDER)[0].subject_id
    clock.at = NOW + 2 * WEEK
    reminder = said(deps, TouchpointKind.TALK_REMINDER, user=MENTEE)
    assert "Have you and Idris Okafor talked?" in str(reminder)
    pairs.answer(deps, actor=the(deps.db, MENTEE), pair_id=pair_id, is_yes=True, asked=PairState.TALKING)
    with pytest.raises(PointlessError, match="answered"):
        said(deps, TouchpointKind.TALK_REMINDER, user=MENTEE)
    assert said(deps, TouchpointKind.TALK_REMINDER, user=MENTOR)


def test_help_is_wished_for_and_the_facilitators_see_who_waits_for_whom_and_no_word_of_it(
    rapport: Rapport, db: Database
) -> None:
    facilitated(rapport, db)
    with staged(rapport, HandClock(NOW)) as stage:
        message = _offered_help(stage)
        opened(stage.rapport, press_message(message, "Ask a facilitator to help", user=MENTEE))
        stage.deliver()
        told = _messages_to(stage, FACILITATOR)[-1]
        assert "has had no answer, and wishes that a facilitator helps" in told["text"]
        desk = opened(stage.rapport, slash("/mentor", "matches", user=FACILITATOR))
        assert "*Maya Lindqvist* has asked *Idris Okafor* and had no answer since Tue 3 Nov 2026" in str(desk)
        assert "MARKER" not in str([told, desk])
        board = opened(stage.rapport, slash("/mentor", "requests", user=MENTOR))
        assert "Read and answer" in str(board), "the mentor can still answer"


def test_a_reminder_can_be_put_off_and_comes_back_once(deps: Deps, clock: HandClock) -> None:
    request_id = asked(deps)
    clock.at = NOW + WEEK
    prompted = was_sent(deps.db, TouchpointKind.REQUEST_REMINDER)
    mentor = the(deps.db, MENTOR)
    back, is_new = snooze(deps, actor=mentor, prompted=prompted, wait=Wait.TOMORROW, message_ts="1.1")
    assert is_new
    assert back > clock.at
    accepted(deps, request_id)
    with pytest.raises(UserError, match=r"nothing left to remind"):
        snooze(deps, actor=mentor, prompted=prompted, wait=Wait.TOMORROW, message_ts="2.2")


def test_a_mentee_has_three_open_requests_at_most(deps: Deps, db: Database) -> None:
    others = ("U0A0000001", "U0B0000001", "U0C0000001")
    enrol(db, *others)
    for mentor in others:
        asked(deps, mentor=mentor)
    with pytest.raises(UserError, match="Already 3"):
        asked(deps)


def _offered_help(stage: Stage) -> Payload:
    """Ask, let two weeks pass, and return the message that offers the mentee a facilitator."""
    asked(stage.deps)
    for _ in range(15):
        stage.clock.at += timedelta(days=1)
        stage.deliver()
    return _messages_to(stage, MENTEE)[-1]


def _messages_to(stage: Stage, user: str) -> list[Payload]:
    posted = stage.rapport.slack.called("chat.postMessage")
    return [message for message in posted if message["channel"].lstrip("D") == user]
