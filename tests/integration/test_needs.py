"""A mentee's map of what they need: gaps first, who covers what, and all of it theirs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.domain.needs import MOST_NEEDS, Cover, NeedDraft
from bot.errors import NotYoursError, UserError
from bot.services import need_sharing, needs
from bot.views import need_form
from bot.views import needs as needs_view
from sandbox.blockkit import check_view
from storage.columns import new_id
from storage.database import Database
from storage.vocabulary import Area, Strength
from tests.integration.need_steps import (
    GAP,
    NOTE,
    SECOND,
    TOPIC,
    WHO,
    covered_by,
    ends,
    entered,
    kept,
    named,
    on_map,
    on_one_topic,
    the_map,
    the_need,
    the_sheet,
)
from tests.integration.steps import lying_on, opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, pair_up, the
from tests.payloads import Payload, press, submit
from tests.planning import planned
from tests.rapport import Rapport

Counted = Callable[[], AbstractContextManager[list[str]]]
EMOJI = "\N{GRINNING FACE}"


def the_form(rapport: Rapport) -> Payload:
    return opened(rapport, press(the_map(rapport), "Add something"), "views.push")


def test_what_is_entered_once_stands_once_on_the_map_below(rapport: Rapport, deps: Deps, pair_id: str) -> None:
    sent = lying_on("V0", submit(the_form(rapport), entered(note=NOTE)))
    for times in (1, 2):
        assert rapport.answer_to(sent) == {}
        drawn = rapport.slack.wait_for("views.update", times=times)
    assert (drawn["view_id"], check_view(drawn["view"])) == ("V0", [])
    assert "MARKER grants &lt;!channel&gt; &amp; budgets" in str(drawn["view"])
    assert the_need(deps).said == GAP
    assert planned(deps.db) == [], "nobody is told of a map"


def test_gaps_stand_first_area_by_area_and_what_is_covered_after_them(
    rapport: Rapport, deps: Deps, pair_id: str
) -> None:
    named(deps, draft=NeedDraft(Area.CAREER, "Covered", cover=Cover.ELSEWHERE, elsewhere=WHO))
    named(deps, draft=NeedDraft(Strength.BALANCE, "Late gap"))
    named(deps, draft=NeedDraft(Strength.GRANTS, "Early gap"))
    shown = str(the_map(rapport))
    say = deps.catalog.needs
    found = [
        shown.index(words) for words in (say.gaps, "Early gap", "Late gap", say.covered, "*Covered*\\nCareer", WHO)
    ]
    assert found == sorted(found)
    assert shown.count(say.find_button) == 2
    assert "Your mentors: Idris Okafor" in shown


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"topic": None}, need_form.TOPIC),
        ({"topic": "x" * 81}, need_form.TOPIC),
        ({"about": "everything"}, need_form.ABOUT),
        ({"note": "x" * 501}, need_form.NOTE),
        ({"cover": "elsewhere"}, need_form.ELSEWHERE),
        ({"cover": "elsewhere", "elsewhere": "x" * 81}, need_form.ELSEWHERE),
    ],
    ids=str,
)
def test_what_cannot_be_kept_is_refused_beside_its_field(
    rapport: Rapport, db: Database, pair_id: str, said: dict[str, str | None], field: str
) -> None:
    answer = rapport.answer_to(submit(the_form(rapport), entered(**said)))
    assert list(answer["errors"]) == [field]
    assert kept(db) == []


def test_a_mentor_on_one_topic_is_offered_by_it_and_covers_while_they_are_together(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    second = on_one_topic(db, "grant writing")
    form = the_form(rapport)
    assert f"{SECOND}, on grant writing" in str(form)
    assert rapport.answer_to(submit(form, entered(cover=second))) == {}
    card = the_need(deps)
    assert (card.said.cover, card.mentor and card.mentor.name) == (Cover.MENTOR, SECOND)
    ends(db, second)
    assert the_need(deps).said.cover is Cover.NOBODY, "a gap again, and still hers"
    assert all(each.covered_on for each in kept(db)), "that it was covered once is kept"


@pytest.mark.parametrize("foreign", ["theirs", "nothing", "as mentor"])
def test_no_pair_of_others_covers_anything(deps: Deps, db: Database, pair_id: str, foreign: str) -> None:
    pairs = {
        "theirs": pair_up(db, mentor=STRANGER, mentee=SECOND),
        "as mentor": pair_up(db, mentor=MENTEE, mentee=SECOND),
    }
    with pytest.raises(NotYoursError):
        named(deps, draft=covered_by(pairs.get(foreign, "nothing")))
    assert kept(db) == []


def test_a_need_is_put_right_and_says_since_when(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    named(deps)
    clock.at = NOW + timedelta(days=40)
    form = opened(rapport, press(the_sheet(rapport), "Change it"), "views.push")
    initial = {block["block_id"]: block["element"] for block in form["blocks"]}
    assert initial[need_form.TOPIC]["initial_value"] == TOPIC
    assert initial[need_form.ABOUT]["initial_option"]["value"] == "grants"
    needs.change(deps, actor=the(db, MENTEE), need_id=the_need(deps).need_id, draft=covered_by(pair_id))
    [need] = kept(db)
    assert (need.named_on, need.covered_on) == (NOW.date(), (NOW + timedelta(days=40)).date())
    sent = lying_on("V0", submit(form, entered("Budgets", cover="elsewhere", elsewhere=WHO)))
    assert rapport.answer_to(sent) == {}
    drawn = rapport.slack.wait_for("views.update", times=2)["view"]
    assert f"Covered by {WHO}" in str(drawn)
    assert [need.covered_on for need in kept(db)] == [(NOW + timedelta(days=40)).date()], "of the first time"


def test_what_is_taken_out_is_gone(rapport: Rapport, db: Database, deps: Deps, pair_id: str) -> None:
    need_id = named(deps)
    need_sharing.share(deps, actor=the(db, MENTEE), need_id=need_id, pair_id=pair_id)
    sheet = the_sheet(rapport)
    shown = opened(rapport, press(sheet, "Take it out"), "views.update")
    assert "MARKER" not in str(shown)
    assert kept(db) == []
    again = opened(rapport, press(sheet, "Take it out"), "views.push")
    assert deps.catalog.common.not_yours in str(again)


def test_a_map_is_full_one_day_and_says_so(deps: Deps, db: Database, pair_id: str) -> None:
    last = [named(deps) for _ in range(MOST_NEEDS)][-1]
    with pytest.raises(UserError, match="take one out first"):
        named(deps)
    needs.add(deps, actor=the(db, MENTEE), draft=GAP, need_id=last)
    assert len(kept(db)) == MOST_NEEDS


def test_two_windows_fill_the_last_place_once(deps: Deps, db: Database, pair_id: str) -> None:
    for _ in range(MOST_NEEDS - 1):
        named(deps)
    actor, ids = the(db, MENTEE), [new_id() for _ in range(3)]

    def add(need_id: str) -> bool:
        try:
            needs.add(deps, actor=actor, draft=GAP, need_id=need_id)
        except UserError:
            return False
        return True

    with ThreadPoolExecutor(3) as windows:
        assert sorted(windows.map(add, ids)) == [False, False, True]
    assert len(kept(db)) == MOST_NEEDS


def test_nobody_else_opens_changes_or_removes_a_need(deps: Deps, db: Database, pair_id: str) -> None:
    need_id = named(deps)
    need_sharing.share(deps, actor=the(db, MENTEE), need_id=need_id, pair_id=pair_id)
    enrol(db, SECOND)
    for user in (MENTOR, STRANGER, SECOND):
        actor = the(db, user)
        for attempt in (
            lambda actor=actor: needs.sheet(deps, actor=actor, need_id=need_id),
            lambda actor=actor: needs.change(deps, actor=actor, need_id=need_id, draft=GAP),
            lambda actor=actor: needs.remove(deps, actor=actor, need_id=need_id),
            lambda actor=actor: needs.about(deps, actor=actor, need_id=need_id),
        ):
            with pytest.raises(NotYoursError):
                attempt()
        assert on_map(deps, user) == []
    assert the_need(deps).said == GAP


def test_somebody_in_no_pair_has_a_map_and_nobody_to_share_it_with(rapport: Rapport, deps: Deps, db: Database) -> None:
    enrol(db, MENTEE)
    named(deps)
    assert deps.catalog.needs.nobody_to_share in str(the_sheet(rapport))


def test_a_map_as_full_and_as_heavy_as_can_be_is_still_shown(deps: Deps, db: Database) -> None:
    for number in range(12):
        pair_up(db, mentor=f"U0MENTOR{number:03}")
        pair_up(db, mentor=MENTEE, mentee=f"U0MENTEE{number:03}")
    for _ in range(MOST_NEEDS):
        named(deps, draft=NeedDraft(Strength.GRANTS, EMOJI * 80, EMOJI * 500))
    view = needs_view.board(deps.catalog, needs=needs.board(deps, actor=the(db, MENTEE)))
    assert check_view(view) == []
    assert str(view).count(EMOJI) == 80 * MOST_NEEDS


def test_a_map_costs_the_same_whatever_stands_on_it(deps: Deps, db: Database, pair_id: str, counted: Counted) -> None:
    actor, need_id = the(db, MENTEE), named(deps)

    def cost() -> int:
        with counted() as statements:
            needs.board(deps, actor=actor)
            needs.sheet(deps, actor=actor, need_id=need_id)
        return len(statements)

    few = cost()
    for number in range(MOST_NEEDS - 1):
        named(deps, draft=covered_by(pair_up(db, mentor=f"U0MENTOR{number:03}")))
    assert len(on_map(deps)) == MOST_NEEDS
    assert cost() == few == 3 + 4
