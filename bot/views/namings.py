"""Block Kit of the one question to a mentee: may a mentor's statement name you, with these facts?"""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.statements import NamingSheet
from bot.views import blocks
from bot.views.blocks import Payload
from bot.views.statement_lines import mentored, name_of, numbers, rank_of, span
from storage.vocabulary import NamingState

FAMILY = "naming:"
LOOK, YES, COUNT = FAMILY + "look", FAMILY + "yes", FAMILY + "count"
"""The value of the first is the question; of the answers the question, a colon and the revision that was shown."""


def told(catalog: Catalog, *, naming_id: str, mentor: str, is_anew: bool) -> Payload:
    """Return the message that a mentor asks, for the first time or anew. The facts stand behind its button."""
    say = catalog.statements
    text = blocks.fill(say.naming_told_anew if is_anew else say.naming_told, mentor=mentor)
    look = blocks.button(LOOK, say.look_button, value=naming_id, is_primary=True)
    return blocks.message(text, [blocks.paragraph(text), blocks.row(look)])


def sheet(catalog: Catalog, *, sheet: NamingSheet) -> Payload:
    """Return the question with everything that the statement would say, and what else is seen either way."""
    say = catalog.statements
    facts, value = sheet.facts, f"{sheet.naming_id}:{sheet.revision}"
    shown = (sheet.mentee, rank_of(catalog, facts.rank), mentored(catalog, facts), numbers(catalog, facts))
    ways = {
        NamingState.NAMED: blocks.button(YES, say.yes_button, value=value, is_primary=True),
        NamingState.COUNTED: blocks.button(COUNT, say.count_button, value=value),
    }
    asked = say.you_are_still_named if sheet.is_named else ""
    stands = {NamingState.NAMED: say.you_are_named, NamingState.COUNTED: say.you_are_counted}.get(sheet.state, asked)
    otherwise = say.naming_not_named if sheet.is_named else say.naming_counted
    return blocks.modal(
        title=say.naming_title,
        close=catalog.common.close,
        blocks=[
            blocks.paragraph(blocks.fill(say.naming_lead, mentor=sheet.mentor)),
            blocks.note(f"{name_of(catalog, sheet.period)} · {span(catalog, sheet.period)}"),
            blocks.words("\n".join(shown)),
            *([blocks.note(stands)] if stands else []),
            blocks.row(*(way for state, way in ways.items() if state is not sheet.state)),
            blocks.line(),
            blocks.note(blocks.fill(otherwise, mentor=sheet.mentor)),
            blocks.note(blocks.fill(say.naming_private, mentor=sheet.mentor)),
        ],
    )


def chosen(action: Mapping[str, Any]) -> tuple[str, int]:
    """Return the question and the revision that an answer is about; they prove nothing."""
    naming_id, _, revision = str(action.get("value")).partition(":")
    return naming_id, int(revision) if revision.isdecimal() else 0
