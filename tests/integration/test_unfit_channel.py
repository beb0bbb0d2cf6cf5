"""A facilitators' channel that has become unfit: those who can mend it find that in Home, and nobody else does."""

import pytest

from bot.services import access
from storage.database import Database
from storage.members import Member, keep_members
from tests.asking import FACILITATORS, home_of, staffed
from tests.facilitating import CHANNEL, FACILITATOR, somebody
from tests.pairing import MENTEE, pair_up
from tests.payloads import TEAM
from tests.rapport import Rapport

ADMIN, FOREIGN = "U0ADMIN0001", "U0FOREIGN01"
FLAWS = {
    "not_private": {"is_private": False},
    "shared": {"is_ext_shared": True},
    "archived": {"is_archived": True},
    "not_seen": {"is_member": False},
    "foreign_bot": {},
}


def spoiled(rapport: Rapport, db: Database, flaw: str) -> None:
    """Let the channel of a running programme have one flaw."""
    pair_up(db)
    staffed(rapport, db)
    whole = {"id": CHANNEL, "is_private": True, "is_member": True}
    rapport.slack.answers["conversations.info"] = lambda _: {"ok": True, "channel": whole | FLAWS[flaw]}
    there = [*({} if flaw == "not_seen" else FACILITATORS), "UBOT", *([FOREIGN] if flaw == "foreign_bot" else [])]
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": there}
    rapport.slack.answers["users.info"] = lambda said: {
        "ok": True,
        "user": somebody(said["user"], is_admin=said["user"] == ADMIN, is_bot=said["user"] in ("UBOT", FOREIGN)),
    }
    with db.begin() as session:
        keep_members(session, members=[Member(team_id=TEAM, user_id=ADMIN, name="Ada")])


@pytest.mark.parametrize("flaw", FLAWS)
def test_those_who_can_mend_it_find_in_home_what_is_wrong_and_what_waits(
    rapport: Rapport, db: Database, flaw: str
) -> None:
    """Relay 43: the alert holds nothing of a request, not even whether there is one."""
    spoiled(rapport, db, flaw)
    say = rapport.deps.catalog.home
    told = [ADMIN] if flaw == "not_seen" else [ADMIN, FACILITATOR]
    for user in told:
        home = str(home_of(rapport, user=user))
        assert say.flaw_title in home
        assert getattr(say, f"flaw_{flaw}") in home
        assert say.flaw_until in home
    assert say.flaw_title not in str(home_of(rapport, user=MENTEE))


def test_a_channel_in_order_is_no_news(rapport: Rapport, db: Database) -> None:
    spoiled(rapport, db, "foreign_bot")
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": [*FACILITATORS, "UBOT"]}
    for user in (ADMIN, FACILITATOR):
        assert rapport.deps.catalog.home.flaw_title not in str(home_of(rapport, user=user))


def test_where_no_requests_are_taken_another_bot_disturbs_nobody(rapport_without_relay: Rapport, db: Database) -> None:
    spoiled(rapport_without_relay, db, "foreign_bot")
    assert access.channel_flaw(rapport_without_relay.deps, team_id=TEAM) is None
    spoiled_home = str(home_of(rapport_without_relay, user=ADMIN))
    assert rapport_without_relay.deps.catalog.home.flaw_title not in spoiled_home


def test_a_silent_slack_raises_no_alarm(rapport: Rapport, db: Database) -> None:
    spoiled(rapport, db, "shared")
    rapport.slack.answers["conversations.info"] = lambda _: {"ok": False, "error": "internal_error"}
    assert rapport.deps.catalog.home.flaw_title not in str(home_of(rapport, user=ADMIN))
