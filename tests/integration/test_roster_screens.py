"""A facilitator brings in a roster from Slack: the file, the look at it, the keeping; and who may not."""

import pytest

from bot.errors import PermanentDeliveryError
from bot.runtime.downloads import downloaded, is_slacks
from bot.runtime.gateway import web_client
from bot.views import roster_screens
from sandbox.blockkit import check_view
from storage.database import Database
from storage.members import member_ids
from storage.profiles import profiles_of
from storage.vocabulary import Rank
from tests.facilitating import FACILITATOR, facilitated, somebody
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, enrol
from tests.payloads import TEAM, Payload, slash, submit
from tests.rapport import Rapport
from tests.rostering import five_hundred, listed
from tests.rostering import somebody as somebody_of_many

FILE = "F0ROSTER001"
PATH = "/files-pri/T1-F0ROSTER001/roster.csv"
ROSTER = f"slack_id,rank\n{MENTEE},full\nU0NOBODY001,full\n".encode()


@pytest.fixture(autouse=True)
def programme(rapport: Rapport, db: Database) -> None:
    """A programme whose facilitator has put a roster into a form."""
    facilitated(rapport, db)
    enrol(db, FACILITATOR, MENTEE, MENTOR)
    listed(rapport, [somebody(each) for each in (FACILITATOR, MENTEE, MENTOR)])
    sends(rapport, ROSTER)


def sends(rapport: Rapport, content: bytes, *, user: str = FACILITATOR) -> None:
    """Let Slack know of one file, and of no other."""
    url = rapport.slack.base_url.removesuffix("/api") + PATH
    file = {"id": FILE, "user": user, "url_private": url, "url_private_download": url}
    rapport.slack.files[PATH] = content
    rapport.slack.answers["files.info"] = lambda said: (
        {"ok": True, "file": file} if said["file"] == FILE else {"ok": False, "error": "file_not_found"}
    )


def the_form(rapport: Rapport) -> Payload:
    return opened(rapport, slash("/mentor", "roster", user=FACILITATOR))


def with_file(form: Payload, file_id: str | None = FILE, *, user: str = FACILITATOR) -> Payload:
    files = [{"id": file_id, "name": "roster.csv", "user": user}] if file_id else []
    return submit(form, {roster_screens.FILE: {"type": "file_input", "files": files}}, user=user)


def shown_after(rapport: Rapport, payload: Payload) -> Payload:
    """Send a form off; return what stands in its place once Rapport has done its work."""
    times = len(rapport.slack.called("views.update")) + 1
    working = rapport.answer_to(payload)
    assert working["response_action"] == "update"
    assert check_view(working["view"]) == []
    view: Payload = rapport.slack.wait_for("views.update", times=times)["view"]
    assert check_view(view) == []
    return view


def texts(view: Payload) -> str:
    return str([block.get("text", block.get("elements")) for block in view["blocks"]])


def ranks(db: Database) -> dict[str, Rank | None]:
    """Return the rank of everybody of whom anything is known, by Slack id."""
    with db.read() as session:
        users = {member_id: user_id for user_id, member_id in member_ids(session, team_id=TEAM).items()}
        return {users[key]: each.rank for key, each in profiles_of(session, member_ids=users).items()}


def test_a_roster_is_looked_over_first_and_then_brought_in(rapport: Rapport, db: Database) -> None:
    seen = shown_after(rapport, with_file(the_form(rapport)))
    assert "Would be brought in: 1 lines." in texts(seen)
    assert "Line 3, U0NOBODY001: slack_id: nobody in this workspace is" in texts(seen)
    assert "Line 2, Maya Lindqvist: rank full" in texts(seen)
    assert ranks(db) == {}
    done = shown_after(rapport, submit(seen, {}, user=FACILITATOR))
    assert "Brought in: 1 lines. 1 changed something" in texts(done)
    assert rapport.deps.catalog.roster.file_stays in texts(done)
    assert ranks(db) == {MENTEE: Rank.FULL}
    again = shown_after(rapport, with_file(the_form(rapport)))
    assert "submit" not in again


def test_five_hundred_lines_with_forty_faulty_ones_stand_on_one_screen(rapport: Rapport) -> None:
    listed(rapport, [somebody_of_many(number) for number in range(500)])
    sends(rapport, five_hundred(faulty=40))
    seen = shown_after(rapport, with_file(the_form(rapport)))
    assert texts(seen).count("Line ") >= 40 + roster_screens.MOST_CHANGED
    for number in range(462, 502):
        assert f"Line {number}" in texts(seen)
    assert "And 400 more lines" in texts(seen)
    done = shown_after(rapport, submit(seen, {}, user=FACILITATOR))
    assert "Brought in: 460 lines." in texts(done)
    assert "Left out: 40 lines" in texts(done)


