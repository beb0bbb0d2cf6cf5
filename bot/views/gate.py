"""Block Kit of conflicts of interests: what stands between two people, in words; the form in which one declares it."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.gate import Declared, Explanation, Flag
from bot.domain.pairs import PairCard
from bot.errors import FieldError
from bot.views import answers, blocks, fields
from bot.views.blocks import Payload
from bot.views.carried import Carried, pack
from storage.vocabulary import Interest, Side

SUBMIT = "declare_form"
KINDS, WORDS = "declare_kinds", "declare_words"
WORDS_MAX_CHARS = 500
READ = "gate:read"
"""The button behind which stands what the two have said of it; the value is the pair."""


def sentences(catalog: Catalog, flags: Sequence[Flag], *, mentor: str, mentee: str, is_own: bool = False) -> str:
    """Return what stands between two people, for mrkdwn; `is_own` for one of the two."""
    return " ".join(_sentence(catalog, flag, mentor=mentor, mentee=mentee, is_own=is_own) for flag in flags)


def warning(catalog: Catalog, flags: Sequence[Flag], *, mentor: str, mentee: str) -> str:
    """Return the words that ask both to weigh it, for mrkdwn; empty where nothing stands between them."""
    if not flags:
        return ""
    return catalog.gate.warning.format(flags=sentences(catalog, flags, mentor=mentor, mentee=mentee))


def form(catalog: Catalog, *, card: PairCard, declared: Declared | None, carried: Carried) -> Payload:
    """Return the form in which one side says yes and declares something; filled with what they declared before."""
    say = catalog.gate
    partner = card.partner.name
    boxes = [(getattr(say, f"box_{kind}"), kind.value) for kind in Interest]
    ticked = sorted(declared.kinds) if declared else []
    words = declared.explanation if declared else None
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.declare_title,
        submit=say.declare_save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(say.declare_lead, partner=partner)),
            fields.checkboxes(
                KINDS,
                say.ask_kinds.format(partner=partner),
                boxes,
                hint=say.ask_kinds_hint.format(partner=partner),
                initial=ticked,
                is_optional=False,
            ),
            fields.long_text(
                WORDS,
                say.ask_words,
                hint=say.ask_words_hint.format(partner=partner),
                max_chars=WORDS_MAX_CHARS,
                initial=words,
                is_optional=True,
            ),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> Declared:
    """Return what was declared.

    Raises:
        FieldError: nothing is ticked, or the words are too long.
    """
    ticked, words = answers.ticked(view, KINDS), answers.text(view, WORDS)
    kinds = frozenset(kind for kind in Interest if kind in ticked)
    if not kinds:
        raise FieldError(KINDS, catalog.gate.no_kind)
    if words and len(words) > WORDS_MAX_CHARS:
        raise FieldError(WORDS, catalog.gate.too_long.format(limit=WORDS_MAX_CHARS))
    return Declared(kinds, words)


def said(catalog: Catalog, *, card: PairCard, flags: Sequence[Flag], explanations: Sequence[Explanation]) -> Payload:
    """Return the modal with what stands between the two, and what they have said of it: for the two alone."""
    say = catalog.gate
    between = sentences(catalog, flags, mentor=card.mentor.name, mentee=card.mentee.name, is_own=True)
    known = [blocks.paragraph(between)] if between else []
    shown = [blocks.words(_said(catalog, card, each)) for each in explanations] or [blocks.paragraph(say.none_said)]
    return blocks.modal(title=say.read_title, close=catalog.common.close, blocks=[*known, *shown])


def held(catalog: Catalog, *, card: PairCard, flags: Sequence[Flag]) -> str:
    """Return what holds a pair up, as one of its two reads it, for mrkdwn."""
    between = sentences(catalog, flags, mentor=card.mentor.name, mentee=card.mentee.name, is_own=True)
    return catalog.gate.held_lead.format(partner=blocks.escape(card.partner.name), flags=between).rstrip()


def _said(catalog: Catalog, card: PairCard, explanation: Explanation) -> str:
    say = catalog.gate
    if explanation.side is card.side:
        return say.held_words_mine.format(words=explanation.words)
    return say.held_words_theirs.format(partner=card.partner.name, words=explanation.words)


def _sentence(catalog: Catalog, flag: Flag, *, mentor: str, mentee: str, is_own: bool) -> str:
    phrase: str = getattr(catalog.gate, f"{'own' if is_own and flag.is_declared else 'flag'}_{flag.kind}")
    senior, junior = (mentee, mentor) if flag.senior is Side.MENTEE else (mentor, mentee)
    return blocks.fill(phrase, senior=senior, junior=junior)
