import asyncio
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.bench import __main__ as bench
from tests.bench.report import Peer, Result, medians, p99, table

PROMISED = {
    "agenda_ack_p99_over_bolt_default",
    "burst32_ack_p99_over_bolt_default",
    "burst32_trigger_age_p99_s",
    "start_over_imports",
    "plan_100k_over_raw_insert",
    "plan_100k_over_copy_pg",
    "job_per_dm_over_ours_plan",
    "job_per_dm_over_ours_take",
    "claim_1m_over_claim_10k",
    "drain_share_of_limit",
    "drain_429",
    "drain_lost",
    "drain_doubled",
    "send_cpu_over_documented_client",
    "writers_p999_over_ungated",
    "workers4_over_workers1",
    "rss_mb_idle",
}
PROMISED_OF_SCREENS = {
    "search_10k_over_100",
    "search_10k_over_100_pg",
    "report_over_meeting_scan",
    "report_longest_query_s",
    "report_over_meeting_scan_pg",
    "report_longest_query_s_pg",
}
PEERS = (Peer("Rapport", (1.0,)), Peer("the limit", (0.25,)))


def result(*ratios: float, key: str = "ours_over_theirs") -> Result:
    """One measured promise of at most 0.5."""
    return Result(key=key, ratios=ratios, at_most=0.5, headings=("ms",), peers=PEERS)


def test_all_measures_together_measure_what_is_promised_and_nothing_twice() -> None:
    measured = [key for measure in bench.MEASURES.values() for key in measure.KEYS]
    assert sorted(measured) == sorted(PROMISED)
    assert sorted(key for measure in bench.SCREENS.values() for key in measure.KEYS) == sorted(PROMISED_OF_SCREENS)


def test_the_median_run_decides() -> None:
    assert result(0.9, 0.2, 0.3).is_kept
    assert not result(0.1, 0.6, 0.7).is_kept


def test_a_share_must_reach_its_bound() -> None:
    kept = Result(key="share", ratios=(0.99, 0.97, 0.1), at_least=0.96, headings=("",), peers=PEERS)
    broken = Result(key="share", ratios=(0.95, 0.95, 0.99), at_least=0.96, headings=("",), peers=PEERS)
    assert kept.is_kept
    assert not broken.is_kept
    assert table(kept).endswith("at least 0.96: kept")


@pytest.mark.parametrize("bounds", [{}, {"at_most": 1.0, "at_least": 0.5}])
def test_a_promise_has_exactly_one_bound(bounds: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="at_most"):
        Result(key="share", ratios=(1.0,), headings=(), peers=PEERS, **bounds)


def test_the_table_sets_the_limit_beside_us_and_says_when_a_bound_is_broken() -> None:
    text = table(result(0.6, 0.7, 0.8))
    assert "the limit        0.25" in text
    assert "at most 0.5: BROKEN" in text


def test_promises_about_the_same_peers_share_a_table() -> None:
    text = table(result(0.4, key="one"), result(0.6, key="other"))
    assert text.count("the limit") == 1
    assert [line.split(" ")[0] for line in text.splitlines()[-2:]] == ["one", "other"]


def test_one_in_a_hundred_is_slower_than_p99() -> None:
    assert sum(value > p99(range(1000)) for value in range(1000)) == 10


def test_each_number_of_a_peer_is_a_median_of_its_own() -> None:
    assert medians("us", [(1.0, 9.0), (2.0, 7.0), (3.0, 8.0)]) == Peer("us", (2.0, 8.0))


@pytest.mark.parametrize(("ratio", "exit_code"), [(0.4, 0), (0.6, 1)])
def test_a_broken_bound_fails_the_run_and_the_medians_are_kept_as_flat_json(
    ratio: float, exit_code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def one(_folder: Path) -> Result:
        return result(ratio, ratio, ratio)

    async def several(_folder: Path) -> tuple[Result, ...]:
        return result(0.1, key="first"), result(0.2, key="second")

    measures = {
        "one": SimpleNamespace(KEYS=("ours_over_theirs",), measure=one),
        "several": SimpleNamespace(KEYS=("first", "second"), measure=several),
    }
    monkeypatch.setattr(bench, "MEASURES", measures)
    assert asyncio.run(bench.main([], json_file=tmp_path / "bench.json")) == exit_code
    kept = json.loads((tmp_path / "bench.json").read_text("utf-8"))
    assert kept == {"ours_over_theirs": ratio, "first": 0.1, "second": 0.2}


def test_a_measure_that_gives_other_keys_than_it_announced_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async def other(_folder: Path) -> Result:
        return result(0.1, key="other")

    monkeypatch.setattr(bench, "MEASURES", {"one": SimpleNamespace(KEYS=("announced",), measure=other)})
    with pytest.raises(RuntimeError, match="had announced announced"):
        asyncio.run(bench.main([], json_file=None))
