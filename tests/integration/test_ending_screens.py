"""The end of a pair by hand: the form, taking it back, the hand-over, Home, and reading what is past."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.deps import Deps
from bot.domain.endings import TAKEN_BACK_WITHIN, EndsWhen
from bot.services import partings
from bot.views import ending_form as form_view
from bot.views import handovers as handovers_view
from sandbox.blockkit import check_view
from storage.database import Database
from storage.vocabulary import ClosureKind, PairState
from tests.authoring import chosen, labels_of, typed
from tests.integration.ending_steps import end, go_out, messages, notes, state_of, write
from tests.integration.recap_steps import SAID, met, send_both
from tests.integration.steps import opened
from tests.onlookers import staged
from tests.outbox import HandClock, timed
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, pair_up, the
from tests.payloads import Payload, choose, event, press, slash, submit
from tests.planning import pushed
from tests.rapport import Rapport
from tests.rows import a_goal, an_item

LETTER = "Dear Idris, thank you. MARKER We close on [date]."


def close_form(rapport: Rapport, *, user: str = MENTEE) -> Payload:
    return opened(rapport, slash("/mentor", "close", user=user))


def submitted(rapport: Rapport, form: Payload, **entered: Payload) -> Payload:
    values = {form_view.LETTER: typed(LETTER), form_view.ENDS: chosen(EndsWhen.FIRST), **entered}
    return rapport.answer_to(submit(form, values))


@pytest.mark.parametrize(("user", "words"), [(MENTEE, "My direction is changing"), (MENTOR, "welcome at my door")])
def test_the_form_is_filled_with_words_that_do_for_either_side(
    rapport: Rapport, pair_id: str, user: str, words: str
) -> None:
    form = close_form(rapport, user=user)
    assert words in str(form)
    assert "Dear " in str(form)
    assert "No reason is asked" in str(form)


def test_a_note_goes_from_the_form_to_taking_it_back(rapport: Rapport, db: Database, pair_id: str) -> None:
    told = submitted(rapport, close_form(rapport), ending_kind=chosen(ClosureKind.MOVED_ON))
    waiting = told["view"]
    assert (told["response_action"], check_view(waiting)) == ("update", [])
    assert "you can take it back without a trace" in str(waiting)
    assert (notes(rapport.deps)[0].kind, state_of(rapport.deps, pair_id)) == (ClosureKind.MOVED_ON, PairState.ACTIVE)
    again = opened(rapport, slash("/mentor", "close"))
    assert "MARKER" in str(again), "it is shown wherever one looks"
    gone = opened(rapport, press(again, "Take it back"), "views.update")
    assert "nobody has heard of it" in str(gone)
    assert notes(rapport.deps) == []


def test_it_is_sent_now_from_the_same_screen(rapport: Rapport, db: Database, pair_id: str) -> None:
    waiting = submitted(rapport, close_form(rapport))["view"]
    after = opened(rapport, press(waiting, "Send it now"), "views.update")
    assert "This is ordinary and says nothing about either of you" in str(after)
    theirs = close_form(rapport, user=MENTOR)
    assert "*Maya Lindqvist* writes:" in str(theirs)
    assert "MARKER" in str(theirs)


@pytest.mark.parametrize(
    ("entered", "field", "phrase"),
    [
        ({"ending_letter": typed("  ")}, form_view.LETTER, "no_letter"),
        ({"ending_letter": typed("I have learned [one thing] from you")}, form_view.LETTER, "mark_left"),
        ({"ending_when": chosen("day")}, form_view.DAY, "no_day"),
    ],
)
def test_what_will_not_do_is_said_beside_its_field(
    rapport: Rapport, pair_id: str, entered: dict[str, Payload], field: str, phrase: str
) -> None:
    told = submitted(rapport, close_form(rapport), **entered)
    assert told["errors"] == {field: getattr(rapport.deps.catalog.endings, phrase)}


def test_choices_that_were_never_offered_read_as_what_holds_for_everybody(rapport: Rapport, pair_id: str) -> None:
    submitted(rapport, close_form(rapport), ending_when=chosen("yesterday"), ending_kind=chosen("his fault"))
    (note,) = notes(rapport.deps)
    assert (note.kind, note.ends_on.day) == (ClosureKind.UNSAID, 1)


def test_the_hand_over_and_ones_own_words_lie_on_how_things_stand(rapport: Rapport, pair_id: str) -> None:
    board = opened(rapport, press(submitted(rapport, close_form(rapport))["view"], "Send it now"), "views.update")
    form = pushed(rapport, press(board, "Hand over"))
    payload = submit(form, {handovers_view.LETTERS: typed("A letter MARKER2"), handovers_view.THANKS: typed("Thanks")})
    payload["view"]["previous_view_id"] = "V0"
    assert rapport.answer_to(payload) == {}
    rapport.slack.wait_for("views.update", times=2)
    theirs = close_form(rapport, user=MENTOR)
    assert "MARKER2" in str(theirs)
    own = pushed(rapport, press(theirs, "Write for yourself", user=MENTOR))
    assert rapport.answer_to(submit(own, {handovers_view.WORDS: typed("MARKER3")}, user=MENTOR)) == {}
    assert "MARKER3" in str(close_form(rapport, user=MENTOR))
    assert "MARKER3" not in str(close_form(rapport))
    long = rapport.answer_to(submit(own, {handovers_view.WORDS: typed("x" * 1001)}, user=MENTOR))
    assert long["errors"] == {handovers_view.WORDS: rapport.deps.catalog.endings.long_line}


def test_somebody_in_no_pair_reads_that_endings_are_ordinary(rapport: Rapport, db: Database) -> None:
    enrol(db, STRANGER)
    assert "Every mentoring ends one day" in str(opened(rapport, slash("/mentor", "close", user=STRANGER)))
    assert "You have no past pairs" in str(opened(rapport, slash("/mentor", "past", user=STRANGER)))


def test_all_that_a_pair_wrote_is_read_after_its_end_and_nothing_can_be_pressed_that_changes_it(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    clock = HandClock(datetime.now(UTC))
    deps = timed(rapport.deps, clock)
    _written(deps, db, pair_id)
    clock.at += timedelta(days=-1)
    end(deps, clock, pair_id)
    sheet = opened(rapport, slash("/mentor", "past"))
    assert "came to its close" in str(sheet)
    boards = (
        ("Goals", "Goal MARKER"),
        ("Open items", "Task MARKER"),
        ("Agenda", "Task MARKER"),
        ("Agreement", ""),
        ("Recaps", "both recaps are there"),
    )
    for button, word in boards:
        board = opened(rapport, press(sheet, button), "views.update")
        assert word in str(board), button
        assert rapport.deps.catalog.endings.read_only in str(board)
        assert labels_of(board) <= {"Open"}, button
    one = opened(rapport, press(board, "Open"), "views.update")
    assert SAID[MENTOR] in str(one)
    assert labels_of(one) == {"All recaps"}


def test_a_goal_of_a_past_pair_is_read_whole_and_changed_by_nobody(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    clock = HandClock(datetime.now(UTC) - timedelta(days=1))
    deps = timed(rapport.deps, clock)
    _written(deps, db, pair_id)
    end(deps, clock, pair_id)
    board = opened(rapport, press(opened(rapport, slash("/mentor", "past")), "Goals"), "views.update")
    say = rapport.deps.catalog.goals
    read = pushed(rapport, choose(board, "Goal MARKER", say.read))
    assert "Goal MARKER" in str(read)
    with pytest.raises(AssertionError, match="no choice"):
        choose(board, "Goal MARKER", say.done)


def test_of_several_past_pairs_one_is_chosen(rapport: Rapport, db: Database, pair_id: str) -> None:
    clock = HandClock(datetime.now(UTC) - timedelta(days=1))
    deps = timed(rapport.deps, clock)
    other = pair_up(db, mentor=STRANGER)
    for each in (pair_id, other):
        write(deps, each, view_id=each, ends=EndsWhen.NOW)
    go_out(clock)
    assert partings.settle(deps, now=clock.now()) == 2
    chooser = opened(rapport, slash("/mentor", "past"))
    assert "Idris Okafor" in str(chooser)
    assert "Vera Nowak" in str(chooser)


def test_home_says_of_ones_own_note_to_its_writer_alone_and_of_the_day_to_both(
    rapport: Rapport, clock: HandClock, pair_id: str
) -> None:
    with staged(rapport, clock) as stage:
        write(stage.deps, pair_id)
        assert "Your note goes out within 24 hours" in _home(stage.rapport, MENTEE)
        assert "goes out" not in _home(stage.rapport, MENTOR)
        go_out(clock)
        for user in (MENTEE, MENTOR):
            assert "Ends on Tue 1 Dec 2026" in _home(stage.rapport, user)
            assert "Past pairs" not in _home(stage.rapport, user)
        clock.at = NOW + 30 * TAKEN_BACK_WITHIN
        partings.settle(stage.deps, now=clock.now())
        for user in (MENTEE, MENTOR):
            assert "Past pairs" in _home(stage.rapport, user)
            assert "Ends on" not in _home(stage.rapport, user)
        assert messages(stage.deps) == []


def _written(deps: Deps, db: Database, pair_id: str) -> None:
    """Let a pair have a goal, an item, and a meeting with both recaps."""
    mentee = the(db, MENTEE)
    with db.begin() as session:
        session.add(a_goal(mentee, pair_id, "Goal MARKER"))
        session.add(an_item(mentee, pair_id, "Task MARKER"))
    meeting_id = met(db, pair_id, starts_at=deps.clock.now() - timedelta(days=3))
    send_both(deps, meeting_id)


def _home(rapport: Rapport, user: str) -> str:
    rapport.answer_to(event("app_home_opened", user=user, channel="D1", tab="home", event_ts="1.1"))
    return str(rapport.slack.called("views.publish")[-1]["view"])
