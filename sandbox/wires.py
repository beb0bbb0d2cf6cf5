"""The Socket Mode connections that are open, their one-use links, and what still waits for an ack."""

import asyncio
import secrets
import socket
import struct
from dataclasses import dataclass, field
from enum import StrEnum

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.shapes import Json

MOST_CONNECTIONS = 10
BROKEN = (WebSocketDisconnect, RuntimeError, OSError)
"""What sending over a connection raises when its other end is gone."""
_LINGER_ZERO = struct.pack("ii", 1, 0)


@dataclass(eq=False, slots=True)
class Connection:
    """One open connection of the app.

    Attributes:
        socket: the WebSocket.
        transport: what lies below it.
        is_silent: whether it plays a peer that is gone without a word: nothing leaves, nothing is read.
        is_retiring: whether its disconnect frame is sent, so that nothing new goes over it.
    """

    socket: WebSocket
    transport: asyncio.Transport
    is_silent: bool = False
    is_retiring: bool = False

    async def send(self, frame: Json) -> None:
        """Send one frame; into the void when the connection plays silent."""
        if not self.is_silent:
            await self.socket.send_json(frame)

    def fall_silent(self) -> None:
        """Read and send nothing more, pings and their answers included, and keep the TCP connection open."""
        self.is_silent = True
        self.transport.pause_reading()

    def reset(self) -> None:
        """End the TCP connection with a reset, without a closing handshake; nothing happens when it is at its end."""
        if self.transport.is_closing():
            return
        raw = self.transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_ZERO)
        self.transport.abort()


@dataclass(frozen=True, slots=True)
class Ack:
    """What came back for an envelope."""

    payload: Json | None


class Missed(StrEnum):
    """Why no ack came."""

    NO_CONNECTION = "no connection"
    NO_ACK = "no ack in time"


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of an envelope: `ms` from sending to the ack, `payload` what came with it."""

    missed: Missed | None = None
    ms: float | None = None
    payload: Json | None = None


@dataclass(slots=True)
class Wires:
    """All open connections.

    Attributes:
        connections: in the order they opened.
        links: tickets of links nobody has used yet.
        pending: what waits for an ack, by envelope_id.
        ready: set while at least one connection takes envelopes.
    """

    connections: list[Connection] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    pending: dict[str, asyncio.Future[Ack]] = field(default_factory=dict)
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def new_link(self) -> str:
        """Return the ticket of a link that works once."""
        ticket = secrets.token_urlsafe(24)
        self.links.add(ticket)
        return ticket

    def take_link(self, ticket: str) -> bool:
        """Use up a link; False when it never was or is used."""
        known = ticket in self.links
        self.links.discard(ticket)
        return known

    def add(self, connection: Connection) -> None:
        """Count a connection that said hello."""
        self.connections.append(connection)
        self.ready.set()

    def drop(self, connection: Connection) -> None:
        """Count a connection no more."""
        if connection in self.connections:
            self.connections.remove(connection)
        self._look()

    def retire(self, connection: Connection) -> None:
        """Let nothing new go over a connection."""
        connection.is_retiring = True
        self._look()

    def choose(self) -> Connection | None:
        """Return any one of the connections that take envelopes."""
        usable = self._usable()
        return secrets.choice(usable) if usable else None

    def _usable(self) -> list[Connection]:
        return [connection for connection in self.connections if not connection.is_retiring]

    def _look(self) -> None:
        if not self._usable():
            self.ready.clear()
