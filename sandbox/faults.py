"""A switch that makes any method fail, hang or answer 429, to see how an app bears it."""

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum

from sandbox.shapes import Json


class Mode(StrEnum):
    """What a switched method does."""

    FAIL = "fail"
    """answers an error"""
    HANG = "hang"
    """does nothing and answers nothing"""
    LOSE = "lose"
    """does its work, but the answer never arrives"""
    LIMIT = "429"
    """answers 429 with Retry-After"""
    OFF = "off"
    """works"""


@dataclass(slots=True)
class Fault:
    """What one method does instead of its work; `times` left, None for ever."""

    mode: Mode
    error: str = "internal_error"
    retry_after: int = 1
    times: int | None = None


@dataclass(slots=True)
class Faults:
    """The switched methods (`*` stands for all). `lifted` ends what hangs whenever a switch is thrown."""

    by_method: dict[str, Fault] = field(default_factory=dict)
    lifted: asyncio.Event = field(default_factory=asyncio.Event)

    def throw(self, body: Json) -> None:
        """Set one switch from the body of `POST /switch`.

        Raises:
            ValueError: there is no such mode, or the method is missing.
        """
        method, mode = body.get("method"), Mode(str(body.get("mode")))
        if not isinstance(method, str) or not method:
            raise ValueError("Name a method, or * for all of them.")
        self.by_method.pop(method, None)
        if mode is not Mode.OFF:
            times = body.get("times")
            self.by_method[method] = Fault(
                mode,
                error=str(body.get("error", "internal_error")),
                retry_after=int(body.get("retry_after", 1)),
                times=None if times is None else int(times),
            )
        self.lifted.set()
        self.lifted = asyncio.Event()

    def take(self, method: str) -> Fault | None:
        """Return what `method` must do this time instead of its work, and count it."""
        name = method if method in self.by_method else "*"
        fault = self.by_method.get(name)
        if fault is not None and fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                del self.by_method[name]
        return fault

    def shown(self) -> list[Json]:
        """Return the switches that are set, as `GET /switch` shows them."""
        return [
            {"method": method, "mode": fault.mode, "error": fault.error, "retry_after": fault.retry_after}
            | ({} if fault.times is None else {"times": fault.times})
            for method, fault in self.by_method.items()
        ]
