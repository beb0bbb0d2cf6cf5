"""Block Kit of one request: what was asked for, what became of it, and what its mentee can do."""

from bot.content.catalogue import Catalog
from bot.domain.requests import RequestCard, Turn
from bot.views import blocks, notices, times
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from bot.views.requests import ASK, HELP, LIST, WITHDRAW
from storage.vocabulary import RequestState, Side


def sheet(catalog: Catalog, *, card: RequestCard, carried: Carried) -> Payload:
    """Return one request as one of its two reads it: not the form in which its mentor answers."""
    say = catalog.requests
    return blocks.modal(
        title=say.sheet_title if card.side is Side.MENTEE else say.title,
        close=catalog.common.close,
        private_metadata=pack(carried) or None,
        blocks=[
            blocks.paragraph(_state(catalog, card)),
            *_said(catalog, card),
            blocks.row(*buttons(catalog, card=card), blocks.button(LIST, say.back_button)),
        ],
    )


def buttons(catalog: Catalog, *, card: RequestCard) -> list[Button]:
    """Return what the mentee of a request can do now; nothing for anybody else."""
    say = catalog.requests
    if card.side is Side.MENTOR:
        return []
    found = []
    if card.may_be_helped:
        found.append(blocks.button(HELP, say.help_button, value=card.request_id, is_primary=True))
    if card.suggested and card.state is RequestState.SUGGESTED:
        found.append(blocks.button(ASK, say.ask_other_button, value=card.suggested.member_id, is_primary=True))
    if card.state is RequestState.ASKED:
        sure = blocks.asked_again(
            title=say.withdraw_title, text=say.withdraw_sure, yes=say.withdraw_button, no=say.sure_back_button
        )
        found.append(blocks.button(WITHDRAW, say.withdraw_button, value=card.request_id, confirm=sure))
    return found


def withdrawn(catalog: Catalog, *, card: RequestCard) -> Payload:
    """Return the modal that says what is true after a press to take it back."""
    say = catalog.requests
    title = say.withdrawn_title if card.state is RequestState.WITHDRAWN else say.sheet_title
    return blocks.modal(title=title, close=catalog.common.close, blocks=[blocks.paragraph(_state(catalog, card))])


def helped(catalog: Catalog, *, card: RequestCard) -> Payload:
    """Return the modal that says that the facilitators know."""
    say = catalog.requests
    return notices.notice(catalog, title=say.helped_title, sentence=say.helped.format(mentor=card.mentor.name))


def _state(catalog: Catalog, card: RequestCard) -> str:
    say = catalog.requests
    slots = {
        "mentor": card.mentor.name,
        "mentee": card.mentee.name,
        "day": times.day(card.asked_on),
        "suggested": card.suggested.name if card.suggested else "",
    }
    phrase: str = getattr(say, f"{card.side}_{card.state}")
    turn: str = getattr(say, f"turn_{card.turn}") if card.state is RequestState.ASKED else ""
    if card.turn is Turn.MENTEE and card.mentor.has_left:
        turn = say.mentor_left
    return blocks.fill(f"{phrase} {turn}".strip(), **slots)


def _said(catalog: Catalog, card: RequestCard) -> list[AnyBlock]:
    say = catalog.requests
    wish = say.your_wish if card.side is Side.MENTEE else say.reply_wish
    return [
        *([blocks.words(say.reply_topic.format(topic=card.topic))] if card.topic else []),
        *([blocks.note(wish), blocks.words(card.wish)] if card.wish else []),
        *([blocks.note(blocks.fill(say.mentors_note, mentor=card.mentor.name))] if card.note else []),
        *([blocks.words(card.note)] if card.note else []),
    ]
