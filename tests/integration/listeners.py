"""Every listener of the bot by a name that says what it listens to, and which of them takes a payload."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from slack_bolt import App, BoltRequest, BoltResponse

import handlers
from bot.deps import Deps
from tests.payloads import Payload

KINDS = frozenset({"command", "action", "view", "event", "shortcut"})


@dataclass
class Naming:
    """Stands before an app while its listeners are registered, and notes what each listens to."""

    app: App
    names: list[str] = field(default_factory=list)

    def __getattr__(self, kind: str) -> Callable[..., Any]:
        """Return the app's own way to register something."""
        register = getattr(self.app, kind)
        if kind not in KINDS:
            return cast("Callable[..., Any]", register)

        def noted(wanted: Any, *args: Any, **kwargs: Any) -> Callable[..., Any]:  # noqa: ANN401 - as Bolt has it
            about = (wanted.pattern if isinstance(wanted, re.Pattern) else str(wanted)) or "anything else"
            which = "".join(f" if {each.__name__}" for each in kwargs.get("matchers") or ())
            self.names.append(f"{kind} {about}{which}")
            return cast("Callable[..., Any]", register(wanted, *args, **kwargs))

        return noted


def registered(app: App, deps: Deps) -> list[str]:
    """Register every listener; return their names in the order in which Bolt asks them."""
    naming = Naming(app)
    handlers.register_all(cast(App, naming), deps)
    assert len(naming.names) == len(app._listeners), "each registration is one listener"
    assert len(set(naming.names)) == len(naming.names), "no two listen to the same"
    return naming.names


def taken_by(app: App, names: list[str], payload: Payload) -> str | None:
    """Return the name of the listener that takes a payload, None when none does."""
    request = BoltRequest(mode="socket_mode", body=payload)
    for name, listener in zip(names, app._listeners, strict=True):
        if listener.matches(req=request, resp=BoltResponse(status=200)):
            return name
    return None
