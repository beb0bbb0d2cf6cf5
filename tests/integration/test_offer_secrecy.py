"""Who reads which field of a mentor's profile, and who reads a list of people one would rather not be paired with."""

from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

import pytest

from bot.deps import Deps
from bot.domain.finding import Wish
from bot.domain.offers import OpenPart, PairPart
from bot.errors import NotYoursError
from bot.services import avoidances, finding, offers
from bot.views import found as found_view
from storage.database import Database
from storage.members import Member
from storage.vocabulary import Experience, Grain, Stage, Standing, Strength, Thinking
from tests.facilitating import FACILITATOR
from tests.integration.offer_steps import offer
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, pair_up, the

OTHER_MENTOR, ELSEWHERE = "U0OTHER001", "T0ELSEWHERE"
READERS = (MENTEE, OTHER_MENTOR, FACILITATOR, STRANGER)
OPEN: dict[str, tuple[Any, str]] = {
    "strengths": (frozenset({Strength.CARE}), "home and care duties"),
    "experience": ({Stage.LATE: Experience.MANY}, "more than ten so far"),
    "years": (37, "37 years"),
    "brings": ("Xqzbrings", "Xqzbrings"),
}
PAIR: dict[str, tuple[Any, str]] = {
    "reach": ("Xqzreach", "Xqzreach"),
    "paper_days": (77, "77 working days"),
    "grant_days": (88, "88 working days"),
    "thinking": (Thinking.AHEAD, "a day or a night with the question"),
    "grain": (Grain.DETAIL, "Wants the details first"),
    "value_research": ("Xqzresearch", "Xqzresearch"),
    "value_work": ("Xqzwork", "Xqzwork"),
    "value_life": ("Xqzlife", "Xqzlife"),
}
OWN: dict[str, tuple[Any, str]] = {"capacity": (11, "11 at a time")}
"""Told to the mentor alone: how many mentees they have room for."""


@pytest.fixture(autouse=True)
def _team(db: Database) -> None:
    """Maya has two mentors, Idris and another one."""
    enrol(db, MENTEE, MENTOR, STRANGER, OTHER_MENTOR, FACILITATOR)
    pair_up(db)
    pair_up(db, mentor=OTHER_MENTOR)


def seen(deps: Deps, reader: Member) -> str:
    """Return everything that somebody can be shown of Idris: the card, and the list in which he is found."""
    wish = Wish(is_free=False)
    listed = finding.search(deps, actor=reader, wish=wish, page=0)
    card = finding.card(deps, actor=reader, mentor_id=the(deps.db, MENTOR).id)
    return str(found_view.results(deps.catalog, found=listed, wish=wish)) + str(
        found_view.card(deps.catalog, card=card)
    )


def test_the_table_names_every_field() -> None:
    said_otherwise = {"standing", "paused_until", "is_reference_scheme"}
    assert {each.name for each in fields_of(OpenPart)} == OPEN.keys() | OWN.keys() | said_otherwise
    assert {each.name for each in fields_of(PairPart)} == PAIR.keys()


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("field", OPEN)
def test_every_colleague_reads_what_colleagues_find(deps: Deps, field: str, reader: str) -> None:
    value, words = OPEN[field]
    offer(deps, **{field: value})
    assert words in seen(deps, the(deps.db, reader))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("field", PAIR)
def test_only_mentees_read_what_is_for_mentees(deps: Deps, field: str, reader: str) -> None:
    value, words = PAIR[field]
    offer(deps)
    part = replace(PairPart(), **{field: value})
    offers.keep_pair_part(deps, actor=the(deps.db, MENTOR), part=part)
    assert (words in seen(deps, the(deps.db, reader))) is (reader == MENTEE)


@pytest.mark.parametrize("reader", READERS)
def test_nobody_else_reads_how_much_room_there_is(deps: Deps, reader: str) -> None:
    value, words = OWN["capacity"]
    offer(deps, capacity=value)
    assert words not in seen(deps, the(deps.db, reader))


@pytest.mark.parametrize("reader", [OTHER_MENTOR, FACILITATOR, STRANGER])
def test_of_a_mentor_who_is_closed_nobody_but_mentees_reads_anything(deps: Deps, reader: str) -> None:
    offer(deps, standing=Standing.CLOSED, brings="Xqzbrings")
    assert "Xqzbrings" in seen(deps, the(deps.db, MENTEE))
    with pytest.raises(NotYoursError):
        seen(deps, the(deps.db, reader))


def test_mentees_read_what_is_for_them_of_a_mentor_who_says_nothing_to_others(deps: Deps) -> None:
    offers.keep_pair_part(deps, actor=the(deps.db, MENTOR), part=PairPart(reach="Xqzreach"))
    mentor_id = the(deps.db, MENTOR).id
    mine = finding.form(deps, actor=the(deps.db, MENTEE), wish=Wish()).mine
    assert mine == [("Idris Okafor", mentor_id)]
    assert "Xqzreach" in seen(deps, the(deps.db, MENTEE))


def test_somebody_of_another_workspace_finds_and_reads_nothing(deps: Deps) -> None:
    offer(deps)
    foreigner = Member(team_id=ELSEWHERE, user_id="U0FAR00001", name="Far", zone="UTC")
    with deps.db.begin() as session:
        session.add(foreigner)
    assert finding.search(deps, actor=foreigner, wish=Wish(), page=0).lines == []
    with pytest.raises(NotYoursError):
        finding.card(deps, actor=foreigner, mentor_id=the(deps.db, MENTOR).id)


@pytest.mark.parametrize("reader", [MENTOR, *READERS])
def test_a_list_of_whom_one_would_rather_not_is_read_by_its_owner_alone(deps: Deps, reader: str) -> None:
    avoidances.keep(deps, actor=the(deps.db, MENTEE), user_ids=[STRANGER], field="people")
    expected = [STRANGER] if reader == MENTEE else []
    assert avoidances.named(deps, actor=the(deps.db, reader)) == expected
