"""App Home: drawn for its owner alone, and always with what the Home before carried."""

from sandbox.blockkit import check_view
from storage.database import Database
from storage.members import Member, keep_members
from storage.settings import keep_setting
from storage.vocabulary import SettingName
from tests.log_capture import captured_logs
from tests.payloads import TEAM, USER, Payload, event, press, slack_user, submit_as_shown
from tests.rapport import Rapport


def _opened(view: Payload | None = None, *, tab: str = "home") -> Payload:
    opened = event("app_home_opened", user=USER, channel="D1", tab=tab, event_ts="1.1")
    if view:
        opened["event"]["view"] = view
    return opened


def _know(db: Database, *, is_guest: bool = False) -> None:
    with db.begin() as session:
        keep_members(session, members=[Member(team_id=TEAM, user_id=USER, name="Maya", is_guest=is_guest)])


def _texts(view: Payload) -> str:
    return " ".join(str(block.get("text", {}).get("text", "")) for block in view["blocks"])


def test_a_first_opening_welcomes_by_name_and_publishes_without_a_hash(rapport: Rapport) -> None:
    rapport.answer_to(_opened())
    published = rapport.slack.wait_for("views.publish")
    assert check_view(published["view"]) == []
    assert published["user_id"] == USER
    assert "hash" not in published
    assert "Maya Lindqvist" in _texts(published["view"])


def test_somebody_the_roster_does_not_know_is_looked_up_and_not_stored(rapport: Rapport, db: Database) -> None:
    rapport.answer_to(_opened())
    rapport.slack.wait_for("views.publish")
    with db.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM member").scalar() == 0


def test_a_home_carries_on_its_owners_metadata_and_the_hash(rapport_without_relay: Rapport, db: Database) -> None:
    rapport = rapport_without_relay
    _know(db)
    rapport.answer_to(_opened({"type": "home", "private_metadata": "sealed slots", "hash": "h7", "blocks": []}))
    published = rapport.slack.wait_for("views.publish")
    assert published["hash"] == "h7"
    assert published["view"]["private_metadata"] == "sealed slots"


def test_the_messages_tab_draws_nothing(rapport: Rapport, db: Database) -> None:
    _know(db)
    rapport.answer_to(_opened(tab="messages"))
    rapport.answer_to(_opened({"type": "home", "private_metadata": "", "hash": "h1", "blocks": []}))
    rapport.slack.wait_for("views.publish")
    assert len(rapport.slack.called("views.publish")) == 1


def test_a_newer_home_stays_and_is_no_failure(rapport: Rapport, db: Database) -> None:
    _know(db)
    rapport.slack.answers["views.publish"] = lambda _: {"ok": False, "error": "hash_conflict"}
    with captured_logs("WARNING") as lines:
        rapport.answer_to(_opened({"type": "home", "private_metadata": "", "hash": "old", "blocks": []}))
        rapport.slack.wait_for("views.publish")
        rapport.app.listener_runner.listener_executor.shutdown()  # waits for the listener's end
    assert lines.getvalue() == ""
    assert len(rapport.slack.called("views.publish")) == 1


def test_a_guest_is_told_whom_rapport_is_for(rapport: Rapport, db: Database) -> None:
    _know(db, is_guest=True)
    rapport.answer_to(_opened())
    published = rapport.slack.wait_for("views.publish")
    assert _texts(published["view"]) == rapport.deps.catalog.common.members_only


def test_a_silent_slack_still_leaves_a_useful_home(rapport: Rapport) -> None:
    rapport.slack.answers["users.info"] = lambda _: {"ok": False, "error": "internal_error"}
    rapport.answer_to(_opened())
    published = rapport.slack.wait_for("views.publish")
    assert check_view(published["view"]) == []
    assert rapport.deps.catalog.home.talk_open in _texts(published["view"])


def test_a_facilitator_finds_the_settings_and_others_do_not(rapport: Rapport, db: Database) -> None:
    _know(db)
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.FACILITATOR_CHANNEL, value="C1")
    channel = {"id": "C1", "is_private": True, "is_member": True}
    rapport.slack.answers["conversations.info"] = lambda _: {"ok": True, "channel": channel}
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": [USER]}
    rapport.answer_to(_opened())
    assert "open:setup" in str(rapport.slack.wait_for("views.publish")["view"])
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": ["USOMEBODY"]}
    rapport.answer_to(event("member_left_channel", user=USER, channel="C1", event_id="Ev2"))
    rapport.answer_to(_opened({"type": "home", "private_metadata": "", "hash": "h1", "blocks": []}))
    assert "open:setup" not in str(rapport.slack.wait_for("views.publish", times=2)["view"])


def test_setting_up_from_home_draws_that_home_anew(rapport_without_relay: Rapport, db: Database) -> None:
    rapport = rapport_without_relay
    _know(db)
    admin = slack_user(is_admin=True)
    rapport.slack.answers["users.info"] = lambda _: {"ok": True, "user": admin}
    channel = {"id": "C1", "is_private": True, "is_member": True}
    rapport.slack.answers["conversations.info"] = lambda _: {"ok": True, "channel": channel}
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": [USER]}
    rapport.answer_to(_opened())
    home = {**rapport.slack.wait_for("views.publish")["view"], "private_metadata": "sealed slots"}
    rapport.receive(press(home, rapport.deps.catalog.home.set_up_button, view_hash="h9"))
    form = rapport.slack.wait_for("views.open")["view"]
    chosen = {"type": "conversations_select", "selected_conversation": "C1"}
    rapport.answer_to(submit_as_shown(form, {"settings_channel": chosen}))
    again = rapport.slack.wait_for("views.publish", times=2)
    assert again["hash"] == "h9"
    assert again["view"]["private_metadata"] == "sealed slots"
    assert rapport.deps.catalog.home.set_up not in _texts(again["view"])


def test_a_form_that_was_refused_once_still_draws_its_home_anew(rapport: Rapport, db: Database) -> None:
    _know(db)
    rapport.slack.answers["users.info"] = lambda _: {"ok": True, "user": slack_user(is_admin=True)}
    channel = {"id": "C1", "is_private": True, "is_member": True}
    rapport.slack.answers["conversations.info"] = lambda _: {"ok": True, "channel": channel}
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": [USER]}
    rapport.answer_to(_opened())
    home = rapport.slack.wait_for("views.publish")["view"]
    rapport.receive(press(home, rapport.deps.catalog.home.set_up_button, view_hash="h9"))
    form = rapport.slack.wait_for("views.open")["view"]
    assert "errors" in rapport.answer_to(submit_as_shown(form, {"settings_channel": {"selected_conversation": None}}))
    rapport.answer_to(submit_as_shown(form, {"settings_channel": {"selected_conversation": "C1"}}))
    assert rapport.slack.wait_for("views.publish", times=2)["hash"] == "h9"
    rapport.app.listener_runner.listener_executor.shutdown(wait=True)
    assert len(rapport.slack.called("views.publish")) == 2
