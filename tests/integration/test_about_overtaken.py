"""A form that was opened before something changed: it writes what was changed in it, and takes nothing newer back."""

import pytest

from bot.services import about
from bot.services.roster import bring_in
from storage.database import Database
from storage.vocabulary import Authority, Rank
from tests.integration.about_steps import SAID, seniors, sent, the_form
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, the
from tests.payloads import TEAM, slack_user, submit_as_shown
from tests.rapport import Rapport


@pytest.fixture(autouse=True)
def people(db: Database) -> None:
    """Three colleagues."""
    enrol(db, MENTEE, MENTOR, STRANGER)


def brings_in(rapport: Rapport, columns: str, line: str) -> None:
    """Let a facilitator bring in a roster of one line about Maya."""
    users = [slack_user(each) for each in (MENTEE, MENTOR, STRANGER)]
    rapport.slack.answers["users.list"] = lambda _: {"ok": True, "members": users}
    bring_in(rapport.deps, team_id=TEAM, raw=f"slack_id,{columns}\n{MENTEE},{line}\n".encode(), is_kept=True)


def test_a_form_opened_before_a_roster_takes_back_nothing_of_it(rapport: Rapport, db: Database) -> None:
    sent(rapport)
    form = the_form(rapport)
    brings_in(rapport, "rank,division,chief", f"full,Nephrology,{MENTOR}")
    site = {"type": "plain_text_input", "value": "Mission Bay"}
    answer = rapport.answer_to(submit_as_shown(form, {"about_site": site}))
    assert answer["response_action"] == "update"
    known = about.current(rapport.deps, actor=the(db, MENTEE)).about
    assert (known.rank, known.division, known.site) == (Rank.FULL, "Nephrology", "Mission Bay")
    assert known.gender == "Xqzmark woman"
    assert seniors(db)[MENTOR, Authority.CHIEF] is False
    assert seniors(db)[STRANGER, Authority.SUPERVISOR] is True


def test_what_both_have_changed_is_refused_beside_its_field_and_nothing_is_kept(rapport: Rapport, db: Database) -> None:
    sent(rapport)
    form = the_form(rapport)
    brings_in(rapport, "division,rank", "Nephrology,associate")
    changed = {"about_division": {"type": "plain_text_input", "value": "Neurology"}, "about_site": SAID["about_gender"]}
    answer = rapport.answer_to(submit_as_shown(form, changed))
    assert answer == {
        "response_action": "errors",
        "errors": {"about_division": rapport.deps.catalog.about.overtaken},
    }
    known = about.current(rapport.deps, actor=the(db, MENTEE)).about
    assert (known.division, known.site) == ("Nephrology", None)


def test_what_both_have_changed_into_the_same_is_kept(rapport: Rapport, db: Database) -> None:
    sent(rapport)
    form = the_form(rapport)
    brings_in(rapport, "division", "Neurology")
    same = {"about_division": {"type": "plain_text_input", "value": "Neurology"}}
    assert rapport.answer_to(submit_as_shown(form, same))["response_action"] == "update"
    assert about.current(rapport.deps, actor=the(db, MENTEE)).about.division == "Neurology"


def test_whom_one_adds_stands_beside_whom_a_roster_has_taken_over(rapport: Rapport, db: Database) -> None:
    sent(rapport)
    form = the_form(rapport)
    brings_in(rapport, "chief", MENTOR)
    both = {"type": "multi_users_select", "selected_users": [MENTOR, STRANGER]}
    assert rapport.answer_to(submit_as_shown(form, {"about_chief": both}))["response_action"] == "update"
    found = seniors(db)
    assert (found[MENTOR, Authority.CHIEF], found[STRANGER, Authority.CHIEF]) == (False, True)


def test_two_forms_of_the_same_person_lose_nobody(rapport: Rapport, db: Database) -> None:
    first, second = the_form(rapport), the_form(rapport)
    names = {"about_chair": {"type": "multi_users_select", "selected_users": [MENTOR]}}
    others = {"about_chair": {"type": "multi_users_select", "selected_users": [STRANGER]}}
    assert rapport.answer_to(submit_as_shown(first, names))["response_action"] == "update"
    assert list(rapport.answer_to(submit_as_shown(second, others))["errors"]) == ["about_chair"]
    assert seniors(db) == {(MENTOR, Authority.CHAIR): True}


def test_a_form_in_which_nothing_is_changed_changes_nothing(rapport: Rapport, db: Database) -> None:
    sent(rapport)
    before = about.current(rapport.deps, actor=the(db, MENTEE))
    rapport.answer_to(submit_as_shown(the_form(rapport), {}))
    assert about.current(rapport.deps, actor=the(db, MENTEE)) == before
