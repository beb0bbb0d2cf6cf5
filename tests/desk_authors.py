"""The author of a request at the desk: what they hold, and what they say while a facilitator works on it."""

from bot.domain.relay.cases import Speech
from bot.domain.relay.mine import Hold
from bot.domain.relay.slots import taken
from bot.services.relay import own_acts
from storage.relay.vocabulary import TagKind
from tests.asking import Entered, as_kept, door_of, home_of
from tests.desking import Queue
from tests.payloads import Payload


def hold_of(queue: Queue) -> Hold:
    """Return what the requester's Home holds of their case, after it was sent from there."""
    return Hold(TagKind.SLOT, taken(door_of(queue.stage.rapport, home=owned(queue)).slots)[0].secret)


def owned(queue: Queue) -> Payload:
    """Return the requester's newest Home."""
    return as_kept(queue.stage.rapport.slack.called("views.publish")[-1]["view"])


def answered(queue: Queue, speech: Speech, *, key: str = "k") -> None:
    """Let the requester say something."""
    door = door_of(queue.stage.rapport, home=owned(queue))
    own_acts.answer(queue.deps, door=door, hold=hold_of(queue), speech=speech, key=key)


def from_home(queue: Queue, entered: Entered | None = None) -> tuple[Payload, str]:
    """Return a claimed case that was asked for from Home, and its owner."""
    return queue.claimed(entered=entered, home=home_of(queue.stage.rapport))
