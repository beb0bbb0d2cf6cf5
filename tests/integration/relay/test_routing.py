"""To whom a request goes: by lot, never to whoever must not have it, and to nobody where nobody is free."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.relay.intake import TurnedAway
from bot.services.relay.routing import TurnedAwayError, facilitators_now, routed
from bot.views.relay import names
from storage.database import Database
from storage.members import Member, keep_members
from storage.relay.vocabulary import Role
from tests.asked import kept_rows, sealed_head_of
from tests.asking import (
    FACILITATORS,
    SECOND,
    THIRD,
    Entered,
    after_press,
    answer,
    ask,
    form_of,
    look,
    notice_of,
    staffed,
    submitted,
    texts_of,
)
from tests.facilitating import CHANNEL, FACILITATOR
from tests.pairing import MENTEE, MENTOR, has_a_say, pair_up
from tests.payloads import TEAM, Payload, event
from tests.rapport import Rapport

POOL = frozenset(f"U{number}" for number in range(6))


@pytest.fixture(autouse=True)
def _programme(rapport: Rapport, db: Database) -> None:
    pair_up(db)
    staffed(rapport, db)


def assigned(rapport: Rapport) -> dict[Role, str]:
    """Return who was given the one case that is kept."""
    return {row.role: row.facilitator_id for row in kept_rows(rapport)["RelayAssignment"]}


def assert_sent_elsewhere(rapport: Rapport, shown: Payload, why: TurnedAway) -> None:
    """Fail unless a screen says why, shows where else to turn, and nothing was kept."""
    say = rapport.deps.catalog
    assert getattr(say.relay_intake, why) in texts_of(shown)
    assert say.privacy.no_contacts in texts_of(shown)
    assert not any(kept_rows(rapport).values())


@given(st.frozensets(st.sampled_from(sorted(POOL))), st.integers())
def test_nobody_who_is_excluded_is_ever_drawn(excluded: frozenset[str], seed: int) -> None:
    """Relay 40: whoever must not have a request does not get it."""
    if excluded == POOL:
        with pytest.raises(TurnedAwayError):
            routed(POOL, excluded=excluded, chance=random.Random(seed))
        return
    route = routed(POOL, excluded=excluded, chance=random.Random(seed))
    drawn = {route.primary, route.backup} - {None}
    assert drawn <= POOL - excluded
    assert len(drawn) == min(2, len(POOL - excluded))


def test_a_thousand_draws_give_everybody_their_share() -> None:
    """Relay 40: by lot, so that who has a case tells nothing of who asked."""
    chance = random.Random(7)
    drawn = Counter(routed(POOL, excluded=frozenset({"U0"}), chance=chance).primary for _ in range(1000))
    assert set(drawn) == POOL - {"U0"}
    assert all(150 < times < 250 for times in drawn.values())


def test_what_is_kept_does_not_tell_who_was_left_out(rapport: Rapport) -> None:
    """Relay 40: the two who have it, and nobody else, stand in any table; nor does what the keys open."""
    ask(rapport, Entered(not_these=[FACILITATOR], other=MENTOR))
    assert set(assigned(rapport).values()) == {SECOND, THIRD}
    assert not any(left_out in str(kept_rows(rapport)) for left_out in (FACILITATOR, MENTOR, MENTEE))
    assert not any(left_out in sealed_head_of(rapport) for left_out in (FACILITATOR, MENTOR, MENTEE))


@pytest.mark.parametrize("entered", [Entered(), Entered(other=MENTOR)], ids=["own mentor", "named mentor"])
def test_where_ones_own_mentor_is_the_only_facilitator_nothing_is_kept(
    rapport: Rapport, db: Database, entered: Entered
) -> None:
    """Relay 39: where else to turn is shown before the first word is typed, and again if it comes to be later."""
    form = form_of(rapport)
    staffed(rapport, db, MENTOR)
    rapport.answer_to(event("member_left_channel", user="U0GONE00001", channel=CHANNEL, event_id="EvLeft"))
    told = answer(rapport, form, entered)
    assert told["response_action"] == "push"
    assert_sent_elsewhere(rapport, told["view"], TurnedAway.NOBODY_FREE)
    write = rapport.deps.catalog.relay_intake.write_button
    assert_sent_elsewhere(rapport, after_press(rapport, notice_of(rapport), write), TurnedAway.NOBODY_FREE)


def test_whoever_is_named_never_handles_it_even_where_the_name_stays_out(rapport: Rapport, db: Database) -> None:
    """Relay 39: with the named one and the ticked ones gone nobody is left."""
    told = answer(rapport, form_of(rapport), Entered(other=SECOND, not_these=[FACILITATOR, THIRD]))
    assert_sent_elsewhere(rapport, told["view"], TurnedAway.NOBODY_FREE)


def test_with_one_facilitator_left_there_is_no_backup(rapport: Rapport) -> None:
    ask(rapport, Entered(not_these=[FACILITATOR, THIRD]))
    assert assigned(rapport) == {Role.PRIMARY: SECOND}


@pytest.mark.parametrize("fault", ["is_ext_shared", "is_archived", "not private", "a foreign bot", "not set up"])
def test_a_channel_that_is_not_private_takes_no_request(rapport: Rapport, db: Database, fault: str) -> None:
    """A public, shared or archived channel, one with somebody else's bot, or none at all."""
    channel = {"id": CHANNEL, "is_private": fault != "not private", "is_member": fault != "not set up", fault: True}
    rapport.slack.answers["conversations.info"] = lambda _: {"ok": True, "channel": channel}
    if fault == "a foreign bot":
        there = [*FACILITATORS, "UBOT", "U0FOREIGN01"]
        rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": there}
        bots = [Member(team_id=TEAM, user_id=each, name="bot", is_bot=True) for each in ("UBOT", "U0FOREIGN01")]
        with db.begin() as session:
            keep_members(session, members=bots)
    write = rapport.deps.catalog.relay_intake.write_button
    assert_sent_elsewhere(rapport, after_press(rapport, notice_of(rapport), write), TurnedAway.CHANNEL_UNFIT)


