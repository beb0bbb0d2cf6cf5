"""Block Kit of the agenda board: the next meeting, last time's goals and open items, topics, one's own note."""

from bot.content.catalogue import Catalog
from bot.domain.agendas import AdviceLine, AgendaBoard, ItemLine, Open, Topic
from bot.domain.meetings import Appointment
from bot.domain.pairs import PairCard
from bot.views import blocks, calendar_links, goals, items, meetings, pairs, times, topics
from bot.views.agenda_buttons import ADD, NOTE, STRESSORS, TOPIC
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.meetings import when
from bot.views.pages import turner
from storage.vocabulary import AdviceState, Area, PairState, Side

CHANGE = "change"
DROP = "drop"


def board(catalog: Catalog, *, board: AgendaBoard, carried: Carried) -> Payload:
    """Return the agenda of a pair, at most 100 blocks however much is open."""
    say = catalog.agendas
    is_first = board.page == 0
    shown = [
        blocks.note(blocks.fill(say.with_partner, partner=board.card.partner.name)),
        *_meeting_blocks(catalog, board),
        *(open_blocks(catalog, card=board.card, still_open=board.open, is_to_settle=True) if is_first else []),
        blocks.line(),
        *_topics_blocks(catalog, board),
        *turner(catalog, page=board.page, pages=board.pages),
        *_untouched_blocks(catalog, board),
        *_note_blocks(catalog, board),
        blocks.note(say.always),
    ]
    return blocks.modal(
        title=say.title, close=catalog.common.close, private_metadata=pack(carried) or None, blocks=shown
    )


def open_blocks(catalog: Catalog, *, card: PairCard, still_open: Open, is_to_settle: bool = False) -> list[AnyBlock]:
    """Return last time's goals, then what is open between the two.

    Where it is to be settled, a menu beside each says what became of it, and a new goal is one press away.
    """
    say = catalog.agendas
    add = goals.add_button(catalog) if is_to_settle else None
    return [
        blocks.paragraph(say.goals, accessory=add),
        *(_goal_blocks(catalog, still_open, is_to_settle=is_to_settle) or [blocks.note(say.no_goals)]),
        *more(catalog, still_open.goals_count - len(still_open.goals)),
        blocks.paragraph(say.items),
        *(_item_blocks(catalog, card, still_open, is_to_settle=is_to_settle) or [blocks.note(say.no_items)]),
        *more(catalog, still_open.items_count - len(still_open.items)),
        *_advice_blocks(catalog, still_open),
    ]


def more(catalog: Catalog, count: int) -> list[AnyBlock]:
    """Return the line that says how many are not shown; nothing when all are."""
    return [blocks.note(catalog.agendas.more.format(count=count))] if count > 0 else []


def topic_words(catalog: Catalog, topic: Topic) -> list[AnyBlock]:
    """Return what was worked out so far and what is wished for, where there is any."""
    say = catalog.agendas
    texts = ((say.analysis, topic.analysis), (say.ask, topic.ask))
    return [block for label, text in texts if text for block in (blocks.note(label), blocks.words(text))]


def _meeting_blocks(catalog: Catalog, board: AgendaBoard) -> list[AnyBlock]:
    say = catalog.agendas
    card, meeting = board.card, board.meeting
    if card.state is PairState.ENDED:
        return []
    if card.is_resting:
        return [blocks.paragraph(blocks.fill(catalog.meetings.partner_left, partner=card.partner.name))]
    if board.meeting_now:
        return _now_blocks(catalog, board, board.meeting_now)
    often = blocks.button(meetings.CADENCE, catalog.meetings.cadence_button, value=card.pair_id)
    if meeting is None:
        often_now = blocks.fill(say.no_meeting, cadence=pairs.cadence(catalog, card.cadence))
        plan = meetings.plan_button(catalog.meetings.plan_button, pair_id=card.pair_id)
        return [blocks.paragraph(often_now), blocks.row(plan, often)]
    about = blocks.fill(say.next_meeting, when=when(meeting.starts_at, card), minutes=str(meeting.minutes))
    return [
        blocks.paragraph(about),
        *([blocks.words(meeting.place)] if meeting.place else []),
        blocks.note(calendar_links.line(catalog, meeting=meeting, partner=card.partner.name)),
        blocks.row(
            blocks.button(meetings.MOVE, catalog.meetings.move_short_button, value=meeting.meeting_id),
            blocks.button(meetings.CANCEL, catalog.meetings.cancel_short_button, value=meeting.meeting_id),
            meetings.file_button(catalog, meeting_id=meeting.meeting_id),
            often,
        ),
    ]


