"""One person at one workspace, over HTTP."""

import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from sandbox.errors import NonsenseError
from sandbox.shapes import Json

LONGEST_WAIT_SECONDS = 15.0
QUIET_SECONDS, PATIENCE_SECONDS, LOOK_SECONDS = 0.15, 1.5, 0.05


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts, where, and in which conversation when one was named."""

    base: str
    workspace: Json
    user: Json
    named_channel: str | None = None

    def post(self, verb: str, body: Json) -> Json:
        """Do something as this person and return the outcome."""
        return ask(self.base, f"/client/{self.user['id']}/{verb}", body)

    def get(self, what: str, **query: str) -> Json:
        """Return something this person sees."""
        return ask(self.base, f"/client/{self.user['id']}/{what}?{urlencode(query)}")

    def channel(self) -> Json:
        """Return the conversation that was named, else the one looked at last, else #general.

        Raises:
            NonsenseError: the person is in no such conversation.
        """
        known = self.get("conversations")["conversations"]
        wanted = self.named_channel or self.get("focus")["place"]
        if self.named_channel is None and wanted == "home":
            wanted = "general"
        wanted = wanted.removeprefix("#")
        for one in known:
            if wanted in (one["id"], one["name"], one["kind"]):
                return dict(one)
        raise NonsenseError(f"{self.user['name']} is in no conversation called {wanted}.")

    def person(self, name: str) -> Json:
        """Return the person with this name or id.

        Raises:
            NonsenseError: there is nobody of this name.
        """
        return person_in(self.workspace, name)

    def settle(self) -> None:
        """Wait until the app has been quiet for a moment, so that what it shows after its ack is seen."""
        ends = time.monotonic() + PATIENCE_SECONDS
        last, since = -1, time.monotonic()
        while time.monotonic() < ends and time.monotonic() - since < QUIET_SECONDS:
            entries = ask(self.base, f"/client/log?after={max(last, 0)}")["entries"]
            if entries or last < 0:
                last, since = (entries[-1]["n"] if entries else 0), time.monotonic()
            time.sleep(LOOK_SECONDS)


def take_hand(base: str, who: str | None, channel: str | None) -> Hand:
    """Return the hand of the person with this name or id; the first person's when none is named.

    Raises:
        NonsenseError: there is nobody of this name.
    """
    workspace = ask(base, "/client/workspace")
    first = next(user["name"] for user in workspace["users"] if not user["is_bot"])
    return Hand(base, workspace, person_in(workspace, who or first), channel)


def person_in(workspace: Json, name: str) -> Json:
    """Return the person a workspace knows by this name or id.

    Raises:
        NonsenseError: there is nobody of this name; it says who there is.
    """
    wanted = name.removeprefix("@").casefold()
    for user in workspace["users"]:
        if wanted in (user["id"].casefold(), user["name"], user["real_name"].casefold()):
            return dict(user)
    there = ", ".join(user["name"] for user in workspace["users"])
    raise NonsenseError(f"There is nobody called {name}. There is: {there}.")


def ask(base: str, path: str, body: Json | None = None) -> Json:
    """Return the answer of the workspace; a body makes it a POST.

    Raises:
        NonsenseError: the workspace refuses, or does not answer.
    """
    if not base.startswith(("http://", "https://")):
        raise NonsenseError(f"{base} is no address: take the base_url that serve printed.")
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(  # noqa: S310 - the address is the caller's own workspace
        base.rstrip("/") + quote(path, safe="/?=&%+"), data, {"Content-Type": "application/json"}
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=LONGEST_WAIT_SECONDS) as response:
            answer: Json = json.load(response)
    except urllib.error.HTTPError as refused:
        raise NonsenseError(_reason(refused)) from refused
    except OSError as silent:
        raise NonsenseError(f"No workspace answers at {base} ({silent}).") from silent
    return answer


def _reason(refused: urllib.error.HTTPError) -> str:
    with refused:
        text = refused.read().decode("utf-8", "replace")
    try:
        return str(json.loads(text)["error"])
    except (ValueError, KeyError, TypeError):
        return f"{refused.code}: {text}"
