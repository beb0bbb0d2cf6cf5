"""An ack at once and a thread for each call, a raw socket and nothing around it: the physical limit of a burst."""

import json
import os
import threading
import urllib.request

from websockets.sync.client import connect


def main() -> None:
    """Answer everything until ended."""
    with connect(_called("apps.connections.open")["url"]) as socket:
        for frame in socket:
            envelope = json.loads(frame)
            if "envelope_id" in envelope:
                socket.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
                threading.Thread(target=_open_view, args=(envelope["payload"]["trigger_id"],)).start()


def _open_view(trigger_id: str) -> None:
    _called("views.open", trigger_id=trigger_id)


def _called(method: str, **arguments: str) -> dict[str, str]:
    call = urllib.request.Request(f"{os.environ['SLACK_API_URL']}{method}", data=json.dumps(arguments).encode())
    with urllib.request.urlopen(call) as answer:
        parsed: dict[str, str] = json.load(answer)
    return parsed


if __name__ == "__main__":
    main()
