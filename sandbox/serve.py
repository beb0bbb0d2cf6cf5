"""`python -m sandbox serve`: a workspace on 127.0.0.1 until SIGTERM."""

import asyncio
import json
import logging
import socket
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack, closing
from pathlib import Path

from sandbox.errors import NonsenseError
from sandbox.manifest import Manifest, load_manifest
from sandbox.seed import read_private, read_users, seed
from sandbox.server import Server
from sandbox.shapes import Json
from sandbox.state import open_state
from sandbox.timings import Timings
from sandbox.workspace import open_workspace

HOST = "127.0.0.1"
PEOPLE = "ada:Europe/Berlin,grace:America/New_York,linus:Europe/Helsinki"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `serve` takes."""
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one (default)")
    parser.add_argument("--manifest", type=Path, required=True, help="the app's manifest, YAML or JSON")
    parser.add_argument("--state", type=Path, help="the SQLite file to keep everything in (default: a temporary one)")
    parser.add_argument("--users", default=PEOPLE, metavar="NAME:ZONE,...", help="the first one is the owner")
    parser.add_argument("--private", action="append", default=[], metavar="NAME=user,...", help="a private channel")


def serve(arguments: Namespace) -> int:
    """Run a workspace to its end and return the exit code.

    The first line on standard output, once the workspace answers, is JSON: base_url, tokens, users and channels.
    """
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    try:
        manifest = load_manifest(arguments.manifest)
        return _run(arguments, manifest)
    except (OSError, ValueError, NonsenseError) as wrong:
        print(f"sandbox: {wrong}", file=sys.stderr)  # noqa: T201 - the reason a command line gives
        return 2


def _run(arguments: Namespace, manifest: Manifest) -> int:
    with ExitStack() as ends:
        listener = ends.enter_context(closing(listen(arguments.port)))
        state = arguments.state or Path(ends.enter_context(tempfile.TemporaryDirectory())) / "state.db"
        state.parent.mkdir(parents=True, exist_ok=True)
        db = ends.enter_context(closing(open_state(state)))
        base_url = f"http://{HOST}:{listener.getsockname()[1]}"
        w = open_workspace(db, manifest, base_url, Timings())
        start = seed(w, read_users(arguments.users), [read_private(each) for each in arguments.private])
        tokens = {"base_url": base_url, "bot_token": w.identity.bot_token, "app_token": w.identity.app_token}
        asyncio.run(Server(w, lambda: _announce(tokens | start)).serve(sockets=[listener]))
    return 0


def listen(port: int) -> socket.socket:
    """Return a socket bound to `port` of 127.0.0.1; 0 takes a free one.

    Raises:
        OSError: the port is taken.
        ValueError: there is no such port.
    """
    # Only a socket that names its protocol gets TCP_NODELAY from asyncio; without it every answer is 40 ms late.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise
    except OverflowError as wrong:
        listener.close()
        raise ValueError(f"{port} is no port: they go from 0 to 65535.") from wrong
    return listener


def _announce(line: Json) -> None:
    print(json.dumps(line), flush=True)  # noqa: T201 - the one line that is promised on standard output
