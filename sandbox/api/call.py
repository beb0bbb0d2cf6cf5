"""One call of a method: its arguments, read the way Slack reads them."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from sandbox.errors import SlackError, refused
from sandbox.reading import read_json
from sandbox.shapes import Json
from sandbox.workspace import Workspace

MOST_PER_PAGE = 1_000
TRUE = (True, "true", "True", "1", 1)


@dataclass(frozen=True, slots=True)
class Call:
    """What a method is handed."""

    w: Workspace
    method: str
    args: Json
    at: float | None = None
    """When the app would have called had nobody moved the clock people see, where it says so; in Unix seconds."""

    def text(self, name: str) -> str:
        """Return an argument that must be there.

        Raises:
            SlackError: it is missing or empty.
        """
        value = self.optional(name)
        if value is None:
            raise missing(name)
        return value

    def optional(self, name: str) -> str | None:
        """Return an argument as text, a list with commas, None when it is missing or empty."""
        value = self.args.get(name)
        if isinstance(value, list):
            return ",".join(map(str, value))
        return None if value is None or value == "" else str(value)

    def flag(self, name: str) -> bool:
        """Tell whether an argument says yes."""
        return self.args.get(name) in TRUE

    def number(self, name: str, default: int) -> int:
        """Return an argument that is a whole number.

        Raises:
            SlackError: it is something else.
        """
        value = self.args.get(name)
        try:
            return default if value is None or value == "" else int(value)
        except (TypeError, ValueError) as wrong:
            raise invalid(f"must be an integer [json-pointer:/{name}]") from wrong

    def instant(self, name: str, default: float) -> float:
        """Return an argument that is a message's ts, or Unix seconds.

        Raises:
            SlackError: it is something else.
        """
        value = self.optional(name)
        try:
            return default if value is None else float(value)
        except ValueError as wrong:
            raise SlackError(f"invalid_ts_{name}") from wrong

    def page(self, items: Sequence[object], name: str, *, default: int = 100) -> Json:
        """Return the page of `items` that `limit` and `cursor` ask for, under `name`, with the next cursor."""
        limit = min(max(self.number("limit", default) or default, 1), MOST_PER_PAGE)
        start = _position(self.optional("cursor"))
        end = start + limit
        next_cursor = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
        return {name: items[start:end], "response_metadata": {"next_cursor": next_cursor}}


def _position(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except (binascii.Error, ValueError) as wrong:
        raise SlackError("invalid_cursor") from wrong


def missing(name: str) -> SlackError:
    """Return the refusal of a call that lacks an argument."""
    return invalid(f"missing required field: {name}")


def invalid(problem: str) -> SlackError:
    """Return the refusal of a call with a wrong argument."""
    return refused("invalid_arguments", [problem])


async def read_arguments(request: Request) -> Json:
    """Return the arguments of a request: of its query, then of its body, JSON or form.

    In a form, what is an object or a list is JSON text (docs.slack.dev/apis/web-api).

    Raises:
        SlackError: the body is not what it says it is.
    """
    raw = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    args: Json = dict(request.query_params)
    if kind == "application/json":
        args |= _json_body(raw)
    elif kind == "multipart/form-data":
        raise SlackError("invalid_form_data")
    elif raw:
        args |= dict(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True))
    return {name: _unpacked(name, value) for name, value in args.items()}


def _json_body(raw: bytes) -> Json:
    try:
        body = read_json(raw or b"{}")
    except ValueError as wrong:
        raise SlackError("invalid_json") from wrong
    if not isinstance(body, dict):
        raise SlackError("json_not_object")
    return {name: value for name, value in body.items() if value is not None}


STRUCTURED = {"blocks": "invalid_blocks_format", "attachments": "invalid_attachments"}
OBJECTS = ("view", "metadata", "message")


def _unpacked(name: str, value: object) -> object:
    if not isinstance(value, str) or name not in (*STRUCTURED, *OBJECTS):
        return value
    try:
        return read_json(value)
    except ValueError as wrong:
        if name in STRUCTURED:
            raise SlackError(STRUCTURED[name]) from wrong
        raise invalid(f"must be valid JSON [json-pointer:/{name}]") from wrong
