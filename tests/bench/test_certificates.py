import asyncio
from pathlib import Path

import pytest

from tests.bench import bots, certificates
from tests.bench.peers.posting import WAYS
from tests.bench.slack import serving

REFUSED = "SSLCertVerificationError"


async def post(way: str, *, is_trusting: bool, folder: Path) -> str:
    """Post once, with our certificate among the trusted ones or without; return what was printed."""
    async with serving(tls=certificates.server_context(folder)) as slack:
        environment = bots.environment(slack, folder)
        if is_trusting:
            environment["SSL_CERT_FILE"] = str(certificates.trusted(folder))
        return await bots.said_by(bots.peer("posting", way, "1"), environment)


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_posting_checks_the_certificate(way: str, tmp_path: Path) -> None:
    assert len(asyncio.run(post(way, is_trusting=True, folder=tmp_path)).split()) == 2
    with pytest.raises(RuntimeError, match=REFUSED):
        asyncio.run(post(way, is_trusting=False, folder=tmp_path))
