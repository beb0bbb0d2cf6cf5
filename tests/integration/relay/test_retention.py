"""What happens to private requests by themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.deps import Deps, Relay
from bot.domain.relay.calendar import week_of
from bot.services.relay.files import key_of, said_in
from bot.services.relay.opening import prepare
from bot.services.relay.retention import catch_up, hold, left_standing, sweep, taken_away
from bot.services.relay.switch import relay_of
from storage.relay.assignments import RelayAssignment
from storage.relay.cases import RelayCase, RelayTag, case_by_tag
from storage.relay.messages import RelayMessage, messages_of
from storage.relay.stubs import RelayStub
from storage.relay.vocabulary import CaseState, Outcome, Rating, Voice
from tests.outbox import HandClock
from tests.pairing import NOW
from tests.payloads import TEAM
from tests.relay_rows import BINDING, Planted, case_now, closed, plant, post_card, speak

WEEK = week_of(NOW)


@pytest.fixture
def relay(deps: Deps) -> Relay:
    """The relay of the bot."""
    assert deps.relay is not None
    return deps.relay


def pass_weeks(deps: Deps, clock: HandClock, weeks: int) -> None:
    """Let so many weeks pass, and do in each what comes due."""
    for _ in range(weeks):
        clock.at += timedelta(weeks=1)
        catch_up(deps, relay_of(deps))


def state_of(relay: Relay, planted: Planted) -> CaseState | None:
    """Return how far a case has come; None once it is gone."""
    case = case_now(relay, planted)
    return case.state if case else None


def rows_left(relay: Relay, planted: Planted) -> dict[str, int]:
    """Return how many rows there are of a case, by table."""
    with relay.db.read() as session:
        return {
            table.__name__: len(session.exec(select(table).where(table.case_id == planted.case_id)).all())
            for table in (RelayCase, RelayTag, RelayMessage, RelayAssignment, RelayStub)
        }


def is_found(relay: Relay, planted: Planted) -> bool:
    """Return whether the secret of a case still finds it."""
    tags = [tag for _, tag in relay.keys.tags(planted.secret, kind="slot", bound_to=BINDING)]
    with relay.db.read() as session:
        return bool(case_by_tag(session, team_id=TEAM, tags=tags))


def words_of(relay: Relay, planted: Planted) -> list[tuple[Voice, str]]:
    """Return what was said in a case."""
    case = case_now(relay, planted)
    assert case is not None
    with relay.db.read() as session:
        said = said_in(key_of(relay, case), messages_of(session, case_id=case.case_id), week=0)
    return [(each.voice, each.speech.words) for each in said]


def test_a_silent_case_is_told_once_that_it_will_end_and_closes_two_weeks_later(
    deps: Deps, relay: Relay, clock: HandClock
) -> None:
    """Relay 60: a case whose owner has lost the way back lapses by itself."""
    case = plant(relay, week=WEEK)
    pass_weeks(deps, clock, 8)
    say = deps.catalog.relay_end
    assert words_of(relay, case) == [(Voice.RELAY, say.quiet)]
    pass_weeks(deps, clock, 2)
    assert words_of(relay, case) == [(Voice.RELAY, say.quiet), (Voice.RELAY, say.notice)]
    assert state_of(relay, case) == CaseState.CLAIMED
    pass_weeks(deps, clock, 1)
    ended = case_now(relay, case)
    assert ended is not None
    assert (ended.state, ended.outcome, ended.closed_week) == (CaseState.CLOSED, Outcome.LAPSED, WEEK + 11)


def test_an_answer_to_the_notice_keeps_a_case_open(deps: Deps, relay: Relay, clock: HandClock) -> None:
    case = plant(relay, week=WEEK)
    pass_weeks(deps, clock, 10)
    speak(relay, case, "I am still here.", clock=clock)
    pass_weeks(deps, clock, 4)
    assert state_of(relay, case) == CaseState.CLAIMED


def test_a_note_of_the_relay_in_a_lively_case_is_no_notice_of_its_end(
    deps: Deps, relay: Relay, clock: HandClock
) -> None:
    case = plant(relay, week=WEEK)
    speak(relay, case, "No reply yet.", clock=clock, voice=Voice.RELAY)
    pass_weeks(deps, clock, 9)
    say = deps.catalog.relay_end
    assert [words for _, words in words_of(relay, case)] == ["No reply yet.", say.quiet, say.notice]
    assert state_of(relay, case) == CaseState.CLAIMED


def test_a_closed_case_loses_its_texts_in_the_fifth_week_and_keeps_how_it_ended(
    deps: Deps, relay: Relay, clock: HandClock
) -> None:
    """Relay 12: key, head, messages, reveal and who worked on it are gone; how it ended is left."""
    case = closed(relay, week=WEEK, rating_now=Rating.YES, reveal_ct=b"sealed")
    speak(relay, case, "Thank you.", clock=clock)
    pass_weeks(deps, clock, 4)
    assert rows_left(relay, case)["RelayMessage"] == 1
    pass_weeks(deps, clock, 1)
    shell = case_now(relay, case)
    assert shell is not None
    assert (shell.state, shell.dek_wrapped, shell.head_ct, shell.reveal_ct) == (CaseState.SHELL, None, None, None)
    assert (shell.outcome, shell.rating_now) == (Outcome.CONTINUES, Rating.YES)
    assert rows_left(relay, case) == {
        "RelayCase": 1,
        "RelayTag": 2,
        "RelayMessage": 0,
        "RelayAssignment": 0,
        "RelayStub": 0,
    }
    assert is_found(relay, case)


def test_after_120_days_nobody_finds_a_case_and_after_its_half_year_it_is_gone(
    deps: Deps, relay: Relay, clock: HandClock
) -> None:
    """Relay 12: the shell waits for the question at three months, then only to be counted."""
    case = closed(relay, week=WEEK, label="Amber Heron")
    pass_weeks(deps, clock, 17)
    assert is_found(relay, case)
    pass_weeks(deps, clock, 1)
    assert not is_found(relay, case)
    left = case_now(relay, case)
    assert left is not None
    assert left.label != "Amber Heron"
    pass_weeks(deps, clock, 18)
    assert state_of(relay, case) is None


def test_a_withdrawn_case_is_destroyed_by_the_next_sweep(deps: Deps, relay: Relay) -> None:
    """Relay 57: withdrawn means destroyed, not hidden."""
    case = closed(relay, week=WEEK, outcome=Outcome.WITHDRAWN)
    sweep(deps)
    assert state_of(relay, case) == CaseState.SHELL
    assert rows_left(relay, case)["RelayAssignment"] == 0


def test_no_case_keeps_its_texts_beyond_180_days(deps: Deps, relay: Relay, clock: HandClock) -> None:
    """Relay 12: the hard cap, however much is said."""
    case = plant(relay, week=WEEK)
    for _ in range(25):
        assert state_of(relay, case) == CaseState.CLAIMED
        speak(relay, case, "And then?", clock=clock)
        pass_weeks(deps, clock, 1)
    assert clock.now() - NOW < timedelta(days=180)
    ended = case_now(relay, case)
    assert ended is not None
    assert (ended.state, ended.outcome, ended.dek_wrapped) == (CaseState.SHELL, Outcome.LAPSED, None)


def test_a_legal_hold_keeps_what_is_there_and_adds_nothing(deps: Deps, relay: Relay, clock: HandClock) -> None:
    held, free = closed(relay, week=WEEK, label="Amber Heron"), closed(relay, week=WEEK, label="Quiet Otter")
    silent = plant(relay, week=WEEK, label="Slow River")
    assert hold(deps, team_id=TEAM, label="amber heron", is_held=True)
    assert hold(deps, team_id=TEAM, label="Slow River", is_held=True)
    assert not hold(deps, team_id=TEAM, label="No Such", is_held=True)
    pass_weeks(deps, clock, 30)
    assert (state_of(relay, held), state_of(relay, free)) == (CaseState.CLOSED, CaseState.SHELL)
    assert (state_of(relay, silent), words_of(relay, silent)) == (CaseState.CLAIMED, [])
    assert hold(deps, team_id=TEAM, label="Amber Heron", is_held=False)
    sweep(deps)
    assert case_now(relay, held) is None or state_of(relay, held) == CaseState.SHELL


def test_a_legal_hold_keeps_what_is_left_of_a_case_whose_texts_are_gone_until_it_is_lifted(
    deps: Deps, relay: Relay, clock: HandClock
) -> None:
    case = closed(relay, week=WEEK, label="Amber Heron")
    pass_weeks(deps, clock, 6)
    assert state_of(relay, case) is CaseState.SHELL
    assert hold(deps, team_id=TEAM, label="Amber Heron", is_held=True)
    pass_weeks(deps, clock, 60)
    assert is_found(relay, case)
    assert hold(deps, team_id=TEAM, label="Amber Heron", is_held=False)
    sweep(deps)
    assert state_of(relay, case) is None


def test_the_cards_of_a_destroyed_case_are_listed_until_they_are_taken_away(
    deps: Deps, relay: Relay, clock: HandClock
) -> None:
    """Relay 57: what the channel still shows of it goes too."""
    gone, kept = closed(relay, week=WEEK, outcome=Outcome.WITHDRAWN), plant(relay, week=WEEK)
    post_card(relay, gone, ts="1.1")
    post_card(relay, kept, ts="2.2")
    sweep(deps)
    (card,) = left_standing(deps, team_id=TEAM)
    assert (card.channel_id, card.ts) == ("C0FACILITY", "1.1")
    taken_away(deps, stub_id=card.stub_id)
    assert left_standing(deps, team_id=TEAM) == []
    assert rows_left(relay, kept)["RelayStub"] == 1


def test_a_case_whose_root_is_gone_is_swept_like_any_other(deps: Deps, relay: Relay, clock: HandClock) -> None:
    case = plant(relay, week=WEEK)
    with relay.db.begin() as session:
        kept = session.get(RelayCase, case.case_id)
        assert kept is not None
        kept.dek_wrapped = b"under a root that nobody has"
    pass_weeks(deps, clock, 25)
    assert state_of(relay, case) == CaseState.SHELL


def test_a_start_destroys_what_a_restored_copy_brought_back_before_anything_else(
    deps: Deps, relay: Relay, clock: HandClock
) -> None:
    case = closed(relay, week=WEEK - 10)
    prepare(deps)
    assert state_of(relay, case) == CaseState.SHELL


def test_without_a_relay_there_is_nothing_to_sweep(deps: Deps, relay: Relay) -> None:
    case = closed(relay, week=WEEK - 10)
    prepare(replace(deps, relay=None))
    assert state_of(relay, case) == CaseState.CLOSED
