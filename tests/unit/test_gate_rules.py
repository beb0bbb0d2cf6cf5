"""The rules of the conflict gate: what counts, in which order it is said, and what follows from it."""

import pytest

from bot.domain.gate import KINDS, Flag, flags_from, is_barred, kinds_in, state_after
from storage.vocabulary import Authority, Interest, PairState, Side

CHAIR = Flag(Authority.CHAIR, Side.MENTOR)
SHARED = Flag(Interest.SHARED)


def test_the_roster_comes_first_and_nothing_is_said_twice() -> None:
    known = [(Authority.CHIEF, Side.MENTEE), (Authority.CHAIR, Side.MENTOR), (Authority.CHAIR, Side.MENTOR)]
    assert flags_from(known, [Interest.SHARED, Interest.REPORTS, Interest.SHARED]) == (
        CHAIR,
        Flag(Authority.CHIEF, Side.MENTEE),
        Flag(Interest.REPORTS),
        SHARED,
    )


def test_whoever_is_the_mentee_and_has_a_say_over_the_mentor_counts_too() -> None:
    assert flags_from([(Authority.SUPERVISOR, Side.MENTEE)], []) == (Flag(Authority.SUPERVISOR, Side.MENTEE),)


@pytest.mark.parametrize(
    ("flags", "barred", "has_other_mentor", "state"),
    [
        ([], [Authority.CHAIR], False, PairState.ACTIVE),
        ([CHAIR], [], False, PairState.HELD),
        ([CHAIR], [], True, PairState.ACTIVE),
        ([CHAIR, SHARED], [Interest.SHARED], True, PairState.DECLINED),
        ([SHARED], [Authority.CHAIR], False, PairState.HELD),
    ],
)
def test_what_a_pair_becomes_after_two_yeses(
    flags: list[Flag], barred: list[Authority | Interest], has_other_mentor: bool, state: PairState
) -> None:
    assert state_after(flags, barred=barred, has_other_mentor=has_other_mentor) is state


def test_a_rule_holds_for_its_kind_whichever_side_has_the_say() -> None:
    assert is_barred([Flag(Authority.CHAIR, Side.MENTEE)], barred=[Authority.CHAIR])
    assert not is_barred([], barred=KINDS)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (None, set()),
        ("", set()),
        ("chair,shared", {Authority.CHAIR, Interest.SHARED}),
        ("chair,of-another-version", {Authority.CHAIR}),
    ],
)
def test_stored_words_are_read_and_unknown_ones_passed_over(
    words: str | None, kinds: set[Authority | Interest]
) -> None:
    assert kinds_in(words) == kinds
