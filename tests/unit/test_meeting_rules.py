from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from bot.domain.calendar import MORNING, local_day
from bot.domain.hours import Hours, is_working_day
from bot.domain.meetings import (
    LENGTHS_MINUTES,
    PLACE_MAX_CHARS,
    DraftFlaw,
    MeetingDraft,
    flaw_of,
    is_skipped,
    months_after,
    prompts,
    shown_from,
    suggested_day,
    suggested_time,
)
from storage.vocabulary import Cadence, Side, TouchpointKind

TORONTO, BERLIN = ZoneInfo("America/Toronto"), ZoneInfo("Europe/Berlin")
USUAL = Hours(TORONTO)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
ZONES = some.sampled_from(
    [TORONTO, BERLIN, *map(ZoneInfo, ("Pacific/Auckland", "Pacific/Honolulu", "Asia/Kathmandu", "Australia/Lord_Howe"))]
)
INSTANTS = some.integers(0, 3 * 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def a_draft(**changed: object) -> MeetingDraft:
    plain = {"on": date(2026, 12, 1), "at": time(14, 0), "minutes": 60, "place": "Room 4"}
    return MeetingDraft(**{**plain, **changed})  # type: ignore[arg-type]  # a table of facts has no types


@pytest.mark.parametrize(
    ("changed", "flaw"),
    [
        ({}, None),
        ({"on": date(2026, 11, 23), "at": time(7, 1)}, None),
        ({"on": date(2026, 11, 22)}, DraftFlaw.PAST_DAY),
        ({"on": date(2026, 11, 23), "at": time(7, 0)}, DraftFlaw.PAST_TIME),
        ({"on": date(2028, 11, 23)}, None),
        ({"on": date(2028, 11, 24)}, DraftFlaw.TOO_FAR),
        ({"minutes": 61}, DraftFlaw.NO_LENGTH),
        ({"place": "x" * PLACE_MAX_CHARS}, None),
        ({"place": "x" * (PLACE_MAX_CHARS + 1)}, DraftFlaw.LONG_PLACE),
        ({"place": None}, None),
    ],
)
def test_a_meeting_is_refused_for_a_reason(changed: dict[str, object], flaw: DraftFlaw | None) -> None:
    assert flaw_of(a_draft(**changed), zone=TORONTO, now=NOW) is flaw


def test_a_day_that_has_begun_elsewhere_is_judged_on_the_planners_clock() -> None:
    late = datetime(2026, 11, 24, 1, tzinfo=UTC)
    assert flaw_of(a_draft(on=date(2026, 11, 23), at=time(21, 0)), zone=TORONTO, now=late) is None
    assert flaw_of(a_draft(on=date(2026, 11, 23), at=time(21, 0)), zone=BERLIN, now=late) is DraftFlaw.PAST_DAY


def test_meetings_are_a_quarter_of_an_hour_to_three_hours_long() -> None:
    assert (min(LENGTHS_MINUTES), max(LENGTHS_MINUTES)) == (15, 180)


def test_a_time_that_clocks_skip_in_spring_is_noticed() -> None:
    assert is_skipped(date(2027, 3, 14), time(2, 30), TORONTO)
    assert not is_skipped(date(2027, 3, 14), time(3, 0), TORONTO)
    assert not is_skipped(date(2027, 3, 15), time(2, 30), TORONTO)
    assert not is_skipped(date(2026, 11, 1), time(1, 30), TORONTO)


def test_the_end_of_a_long_month_becomes_the_end_of_a_short_one() -> None:
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2027, 12, 31), 2) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("cadence", "day"),
    [
        (Cadence.MONTHLY, date(2026, 12, 10)),
        (Cadence.TWO_MONTHLY, date(2027, 1, 11)),
        (Cadence.QUARTERLY, date(2027, 2, 10)),
        (Cadence.THREE_A_YEAR, date(2027, 3, 10)),
        (Cadence.TWICE_A_YEAR, date(2027, 5, 10)),
    ],
)
def test_the_cadence_suggests_a_working_day_counted_from_the_last_meeting(cadence: Cadence, day: date) -> None:
    assert suggested_day(last=date(2026, 11, 10), cadence=cadence, today=date(2026, 11, 23), hours=USUAL) == day


@given(last=some.none() | some.dates(date(2020, 1, 1), date(2026, 11, 23)), cadence=some.sampled_from(Cadence))
def test_no_suggestion_is_past_or_on_a_weekend(last: date | None, cadence: Cadence) -> None:
    today = date(2026, 11, 23)
    found = suggested_day(last=last, cadence=cadence, today=today, hours=USUAL)
    assert found > today
    assert is_working_day(USUAL, found)


