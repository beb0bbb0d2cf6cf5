"""Putting a prompt off: when it comes back, what the menu beside it carries, and the longest of its messages."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.content.catalogue import load_catalog
from bot.domain.calendar import local_day
from bot.domain.hours import Hours, is_open, is_paused, is_working_day
from bot.domain.preferences import Choices, ChoicesForm
from bot.domain.public_holidays import PublicHolidays, countries, is_known, name_of, parts
from bot.domain.snoozes import DAYS, Return, Wait, helps, return_after, waits_that_help
from bot.domain.touchpoints import TRAITS
from bot.views import preferences as view
from bot.views import prompt_menu
from sandbox.blockkit import check_message, check_view
from storage.vocabulary import PromptKind, TouchpointKind

CATALOG = load_catalog()
TORONTO = ZoneInfo("America/Toronto")
INSTANTS = some.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=some.just(UTC))  # noqa: DTZ001 - made aware
HOURS = some.builds(
    Hours,
    zone=some.sampled_from(["America/Toronto", "Asia/Kolkata", "Pacific/Kiritimati", "Europe/Berlin"]).map(ZoneInfo),
    weekdays=some.frozensets(some.integers(1, 7), min_size=1),
    opens=some.integers(0, 11).map(time),
    closes=some.integers(12, 23).map(time),
    paused_until=some.none() | some.dates(date(2025, 1, 1), date(2030, 6, 1)),
)
WAITS = some.sampled_from(Wait)


@given(hours=HOURS, now=INSTANTS, wait=WAITS)
def test_what_is_put_off_comes_back_later_within_its_persons_hours(hours: Hours, now: datetime, wait: Wait) -> None:
    back = return_after(wait, hours, now=now)
    if back is None:
        assert hours.paused_until is not None
        return
    assert back.due_at > now
    assert is_open(hours, back.due_at)
    assert not is_paused(hours, back.due_at)
    if back.local_on:
        assert local_day(back.due_at, hours.zone) == back.local_on >= local_day(now, hours.zone) + timedelta(DAYS[wait])
        assert is_working_day(hours, back.local_on)
    else:
        assert back.due_at >= now + timedelta(hours=1)


@given(
    hours=HOURS,
    now=INSTANTS,
    ahead=some.timedeltas(timedelta(), timedelta(days=20)),
    kind=some.sampled_from(PromptKind),
)
def test_only_what_comes_back_early_enough_is_offered(
    hours: Hours, now: datetime, ahead: timedelta, kind: PromptKind
) -> None:
    point = now + ahead
    offered = waits_that_help(kind, hours, point=point, now=now)
    for wait in Wait:
        back = return_after(wait, hours, now=now)
        assert (wait in offered) is (back is not None and helps(back, kind, point=point))
        assert wait not in offered or (back and back.due_at < point)


@pytest.mark.parametrize(
    ("kind", "hours_before", "is_of_use"),
    [
        (PromptKind.AGENDA, 23, False),
        (PromptKind.AGENDA, 25, True),
        (PromptKind.DIGEST, 0.5, False),
        (PromptKind.DIGEST, 1.5, True),
        (PromptKind.RECAP, 0.5, True),
        (PromptKind.ITEM, 0.5, True),
    ],
)
def test_topics_want_a_night_and_questions_an_hour(kind: PromptKind, hours_before: float, is_of_use: bool) -> None:
    point = datetime(2026, 12, 9, 14, tzinfo=UTC)
    assert helps(Return(point - timedelta(hours=hours_before), None), kind, point=point) is is_of_use


def test_a_holiday_is_no_tomorrow() -> None:
    hours = Hours(TORONTO, days_off=PublicHolidays("CA-ON"))
    back = return_after(Wait.TOMORROW, hours, now=datetime(2026, 12, 24, 15, tzinfo=UTC))
    assert back is not None
    assert back.local_on == date(2026, 12, 29), "Boxing Day is a Saturday, so its Monday is off as well"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "hour",
        "hour:agenda_prompt:x",
        "never:agenda_prompt:x:1",
        "hour:recap_ready:x:1",
        "hour:nothing:x:1",
        "mute:pair_proposed:x:1",
        "hour:agenda_prompt:x:one",
        "hour:agenda_prompt:x:1:1",
    ],
)
def test_a_value_of_somebody_elses_making_is_no_choice(value: str) -> None:
    assert prompt_menu.chosen({"selected_option": {"value": value}}) is None
    assert prompt_menu.chosen({}) is None


@pytest.mark.parametrize("kind", PromptKind)
def test_every_answer_of_the_menu_is_one_that_slack_takes(kind: PromptKind) -> None:
    now = datetime(2026, 12, 24, 15, tzinfo=UTC)
    assert check_message(prompt_menu.muted(CATALOG, kind=kind)) == []
    zone = "America/Argentina/ComodRivadavia"
    for prompted in (each for each, trait in TRAITS.items() if trait.prompt is kind):
        for is_new in (True, False):
            message = prompt_menu.snoozed(CATALOG, kind=prompted, due_at=now, zone=zone, is_new=is_new)
            assert check_message(message) == []


def test_what_was_put_off_is_named_and_where_it_waits() -> None:
    now = datetime(2026, 12, 9, 14, tzinfo=UTC)
    said = {
        kind: prompt_menu.snoozed(CATALOG, kind=kind, due_at=now, zone="America/Toronto", is_new=True)["text"]
        for kind, trait in TRAITS.items()
        if trait.prompt
    }
    assert "topics" in said[TouchpointKind.AGENDA_LAST_CALL]
    assert "recap" in said[TouchpointKind.RECAP_NUDGE]
    assert all("Wed 9 Dec" in text for text in said.values())
    nowhere = {
        TouchpointKind.BETWEEN_MEETINGS,
        TouchpointKind.CHECK_IN,
        TouchpointKind.CHECK_OFFERED,
        TouchpointKind.CREDIT_DUE,
        TouchpointKind.DOOR_WAITS,
        TouchpointKind.LULL,
        TouchpointKind.MILESTONE_AHEAD,
        TouchpointKind.MENTOR_TIP,
        TouchpointKind.LESSON_OFFERED,
        TouchpointKind.YEAR_ASKED,
    }
    assert all("in Home" in text for kind, text in said.items() if kind not in nowhere)


def test_the_values_of_a_menu_stay_within_the_shorter_of_slacks_two_limits() -> None:
    for kind in TouchpointKind:
        menu = prompt_menu.more(CATALOG, kind=kind, subject_id="f" * 32, revision=99_999, waits=tuple(Wait))
        assert all(len(str(option.value)) <= 75 for option in menu.options)


@pytest.mark.parametrize("muted", [frozenset(), frozenset(PromptKind)])
@pytest.mark.parametrize("paused_until", [None, date(2026, 12, 24)])
def test_the_form_and_what_it_confirms_are_views_that_slack_takes(
    muted: frozenset[PromptKind], paused_until: date | None
) -> None:
    for place in (None, "", "CL", "CL-LI", "GS", "nowhere"):
        choices = Choices(frozenset(range(1, 8)), muted=muted, paused_until=paused_until, holidays=place)
        filled = ChoicesForm(choices, zone="America/Argentina/ComodRivadavia", programme="CL-LI")
        assert check_view(view.form(CATALOG, filled=filled)) == []
        assert check_view(view.kept(CATALOG, filled=filled)) == []


@pytest.mark.parametrize(
    ("weekdays", "said"),
    [
        ({1, 2, 3, 4, 5}, "Monday to Friday"),
        ({2, 3, 4}, "Tuesday to Thursday"),
        ({1, 2, 4}, "Monday, Tuesday, Thursday"),
        ({6, 7}, "Saturday, Sunday"),
        ({3}, "Wednesday"),
    ],
)
def test_days_that_follow_each_other_are_said_as_people_say_them(weekdays: set[int], said: str) -> None:
    filled = ChoicesForm(Choices(frozenset(weekdays)), zone="America/Toronto", programme="")
    assert f"writes to you on {said}, from" in str(view.kept(CATALOG, filled=filled))


def test_every_country_and_part_of_the_library_has_a_name_that_fits_a_choice() -> None:
    for country, name in countries().items():
        assert is_known(country)
        assert 1 <= len(name) <= 75
        assert all(is_known(f"{country}-{part}") and 1 <= len(named) <= 75 for part, named in parts(country).items())


def test_a_place_is_shown_by_its_name() -> None:
    assert (name_of("CA-ON"), name_of("DE"), name_of("nowhere")) == ("Canada, Ontario", "Germany", "nowhere")


@given(some.text(max_size=8), some.dates())
def test_a_place_nobody_knows_has_no_days_off(code: str, day: date) -> None:
    if not is_known(code):
        assert day not in PublicHolidays(code)
