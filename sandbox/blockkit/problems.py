"""What is wrong with a payload, and where in it."""

from dataclasses import dataclass
from typing import Any, Literal

Json = Any
"""A JSON value that an app sent: nothing is known of it until a rule has looked."""

Surface = Literal["message", "modal", "home"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal: a JSON pointer (RFC 6901) into the payload and what is wrong there."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.path}]"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a payload, and the surface the payload is meant for."""

    path: str
    surface: Surface

    def at(self, key: str | int) -> "Spot":
        """Return the place one step deeper, under a property name or a list index."""
        step = str(key).replace("~", "~0").replace("/", "~1")
        return Spot(f"{self.path}/{step}", self.surface)

    def problem(self, message: str) -> Problem:
        """Return a problem at this place."""
        return Problem(self.path, message)
