"""What everybody's Home carries: the same for all, and carried on by one publisher."""

import base64
from dataclasses import replace
from pathlib import Path

import pytest
from slack_bolt import BoltContext

from bot.domain.relay.door import Asker
from bot.domain.relay.slots import SECRET_BYTES, Mark, taken, with_case
from bot.services.relay import door as doors
from bot.views.relay import names
from handlers.home import NoHomeBeforeError, show_home
from storage.database import Database
from storage.members import Member, keep_members
from tests.architecture import habits
from tests.architecture.source import sources
from tests.asking import (
    as_kept,
    ask,
    checked,
    door_of,
    home_of,
    notice_of,
    staffed,
    texts_of,
)
from tests.pairing import MENTEE, MENTOR, pair_up
from tests.payloads import TEAM, press
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


def test_home_looks_the_same_with_no_case_with_one_and_with_three(rapport: Rapport) -> None:
    """Relay 26: the same blocks, and metadata of the same length, whatever its owner has asked for."""
    empty = home_of(rapport, before=home_of(rapport))
    ask(rapport, home=empty)
    with_one = as_kept(rapport.slack.wait_for("views.publish", times=3)["view"])
    door = door_of(rapport, home=with_one)
    slots = with_case(with_case(door.slots, secret=b"2" * SECRET_BYTES, week=1), secret=b"3" * SECRET_BYTES, week=1)
    blob = doors.home_blob(rapport.deps, door=replace(door, slots=slots))
    homes = [empty, with_one, home_of(rapport, before={**with_one, "private_metadata": blob})]
    assert [len(taken(door_of(rapport, home=home).slots)) for home in homes] == [0, 1, 3]
    assert homes[0]["blocks"] == homes[1]["blocks"] == homes[2]["blocks"]
    assert {len(home["private_metadata"]) for home in homes} == {len(empty["private_metadata"])}
    assert len(empty["private_metadata"]) <= 260
    assert len({home["private_metadata"] for home in homes}) == 3


def test_every_opening_seals_the_same_slots_afresh(rapport: Rapport) -> None:
    """Relay 26: never the same metadata twice, and always the same slots within."""
    first = home_of(rapport)
    second = home_of(rapport, before=first)
    assert first["private_metadata"] != second["private_metadata"]
    assert door_of(rapport, home=first).slots == door_of(rapport, home=second).slots


def test_a_guest_gets_no_slots(rapport: Rapport, db: Database) -> None:
    _member(db, "U0GUEST0001", is_guest=True)
    assert not home_of(rapport, user="U0GUEST0001").get("private_metadata")


def test_a_foreign_or_altered_home_counts_as_eight_free_slots(rapport: Rapport) -> None:
    home = home_of(rapport)
    ask(rapport, home=home)
    owned = as_kept(rapport.slack.wait_for("views.publish", times=2)["view"])
    sealed = bytearray(base64.b64decode(owned["private_metadata"]))
    sealed[-1] ^= 1
    altered = {**owned, "private_metadata": base64.b64encode(sealed).decode()}
    assert len(taken(door_of(rapport, home=owned).slots)) == 1
    for stolen in (door_of(rapport, home=owned, user=MENTOR), door_of(rapport, home=altered)):
        assert taken(stolen.slots) == []


def test_home_has_one_publisher() -> None:
    """Relay 31: no other module of ours publishes a Home."""
    assert habits.second_publishers(sources("bot", "handlers")) == []


def test_no_home_is_drawn_without_the_one_before(rapport: Rapport) -> None:
    """Relay 31: it would lose what its owner keeps there."""
    context = BoltContext({"team_id": TEAM, "user_id": MENTEE, "member": None})
    with pytest.raises(NoHomeBeforeError):
        show_home(rapport.app.client, context, before=None, deps=rapport.deps)
    assert rapport.slack.called("views.publish") == []


def test_the_way_through_the_help_screen_keeps_the_home_at_hand(rapport: Rapport) -> None:
    home = home_of(rapport)
    rapport.answer_to(press(home, rapport.deps.catalog.home.how_button))
    help_screen = rapport.slack.wait_for("views.open")["view"]
    rapport.answer_to(press(help_screen, rapport.deps.catalog.mentor.talk_button))
    notice = checked(rapport.slack.wait_for("views.push")["view"])
    actor = Asker(TEAM, MENTEE)
    kept = doors.opened(rapport.deps, actor=actor, screen=names.NOTICE, metadata=notice["private_metadata"])
    assert kept.home_hash == "h1"
    door = doors.open_door(rapport.deps, actor=actor, blob=kept.blob, home_hash=kept.home_hash)
    assert door.slots == door_of(rapport, home=home).slots


def test_without_the_relay_the_door_shows_what_it_showed_before(rapport_without_relay: Rapport, db: Database) -> None:
    bot = rapport_without_relay
    staffed(bot, db)
    home = home_of(bot)
    assert "private_metadata" not in home
    assert bot.deps.catalog.home.talk in texts_of(home)
    shown = texts_of(notice_of(bot, home=home))
    assert bot.deps.catalog.privacy.not_open in shown
    assert bot.deps.catalog.relay_intake.write_button not in shown


def test_marks_of_a_slot_survive_the_way_through_home(rapport: Rapport) -> None:
    door = door_of(rapport, home=home_of(rapport))
    slots = tuple(replace(slot, marks=Mark.TAKEN | Mark.MUTED) for slot in door.slots)
    blob = doors.home_blob(rapport.deps, door=replace(door, slots=slots))
    again = doors.resealed(rapport.deps, actor=Asker(TEAM, MENTEE), blob=blob)
    assert door_of(rapport, home={"private_metadata": again}).slots == slots
