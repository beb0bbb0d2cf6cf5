"""The WebSocket end of Socket Mode: one-use links, hello, acks, disconnects.

Source: docs.slack.dev/apis/events-api/using-socket-mode.
"""

import asyncio
from contextlib import suppress
from enum import StrEnum
from typing import cast

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from sandbox import delivery
from sandbox.reading import read_json
from sandbox.shapes import Json
from sandbox.wires import BROKEN, MOST_CONNECTIONS, Connection
from sandbox.workspace import Workspace

HOST = "applink-sandbox"


class Deed(StrEnum):
    """What `POST /socket` does to every open connection."""

    WARN = "warn"
    """announces a disconnect, which follows"""
    REFRESH = "refresh"
    """asks to connect anew and closes a moment later"""
    RESET = "reset"
    """resets the TCP connection"""
    SILENCE = "silence"
    """neither reads nor sends any more, connection left open"""
    LINK_DISABLED = "link_disabled"
    """says that Socket Mode was switched off, and closes"""


async def serve_link(socket: WebSocket) -> None:
    """Serve one connection to its end. A used or unknown link is refused at the handshake with 403."""
    w: Workspace = socket.app.state.workspace
    if not w.wires.take_link(socket.query_params.get("ticket", "")):
        await socket.close()
        return
    await socket.accept()
    if len(w.wires.connections) >= MOST_CONNECTIONS:
        await socket.send_json(_disconnect("too_many_websockets"))
        await socket.close()
        return
    connection = Connection(socket, cast(asyncio.Transport, socket.scope["extensions"]["sandbox.transport"]))
    await socket.send_json(_hello(w))
    w.wires.add(connection)
    w.hub.announce("connections")
    life = asyncio.create_task(_live(w, connection, debug=socket.query_params.get("debug_reconnects") == "true"))
    try:
        await _listen(w, connection)
    finally:
        life.cancel()
        w.wires.drop(connection)
        w.hub.announce("connections")


async def _listen(w: Workspace, connection: Connection) -> None:
    try:
        while True:
            text = await connection.socket.receive_text()
            try:
                frame = read_json(text)
            except ValueError:
                continue
            if isinstance(frame, dict):
                delivery.acknowledge(w, frame)
    except (WebSocketDisconnect, KeyError, RuntimeError):
        return


async def _live(w: Workspace, connection: Connection, *, debug: bool) -> None:
    """Let a connection end as Slack lets it end: warned, asked to refresh, closed."""
    await asyncio.sleep(360.0 if debug else w.timings.connection)
    await act(w, connection, Deed.WARN)


async def act(w: Workspace, connection: Connection, deed: Deed) -> None:
    """Do one deed to one connection, unless it ends before."""
    with suppress(*BROKEN):
        await _act(w, connection, deed)


async def _act(w: Workspace, connection: Connection, deed: Deed) -> None:
    match deed:
        case Deed.WARN:
            await connection.send(_disconnect("warning"))
            await asyncio.sleep(w.timings.warning)
            await _act(w, connection, Deed.REFRESH)
        case Deed.REFRESH:
            w.wires.retire(connection)
            await connection.send(_disconnect("refresh_requested"))
            await asyncio.sleep(w.timings.farewell)
            await _close(connection)
        case Deed.RESET:
            w.wires.drop(connection)
            connection.reset()
        case Deed.SILENCE:
            connection.fall_silent()
            await asyncio.sleep(w.timings.silence)
            connection.reset()
        case Deed.LINK_DISABLED:
            w.wires.retire(connection)
            await connection.send(_disconnect("link_disabled"))
            await _close(connection)


async def _close(connection: Connection) -> None:
    if connection.socket.application_state is WebSocketState.CONNECTED:
        await connection.socket.close()


def _hello(w: Workspace) -> Json:
    return {
        "type": "hello",
        "num_connections": len(w.wires.connections) + 1,
        "debug_info": {
            "host": HOST,
            "build_number": 1,
            "approximate_connection_time": int(w.timings.connection),
        },
        "connection_info": {"app_id": w.identity.app_id},
    }


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}}
