"""Switches of the sandbox itself: the clock people see, faults, rate limits, connections."""

import asyncio
from zoneinfo import ZoneInfo

from sandbox import clock, people, socketmode
from sandbox.client.look import time_shown
from sandbox.errors import NonsenseError
from sandbox.shapes import Json
from sandbox.socketmode import Deed
from sandbox.workspace import Workspace


def move_clock(w: Workspace, body: Json) -> Json:
    """Move the clock people see: `{"advance": seconds}` or `{"step": ...}` (in the zone of `user`, else in UTC)."""
    try:
        if "advance" in body:
            clock.advance(w, float(body["advance"]))
        else:
            row = people.find_person(w, str(body.get("user") or ""))
            clock.step(w, str(body.get("step")), ZoneInfo(row["tz"] if row else "UTC"))
    except (TypeError, ValueError) as wrong:
        raise NonsenseError(str(wrong)) from wrong
    return time_shown(w)


def switch(w: Workspace, body: Json) -> Json:
    """Throw a switch, and return how all of them stand."""
    if "tiers" in body:
        w.meters.tiers = bool(body["tiers"])
    if "method" in body or "mode" in body:
        try:
            w.faults.throw(body)
        except (TypeError, ValueError) as wrong:
            raise NonsenseError(str(wrong)) from wrong
    return switches(w)


def switches(w: Workspace) -> Json:
    """Return how the switches stand."""
    return {"ok": True, "tiers": w.meters.tiers, "faults": w.faults.shown()}


async def disturb(w: Workspace, body: Json) -> Json:
    """Do something to every open connection, without waiting for its end."""
    try:
        deed = Deed(str(body.get("do")))
    except ValueError as wrong:
        raise NonsenseError(f"Connections know: {', '.join(Deed)}.") from wrong
    disturbed = list(w.wires.connections)
    for connection in disturbed:
        task = asyncio.create_task(socketmode.act(w, connection, deed))
        w.errands.add(task)
        task.add_done_callback(w.errands.discard)
    return {"ok": True, "connections": len(disturbed)}
