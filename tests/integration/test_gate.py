"""The conflict gate: a pair between whose two something stands begins beside a second mentor, or with a consent."""

import pytest

from bot.errors import NotYoursError
from bot.services import access
from bot.services import pairs as pairs_service
from bot.views.holds import SHOWN
from storage.database import Database
from storage.vocabulary import Authority, PairState
from tests.facilitating import FACILITATOR, answer, delivered, facilitated, filled, open_form, the_pairs
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, STRANGER, has_left, pair_up, the
from tests.payloads import Payload, press, slash, submit
from tests.rapport import Rapport
from tests.requesting import ask_button, has_say, proposed, state_of, updated

YES, NO = "Yes", "Not for me"
WORDS = "MARKER we hold a grant together"
SECOND = "U0SECOND01"


def held(programme: Rapport, db: Database) -> dict[str, list[Payload]]:
    """Let the two, of whom one heads the other's department, both say yes; return what is sent then."""
    has_say(db, MENTOR, MENTEE)
    asked = proposed(programme)
    for user in (MENTEE, MENTOR):
        answer(programme, asked[user][0], YES, user=user)
    return delivered(programme)


def test_both_are_warned_of_what_the_roster_knows_from_the_first_word_on(programme: Rapport, db: Database) -> None:
    has_say(db, MENTOR, MENTEE)
    shown = updated(programme, filled(open_form(programme)))
    sentence = "Idris Okafor heads the department of Maya Lindqvist."
    assert sentence in str(shown)
    asked = delivered(programme)
    assert sentence in str(asked[MENTEE])
    assert sentence in str(asked[MENTOR])


def test_two_yeses_hold_such_a_pair_up_and_both_and_the_facilitators_hear_why(programme: Rapport, db: Database) -> None:
    sent = held(programme, db)
    assert state_of(db) is PairState.HELD
    assert set(sent) == {MENTEE, MENTOR, FACILITATOR}
    assert all("heads the department" in str(sent[user]) for user in (MENTEE, MENTOR))
    with db.read() as session, pytest.raises(NotYoursError):
        access.active_pair_of(session, the(db, MENTEE), the_pairs(db)[0].id)


def test_a_facilitator_consents_and_it_begins(programme: Rapport, db: Database) -> None:
    held(programme, db)
    say = programme.deps.catalog.gate
    desk = opened(programme, slash("/mentor", "matches", user=FACILITATOR))
    assert "Idris Okafor heads the department of Maya Lindqvist." in str(desk)
    empty = opened(programme, press(desk, say.consent_button, user=FACILITATOR), "views.update")
    assert say.desk_nothing in str(empty)
    assert state_of(db) is PairState.ACTIVE
    assert the_pairs(db)[0].consented_by_id == the(db, FACILITATOR).id
    assert {MENTEE, MENTOR} <= set(delivered(programme))


def test_a_facilitator_plans_another_arrangement_and_both_hear_what_they_always_hear(
    programme: Rapport, db: Database
) -> None:
    held(programme, db)
    desk = opened(programme, slash("/mentor", "matches", user=FACILITATOR))
    opened(programme, press(desk, programme.deps.catalog.gate.refuse_button, user=FACILITATOR), "views.update")
    assert state_of(db) is PairState.DECLINED
    sent = delivered(programme)
    assert all("another arrangement is planned" in sent[user][0]["text"] for user in (MENTEE, MENTOR))


@pytest.mark.parametrize("user", [MENTEE, MENTOR, STRANGER])
def test_nobody_but_a_facilitator_consents(programme: Rapport, db: Database, user: str) -> None:
    held(programme, db)
    desk = opened(programme, slash("/mentor", "matches", user=FACILITATOR))
    pressed = press(desk, programme.deps.catalog.gate.consent_button, user=user)
    refusal = opened(programme, pressed, "views.push")
    assert programme.deps.catalog.pairs.facilitators_only in str(refusal)
    assert state_of(db) is PairState.HELD


def test_a_facilitator_who_is_one_of_the_two_neither_sees_nor_decides_it(programme: Rapport, db: Database) -> None:
    held(programme, db)
    desk = opened(programme, slash("/mentor", "matches", user=FACILITATOR))
    facilitated(programme, db, facilitators=(FACILITATOR, MENTOR))
    programme.deps.directory.forget(team_id="T1", channel_id="C0FACILITY")
    own = opened(programme, slash("/mentor", "matches", user=MENTOR))
    assert programme.deps.catalog.gate.desk_nothing in str(own)
    pressed = press(desk, programme.deps.catalog.gate.consent_button, user=MENTOR)
    refusal = opened(programme, pressed, "views.push")
    assert programme.deps.catalog.gate.own_pair in str(refusal)
    assert state_of(db) is PairState.HELD


def test_beside_a_second_mentor_such_a_pair_begins_at_once(programme: Rapport, db: Database) -> None:
    pair_up(db, mentor=SECOND)
    held(programme, db)
    assert {pair.state for pair in the_pairs(db)} == {PairState.ACTIVE}


