"""Looking for a mentor in Slack: the form, the list, one mentor; and the list of those one would rather not be with."""

import pytest

from bot.deps import Deps
from bot.services import offers
from bot.views.requests import ASK
from sandbox.blockkit import check_view
from storage.database import Database
from storage.vocabulary import PairState, Standing, Stream
from tests.facilitating import FACILITATOR
from tests.integration.finding_steps import a_mentor
from tests.integration.offer_steps import FULL_PAIR_PART, chosen, offer, several
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, has_left, pair_up, the
from tests.payloads import Payload, press, slash, submit
from tests.rapport import Rapport

READ = "Read more"
EMOJI = "\N{GRINNING FACE}"


@pytest.fixture(autouse=True)
def _people(db: Database) -> None:
    enrol(db, MENTEE, MENTOR, STRANGER, FACILITATOR)


def the_form(rapport: Rapport, *, user: str = MENTEE) -> Payload:
    return opened(rapport, slash("/mentor", "find", user=user))


def results(rapport: Rapport, *, user: str = MENTEE, **said: Payload) -> Payload:
    """Send the form off and return the list that takes its place."""
    values = {"find_free": several("now"), **{f"find_{name}": value for name, value in said.items()}}
    answer = rapport.answer_to(submit(the_form(rapport, user=user), values, user=user))
    assert answer["response_action"] == "update"
    assert check_view(answer["view"]) == []
    view: Payload = answer["view"]
    return view


def card(rapport: Rapport, *, user: str = MENTEE) -> Payload:
    return opened(rapport, press(results(rapport, user=user), READ, user=user), "views.push")


def people(*user_ids: str) -> Payload:
    return {"type": "multi_users_select", "selected_users": list(user_ids)}


def apart_form(rapport: Rapport, *, user: str = MENTEE) -> Payload:
    button = rapport.deps.catalog.finding.apart_button
    return opened(rapport, press(the_form(rapport, user=user), button, user=user), "views.push")


def test_the_list_says_what_was_looked_for_and_shows_who_fits(rapport: Rapport) -> None:
    a_mentor(rapport.deps, MENTOR, stream=Stream.EDUCATOR, site="Main & <Annex>")
    shown = str(results(rapport, topic=chosen("grants"), stage=chosen("early"), stream=chosen("educator")))
    for words in (
        "Career: grants and funding · first three years on faculty · Educator · can be asked now",
        "*Idris Okafor*\\nCareer: papers, grants and funding; Personal life: work and the rest",
        "Educator · Main &amp; &lt;Annex&gt; · Can be asked now",
        rapport.deps.catalog.finding.no_order,
    ):
        assert words in shown


def test_nobody_found_says_what_would_help(rapport: Rapport) -> None:
    assert rapport.deps.catalog.finding.nobody in str(results(rapport, topic=chosen("care")))


@pytest.mark.parametrize("topic", ["everything", "", "early"])
def test_what_was_never_offered_does_not_matter(rapport: Rapport, topic: str) -> None:
    a_mentor(rapport.deps, MENTOR)
    assert "Idris Okafor" in str(results(rapport, topic=chosen(topic), stage=chosen("x"), stream=chosen("x")))


def test_changing_the_wish_shows_the_form_as_it_was_filled_in(rapport: Rapport) -> None:
    listed = results(rapport, topic=chosen("career"), stage=chosen("late"), free=several())
    again = opened(rapport, press(listed, rapport.deps.catalog.finding.change_button), "views.update")
    fields = {block["block_id"]: block["element"] for block in again["blocks"] if block["type"] == "input"}
    assert fields["find_topic"]["initial_option"]["value"] == "career"
    assert fields["find_stage"]["initial_option"]["value"] == "late"
    assert "initial_options" not in fields["find_free"]


def test_a_long_list_turns_its_pages(rapport: Rapport) -> None:
    for number in range(12):
        a_mentor(rapport.deps, f"U0M{number:07}")
    first = results(rapport)
    assert str(first).count(READ) == 10
    second = opened(rapport, press(first, rapport.deps.catalog.common.page_on_button), "views.update")
    assert str(second).count(READ) == 2
    assert rapport.deps.catalog.common.page_on_button not in str(second)


def test_a_mentors_card_leads_to_a_first_conversation(rapport: Rapport, db: Database) -> None:
    offer(rapport.deps, brings="What <@U1> & I learnt")
    shown = card(rapport)
    assert "What <@U1> & I learnt" in str(shown)
    asked = press(shown, rapport.deps.catalog.finding.ask_button)["actions"][0]
    assert (asked["action_id"], asked["value"]) == (ASK, the(db, MENTOR).id)


