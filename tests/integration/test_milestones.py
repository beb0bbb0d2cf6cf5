"""Time lines: written by their owner alone, read by the mentors they choose, and told of once, two months before."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.deps import Deps
from bot.domain.milestones import MOST, MilestoneDraft
from bot.errors import FieldError
from bot.services import milestone_changes as changes
from bot.services import milestones
from bot.views import milestone_form as form
from storage.database import Database
from storage.vocabulary import MilestoneKind, MilestoneState, TouchpointKind
from tests.integration.milestone_steps import FALLS_ON, TITLE, drawn, entered, keep, own, settle, titles
from tests.integration.steps import lying_on, opened
from tests.pairing import MENTEE, MENTOR, enrol, pair_up, the
from tests.payloads import Payload, choose, press, slash, submit, submit_as_shown
from tests.planning import planned, pushed, why_not
from tests.rapport import Rapport

KIND = TouchpointKind.MILESTONE_AHEAD


def test_a_day_is_put_on_the_time_line_for_ones_mentors_unless_one_says_otherwise(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    filled = pushed(rapport, press(own(rapport), "Add a day"))
    payload = lying_on("V0", submit_as_shown(filled, entered()))
    times = len(rapport.slack.called("views.update")) + 1
    assert rapport.answer_to(payload) == rapport.answer_to(payload) == {}
    line = rapport.slack.wait_for("views.update", times=times)["view"]
    assert str(line).count("MARKER") == 1, "one submission is one day"
    assert "Read by Idris Okafor and you" in str(line)
    mentors = milestones.of_mentee(rapport.deps, actor=the(db, MENTOR), pair_id=pair_id, page=0)
    assert [each.title for each in mentors.sheets] == [TITLE]


def test_one_tick_keeps_it_to_oneself(rapport: Rapport, deps: Deps, db: Database, pair_id: str) -> None:
    filled = pushed(rapport, press(own(rapport), "Add a day"))
    alone = {form.ALONE: {"type": "checkboxes", "selected_options": [{"value": "alone"}]}}
    assert rapport.answer_to(submit_as_shown(filled, {**entered(), **alone})) == {}
    assert titles(deps) == [TITLE]
    assert milestones.of_mentee(deps, actor=the(db, MENTOR), pair_id=pair_id, page=0).sheets == ()


def test_one_tap_beside_it_takes_it_back_to_oneself(rapport: Rapport, deps: Deps, db: Database, pair_id: str) -> None:
    keep(deps, pair_id)
    line = drawn(rapport, choose(own(rapport), "MARKER", "Only me"))
    assert "Only you" in str(line)
    assert milestones.of_mentee(deps, actor=the(db, MENTOR), pair_id=pair_id, page=0).sheets == ()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (entered(kind="chair"), form.KIND),
        (entered(kind="own", title=None), form.TITLE),
        (entered(title="x" * 201), form.TITLE),
        (entered(on=None), form.DAY),
        (entered(on="2060-01-01"), form.DAY),
    ],
    ids=["no kind", "no name", "long name", "no day", "far day"],
)
def test_what_cannot_be_is_refused_beside_its_field(
    rapport: Rapport, db: Database, said: dict[str, Payload], field: str
) -> None:
    enrol(db, MENTEE)
    filled = pushed(rapport, press(own(rapport), "Add a day"))
    assert list(rapport.answer_to(submit(filled, said))["errors"]) == [field]


def test_what_is_ahead_comes_soonest_first_and_what_is_past_by_year(deps: Deps, db: Database) -> None:
    enrol(db, MENTEE)
    days = (date(2028, 1, 5), date(2027, 3, 1), date(2025, 5, 5), date(2026, 2, 2), date(2026, 8, 8))
    kept = {day: keep(deps, title=str(day), on=day) for day in days}
    for day in days[2:]:
        settle(deps, kept[day], MilestoneState.DROPPED if day.month == 2 else MilestoneState.DONE)
    line = milestones.own(deps, actor=the(db, MENTEE), page=0)
    assert [each.title for each in line.ahead] == ["2027-03-01", "2028-01-05"]
    assert [(year, [each.title for each in sheets]) for year, sheets in line.past] == [
        (2026, ["2026-08-08", "2026-02-02"]),
        (2025, ["2025-05-05"]),
    ]


def test_a_long_time_line_is_pages_and_has_an_end(deps: Deps, db: Database, rapport: Rapport) -> None:
    enrol(db, MENTEE)
    for number in range(MOST):
        keep(deps, title=f"{number:03}", on=FALLS_ON + timedelta(days=number))
    with pytest.raises(FieldError, match="hundred"):
        keep(deps)
    pages = [titles(deps, page=page) for page in range(11)]
    assert pages[-1] == pages[-2], "a page beyond the last one is the last one"
    assert [title for page in pages[:-1] for title in page] == [f"{number:03}" for number in range(MOST)]
    second = drawn(rapport, press(own(rapport), "Next page"))
    assert "010" in str(second)


def test_a_moved_day_says_from_where(rapport: Rapport, deps: Deps, db: Database, pair_id: str) -> None:
    keep(deps, pair_id)
    filled = pushed(rapport, choose(own(rapport), "MARKER", "Move or change"))
    assert rapport.answer_to(submit_as_shown(filled, entered(on="2027-09-01"))) == {}
    (sheet,) = milestones.own(deps, actor=the(db, MENTEE), page=0).sheets
    assert (sheet.falls_on, sheet.moved_from, len(sheet.readers)) == (date(2027, 9, 1), FALLS_ON, 1)
    assert "Moved from Tue 1 Jun 2027" in str(own(rapport))


def test_its_word_moves_with_a_day(deps: Deps, db: Database, pair_id: str) -> None:
    milestone_id = keep(deps, pair_id)
    (early,) = planned(db, KIND)
    draft = MilestoneDraft(MilestoneKind.PROMOTION, TITLE, date(2027, 9, 1))
    for _ in range(2):
        changes.change(deps, actor=the(db, MENTEE), draft=draft, milestone_id=milestone_id)
    (_, late) = planned(db, KIND)
    assert why_not(deps, [early]) == {"moved"}
    assert late.local_on == date(2027, 7, 5), "the first working day from two months before on"


def test_a_mentor_finds_it_from_the_goals_and_from_their_own_time_line(
    rapport: Rapport, deps: Deps, pair_id: str
) -> None:
    keep(deps, pair_id)
    for board in (slash("/goals", user=MENTOR), slash("/mentor", "milestones", user=MENTOR)):
        line = pushed(rapport, press(opened(rapport, board), "Their milestones", user=MENTOR))
        assert "MARKER" in str(line)
        assert "overflow" not in str(line), "it is somebody else's to change"


def test_of_several_mentees_one_is_chosen(rapport: Rapport, deps: Deps, db: Database, pair_id: str) -> None:
    pair_up(db, mentee="U0OTHER0001")
    keep(deps, pair_id)
    pick = [
        block["elements"][0]
        for block in opened(rapport, slash("/mentor", "milestones", user=MENTOR))["blocks"]
        if block["type"] == "actions"
    ][1]
    chosen = {"type": "static_select", "action_id": pick["action_id"], "selected_option": {"value": pair_id}}
    pressed = press(own(rapport), "Add a day", user=MENTOR)
    assert "MARKER" in str(pushed(rapport, {**pressed, "actions": [chosen]}))


def test_what_is_dropped_comes_back_and_is_deleted_for_good(rapport: Rapport, deps: Deps, pair_id: str) -> None:
    keep(deps, pair_id)
    dropped = drawn(rapport, choose(own(rapport), "MARKER", "Drop it"))
    again = drawn(rapport, choose(dropped, "MARKER", "It is ahead again"))
    done = drawn(rapport, choose(again, "MARKER", "Done"))
    assert "MARKER" not in str(drawn(rapport, choose(done, "MARKER", "Delete it")))
    assert titles(deps) == []


def test_pages_of_a_time_line_name_each_day_once(deps: Deps, db: Database) -> None:
    enrol(db, MENTEE)
    for number in range(12):
        settle(deps, keep(deps, title=str(number), on=date(2020, 1, 1) + timedelta(days=30 * number)))
    shown = [title for page in (0, 1) for title in titles(deps, page=page)]
    assert all(int(earlier or 0) > int(later or 0) for earlier, later in pairwise(shown))
    assert len(shown) == 12
