"""What people say of themselves: kept as they say it, refused in words, and seen by nobody whom it does not concern."""

from datetime import date

import pytest

from bot.deps import Deps
from bot.domain.about import AboutMe
from bot.services import about
from bot.services.roster import bring_in
from bot.views.about import FIELDS
from sandbox.blockkit import check_view
from storage.database import Database
from storage.members import Member, keep_members
from storage.profiles import profile_of
from storage.relations import Relation, keep_of_roster
from storage.vocabulary import Authority, Rank, Stream
from tests.integration.about_steps import seniors, sent, the_form
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, the
from tests.payloads import TEAM, Payload, slack_user, slash, submit
from tests.rapport import Rapport

GUEST = "U0GUEST0001"


@pytest.fixture(autouse=True)
def people(db: Database) -> None:
    """Three colleagues, and a guest."""
    enrol(db, MENTEE, MENTOR, STRANGER)
    with db.begin() as session:
        keep_members(session, members=[Member(team_id=TEAM, user_id=GUEST, name="Guest", is_guest=True)])


def roster_names(db: Database, senior: str, kind: Authority) -> None:
    relation = Relation(senior_id=the(db, senior).id, junior_id=the(db, MENTEE).id, kind=kind, team_id=TEAM)
    with db.begin() as session:
        keep_of_roster(session, relations=[relation])


def test_what_somebody_says_is_kept_and_stands_in_the_form_again(rapport: Rapport, db: Database) -> None:
    answer = sent(rapport)
    assert answer["response_action"] == "update"
    assert check_view(answer["view"]) == []
    filled = about.current(rapport.deps, actor=the(db, MENTEE)).about
    assert (filled.rank, filled.stream, filled.division, filled.site) == (Rank.ASSOCIATE, None, "Cardiology <&>", None)
    assert (filled.joined_on, filled.gender) == (date(2024, 9, 1), "Xqzmark woman")
    assert {kind: set(people) for kind, people in filled.seniors.items()} == {
        Authority.CHAIR: set(),
        Authority.CHIEF: {MENTOR},
        Authority.SUPERVISOR: {MENTOR, STRANGER},
    }
    elements = {block["block_id"]: block["element"] for block in the_form(rapport)["blocks"] if "element" in block}
    assert elements["about_rank"]["initial_option"]["value"] == "associate"
    assert elements["about_stream"]["initial_option"]["value"] == "not_said"
    assert elements["about_gender"]["initial_value"] == "Xqzmark woman"
    assert set(elements["about_supervisor"]["initial_users"]) == {MENTOR, STRANGER}


def test_beside_each_field_stands_who_sees_it(rapport: Rapport) -> None:
    hints = [block["hint"]["text"] for block in the_form(rapport)["blocks"] if block["type"] == "input"]
    assert len(hints) == 9
    assert all("see" in hint for hint in hints)


def test_everything_can_be_taken_back(rapport: Rapport, db: Database) -> None:
    sent(rapport)
    rapport.answer_to(submit(the_form(rapport), {}))
    assert about.current(rapport.deps, actor=the(db, MENTEE)).about == AboutMe(seniors={kind: [] for kind in Authority})


def test_what_the_roster_says_of_seniors_stands_there_and_only_a_roster_takes_it_back(
    rapport: Rapport, db: Database
) -> None:
    roster_names(db, STRANGER, Authority.CHAIR)
    assert "Vera Nowak (chair)" in str(the_form(rapport))
    sent(rapport)
    rapport.answer_to(submit(the_form(rapport), {}))
    assert seniors(db) == {(STRANGER, Authority.CHAIR): False}


def test_what_somebody_has_named_is_the_rosters_once_it_says_so_too(rapport: Rapport, db: Database) -> None:
    sent(rapport)
    roster_names(db, MENTOR, Authority.CHIEF)
    assert seniors(db) == {
        (MENTOR, Authority.CHIEF): False,
        (MENTOR, Authority.SUPERVISOR): True,
        (STRANGER, Authority.SUPERVISOR): True,
    }


