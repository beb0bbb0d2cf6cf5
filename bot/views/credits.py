"""Block Kit of the work-and-credit register: the board of a pair, a work in its newest version on each line."""

from bot.content.catalogue import Catalog
from bot.domain.credit_sheets import CreditBoard, CreditSheet
from bot.domain.credits import Signing
from bot.views import blocks, times
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from bot.views.pages import turner
from storage.vocabulary import CreditState

FAMILY = "credit:"
"""All buttons of the register begin with this; what to do follows."""
ADD, DOCUMENT = FAMILY + "add", FAMILY + "document"
"""The value of these two is the pair."""
READ, SIGN = FAMILY + "read", FAMILY + "sign"
"""The value of these two is the work, a colon and the number of the version."""
CHANGE = FAMILY + "change"
"""Its value is the work."""
MARK = FAMILY + "mark"
"""Of its menu each choice is a state, a space and the work."""
BACK = FAMILY + "back"
GUIDE_URL = "https://www.icmje.org/recommendations/browse/roles-and-responsibilities/defining-the-role-of-authors-and-contributors.html"


def board(catalog: Catalog, *, board: CreditBoard, carried: Carried) -> Payload:
    """Return one page of the works that two people share."""
    say = catalog.credits
    add = blocks.button(ADD, say.add_button, value=board.card.pair_id, is_primary=not board.sheets)
    send = document_button(catalog, pair_id=board.card.pair_id, label=say.document_button)
    ways = [*([] if board.card.is_resting else [add]), *([send] if board.sheets else [])]
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(say.lead, partner=board.card.partner.name)),
            blocks.note(say.guide.format(url=GUIDE_URL)),
            *([blocks.row(*ways)] if ways else []),
            blocks.line(),
            *([] if board.sheets else [blocks.paragraph(say.none_yet)]),
            *(block for sheet in board.sheets for block in _work(catalog, sheet)),
            *turner(catalog, page=board.page, pages=board.pages),
        ],
    )


def document_button(catalog: Catalog, *, pair_id: str, label: str) -> Button:
    """Return the button that has the whole register sent to whoever presses it."""
    say = catalog.credits
    asked = blocks.asked_again(title=say.ask_file_title, text=say.ask_file, yes=say.ask_file_yes, no=say.ask_file_no)
    return blocks.button(DOCUMENT, label, value=pair_id, confirm=asked)


def state(catalog: Catalog, sheet: CreditSheet) -> str:
    """Return how far a work has come, in plain text."""
    say = catalog.credits
    word: str = getattr(say, f"state_{sheet.state}")
    if sheet.marked_at is None or sheet.marked_by is None:
        return word
    day = times.day(sheet.marked_at.astimezone(sheet.card.me.clock).date())
    return say.state_since.format(state=word, day=day, name=sheet.card.of(sheet.marked_by).name)


def _work(catalog: Catalog, sheet: CreditSheet) -> list[AnyBlock]:
    say = catalog.credits
    read = blocks.button(READ, say.read_button, value=f"{sheet.entry_id}:{sheet.number}")
    return [blocks.words(sheet.words.title, accessory=read), blocks.note(_facts(catalog, sheet))]


def _facts(catalog: Catalog, sheet: CreditSheet) -> str:
    say = catalog.credits
    is_open, day = sheet.state is CreditState.OPEN, sheet.words.submission_on
    signing: str = getattr(say, sheet.signing)
    facts = [
        *([] if is_open else [blocks.escape(state(catalog, sheet))]),
        say.facts_version.format(number=sheet.number),
        blocks.fill(signing, partner=sheet.card.partner.name),
    ]
    if sheet.last_signed and sheet.signing is not Signing.BOTH:
        facts.append(say.facts_last_signed.format(number=sheet.last_signed))
    if is_open and day:
        facts.append(say.facts_submission.format(day=times.day(day)))
    return " · ".join(facts)
