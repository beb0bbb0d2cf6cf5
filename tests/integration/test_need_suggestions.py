"""What a mentor suggests for a mentee's map: one thing at a time, hers to take in or to let be, and told to nobody."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.deps import Deps
from bot.domain.needs import MOST_NEEDS, HintDraft, NeedCard
from bot.errors import FieldError, NotYoursError, UserError
from bot.services import need_sharing, need_suggestions, needs
from bot.views import need_hint_form
from storage.database import Database
from storage.vocabulary import CheckIn, CheckInDeed, Strength, TouchpointKind
from tests.integration.check_in_steps import asked_now, label_of, question_in
from tests.integration.need_steps import (
    HINT,
    SECOND,
    TOPIC,
    ends,
    hinted,
    kept,
    named,
    on_map,
    on_one_topic,
    suggested,
    the_map,
    the_need,
)
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, has_left, pair_up, the
from tests.payloads import Payload, press, press_message, submit
from tests.planning import message, planned, why_not
from tests.rapport import Rapport

TOLD = TouchpointKind.NEED_SUGGESTED
TAKE, LEAVE = "Put it on my list", "Let it be"


def the_form(rapport: Rapport) -> Payload:
    """Return a mentor's form, by the way from their own list."""
    page = opened(rapport, press(the_map(rapport, user=MENTOR), "Read", user=MENTOR), "views.update")
    return opened(rapport, press(page, "Suggest something", user=MENTOR), "views.push")


def waiting(deps: Deps) -> list[NeedCard]:
    """Return what is suggested to Maya."""
    return list(needs.board(deps, actor=the(deps.db, MENTEE)).suggestions)


def names(deps: Deps, need_id: str, pair_id: str, *, user: str = MENTOR, person: str | None = STRANGER) -> None:
    """Let a mentor name somebody who may know what Maya needs."""
    need_suggestions.name_somebody(
        deps,
        actor=the(deps.db, user),
        pair_id=pair_id,
        need_id=need_id,
        user_id=person,
        field=need_hint_form.PERSON,
    )


