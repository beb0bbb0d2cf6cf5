"""Block Kit of agreements: the board of a pair, from the first answer to what stands."""

from bot.content.catalogue import Catalog
from bot.domain.agreement_sheets import AgreementBoard, AgreementStep, PartLine, Version
from bot.domain.agreements import SHORT
from bot.views import blocks, times
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from bot.views.pairs import board_button
from bot.views.screens import Screen

FAMILY = "agreement:"
"""All buttons of agreements begin with this; what to do follows."""
WRITE = FAMILY + "write"
"""Its value is the pair, a colon and the name of the questions."""
SEND = FAMILY + "send"
HOLDS = FAMILY + "holds"
AGAIN = FAMILY + "again"
"""The value of these three is the pair."""
CONFIRM = FAMILY + "confirm"
DOCUMENT = FAMILY + "document"
"""The value of these two is the version."""
READ = FAMILY + "read"
"""Its value is the version, a colon and the number of the part, from 0."""
MINE = FAMILY + "mine"
THEIRS = FAMILY + "theirs"
WORD = FAMILY + "word"
"""The value of these three is the question."""
BACK = FAMILY + "back"
ALONE = (AgreementStep.NONE, AgreementStep.WRITING, AgreementStep.WAITING)
TOGETHER = (AgreementStep.COMPARING, AgreementStep.ASKED, AgreementStep.CONFIRMED_BY_ME)


def board(catalog: Catalog, *, board: AgreementBoard, carried: Carried) -> Payload:
    """Return the board of a pair's agreement."""
    say = catalog.agreements
    acts = [] if board.card.is_resting else [*_alone(catalog, board), *_together(catalog, board)]
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(say.board, partner=board.card.partner.name)),
            *_standing(catalog, board),
            *acts,
            *_earlier(catalog, board),
            blocks.line(),
            blocks.note(say.alone),
            blocks.row(
                board_button(Screen.CHECK, catalog.mentor.check_button, pair_id=board.card.pair_id),
                board_button(Screen.CREDIT, catalog.mentor.credit_button, pair_id=board.card.pair_id),
            ),
        ],
    )


def part_name(catalog: Catalog, part: str) -> str:
    """Return what the questions of a part are about."""
    name: str = getattr(catalog.agreements, f"part_{part}")
    return name


def write_button(label: str, *, pair_id: str, name: str, is_primary: bool = False) -> Button:
    """Return the button that opens the form of some questions."""
    return blocks.button(WRITE, label, value=f"{pair_id}:{name}", is_primary=is_primary)


def _standing(catalog: Catalog, board: AgreementBoard) -> list[AnyBlock]:
    version = board.standing
    if version is None:
        return []
    say = catalog.agreements
    stands = say.standing.format(number=version.number, day=times.day(version.confirmed_on))
    review = say.review_due if board.is_review_due else say.review_on
    looked = review.format(day=times.day(board.review_on)) if board.review_on else ""
    ways = [read_button(catalog, version), _document_button(catalog, version)]
    if board.step is AgreementStep.STANDING and not board.card.is_resting:
        pair_id = board.card.pair_id
        holds = [blocks.button(HOLDS, say.holds_button, value=pair_id, is_primary=True)] if board.is_review_due else []
        ways = [*holds, blocks.button(AGAIN, say.again_button, value=pair_id), *ways]
    return [blocks.line(), blocks.paragraph(f"{stands}\n{looked}".strip()), blocks.row(*ways)]


def read_button(catalog: Catalog, version: Version) -> Button:
    """Return the button that opens a version that stands or stood."""
    return blocks.button(READ, catalog.agreements.read_button, value=f"{version.agreement_id}:0")


def _document_button(catalog: Catalog, version: Version) -> Button:
    say = catalog.agreements
    asked = blocks.asked_again(title=say.ask_file_title, text=say.ask_file, yes=say.ask_file_yes, no=say.ask_file_no)
    return blocks.button(DOCUMENT, say.document_button, value=version.agreement_id, confirm=asked)


def _lead(catalog: Catalog, board: AgreementBoard) -> list[AnyBlock]:
    """Return where the version stands that is being written, and which one it is where there has been one before."""
    say = catalog.agreements
    is_after = board.step is AgreementStep.WRITING and board.is_theirs_sent
    phrase: str = say.step_writing_after if is_after else getattr(say, f"step_{board.step}")
    told = blocks.paragraph(blocks.fill(phrase, partner=board.card.partner.name))
    number = [blocks.note(say.draft_number.format(number=board.number))] if board.number > 1 else []
    return [blocks.line(), told, *number]


def _alone(catalog: Catalog, board: AgreementBoard) -> list[AnyBlock]:
    """Return the questions that the viewer answers alone."""
    if board.step not in ALONE:
        return []
    say = catalog.agreements
    pair_id = board.card.pair_id
    ways: list[Button] = []
    if board.answered and board.step is AgreementStep.WRITING:
        ways.append(blocks.button(SEND, say.send_button, value=pair_id, is_primary=True))
        if board.is_unchanged:
            ways.append(blocks.button(HOLDS, say.holds_button, value=pair_id))
    if not board.answered:
        ways.append(write_button(say.short_button, pair_id=pair_id, name=SHORT))
    return [
        *_lead(catalog, board),
        *(_to_answer(catalog, board, line) for line in board.parts),
        *([blocks.row(*ways)] if ways else []),
    ]


def _to_answer(catalog: Catalog, board: AgreementBoard, line: PartLine) -> AnyBlock:
    say = catalog.agreements
    text = say.part_answered.format(part=part_name(catalog, line.part), answered=line.answered, asked=line.asked)
    button = write_button(say.answer_button, pair_id=board.card.pair_id, name=line.part)
    return blocks.paragraph(text, accessory=button)


def _together(catalog: Catalog, board: AgreementBoard) -> list[AnyBlock]:
    """Return what the two compare, and the yes to it once nothing contradicts any more."""
    if board.step not in TOGETHER:
        return []
    say = catalog.agreements
    parts = [(number, line) for number, line in enumerate(board.parts) if line.said]
    shown = [*_lead(catalog, board), *(_to_compare(catalog, board, *each) for each in parts)]
    if not board.different:
        shown += [blocks.line(), blocks.note(say.confirm_lead), blocks.words(say.ending)]
    if not board.different and board.step is not AgreementStep.CONFIRMED_BY_ME:
        yes = blocks.button(CONFIRM, say.confirm_button, value=board.agreement_id, is_primary=True)
        shown.append(blocks.row(yes))
    return shown


def _to_compare(catalog: Catalog, board: AgreementBoard, number: int, line: PartLine) -> AnyBlock:
    say = catalog.agreements
    phrase = say.part_different if line.different else say.part_settled
    text = phrase.format(part=part_name(catalog, line.part), different=line.different)
    button = blocks.button(READ, say.compare_button, value=f"{board.agreement_id}:{number}")
    return blocks.paragraph(text, accessory=button)


def _earlier(catalog: Catalog, board: AgreementBoard) -> list[AnyBlock]:
    say = catalog.agreements
    lines = [
        blocks.paragraph(
            say.earlier_line.format(number=version.number, day=times.day(version.confirmed_on)),
            accessory=read_button(catalog, version),
        )
        for version in board.earlier
    ]
    return [blocks.line(), blocks.paragraph(say.earlier), *lines] if lines else []