def test_a_roster_leaves_whom_people_have_named_themselves(deps: Deps, rapport: Rapport, db: Database) -> None:
    sent(rapport)
    users = [slack_user(each) for each in (MENTEE, MENTOR, STRANGER)]
    rapport.slack.answers["users.list"] = lambda _: {"ok": True, "members": users}
    raw = f"slack_id,rank,supervisor\n{MENTEE},full,-\n".encode()
    report = bring_in(deps, team_id=TEAM, raw=raw, is_kept=True)
    assert [change.column for change in report.changed[0].changes] == ["rank"]
    assert seniors(db)[STRANGER, Authority.SUPERVISOR] is True


@pytest.mark.parametrize(
    ("field", "entered", "sentence"),
    [
        ("about_division", {"type": "plain_text_input", "value": "x" * 101}, "long"),
        ("about_gender", {"type": "plain_text_input", "value": "x" * 61}, "long"),
        ("about_joined_on", {"type": "datepicker", "selected_date": "1900-01-01"}, "far_day"),
        ("about_chair", {"type": "multi_users_select", "selected_users": [MENTEE]}, "yourself"),
        ("about_chair", {"type": "multi_users_select", "selected_users": [GUEST]}, "no_colleague"),
        ("about_chair", {"type": "multi_users_select", "selected_users": ["U0OTHERTEAM"]}, "no_colleague"),
        ("about_chair", {"type": "multi_users_select", "selected_users": [f"U{n}" for n in range(6)]}, "too_many"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_kept(
    rapport: Rapport, db: Database, field: str, entered: Payload, sentence: str
) -> None:
    answer = sent(rapport, **{field: entered})
    assert answer == {
        "response_action": "errors",
        "errors": {field: getattr(rapport.deps.catalog.about, sentence)},
    }
    with db.read() as session:
        assert profile_of(session, member_id=the(db, MENTEE).id) is None
    assert seniors(db) == {}


def test_words_that_were_never_offered_count_as_not_said(rapport: Rapport, db: Database) -> None:
    sent(rapport, about_rank={"type": "static_select", "selected_option": {"value": "dean"}})
    assert about.current(rapport.deps, actor=the(db, MENTEE)).about.rank is None


def test_somebody_of_another_workspace_cannot_be_named(rapport: Rapport, db: Database) -> None:
    elsewhere = "U0ELSEWHERE"
    with db.begin() as session:
        keep_members(session, members=[Member(team_id="T2", user_id=elsewhere, name="Elsewhere")])
    answer = sent(rapport, about_chair={"type": "multi_users_select", "selected_users": [elsewhere]})
    assert list(answer["errors"]) == ["about_chair"]


def test_guests_and_strangers_to_the_roster_cannot_open_it(rapport: Rapport) -> None:
    for user in (GUEST, "U0UNKNOWN01"):
        rapport.answer_to(slash("/mentor", "me", user=user, response_url=rapport.slack.response_url))
    assert rapport.slack.wait_for("response_url", times=2)
    assert rapport.slack.called("views.open") == []


def test_each_sees_their_own_facts_and_nobody_elses(rapport: Rapport) -> None:
    sent(rapport)
    for user in (MENTOR, STRANGER):
        shown = str(the_form(rapport, user=user))
        assert "Xqzmark" not in shown
        assert "Cardiology" not in shown
        assert "initial_users" not in shown


def test_gender_lies_sealed(rapport: Rapport, db: Database) -> None:
    sent(rapport)
    with db.reader.connect() as connection:
        kept = connection.exec_driver_sql("SELECT gender FROM profile").scalar_one()
    assert b"Xqzmark" not in bytes(kept)


def test_what_is_kept_is_kept_for_its_own_workspace(deps: Deps, db: Database) -> None:
    about.keep(deps, actor=the(db, MENTEE), about=AboutMe(stream=Stream.EDUCATOR), fields=FIELDS)
    with db.read() as session:
        found = profile_of(session, member_id=the(db, MENTEE).id)
    assert found
    assert (found.team_id, found.stream) == (TEAM, Stream.EDUCATOR)
