"""Looking for a mentor: who is found for which wish, in no order that means anything, at a constant cost."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.domain.finding import MOST_PAGES, Wish
from bot.domain.offers import Availability
from bot.errors import NotYoursError
from bot.services import finding
from bot.views.found import results
from storage.database import Database
from storage.vocabulary import Area, Experience, PairState, Stage, Standing, Stream, Strength
from tests.integration.finding_steps import a_mentor, found, keep_facts, names
from tests.integration.offer_steps import offer
from tests.integration.test_avoidances import avoid
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, has_left, pair_up, the

ADA, BEN, CYD = "U0ADA00001", "U0BEN00001", "U0CYD00001"


@pytest.fixture(autouse=True)
def _people(db: Database) -> None:
    enrol(db, MENTEE, MENTOR, STRANGER)


def test_whoever_offers_nothing_is_not_found(deps: Deps) -> None:
    assert found(deps).lines == []


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(), {ADA, BEN, CYD}),
        (Wish(topic=Strength.GRANTS), {ADA}),
        (Wish(topic=Area.CAREER), {ADA, BEN}),
        (Wish(topic=Strength.CARE), set()),
        (Wish(stage=Stage.LATE), {BEN}),
        (Wish(topic=Area.CAREER, stage=Stage.EARLY), {ADA}),
        (Wish(stream=Stream.SCIENTIST), {ADA, CYD}),
        (Wish(site="Main"), {BEN, CYD}),
        (Wish(stream=Stream.SCIENTIST, site="Main"), {CYD}),
        (Wish(topic=Area.EDUCATION, stage=Stage.EARLY, stream=Stream.SCIENTIST, site="Main"), {CYD}),
        (Wish(site="Elsewhere"), set()),
    ],
    ids=lambda each: str(each) if isinstance(each, Wish) else str(sorted(each)),
)
def test_each_thing_that_matters_narrows_the_search(deps: Deps, wish: Wish, expected: set[str]) -> None:
    early, late = {Stage.EARLY: Experience.FEW}, {Stage.LATE: Experience.MANY}
    a_mentor(deps, ADA, stream=Stream.SCIENTIST, strengths=frozenset({Strength.GRANTS}), experience=early)
    a_mentor(deps, BEN, site="Main", strengths=frozenset({Strength.PAPERS}), experience=late)
    a_mentor(
        deps, CYD, stream=Stream.SCIENTIST, site="Main", strengths=frozenset({Strength.TEACHING}), experience=early
    )
    assert names(found(deps, wish=wish)) == expected


@pytest.mark.parametrize("is_free", [True, False])
def test_only_who_can_be_asked_now_is_shown_unless_the_others_are_wished_for(deps: Deps, is_free: bool) -> None:
    later = NOW.date() + timedelta(days=9)
    a_mentor(deps, ADA)
    a_mentor(deps, BEN, standing=Standing.PAUSED, paused_until=later)
    a_mentor(deps, CYD, capacity=1)
    pair_up(deps.db, mentor=CYD, mentee=MENTOR)
    shown = {line.name: line.availability for line in found(deps, wish=Wish(is_free=is_free)).lines}
    free = {ADA: Availability.FREE}
    assert shown == (free if is_free else {**free, BEN: Availability.PAUSED, CYD: Availability.FULL})


def test_a_pause_that_is_over_is_none(deps: Deps, clock: HandClock) -> None:
    a_mentor(deps, ADA, standing=Standing.PAUSED, paused_until=NOW.date() + timedelta(days=2))
    assert names(found(deps)) == set()
    clock.at = NOW + timedelta(days=2)
    assert names(found(deps)) == {ADA}


def test_nobody_finds_who_is_closed_has_left_is_themselves_or_is_their_partner_already(
    deps: Deps, db: Database
) -> None:
    for each in (ADA, BEN, CYD, MENTEE, MENTOR):
        a_mentor(deps, each)
    offer(deps, ADA, standing=Standing.CLOSED)
    has_left(db, BEN)
    pair_up(db, state=PairState.PROPOSED)
    assert names(found(deps, wish=Wish(is_free=False))) == {CYD}


@pytest.mark.parametrize(("owner", "other"), [(MENTEE, ADA), (ADA, MENTEE)])
def test_whoever_would_rather_not_is_not_found_and_nothing_shows_it(
    deps: Deps, db: Database, owner: str, other: str
) -> None:
    a_mentor(deps, ADA)
    a_mentor(deps, BEN)
    avoid(db, owner, other)
    page = found(deps)
    assert (names(page), page.has_more) == ({BEN}, False)
    assert names(found(deps, STRANGER)) == {ADA, BEN}
    with pytest.raises(NotYoursError):
        finding.card(deps, actor=the(db, MENTEE), mentor_id=the(db, ADA).id)


def test_pages_are_full_whoever_would_rather_not_be_found(deps: Deps, db: Database) -> None:
    mentors = [a_mentor(deps, f"U0M{number:07}") for number in range(23)]
    for each in mentors[:3]:
        avoid(db, each, MENTEE)
    pages = [found(deps, page=number) for number in range(2)]
    assert [(len(page.lines), page.has_more) for page in pages] == [(10, True), (10, False)]
    assert names(pages[0]) | names(pages[1]) == set(mentors[3:])


def test_the_order_is_another_for_everybody_and_each_day_and_stays_for_a_day(deps: Deps, clock: HandClock) -> None:
    for number in range(10):
        a_mentor(deps, f"U0M{number:07}")

    def order(user_id: str) -> list[str]:
        return [line.name for line in found(deps, user_id).lines]

    mine, theirs = order(MENTEE), order(STRANGER)
    assert order(MENTEE) == mine
    orders = {tuple(mine), tuple(theirs)}
    for _ in range(6):
        clock.at += timedelta(days=1)
        orders.add(tuple(order(MENTEE)))
    assert len(orders) > 1
    assert all(_is_turned(each, mine) for each in orders)


def _is_turned(order: tuple[str, ...], first: list[str]) -> bool:
    """Return whether `order` is the same round, begun elsewhere."""
    start = first.index(order[0])
    return list(order) == first[start:] + first[:start]


def test_of_too_many_ten_pages_are_shown_and_then_it_says_that_there_are_more(deps: Deps) -> None:
    for number in range(10 * MOST_PAGES + 1):
        a_mentor(deps, f"U0M{number:07}")
    last = found(deps, page=99)
    assert (last.page, len(last.lines), last.has_more) == (MOST_PAGES - 1, 10, True)
    told = str(results(deps.catalog, found=last, wish=Wish()))
    assert deps.catalog.finding.more in told
    assert deps.catalog.common.page_on_button not in told


def test_the_form_offers_the_sites_that_there_are_in_order_and_none_that_slack_would_refuse(
    deps: Deps, db: Database
) -> None:
    for number, site in enumerate(["West", "Main", "Main", None, "x" * 76]):
        user_id = f"U0S{number:07}"
        a_mentor(deps, user_id, site=site)
    keep_facts(db, STRANGER, site="Where no mentor is")
    form = finding.form(deps, actor=the(db, MENTEE), wish=Wish())
    assert form.sites == ["Main", "West"]


def test_the_form_leads_back_to_ones_own_mentors(deps: Deps, db: Database) -> None:
    a_mentor(deps, MENTOR)
    pair_up(db)
    assert finding.form(deps, actor=the(db, MENTEE), wish=Wish()).mine == [("Idris Okafor", the(db, MENTOR).id)]
    assert finding.form(deps, actor=the(db, MENTOR), wish=Wish()).mine == []


def test_a_search_costs_as_many_statements_for_hundreds_of_members_as_for_a_few(
    deps: Deps, db: Database, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    wish = Wish(topic=Area.CAREER, stage=Stage.EARLY, stream=Stream.SCIENTIST, site="Main")
    a_mentor(deps, ADA, stream=Stream.SCIENTIST, site="Main")
    with counted() as small:
        found(deps, wish=wish)
        finding.form(deps, actor=the(db, MENTEE), wish=wish)
    for number in range(120):
        a_mentor(deps, f"U0M{number:07}", stream=Stream.SCIENTIST, site="Main")
        avoid(db, f"U0M{number:07}", STRANGER)
    with counted() as large:
        assert found(deps, wish=wish).has_more
        finding.form(deps, actor=the(db, MENTEE), wish=wish)
    assert len(large) <= len(small) <= 15


def test_a_mentor_is_found_where_the_roster_says_they_are_now(deps: Deps, db: Database) -> None:
    a_mentor(deps, ADA, stream=Stream.SCIENTIST, site="Main")
    keep_facts(db, ADA, stream=Stream.EDUCATOR, site="West")
    assert names(found(deps, wish=Wish(stream=Stream.EDUCATOR, site="West"))) == {ADA}
    assert names(found(deps, wish=Wish(site="Main"))) == set()
    offer(deps, ADA, strengths=frozenset({Strength.TEACHING}))
    assert names(found(deps, wish=Wish(topic=Area.EDUCATION, site="West"))) == {ADA}
