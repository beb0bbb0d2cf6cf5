"""An HTTP server on this machine whose every answer a test writes: slow, broken, or none at all."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Respond = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def http_server(respond: Respond) -> Iterator[str]:
    """Yield the address of a server that lets `respond` answer each request, GET or POST, its body already read."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            respond(self)

        do_POST = do_GET  # noqa: N815 - the name by which http.server finds it

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        serving.join()


def answer(request: BaseHTTPRequestHandler, body: Any, *, status: int = 200, **headers: str) -> None:  # noqa: ANN401 - any JSON
    """Answer with JSON, or with the text itself when `body` is one."""
    text = body if isinstance(body, str) else json.dumps(body)
    request.send_response(status)
    request.send_header("Content-Type", "text/html" if isinstance(body, str) else "application/json")
    request.send_header("Content-Length", str(len(text.encode())))
    for name, value in headers.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(text.encode())
