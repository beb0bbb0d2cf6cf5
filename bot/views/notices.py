"""Short modals that say one thing: a refusal, an apology, a button out of date."""

from bot.content.catalogue import Catalog
from bot.views import blocks
from bot.views.blocks import Payload


def refusal(catalog: Catalog, *, sentence: str) -> Payload:
    """Return the modal that shows why something was not done, in the words of the rule that refused it."""
    return notice(catalog, title=catalog.common.refusal_title, sentence=sentence)


def apology(catalog: Catalog, *, reference: str) -> Payload:
    """Return the modal shown when something broke. `reference` finds the line in the log; it says nothing else."""
    sentence = catalog.common.apology.format(reference=reference)
    return notice(catalog, title=catalog.common.apology_title, sentence=sentence)


def notice(catalog: Catalog, *, title: str, sentence: str) -> Payload:
    """Return a modal of one sentence."""
    return blocks.modal(title=title, close=catalog.common.close, blocks=[blocks.words(sentence)])