def test_nobody_but_facilitators_gets_the_form(rapport: Rapport) -> None:
    rapport.answer_to(slash("/mentor", "roster", user=MENTOR, response_url=rapport.slack.response_url))
    said = rapport.slack.wait_for("response_url")["text"]
    assert said == rapport.deps.catalog.roster.facilitators_only
    assert rapport.slack.called("views.open") == []


@pytest.mark.parametrize("step", ["look", "keep"])
def test_who_is_no_facilitator_any_more_learns_and_changes_nothing(rapport: Rapport, db: Database, step: str) -> None:
    """Each step proves the right anew: a form that was open before is worth nothing."""
    form = the_form(rapport)
    seen = shown_after(rapport, with_file(form))
    sends(rapport, ROSTER, user=MENTOR)
    payload = with_file(form, user=MENTOR) if step == "look" else submit(seen, {}, user=MENTOR)
    refused = shown_after(rapport, payload)
    assert rapport.deps.catalog.roster.facilitators_only in texts(refused)
    assert "Maya" not in texts(refused)
    assert ranks(db) == {}


@pytest.mark.parametrize("file_id", [FILE, "F0OTHERS001"])
def test_nobody_elses_file_is_read(rapport: Rapport, db: Database, file_id: str) -> None:
    """The id of a file is chosen by its sender: of one that is somebody else's nothing is said, as of none at all."""
    sends(rapport, ROSTER, user=MENTOR)
    refused = shown_after(rapport, with_file(the_form(rapport), file_id))
    assert rapport.deps.catalog.common.not_yours in texts(refused)
    assert "Maya" not in texts(refused)
    assert ranks(db) == {}


def test_without_the_scope_the_way_by_the_terminal_is_shown(rapport: Rapport) -> None:
    rapport.slack.answers["files.info"] = lambda _: {"ok": False, "error": "missing_scope"}
    shown = the_form(rapport)
    assert rapport.deps.catalog.roster.by_terminal in texts(shown)
    assert "submit" not in shown


def test_a_form_without_a_file_says_so_beside_the_field(rapport: Rapport) -> None:
    answer = rapport.answer_to(with_file(the_form(rapport), None))
    assert answer == {
        "response_action": "errors",
        "errors": {roster_screens.FILE: rapport.deps.catalog.roster.no_file},
    }


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"no roster", b"slack_id,rank\n"])
def test_what_is_no_roster_is_refused_in_a_sentence(rapport: Rapport, content: bytes) -> None:
    sends(rapport, content)
    refused = shown_after(rapport, with_file(the_form(rapport)))
    assert refused["title"]["text"] == rapport.deps.catalog.common.refusal_title


def test_what_slack_does_not_give_in_time_is_asked_for_again(rapport: Rapport, db: Database) -> None:
    form = the_form(rapport)
    rapport.slack.answers["users.list"] = lambda _: {"ok": False, "error": "internal_error"}
    assert rapport.deps.catalog.common.slack_silent in texts(shown_after(rapport, with_file(form)))
    del rapport.slack.files[PATH]  # Slack shows the page for signing in
    assert rapport.deps.catalog.common.slack_silent in texts(shown_after(rapport, with_file(form)))
    assert ranks(db) == {}


def test_the_token_is_shown_to_slacks_machines_alone(rapport: Rapport) -> None:
    shown_after(rapport, with_file(the_form(rapport)))
    (asked,) = [call for call in rapport.slack.calls if call.method == "download"]
    assert {name.lower(): value for name, value in asked.headers.items()}["authorization"] == "Bearer xoxb-1"
    with pytest.raises(PermanentDeliveryError, match="foreign_address"):
        downloaded(web_client(rapport.deps.settings), "https://files.slack.com/x", most_bytes=10)


@pytest.mark.parametrize(
    ("url", "is_good"),
    [
        ("https://files.slack.com/files-pri/T1-F1/roster.csv", True),
        ("https://slack.com/files-pri/T1-F1/roster.csv", True),
        ("http://files.slack.com/files-pri/T1-F1/roster.csv", False),
        ("https://files.slack.com.evil.example/roster.csv", False),
        ("https://evilslack.com/roster.csv", False),
        ("https://files.slack.com:8443/roster.csv", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_an_address_is_slacks_or_it_is_not(url: str, is_good: bool) -> None:
    assert is_slacks(url, base_url="https://slack.com/api/") is is_good


def test_a_file_that_is_too_large_is_not_read_to_its_end(rapport: Rapport) -> None:
    sends(rapport, b"x" * 5000)
    url = rapport.slack.base_url.removesuffix("/api") + PATH
    assert len(downloaded(web_client(rapport.deps.settings), url, most_bytes=100)) == 101


def test_the_facilitators_desk_leads_to_it(rapport: Rapport) -> None:
    desk = opened(rapport, slash("/mentor", "desk", user=FACILITATOR))
    assert rapport.deps.catalog.roster.button in str(desk)
