"""Block Kit of a mentee's map: what nobody covers yet first, then what somebody does, area by area."""

from collections.abc import Sequence

from bot.content.catalogue import Catalog
from bot.domain.needs import MENTORS_OFFERED, SUGGESTIONS_SHOWN, Cover, NeedCard, NeedMap
from bot.domain.pairs import PairCard
from bot.views import blocks, need_hints, need_words
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.need_words import name_of
from bot.views.requests import ASK, ask_value

FAMILY = "need:"
"""All buttons of one's own map begin with this; a word follows, and a number where there are several."""
ADD, OPEN, FIND, CHANGE, REMOVE, SHARE, HIDE, TAKE_IN, LET_BE = (
    FAMILY + word for word in ("add", "open", "find", "change", "remove", "share", "hide", "take", "leave")
)


def board(catalog: Catalog, *, needs: NeedMap) -> Payload:
    """Return somebody's map."""
    say = catalog.needs
    is_empty = not (needs.needs or needs.suggestions)
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        blocks=[
            blocks.paragraph(say.lead),
            blocks.note(say.private),
            *_team(catalog, needs.mentors),
            blocks.row(blocks.button(ADD, say.add_button, is_primary=is_empty)),
            *(
                block
                for number, each in enumerate(needs.suggestions[:SUGGESTIONS_SHOWN])
                for block in _hint(catalog, each, number)
            ),
            *([blocks.line(), blocks.paragraph(say.gaps)] if needs.gaps else []),
            *(block for number, each in enumerate(needs.gaps) for block in _gap(catalog, each, number)),
            *([blocks.line(), blocks.paragraph(say.covered)] if needs.covered else []),
            *(_covered(catalog, each, number) for number, each in enumerate(needs.covered, start=len(needs.gaps))),
            *need_hints.ways(catalog, needs.mentored),
        ],
    )


def covered_by(catalog: Catalog, card: NeedCard) -> str:
    """Return who covers a need, for mrkdwn."""
    say = catalog.needs
    if card.asked:
        return blocks.fill(say.asked, mentor=card.asked.name)
    phrase: str = getattr(say, f"by_{card.said.cover}")
    return blocks.fill(phrase, mentor=card.mentor.name if card.mentor else "", who=card.said.elsewhere or "")


def find_button(catalog: Catalog, card: NeedCard, *, number: int = 0, is_primary: bool = False) -> Button:
    """Return the button that looks for somebody who knows it."""
    return blocks.button(f"{FIND}:{number}", catalog.needs.find_button, value=card.need_id, is_primary=is_primary)


def person_lines(catalog: Catalog, card: NeedCard, *, number: int = 0) -> list[AnyBlock]:
    """Return whom the mentor would ask, with the way to ask them once it stands on the map; nothing for nobody."""
    if not (card.person and card.proposer):
        return []
    say = catalog.needs
    text = blocks.fill(say.person, mentor=card.proposer.name, person=card.person.name)
    if not card.named_on or card.said.cover is not Cover.NOBODY or card.asked:
        return [blocks.note(text)]
    value = ask_value(card.person.member_id, card.need_id)
    return [blocks.paragraph(text, accessory=blocks.button(ASK, say.ask_button, value=value))]


def line(catalog: Catalog, card: NeedCard) -> str:
    """Return a need in two lines, for mrkdwn; that nobody covers it stands above all of those."""
    is_known = card.asked or card.said.cover is not Cover.NOBODY
    told = [blocks.escape(name_of(catalog, card.said.about)), *([covered_by(catalog, card)] if is_known else [])]
    return f"{blocks.strong(card.said.topic)}\n{' · '.join(told)}"


def _team(catalog: Catalog, mentors: Sequence[PairCard]) -> list[AnyBlock]:
    """Return who mentors the reader, each with their topic; nothing where nobody does."""
    names = need_words.mentors(catalog, mentors[:MENTORS_OFFERED])
    return [blocks.note(blocks.fill(catalog.needs.team, names="; ".join(names.values())))] if names else []


def _hint(catalog: Catalog, card: NeedCard, number: int) -> list[AnyBlock]:
    """Return what a mentor suggests, with the two answers to it."""
    say = catalog.needs
    lead = blocks.fill(say.suggested, mentor=card.proposer.name if card.proposer else "")
    area = blocks.escape(name_of(catalog, card.said.about))
    return [
        blocks.line(),
        blocks.paragraph(f"{lead}\n{blocks.strong(card.said.topic)}\n{area}"),
        *person_lines(catalog, card, number=number),
        blocks.row(
            blocks.button(f"{TAKE_IN}:{number}", say.take_button, value=card.need_id),
            blocks.button(f"{LET_BE}:{number}", say.leave_button, value=card.need_id),
        ),
    ]


def _gap(catalog: Catalog, card: NeedCard, number: int) -> list[AnyBlock]:
    find = [] if card.asked else [find_button(catalog, card, number=number)]
    return [blocks.paragraph(line(catalog, card)), blocks.row(*find, _open(catalog, card, number))]


def _covered(catalog: Catalog, card: NeedCard, number: int) -> AnyBlock:
    return blocks.paragraph(line(catalog, card), accessory=_open(catalog, card, number))


def _open(catalog: Catalog, card: NeedCard, number: int) -> Button:
    return blocks.button(f"{OPEN}:{number}", catalog.needs.open_button, value=card.need_id)
