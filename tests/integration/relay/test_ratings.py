"""Whether it was of help, asked twice; and what Home's slots remember of what has ended."""

from bot.domain.relay.calendar import week_of
from bot.domain.relay.cases import Speech
from bot.domain.relay.door import Desk
from bot.domain.relay.mine import ASKED_AGAIN_WEEKS
from bot.domain.relay.retention import TEXT_WEEKS
from bot.domain.relay.slots import Mark, taken
from bot.services.relay import desk_acts, retention
from bot.services.relay.counting import count_half_years
from bot.views.relay import names
from storage.relay.stats import stats_of
from storage.relay.vocabulary import Approach, Outcome, Rating
from tests.asked import the_cases
from tests.asking import door_of, texts_of
from tests.authoring import Author, closes, seen_at_desk, taken_on
from tests.desking import Queue
from tests.payloads import TEAM, press

HALF_A_YEAR = 27
"""Weeks after which the half-year of NOW is over."""


def sweep(queue: Queue) -> None:
    retention.purge(queue.relay, week_of(queue.now))


def test_after_the_end_and_once_more_in_three_months_it_is_asked_whether_it_was_of_help(
    queue: Queue, author: Author
) -> None:
    author.asks()
    _, owner = taken_on(queue)
    closes(queue, owner)
    say = queue.deps.catalog.relay_mine
    assert "something new" in texts_of(author.lists())
    ended = author.opens()
    assert say.asks_now in texts_of(ended)
    assert "one question to you" in texts_of(author.lists())
    answered = author.presses(ended, say.rate_partly)
    assert say.asks_now not in texts_of(answered)
    author.presses(ended, say.rate_no)
    assert _ratings_kept(queue) == [(Rating.PARTLY, None)]
    _move_end(queue, weeks=ASKED_AGAIN_WEEKS)
    sweep(queue)
    later = author.opens()
    assert say.asks_later in texts_of(later)
    assert say.asks_later not in texts_of(author.presses(later, say.rate_yes))
    assert _ratings_kept(queue) == [(Rating.PARTLY, Rating.YES)]


def test_what_was_offered_and_both_answers_are_counted_the_later_one_apart_from_its_request(
    queue: Queue, author: Author
) -> None:
    """From a facilitator's choice, made while it goes on, to the numbers that the report on half a year is made of."""
    say = queue.deps.catalog.relay_mine
    author.asks()
    _, owner = taken_on(queue)
    (case,) = the_cases(queue.stage.rapport)
    offer = Speech("Let us look at it together.", approach=Approach.COACH)
    desk_acts.speak(queue.deps, desk=Desk(TEAM, owner), case_id=case.case_id, speech=offer, key="k")
    closes(queue, owner)
    author.presses(author.opens(), say.rate_partly)
    _move_end(queue, weeks=ASKED_AGAIN_WEEKS)
    sweep(queue)
    author.presses(author.opens(), say.rate_yes)
    count_half_years(queue.relay, week_of(queue.now) + HALF_A_YEAR)
    with queue.relay.db.read() as session:
        stats = stats_of(session, team_id=TEAM, half_year="2026-2")
    found = {(each.approach, each.outcome, each.rating_now, each.rating_90, each.n) for each in stats}
    assert found == {(Approach.COACH, Outcome.CONTINUES, Rating.PARTLY, None, 1), (None, None, None, Rating.YES, 1)}


def test_a_rating_changes_nothing_at_the_desk(queue: Queue, author: Author) -> None:
    """Relay 34: whoever worked on it does not learn what was answered, nor that it was."""
    author.asks()
    _, owner = taken_on(queue)
    closes(queue, owner)
    before = seen_at_desk(queue, owner)
    author.presses(author.opens(), queue.deps.catalog.relay_mine.rate_no)
    assert seen_at_desk(queue, owner) == before


def test_a_rating_that_was_never_offered_is_not_kept(queue: Queue, author: Author) -> None:
    """Relay 47: nor one that nobody asked for."""
    author.asks()
    _, owner = taken_on(queue)
    open_yet = press(author.opens(), queue.deps.catalog.relay_mine.answer_button, user=author.user)
    open_yet["actions"][0] |= {"action_id": names.RATE[0], "value": Rating.YES}
    queue.shown(open_yet, user=author.user)
    closes(queue, owner)
    forged = press(author.opens(), queue.deps.catalog.relay_mine.rate_yes, user=author.user)
    forged["actions"][0]["value"] = "excellent"
    queue.shown(forged, user=author.user)
    assert _ratings_kept(queue) == [(None, None)]


def test_what_has_ended_makes_room_in_home_at_the_next_visit(queue: Queue, author: Author) -> None:
    """Relay 59: marked in the slots that their owner carries, and nowhere else."""
    author.asks()
    _, owner = taken_on(queue)
    author.lists()
    assert _marks(author) == [Mark.TAKEN]
    closes(queue, owner)
    author.lists()
    assert _marks(author) == [Mark.TAKEN | Mark.OVER]


def test_a_mute_cools_down_and_its_end_lifts_that(queue: Queue, author: Author) -> None:
    """Relay 59: noted at the author's next visit."""
    author.asks()
    _, owner = taken_on(queue)
    (case,) = the_cases(queue.stage.rapport)
    for is_muted, marks in ((True, Mark.TAKEN | Mark.MUTED), (False, Mark.TAKEN)):
        desk_acts.mute(queue.deps, desk=Desk(TEAM, owner), case_id=case.case_id, is_muted=is_muted)
        author.lists()
        assert _marks(author) == [marks]


def test_a_slot_that_finds_nothing_any_more_is_over(queue: Queue, author: Author) -> None:
    """Relay 59: else a request that was destroyed unseen would count as open for ever."""
    author.asks()
    with queue.relay.db.begin() as session:
        for table in ("relay_tag", "relay_case"):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - two names from above
    author.lists()
    assert _marks(author) == [Mark.TAKEN | Mark.OVER]


def _marks(author: Author) -> list[Mark]:
    assert author.home
    return [slot.marks for slot in taken(door_of(author.queue.stage.rapport, home=author.home).slots)]


def _ratings_kept(queue: Queue) -> list[tuple[Rating | None, Rating | None]]:
    return [(case.rating_now, case.rating_90) for case in the_cases(queue.stage.rapport)]


def _move_end(queue: Queue, *, weeks: int) -> None:
    """Let a request have ended so many weeks ago, and let its texts be destroyed by then."""
    assert weeks > TEXT_WEEKS
    with queue.relay.db.begin() as session:
        for case in the_cases(queue.stage.rapport):
            case.closed_week = week_of(queue.now) - weeks
            session.merge(case)
