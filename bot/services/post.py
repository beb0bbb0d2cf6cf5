"""Who writes which message: one entry for each kind of touchpoint."""

from collections.abc import Callable, Mapping

from bot.deps import Deps
from bot.services import pair_messages
from bot.services.letter import Letter, Written
from storage.vocabulary import TouchpointKind

Writer = Callable[[Deps, Letter], Written]
"""Returns what to send. Raises PointlessError when there is nothing to say any more."""

WRITERS: Mapping[TouchpointKind, Writer] = {
    TouchpointKind.PAIR_PROPOSED: pair_messages.proposed,
    TouchpointKind.PAIR_CONFIRMED: pair_messages.confirmed,
    TouchpointKind.PAIR_NOT_FORMED: pair_messages.not_formed,
    TouchpointKind.PAIR_OUTCOME: pair_messages.outcome,
}
