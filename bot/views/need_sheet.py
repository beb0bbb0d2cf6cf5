"""Block Kit of one need as its mentee finds it: who covers it, who may read it, and exactly what they read."""

from collections.abc import Sequence

from bot.content.catalogue import Catalog
from bot.domain.needs import MENTORS_OFFERED, Cover, NeedCard, shared
from bot.domain.pairs import PairCard
from bot.views import blocks, need_hints, pairs, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.need_words import name_of
from bot.views.needs import CHANGE, HIDE, REMOVE, SHARE, covered_by, find_button, person_lines
from bot.views.screens import Screen, opener


def sheet(catalog: Catalog, *, card: NeedCard, mentors: Sequence[PairCard]) -> Payload:
    """Return one need."""
    say = catalog.needs
    covers = covered_by(catalog, card)
    named = say.named.format(day=times.day(card.named_on)) if card.named_on else ""
    return blocks.modal(
        title=say.sheet_title,
        close=catalog.common.close,
        private_metadata=pack(Carried(subject_id=card.need_id)),
        blocks=[
            blocks.heading(card.said.topic),
            blocks.note(blocks.escape(" · ".join([name_of(catalog, card.said.about), named]))),
            *([blocks.words(card.said.note), blocks.note(say.note_is_own)] if card.said.note else []),
            blocks.paragraph(f"*{say.who_covers}*\n{covers[:1].upper()}{covers[1:]}"),
            *person_lines(catalog, card),
            _ways(catalog, card),
            blocks.line(),
            *_readers(catalog, card, mentors),
            blocks.line(),
            blocks.row(opener(Screen.GAP, say.back_button), _remove(catalog, card)),
        ],
    )


def _ways(catalog: Catalog, card: NeedCard) -> AnyBlock:
    change = blocks.button(CHANGE, catalog.needs.change_button, value=card.need_id)
    is_gap = card.said.cover is Cover.NOBODY and not card.asked
    return blocks.row(*([find_button(catalog, card, is_primary=True)] if is_gap else []), change)


def _readers(catalog: Catalog, card: NeedCard, mentors: Sequence[PairCard]) -> list[AnyBlock]:
    """Return what a mentor reads of this need, and for each mentor whether they may, with the press that changes it."""
    say = catalog.needs
    if not mentors:
        return [blocks.note(say.nobody_to_share)]
    example = need_hints.line(catalog, shared(card, pair_id=""))
    return [
        blocks.paragraph(f"*{say.who_reads}*\n{say.shown_so}"),
        blocks.paragraph("\n".join(f">{each}" for each in example.splitlines())),
        *(_reader(catalog, card, each, mentors, number) for number, each in enumerate(mentors[:MENTORS_OFFERED])),
    ]


def _reader(catalog: Catalog, card: NeedCard, mentor: PairCard, mentors: Sequence[PairCard], number: int) -> AnyBlock:
    say = catalog.needs
    name = pairs.labels(catalog, mentors)[mentor.pair_id]
    if mentor.pair_id in card.readers:
        phrase, button = say.reads, blocks.button(f"{HIDE}:{number}", say.hide_button, value=mentor.pair_id)
    else:
        phrase, button = say.reads_not, blocks.button(f"{SHARE}:{number}", say.share_button, value=mentor.pair_id)
    return blocks.paragraph(blocks.fill(phrase, mentor=name), accessory=button)


def _remove(catalog: Catalog, card: NeedCard) -> blocks.Button:
    say = catalog.needs
    sure = blocks.asked_again(title=say.remove_title, text=say.remove_text, yes=say.remove_yes, no=say.remove_no)
    return blocks.button(REMOVE, say.remove_button, value=card.need_id, confirm=sure)
