"""Reviews on screen: the room before anybody asks, a refusal beside its field, answers by one tap."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.deps import Deps
from bot.domain.reviews import ReviewAct
from bot.services import home
from bot.services.review_load import own_terms
from bot.views import reviews as reviews_view
from sandbox.blockkit import check_view
from storage.database import Database
from storage.vocabulary import ReviewState, TouchpointKind
from tests.integration.review_steps import TITLE, act, ask, entered, kept, offer
from tests.integration.steps import lying_on, opened, pressed
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, the
from tests.payloads import TEAM, Payload, press, press_message, slash, submit
from tests.planning import message, planned, pushed, written
from tests.rapport import Rapport, held_back

FAR = datetime.now(UTC).date() + timedelta(days=90)
"""Whatever day it is on the machine that runs the tests, notice enough for anything."""


def board_of(rapport: Rapport, user: str) -> Payload:
    return opened(rapport, slash("/mentor", "review", user=user))


def test_the_board_shows_a_mentees_way_to_ask_and_a_mentors_load(rapport: Rapport, pair_id: str) -> None:
    mentees, mentors = board_of(rapport, MENTEE), board_of(rapport, MENTOR)
    assert "wishes 10 working days of notice" in str(mentees)
    assert "Next free week" in str(mentees)
    assert "What you carry" not in str(mentees)
    assert "Mentees: 1 · Open reviews: 0 · Meetings this month: 0" in str(mentors)
    assert "Ask for a review" not in str(mentors)


def test_a_form_shows_the_room_refuses_what_is_too_soon_and_then_asks(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    form = pushed(rapport, press(board_of(rapport, MENTEE), "Ask for a review"))
    assert "Next free week" in str(form["blocks"][0])
    soon = datetime.now(UTC).date() + timedelta(days=2)
    with held_back(rapport):
        refused = rapport.answer_to(lying_on("V0", submit(form, entered(soon))))
        assert list(refused["errors"]) == ["review_wanted"]
        assert "The first day is" in refused["errors"]["review_wanted"]
    payload = lying_on("V0", submit(form, entered(FAR)))
    answer = rapport.answer_to(payload)
    assert check_view(answer["view"]) == []
    drawn = rapport.slack.wait_for("views.update")["view"]
    assert TITLE in str([block.get("text", {}).get("text") for block in drawn["blocks"]])
    assert check_view(drawn) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"review_kind": {}}, "review_kind"),
        ({"review_what": {}}, "review_what"),
        ({"review_length": {}}, "review_length"),
        ({"review_wanted": {}}, "review_wanted"),
        ({"review_what": {"value": "x" * 201}}, "review_what"),
    ],
)
def test_what_is_missing_or_too_long_is_said_beside_its_field(
    rapport: Rapport, pair_id: str, values: dict[str, Payload], field: str
) -> None:
    form = pushed(rapport, press(board_of(rapport, MENTEE), "Ask for a review"))
    answer = rapport.answer_to(submit(form, {**entered(FAR), **values}))
    assert list(answer["errors"]) == [field]


def test_a_mentor_accepts_with_one_tap_on_the_message(rapport: Rapport, deps: Deps, db: Database, pair_id: str) -> None:
    review_id = ask(deps, pair_id)
    asked = message(deps, TouchpointKind.REVIEW_ASKED)
    assert "MARKER" not in str(asked)
    assert "What you carry at present. Mentees: 1 · Open reviews: 1 · Meetings this month: 0" in str(asked)
    line = pressed(rapport, asked, "Yes, by Tue 17 Nov 2026", user=MENTOR)
    assert line["text"] == "A paper, for Maya Lindqvist: agreed, back by Tue 17 Nov 2026."
    assert kept(db, review_id).state is ReviewState.ACCEPTED


def test_a_full_week_puts_the_next_free_day_one_tap_away(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    act(deps, ask(deps, pair_id), ReviewAct.ACCEPT)
    review_id = ask(deps, pair_id)
    (row,) = [row for row in planned(db, TouchpointKind.REVIEW_ASKED) if row.subject_id == review_id]
    asked = written(deps, row)
    assert isinstance(asked, dict)
    with held_back(rapport) as lazy:
        payload = press_message(
            asked, "By Mon 23 Nov 2026 instead", user=MENTOR, response_url=rapport.slack.response_url
        )
        rapport.answer_to(payload)
    assert len(lazy) == 1
    chosen = reviews_view.chosen(payload["actions"][0])
    assert chosen == (ReviewAct.OFFER, review_id, date(2026, 11, 23))


def test_declining_and_pausing_says_until_when(rapport: Rapport, deps: Deps, db: Database, pair_id: str) -> None:
    review_id = ask(deps, pair_id)
    line = pressed(rapport, message(deps, TouchpointKind.REVIEW_ASKED), "Not now, and pause", user=MENTOR)
    until = own_terms(rapport.deps, actor=the(db, MENTOR)).paused_until
    assert until is not None
    assert "asked for no review before" in line["text"]
    assert kept(db, review_id).state is ReviewState.DECLINED
    assert "is asked for no review before" in str(board_of(rapport, MENTEE))
    assert "Ask for a review" not in str(board_of(rapport, MENTEE))


def test_a_late_press_changes_nothing_and_says_what_is_true(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    review_id = ask(deps, pair_id)
    asked = message(deps, TouchpointKind.REVIEW_ASKED)
    act(deps, review_id, ReviewAct.WITHDRAW, by=MENTEE)
    for label in ("Yes, by Tue 17 Nov 2026", "Another day", "Not this time"):
        assert pressed(rapport, asked, label, user=MENTOR)["text"] == "A paper, for Maya Lindqvist: withdrawn."
    assert kept(db, review_id).revision == 2


def test_another_day_from_a_message_is_asked_for_in_a_form_and_told_in_its_place(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    review_id = ask(deps, pair_id)
    asked = message(deps, TouchpointKind.REVIEW_ASKED)
    form = opened(rapport, press_message(asked, "Another day", user=MENTOR, response_url=rapport.slack.response_url))
    assert TITLE in form["blocks"][0]["text"]["text"]
    past = submit(form, {"review_day": {"type": "datepicker", "selected_date": "2020-01-01"}}, user=MENTOR)
    assert list(rapport.answer_to(past)["errors"]) == ["review_day"]
    day = {"review_day": {"type": "datepicker", "selected_date": FAR.isoformat()}}
    assert rapport.answer_to(submit(form, day, user=MENTOR)) == {}
    line = rapport.slack.wait_for("response_url")
    assert "you have offered" in line["text"]
    assert kept(db, review_id).offered_on == FAR


def test_the_mentee_takes_the_day_that_was_offered_on_the_message(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    review_id = ask(deps, pair_id)
    offer(deps, review_id, date(2026, 11, 27))
    told = message(deps, TouchpointKind.REVIEW_CHANGED)
    line = pressed(rapport, told, "That day helps", user=MENTEE)
    assert line["text"] == "A paper, with Idris Okafor: agreed, back by Fri 27 Nov 2026."
    assert kept(db, review_id).state is ReviewState.ACCEPTED


def test_buttons_on_the_board_do_their_work_and_draw_it_anew(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    review_id = ask(deps, pair_id)
    board = board_of(rapport, MENTOR)
    rapport.answer_to(press(board, "Yes", user=MENTOR))
    drawn = rapport.slack.wait_for("views.update")["view"]
    assert check_view(drawn) == []
    assert "agreed, back by Tue 17 Nov 2026" in str(drawn)
    assert kept(db, review_id).state is ReviewState.ACCEPTED


def test_a_mentor_changes_how_much_they_review(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = pushed(rapport, press(board_of(rapport, MENTOR), "Change your room", user=MENTOR))
    values: dict[str, Payload] = {
        "review_a_week": {"type": "static_select", "selected_option": {"value": "3"}},
        "review_pause": {"type": "datepicker", "selected_date": FAR.isoformat()},
    }
    assert rapport.answer_to(lying_on("V0", submit(form, values, user=MENTOR))) == {}
    terms = own_terms(rapport.deps, actor=the(db, MENTOR))
    assert (terms.a_week, terms.paused_until) == (3, FAR)
    forged = {**values, "review_a_week": {"type": "static_select", "selected_option": {"value": "99"}}}
    assert list(rapport.answer_to(submit(form, forged, user=MENTOR))["errors"]) == ["review_a_week"]


def test_a_stranger_who_forges_a_press_gets_a_sentence_and_no_words(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    review_id = ask(deps, pair_id)
    asked = message(deps, TouchpointKind.REVIEW_ASKED)
    for label in ("Yes, by Tue 17 Nov 2026", "Another day", "Not this time", "See what it is"):
        times = len(rapport.slack.called("response_url")) + 1
        rapport.answer_to(press_message(asked, label, user=STRANGER, response_url=rapport.slack.response_url))
        said = rapport.slack.wait_for("response_url", times=times)
        assert said["text"] == rapport.deps.catalog.common.not_yours
    assert "MARKER" not in str(rapport.slack.calls)
    assert kept(db, review_id).revision == 1


def test_home_shows_what_waits_and_a_mentors_load_and_no_title(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    def waiting(user: str) -> list[str]:
        page = home.page(deps, team_id=TEAM, user_id=user, member=the(db, user), is_first_time=False)
        return [each.kind for each in page.waiting]

    review_id = ask(deps, pair_id)
    assert (waiting(MENTOR), waiting(MENTEE)) == (["review_asked"], [])
    offer(deps, review_id, date(2026, 11, 27))
    assert (waiting(MENTOR), waiting(MENTEE)) == ([], ["review_offered"])
    act(deps, review_id, ReviewAct.AGREE, by=MENTEE)
    assert (waiting(MENTOR), waiting(MENTEE)) == ([], [])
    clock.at = NOW + timedelta(days=21)
    assert (waiting(MENTOR), waiting(MENTEE)) == (["review_due"], [])
