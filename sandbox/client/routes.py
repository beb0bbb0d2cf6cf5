"""The table of every endpoint people and pages use."""

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import people
from sandbox.client import control, files, home, look, manage, modals, press, talk
from sandbox.client.stream import stream
from sandbox.client.visit import Visit
from sandbox.errors import NonsenseError
from sandbox.forms import FormError
from sandbox.reading import read_json
from sandbox.shapes import Json
from sandbox.workspace import Workspace

LOOKS: dict[str, Callable[[Visit], Json]] = {
    "conversations": look.conversations,
    "messages": look.conversation,
    "views": look.open_views,
    "home": look.home,
    "focus": look.focus,
}
DEEDS: dict[str, Callable[[Visit], Awaitable[Json]]] = {
    "say": talk.say,
    "slash": talk.slash,
    "shortcut": talk.shortcut,
    "click": press.click,
    "type": press.type_into,
    "suggest": press.suggest,
    "hand_in": files.hand_in,
    "submit": modals.submit,
    "close": modals.close,
    "home": home.open_home,
    "messages_tab": home.open_messages,
}

Answer = Callable[[Request], Awaitable[Json]]


def routes() -> list[Route]:
    """Return the routes; the first that fits a request answers it."""
    return [
        _route("/client/workspace", _workspace),
        Route("/client/stream", stream),
        _route("/client/log", _log),
        _route("/client/people", _manage(manage.new_person), "POST"),
        _route("/client/people/{id}", _manage(manage.change_person), "POST"),
        _route("/client/channels", _manage(manage.new_channel), "POST"),
        _route("/client/channels/{id}/members", _manage(manage.change_member), "POST"),
        _route("/client/app", _manage(manage.change_app), "POST"),
        _route("/clock", _clock),
        _route("/clock", _manage(control.move_clock), "POST"),
        _route("/switch", _switches),
        _route("/switch", _manage(control.switch), "POST"),
        _route("/socket", _disturb, "POST"),
        Route("/upload/v1/{ticket}", files.receive, methods=["POST"]),
        Route("/files/{file}/{name}", files.download),
        *(_route(f"/client/{{user}}/{name}", partial(_look, see)) for name, see in LOOKS.items()),
        *(_route(f"/client/{{user}}/{name}", partial(_deed, do), "POST") for name, do in DEEDS.items()),
    ]


def _route(path: str, answer: Answer, method: str = "GET") -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await answer(request))
        except (NonsenseError, FormError) as no:
            return JSONResponse({"ok": False, "error": str(no)}, status_code=400)

    return Route(path, endpoint, methods=[method])


def _manage(change: Callable[..., Json]) -> Answer:
    async def answer(request: Request) -> Json:
        return change(_workspace_of(request), *request.path_params.values(), await _body(request))

    return answer


async def _workspace(request: Request) -> Json:
    return look.workspace(_workspace_of(request))


async def _log(request: Request) -> Json:
    return look.log(_workspace_of(request), request.query_params.get("after", "0"))


async def _clock(request: Request) -> Json:
    return look.time_shown(_workspace_of(request))


async def _switches(request: Request) -> Json:
    return control.switches(_workspace_of(request))


async def _disturb(request: Request) -> Json:
    return await control.disturb(_workspace_of(request), await _body(request))


async def _look(see: Callable[[Visit], Json], request: Request) -> Json:
    return see(_visit(request, dict(request.query_params)))


async def _deed(do: Callable[[Visit], Awaitable[Json]], request: Request) -> Json:
    visit = _visit(request, await _body(request))
    if visit.person["deleted"] or visit.person["is_bot"]:
        raise NonsenseError(f"{visit.person['real_name']} cannot act here.")
    return await do(visit)


def _visit(request: Request, body: Json) -> Visit:
    w = _workspace_of(request)
    row = people.person(w, request.path_params["user"])
    if row is None:
        raise NonsenseError("There is nobody with this id.")
    return Visit(w, row, body)


def _workspace_of(request: Request) -> Workspace:
    found: Workspace = request.app.state.workspace
    return found


async def _body(request: Request) -> Json:
    try:
        body = read_json(await request.body())
    except ValueError as wrong:
        raise NonsenseError("The request is no JSON.") from wrong
    if not isinstance(body, dict):
        raise NonsenseError("The request is no JSON object.")
    return body
