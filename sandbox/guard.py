"""Keeps other sites' pages out: names that are not this machine's, and requests their pages make.

A page of another site could otherwise reach a server on localhost through a name of its own (DNS rebinding) or
through a form that posts here.
"""

from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
PEOPLE = ("/client/", "/files/", "/clock", "/switch", "/socket")
"""Paths that do what a person does: a browser may ask for them from the sandbox's own page alone."""


class Guard:
    """ASGI middleware that refuses what only another site's page would send."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it with 403."""
        if scope["type"] in ("http", "websocket") and is_foreign(scope["path"], scope["headers"]):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await PlainTextResponse("This workspace answers on localhost only.", 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def is_foreign(path: str, headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Tell whether a request names another host, or comes from another site's page to a person's path."""
    named = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}
    host = named.get("host", "")
    if _split(f"//{host}").hostname not in LOOPBACK:
        return True
    if not path.startswith(PEOPLE):
        return False
    origin = named.get("origin")
    return (origin is not None and _split(origin).netloc != host) or named.get("sec-fetch-site") == "cross-site"


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # a bracket that nothing closes: nobody's address
        return urlsplit("")
