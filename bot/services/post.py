"""Who writes which message: one entry for each kind of touchpoint."""

from collections.abc import Callable, Mapping

from bot.deps import Deps
from bot.services.letter import Letter, Written
from storage.vocabulary import TouchpointKind

Writer = Callable[[Deps, Letter], Written]
"""Returns what to send. Raises PointlessError when there is nothing to say any more."""

WRITERS: Mapping[TouchpointKind, Writer] = {}
