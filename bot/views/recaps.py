"""Block Kit of recaps: the board of a pair, with the meeting that waits and what became of suggestions."""

from bot.content.catalogue import Catalog
from bot.domain.pairs import PairCard
from bot.domain.recap_sheets import RecapBoard, RecapLine, Suggestion
from bot.domain.recaps import RecapStep
from bot.views import blocks
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.meetings import when
from bot.views.pages import turner
from storage.vocabulary import AdviceState, PairState, Side

FAMILY = "recap:"
"""All buttons of recaps begin with this; what to do follows. Their value is a meeting, a wording or a suggestion."""
WRITE = FAMILY + "write"
NOT_HELD = FAMILY + "not_held"
SKIP = FAMILY + "skip"
OPEN = FAMILY + "open"
ALL = FAMILY + "all"
AGREE = FAMILY + "agree"
SETTLE = FAMILY + "settle"
CONFIRM = FAMILY + "confirm"
NEXT_TIME = FAMILY + "next_time"
ITEM = FAMILY + "item"
SUGGEST = FAMILY + "suggest"
ANSWER = FAMILY + "answer"
"""On the board."""
ANSWER_HERE = FAMILY + "answer_here"
"""On the sheet of a meeting."""
BY_NAME = (RecapStep.SENT, RecapStep.NOT_HELD_BY_PARTNER)
"""Steps whose line names the other one."""


def board(catalog: Catalog, *, board: RecapBoard, carried: Carried) -> Payload:
    """Return one page of a pair's recaps."""
    say = catalog.recaps
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(say.board, partner=board.card.partner.name)),
            *_waiting(catalog, board),
            *_suggestions(catalog, board),
            blocks.line(),
            blocks.paragraph(say.earlier if board.lines else say.none_yet),
            *(_line(catalog, board.card, line) for line in board.lines),
            *turner(catalog, page=board.page, pages=board.pages),
        ],
    )


def ways(catalog: Catalog, *, meeting_id: str) -> AnyBlock:
    """Return the three ways to deal with a meeting that waits, one tap each."""
    say = catalog.recaps
    return blocks.row(
        blocks.button(WRITE, say.write_button, value=meeting_id, is_primary=True),
        blocks.button(NOT_HELD, say.not_held_button, value=meeting_id),
        blocks.button(SKIP, say.skip_button, value=meeting_id),
    )


def step(catalog: Catalog, *, card: PairCard, step: RecapStep) -> str:
    """Return where a meeting stands for the viewer, safe as mrkdwn."""
    phrase: str = getattr(catalog.recaps, f"step_{step}")
    return blocks.fill(phrase, partner=card.partner.name) if step in BY_NAME else phrase


def suggestion(catalog: Catalog, *, card: PairCard, suggestion: Suggestion, action_id: str) -> list[AnyBlock]:
    """Return a suggestion, what became of it and, for the mentee, the button to say so."""
    say = catalog.recaps
    label = say.answer_button if suggestion.state is AdviceState.OPEN else say.change_button
    answer = blocks.button(action_id, label, value=suggestion.advice_id)
    shown = blocks.paragraph(blocks.escape(suggestion.text), accessory=answer if card.side is Side.MENTEE else None)
    return [shown, blocks.note(outcome(catalog, suggestion))]


def outcome(catalog: Catalog, suggestion: Suggestion) -> str:
    """Return what became of a suggestion, safe as mrkdwn."""
    state: str = getattr(catalog.recaps, f"state_{suggestion.state}")
    if not suggestion.reason:
        return state
    return blocks.fill(catalog.recaps.state_because, state=state, reason=suggestion.reason)


def _waiting(catalog: Catalog, board: RecapBoard) -> list[AnyBlock]:
    if board.waiting is None:
        return []
    asked = blocks.fill(catalog.recaps.waits, when=when(board.waiting.starts_at, board.card))
    return [blocks.line(), blocks.paragraph(asked), ways(catalog, meeting_id=board.waiting.meeting_id)]


def _suggestions(catalog: Catalog, board: RecapBoard) -> list[AnyBlock]:
    say = catalog.recaps
    card = board.card
    lead = say.suggestions_wait if card.side is Side.MENTEE else say.suggestions_wait_for
    shown: list[AnyBlock] = []
    if board.open_suggestions:
        asked = blocks.fill(lead, partner=card.partner.name, count=str(board.open_count))
        shown += [blocks.line(), blocks.paragraph(asked), *_each(catalog, card, board.open_suggestions)]
    if board.open_count > len(board.open_suggestions):
        shown.append(blocks.note(say.suggestions_more))
    if board.answered:
        shown += [blocks.line(), blocks.paragraph(say.suggestions_answered), *_each(catalog, card, board.answered)]
    return shown


def _each(catalog: Catalog, card: PairCard, suggestions: tuple[Suggestion, ...]) -> list[AnyBlock]:
    return [
        block for each in suggestions for block in suggestion(catalog, card=card, suggestion=each, action_id=ANSWER)
    ]


def _line(catalog: Catalog, card: PairCard, line: RecapLine) -> AnyBlock:
    say = catalog.recaps
    meeting = line.meeting
    is_waiting = line.is_writable and line.step in (RecapStep.WAITING, RecapStep.NOT_HELD_BY_PARTNER)
    is_to_write = is_waiting and card.state is not PairState.ENDED
    action, label = (WRITE, say.write_button) if is_to_write else (OPEN, say.open_button)
    about = f"{blocks.escape(when(meeting.starts_at, card))}\n{step(catalog, card=card, step=line.step)}"
    return blocks.paragraph(about, accessory=blocks.button(action, label, value=meeting.meeting_id))
