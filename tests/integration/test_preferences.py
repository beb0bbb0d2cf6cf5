"""When Rapport writes to somebody: their form, its refusals, the pause."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.content.catalogue import Catalog
from bot.deps import Deps
from bot.domain.preferences import Choices, Pause
from bot.errors import FieldError
from bot.services import preferences
from sandbox.blockkit import check_view
from storage.database import Database
from storage.settings import keep_setting
from storage.vocabulary import PromptKind, SettingName, TouchpointKind
from tests.integration.preference_steps import (
    CHRISTMAS,
    PAUSE,
    at,
    choose,
    chosen,
    entered,
    late_riser,
    the_form,
    ticked,
)
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, the
from tests.payloads import TEAM, Payload, press, slash, submit
from tests.planning import plan, planned
from tests.rapport import Rapport


def _choices(deps: Deps, user_id: str = MENTEE) -> Choices:
    return preferences.current(deps, actor=the(deps.db, user_id)).choices


def _refusal(rapport: Rapport, **changed: Payload) -> dict[str, str]:
    form = the_form(rapport)
    answer = rapport.answer_to(submit(form, entered(form, **changed)))
    errors: dict[str, str] = answer["errors"]
    return errors


@pytest.fixture
def say(rapport: Rapport) -> Catalog:
    """Every word the bot says."""
    return rapport.deps.catalog


def test_whoever_has_chosen_nothing_finds_humane_hours(rapport: Rapport, pair_id: str) -> None:
    form = the_form(rapport)
    fields = {block.get("block_id"): block.get("element", {}) for block in form["blocks"]}
    assert [option["value"] for option in fields["hours_days"]["initial_options"]] == ["1", "2", "3", "4", "5"]
    assert (fields["hours_opens"]["initial_time"], fields["hours_closes"]["initial_time"]) == ("08:30", "17:30")
    assert fields["hours_daily"]["initial_option"]["value"] == "3"
    assert fields["hours_monthly"]["initial_option"]["value"] == "8"
    ticked = [fields[name]["initial_options"] for name in ("hours_prompts", "hours_prompts_rare")]
    assert sum(map(len, ticked)) == len(PromptKind)
    assert max(map(len, ticked)) <= 10
    assert fields["hours_holidays"]["initial_option"]["value"] == "programme"
    assert "Your partner is not told" in str(form)


def test_what_is_saved_is_what_the_form_shows_next_time(rapport: Rapport, pair_id: str) -> None:
    form = the_form(rapport)
    answer = rapport.answer_to(submit(form, entered(form, holidays=chosen("CA"))))
    assert check_view(answer["view"]) == []
    assert "Monday to Thursday, from 10:00 until 16:30 (Toronto time)" in str(answer["view"])
    assert _choices(rapport.deps) == Choices(
        weekdays=frozenset({1, 2, 3, 4}),
        opens=time(10),
        closes=time(16, 30),
        holidays="CA",
        daily=2,
        monthly=4,
        muted=frozenset({PromptKind.DIGEST}),
    )
    assert _choices(rapport.deps, MENTOR) == Choices()


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"days": ticked()}, "no_day"),
        ({"days": ticked("8", "x")}, "no_day"),
        ({"closes": at("10:00")}, "closes_first"),
        ({"closes": at("09:59")}, "closes_first"),
        ({"opens": at(None)}, "no_time"),
        ({"closes": at("25:00")}, "no_time"),
        ({"holidays": chosen("ZZ")}, "no_holidays"),
        ({"holidays": chosen("CA-ZZ")}, "no_holidays"),
        ({"daily": chosen("1000")}, "no_daily"),
        ({"monthly": chosen(None)}, "no_monthly"),
        ({"pause": {"selected_date": "2001-01-01"}}, "pause_past"),
        ({"pause": {"selected_date": "2999-01-01"}}, "pause_long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_chosen_is_refused_beside_its_field(
    rapport: Rapport, say: Catalog, pair_id: str, changed: dict[str, Payload], key: str
) -> None:
    ((field, sentence),) = _refusal(rapport, **changed).items()
    assert field.startswith(f"hours_{next(iter(changed))}")
    assert sentence == getattr(say.preferences, key)
    assert _choices(rapport.deps) == Choices()


def test_a_stranger_to_the_roster_finds_nothing(rapport: Rapport) -> None:
    assert rapport.deps.catalog.common.not_yours in str(opened(rapport, slash("/mentor", "hours")))


def test_one_tap_pauses_and_one_more_ends_it(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = the_form(rapport)
    rapport.answer_to(press(form, "Two weeks"))
    paused: Payload = rapport.slack.wait_for("views.update")["view"]
    assert check_view(paused) == []
    assert "Quiet until" in str(paused)
    until = _choices(rapport.deps).paused_until
    assert until is not None
    assert until - datetime.now(UTC).date() in {timedelta(days=13), timedelta(days=14), timedelta(days=15)}
    rapport.answer_to(press(paused, "End the pause"))
    rapport.slack.wait_for("views.update", times=2)
    assert _choices(rapport.deps).paused_until is None


def test_a_pause_keeps_all_else(deps: Deps, db: Database, pair_id: str) -> None:
    choose(deps, **late_riser(), daily=1, muted=frozenset({PromptKind.ITEM}))
    preferences.pause(deps, actor=the(db, MENTEE), length=Pause.WEEK)
    assert _choices(deps) == Choices(
        **late_riser(),
        daily=1,
        muted=frozenset({PromptKind.ITEM}),
        paused_until=date(2026, 11, 10),
    )


def test_a_pause_that_is_over_is_none(deps: Deps, db: Database, pair_id: str, clock: HandClock) -> None:
    preferences.pause(deps, actor=the(db, MENTEE), length=Pause.WEEK)
    clock.at = NOW + timedelta(days=7)
    assert _choices(deps).paused_until is None


def test_habits_of_many_take_two_statements(
    deps: Deps, db: Database, pair_id: str, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    choose(deps, **late_riser())
    people = [the(db, each) for each in (MENTEE, MENTOR, STRANGER)]
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.HOLIDAYS, value="CA-ON")
    with counted() as statements, db.read() as session:
        habits = preferences.habits_of(session, people)
    assert len(statements) == 2
    mine, theirs = habits[people[0].id], habits[people[1].id]
    assert (mine.hours.opens, theirs.hours.opens) == (time(11), time(8, 30))
    assert (str(mine.hours.zone), str(theirs.hours.zone)) == ("America/Toronto", "Europe/Berlin")
    assert CHRISTMAS in mine.hours.days_off
    assert date(2026, 7, 1) in theirs.hours.days_off


def test_own_holidays_come_before_those_of_the_programme(deps: Deps, db: Database, pair_id: str) -> None:
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.HOLIDAYS, value="CA")
    choose(deps, MENTEE, holidays="DE")
    choose(deps, MENTOR, holidays="")
    people = [the(db, each) for each in (MENTEE, MENTOR)]
    with db.read() as session:
        mine, theirs = (preferences.hours_of(session, people)[each.id].days_off for each in people)
    assert date(2026, 10, 3) in mine
    assert date(2026, 7, 1) not in mine
    assert CHRISTMAS not in theirs


def test_a_meeting_is_prepared_on_the_days_its_people_work(deps: Deps, db: Database, pair_id: str) -> None:
    choose(deps, **late_riser())
    plan(deps, pair_id)
    mine = the(db, MENTEE)
    days = {row.local_on.isoweekday() for row in planned(db) if row.member_id == mine.id and row.local_on}
    assert days <= {2, 3, 4}
    assert planned(db, TouchpointKind.AGENDA_PROMPT)[0].due_at.astimezone(UTC).hour in {15, 16}


def test_the_field_of_the_pause_is_named_by_the_form(deps: Deps, pair_id: str) -> None:
    with pytest.raises(FieldError) as refused:
        choose(deps, paused_until=NOW.date())
    assert refused.value.block_id == PAUSE
