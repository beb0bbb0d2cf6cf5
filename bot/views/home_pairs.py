"""Block Kit of what a member's pairs put into Home: what waits for them, when they meet, what is open.

At most 68 blocks, whatever there is: five proposals of two, five errands, ten pairs of three, a mentor's load, and the
lines between.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.content.catalogue import Catalog
from bot.domain.home import PAIRS_SHOWN_IN_FULL, GoalLine, HomePage, ItemLine, PairLines, Waiting, WaitingKind
from bot.domain.pairs import Proposal
from bot.views import blocks, first_meetings, meetings, pair_messages, reviews, times
from bot.views.blocks import AnyBlock
from bot.views.pages import PAGE_ROWS, page_count, turner
from bot.views.pairs import board_button, cadence, labels
from bot.views.screens import Screen, opener
from storage.vocabulary import PairState, ReviewKind, Side

SHOWN_WAITING = 5
SHOWN_LINES = 3
"""Of the items and of the goals of one pair."""
SHOWN_OWN_ITEMS = 5
TEXT_CHARS = 120
"""Of a task or a title; all of it stands on its board."""
LIST_CHARS = 2800
"""Of one list as mrkdwn: with its title and its rest it stays within the 3,000 of a section (docs.slack.dev, section).

An ampersand counts five there, so a few lines that are short to read can be too long together.
"""


def waiting(catalog: Catalog, page: HomePage) -> list[AnyBlock]:
    """Return what waits for the viewer, and where they wait for somebody else; nothing when there is nothing."""
    if page.number:
        return []
    say = catalog.home
    asked = [proposal for proposal in page.proposals if not proposal.has_said_yes]
    held = [proposal for proposal in page.proposals if proposal.card.state is PairState.HELD]
    asked_first = asked[:SHOWN_WAITING]
    held_first = held[: SHOWN_WAITING - len(asked_first)]
    errands = page.waiting[: SHOWN_WAITING - len(asked_first) - len(held_first)]
    questions = [*_questions(catalog, asked_first), *pair_messages.interests(catalog, asked_first)]
    shown = [*questions, *(_errand(catalog, page, each) for each in errands)]
    more = len(asked) + len(held) + len(page.waiting) - len(asked_first) - len(held_first) - len(errands)
    return [
        *([blocks.paragraph(f"*{say.waiting_title}*"), *shown] if shown else []),
        *([blocks.paragraph(f"*{say.held_title}*"), *_questions(catalog, held_first)] if held_first else []),
        *([blocks.note(say.waiting_more.format(number=more))] if more else []),
        *_waited_for(catalog, [proposal for proposal in page.proposals if proposal.waits_for_partner]),
        *([blocks.line()] if page.proposals or shown else []),
    ]


def pairs(catalog: Catalog, page: HomePage, *, action_id: str) -> list[AnyBlock]:
    """Return one page of the viewer's pairs, and the buttons of the family `action_id` that turn it."""
    pages = page_count(len(page.pairs))
    number = max(0, min(page.number, pages - 1))
    on_page = page.pairs[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
    is_full = len(page.pairs) <= PAIRS_SHOWN_IN_FULL
    own = [] if is_full or number else _own_items(catalog, page)
    shown = [block for lines in on_page for block in _pair(catalog, page, lines, is_full=is_full)]
    carries = [] if number else _load(catalog, page)
    return [*carries, *own, *shown, *turner(catalog, page=number, pages=pages, action_id=action_id)]


def _load(catalog: Catalog, page: HomePage) -> list[AnyBlock]:
    """Return the one line of what a mentor carries; nothing for anybody else."""
    say = catalog.reviews
    return [blocks.note(f"*{say.load_label}.* {reviews.load_line(catalog, page.load)}")] if page.load else []


def _errand(catalog: Catalog, page: HomePage, errand: Waiting) -> AnyBlock:
    say = catalog.home
    pair_id, day = errand.card.pair_id, _day(page, errand.on)
    partner = _names(catalog, page)[pair_id]
    phrase, screen, label = {
        WaitingKind.RECAP: (say.recap_waits, Screen.RECAP, say.recap_waits_button),
        WaitingKind.WORDING: (say.wording_waits, Screen.RECAP, say.item_waits_button),
        WaitingKind.ADVICE: (say.advice_waits, Screen.RECAP, say.item_waits_button),
        WaitingKind.AGREEMENT: (say.agreement_waits, Screen.AGREEMENT, say.item_waits_button),
        WaitingKind.ITEM: (say.item_waits, Screen.ITEMS, say.item_waits_button),
        WaitingKind.REVIEW_ASKED: (catalog.reviews.home_asks, Screen.REVIEW, say.item_waits_button),
        WaitingKind.REVIEW_OFFERED: (catalog.reviews.home_offers, Screen.REVIEW, say.item_waits_button),
        WaitingKind.REVIEW_DUE: (catalog.reviews.home_due, Screen.REVIEW, say.item_waits_button),
    }[errand.kind]
    what = reviews.kind(catalog, ReviewKind(errand.task)) if errand.task in set(ReviewKind) else ""
    text = blocks.fill(phrase, task=_brief(errand.task), kind=what, partner=partner, day=day)
    return blocks.paragraph(text, accessory=board_button(screen, label, pair_id=pair_id))


def _names(catalog: Catalog, page: HomePage) -> dict[str, str]:
    return labels(catalog, [lines.card for lines in page.pairs])


def _questions(catalog: Catalog, proposals: Sequence[Proposal]) -> list[AnyBlock]:
    return [block for each in proposals for block in pair_messages.question(catalog, proposal=each)]


def _waited_for(catalog: Catalog, proposals: Sequence[Proposal]) -> list[AnyBlock]:
    say = catalog.pairs
    return [
        blocks.note(
            blocks.fill(
                say.waiting_for if proposal.decides else say.waiting_for_talk, partner=proposal.card.partner.name
            )
        )
        for proposal in proposals[:SHOWN_WAITING]
    ]


def _own_items(catalog: Catalog, page: HomePage) -> list[AnyBlock]:
    say = catalog.home
    names = _names(catalog, page)
    if not page.own_items:
        return []
    lines = [
        blocks.fill(
            say.item_of_pair,
            task=_brief(item.task),
            partner=names[item.card.pair_id],
            by=_by(catalog, page, item.due_on),
        )
        for item in page.own_items[:SHOWN_OWN_ITEMS]
    ]
    text = _listed(catalog, say.own_items_title, lines, count=len(page.own_items))
    return [blocks.paragraph(text, accessory=opener(Screen.ITEMS, say.items_button)), blocks.line()]


def _pair(catalog: Catalog, page: HomePage, lines: PairLines, *, is_full: bool) -> list[AnyBlock]:
    say = catalog.home
    card = lines.card
    title = blocks.fill(
        say.as_mentee if card.side is Side.MENTEE else say.as_mentor,
        partner=_names(catalog, page)[card.pair_id],
        cadence=say.resting if card.is_resting else cadence(catalog, card.cadence),
    )
    meets = say.rests if card.is_resting else say.no_meeting
    if lines.meets_at:
        meets = blocks.fill(say.meets, moment=times.moment(lines.meets_at, card.me.zone))
    buttons = [
        board_button(Screen.AGENDA, say.agenda_button, pair_id=card.pair_id),
        board_button(Screen.GOALS, say.goals_button, pair_id=card.pair_id),
        board_button(Screen.ITEMS, say.items_button, pair_id=card.pair_id),
        board_button(Screen.RECAP, say.recap_button, pair_id=card.pair_id)
        if lines.has_met
        else first_meetings.button(catalog, pair_id=card.pair_id),
        board_button(Screen.AGREEMENT, say.agreement_button, pair_id=card.pair_id),
    ]
    plan = meetings.plan_button(catalog.meetings.plan_button, pair_id=card.pair_id, is_primary=is_full)
    title = f"{title} · {blocks.escape(card.topic)}" if card.topic else title
    text = f"{title}\n{meets}" if is_full else f"{title}\n{meets}\n{_counts(catalog, lines)}"
    head = blocks.paragraph(text, accessory=None if lines.meets_at or card.is_resting else plan)
    details = _details(catalog, page, lines) if is_full else []
    return [head, *_ending(catalog, lines), *details, blocks.row(*buttons)]


def _ending(catalog: Catalog, lines: PairLines) -> list[AnyBlock]:
    """Return the line that says that a pair ends, or that the viewer's own note is on its way, with its door."""
    if lines.ending is None:
        return []
    say = catalog.home
    door = board_button(Screen.CLOSE, say.item_waits_button, pair_id=lines.card.pair_id)
    day = lines.ending.ends_on
    text = say.pair_ends.format(day=times.day(day)) if day else say.note_waits
    return [blocks.paragraph(text, accessory=door)]


def _details(catalog: Catalog, page: HomePage, lines: PairLines) -> list[AnyBlock]:
    """Return the first items and goals of a pair; what is due stands among what waits, and is not said twice."""
    say = catalog.home
    items = [item for item in lines.items if not page.is_due(item)]
    listed_items = [_item(catalog, page, item) for item in items[:SHOWN_LINES]]
    listed_goals = [_goal(catalog, page, goal) for goal in lines.goals[:SHOWN_LINES]]
    texts = [
        _listed(catalog, say.items_title, listed_items, count=len(items)),
        _listed(catalog, say.goals_title, listed_goals, count=len(lines.goals)),
    ]
    return [blocks.paragraph(text) for text in texts if text]


def _counts(catalog: Catalog, lines: PairLines) -> str:
    if not (lines.goals or lines.items):
        return catalog.home.no_counts
    mine = sum(item.is_mine for item in lines.items)
    return catalog.home.counts.format(goals=len(lines.goals), items=len(lines.items), mine=mine)


def _item(catalog: Catalog, page: HomePage, item: ItemLine) -> str:
    say = catalog.home
    phrase = say.own_item if item.is_mine else say.partners_item
    return blocks.fill(
        phrase, task=_brief(item.task), partner=item.card.partner.name, by=_by(catalog, page, item.due_on)
    )


def _goal(catalog: Catalog, page: HomePage, goal: GoalLine) -> str:
    return blocks.fill(catalog.home.goal, title=_brief(goal.title), by=_by(catalog, page, goal.due_on))


def _by(catalog: Catalog, page: HomePage, day: date | None) -> str:
    return catalog.home.by.format(day=_day(page, day)) if day else ""


def _day(page: HomePage, day: date) -> str:
    """Return a date, with its year only where that is another one."""
    return times.day(day).removesuffix(f" {page.today.year}")


def _listed(catalog: Catalog, title: str, lines: Iterable[str], *, count: int) -> str:
    """Return a titled list; `count` is how many there are in all; nothing for none."""
    shown = _fitting(lines)
    if not shown:
        return ""
    more = [catalog.home.more.format(number=count - len(shown))] if count > len(shown) else []
    return "\n".join([f"*{title}*", *shown, *more])


def _fitting(lines: Iterable[str]) -> list[str]:
    """Return as many of the first lines as one section takes."""
    shown: list[str] = []
    for line in lines:
        if sum(map(len, shown)) + len(line) > LIST_CHARS:
            break
        shown.append(line)
    return shown


def _brief(text: str) -> str:
    """Return somebody's words on one line, cut where a list would become a page."""
    line = " ".join(text.split())
    return line if len(line) <= TEXT_CHARS else line[: TEXT_CHARS - 1] + "…"
