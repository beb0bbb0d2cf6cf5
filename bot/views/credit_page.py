"""One version of a shared work, with all its words above the button that signs it."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.credit_sheets import CreditSheet
from bot.domain.credits import TEXTS, Signing
from bot.views import blocks, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.credits import BACK, CHANGE, MARK, READ, SIGN, state
from storage.vocabulary import CreditState, Side

EARLIER, LATER, LAST_SIGNED = READ + ":earlier", READ + ":later", READ + ":signed"


def page(catalog: Catalog, *, sheet: CreditSheet, carried: Carried) -> Payload:
    """Return one version of a work."""
    say = catalog.credits
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            *_words(catalog, sheet),
            blocks.line(),
            blocks.note(_record(catalog, sheet)),
            *_acts(catalog, sheet),
            *_last_signed(catalog, sheet),
            blocks.row(*_turns(catalog, sheet), blocks.button(BACK, say.back_button)),
        ],
    )


def label(catalog: Catalog, sheet: CreditSheet, name: str) -> str:
    """Return the words above an answer, in plain text."""
    phrase: str = getattr(catalog.credits, f"label_{name}")
    return phrase.format(mentee=sheet.card.mentee.name, mentor=sheet.card.mentor.name)


def said(catalog: Catalog, sheet: CreditSheet) -> list[tuple[str, str | None]]:
    """Return what a version says: of each question the words above its answer and the answer, None for none."""
    words = sheet.words
    day = words.submission_on
    texts = {"title": words.title, **{name: getattr(words, name) for name in TEXTS}}
    texts["submission"] = times.day(day) if day else None
    return [(label(catalog, sheet, name), text) for name, text in texts.items()]


def chosen_version(action: Mapping[str, Any]) -> tuple[str, int]:
    """Return (the work, the number of the version) that a button names, which proves nothing; 0 for none."""
    entry_id, _, number = str(action.get("value") or "").partition(":")
    return entry_id, int(number) if number.isdecimal() else 0


def chosen_mark(action: Mapping[str, Any]) -> tuple[CreditState, str] | None:
    """Return (how far it has come, the work) of a menu's choice, None when this is no choice of ours."""
    word, _, entry_id = str((action.get("selected_option") or {}).get("value")).partition(" ")
    return (CreditState(word), entry_id) if word in set(CreditState) else None


def _words(catalog: Catalog, sheet: CreditSheet) -> list[AnyBlock]:
    say = catalog.credits
    all_said = said(catalog, sheet)
    missing = ", ".join(above for above, text in all_said if not text)
    shown = [
        block
        for above, text in all_said
        if text
        for block in (blocks.paragraph(f"*{blocks.escape(above)}*"), blocks.words(text))
    ]
    return [*shown, *([blocks.note(blocks.fill(say.not_said, questions=missing))] if missing else [])]


def _record(catalog: Catalog, sheet: CreditSheet) -> str:
    """Return who wrote a version when, who has signed it, and how far the work has come."""
    say = catalog.credits
    card = sheet.card
    day = times.day(sheet.written_at.astimezone(card.me.clock).date())
    lines = [
        blocks.fill(
            say.written,
            number=str(sheet.number),
            newest=str(sheet.newest),
            author=card.of(sheet.author).name,
            day=day,
        ),
        " ".join(_signature(catalog, sheet, side) for side in (Side.MENTEE, Side.MENTOR)),
        *([say.older] if sheet.number < sheet.newest else []),
        *([] if sheet.marked_at is None else [blocks.escape(state(catalog, sheet))]),
    ]
    return "\n".join(lines)


def _signature(catalog: Catalog, sheet: CreditSheet, side: Side) -> str:
    say = catalog.credits
    name, signed_at = sheet.card.of(side).name, sheet.signed_at[side]
    if signed_at is None:
        return blocks.fill(say.has_not_signed, name=name)
    return blocks.fill(say.has_signed, name=name, day=times.day(signed_at.astimezone(sheet.card.me.clock).date()))


def _acts(catalog: Catalog, sheet: CreditSheet) -> list[AnyBlock]:
    """Return what the viewer can do with a work: sign the version that stands above, change it, say where it is."""
    say = catalog.credits
    card = sheet.card
    if sheet.frozen_at or card.is_resting or sheet.number < sheet.newest:
        return []
    value, sign_it = f"{sheet.entry_id}:{sheet.number}", say.sign_button.format(number=sheet.number)
    sign = [blocks.button(SIGN, sign_it, value=value, is_primary=True)] if sheet.can_sign else []
    change = [blocks.button(CHANGE, say.change_button, value=sheet.entry_id)] if sheet.can_change else []
    marks = [
        (getattr(say, f"mark_{word}"), f"{word} {sheet.entry_id}") for word in CreditState if word is not sheet.state
    ]
    return [blocks.row(*sign, *change, blocks.menu(MARK, marks))]


def _last_signed(catalog: Catalog, sheet: CreditSheet) -> list[AnyBlock]:
    """Return where the last version stands that both have signed, if it is another one."""
    if sheet.signing is Signing.BOTH or not sheet.last_signed:
        return []
    say = catalog.credits
    number = sheet.last_signed
    read = blocks.button(LAST_SIGNED, say.last_signed_button.format(number=number), value=f"{sheet.entry_id}:{number}")
    return [blocks.paragraph(say.last_signed.format(number=number), accessory=read)]


def _turns(catalog: Catalog, sheet: CreditSheet) -> list[blocks.Button]:
    say = catalog.credits
    ways = [
        (EARLIER, say.earlier_button, sheet.number - 1, sheet.number > 1),
        (LATER, say.later_button, sheet.number + 1, sheet.number < sheet.newest),
    ]
    return [blocks.button(way, label, value=f"{sheet.entry_id}:{to}") for way, label, to, is_there in ways if is_there]
