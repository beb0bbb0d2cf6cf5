"""The private door: the same for everybody, open to full members alone, and silent about who has come."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.relay.door import Asker
from bot.errors import MembersOnlyError, NotYoursError, UserError
from bot.services.relay import door as doors
from bot.views.relay import names
from storage.database import Database
from storage.members import Member, keep_members
from storage.vocabulary import PairState
from tests.asked import kept_rows
from tests.asking import (
    FACILITATORS,
    SECOND,
    Entered,
    ask,
    door_of,
    forgotten,
    form_of,
    home_of,
    notice_of,
    staffed,
    submitted,
    texts_of,
)
from tests.facilitating import FACILITATOR
from tests.log_capture import captured_logs
from tests.outbox import HandClock, timed
from tests.pairing import MENTEE, MENTOR, STRANGER, pair_up
from tests.payloads import TEAM, Payload, slash
from tests.rapport import Rapport

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _programme(rapport: Rapport, db: Database) -> None:
    pair_up(db)
    staffed(rapport, db)


def _member(db: Database, user_id: str, **flags: bool) -> None:
    with db.begin() as session:
        keep_members(
            session, members=[Member.model_validate({"team_id": TEAM, "user_id": user_id, "name": "Somebody", **flags})]
        )


def test_words_after_the_command_go_nowhere(rapport: Rapport) -> None:
    """Relay 29: what is typed after /broker is not shown, not kept, and not logged, even at DEBUG."""
    with captured_logs("DEBUG") as lines:
        rapport.answer_to(slash("/broker", "WHISPERED my mentor bullies me"))
        shown = rapport.slack.wait_for("views.open")
    assert "WHISPERED" not in str(shown)
    assert "WHISPERED" not in lines.getvalue()
    assert not any(kept_rows(rapport).values())
    rapport.answer_to(slash("/broker", ""))
    plain = rapport.slack.wait_for("views.open", times=2)["view"]
    assert plain["blocks"] == shown["view"]["blocks"]


def test_the_manifest_lets_nobody_write_to_the_bot_and_the_bot_read_nothing() -> None:
    """Relay 29: the Messages tab is read-only, and no scope reads what people write."""
    manifest = (ROOT / "manifest.yml").read_text()
    assert "messages_tab_read_only_enabled: true" in manifest
    assert not any(scope in manifest for scope in (":history", "app_mentions:read", "message.im"))


@pytest.mark.parametrize("flag", ["is_guest", "is_foreign", "is_bot", "is_deleted"])
@pytest.mark.parametrize("by_command", [True, False])
def test_only_full_members_come_in(rapport: Rapport, db: Database, flag: str, by_command: bool) -> None:
    """Relay 45: guests, visitors, bots and those who have left see a sentence, at the door and at each step behind."""
    home = None if by_command else home_of(rapport)
    form = form_of(rapport, home=home)
    _member(db, MENTEE, **{flag: True})
    told = rapport.answer_to(submitted(form, Entered()))
    assert told["response_action"] == "errors"
    assert list(told["errors"].values()) == [rapport.deps.catalog.common.members_only]
    times = len(rapport.slack.called("views.open")) + 1
    rapport.answer_to(slash("/broker", ""))
    assert rapport.deps.catalog.common.members_only in texts_of(
        rapport.slack.wait_for("views.open", times=times)["view"]
    )
    assert not any(kept_rows(rapport).values())


def test_somebody_whom_the_roster_does_not_know_is_asked_about_and_not_kept(rapport: Rapport, db: Database) -> None:
    """Relay 45: Slack says whether they are a colleague; nothing is written."""
    guest = {"id": "U0NEWGUEST1", "team_id": TEAM, "is_restricted": True, "profile": {"real_name": "N"}}
    rapport.slack.answers["users.info"] = lambda _: {"ok": True, "user": guest}
    with pytest.raises(MembersOnlyError):
        door_of(rapport, user="U0NEWGUEST1")
    with db.read() as session:
        found = session.connection().exec_driver_sql("SELECT count(*) FROM member WHERE user_id = 'U0NEWGUEST1'")
        assert found.scalar() == 0


def test_a_facilitator_who_asks_sees_it_as_a_requester_alone(rapport: Rapport) -> None:
    """Relay 44: their own case never goes to themselves."""
    for _ in range(2):
        ask(rapport, user=FACILITATOR)
    assigned = {row.facilitator_id for row in kept_rows(rapport)["RelayAssignment"]}
    assert assigned == set(FACILITATORS) - {FACILITATOR}
    forgotten(rapport)
    form = form_of(rapport, user=FACILITATOR)
    field = next(block["element"] for block in form["blocks"] if block.get("block_id") == names.NOT_THESE)
    assert FACILITATOR not in str(field["options"])


def test_a_screen_that_is_too_old_is_refused(rapport: Rapport) -> None:
    """Relay 48: half an hour after it was shown, with a sentence beside the first field, so that nothing is lost."""
    door = door_of(rapport, home=home_of(rapport))
    before = HandClock(rapport.deps.clock.now() - doors.SCREEN_MINUTES - timedelta(seconds=1))
    old = doors.carried(timed(rapport.deps, before), door=door, screen=names.FORM)
    _assert_refused(rapport, {**form_of(rapport), "private_metadata": old})


@pytest.mark.parametrize("theirs", ["somebody else's", "of another screen", "altered", "absent"])
def test_a_screen_that_is_not_ones_own_is_refused(rapport: Rapport, theirs: str) -> None:
    """Relay 48: what a screen carries opens for one person and one kind of screen."""
    form = form_of(rapport)
    metadata = {
        "somebody else's": form_of(rapport, user=MENTOR)["private_metadata"],
        "of another screen": notice_of(rapport)["private_metadata"],
        "altered": form["private_metadata"][:-8] + "AAAAAAA=",
        "absent": "",
    }
    _assert_refused(rapport, {**form, "private_metadata": metadata[theirs]})


def _assert_refused(rapport: Rapport, form: Payload) -> None:
    told = rapport.answer_to(submitted(form, Entered()))
    assert told == {"response_action": "errors", "errors": {names.THEMES: rapport.deps.catalog.privacy.too_old}}
    assert not any(kept_rows(rapport).values())


def test_a_door_shows_nothing_of_who_stands_there(rapport: Rapport) -> None:
    shown = repr(door_of(rapport, home=home_of(rapport)))
    assert not any(word in shown for word in (MENTEE, MENTOR, "Maya", "Lindqvist", "Idris"))


def test_a_door_knows_whom_its_owner_is_and_was_paired_with(rapport: Rapport, db: Database) -> None:
    pair_up(db, mentor=SECOND, mentee=MENTEE, state=PairState.DECLINED)
    assert door_of(rapport).excluded == {MENTEE, MENTOR, SECOND}


def test_a_desk_is_for_those_who_are_in_the_channel_now(rapport: Rapport, db: Database) -> None:
    """Only a full member who is in a channel that is as private as it must be; everybody else gets one answer."""
    assert doors.open_desk(rapport.deps, actor=Asker(TEAM, FACILITATOR)).facilitator_id == FACILITATOR
    for refused in (MENTEE, STRANGER, "U0NOBODY001"):
        with pytest.raises(NotYoursError):
            doors.open_desk(rapport.deps, actor=Asker(TEAM, refused))
    _member(db, FACILITATOR, is_deleted=True)
    with pytest.raises(NotYoursError):
        doors.open_desk(rapport.deps, actor=Asker(TEAM, FACILITATOR))


def test_a_desk_stays_closed_while_slack_is_silent(rapport: Rapport) -> None:
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": False, "error": "internal_error"}
    with pytest.raises(UserError, match="did not answer"):
        doors.open_desk(rapport.deps, actor=Asker(TEAM, FACILITATOR))
