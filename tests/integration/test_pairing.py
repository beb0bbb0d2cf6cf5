"""How a facilitator brings two people together: the right, the form, and everybody who cannot be in a pair."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from sandbox.blockkit import check_view
from storage.database import Database
from storage.vocabulary import Cadence, PairState
from tests.facilitating import FACILITATOR, PEOPLE, delivered, facilitated, filled, open_form, somebody, the_pairs
from tests.pairing import MENTEE, MENTOR, STRANGER, pair_up, the
from tests.payloads import Payload, event, slash
from tests.rapport import Rapport


@pytest.fixture
def programme(rapport: Rapport, db: Database) -> Rapport:
    """A bot whose programme has one facilitator."""
    facilitated(rapport, db)
    return rapport


def test_a_facilitator_proposes_a_pair_and_hears_what_happens_next(programme: Rapport, db: Database) -> None:
    shown = programme.answer_to(filled(open_form(programme)))
    assert shown["response_action"] == "update"
    assert check_view(shown["view"]) == []
    assert "Idris Okafor" in str(shown["view"])
    assert [(pair.state, pair.cadence) for pair in the_pairs(db)] == [(PairState.PROPOSED, Cadence.MONTHLY)]


def test_people_the_roster_did_not_know_are_known_afterwards(programme: Rapport, db: Database) -> None:
    programme.answer_to(filled(open_form(programme)))
    assert [the(db, each).name for each in (MENTOR, MENTEE, FACILITATOR)] == [
        PEOPLE[each] for each in (MENTOR, MENTEE, FACILITATOR)
    ]


def test_the_same_form_sent_twice_asks_once(programme: Rapport, db: Database) -> None:
    form = open_form(programme)
    first, second = programme.answer_to(filled(form)), programme.answer_to(filled(form))
    assert first == second
    assert len(the_pairs(db)) == 1
    assert set(delivered(programme)) == {MENTOR, MENTEE}


def test_somebody_who_is_no_facilitator_gets_a_sentence(programme: Rapport) -> None:
    programme.answer_to(slash("/mentor", "pair", user=MENTOR, response_url=programme.slack.response_url))
    assert programme.slack.wait_for("response_url")["text"] == programme.deps.catalog.pairs.facilitators_only
    assert programme.slack.called("views.open") == []


def test_before_the_set_up_nobody_pairs(rapport: Rapport) -> None:
    rapport.answer_to(slash("/mentor", "pair", user=FACILITATOR, response_url=rapport.slack.response_url))
    assert rapport.slack.wait_for("response_url")["text"] == rapport.deps.catalog.pairs.not_set_up


def test_a_facilitator_who_leaves_the_channel_while_typing_is_refused(programme: Rapport, db: Database) -> None:
    form = open_form(programme)
    facilitated(programme, db, facilitators=())
    programme.answer_to(event("member_left_channel", user=FACILITATOR, channel="C0FACILITY"))
    refused = programme.answer_to(filled(form))
    assert refused["errors"] == {"pair_mentor": programme.deps.catalog.pairs.facilitators_only}
    assert the_pairs(db) == []


def test_a_silent_slack_proves_nothing_and_changes_nothing(programme: Rapport, db: Database) -> None:
    form = open_form(programme)
    programme.slack.answers["users.info"] = lambda _: {"ok": False, "error": "internal_error"}
    refused = programme.answer_to(filled(form))
    assert refused["errors"] == {"pair_mentor": programme.deps.catalog.common.slack_silent}
    assert the_pairs(db) == []


@pytest.mark.parametrize(
    ("facts", "flaw"),
    [
        ({"is_bot": True}, "bot"),
        ({"is_restricted": True}, "guest"),
        ({"is_ultra_restricted": True}, "guest"),
        ({"deleted": True}, "deactivated"),
        ({"team_id": "T2"}, "foreign"),
        ({"is_stranger": True}, "foreign"),
    ],
)
@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_somebody_who_cannot_be_in_a_pair_is_refused_beside_the_field(
    programme: Rapport, db: Database, side: str, facts: Payload, flaw: str
) -> None:
    programme.slack.answers["users.info"] = lambda said: {
        "ok": True,
        "user": somebody(said["user"], **(facts if said["user"] == STRANGER else {})),
    }
    refused = programme.answer_to(filled(open_form(programme), **{side: STRANGER}))
    sentence = getattr(programme.deps.catalog.pairs, flaw).format(name=PEOPLE[STRANGER])
    assert refused["errors"] == {f"pair_{side}": sentence}
    assert the_pairs(db) == []


def test_the_same_person_twice_is_refused(programme: Rapport, db: Database) -> None:
    refused = programme.answer_to(filled(open_form(programme), mentee=MENTOR))
    assert refused["errors"] == {"pair_mentee": programme.deps.catalog.pairs.same}
    assert the_pairs(db) == []


def test_somebody_whom_slack_does_not_know_is_refused(programme: Rapport) -> None:
    programme.slack.answers["users.info"] = lambda said: (
        {"ok": False, "error": "user_not_found"}
        if said["user"] == MENTEE
        else {"ok": True, "user": somebody(said["user"])}
    )
    refused = programme.answer_to(filled(open_form(programme)))
    assert refused["errors"] == {"pair_mentee": programme.deps.catalog.pairs.nobody}


def test_a_form_without_a_person_is_refused_beside_its_field(programme: Rapport) -> None:
    refused = programme.answer_to(filled(open_form(programme), mentor=None))
    assert refused["errors"] == {"pair_mentor": programme.deps.catalog.pairs.missing}


@pytest.mark.parametrize("state", [PairState.PROPOSED, PairState.ACTIVE])
@pytest.mark.parametrize("roles", [{}, {"mentor": MENTEE, "mentee": MENTOR}], ids=["the same", "the other way round"])
def test_two_who_are_paired_already_are_refused(
    programme: Rapport, db: Database, state: PairState, roles: dict[str, str]
) -> None:
    pair_up(db, state=state)
    refused = programme.answer_to(filled(open_form(programme), **roles))
    assert refused["errors"] == {"pair_mentee": programme.deps.catalog.pairs.paired_already}
    assert len(the_pairs(db)) == 1


def test_two_who_declined_once_can_be_asked_again(programme: Rapport, db: Database) -> None:
    pair_up(db, state=PairState.DECLINED)
    assert programme.answer_to(filled(open_form(programme)))["response_action"] == "update"
    assert len(the_pairs(db)) == 2


def test_of_two_forms_sent_at_once_from_both_sides_one_makes_a_pair(programme: Rapport, db: Database) -> None:
    here, there = open_form(programme), open_form(programme)
    forms = [
        {**filled(here), "view": {**filled(here)["view"], "id": "V1"}},
        {**filled(there), "view": {**filled(there, mentor=MENTEE, mentee=MENTOR)["view"], "id": "V2"}},
    ]
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(programme.answer_to, forms))
    assert sorted(each["response_action"] for each in answers) == ["errors", "update"]
    assert len(the_pairs(db)) == 1