def test_a_second_mentor_who_comes_later_lets_a_held_pair_begin(programme: Rapport, db: Database) -> None:
    held(programme, db)
    second = pair_up(db, mentor=SECOND, state=PairState.PROPOSED)
    for user in (SECOND, MENTEE):
        pairs_service.answer(programme.deps, actor=the(db, user), pair_id=second, is_yes=True)
    assert {pair.state for pair in the_pairs(db)} == {PairState.ACTIVE}


@pytest.mark.parametrize("who", [MENTOR, MENTEE])
def test_no_consent_begins_a_pair_with_somebody_who_has_left(programme: Rapport, db: Database, who: str) -> None:
    held(programme, db)
    desk = opened(programme, slash("/mentor", "matches", user=FACILITATOR))
    has_left(db, who)
    pressed = press(desk, programme.deps.catalog.gate.consent_button, user=FACILITATOR)
    assert programme.deps.catalog.gate.one_has_left in str(opened(programme, pressed, "views.push"))
    assert state_of(db) is PairState.HELD


def test_a_second_mentor_frees_no_pair_with_a_first_one_who_has_left(programme: Rapport, db: Database) -> None:
    held(programme, db)
    has_left(db, MENTOR)
    second = pair_up(db, mentor=SECOND, state=PairState.PROPOSED)
    for user in (SECOND, MENTEE):
        pairs_service.answer(programme.deps, actor=the(db, user), pair_id=second, is_yes=True)
    states = {pair.id == second: pair.state for pair in the_pairs(db)}
    assert states == {True: PairState.ACTIVE, False: PairState.HELD}


def test_a_second_mentor_who_heads_a_division_too_frees_nothing(programme: Rapport, db: Database) -> None:
    held(programme, db)
    second = pair_up(db, mentor=SECOND, state=PairState.PROPOSED)
    has_say(db, SECOND, MENTEE, Authority.CHIEF)
    for user in (SECOND, MENTEE):
        pairs_service.answer(programme.deps, actor=the(db, user), pair_id=second, is_yes=True)
    assert {pair.state for pair in the_pairs(db)} == {PairState.HELD}


def test_whoever_would_rather_not_wait_can_still_say_no(programme: Rapport, db: Database) -> None:
    sent = held(programme, db)
    answer(programme, sent[MENTEE][0], NO, user=MENTEE)
    assert state_of(db) is PairState.DECLINED


def test_what_the_programme_rules_out_is_neither_proposed_nor_asked_for(programme: Rapport, db: Database) -> None:
    say = programme.deps.catalog.gate
    has_say(db, MENTOR, MENTEE)
    desk = opened(programme, slash("/mentor", "matches", user=FACILITATOR))
    form = opened(programme, press(desk, say.rules_button, user=FACILITATOR), "views.push")
    ticked = {"gate_barred": {"type": "checkboxes", "selected_options": [{"value": "chair"}, {"value": "nonsense"}]}}
    assert say.kind_chair in str(updated(programme, submit(form, ticked, user=FACILITATOR)))
    refused = programme.answer_to(filled(open_form(programme)))
    assert refused["errors"] == {"pair_mentee": say.barred}
    assert say.barred in str(opened(programme, ask_button(db)))


def test_only_a_facilitator_changes_the_rules(programme: Rapport, db: Database) -> None:
    desk = opened(programme, slash("/mentor", "matches", user=FACILITATOR))
    form = opened(programme, press(desk, programme.deps.catalog.gate.rules_button, user=FACILITATOR), "views.push")
    ticked = {"gate_barred": {"type": "checkboxes", "selected_options": [{"value": "chair"}]}}
    refused = programme.answer_to(submit(form, ticked, user=MENTOR))
    assert refused["errors"] == {"gate_barred": programme.deps.catalog.pairs.facilitators_only}


def test_a_facilitator_turns_the_pages_of_what_waits_and_nobody_else_does(programme: Rapport, db: Database) -> None:
    mentees = [f"U0MANY{number:04}" for number in range(SHOWN + 1)]
    for each in mentees:
        pair_up(db, mentee=each, state=PairState.HELD)
    desk = opened(programme, slash("/mentor", "matches", user=FACILITATOR))
    pressed = press(desk, programme.deps.catalog.common.page_on_button, user=FACILITATOR)
    second = opened(programme, pressed, "views.update")
    assert [[each in str(page) for each in mentees].count(True) for page in (desk, second)] == [SHOWN, 1]
    forged = {**pressed, "actions": [{**each, "value": "x"} for each in pressed["actions"]]}
    assert [each in str(opened(programme, forged, "views.update")) for each in mentees].count(True) == SHOWN
    refusal = opened(programme, {**pressed, "user": {**pressed["user"], "id": STRANGER}}, "views.push")
    assert programme.deps.catalog.pairs.facilitators_only in str(refusal)
