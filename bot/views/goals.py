"""Block Kit of goals: the board of a pair, and one goal with all it says. Words of the pair are shown as they are."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.calendar import local_day
from bot.domain.goals import OBSTACLE_MAX_CHARS, WORDS_MAX_CHARS, GoalRevision, GoalsBoard, GoalSheet
from bot.domain.pairs import PairCard
from bot.views import blocks, milestones, times
from bot.views.blocks import AnyBlock, Button, Menu, Payload
from bot.views.carried import Carried, pack
from bot.views.pages import turner
from bot.views.screens import Screen
from storage.vocabulary import GoalState, Side

FAMILY = "goal:"
"""All buttons of goals begin with this."""
MENU = FAMILY + "menu"
"""The menu beside a goal; its values are `<verb> <goal id>`."""
ADD = FAMILY + "add"
SHOW = FAMILY + "show:"
"""The buttons between open and past goals; the screen follows."""
READ, EDIT, DONE, DROP, REOPEN, HISTORY = "read", "edit", "done", "drop", "reopen", "history"
ANSWERS: Mapping[str, int] = {
    "specific": WORDS_MAX_CHARS,
    "measure": WORDS_MAX_CHARS,
    "realistic": WORDS_MAX_CHARS,
    "why": WORDS_MAX_CHARS,
    "first_step": WORDS_MAX_CHARS,
    "support": WORDS_MAX_CHARS,
    "obstacle": OBSTACLE_MAX_CHARS,
}
"""The answers that a goal may hold besides its title, in the order in which they are asked, each with its longest."""


def board(catalog: Catalog, *, board: GoalsBoard, carried: Carried) -> Payload:
    """Return one page of a pair's goals, the open ones or the past ones."""
    say = catalog.goals
    return blocks.modal(
        title=say.past_title if board.is_past else say.title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(say.past if board.is_past else say.board, partner=board.card.partner.name)),
            _ways(catalog, board),
            blocks.line(),
            *([] if board.goals else [blocks.paragraph(say.none_past if board.is_past else say.none_open)]),
            *(block for goal in board.goals for block in _row(catalog, goal)),
            *turner(catalog, page=board.page, pages=board.pages),
        ],
    )


def sheet(catalog: Catalog, *, sheet: GoalSheet, carried: Carried) -> Payload:
    """Return one goal with all it says."""
    say = catalog.goals
    return blocks.modal(
        title=say.sheet_title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[*said(catalog, card=sheet.card, revision=sheet.now), blocks.line(), _last_change(catalog, sheet)],
    )


def said(catalog: Catalog, *, card: PairCard, revision: GoalRevision) -> list[AnyBlock]:
    """Return all that a goal says, as plain text."""
    say = catalog.goals
    shown = [blocks.words(revision.said.title), blocks.note(facts(catalog, card=card, revision=revision))]
    for name in ANSWERS:
        answer = getattr(revision.said, name)
        if answer:
            shown += [blocks.paragraph(f"*{getattr(say, f'label_{name}')}*"), blocks.words(answer)]
    return shown if len(shown) > 2 else [*shown, blocks.paragraph(say.nothing_more)]  # noqa: PLR2004 - title and facts


def facts(catalog: Catalog, *, card: PairCard, revision: GoalRevision) -> str:
    """Return the line of a goal's facts, safe as mrkdwn: horizon, area, due date, support, what became of it."""
    say = catalog.goals
    goal = revision.said
    known = [getattr(say, f"horizon_{goal.horizon}"), getattr(say, f"area_{goal.area}")]
    known.append(say.due.format(day=times.day(goal.due_on)) if goal.due_on else say.undated)
    if goal.support_from:
        known.append(blocks.fill(say.support_by, name=card.of(goal.support_from).name))
    if revision.state is not GoalState.OPEN:
        changed_on = times.day(local_day(revision.changed_at, card.me.clock))
        known.append(say.closed.format(state=getattr(say, f"state_{revision.state}"), day=changed_on))
    return " · ".join(known)


def chosen(action: Mapping[str, Any]) -> tuple[str, str]:
    """Return (verb, goal id) of a choice in the menu beside a goal; the id proves nothing."""
    verb, _, goal_id = str(action["selected_option"]["value"]).partition(" ")
    return verb, goal_id


def add_button(catalog: Catalog, *, is_primary: bool = False) -> Button:
    """Return the button that lays an empty form on a board of the pair."""
    return blocks.button(ADD, catalog.goals.add_button, is_primary=is_primary)


def settle_menu(catalog: Catalog, *, goal_id: str) -> Menu:
    """Return the menu beside an open goal in which only what became of it can be said."""
    say = catalog.goals
    return blocks.menu(MENU, [(say.done, f"{DONE} {goal_id}"), (say.drop, f"{DROP} {goal_id}")])


def name_of(card: PairCard, member_id: str) -> str:
    """Return the name of one of the two."""
    return next(one.name for one in (card.mentor, card.mentee) if one.member_id == member_id)


def _ways(catalog: Catalog, board: GoalsBoard) -> AnyBlock:
    say = catalog.goals
    if board.is_past:
        return blocks.row(blocks.button(SHOW + Screen.GOALS, say.open_button.format(count=board.others)))
    add = add_button(catalog, is_primary=True)
    past = [blocks.button(SHOW + Screen.PAST_GOALS, say.past_button.format(count=board.others))] if board.others else []
    is_mentor = board.card.side is Side.MENTOR
    theirs = [milestones.of_button(catalog, pair_id=board.card.pair_id)] if is_mentor else []
    return blocks.row(add, *past, *theirs)


def _row(catalog: Catalog, goal: GoalSheet) -> list[AnyBlock]:
    title = blocks.escape(goal.now.said.title)
    line = facts(catalog, card=goal.card, revision=goal.now)
    return [blocks.paragraph(title, accessory=_menu(catalog, goal)), blocks.note(line)]


def _menu(catalog: Catalog, goal: GoalSheet) -> Menu:
    say = catalog.goals
    verbs = {
        GoalState.OPEN: [(say.read, READ), (say.edit, EDIT), (say.done, DONE), (say.drop, DROP)],
        GoalState.DONE: [(say.read, READ), (say.reopen, REOPEN)],
        GoalState.DROPPED: [(say.read, READ), (say.reopen, REOPEN)],
    }[goal.now.state]
    return blocks.menu(MENU, [(label, f"{verb} {goal.goal_id}") for label, verb in [*verbs, (say.history, HISTORY)]])


def _last_change(catalog: Catalog, sheet: GoalSheet) -> AnyBlock:
    changed_on = times.day(local_day(sheet.now.changed_at, sheet.card.me.clock))
    name = name_of(sheet.card, sheet.now.changed_by_id)
    return blocks.note(blocks.fill(catalog.goals.changed, day=changed_on, name=name))
