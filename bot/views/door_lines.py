"""How a door stands, on one line."""

from bot.content.catalogue import Catalog
from bot.domain.doors import DoorSheet
from bot.views import blocks, times
from storage.vocabulary import DoorKind, DoorState


def facts(catalog: Catalog, door: DoorSheet) -> str:
    """Return what it is, who began it, how it stands and the day that matters, as mrkdwn."""
    say = catalog.doors
    kind: str = getattr(say, f"kind_{door.said.kind}")
    card = door.card
    author = card.me if door.is_own else card.partner
    line = blocks.fill(say.facts, kind=kind, author=author.name, state=state(catalog, door))
    day = door.said.matters_on
    return f"{line} · {say.matters.format(day=times.day(day))}" if day else line


def state(catalog: Catalog, door: DoorSheet) -> str:
    """Return how it stands, in plain words."""
    say = catalog.doors
    if door.state is DoorState.OPEN:
        phrase = say.state_draft if door.said.kind is DoorKind.INTRODUCTION else say.state_open
    else:
        phrase = getattr(say, f"state_{door.state}")
    card = door.card
    sender = card.me if door.is_answered_by_me else card.partner
    return phrase.format(sender=sender.name, answer=door.answer or "")
