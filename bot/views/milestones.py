"""Block Kit of a time line: one's own, and what a mentee lets their mentor read of theirs."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.milestones import MilestoneSheet, TimeLine
from bot.domain.pairs import PairCard
from bot.views import blocks, pairs, times
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from bot.views.pages import turner
from bot.views.screens import Screen, opener
from storage.vocabulary import MilestoneState

FAMILY = "milestone:"
"""All buttons of time lines begin with this."""
ADD, MENU, OF, OF_CHOSEN, TURN = (FAMILY + word for word in ("add", "menu", "of", "of_chosen", "page"))
"""A new one; the menu beside one; a mentee's, whose pair is the value; the same, chosen; another page."""
DONE, CHANGE, DROP, HIDE, AGAIN, DELETE = "done", "change", "drop", "hide", "again", "delete"
"""What can be chosen beside one: the values are `<verb> <id>`."""
NAMES_SHOWN = 5


def own(catalog: Catalog, *, line: TimeLine, carried: Carried) -> Payload:
    """Return one page of somebody's own time line."""
    say = catalog.milestones
    add = blocks.button(ADD, say.add_button, is_primary=True)
    ways = blocks.row(add, opener(Screen.CREDIT, catalog.mentor.credit_button))
    lead = [blocks.paragraph(say.lead), ways, *_others(catalog, line.mentees)]
    return _line(catalog, line, carried, lead=lead, nothing=say.none_yet)


def of_mentee(catalog: Catalog, *, line: TimeLine, carried: Carried) -> Payload:
    """Return one page of what a mentee lets their mentor read."""
    say = catalog.milestones
    mentee = line.card.mentee.name if line.card else ""
    lead = [blocks.paragraph(blocks.fill(say.lead_mentor, mentee=mentee))]
    return _line(catalog, line, carried, lead=lead, nothing=blocks.fill(say.none_shared, mentee=mentee))


def of_button(catalog: Catalog, *, pair_id: str) -> Button:
    """Return the button that opens what the mentee of a pair shares."""
    return blocks.button(OF, catalog.milestones.of_button, value=pair_id)


def chosen(action: Mapping[str, Any]) -> tuple[str, str]:
    """Return the verb and the id that were chosen beside a milestone; the id proves nothing."""
    verb, _, milestone_id = str((action.get("selected_option") or {}).get("value")).partition(" ")
    return verb, milestone_id


def name(catalog: Catalog, sheet: MilestoneSheet) -> str:
    """Return what a milestone is called."""
    kind: str = getattr(catalog.milestones, f"kind_{sheet.kind}")
    return sheet.title or kind


def _line(catalog: Catalog, line: TimeLine, carried: Carried, *, lead: list[AnyBlock], nothing: str) -> Payload:
    say = catalog.milestones
    years = [
        block for year, sheets in line.past for block in (blocks.paragraph(f"*{year}*"), *_rows(catalog, line, sheets))
    ]
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried) or None,
        blocks=[
            *lead,
            blocks.line(),
            *([] if line.sheets else [blocks.note(nothing)]),
            *([blocks.paragraph(say.ahead_title)] if line.ahead else []),
            *_rows(catalog, line, line.ahead),
            *years,
            *turner(catalog, page=line.page, pages=line.pages, action_id=TURN),
        ],
    )


def _rows(catalog: Catalog, line: TimeLine, sheets: Sequence[MilestoneSheet]) -> list[AnyBlock]:
    return [block for sheet in sheets for block in _row(catalog, line, sheet)]


def _row(catalog: Catalog, line: TimeLine, sheet: MilestoneSheet) -> list[AnyBlock]:
    menu = None if line.card else _menu(catalog, sheet)
    text = f"{times.day(sheet.falls_on)}\n{name(catalog, sheet)}"
    return [blocks.words(text, accessory=menu), blocks.note(" · ".join(_facts(catalog, line, sheet)))]


def _facts(catalog: Catalog, line: TimeLine, sheet: MilestoneSheet) -> list[str]:
    say = catalog.milestones
    kind = getattr(say, f"kind_{sheet.kind}") if sheet.title else ""
    state = "" if sheet.state is MilestoneState.AHEAD else getattr(say, f"state_{sheet.state}")
    gone = say.day_gone if sheet.state is MilestoneState.AHEAD and sheet.falls_on < line.today else ""
    moved = say.moved_from.format(day=times.day(sheet.moved_from)) if sheet.moved_from else ""
    names = ", ".join(card.mentor.name for card in sheet.readers[:NAMES_SHOWN])
    more = len(sheet.readers) - NAMES_SHOWN
    shown_names = say.names_and_more.format(names=names, count=more) if more > 0 else names
    readers = blocks.fill(say.read_by, names=shown_names) if names else say.only_me
    shown = [kind, state, gone, moved, "" if line.card else readers]
    return [fact for fact in shown if fact] or [getattr(say, f"state_{sheet.state}")]


def _menu(catalog: Catalog, sheet: MilestoneSheet) -> blocks.Menu:
    say = catalog.milestones
    verbs = [DONE, CHANGE, DROP] if sheet.state is MilestoneState.AHEAD else [AGAIN, CHANGE, DELETE]
    offered = [*verbs, HIDE] if sheet.readers else verbs
    return blocks.menu(MENU, [(getattr(say, f"{verb}_choice"), f"{verb} {sheet.milestone_id}") for verb in offered])


def _others(catalog: Catalog, cards: Sequence[PairCard]) -> list[AnyBlock]:
    """Return the way to what mentees share: a button for one of them, a choice among several."""
    say = catalog.milestones
    if not cards:
        return []
    if len(cards) == 1:
        text = blocks.fill(say.one_mentee, mentee=cards[0].mentee.name)
        return [blocks.paragraph(text, accessory=of_button(catalog, pair_id=cards[0].pair_id))]
    offered = [(say.mentees_group, pairs.choices(catalog, cards)[: pairs.GROUP_MAX_CHOICES])]
    return [blocks.paragraph(say.several_mentees), blocks.row(blocks.pick(OF_CHOSEN, say.choose_mentee, offered))]