def test_a_suggestion_is_read_by_its_mentee_who_takes_it_in(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    sent = submit(the_form(rapport), suggested(HINT.topic, about="committees", person=STRANGER), user=MENTOR)
    for _ in range(2):
        assert "decides alone" in str(rapport.answer_to(sent))
    told = message(deps, TOLD)
    assert [row.member_id for row in planned(db, TOLD)] == [the(db, MENTEE).id]
    assert "MARKER" not in str(told)
    assert "Vera" not in str(told)
    shown = opened(rapport, press_message(told, "Look"))
    assert "Idris Okafor would ask Vera Nowak." in str(shown)
    assert HINT.topic in str(shown)
    drawn = opened(rapport, press(shown, TAKE), "views.update")
    assert TAKE not in str(drawn)
    card = the_need(deps)
    assert (card.said.about, card.said.topic, card.readers) == (HINT.about, HINT.topic, frozenset())
    assert [each.named_on is not None for each in kept(db)] == [True]
    assert HINT.topic not in str(
        opened(rapport, press(the_map(rapport, user=MENTOR), "Read", user=MENTOR), "views.update")
    )


def test_what_is_let_be_leaves_nothing_and_nobody_is_told(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    hinted(deps, pair_id)
    drawn = opened(rapport, press(the_map(rapport), LEAVE), "views.update")
    assert HINT.topic not in str(drawn)
    assert kept(db) == []
    assert why_not(deps, planned(db, TOLD)) == {"gone"}
    assert {row.kind for row in planned(db)} == {TOLD}


def test_a_second_suggestion_takes_the_place_of_one_that_waits(deps: Deps, db: Database, pair_id: str) -> None:
    hinted(deps, pair_id)
    hinted(deps, pair_id, draft=HintDraft(Strength.CARE, "Rather this"))
    assert [card.said.topic for card in waiting(deps)] == ["Rather this"]
    assert len(planned(db, TOLD)) == 1
    need_suggestions.take_in(deps, actor=the(db, MENTEE), need_id=waiting(deps)[0].need_id)
    hinted(deps, pair_id)
    assert [card.said.topic for card in on_map(deps)] == ["Rather this"], "what is hers is not written over"
    assert [card.said.topic for card in waiting(deps)] == [HINT.topic]


def test_each_of_two_mentors_may_suggest_one(deps: Deps, db: Database, pair_id: str) -> None:
    hinted(deps, pair_id)
    hinted(deps, on_one_topic(db, "grants"), user=SECOND, draft=HintDraft(Strength.CARE, "Of the second"))
    assert {(card.proposer and card.proposer.name, card.said.topic) for card in waiting(deps)} == {
        ("Idris Okafor", HINT.topic),
        (SECOND, "Of the second"),
    }


def test_answers_pressed_at_the_same_moment_and_again_leave_one_line(deps: Deps, db: Database, pair_id: str) -> None:
    need_id, actor = hinted(deps, pair_id), the(db, MENTEE)

    def press_one(do: Callable[..., None]) -> None:
        do(deps, actor=actor, need_id=need_id)

    with ThreadPoolExecutor(4) as windows:
        list(windows.map(press_one, [need_suggestions.take_in] * 4))
    need_suggestions.let_be(deps, actor=actor, need_id=need_id)
    assert [card.need_id for card in on_map(deps)] == [need_id]


def test_a_mentor_in_two_windows_suggests_one_thing(deps: Deps, db: Database, pair_id: str) -> None:
    drafts = [HintDraft(Strength.CARE, f"Version {number}") for number in range(4)]
    with ThreadPoolExecutor(4) as windows:
        list(windows.map(lambda draft: hinted(deps, pair_id, draft=draft), drafts))
    assert len(kept(db)) == len(waiting(deps)) == 1
    assert len(planned(db, TOLD)) == 1


def test_only_the_mentor_of_a_pair_under_way_suggests_and_only_its_mentee_answers(
    deps: Deps, db: Database, pair_id: str
) -> None:
    other = pair_up(db, mentor=SECOND, mentee=STRANGER)
    for user, pair in ((MENTEE, pair_id), (STRANGER, pair_id), (SECOND, pair_id), (MENTOR, other), (MENTOR, "nothing")):
        with pytest.raises(NotYoursError):
            hinted(deps, pair, user=user)
        with pytest.raises(NotYoursError):
            need_sharing.readable(deps, actor=the(db, user), pair_id=pair)
    assert kept(db) == []
    need_id = hinted(deps, pair_id)
    for user in (MENTOR, STRANGER, SECOND):
        for answer in (need_suggestions.take_in, need_suggestions.let_be):
            with pytest.raises(NotYoursError):
                answer(deps, actor=the(db, user), need_id=need_id)
    assert len(waiting(deps)) == 1
    ends(db, pair_id)
    with pytest.raises(NotYoursError):
        hinted(deps, pair_id)
    assert why_not(deps, planned(db, TOLD)) == {"ended"}
    assert [card.said.topic for card in waiting(deps)] == [HINT.topic], "hers to decide all the same"


def test_a_full_map_takes_nothing_in_and_keeps_the_suggestion(deps: Deps, db: Database, pair_id: str) -> None:
    for _ in range(MOST_NEEDS):
        named(deps)
    need_id = hinted(deps, pair_id)
    with pytest.raises(UserError, match="take one out first"):
        need_suggestions.take_in(deps, actor=the(db, MENTEE), need_id=need_id)
    assert [card.need_id for card in waiting(deps)] == [need_id]


def test_a_mentor_names_somebody_for_a_line_that_is_shared(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    need_id = named(deps)
    with pytest.raises(NotYoursError):
        names(deps, need_id, pair_id)
    need_sharing.share(deps, actor=the(db, MENTEE), need_id=need_id, pair_id=pair_id)
    page = opened(rapport, press(the_map(rapport, user=MENTOR), "Read", user=MENTOR), "views.update")
    form = opened(rapport, press(page, "Name somebody", user=MENTOR), "views.push")
    values = {need_hint_form.PERSON: {"type": "users_select", "selected_user": STRANGER}}
    for _ in range(2):
        rapport.answer_to(submit(form, values, user=MENTOR))
    assert len(planned(db, TOLD)) == 1
    shown = opened(rapport, press_message(message(deps, TOLD), "Look"))
    assert TOPIC.split(" <")[0] in str(shown)
    card = the_need(deps)
    assert card.person
    assert (card.person.name, card.said.topic) == ("Vera Nowak", TOPIC)


@pytest.mark.parametrize("nobody", [MENTEE, MENTOR, "U0NOBODY000", "left", None])
def test_whoever_cannot_be_asked_is_not_named(deps: Deps, db: Database, pair_id: str, nobody: str | None) -> None:
    enrol(db, "left")
    has_left(db, "left")
    need_id = named(deps)
    need_sharing.share(deps, actor=the(db, MENTEE), need_id=need_id, pair_id=pair_id)
    with pytest.raises(FieldError):
        names(deps, need_id, pair_id, person=nobody)
    if nobody:
        with pytest.raises(FieldError):
            hinted(deps, pair_id, draft=HintDraft(Strength.CARE, "x", nobody))
    assert the_need(deps).person is None
    assert waiting(deps) == []


def test_somebody_who_has_left_is_suggested_nothing(deps: Deps, db: Database, pair_id: str) -> None:
    has_left(db, MENTEE)
    with pytest.raises(UserError, match="no longer in this workspace"):
        hinted(deps, pair_id)


def test_the_question_whose_knowledge_is_missing_leads_to_a_suggestion(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    asked = asked_now(deps, pair_id, clock)
    found = question_in(asked)
    action = {"type": "button", "action_id": f"check_in:{CheckInDeed.NEED}", "block_id": "b"}
    value = f"{found.pair_id}:{CheckIn.KNOWLEDGE}:{found.number}"
    fine = label_of(deps, asked, CheckInDeed.FINE)
    pressed = press_message(asked, fine, user=MENTOR, response_url=rapport.slack.response_url)
    form = opened(rapport, {**pressed, "actions": [{**action, "value": value}]})
    rapport.slack.wait_for("response_url")
    answer = rapport.answer_to(submit(form, suggested(HINT.topic), user=MENTOR))
    assert deps.catalog.needs.hint_done.format(mentee="Maya Lindqvist") in str(answer)
    assert [card.said.topic for card in waiting(deps)] == [HINT.topic]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (suggested(None), need_hint_form.TOPIC),
        (suggested("x" * 81), need_hint_form.TOPIC),
        (suggested("x", about="everything"), need_hint_form.ABOUT),
        (suggested("x", person=MENTEE), need_hint_form.PERSON),
    ],
    ids=["nothing", "long", "nowhere", "herself"],
)
def test_a_suggestion_that_cannot_be_kept_is_refused_beside_its_field(
    rapport: Rapport, db: Database, pair_id: str, said: dict[str, Payload], field: str
) -> None:
    answer = rapport.answer_to(submit(the_form(rapport), said, user=MENTOR))
    assert list(answer["errors"]) == [field]
    assert kept(db) == []


def test_a_suggestion_taken_in_is_named_on_that_day(deps: Deps, db: Database, pair_id: str, clock: HandClock) -> None:
    need_id = hinted(deps, pair_id)
    need_suggestions.take_in(deps, actor=the(db, MENTEE), need_id=need_id)
    assert [(each.named_on, each.covered_on) for each in kept(db)] == [(NOW.date(), None)]
    assert why_not(deps, planned(db, TOLD)) == {"taken"}
