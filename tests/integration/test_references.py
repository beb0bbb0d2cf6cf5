"""Hearing what a mentor is like from somebody they mentored: by consent of all, and the mentor never learns of it."""

from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.domain.references import Told
from bot.errors import NotYoursError, UserError
from bot.services import finding, inquiries, references
from sandbox.blockkit import check_view
from storage.columns import stable_id
from storage.database import Database
from storage.references import Inquiry
from storage.vocabulary import InquiryState, PairState, TouchpointKind
from tests.facilitating import delivered
from tests.integration.offer_steps import offer, several
from tests.integration.steps import opened
from tests.integration.test_avoidances import avoid
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, has_left, pair_up, the
from tests.payloads import Payload, press, press_message, slash, submit
from tests.planning import planned
from tests.rapport import Rapport

PAST, OTHER = "U0PAST0001", "U0OTHER001"
ASKER = MENTEE
ASKED = stable_id("V1", "inquiry")
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def _people(db: Database) -> None:
    """Idris mentors PAST no more and OTHER still."""
    enrol(db, ASKER, MENTOR, STRANGER, PAST, OTHER)
    pair_up(db, mentee=PAST, state=PairState.ENDED)
    pair_up(db, mentee=OTHER)


def agree(deps: Deps, *referees: str, scheme: bool = True) -> None:
    """Let the mentor agree to the scheme, and these mentees be willing."""
    offer(deps, is_reference_scheme=scheme, capacity=9)
    for each in referees:
        references.keep_willing(deps, actor=the(deps.db, each), mentor_ids=[the(deps.db, MENTOR).id])


def ask(deps: Deps, *, question: str | None = "How fast are drafts read?", inquiry_id: str = ASKED) -> None:
    inquiries.ask(
        deps, actor=the(deps.db, ASKER), mentor_id=the(deps.db, MENTOR).id, question=question, inquiry_id=inquiry_id
    )


def kept(db: Database) -> Inquiry:
    with db.read() as session:
        found = session.get(Inquiry, ASKED)
    assert found
    return found


def asked_now(deps: Deps) -> str:
    """Return the user id of whoever is asked now."""
    return next(each for each in (PAST, OTHER) if the(deps.db, each).id == kept(deps.db).referee_id)


def reply(deps: Deps, user_id: str, *, is_yes: bool) -> Told:
    return inquiries.answer(deps, actor=the(deps.db, user_id), inquiry_id=ASKED, is_yes=is_yes)[0]


def has_references(deps: Deps, user_id: str = ASKER) -> bool:
    return finding.card(deps, actor=the(deps.db, user_id), mentor_id=the(deps.db, MENTOR).id).has_references


def test_mentees_past_and_present_can_be_willing_once_the_mentor_agrees(deps: Deps, db: Database) -> None:
    def offered(user_id: str) -> list[str]:
        return [name for name, _ in references.willing_form(deps, actor=the(db, user_id)).mentors]

    offer(deps)
    assert offered(PAST) == []
    agree(deps)
    assert (offered(PAST), offered(OTHER), offered(ASKER)) == (["Idris Okafor"], ["Idris Okafor"], [])


def test_who_was_never_mentored_by_somebody_cannot_be_willing(deps: Deps, db: Database) -> None:
    agree(deps, STRANGER)
    pair_up(db, mentee=ASKER, state=PairState.DECLINED)
    agree(deps, ASKER)
    assert not has_references(deps, PAST)


def test_a_mentor_who_takes_consent_back_ends_it_for_everybody(deps: Deps) -> None:
    agree(deps, PAST)
    assert has_references(deps)
    agree(deps, scheme=False)
    assert not has_references(deps)
    with pytest.raises(UserError, match="Nobody can talk"):
        ask(deps)


def test_somebody_who_is_willing_is_asked_and_nobody_is_named_in_a_message(rapport: Rapport) -> None:
    agree(rapport.deps, PAST)
    ask(rapport.deps)
    sent = delivered(rapport)
    assert set(sent) == {PAST}
    assert not any(name in str(sent) for name in ("Maya", "Idris", "drafts"))


def test_what_is_asked_stands_behind_the_button_for_whoever_is_asked(rapport: Rapport) -> None:
    agree(rapport.deps, PAST)
    ask(rapport.deps)
    message = delivered(rapport)[PAST][0]
    button = rapport.deps.catalog.references.made_button
    shown = opened(rapport, press_message(message, button, user=PAST))
    assert all(words in str(shown) for words in ("Maya Lindqvist", "Idris Okafor", "How fast are drafts read?"))
    answered = opened(rapport, press(shown, rapport.deps.catalog.references.yes_button, user=PAST), "views.update")
    assert "Maya Lindqvist hears that they can write to you" in str(answered)
    told = delivered(rapport)[ASKER][-1]
    heard = opened(rapport, press_message(told, rapport.deps.catalog.references.open_button, user=ASKER))
    assert f"<@{PAST}>" in str(heard)


def test_the_mentor_gets_no_message_and_sees_nothing_whatever_happens(rapport: Rapport, db: Database) -> None:
    deps = rapport.deps
    agree(deps, PAST, OTHER)
    ask(deps)
    reply(deps, asked_now(deps), is_yes=False)
    reply(deps, asked_now(deps), is_yes=True)
    assert MENTOR not in delivered(rapport)
    with pytest.raises(NotYoursError):
        inquiries.sheet(deps, actor=the(db, MENTOR), inquiry_id=ASKED)
    profile = opened(rapport, slash("/mentor", "profile", user=MENTOR))
    agree(deps)
    assert opened(rapport, slash("/mentor", "profile", user=MENTOR))["blocks"] == profile["blocks"]