def test_a_bot_that_the_roster_does_not_know_is_found_too(rapport: Rapport) -> None:
    there = [*FACILITATORS, "UBOT", "U0FOREIGN01"]
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": there}
    rapport.slack.answers["users.info"] = lambda said: {"ok": True, "user": {"id": said["user"], "is_bot": True}}
    with pytest.raises(TurnedAwayError):
        facilitators_now(rapport.deps, team_id=TEAM)


def test_guests_and_those_who_have_left_are_no_facilitators(rapport: Rapport, db: Database) -> None:
    with db.begin() as session:
        keep_members(
            session,
            members=[
                Member(team_id=TEAM, user_id=SECOND, name="O", is_guest=True),
                Member(team_id=TEAM, user_id=THIRD, name="L", is_deleted=True),
            ],
        )
    assert set(facilitators_now(rapport.deps, team_id=TEAM)) == {FACILITATOR}


def test_a_silent_slack_refuses_and_loses_nothing(rapport: Rapport, db: Database) -> None:
    """The sentence stands beside the first field, so what was typed is still there."""
    entered = Entered()
    seen = look(rapport, form_of(rapport), entered)
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": False, "error": "internal_error"}
    rapport.answer_to(event("member_left_channel", user="U0GONE00001", channel=CHANNEL, event_id="EvLeft"))
    told = rapport.answer_to(submitted(seen, entered))
    assert told == {"response_action": "errors", "errors": {names.THEMES: rapport.deps.catalog.common.slack_silent}}
    assert not any(kept_rows(rapport).values())


def test_whoever_has_a_say_in_their_career_never_handles_it_and_can_be_named(rapport: Rapport, db: Database) -> None:
    """Relay 39: as with a mentor: ticked to begin with, kept out ticked or not, and no stranger as the other person."""
    has_a_say(db, FACILITATOR, MENTEE)
    form = form_of(rapport)
    (ticked,) = next(block for block in form["blocks"] if block.get("block_id") == names.NOT_THESE)["element"][
        "initial_options"
    ]
    assert ticked["value"] == FACILITATOR
    ask(rapport, Entered(other=FACILITATOR))
    assert set(assigned(rapport).values()) == {SECOND, THIRD}


def test_where_ones_own_chief_is_the_only_facilitator_nothing_is_kept(rapport: Rapport, db: Database) -> None:
    """Relay 39: whoever leads those who ask is free of ties to nobody of them."""
    has_a_say(db, FACILITATOR, MENTEE)
    staffed(rapport, db, FACILITATOR)
    write = rapport.deps.catalog.relay_intake.write_button
    assert_sent_elsewhere(rapport, after_press(rapport, notice_of(rapport), write), TurnedAway.NOBODY_FREE)
