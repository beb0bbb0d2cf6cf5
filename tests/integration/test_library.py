"""The library in Slack: everybody reads it, facilitators alone change it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlmodel import select

from bot.deps import Deps
from bot.domain.library import ResourceDraft
from bot.errors import NotYoursError, UserError
from bot.services import library
from bot.views import library as library_view
from storage.columns import new_id
from storage.database import Database
from storage.library import Resource
from storage.members import Member, keep_members
from storage.profiles import Profile, keep_profile
from tests.facilitating import FACILITATOR, facilitated
from tests.integration.steps import lying_on, opened
from tests.pairing import MENTEE, enrol, the
from tests.payloads import Payload, choose, press, slash, submit
from tests.rapport import Rapport

LINK = "https://example.org/promotion?year=2026&rank=full"
ELSEWHERE = "T2"


@pytest.fixture
def staffed(rapport: Rapport, db: Database) -> Rapport:
    """A programme that is set up, with a facilitator and a member."""
    enrol(db, FACILITATOR, MENTEE)
    facilitated(rapport, db)
    return rapport


def kept(db: Database) -> list[Resource]:
    with db.read() as session:
        return list(session.exec(select(Resource).order_by(Resource.title)))


def put(deps: Deps, title: str, *, site: str | None = None) -> str:
    """Let the facilitator put a link into the library and return its id."""
    resource_id = new_id()
    actor, draft = the(deps.db, FACILITATOR), ResourceDraft(title, LINK, site=site)
    library.add(deps, actor=actor, draft=draft, resource_id=resource_id, fields=library_view.FIELDS)
    return resource_id


def typed(**texts: str) -> dict[str, Payload]:
    return {f"library_{name}": {"type": "plain_text_input", "value": text} for name, text in texts.items()}


def is_at(db: Database, user: str, site: str) -> None:
    member = the(db, user)
    with db.begin() as session:
        keep_profile(session, Profile(member_id=member.id, team_id=member.team_id, site=site))


def titles(deps: Deps, *, site: str | None = None, number: int = 0) -> list[str]:
    page = library.page(deps, actor=the(deps.db, MENTEE), site=site, number=number)
    return [entry.title for entry in page.entries]


def chosen_site(board: Payload, label: str) -> Payload:
    (select_,) = [
        each for block in board["blocks"] for each in block.get("elements", []) if each["type"] == "static_select"
    ]
    options = [option for group in select_["option_groups"] for option in group["options"]]
    option = next(option for option in options if option["text"]["text"] == label)
    button = {
        "type": "actions",
        "elements": [{"type": "button", "action_id": select_["action_id"], "text": {"text": "x"}}],
    }
    pressed = press({**board, "blocks": [button]}, "x")
    action = {"type": "static_select", "action_id": select_["action_id"], "block_id": "b", "selected_option": option}
    return {**pressed, "view": {**pressed["view"], "blocks": board["blocks"]}, "actions": [action]}


def test_what_a_facilitator_adds_is_there_for_everybody(staffed: Rapport, db: Database) -> None:
    board = opened(staffed, slash("/mentor", "library", user=FACILITATOR))
    form = opened(staffed, press(board, "Add a link", user=FACILITATOR), "views.push")
    values = typed(name=" Promotion\n<!channel> & criteria ", link=LINK, note="For every rank <@U1>", site="North")
    payload = lying_on("V0", submit(form, values, user=FACILITATOR))
    assert staffed.answer_to(payload) == staffed.answer_to(payload) == {}
    assert staffed.slack.wait_for("views.update")["view_id"] == "V0"
    (row,) = kept(db)
    assert (row.title, row.url, row.note, row.site) == (
        "Promotion <!channel> & criteria",
        LINK,
        "For every rank <@U1>",
        "North",
    )
    is_at(db, MENTEE, "North")
    shown = str(opened(staffed, slash("/mentor", "library")))
    assert f"<{LINK.replace('&', '&amp;')}|Promotion &lt;!channel&gt; &amp; criteria> · North" in shown
    assert "Add a link" not in shown


@pytest.mark.parametrize(
    ("values", "field", "phrase"),
    [
        ({"link": LINK}, "library_name", "no_name"),
        ({"name": "Criteria"}, "library_link", "no_link"),
        ({"name": "Criteria", "link": "example.org"}, "library_link", "no_link"),
        ({"name": "Criteria", "link": LINK, "note": "x" * 301}, "library_note", "long_note"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(
    staffed: Rapport, db: Database, values: dict[str, str], field: str, phrase: str
) -> None:
    board = opened(staffed, slash("/mentor", "library", user=FACILITATOR))
    form = opened(staffed, press(board, "Add a link", user=FACILITATOR), "views.push")
    answer = staffed.answer_to(submit(form, typed(**values), user=FACILITATOR))
    assert answer["errors"] == {field: getattr(staffed.deps.catalog.library, phrase)}
    assert kept(db) == []


def test_an_entry_is_changed_and_taken_out(staffed: Rapport, db: Database) -> None:
    put(staffed.deps, "Promotion criteria")
    board = opened(staffed, slash("/mentor", "library", user=FACILITATOR))
    form = opened(staffed, choose(board, "Promotion criteria", "Change", user=FACILITATOR), "views.push")
    filled = {block["block_id"]: block["element"].get("initial_value") for block in form["blocks"]}
    assert filled == {
        "library_name": "Promotion criteria",
        "library_link": LINK,
        "library_note": None,
        "library_site": None,
    }
    payload = submit(form, typed(name="Parental leave", link=LINK), user=FACILITATOR)
    assert staffed.answer_to(lying_on("V0", payload)) == {}
    changed: Payload = staffed.slack.wait_for("views.update")["view"]
    assert [row.title for row in kept(db)] == ["Parental leave"]
    emptied = opened(staffed, choose(changed, "Parental leave", "Remove", user=FACILITATOR), "views.update")
    assert staffed.deps.catalog.library.nothing_here in str(emptied)
    assert kept(db) == []


def test_a_member_who_forges_a_facilitators_choice_changes_nothing(staffed: Rapport, db: Database) -> None:
    put(staffed.deps, "Promotion criteria")
    board = opened(staffed, slash("/mentor", "library", user=FACILITATOR))
    form = opened(staffed, press(board, "Add a link", user=FACILITATOR), "views.push")
    refusal = staffed.deps.catalog.library.facilitators_only
    for times, verb in enumerate(("Change", "Remove"), start=2):
        staffed.answer_to(choose(board, "Promotion criteria", verb))
        assert refusal in str(staffed.slack.wait_for("views.push", times=times))
    answer = staffed.answer_to(submit(form, typed(name="Mine", link=LINK)))
    assert list(answer["errors"].values()) == [refusal]
    assert [row.title for row in kept(db)] == ["Promotion criteria"]


def test_while_slack_is_silent_the_library_can_be_read_and_not_changed(staffed: Rapport, db: Database) -> None:
    put(staffed.deps, "Promotion criteria")
    staffed.slack.answers["conversations.members"] = lambda _: {"ok": False, "error": "internal_error"}
    staffed.deps.directory.forget(team_id="T1", channel_id="C0FACILITY")
    shown = str(opened(staffed, slash("/mentor", "library", user=FACILITATOR)))
    assert "Promotion criteria" in shown
    assert "Add a link" not in shown
    with pytest.raises(UserError, match="Slack did not answer"):
        put(staffed.deps, "Parental leave")


def test_ones_own_site_comes_first_and_others_can_be_chosen(staffed: Rapport, db: Database) -> None:
    for title, site in (("a", None), ("b", "North"), ("c", "South"), ("D", "South")):
        put(staffed.deps, title, site=site)
    assert titles(staffed.deps) == ["a"]
    is_at(db, MENTEE, "South")
    assert titles(staffed.deps) == ["c", "D", "a"]
    board = opened(staffed, slash("/mentor", "library"))
    north = opened(staffed, chosen_site(board, "North"), "views.update")
    assert "Shown for *North*" in str(north)
    everybody = opened(staffed, chosen_site(north, "For everybody"), "views.update")
    assert "Shown for" not in str(everybody)
    assert titles(staffed.deps, site="Nowhere") == ["a"]


def test_a_long_library_has_pages(staffed: Rapport) -> None:
    for number in range(23):
        put(staffed.deps, f"{number:02}")
    board = opened(staffed, slash("/mentor", "library"))
    second = opened(staffed, press(board, "Next page"), "views.update")
    assert "Page 2 of 3" in str(second)
    assert titles(staffed.deps, number=2) == titles(staffed.deps, number=9) == ["20", "21", "22"]


def test_another_workspace_has_a_library_of_its_own(staffed: Rapport, db: Database) -> None:
    resource_id = put(staffed.deps, "Promotion criteria", site="North")
    with db.begin() as session:
        keep_members(session, members=[Member(team_id=ELSEWHERE, user_id=FACILITATOR, name="Ruth")])
        elsewhere = session.exec(select(Member).where(Member.team_id == ELSEWHERE)).one()
    page = library.page(staffed.deps, actor=elsewhere, site="North")
    assert (page.entries, page.sites) == ((), ())
    with pytest.raises(UserError):
        library.remove(staffed.deps, actor=elsewhere, resource_id=resource_id)
    with pytest.raises(NotYoursError):
        library.entry(staffed.deps, actor=the(db, FACILITATOR), resource_id="0" * 32)
    assert [row.title for row in kept(db)] == ["Promotion criteria"]


def test_a_page_takes_a_constant_number_of_statements(
    staffed: Rapport, db: Database, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    actor = the(db, MENTEE)
    is_at(db, MENTEE, "Site 3")
    put(staffed.deps, "first")
    library.page(staffed.deps, actor=actor)
    with counted() as few:
        library.page(staffed.deps, actor=actor)
    for number in range(40):
        put(staffed.deps, f"{number:02}", site=f"Site {number % 7}")
    with counted() as many:
        library.page(staffed.deps, actor=actor)
    assert len(few) == len(many)
