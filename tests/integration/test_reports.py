"""The programme's report, from what people did to what is kept of it."""

from datetime import UTC, datetime

import pytest

from bot.deps import Deps
from bot.errors import UserError
from bot.services.reports import periods, report
from storage.database import Database
from storage.settings import keep_setting
from storage.vocabulary import SettingName
from tests.outbox import HandClock
from tests.pairing import pair_up
from tests.payloads import TEAM

AFTER = datetime(2027, 1, 12, 15, tzinfo=UTC)


def test_only_a_half_year_that_is_over_has_a_report(deps: Deps, clock: HandClock) -> None:
    clock.at = AFTER
    assert periods(deps) == ["2026-2", "2026-1", "2025-2", "2025-1"]
    for period in ("2027-1", "2024-2", "", "'; --"):
        with pytest.raises(UserError) as refused:
            report(deps, team_id=TEAM, period=period)
        assert str(refused.value) == deps.catalog.reports.not_over


def test_a_report_stays_as_it_was_first_made(deps: Deps, clock: HandClock, db: Database) -> None:
    clock.at = AFTER
    first = report(deps, team_id=TEAM, period="2026-2")
    pair_up(db)
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.SMALLEST_COUNT, value="6")
    clock.at = AFTER.replace(month=5)
    assert report(deps, team_id=TEAM, period="2026-2") == first
    assert (first.k, first.is_shown, first.people) == (5, False, None)
