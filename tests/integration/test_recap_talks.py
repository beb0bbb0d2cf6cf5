"""After both recaps: the same meaning, one wording, next time; and what the mentee makes of suggestions."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.domain.items import ItemDraft
from bot.errors import FieldError, NotYoursError, UserError
from bot.services import recap_results as results
from bot.services import recap_talks as talks
from bot.services import recaps
from storage.agendas import open_topics
from storage.database import Database
from storage.items import open_advice, open_items
from storage.vocabulary import AdviceState, Area, Side
from tests.integration.recap_steps import met, put_into_words, send, send_both, sheet
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, the


@pytest.fixture
def meeting_id(db: Database, pair_id: str) -> str:
    """Their meeting of yesterday."""
    return met(db, pair_id)


def settle(deps: Deps, meeting_id: str, wording: str, *, by: str = MENTEE, revision: int = 0, key: str = "") -> None:
    clock = deps.clock
    assert isinstance(clock, HandClock)
    clock.at += timedelta(seconds=1)
    put_into_words(deps, meeting_id, wording, by=by, revision=revision, key=key or wording)


def suggestion(deps: Deps, pair_id: str) -> str:
    with deps.db.read() as session:
        return open_advice(session, pair_ids=[pair_id])[0].id


def test_both_saying_the_same_is_kept_and_shown(deps: Deps, db: Database, meeting_id: str) -> None:
    send_both(deps, meeting_id)
    talks.agree(deps, actor=the(db, MENTEE), meeting_id=meeting_id)
    seen = sheet(deps, meeting_id, of=MENTOR)
    assert seen.mine is not None
    assert seen.theirs is not None
    assert (seen.mine.is_agreed, seen.theirs.is_agreed) == (False, True)
    talks.agree(deps, actor=the(db, MENTOR), meeting_id=meeting_id)
    talks.agree(deps, actor=the(db, MENTOR), meeting_id=meeting_id)
    again = sheet(deps, meeting_id).mine
    assert again is not None
    assert again.is_agreed


def test_nothing_is_compared_before_both_are_there(deps: Deps, db: Database, meeting_id: str) -> None:
    send(deps, meeting_id)
    acts: list[Callable[[], object]] = [
        lambda: talks.agree(deps, actor=the(db, MENTEE), meeting_id=meeting_id),
        lambda: settle(deps, meeting_id, "one"),
        lambda: talks.talk_next_time(
            deps, actor=the(db, MENTEE), meeting_id=meeting_id, question="?", area=Area.CAREER, topic_id="t"
        ),
    ]
    for act in acts:
        with pytest.raises(UserError, match="both recaps"):
            act()


def test_a_wording_waits_for_the_others_yes(deps: Deps, db: Database, meeting_id: str) -> None:
    send_both(deps, meeting_id)
    settle(deps, meeting_id, "We apply in autumn", key="w1")
    settle(deps, meeting_id, "We apply in autumn", key="w1")
    seen = sheet(deps, meeting_id, of=MENTOR)
    assert seen.suggested is not None
    assert (seen.suggested.text, seen.suggested.is_mine, seen.settled, seen.wordings) == (
        "We apply in autumn",
        False,
        None,
        1,
    )
    assert talks.confirm(deps, actor=the(db, MENTOR), settlement_id="w1") == meeting_id
    talks.confirm(deps, actor=the(db, MENTOR), settlement_id="w1")
    done = sheet(deps, meeting_id)
    assert done.settled is not None
    assert (done.settled.text, done.suggested) == ("We apply in autumn", None)


def test_two_wordings_at_once_do_not_overwrite_each_other(deps: Deps, db: Database, meeting_id: str) -> None:
    send_both(deps, meeting_id)
    settle(deps, meeting_id, "autumn", by=MENTOR)
    with pytest.raises(FieldError) as refusal:
        settle(deps, meeting_id, "spring")
    assert refusal.value.block_id == "wording"
    settle(deps, meeting_id, "spring", revision=1)
    with pytest.raises(UserError, match="suggested a wording"):
        talks.confirm(deps, actor=the(db, MENTEE), settlement_id="autumn")
    talks.confirm(deps, actor=the(db, MENTOR), settlement_id="spring")
    settled = sheet(deps, meeting_id).settled
    assert settled is not None
    assert settled.text == "spring"


def test_nobody_confirms_their_own_wording_or_a_strangers(deps: Deps, db: Database, meeting_id: str) -> None:
    send_both(deps, meeting_id)
    settle(deps, meeting_id, "autumn")
    for of in (MENTEE, STRANGER):
        with pytest.raises(NotYoursError):
            talks.confirm(deps, actor=the(db, of), settlement_id="autumn")
    with pytest.raises(NotYoursError):
        talks.confirm(deps, actor=the(db, MENTOR), settlement_id="nothing")
    with pytest.raises(NotYoursError):
        talks.agree(deps, actor=the(db, STRANGER), meeting_id=meeting_id)


def test_what_is_left_for_next_time_stands_on_the_agenda_of_both_once(
    deps: Deps, db: Database, pair_id: str, meeting_id: str
) -> None:
    send_both(deps, meeting_id)
    for _ in range(2):
        talks.talk_next_time(
            deps,
            actor=the(db, MENTEE),
            meeting_id=meeting_id,
            question="Autumn?",
            area=Area.CAREER,
            topic_id="t" * 32,
        )
    with db.read() as session:
        (topic,) = open_topics(session, pair_ids=[pair_id])
    assert (topic.question, topic.is_shared, topic.area) == ("Autumn?", True, Area.CAREER)


def test_the_mentee_says_what_becomes_of_a_suggestion_and_both_see_it(
    deps: Deps, db: Database, pair_id: str, meeting_id: str
) -> None:
    send(deps, meeting_id, by=MENTOR, suggestions=("Read the rules",))
    advice_id = suggestion(deps, pair_id)
    results.answer(deps, actor=the(db, MENTEE), advice_id=advice_id, state=AdviceState.PARKED, reason="not this term")
    for of in (MENTEE, MENTOR):
        (seen,) = sheet(deps, meeting_id, of=of).suggestions
        assert (seen.state, seen.reason) == (AdviceState.PARKED, "not this term")
        board = recaps.board(deps, actor=the(db, of), pair_id=pair_id, page=0)
        assert ([each.text for each in board.answered], board.open_count) == (["Read the rules"], 0)


@pytest.mark.parametrize("who", [MENTOR, STRANGER])
def test_a_suggestion_is_the_mentees_to_decide(
    deps: Deps, db: Database, pair_id: str, meeting_id: str, who: str
) -> None:
    send(deps, meeting_id, by=MENTOR, suggestions=("Read the rules",))
    advice_id = suggestion(deps, pair_id)
    with pytest.raises(NotYoursError):
        results.answer(deps, actor=the(db, who), advice_id=advice_id, state=AdviceState.ADOPTED, reason=None)
    with pytest.raises(NotYoursError):
        results.advice_sheet(deps, actor=the(db, who), advice_id=advice_id)
    assert suggestion(deps, pair_id) == advice_id


def test_more_can_follow_a_recap_and_is_kept_once(deps: Deps, db: Database, pair_id: str, meeting_id: str) -> None:
    item = ItemDraft(owner=Side.MENTEE, task="Book the room", due_on=None)
    with pytest.raises(UserError, match="first"):
        results.add_item(deps, actor=the(db, MENTEE), meeting_id=meeting_id, draft=item, key="k")
    send(deps, meeting_id)
    for _ in range(2):
        results.add_item(deps, actor=the(db, MENTEE), meeting_id=meeting_id, draft=item, key="k")
        results.add_suggestions(deps, actor=the(db, MENTEE), meeting_id=meeting_id, texts=("Rest",), key="k")
    with db.read() as session:
        assert [row.task for row in open_items(session, pair_ids=[pair_id])] == ["Book the room"]
        assert [row.suggestion for row in open_advice(session, pair_ids=[pair_id])] == ["Rest"]
    with pytest.raises(NotYoursError):
        results.pair_for(deps, actor=the(db, STRANGER), meeting_id=meeting_id)