def _now_blocks(catalog: Catalog, board: AgendaBoard, meeting: Appointment) -> list[AnyBlock]:
    """Return the meeting that is on: nothing about it can be changed, and the agenda below is what it is for."""
    say = catalog.agendas
    about = blocks.fill(say.meeting_now, when=when(meeting.starts_at, board.card), minutes=str(meeting.minutes))
    return [blocks.paragraph(about), *([blocks.words(meeting.place)] if meeting.place else [])]


def _topics_blocks(catalog: Catalog, board: AgendaBoard) -> list[AnyBlock]:
    say = catalog.agendas
    add = blocks.button(ADD, say.add_button, value=board.card.pair_id, is_primary=board.meeting is not None)
    shown: list[AnyBlock] = [blocks.paragraph(say.topics, accessory=add)]
    if not board.topics:
        return [*shown, blocks.note(say.no_topics)]
    for area in Area:
        of_area = [topic for topic in board.topics if topic.area is area]
        shown += [blocks.note(f"*{getattr(say, area)}*")] if of_area else []
        shown += [block for topic in of_area for block in _topic(catalog, board.card, topic)]
    return shown


def _topic(catalog: Catalog, card: PairCard, topic: Topic) -> list[AnyBlock]:
    say = catalog.agendas
    own = [(say.change_choice, f"{CHANGE}:{topic.topic_id}"), (say.drop_choice, f"{DROP}:{topic.topic_id}")]
    menu = blocks.menu(f"{TOPIC}:{topic.topic_id}", own) if topic.is_mine else None
    whose = say.mine if topic.is_mine else blocks.fill(say.theirs, partner=card.partner.name)
    facts = [
        whose,
        *([say.matters.format(day=times.day(topic.matters_on))] if topic.matters_on else []),
        *([topics.who_sees(catalog, card=card, topic=topic)] if topic.is_mine else []),
    ]
    return [
        blocks.paragraph(blocks.strong(topic.question), accessory=menu),
        blocks.note(" · ".join(facts)),
        *topic_words(catalog, topic),
    ]


def _goal_blocks(catalog: Catalog, still_open: Open, *, is_to_settle: bool) -> list[AnyBlock]:
    return [
        blocks.words(
            f"• {goal.title}",
            accessory=goals.settle_menu(catalog, goal_id=goal.goal_id) if is_to_settle else None,
        )
        for goal in still_open.goals
    ]


def _item_blocks(catalog: Catalog, card: PairCard, still_open: Open, *, is_to_settle: bool) -> list[AnyBlock]:
    return [
        blocks.words(
            _item(catalog, card, item),
            accessory=items.settle_menu(catalog, item_id=item.item_id) if is_to_settle else None,
        )
        for item in still_open.items
    ]


def _item(catalog: Catalog, card: PairCard, item: ItemLine) -> str:
    say = catalog.agendas
    owner = say.item_mine if item.is_mine else say.item_theirs.format(partner=card.partner.name)
    due = f", {say.due.format(day=times.day(item.due_on))}" if item.due_on else ""
    return f"• {item.task} ({owner}{due})"


def _advice_blocks(catalog: Catalog, still_open: Open) -> list[AnyBlock]:
    """Return what became of the last suggestions; nothing when none was answered."""
    say = catalog.agendas
    lines = [blocks.words(_advice(catalog, each)) for each in still_open.advice]
    return [blocks.paragraph(say.advice), *lines] if lines else []


def _advice(catalog: Catalog, advice: AdviceLine) -> str:
    say = catalog.agendas
    outcomes = {
        AdviceState.ADOPTED: say.advice_adopted,
        AdviceState.ADAPTED: say.advice_adapted,
        AdviceState.PARKED: say.advice_parked,
    }
    reason = f" {advice.reason}" if advice.reason else ""
    return f"• {advice.suggestion} ({outcomes[advice.state]}){reason}"


def _untouched_blocks(catalog: Catalog, board: AgendaBoard) -> list[AnyBlock]:
    say = catalog.agendas
    areas = ", ".join(getattr(say, area) for area in board.untouched)
    return [blocks.note(say.untouched.format(areas=areas))] if areas else []


def _note_blocks(catalog: Catalog, board: AgendaBoard) -> list[AnyBlock]:
    say = catalog.agendas
    card = board.card
    change = blocks.button(NOTE, say.note_button, value=card.pair_id)
    weighs = blocks.button(STRESSORS, catalog.stressors.button, value=card.pair_id)
    written = [blocks.words(board.note)] if board.note else []
    return [
        blocks.line(),
        blocks.paragraph(say.note),
        *written,
        blocks.row(change, *([weighs] if card.side is Side.MENTEE else [])),
    ]
