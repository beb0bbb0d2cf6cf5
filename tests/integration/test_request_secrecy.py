"""Who reads what of a line with an answer and of a declaration, whatever six kinds of people press and send off."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.domain.gate import Declared
from bot.domain.requests import Reply, ReplyDraft, RequestDraft
from bot.services import pairs, request_replies, requests
from bot.views import request_forms
from storage.columns import new_id
from storage.database import Database
from storage.keyring import Keyring
from storage.members import Member, keep_members
from storage.vocabulary import Interest, PairState
from tests.facilitating import FACILITATOR, facilitated, the_pairs
from tests.integration.test_storage_secrecy import found_in
from tests.looking import Elsewhere
from tests.onlookers import Stage, open_everything, press_everything, staged
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, pair_up, the
from tests.payloads import Payload, slash
from tests.rapport import running_rapport

WISH, TOPIC, NOTE, WORDS = "Xqzwish", "Xqztopic", "Xqznote", "Xqzwords"
OTHER_MENTOR = "U0SECOND01"
"""Another mentor of the same mentee."""
ELSEWHERE = "U0ELSEWHER"
"""A member of another workspace."""
READERS = (MENTEE, MENTOR, OTHER_MENTOR, FACILITATOR, STRANGER, ELSEWHERE)
OURS = ("request:", "gate:", "talk:", "hold:", "open:requests", "open:matches")
WORDS_OF_SCREENS = ("requests", "matches", "profile")


@pytest.fixture
def stage(file_db: Database, keyring: Keyring) -> Iterator[Stage]:
    """A mentee with one mentor who asks a second one, before all six."""
    with running_rapport(file_db, keyring) as rapport, staged(rapport, HandClock(NOW)) as stage:
        facilitated(rapport, file_db)
        enrol(file_db, *READERS[:-1])
        pair_up(file_db, mentor=OTHER_MENTOR)
        with file_db.begin() as session:
            keep_members(session, members=[Member(team_id="T2", user_id=ELSEWHERE, name="Elsa")])
        yield stage


def ask(stage: Stage) -> str:
    """Let the mentee ask."""
    request_id, mentee = new_id(), the(stage.deps.db, MENTEE)
    draft = RequestDraft(WISH, TOPIC)
    requests.ask(stage.deps, actor=mentee, mentor_id=the(stage.deps.db, MENTOR).id, draft=draft, request_id=request_id)
    return request_id


def reply(stage: Stage, request_id: str, answer: Reply) -> None:
    """Let the mentor answer, with a line."""
    draft = ReplyDraft(answer, note=NOTE)
    mentor = the(stage.deps.db, MENTOR)
    request_replies.reply(stage.deps, actor=mentor, request_id=request_id, draft=draft, fields=request_forms.FIELD_OF)


def say_yes(stage: Stage, user: str, declared: Declared | None = None) -> None:
    """Let one of the two say yes after the first conversation."""
    [pair] = [pair for pair in the_pairs(stage.deps.db) if pair.mentor_id == the(stage.deps.db, MENTOR).id]
    actor = the(stage.deps.db, user)
    pairs.answer(stage.deps, actor=actor, pair_id=pair.id, is_yes=True, asked=PairState.TALKING, declared=declared)


def look_around(stage: Stage) -> None:
    """Deliver what is due, let the two press all of ours that they have, then let everybody else press all of that."""
    for user in READERS:
        _open(stage, user)
    stage.deliver()
    for user in (MENTEE, MENTOR):
        _press(stage, _ours(_shown_to(stage, user)), user)
    shown = _ours([*_shown_to(stage, MENTEE), *_shown_to(stage, MENTOR)])
    for user in READERS[2:]:
        _press(stage, shown, user)


def readers_of(stage: Stage, mark: str) -> set[str]:
    """Return who has been shown this word in anything."""
    return {user for user, said in stage.said_to() if user and mark in str(said)}


@pytest.mark.parametrize("answer", [Reply.NOT_NOW, Reply.ACCEPT])
def test_a_line_with_an_answer_is_read_by_the_two_and_by_nobody_else(stage: Stage, answer: Reply) -> None:
    reply(stage, ask(stage), answer)
    look_around(stage)
    assert readers_of(stage, NOTE) == {MENTEE, MENTOR}
    assert readers_of(stage, WISH) == ({MENTEE} if answer is Reply.NOT_NOW else {MENTEE, MENTOR})


def test_a_declaration_is_its_authors_own_until_both_have_said_yes(stage: Stage) -> None:
    reply(stage, ask(stage), Reply.ACCEPT)
    say_yes(stage, MENTEE, Declared(frozenset({Interest.SHARED}), WORDS))
    look_around(stage)
    assert readers_of(stage, WORDS) <= {MENTEE}
    assert "share output" not in str([said for user, said in stage.said_to() if user != MENTEE])


def test_a_declaration_is_read_by_the_two_afterwards_and_facilitators_learn_its_kind(stage: Stage) -> None:
    reply(stage, ask(stage), Reply.ACCEPT)
    _end_the_other(stage)
    say_yes(stage, MENTEE, Declared(frozenset({Interest.SHARED}), WORDS))
    say_yes(stage, MENTOR)
    look_around(stage)
    assert readers_of(stage, WORDS) == {MENTEE, MENTOR}
    assert FACILITATOR in readers_of(stage, "The two share output or money.")
    assert readers_of(stage, "The two share output or money.") <= {MENTEE, MENTOR, FACILITATOR}


def test_none_of_it_lies_in_the_database_in_clear(stage: Stage, tmp_path: Any) -> None:  # noqa: ANN401 - a path
    reply(stage, ask(stage), Reply.ACCEPT)
    say_yes(stage, MENTEE, Declared(frozenset({Interest.SHARED}), WORDS))
    stage.deps.db.dispose()
    for mark in (WISH, TOPIC, NOTE, WORDS):
        assert found_in(tmp_path, mark.encode()) == []
    assert found_in(tmp_path, b"Maya Lindqvist") == ["rapport.db"]


def _end_the_other(stage: Stage) -> None:
    with stage.deps.db.begin() as session:
        for pair in the_pairs(stage.deps.db):
            if pair.mentor_id == the(stage.deps.db, OTHER_MENTOR).id:
                pair.state = PairState.ENDED
                session.add(session.merge(pair))


def _open(stage: Stage, user: str) -> None:
    if user == ELSEWHERE:
        return
    open_everything(stage, user=user)
    for word in WORDS_OF_SCREENS:
        stage.send(slash("/mentor", word, user=user), user=user)


def _press(stage: Stage, shown: list[Payload], user: str) -> None:
    if user != ELSEWHERE:
        press_everything(stage, shown, user=user)
        return
    press_everything(Elsewhere(stage.rapport, stage.clock, stage.acks), shown, user=user)


def _shown_to(stage: Stage, user: str) -> list[Payload]:
    return list({str(said): said for reader, said in stage.said_to() if reader == user}.values())


def _ours(shown: list[Payload]) -> list[Payload]:
    """Return what was shown with our buttons alone, and without those that settle it before everybody has looked.

    What all other buttons show is swept in the journey through every column.
    """
    return [_calm(said) for said in shown if any(name in str(said) for name in OURS)]


def _calm(said: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(said, dict):
        kept = {key: _calm(value) for key, value in said.items()}
        if "elements" in kept:
            kept["elements"] = [each for each in kept["elements"] if _is_ours(each)]
        return kept
    return [_calm(each) for each in said] if isinstance(said, list) else said


def _is_ours(element: Any) -> bool:  # noqa: ANN401 - any JSON
    action = str(element.get("action_id")) if isinstance(element, dict) else ""
    settles = action.endswith((":yes", ":no")) or action == "request:withdraw"
    return action.startswith(OURS) and not settles
