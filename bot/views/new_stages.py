"""The one message to somebody who has come to another stage. It does not say to which: messages can be exported."""

from bot.content.catalogue import Catalog
from bot.views import blocks
from bot.views.blocks import Payload
from bot.views.screens import Screen, opener
from storage.vocabulary import MatchMode


def told(catalog: Catalog, *, mode: MatchMode, is_own_word: bool = False) -> Payload:
    """Return the message with its doors; where facilitators bring people together none leads to the search.

    With `is_own_word` its person has said so themselves, on their time line.
    """
    say = catalog.new_stages
    is_assigned = mode is MatchMode.ASSIGNMENT
    cause = say.by_own_word if is_own_word else say.by_profile
    text = f"{cause} {say.doors_assigned if is_assigned else say.doors}"
    another = [] if is_assigned else [opener(Screen.FIND, say.mentor_button)]
    doors = blocks.row(opener(Screen.PLAN, say.plan_button), *another, opener(Screen.PROFILE, say.offer_button))
    return blocks.message(
        text, [blocks.paragraph(text), doors, blocks.note(say.sees_own_word if is_own_word else say.sees)]
    )
