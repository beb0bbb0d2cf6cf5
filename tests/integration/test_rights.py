"""Who may do what: each right is proven against Slack and the database at the moment of its use."""

import threading

import pytest

from bot.errors import DeliveryError, UserError
from bot.services import access
from storage.database import Database
from storage.settings import keep_setting
from storage.vocabulary import SettingName
from tests.outbox import keep_member
from tests.payloads import TEAM, USER, Payload, slack_user
from tests.rapport import Rapport

CHANNEL = "C0FACILITY"
SILENT = {"ok": False, "error": "internal_error"}


@pytest.mark.parametrize(
    ("facts", "is_right"),
    [
        ({"is_admin": True}, True),
        ({"is_owner": True}, True),
        ({}, False),
        ({"is_admin": True, "deleted": True}, False),
        ({"is_admin": True, "team_id": "T0ELSEWHERE"}, False),
        ({"is_admin": True, "is_restricted": True}, False),
    ],
    ids=str,
)
def test_only_an_active_owner_or_admin_of_this_workspace_is_one(
    rapport: Rapport, facts: dict[str, bool | str], is_right: bool
) -> None:
    rapport.slack.answers["users.info"] = lambda said: {"ok": True, "user": slack_user(said["user"], **facts)}
    assert access.is_workspace_admin(rapport.deps, team_id=TEAM, user_id=USER) is is_right


def test_nobody_is_an_admin_whom_slack_does_not_know(rapport: Rapport) -> None:
    rapport.slack.answers["users.info"] = lambda _: {"ok": False, "error": "user_not_found"}
    assert access.is_workspace_admin(rapport.deps, team_id=TEAM, user_id=USER) is False


def test_nobody_is_a_facilitator_before_a_channel_is_chosen(rapport: Rapport) -> None:
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": [USER]}
    assert access.is_facilitator(rapport.deps, team_id=TEAM, user_id=USER) is False


def test_a_facilitator_is_whoever_is_in_the_channel_of_the_same_workspace(rapport: Rapport, db: Database) -> None:
    _choose_channel(db)
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": [USER]}
    assert access.is_facilitator(rapport.deps, team_id=TEAM, user_id=USER) is True
    assert access.is_facilitator(rapport.deps, team_id=TEAM, user_id="USOMEBODY") is False
    assert access.is_facilitator(rapport.deps, team_id="T0ELSEWHERE", user_id=USER) is False


@pytest.mark.parametrize("is_on_roster", [True, False], ids=["known", "unknown"])
def test_a_guest_who_was_let_into_the_channel_does_nothing_of_what_facilitators_do(
    rapport: Rapport, db: Database, *, is_on_roster: bool
) -> None:
    _choose_channel(db)
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": [USER]}
    rapport.slack.answers["users.info"] = lambda said: {
        "ok": True,
        "user": slack_user(said["user"], is_restricted=True),
    }
    if is_on_roster:
        keep_member(rapport.deps, USER, is_guest=True)
    proofs = (access.prove_may_pair, access.prove_may_set_up, access.prove_may_bring_in, access.prove_may_edit_library)
    for prove in proofs:
        with pytest.raises(UserError, match="facilitators"):
            prove(rapport.deps, team_id=TEAM, user_id=USER)


def test_a_silent_slack_proves_no_right_and_says_so(rapport: Rapport, db: Database) -> None:
    rapport.slack.answers["users.info"] = rapport.slack.answers["conversations.members"] = lambda _: SILENT
    for _ in ("while nobody has chosen a channel", "afterwards"):
        with pytest.raises(UserError, match=rapport.deps.catalog.common.slack_silent):
            access.prove_may_set_up(rapport.deps, team_id=TEAM, user_id=USER)
        _choose_channel(db)
    with pytest.raises(DeliveryError):
        access.is_facilitator(rapport.deps, team_id=TEAM, user_id=USER)


def test_the_channel_and_its_members_are_asked_for_at_the_same_time(rapport: Rapport, db: Database) -> None:
    _choose_channel(db)
    both_asked = threading.Barrier(2, timeout=1.5)

    def info(said: Payload) -> Payload:
        both_asked.wait()
        return {"ok": True, "channel": {"id": said["channel"], "is_private": True, "is_member": True}}

    def members(_: Payload) -> Payload:
        both_asked.wait()
        return {"ok": True, "members": [USER]}

    rapport.slack.answers |= {"conversations.info": info, "conversations.members": members}
    assert access.channel_flaw(rapport.deps, team_id=TEAM) is None


def _choose_channel(db: Database) -> None:
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.FACILITATOR_CHANNEL, value=CHANNEL)