@pytest.mark.parametrize("state", [PairState.PROPOSED, PairState.TALKING, PairState.ACTIVE])
def test_who_is_ones_own_mentor_is_not_asked_again(rapport: Rapport, db: Database, state: PairState) -> None:
    offer(rapport.deps)
    pair_up(db, state=state)
    label = rapport.deps.catalog.finding.mine_button.format(name="Idris Okafor")
    shown = opened(rapport, press(the_form(rapport), label), "views.push")
    assert rapport.deps.catalog.finding.is_mine in str(shown)
    assert ASK not in str(shown)


@pytest.mark.parametrize("nobody", ["not_there", "closed", "left", "oneself", "apart", "nothing"])
def test_an_id_of_nobody_one_may_look_at_gets_one_and_the_same_sentence(
    rapport: Rapport, db: Database, nobody: str
) -> None:
    offer(rapport.deps)
    listed = results(rapport)
    pressed = press(listed, READ)
    if nobody == "closed":
        offer(rapport.deps, standing=Standing.CLOSED)
    elif nobody == "left":
        has_left(db, MENTOR)
    elif nobody == "apart":
        rapport.answer_to(submit(apart_form(rapport, user=MENTOR), {"find_people": people(MENTEE)}, user=MENTOR))
    chosen_id = {"not_there": "x", "oneself": the(db, MENTEE).id, "nothing": the(db, STRANGER).id}.get(nobody)
    pressed["actions"][0]["value"] = chosen_id or pressed["actions"][0]["value"]
    shown = opened(rapport, pressed, "views.push")
    assert rapport.deps.catalog.common.not_yours in str(shown)
    assert "Idris" not in str(shown)


@pytest.mark.parametrize(
    ("state", "reader", "may_read"),
    [
        (PairState.TALKING, MENTEE, True),
        (PairState.HELD, MENTEE, True),
        (PairState.ACTIVE, MENTEE, True),
        (PairState.PROPOSED, MENTEE, False),
        (PairState.ENDED, MENTEE, False),
        (PairState.DECLINED, MENTEE, False),
        (PairState.ACTIVE, STRANGER, False),
        (PairState.ACTIVE, FACILITATOR, False),
    ],
)
def test_what_a_mentor_tells_mentees_is_for_their_mentees(
    rapport: Rapport, db: Database, state: PairState, reader: str, may_read: bool
) -> None:
    offer(rapport.deps, brings="Xqzopen")
    offers.keep_pair_part(rapport.deps, actor=the(db, MENTOR), part=FULL_PAIR_PART)
    pair_up(db, state=state)
    offer(rapport.deps, STRANGER, brings="of another mentor")
    listed = results(rapport, user=FACILITATOR)
    pressed = press(listed, READ, user=reader)
    pressed["actions"][0]["value"] = the(db, MENTOR).id
    shown = str(opened(rapport, pressed, "views.push"))
    assert "Xqzopen" in shown
    assert all((each in shown) is may_read for each in ("Xqzmark reach", "Xqzmark research", "Xqzmark life"))


def test_the_list_is_kept_for_its_owner_and_changed_by_them_alone(rapport: Rapport) -> None:
    answer = rapport.answer_to(submit(apart_form(rapport), {"find_people": people(MENTOR, STRANGER)}))
    assert rapport.deps.catalog.finding.apart_kept in str(answer["view"])
    again = apart_form(rapport)
    assert set(again["blocks"][1]["element"]["initial_users"]) == {MENTOR, STRANGER}
    assert "initial_users" not in apart_form(rapport, user=MENTOR)["blocks"][1]["element"]
    rapport.answer_to(submit(again, {"find_people": people()}))
    assert "initial_users" not in apart_form(rapport)["blocks"][1]["element"]


@pytest.mark.parametrize(
    ("named", "key"),
    [
        (["U0NOBODY01"], "apart_nobody"),
        ([MENTEE], "apart_nobody"),
        ([f"U0X{number:07}" for number in range(26)], "apart_too_many"),
    ],
    ids=["stranger", "oneself", "many"],
)
def test_a_list_that_cannot_be_kept_is_refused_beside_its_field(rapport: Rapport, named: list[str], key: str) -> None:
    answer = rapport.answer_to(submit(apart_form(rapport), {"find_people": people(*named)}))
    phrase: str = getattr(rapport.deps.catalog.finding, key)
    assert answer["errors"] == {"find_people": phrase.format(most=25)}


def test_a_profile_of_nothing_but_emoji_is_still_shown(rapport: Rapport, db: Database) -> None:
    offer(rapport.deps, brings=EMOJI * 1500)
    assert EMOJI in str(card(rapport))


def test_a_guest_looks_for_nobody(rapport: Rapport, deps: Deps, db: Database) -> None:
    has_left(db, MENTEE)
    assert rapport.deps.catalog.common.members_only in str(opened(rapport, slash("/mentor", "find")))