def test_the_prompts_of_a_meeting_come_on_these_mornings() -> None:
    tuesday = datetime(2026, 12, 8, 19, tzinfo=UTC)
    hours = {Side.MENTEE: Hours(TORONTO), Side.MENTOR: Hours(BERLIN)}
    found = prompts(starts_at=tuesday, ends_at=tuesday + timedelta(hours=1), hours=hours, now=NOW)
    assert [(prompt.kind, prompt.side, prompt.morning.due_at) for prompt in found] == [
        (TouchpointKind.AGENDA_PROMPT, Side.MENTEE, datetime(2026, 12, 1, 14, tzinfo=UTC)),
        (TouchpointKind.AGENDA_LAST_CALL, Side.MENTEE, datetime(2026, 12, 4, 14, tzinfo=UTC)),
        (TouchpointKind.AGENDA_DIGEST, Side.MENTOR, datetime(2026, 12, 7, 8, tzinfo=UTC)),
        (TouchpointKind.RECAP_PROMPT, Side.MENTEE, datetime(2026, 12, 9, 14, tzinfo=UTC)),
        (TouchpointKind.RECAP_NUDGE, Side.MENTEE, datetime(2026, 12, 11, 14, tzinfo=UTC)),
        (TouchpointKind.RECAP_PROMPT, Side.MENTOR, datetime(2026, 12, 9, 8, tzinfo=UTC)),
        (TouchpointKind.RECAP_NUDGE, Side.MENTOR, datetime(2026, 12, 11, 8, tzinfo=UTC)),
    ]


def test_a_prompt_whose_time_has_gone_by_is_not_planned() -> None:
    starts_at = datetime(2026, 11, 24, 19, tzinfo=UTC)
    hours = {Side.MENTEE: Hours(TORONTO), Side.MENTOR: Hours(TORONTO)}
    found = prompts(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), hours=hours, now=NOW)
    assert {prompt.kind for prompt in found} == {
        TouchpointKind.AGENDA_DIGEST,
        TouchpointKind.RECAP_PROMPT,
        TouchpointKind.RECAP_NUDGE,
    }


@given(starts_at=INSTANTS, minutes=some.sampled_from(LENGTHS_MINUTES), mentee=ZONES, mentor=ZONES)
def test_every_prompt_comes_at_nine_on_a_working_day_of_its_reader_and_on_the_right_side_of_the_meeting(
    starts_at: datetime, minutes: int, mentee: ZoneInfo, mentor: ZoneInfo
) -> None:
    ends_at = starts_at + timedelta(minutes=minutes)
    hours = {Side.MENTEE: Hours(mentee), Side.MENTOR: Hours(mentor)}
    found = prompts(starts_at=starts_at, ends_at=ends_at, hours=hours, now=LONG_AGO)
    assert len(found) == 7
    for prompt in found:
        local = prompt.morning.due_at.astimezone(hours[prompt.side].zone)
        assert local.time() == MORNING
        assert is_working_day(hours[prompt.side], local.date())
        assert local.date() == prompt.morning.local_on
        is_recap = prompt.kind in {TouchpointKind.RECAP_PROMPT, TouchpointKind.RECAP_NUDGE}
        assert prompt.morning.due_at > ends_at if is_recap else prompt.morning.due_at < starts_at
        assert prompt.morning.expires_at == (prompt.morning.due_at + timedelta(hours=48) if is_recap else starts_at)


@given(starts_at=INSTANTS, clock=ZONES)
def test_a_recap_is_asked_for_on_the_next_working_day_at_the_latest(starts_at: datetime, clock: ZoneInfo) -> None:
    hours = {Side.MENTEE: Hours(clock), Side.MENTOR: Hours(clock)}
    found = prompts(starts_at=starts_at, ends_at=starts_at, hours=hours, now=LONG_AGO)
    asked = next(prompt.morning.due_at for prompt in found if prompt.kind is TouchpointKind.RECAP_PROMPT)
    between = [starts_at + timedelta(days=count) for count in range(1, 5)]
    between_days = {
        local_day(instant, clock) for instant in between if local_day(instant, clock) < local_day(asked, clock)
    }
    assert not any(is_working_day(Hours(clock), day) for day in between_days)


@given(starts_at=INSTANTS, clock=ZONES, now=INSTANTS)
def test_only_what_is_still_to_come_is_planned(starts_at: datetime, clock: ZoneInfo, now: datetime) -> None:
    assume(now < starts_at)
    hours = {Side.MENTEE: Hours(clock), Side.MENTOR: Hours(clock)}
    found = prompts(starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), hours=hours, now=now)
    assert all(prompt.morning.due_at > now for prompt in found)
    assert sum(prompt.kind is TouchpointKind.RECAP_PROMPT for prompt in found) == 2


def test_a_topic_shows_itself_two_working_days_before_at_nine_on_its_authors_clock() -> None:
    tuesday = datetime(2026, 12, 8, 19, tzinfo=UTC)
    assert shown_from(starts_at=tuesday, author_clock=TORONTO) == datetime(2026, 12, 4, 14, tzinfo=UTC)
    assert shown_from(starts_at=tuesday, author_clock=BERLIN) == datetime(2026, 12, 4, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("mine", "theirs", "suggested"),
    [
        ("America/Toronto", "America/Toronto", time(10)),
        ("America/Toronto", "Europe/Berlin", time(10)),
        ("Europe/Berlin", "America/Toronto", time(15)),
        ("America/Los_Angeles", "Europe/London", time(9)),
        ("Europe/Berlin", "Australia/Sydney", time(10)),
    ],
)
def test_a_first_meeting_is_suggested_when_both_are_at_work_if_there_is_such_a_time(
    mine: str, theirs: str, suggested: time
) -> None:
    day = date(2026, 12, 7)
    assert suggested_time(day, mine=ZoneInfo(mine), theirs=ZoneInfo(theirs)) == suggested
