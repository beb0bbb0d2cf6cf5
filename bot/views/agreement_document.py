"""An agreement as a document, for the files of either side: a PDF."""

from collections.abc import Iterator
from datetime import datetime

from bot.content.catalogue import Catalog
from bot.domain.agreement_sheets import AgreementSheet
from bot.domain.agreements import PARTS, Line, Part, Reading
from bot.views import times
from bot.views.agreement_form import question
from bot.views.agreements import part_name
from bot.views.passages import Passage, Style
from storage.vocabulary import Side


def document(catalog: Catalog, *, sheet: AgreementSheet, made_at: datetime) -> bytes:
    """Return what stands between the two as a PDF, the same for both but for whose calendar its days are on."""
    from bot.views.paper import printed  # noqa: PLC0415 - costs every start half a second, and few need it

    say = catalog.agreements
    title = say.document_caption.format(number=sheet.number)
    return printed(passages(catalog, sheet), title=title, footer=say.document_page, made_at=made_at)


def passages(catalog: Catalog, sheet: AgreementSheet) -> list[Passage]:
    """Return what the document says, from its title to who said yes when."""
    say = catalog.agreements
    names = {"mentee": sheet.card.mentee.name, "mentor": sheet.card.mentor.name}
    days = {"mentee_day": times.day(sheet.mentee_confirmed_on), "mentor_day": times.day(sheet.mentor_confirmed_on)}
    version = say.document_version.format(number=sheet.number, day=times.day(sheet.confirmed_on))
    review = [say.document_review.format(day=times.day(sheet.review_on))] if sheet.review_on else []
    return [
        Passage(Style.TITLE, say.document_heading),
        Passage(Style.TEXT, say.document_between.format(**names)),
        Passage(Style.NOTE, version),
        *(passage for part in Part for passage in _part(catalog, sheet, part)),
        Passage(Style.HEADING, say.document_ending),
        Passage(Style.TEXT, say.ending),
        Passage(Style.NOTE, say.document_confirmed.format(**names, **days)),
        *(Passage(Style.NOTE, text) for text in review),
    ]


def _part(catalog: Catalog, sheet: AgreementSheet, part: Part) -> list[Passage]:
    """Return a part with the questions on which something stands, nothing where nothing does."""
    said = list(_answers(catalog, sheet, part))
    return [Passage(Style.HEADING, part_name(catalog, part)), *said] if said else []


def _answers(catalog: Catalog, sheet: AgreementSheet, part: Part) -> Iterator[Passage]:
    for field in PARTS[part]:
        line = sheet.lines[field]
        if line.reading is Reading.EACH:
            yield Passage(Style.SUBHEADING, getattr(catalog.agreements, f"document_answers_{field}"))
            yield Passage(Style.TEXT, _of_each(sheet, line))
        elif line.common:
            yield Passage(Style.SUBHEADING, question(catalog, sheet.card, field))
            yield Passage(Style.TEXT, line.common)


def _of_each(sheet: AgreementSheet, line: Line) -> str:
    """Return what each said about themselves, a line each, the mentee first whoever looks."""
    mine, theirs = (sheet.card.me.name, line.mine), (sheet.card.partner.name, line.theirs)
    said = (mine, theirs) if sheet.card.side is Side.MENTEE else (theirs, mine)
    return "\n".join(f"{name}: {text}" for name, text in said if text)
