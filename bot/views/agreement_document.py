"""An agreement as a document, for the files of either side: a PDF."""

from collections.abc import Iterator
from datetime import datetime

from bot.content.catalogue import Catalog
from bot.domain.agreement_sheets import AgreementSheet
from bot.domain.agreements import PARTS, Line, Part, Reading
from bot.views import times
from bot.views.agreement_form import question
from bot.views.agreements import part_name
from storage.vocabulary import AgreementField, Side


def document(catalog: Catalog, *, sheet: AgreementSheet, made_at: datetime) -> bytes:
    """Return what stands between the two as a PDF, the same for both but for whose calendar its days are on."""
    from bot.views.paper import TITLE_PT, Paper  # noqa: PLC0415 - costs every start half a second, and few need it

    say = catalog.agreements
    names = {"mentee": sheet.card.mentee.name, "mentor": sheet.card.mentor.name}
    days = {"mentee_day": times.day(sheet.mentee_confirmed_on), "mentor_day": times.day(sheet.mentor_confirmed_on)}
    confirmed = say.document_confirmed.format(**names, **days)
    between = say.document_between.format(**names)
    parts = [(part_name(catalog, part), list(_answers(catalog, sheet, part))) for part in Part]
    written = [say.document_heading, say.ending, say.document_ending, confirmed, between]
    spoken = [text for _, answers in parts for asked, said in answers for text in (asked, *said)]
    paper = Paper(
        title=say.document_caption.format(number=sheet.number),
        footer=say.document_page,
        texts=[*written, *spoken, *(name for name, _ in parts)],
        made_at=made_at,
    )
    paper.heading(say.document_heading, size_pt=TITLE_PT)
    paper.paragraph(between)
    paper.note(say.document_version.format(number=sheet.number, day=times.day(sheet.confirmed_on)))
    for name, answers in parts:
        if answers:
            paper.gap()
            paper.heading(name)
        for asked, said in answers:
            paper.subheading(asked)
            for text in said:
                paper.paragraph(text)
    paper.gap()
    paper.heading(say.document_ending)
    paper.paragraph(say.ending)
    paper.gap()
    paper.note(confirmed)
    if sheet.review_on:
        paper.note(say.document_review.format(day=times.day(sheet.review_on)))
    return paper.done()


def _answers(catalog: Catalog, sheet: AgreementSheet, part: Part) -> Iterator[tuple[str, list[str]]]:
    """Yield each question of a part that has an answer, with what stands on it."""
    for field in PARTS[part]:
        line = sheet.lines[field]
        if line.reading is Reading.EACH:
            yield _asked_of_each(catalog, field), _of_each(sheet, line)
        elif line.common:
            yield question(catalog, sheet.card, field), [line.common]


def _asked_of_each(catalog: Catalog, field: AgreementField) -> str:
    heading: str = getattr(catalog.agreements, f"document_answers_{field}")
    return heading


def _of_each(sheet: AgreementSheet, line: Line) -> list[str]:
    """Return what each said about themselves, the mentee first whoever looks."""
    card = sheet.card
    is_mentee = card.side is Side.MENTEE
    said = (
        (card.mentee.name, line.mine if is_mentee else line.theirs),
        (card.mentor.name, line.theirs if is_mentee else line.mine),
    )
    return [f"{name}: {text}" for name, text in said if text]