def test_after_a_no_the_next_one_is_asked_and_the_asker_learns_nothing_of_it(deps: Deps, db: Database) -> None:
    agree(deps, PAST, OTHER)
    ask(deps)
    first = asked_now(deps)
    assert reply(deps, first, is_yes=False) is Told.TURNED_DOWN
    second = asked_now(deps)
    assert second != first
    sheet = inquiries.sheet(deps, actor=the(db, ASKER), inquiry_id=ASKED)
    assert (sheet.state, sheet.other) == (InquiryState.OPEN, None)
    assert planned(db, TouchpointKind.INQUIRY_ANSWERED) == []
    with pytest.raises(NotYoursError):
        reply(deps, first, is_yes=True)


def test_when_all_have_said_no_the_asker_hears_that_nobody_can_and_nothing_of_who_is_kept(
    deps: Deps, db: Database
) -> None:
    agree(deps, PAST)
    ask(deps)
    reply(deps, PAST, is_yes=False)
    left = kept(db)
    assert (left.state, left.referee_id, left.question, left.turned_down) == (InquiryState.NOBODY, None, None, "")
    assert [row.member_id for row in planned(db, TouchpointKind.INQUIRY_ANSWERED)] == [the(db, ASKER).id]


def test_after_a_week_without_an_answer_somebody_else_can_be_asked_and_not_before(
    deps: Deps, db: Database, clock: HandClock
) -> None:
    agree(deps, PAST, OTHER)
    ask(deps)
    first, asker = asked_now(deps), the(db, ASKER)
    clock.at = NOW + WEEK - timedelta(minutes=1)
    inquiries.ask_another(deps, actor=asker, inquiry_id=ASKED)
    assert asked_now(deps) == first
    clock.at = NOW + WEEK
    assert inquiries.sheet(deps, actor=asker, inquiry_id=ASKED).has_waited
    inquiries.ask_another(deps, actor=asker, inquiry_id=ASKED)
    assert asked_now(deps) != first


def test_an_inquiry_can_be_taken_back_and_then_waits_for_nobody(rapport: Rapport, db: Database) -> None:
    agree(rapport.deps, PAST)
    ask(rapport.deps)
    inquiries.withdraw(rapport.deps, actor=the(db, ASKER), inquiry_id=ASKED)
    assert delivered(rapport) == {}
    assert kept(db).question is None
    with pytest.raises(NotYoursError):
        reply(rapport.deps, PAST, is_yes=True)


def test_one_is_asked_once_however_often_it_is_sent(deps: Deps, db: Database) -> None:
    agree(deps, PAST, OTHER)
    ask(deps)
    ask(deps)
    ask(deps, inquiry_id=stable_id("V2", "inquiry"))
    assert len(planned(db, TouchpointKind.INQUIRY_MADE)) == 1
    assert finding.card(deps, actor=the(db, ASKER), mentor_id=the(db, MENTOR).id).inquiry_id == ASKED


@pytest.mark.parametrize(("owner", "other"), [(PAST, ASKER), (ASKER, PAST)])
def test_who_would_rather_not_meet_is_never_asked(deps: Deps, db: Database, owner: str, other: str) -> None:
    agree(deps, PAST)
    avoid(db, owner, other)
    assert not has_references(deps)


def test_who_has_left_is_never_asked(deps: Deps, db: Database) -> None:
    agree(deps, PAST)
    has_left(db, PAST)
    assert not has_references(deps)


@pytest.mark.parametrize("who", [MENTOR, STRANGER, OTHER])
def test_an_inquiry_is_of_its_two_people_alone(deps: Deps, db: Database, who: str) -> None:
    agree(deps, PAST)
    ask(deps)
    actor = the(db, who)
    for act in (inquiries.sheet, inquiries.ask_another, inquiries.withdraw):
        with pytest.raises(NotYoursError):
            act(deps, actor=actor, inquiry_id=ASKED)
    with pytest.raises(NotYoursError):
        reply(deps, who, is_yes=True)
    with pytest.raises(NotYoursError):
        reply(deps, ASKER, is_yes=True)


def test_the_screens_lead_from_a_mentor_to_the_question_and_back(rapport: Rapport, db: Database) -> None:
    say = rapport.deps.catalog
    agree(rapport.deps, PAST)
    form = opened(rapport, slash("/mentor", "find", user=ASKER))
    listed = rapport.answer_to(submit(form, {"find_free": several("now")}))["view"]
    card = opened(rapport, press(listed, say.finding.read_button), "views.push")
    question = opened(rapport, press(card, say.finding.references_ask_button), "views.push")
    typed = {"inquiry_question": {"type": "plain_text_input", "value": "How fast are drafts read?"}}
    asked = rapport.answer_to(submit(question, typed))
    assert check_view(asked["view"]) == []
    assert say.references.asked in str(asked["view"])
    again = opened(rapport, press(listed, say.finding.read_button), "views.push")
    waiting = opened(rapport, press(again, say.finding.references_open_button), "views.push")
    taken_back = opened(rapport, press(waiting, say.references.back_button), "views.update")
    assert say.references.withdrawn in str(taken_back)


def test_the_form_of_who_is_willing_keeps_what_is_ticked(rapport: Rapport, db: Database) -> None:
    say = rapport.deps.catalog
    agree(rapport.deps)

    def the_form(user: str) -> Payload:
        find = opened(rapport, slash("/mentor", "find", user=user))
        return opened(rapport, press(find, say.finding.references_button, user=user), "views.push")

    chosen = {"reference_mentors": several(the(db, MENTOR).id, "nobody")}
    kept_view = rapport.answer_to(submit(the_form(PAST), chosen, user=PAST))["view"]
    assert say.references.kept_one in str(kept_view)
    assert "initial_options" in the_form(PAST)["blocks"][1]["element"]
    assert say.references.none_agree in str(the_form(STRANGER))
