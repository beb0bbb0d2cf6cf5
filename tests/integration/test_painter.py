"""Pictures are drawn by a process of their own: it is given them and nothing else, and the bot outlives it."""

import struct

import pytest

from bot.content.catalogue import load_catalog
from bot.runtime.painter import ChildPainter
from bot.views.reports.pictures import pictures
from tests.reporting import report

CATALOG = load_catalog()
WIDTH = 1080


def test_a_report_is_drawn_as_wide_as_a_phone_shows_it() -> None:
    wanted = pictures(CATALOG, report=report())[:1]
    drawn = ChildPainter().paint(wanted)
    assert drawn is not None
    width, height = struct.unpack(">II", drawn[0][16:24])
    assert width == WIDTH
    assert width < height < 2 * width


@pytest.mark.parametrize("module", ["bot.views.nowhere", "bot.domain.csv_sheets", "this"])
def test_where_nothing_can_be_drawn_nothing_is(module: str) -> None:
    assert ChildPainter(module=module).paint(pictures(CATALOG, report=report())) is None


def test_who_draws_is_not_waited_for_without_end() -> None:
    assert ChildPainter(most_seconds=0.0).paint(pictures(CATALOG, report=report())) is None
