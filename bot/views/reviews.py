"""Block Kit of review requests: the board of a pair, with a mentor's room on it and, for them alone, their load."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.reviews import Load, ReviewAct, ReviewBoard, ReviewRoom, ReviewSheet
from bot.views import blocks, times
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from bot.views.screens import Screen, opener
from storage.vocabulary import ReviewKind, ReviewState, Side

FAMILY = "review:"
"""All buttons of reviews begin with this; for what is done with a request a `ReviewAct` follows."""
ASK, TERMS = FAMILY + "ask", FAMILY + "terms"
OFFER_DAY = FAMILY + "offer_day"
"""Offers a day at once; the value is `<request> <day>`."""


def board(catalog: Catalog, *, board: ReviewBoard, carried: Carried) -> Payload:
    """Return the requests between two people."""
    say = catalog.reviews
    heads = _mentors_head(catalog, board) if board.card.side is Side.MENTOR else _mentees_head(catalog, board)
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            *heads,
            blocks.line(),
            *([] if board.open else [blocks.paragraph(say.none_open)]),
            *(block for review in board.open for block in _row(catalog, review)),
            *_closed(catalog, board),
        ],
    )


def chosen(action: Mapping[str, Any]) -> tuple[ReviewAct, str, date | None] | None:
    """Return (what is done, the request, the day that is offered) of a press; None for a press that says nothing.

    The id proves nothing, and neither does the day.
    """
    verb, value = str(action["action_id"]), str(action.get("value"))
    if verb == OFFER_DAY:
        review_id, _, day = value.partition(" ")
        return (ReviewAct.OFFER, review_id, _day(day)) if _day(day) else None
    word = verb.removeprefix(FAMILY)
    return (ReviewAct(word), value, None) if word in set(ReviewAct) else None


def act_button(
    catalog: Catalog, act: ReviewAct, *, review_id: str, label: str = "", is_primary: bool = False
) -> Button:
    """Return the button that does something with a request."""
    said: str = label or getattr(catalog.reviews, f"act_{act}")
    return blocks.button(FAMILY + act, said, value=review_id, is_primary=is_primary)


def kind(catalog: Catalog, word: ReviewKind) -> str:
    """Return what is reviewed, as it stands in a sentence: `a paper`."""
    phrase: str = getattr(catalog.reviews, f"kind_{word}")
    return phrase


def state(catalog: Catalog, review: ReviewSheet) -> str:
    """Return how a request stands, as it stands in a sentence."""
    phrase: str = getattr(catalog.reviews, f"state_{review.state}")
    return phrase.format(
        day=times.day(review.due_on), wanted=times.day(review.wanted_on), mentor=review.card.mentor.name
    )


def load_line(catalog: Catalog, load: Load) -> str:
    """Return what a mentor carries, on one line."""
    return catalog.reviews.load.format(mentees=load.mentees, reviews=load.reviews, meetings=load.meetings)


def room_lines(catalog: Catalog, room: ReviewRoom, *, partner: str) -> list[str]:
    """Return a mentor's notice and next free week, as a mentee reads them; nothing in it says what fills the others."""
    say = catalog.reviews
    if room.paused_until:
        return [blocks.fill(say.full, partner=partner, day=times.day(room.paused_until))]
    notice = say.notice.format(partner=blocks.escape(partner), **_days(room))
    return [notice, say.free.format(**_weeks(catalog, room))]


def _mentees_head(catalog: Catalog, board: ReviewBoard) -> list[AnyBlock]:
    say = catalog.reviews
    partner, room = board.card.partner.name, board.room
    can_ask = not (room.paused_until or board.card.is_resting)
    title = blocks.fill(say.as_mentee, partner=partner)
    return [
        blocks.paragraph("\n".join([title, *room_lines(catalog, room, partner=partner)])),
        *(
            [blocks.row(blocks.button(ASK, say.ask_button, value=board.card.pair_id, is_primary=True))]
            if can_ask
            else []
        ),
    ]


def _mentors_head(catalog: Catalog, board: ReviewBoard) -> list[AnyBlock]:
    say = catalog.reviews
    room = board.room
    pause = [say.own_pause.format(day=times.day(room.paused_until))] if room.paused_until else []
    lines = [say.own_notice.format(**_days(room)), say.free.format(**_weeks(catalog, room)), *pause]
    carries = [blocks.paragraph(f"*{say.load_label}*\n{load_line(catalog, board.load)}")] if board.load else []
    return [
        *carries,
        blocks.note(say.load_sees),
        blocks.paragraph("\n".join(lines)),
        blocks.row(blocks.button(TERMS, say.terms_button), opener(Screen.PROFILE, say.profile_button)),
        blocks.line(),
        blocks.paragraph(blocks.fill(say.as_mentor, partner=board.card.partner.name)),
    ]


def _row(catalog: Catalog, review: ReviewSheet) -> list[AnyBlock]:
    buttons = [act_button(catalog, act, review_id=review.review_id) for act in review.acts]
    return [
        blocks.words(review.title),
        blocks.note(_facts(catalog, review)),
        *([blocks.words(review.ask)] if review.ask else []),
        *([blocks.row(*buttons)] if buttons else []),
    ]


def _closed(catalog: Catalog, board: ReviewBoard) -> list[AnyBlock]:
    if not board.closed:
        return []
    told = [block for each in board.closed for block in (blocks.words(each.title), blocks.note(_facts(catalog, each)))]
    return [blocks.line(), blocks.paragraph(f"*{catalog.reviews.closed_title}*"), *told]


def _facts(catalog: Catalog, review: ReviewSheet) -> str:
    say = catalog.reviews
    facts = blocks.fill(
        say.facts,
        kind=kind(catalog, review.kind).capitalize(),
        length=review.length,
        state=state(catalog, review),
    )
    is_open = review.state in {ReviewState.ASKED, ReviewState.OFFERED, ReviewState.ACCEPTED}
    must_go = [say.deadline.format(day=times.day(review.deadline_on))] if review.deadline_on and is_open else []
    return " · ".join([facts, *must_go])


def _days(room: ReviewRoom) -> dict[str, int]:
    return {"paper": room.notice[ReviewKind.PAPER], "grant": room.notice[ReviewKind.GRANT]}


def _weeks(catalog: Catalog, room: ReviewRoom) -> dict[str, str]:
    found = {"paper": room.free_on[ReviewKind.PAPER], "grant": room.free_on[ReviewKind.GRANT]}
    return {name: times.day(day) if day else catalog.reviews.free_none for name, day in found.items()}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
