"""Server-Sent Events that say where something changed."""

import json
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import StreamingResponse

from sandbox.workspace import Workspace


async def stream(request: Request) -> StreamingResponse:
    """Answer `GET /client/stream?user=U…` for as long as the page listens and the workspace lives."""
    w: Workspace = request.app.state.workspace
    changes = _changes(w, request.query_params.get("user", ""))
    return StreamingResponse(changes, media_type="text/event-stream", headers={"Cache-Control": "no-store"})


async def _changes(w: Workspace, user: str) -> AsyncIterator[str]:
    listener = w.hub.listen(user)
    try:
        yield ": listening\n\n"
        while (change := await listener.queue.get()) is not None:
            yield f"data: {json.dumps(change)}\n\n"
    finally:
        w.hub.leave(listener)
