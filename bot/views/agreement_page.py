"""One part of an agreement, both sides beside each other under the same question; and the form of one wording."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.agreement_sheets import AgreementPage
from bot.domain.agreements import ABOUT_ONESELF, ANSWER_MAX_CHARS, Line, Part, Reading
from bot.domain.pairs import PairCard
from bot.views import answers, blocks, fields, times
from bot.views.agreement_form import question
from bot.views.agreements import BACK, MINE, THEIRS, WORD, part_name
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from bot.views.pages import turner
from bot.views.side_by_side import voices
from storage.vocabulary import AgreementField

SUBMIT_WORDING = "agreement_wording_form"
WORDING = "agreement_wording_"
"""What the field of a wording begins with; the question follows."""
NAME_CHARS = 40
"""Of a partner's name on a button, which holds 75 characters."""


def page(catalog: Catalog, *, page: AgreementPage, carried: Carried) -> Payload:
    """Return one part of a version: as it is being settled, or as it stands."""
    say = catalog.agreements
    number = tuple(Part).index(page.part)
    answered = [line for line in page.lines if line.reading is not Reading.EMPTY]
    return blocks.modal(
        title=say.page_title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(_lead(catalog, page)),
            *(block for line in answered for block in _line(catalog, page, line)),
            *([] if answered else [blocks.paragraph(say.nothing_here)]),
            *_ending(catalog, page),
            blocks.line(),
            *turner(catalog, page=number, pages=len(Part)),
            blocks.row(blocks.button(BACK, say.back_button)),
        ],
    )


def wording_form(catalog: Catalog, *, card: PairCard, line: Line, carried: Carried) -> Payload:
    """Return the form in which one side puts a question into one wording; what was said stands above it."""
    say = catalog.agreements
    stands = line.wording.text if line.wording else line.common or line.mine
    return blocks.modal(
        callback_id=SUBMIT_WORDING,
        title=say.wording_title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            *voices([(say.you, line.mine), (card.partner.name, line.theirs)], empty=say.empty),
            fields.long_text(
                WORDING + line.field,
                question(catalog, card, line.field),
                hint=say.hint_wording.format(partner=card.partner.name),
                max_chars=ANSWER_MAX_CHARS,
                initial=stands,
                is_optional=True,
            ),
        ],
    )


def wording_field(view: Mapping[str, Any]) -> str:
    """Return the name of the field in which the wording was typed, empty when there is none."""
    names = view.get("state", {}).get("values", {})
    return next((name for name in names if name.startswith(WORDING)), "")


def read_wording(catalog: Catalog, view: Mapping[str, Any]) -> str | None:
    """Return the wording, None to leave the question out. Raises FieldError when it is too long."""
    refusal = catalog.agreements.too_long
    return answers.text_within(view, wording_field(view), ANSWER_MAX_CHARS, refusal=refusal)


def field_named(name: str) -> AgreementField | None:
    """Return the question of that name, None for a name that is none."""
    return AgreementField(name) if name in set(AgreementField) else None


def _lead(catalog: Catalog, page: AgreementPage) -> str:
    say = catalog.agreements
    name = part_name(catalog, page.part)
    if page.confirmed_on is None:
        return say.page_lead.format(part=name, number=page.number)
    return say.page_standing.format(part=name, number=page.number, day=times.day(page.confirmed_on))


def _line(catalog: Catalog, page: AgreementPage, line: Line) -> list[AnyBlock]:
    asked = blocks.escape(question(catalog, page.card, line.field))
    head = [blocks.line(), blocks.paragraph(f"*{asked}*")]
    return [*head, *(_to_settle(catalog, page, line) if page.confirmed_on is None else _agreed(catalog, page, line))]


def _agreed(catalog: Catalog, page: AgreementPage, line: Line) -> list[AnyBlock]:
    """Return what stands on a question: one text for both, or each one's own."""
    if line.reading is Reading.EACH:
        return _both(catalog, page, line)
    return [blocks.words(line.common or catalog.agreements.reading_left_out)]


def _to_settle(catalog: Catalog, page: AgreementPage, line: Line) -> list[AnyBlock]:
    reading: str = getattr(catalog.agreements, f"reading_{line.reading}")
    shown = [blocks.note(reading), *_both(catalog, page, line), *_wording(catalog, page, line)]
    ways = _ways(catalog, page, line)
    return [*shown, blocks.row(*ways)] if ways else shown


def _both(catalog: Catalog, page: AgreementPage, line: Line) -> list[AnyBlock]:
    say = catalog.agreements
    return voices([(say.you, line.mine), (page.card.partner.name, line.theirs)], empty=say.empty)


def _wording(catalog: Catalog, page: AgreementPage, line: Line) -> list[AnyBlock]:
    if line.wording is None:
        return []
    say = catalog.agreements
    partner, is_mine = page.card.partner.name, line.wording.is_mine
    if line.wording.text is None:
        phrase = say.left_out_mine if is_mine else say.left_out_theirs
        return [blocks.paragraph(blocks.fill(phrase, partner=partner))]
    phrase = say.wording_mine if is_mine else say.wording_theirs
    return [blocks.paragraph(blocks.fill(phrase, partner=partner)), blocks.words(line.wording.text)]


def _ways(catalog: Catalog, page: AgreementPage, line: Line) -> list[Button]:
    """Return how a question can still be settled: one tap each, or one wording."""
    if line.field in ABOUT_ONESELF or line.reading is Reading.ALIKE:
        return []
    say = catalog.agreements
    stands = line.common
    theirs = say.theirs_button.format(partner=page.card.partner.name[:NAME_CHARS])
    ways = []
    if line.mine and line.mine != stands:
        ways.append(blocks.button(MINE, say.mine_button, value=line.field))
    if line.theirs and line.theirs != stands:
        ways.append(blocks.button(THEIRS, theirs, value=line.field))
    return [*ways, blocks.button(WORD, say.word_button, value=line.field)]


def _ending(catalog: Catalog, page: AgreementPage) -> list[AnyBlock]:
    """Return the sentence that stands in every agreement, below the last part."""
    if page.part is not Part.AROUND:
        return []
    return [
        blocks.line(),
        blocks.paragraph(f"*{catalog.agreements.document_ending}*"),
        blocks.words(catalog.agreements.ending),
    ]
