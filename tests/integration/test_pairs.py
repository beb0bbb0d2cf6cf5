"""What two people answer to a proposal: confirmed by both, or declined by nobody in particular."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from bot.domain.pairs import Answered
from bot.services import pairs as pairs_service
from bot.views.pair_messages import CONFIDED
from sandbox.blockkit import check_message, check_view
from storage.database import Database
from storage.members import Member, keep_members
from storage.touchpoints import Touchpoint
from storage.vocabulary import PairState, TouchpointKind
from tests.asking import door_of
from tests.facilitating import FACILITATOR, PEOPLE, answer, delivered, facilitated, filled, open_form, the_pairs
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, the
from tests.payloads import Payload, event, press
from tests.rapport import Rapport

YES, NO = "Yes", "Not for me"


@pytest.fixture
def programme(rapport: Rapport, db: Database) -> Rapport:
    """A bot whose programme has one facilitator."""
    facilitated(rapport, db)
    return rapport


@pytest.fixture
def asked(programme: Rapport) -> dict[str, list[Payload]]:
    """The messages that ask the two."""
    programme.answer_to(filled(open_form(programme)))
    return delivered(programme)


def told(db: Database, *kinds: TouchpointKind) -> set[tuple[TouchpointKind, str]]:
    """Return (kind, user) of every message of these kinds that was planned."""
    with db.read() as session:
        rows = session.exec(select(Touchpoint, Member).where(Touchpoint.member_id == Member.id))
        return {(row.kind, member.user_id) for row, member in rows if row.kind in kinds}


def leave(db: Database, user_id: str) -> None:
    gone = the(db, user_id).model_dump(exclude={"id"}) | {"is_deleted": True}
    with db.begin() as session:
        keep_members(session, members=[Member(**gone)])


def test_both_are_asked_by_name_with_two_answers_and_who_sees_what(asked: dict[str, list[Payload]]) -> None:
    assert set(asked) == {MENTOR, MENTEE}
    assert "Idris Okafor" in str(asked[MENTEE])
    assert "Maya Lindqvist" in str(asked[MENTOR])
    for messages in asked.values():
        assert len(messages) == 1
        assert "Ruth Weiss" in str(messages)
        assert all(phrase in str(messages) for phrase in (YES, NO, "Who sees what"))


def test_the_second_yes_makes_the_pair(programme: Rapport, db: Database, asked: dict[str, list[Payload]]) -> None:
    first = answer(programme, asked[MENTEE][0], YES, user=MENTEE)
    assert first["replace_original"]
    assert first["text"] == programme.deps.catalog.pairs.noted
    assert "You have said yes, and Idris Okafor has been asked too." in str(
        programme.slack.wait_for("views.open", times=2)
    )
    assert the_pairs(db)[0].state is PairState.PROPOSED
    assert delivered(programme) == {}
    second = answer(programme, asked[MENTOR][0], YES, user=MENTOR)
    assert second["text"] == "You have both said yes: your pair with Maya Lindqvist begins."
    assert check_message({"text": second["text"], "blocks": second["blocks"]}) == []
    assert the_pairs(db)[0].state is PairState.ACTIVE


def test_when_the_pair_begins_both_and_the_facilitator_hear_of_it(
    programme: Rapport, asked: dict[str, list[Payload]]
) -> None:
    answer(programme, asked[MENTEE][0], YES, user=MENTEE)
    answer(programme, asked[MENTOR][0], YES, user=MENTOR)
    sent = delivered(programme)
    assert set(sent) == {MENTOR, MENTEE, FACILITATOR}
    for user in (MENTOR, MENTEE):
        assert all(label in str(sent[user]) for label in ("Plan the first meeting", "Set a goal"))
    assert sent[FACILITATOR][0]["text"] == "Idris Okafor and Maya Lindqvist have both said yes. Their pair has begun."


@pytest.mark.parametrize("decliner", [MENTOR, MENTEE])
@pytest.mark.parametrize("has_other_said_yes", [True, False])
def test_nothing_that_is_kept_or_sent_says_who_declined(
    programme: Rapport, db: Database, asked: dict[str, list[Payload]], decliner: str, has_other_said_yes: bool
) -> None:
    other = MENTEE if decliner == MENTOR else MENTOR
    if has_other_said_yes:
        answer(programme, asked[other][0], YES, user=other)
    replaced = answer(programme, asked[decliner][0], NO, user=decliner)
    assert replaced["replace_original"]
    [pair] = the_pairs(db)
    assert (pair.state, pair.mentor_confirmed_at, pair.mentee_confirmed_at) == (PairState.DECLINED, None, None)
    kinds = (TouchpointKind.PAIR_NOT_FORMED, TouchpointKind.PAIR_OUTCOME)
    neutral, to_facilitator = kinds
    assert told(db, *kinds) == {(neutral, MENTOR), (neutral, MENTEE), (to_facilitator, FACILITATOR)}
    sent = delivered(programme)
    assert "another arrangement is planned" in sent[other][0]["text"]
    assert sent[FACILITATOR][0]["text"].startswith(
        "The pair of Idris Okafor and Maya Lindqvist will not begin: another arrangement is needed."
    )


@pytest.mark.parametrize("label", [YES, NO])
def test_what_stands_in_an_exported_message_after_an_answer_does_not_tell_a_no_from_a_yes(
    programme: Rapport, asked: dict[str, list[Payload]], label: str
) -> None:
    say = programme.deps.catalog.pairs
    replaced = answer(programme, asked[MENTEE][0], label, user=MENTEE)
    assert replaced["text"] == say.noted
    assert str(replaced["blocks"]).count(say.noted) == len(replaced["blocks"]) == 1
    confided = {YES: say.waiting, NO: say.declined}[label].format(partner=PEOPLE[MENTOR])
    assert confided in str(programme.slack.wait_for("views.open", times=2)["view"])


def test_two_who_say_yes_at_the_same_moment_are_a_pair(
    programme: Rapport, db: Database, asked: dict[str, list[Payload]]
) -> None:
    pair_id = the_pairs(db)[0].id
    two = [the(db, user) for user in (MENTOR, MENTEE)]
    assert set(asked) == {MENTOR, MENTEE}

    def say_yes(actor: Member) -> Answered:
        return pairs_service.answer(programme.deps, actor=actor, pair_id=pair_id, is_yes=True)[0]

    with ThreadPoolExecutor(2) as both:
        assert set(both.map(say_yes, two)) == {Answered.WAITING, Answered.FORMED}
    assert the_pairs(db)[0].state is PairState.ACTIVE


def test_a_no_after_ones_own_yes_closes_the_proposal(
    programme: Rapport, db: Database, asked: dict[str, list[Payload]]
) -> None:
    answer(programme, asked[MENTEE][0], YES, user=MENTEE)
    answer(programme, asked[MENTEE][0], NO, user=MENTEE)
    assert the_pairs(db)[0].state is PairState.DECLINED


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ([(MENTEE, YES), (MENTEE, YES)], "still_waiting"),
        ([(MENTEE, YES), (MENTOR, YES), (MENTEE, YES)], "stands"),
        ([(MENTEE, YES), (MENTOR, YES), (MENTEE, NO)], "stands"),
        ([(MENTOR, NO), (MENTEE, YES)], "over"),
        ([(MENTEE, NO), (MENTEE, NO)], "over"),
    ],
)
def test_an_old_button_is_answered_with_what_is_true_and_changes_nothing(
    programme: Rapport, db: Database, asked: dict[str, list[Payload]], answers: list[tuple[str, str]], sentence: str
) -> None:
    for user, label in answers[:-1]:
        answer(programme, asked[user][0], label, user=user)
    before = [pair.model_dump() for pair in the_pairs(db)]
    user, label = answers[-1]
    partner = PEOPLE[MENTOR if user == MENTEE else MENTEE]
    said = answer(programme, asked[user][0], label, user=user)
    true = getattr(programme.deps.catalog.pairs, sentence).format(partner=partner)
    if sentence in CONFIDED:
        assert true in str(programme.slack.wait_for("views.open", times=len(answers) + 1)["view"])
        true = programme.deps.catalog.pairs.noted
    assert said["text"] == true
    assert [pair.model_dump() for pair in the_pairs(db)] == before


@pytest.mark.parametrize("user", [STRANGER, "U0NOBODY01"])
def test_somebody_elses_button_does_nothing(
    programme: Rapport, db: Database, asked: dict[str, list[Payload]], user: str
) -> None:
    enrol(db, STRANGER)
    refused = answer(programme, asked[MENTEE][0], YES, user=user)
    assert refused["text"] == programme.deps.catalog.common.not_yours
    assert not refused["replace_original"]
    assert the_pairs(db)[0].mentee_confirmed_at is None


def test_whoever_says_yes_to_somebody_who_has_left_is_told_kindly(
    programme: Rapport, db: Database, asked: dict[str, list[Payload]]
) -> None:
    leave(db, MENTOR)
    said = answer(programme, asked[MENTEE][0], YES, user=MENTEE)
    assert said["text"].startswith("Idris Okafor is no longer in this workspace")
    assert the_pairs(db)[0].state is PairState.DECLINED
    assert set(delivered(programme)) == {MENTEE, FACILITATOR}


def test_an_answer_given_before_its_question_is_sent_leaves_nothing_to_ask(programme: Rapport, db: Database) -> None:
    programme.answer_to(filled(open_form(programme)))
    home = event("app_home_opened", user=MENTEE, channel="D1", tab="home", event_ts="1.1")
    programme.answer_to(home)
    shown = programme.slack.wait_for("views.publish")["view"]
    programme.answer_to(press(shown, YES, user=MENTEE))
    programme.slack.wait_for("views.publish", times=2)
    assert set(delivered(programme)) == {MENTOR}
    assert the_pairs(db)[0].mentee_confirmed_at is not None


def test_an_answer_in_home_is_confirmed_and_home_is_drawn_anew(programme: Rapport) -> None:
    programme.answer_to(filled(open_form(programme)))
    programme.answer_to(event("app_home_opened", user=MENTEE, channel="D1", tab="home", event_ts="1.1"))
    shown = programme.slack.wait_for("views.publish")["view"]
    opened = len(programme.slack.called("views.open")) + 1
    programme.answer_to(press(shown, YES, user=MENTEE, view_hash="h7"))
    assert check_view(programme.slack.wait_for("views.open", times=opened)["view"]) == []
    again = programme.slack.wait_for("views.publish", times=2)
    assert again["hash"] == "h7"
    assert door_of(programme, home=again["view"]).slots == door_of(programme, home=shown).slots
    assert YES not in [element["text"]["text"] for block in again["view"]["blocks"] for element in _buttons(block)]


@pytest.mark.parametrize("own_side", ["mentor", "mentee"])
def test_a_facilitator_may_be_one_of_the_two(programme: Rapport, db: Database, own_side: str) -> None:
    programme.answer_to(filled(open_form(programme), **{own_side: FACILITATOR}))
    other = MENTEE if own_side == "mentor" else MENTOR
    first = delivered(programme)
    assert set(first) == {FACILITATOR, other}
    for user in (FACILITATOR, other):
        answer(programme, first[user][0], YES, user=user)
    assert {user: len(messages) for user, messages in delivered(programme).items()} == {FACILITATOR: 1, other: 1}


def _buttons(block: Payload) -> list[Payload]:
    return [element for element in block.get("elements", []) if element.get("type") == "button"]
