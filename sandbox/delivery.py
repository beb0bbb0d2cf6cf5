"""Carries envelopes to the app over any one of its connections, and waits for the ack.

Source: docs.slack.dev/apis/events-api/using-socket-mode. A late ack is no ack.
"""

import asyncio
import time
import uuid
from collections.abc import Callable

from sandbox.shapes import Json
from sandbox.wires import BROKEN, Ack, Missed, Reply
from sandbox.workspace import Workspace


async def deliver(w: Workspace, kind: str, name: str, build: Callable[[], Json]) -> Reply:
    """Send what a person did and return the app's reply.

    Waits up to 3 s for a connection when none is open, then up to 3 s for the ack. It is sent once only.

    Args:
        w: the workspace.
        kind: `slash_commands` or `interactive`.
        name: what the log calls it.
        build: makes the payload just before it is sent, so that its trigger is fresh.
    """
    try:
        async with asyncio.timeout(w.timings.ack):
            await w.wires.ready.wait()
    except TimeoutError:
        w.journal.note("missed", name, {"reason": Missed.NO_CONNECTION})
        return Reply(missed=Missed.NO_CONNECTION)
    return await send(w, name, {"type": kind, "payload": build(), "accepts_response_payload": True})


async def send(w: Workspace, name: str, envelope: Json) -> Reply:
    """Send one envelope once and return the app's reply; the ack must come within 3 s of sending."""
    envelope_id = str(uuid.uuid4())
    frame = {"envelope_id": envelope_id, **envelope}
    answered: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
    w.wires.pending[envelope_id] = answered
    w.journal.note("envelope", name, frame)
    started = time.monotonic()
    try:
        async with asyncio.timeout(w.timings.ack):
            if not await _transmit(w, frame):
                return _missed(w, name, envelope_id, Missed.NO_CONNECTION)
            ack = await answered
    except TimeoutError:
        return _missed(w, name, envelope_id, Missed.NO_ACK)
    finally:
        w.wires.pending.pop(envelope_id, None)
    ms = (time.monotonic() - started) * 1000
    w.journal.note("ack", name, {"envelope_id": envelope_id, "payload": ack.payload}, ms=ms)
    return Reply(ms=ms, payload=ack.payload)


def _missed(w: Workspace, name: str, envelope_id: str, reason: Missed) -> Reply:
    w.journal.note("missed", name, {"envelope_id": envelope_id, "reason": reason})
    return Reply(missed=reason)


async def _transmit(w: Workspace, frame: Json) -> bool:
    """Send over any connection; one that turns out to be broken is dropped and another one chosen."""
    while (connection := w.wires.choose()) is not None:
        try:
            await connection.send(frame)
        except BROKEN:
            w.wires.drop(connection)
        else:
            return True
    return False


def acknowledge(w: Workspace, frame: Json) -> None:
    """Take an ack that came over any connection. One that nobody waits for any more is noted and ignored."""
    envelope_id = frame.get("envelope_id")
    waiting = w.wires.pending.get(str(envelope_id))
    if waiting is None or waiting.done():
        w.journal.note("missed", "an ack nobody waits for", frame)
        return
    payload = frame.get("payload")
    waiting.set_result(Ack(payload if isinstance(payload, dict) and payload else None))
