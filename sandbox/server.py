"""Puts the workspace on the wire: every route, and the work that goes on behind them."""

import asyncio
import logging
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import cast

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from sandbox import events, schedule
from sandbox.api.endpoint import answer_hook, answer_method
from sandbox.client.routes import routes
from sandbox.guard import Guard
from sandbox.socketmode import serve_link
from sandbox.workspace import Workspace

PAGE = Path(__file__).parent / "page"
GRACE_SECONDS = 1
SIGNALS = (signal.SIGTERM, signal.SIGINT)
_log = logging.getLogger(__name__)


def build_app(w: Workspace) -> Starlette:
    """Return the ASGI application of a workspace."""
    app = Starlette(
        routes=[
            Route("/api/{method:path}", answer_method, methods=["GET", "POST"]),
            Route("/response/{team}/{hook}", answer_hook, methods=["POST"]),
            WebSocketRoute("/link/", serve_link),
            *routes(),
            Route("/archives/{rest:path}", _permalink),
            Route("/", _page),
            Mount("/page", StaticFiles(directory=PAGE, check_dir=False)),
        ],
        middleware=[Middleware(Guard)],
        lifespan=_lifespan,
    )
    app.state.workspace = w
    return app


async def _page(_request: Request) -> FileResponse:
    return FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})


async def _permalink(_request: Request) -> RedirectResponse:
    return RedirectResponse("/")


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    w: Workspace = app.state.workspace
    work = [asyncio.create_task(events.deliver_for_ever(w)), asyncio.create_task(schedule.post_for_ever(w))]
    for task in work:
        task.add_done_callback(_report)
    yield
    for task in (*work, *w.errands):
        task.cancel()


def _report(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (wrong := task.exception()) is not None:
        _log.critical("Work behind the workspace has ended: %r", wrong, exc_info=wrong)


class Protocol(WebSocketsSansIOProtocol):
    """A WebSocket whose handler may reach the transport below, to reset it or let it fall silent."""

    async def run_asgi(self) -> None:
        """Hand the transport to the handler with the scope."""
        transport = cast(dict[object, object], self.transport)  # an extension is typed as a dict; this one is an object
        self.scope["extensions"] = {**(self.scope["extensions"] or {}), "sandbox.transport": transport}
        await super().run_asgi()


class Server(uvicorn.Server):
    """uvicorn that says when it answers and ends within a second of SIGTERM, whatever is still open."""

    def __init__(self, w: Workspace, announce: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                build_app(w),
                ws=Protocol,
                lifespan="on",
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=GRACE_SECONDS,
                ws_ping_interval=None,
            )
        )
        self.workspace = w
        self.announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to answer, then say so."""
        await super().startup(sockets)
        self.announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams and what hangs, then the connections."""
        self.workspace.closing.set()
        self.workspace.hub.end()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at SIGTERM and SIGINT, and let the process end by itself afterwards."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self.stop)
        try:
            yield
        finally:
            for number in SIGNALS:
                loop.remove_signal_handler(number)

    def stop(self) -> None:
        """Ask the server to end."""
        self.should_exit = True
