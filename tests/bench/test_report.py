import asyncio
import json
from pathlib import Path

import pytest

from tests.bench import __main__ as bench
from tests.bench.report import Peer, Result, medians, p99, table


def result(*ratios: float) -> Result:
    """One measured promise of at most 0.5."""
    peers = (Peer("Rapport", (1.0,)), Peer("the limit", (0.25,)))
    return Result(key="ours_over_theirs", ratios=ratios, at_most=0.5, headings=("ms",), peers=peers)


def test_the_median_run_decides() -> None:
    assert result(0.9, 0.2, 0.3).is_kept
    assert not result(0.1, 0.6, 0.7).is_kept


def test_the_table_sets_the_limit_beside_us_and_says_when_a_bound_is_broken() -> None:
    text = table(result(0.6, 0.7, 0.8))
    assert "the limit        0.25" in text
    assert "at most 0.5: BROKEN" in text


def test_one_in_a_hundred_is_slower_than_p99() -> None:
    assert sum(value > p99(range(1000)) for value in range(1000)) == 10


def test_each_number_of_a_peer_is_a_median_of_its_own() -> None:
    assert medians("us", [(1.0, 9.0), (2.0, 7.0), (3.0, 8.0)]) == Peer("us", (2.0, 8.0))


@pytest.mark.parametrize(("ratio", "exit_code"), [(0.4, 0), (0.6, 1)])
def test_a_broken_bound_fails_the_run_and_the_medians_are_kept_as_flat_json(
    ratio: float, exit_code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def measure(_folder: Path) -> Result:
        return result(ratio, ratio, ratio)

    monkeypatch.setattr(bench, "MEASURES", {"one": measure})
    assert asyncio.run(bench.main([], json_file=tmp_path / "bench.json")) == exit_code
    assert json.loads((tmp_path / "bench.json").read_text("utf-8")) == {"ours_over_theirs": ratio}
