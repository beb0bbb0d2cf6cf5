"""Where apps bring the bytes of a file, where people put one into a form, and where either gets them.

Source: docs.slack.dev/messaging/working-with-files: raw bytes or a multipart form, answered with 200; an app shows its
token to get a file, and is shown the page for signing in where that does not do.
"""

import base64
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from sandbox import files
from sandbox.client.visit import Visit, outcome
from sandbox.errors import NonsenseError
from sandbox.shapes import Json
from sandbox.state import whole
from sandbox.workspace import Workspace

FORM = "multipart/form-data"
SIGN_IN = "<!DOCTYPE html><title>Sign in</title><p>Sign in to see this file.</p>"
FRAME_BYTES = 10_000
"""Room for what a multipart form puts around a file."""


async def receive(request: Request) -> Response:
    """Take the bytes of a file that was announced, as many as were announced."""
    w: Workspace = request.app.state.workspace
    row = files.by_ticket(w, request.path_params["ticket"])
    if row is None:
        return PlainTextResponse("There is no upload here.", 404)
    raw = await _body(request, most=row["length"] + FRAME_BYTES)
    content = None if raw is None else _content(raw, request.headers.get("content-type", ""))
    if content is None or len(content) != row["length"]:
        return PlainTextResponse(f"{row['length']} bytes were announced.", 400)
    with whole(w.db):
        files.bring(w, row, content)
    return PlainTextResponse(f"OK - {len(content)}")


async def download(request: Request) -> Response:
    """Give a file to somebody who is in a conversation where it was shared, and to an app that may read it."""
    w: Workspace = request.app.state.workspace
    file_id, shown = request.path_params["file"], request.headers.get("authorization")
    if shown is not None and not (shown == f"Bearer {w.identity.bot_token}" and w.manifest.grants("files:read")):
        return HTMLResponse(SIGN_IN)
    user = request.query_params.get("user", "")
    row = files.seen_by(w, file_id, user=user) if shown is None else files.readable(w, file_id)
    if row is None:
        return PlainTextResponse("There is no such file for you.", 404)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(row['name'], safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(row["content"], media_type=files.media_type(row["name"]), headers=headers)


async def hand_in(visit: Visit) -> Json:
    """Keep a file that a person puts into a form; its bytes come as base64."""
    name = visit.text("name")
    try:
        content = base64.b64decode(str(visit.body.get("content") or ""), validate=True)
    except ValueError as wrong:
        raise NonsenseError("The file's content is no base64.") from wrong
    if not 0 < len(content) <= files.MOST_BYTES:
        raise NonsenseError(f"A file has between 1 and {files.MOST_BYTES} bytes here.")
    with whole(visit.w.db):
        row = files.hand_in(visit.w, name=name, content=content, user=visit.person["id"])
    return outcome() | {"file": files.file_object(visit.w, row)}


async def _body(request: Request, *, most: int) -> bytes | None:
    """Return what was sent, None when it is more than `most` bytes."""
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > most:
            return None
    return bytes(raw)


def _content(raw: bytes, content_type: str) -> bytes | None:
    """Return the file in a request's body: the first one of a multipart form, else all of it."""
    if not content_type.lower().startswith(FORM):
        return raw
    form = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + raw)
    parts = [part for part in form.iter_parts() if part.get_filename()] if form.is_multipart() else []
    content = parts[0].get_payload(decode=True) if parts else None
    return content if isinstance(content, bytes) else None
