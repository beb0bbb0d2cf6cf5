"""Answers `POST /api/<method>` and posts to response_urls: token, fault, tier, scope, then the method itself."""

import asyncio
import secrets
import time
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox import hooks
from sandbox.api.call import Call, read_arguments
from sandbox.api.methods import METHODS, Method, Token
from sandbox.api.reach import require
from sandbox.clock import now
from sandbox.errors import RateLimitedError, SlackError
from sandbox.faults import Fault, Mode
from sandbox.shapes import Json
from sandbox.state import whole
from sandbox.workspace import Workspace

HOOK = "response_url"
INSTANT = "X-Sandbox-Instant"
"""A header in which an app may say when, in Unix seconds. Slack itself knows no such thing."""
HOOK_STATUS = {"expired_url": 404, "used_url": 404, "invalid_url": 404}


async def answer_method(request: Request) -> Response:
    """Answer one Web API call."""
    w: Workspace = request.app.state.workspace
    name = request.path_params["method"]

    def work(args: Json) -> Json:
        return _call(w, name, _token(request, args), args, at=_instant(w, request))

    return await _answer(request, w, name, work, refused=200)


async def answer_hook(request: Request) -> Response:
    """Answer one post to a response_url."""
    w: Workspace = request.app.state.workspace

    def work(args: Json) -> Json:
        with whole(w.db):
            hooks.use(w, request.path_params["hook"], args)
        return {}

    return await _answer(request, w, HOOK, work, refused=400)


async def _answer(request: Request, w: Workspace, name: str, work: Callable[[Json], Json], *, refused: int) -> Response:
    started = time.monotonic()
    args: Json = {}
    status, headers = 200, {}
    try:
        args = await read_arguments(request)
        fault = w.faults.take(name)
        if fault is not None:
            await _break(w, fault, lambda: work(args))
        answer = {"ok": True, **work(args)}
    except RateLimitedError as limit:
        answer, status = {"ok": False, "error": limit.code}, 429
        headers["Retry-After"] = str(limit.retry_after)
    except SlackError as no:
        answer = {"ok": False, "error": no.code, **no.extra}
        status = HOOK_STATUS.get(no.code, refused)
    shown = {"arguments": {key: value for key, value in args.items() if key != "token"}, "answer": answer}
    w.journal.note("call", name, shown | {"status": status}, ms=(time.monotonic() - started) * 1000)
    headers |= {"X-Slack-Req-Id": secrets.token_hex(16), "X-OAuth-Scopes": ",".join(w.manifest.scopes)}
    return JSONResponse(answer, status_code=status, headers=headers)


async def _break(w: Workspace, fault: Fault, work: Callable[[], Json]) -> None:
    """Do what the switch says instead of the work. What hangs is let go by the next throw of a switch, unanswered.

    Raises:
        SlackError: always; after a hang the caller is long gone or gets this error.
    """
    if fault.mode is Mode.LIMIT:
        raise RateLimitedError(fault.retry_after)
    if fault.mode is Mode.LOSE:
        work()
    if fault.mode in (Mode.HANG, Mode.LOSE):
        ends = [asyncio.create_task(event.wait()) for event in (w.faults.lifted, w.closing)]
        _, rest = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for task in rest:
            task.cancel()
    raise SlackError(fault.error)


def _instant(w: Workspace, request: Request) -> float | None:
    """Return when the app says that it would have called, unless that is still to come by the clock people see.

    An app that catches up after the clock has jumped says with each message when it would have been sent: people then
    find it on the day it belongs to, however fast somebody turns the clock meanwhile.
    """
    try:
        said = float(request.headers.get(INSTANT, ""))
    except ValueError:
        return None
    return said if 0 <= said <= now(w) else None


def _token(request: Request, args: Json) -> str:
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    return credential.strip() if scheme.lower() == "bearer" else str(args.get("token") or "")


def _call(w: Workspace, name: str, token: str, args: Json, *, at: float | None) -> Json:
    method = METHODS.get(name)
    if method is None:
        raise SlackError("unknown_method", req_method=name)
    _check_token(w, method, token)
    if wait := w.meters.refuse_call(name, method.tier):
        raise RateLimitedError(wait)
    if method.scope is not None:
        require(w, method.scope)
    with whole(w.db):
        return method.run(Call(w, name, args, at))


def _check_token(w: Workspace, method: Method, token: str) -> None:
    """Refuse a call with no token, an unknown one, one of the wrong kind, or one that was taken back.

    Raises:
        SlackError: the word for what is wrong with it.
    """
    if method.token is Token.NONE:
        return
    if not token:
        raise SlackError("not_authed")
    kinds = {w.identity.bot_token: Token.BOT, w.identity.app_token: Token.APP}
    if token not in kinds:
        raise SlackError("invalid_auth")
    if kinds[token] is not method.token:
        raise SlackError("not_allowed_token_type")
    if kinds[token] is Token.BOT and w.refusal:
        raise SlackError(w.refusal)
