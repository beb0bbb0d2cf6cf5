"""The work-and-credit register as a document, for the files of either side: a PDF with its date on it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.content.catalogue import Catalog
from bot.domain.credit_sheets import CreditRegister, CreditSheet
from bot.views import times
from bot.views.credit_page import said
from bot.views.credits import GUIDE_URL, state
from bot.views.passages import Passage, Style
from storage.vocabulary import Side


def document(catalog: Catalog, *, register: CreditRegister, made_at: datetime) -> bytes:
    """Return the whole register as a PDF, the same for both but for whose clock its times are on."""
    from bot.views.paper import printed  # noqa: PLC0415 - costs every start half a second, and few need it

    say = catalog.credits
    told = list(passages(catalog, register, made_at=made_at))
    return printed(told, title=say.document_heading, footer=say.document_page, made_at=made_at)


def passages(catalog: Catalog, register: CreditRegister, *, made_at: datetime) -> Iterator[Passage]:
    """Yield what the document says, from whose it is and when it was made to the oldest version of the last work."""
    say = catalog.credits
    card = register.card
    yield Passage(Style.TITLE, say.document_heading)
    yield Passage(Style.TEXT, say.document_between.format(mentee=card.mentee.name, mentor=card.mentor.name))
    yield Passage(Style.NOTE, say.document_made.format(name=card.me.name, moment=times.moment(made_at, card.me.zone)))
    if frozen := [versions[0].frozen_at for versions in register.works if versions[0].frozen_at]:
        yield Passage(Style.NOTE, say.document_frozen.format(moment=times.moment(min(frozen), card.me.zone)))
    yield Passage(Style.NOTE, say.document_guide.format(url=GUIDE_URL))
    for number, versions in enumerate(register.works, start=1):
        yield from _work(catalog, versions, number=number)


def _work(catalog: Catalog, versions: Sequence[CreditSheet], *, number: int) -> Iterator[Passage]:
    newest = versions[0]
    yield Passage(Style.HEADING, f"{number}. {newest.words.title}")
    yield Passage(Style.NOTE, state(catalog, newest))
    for sheet in versions:
        yield from _version(catalog, sheet)


def _version(catalog: Catalog, sheet: CreditSheet) -> Iterator[Passage]:
    say = catalog.credits
    card = sheet.card
    moment, author = times.moment(sheet.written_at, card.me.zone), card.of(sheet.author).name
    yield Passage(Style.SUBHEADING, say.document_version.format(number=sheet.number, author=author, moment=moment))
    yield Passage(Style.NOTE, "\n".join(_signature(catalog, sheet, side) for side in (Side.MENTEE, Side.MENTOR)))
    for above, text in said(catalog, sheet):
        if text:
            yield Passage(Style.TEXT, f"{above}: {text}")


def _signature(catalog: Catalog, sheet: CreditSheet, side: Side) -> str:
    say = catalog.credits
    name, signed_at = sheet.card.of(side).name, sheet.signed_at[side]
    if signed_at is None:
        return say.document_not_signed.format(name=name)
    return say.document_signed.format(name=name, moment=times.moment(signed_at, sheet.card.me.zone))
