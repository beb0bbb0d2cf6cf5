"""What one chat.postMessage over TLS costs: the sender's CPU, beside the client of the SDK's guide."""

from collections.abc import Mapping
from pathlib import Path

from tests.bench import bots, certificates
from tests.bench.report import Result, medians
from tests.bench.slack import serving

KEYS = ("send_cpu_over_documented_client",)
RUNS = 3
MS = 1000
OURS, DOCUMENTED, LIMIT = "Rapport's gateway", "WebClient(token=...), as documented", "limit: one connection, kept"
CALLS: Mapping[str, tuple[str, int]] = {OURS: ("ours", 200), DOCUMENTED: ("documented", 40), LIMIT: ("kept", 200)}


async def measure(folder: Path) -> Result:
    """Post with each peer in each of RUNS runs, in turns; the ratio is CPU over CPU."""
    rows: dict[str, list[tuple[float, ...]]] = {name: [] for name in CALLS}
    async with serving(tls=certificates.server_context(folder)) as slack:
        trusted = certificates.trusted(folder)
        environment = {**bots.environment(slack, folder), "SSL_CERT_FILE": str(trusted)}
        for _ in range(RUNS):
            for name, (way, calls) in CALLS.items():
                rows[name].append(await _costs(environment, way, calls))
    return Result(
        key=KEYS[0],
        ratios=tuple(ours[0] / theirs[0] for ours, theirs in zip(rows[OURS], rows[DOCUMENTED], strict=True)),
        at_most=0.1,
        headings=("CPU ms", "clock ms"),
        peers=tuple(medians(name, numbers) for name, numbers in rows.items()),
    )


async def _costs(environment: Mapping[str, str], way: str, calls: int) -> tuple[float, ...]:
    """Return the milliseconds of CPU and of the clock that one call takes."""
    said = await bots.said_by(bots.peer("posting", way, str(calls)), environment)
    return tuple(MS * float(number) for number in said.split())
