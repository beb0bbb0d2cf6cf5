"""What one of two declares of how they depend on each other: it weighs at once, and is shown after two yeses."""

from bot.services import pairs as pairs_service
from storage.database import Database
from storage.declarations import declarations_in
from storage.vocabulary import Interest, PairState, SettingName, TouchpointKind
from tests.facilitating import FACILITATOR, answer, delivered, the_pairs
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, the
from tests.payloads import Payload, press_message, slash, submit
from tests.planning import planned
from tests.rapport import Rapport
from tests.requesting import choose, proposed, state_of, updated

YES, NO = "Yes", "Not for me"
WORDS = "MARKER we hold a grant together"
SECOND = "U0SECOND01"


def declare(programme: Rapport, message: Payload, *kinds: Interest, user: str, words: str | None = WORDS) -> Payload:
    """Say yes with something to declare, and return what is shown then."""
    label = programme.deps.catalog.pairs.declare_button
    form = opened(programme, press_message(message, label, user=user))
    boxes = [{"value": kind.value} for kind in kinds]
    entered: dict[str, Payload] = {
        "declare_kinds": {"type": "checkboxes", "selected_options": boxes},
        "declare_words": {"type": "plain_text_input", "value": words},
    }
    return updated(programme, submit(form, entered, user=user))


def test_what_one_of_them_declares_holds_the_pair_up(programme: Rapport, db: Database) -> None:
    asked = proposed(programme)
    shown = declare(programme, asked[MENTEE][0], Interest.SHARED, user=MENTEE)
    assert "You have said yes" in str(shown)
    assert state_of(db) is PairState.PROPOSED
    answer(programme, asked[MENTOR][0], YES, user=MENTOR)
    assert state_of(db) is PairState.HELD
    sent = delivered(programme)
    assert "share output or money" not in str(sent), "messages can be exported"
    assert "MARKER" not in str(sent)
    label = programme.deps.catalog.gate.read_button
    for user in (MENTOR, MENTEE):
        shown = opened(programme, press_message(sent[user][0], label, user=user))
        assert "The two of you share output or money." in str(shown)


def test_facilitators_hear_once_of_a_pair_that_a_declaration_with_the_second_yes_holds_up(
    programme: Rapport, db: Database
) -> None:
    asked = proposed(programme)
    pairs_service.answer(programme.deps, actor=the(db, MENTOR), pair_id=the_pairs(db)[0].id, is_yes=True)
    declare(programme, asked[MENTEE][0], Interest.SHARED, user=MENTEE)
    assert state_of(db) is PairState.HELD
    programme.app.listener_runner.listener_executor.shutdown(wait=True)
    held_up = planned(db, TouchpointKind.HOLD_TO_WEIGH)
    assert [each.member_id for each in held_up] == [the(db, FACILITATOR).id]


def test_the_words_of_a_declaration_are_read_by_the_two_alone(programme: Rapport, db: Database) -> None:
    asked = proposed(programme)
    declare(programme, asked[MENTEE][0], Interest.SHARED, user=MENTEE)
    pair_id, label = the_pairs(db)[0].id, programme.deps.catalog.gate.read_button
    for user in (MENTOR, MENTEE):
        _, flags, said = pairs_service.what_was_said(programme.deps, actor=the(db, user), pair_id=pair_id)
        assert (flags, said) == ((), ()), "nothing is shown before both have said yes"
    answer(programme, asked[MENTOR][0], YES, user=MENTOR)
    sent = delivered(programme)
    shown = opened(programme, press_message(sent[MENTOR][0], label, user=MENTOR))
    assert WORDS in str(shown)
    desk = opened(programme, slash("/mentor", "matches", user=FACILITATOR))
    assert "The two share output or money." in str(desk)
    assert "MARKER" not in str(desk)
    refusal = opened(programme, press_message(sent[MENTOR][0], label, user=FACILITATOR))
    assert programme.deps.catalog.common.not_yours in str(refusal)


def test_a_declaration_is_forgotten_with_the_pair_that_does_not_come_about(programme: Rapport, db: Database) -> None:
    asked = proposed(programme)
    declare(programme, asked[MENTEE][0], Interest.REVIEW, user=MENTEE)
    answer(programme, asked[MENTOR][0], NO, user=MENTOR)
    with db.read() as session:
        assert declarations_in(session, pair_ids=[the_pairs(db)[0].id]) == []


def test_a_declaration_needs_something_ticked(programme: Rapport, db: Database) -> None:
    asked = proposed(programme)
    label = programme.deps.catalog.pairs.declare_button
    form = opened(programme, press_message(asked[MENTEE][0], label, user=MENTEE))
    refused = programme.answer_to(submit(form, {"declare_kinds": {"type": "checkboxes", "selected_options": []}}))
    assert refused["errors"] == {"declare_kinds": programme.deps.catalog.gate.no_kind}
    assert the_pairs(db)[0].mentee_confirmed_at is None


def test_what_the_programme_rules_out_and_only_a_declaration_tells_does_not_begin(
    programme: Rapport, db: Database
) -> None:
    choose(db, SettingName.INELIGIBLE, "shared")
    asked = proposed(programme)
    declare(programme, asked[MENTEE][0], Interest.SHARED, user=MENTEE)
    times = len(programme.slack.called("views.open")) + 1
    said = answer(programme, asked[MENTOR][0], YES, user=MENTOR)
    assert said["text"] == programme.deps.catalog.pairs.noted, "messages can be exported"
    assert "makes no pair" in str(programme.slack.wait_for("views.open", times=times)["view"])
    assert state_of(db) is PairState.DECLINED
