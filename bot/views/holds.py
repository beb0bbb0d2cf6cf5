"""Block Kit of what waits for a facilitator: pairs on hold, requests without an answer, and the rule for both."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.gate import KINDS, Kind
from bot.domain.holds import Desk, Held, Unanswered
from bot.views import answers, blocks, fields, gate, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.desk import back
from bot.views.pages import page_count, turner
from bot.views.screens import Screen, opener

CONSENT, REFUSE, RULES = "gate:consent", "gate:refuse", "gate:rules"
SUBMIT_RULES = "gate_rules_form"
BARRED = "gate_barred"
TURN = "gate:page"
SHOWN = 20
"""On one page: two blocks at most for one, so that all of it stays far below Slack's 100 blocks."""


def desk(catalog: Catalog, *, desk: Desk, carried: Carried) -> Payload:
    """Return what waits for a facilitator."""
    say = catalog.gate
    waiting: list[Held | Unanswered] = [*desk.held, *desk.unanswered]
    pages = page_count(len(waiting), per_page=SHOWN)
    page = min(max(carried.page, 0), pages - 1)
    shown = [block for each in waiting[page * SHOWN : (page + 1) * SHOWN] for block in _line(catalog, each)]
    return blocks.modal(
        title=say.desk_title,
        close=catalog.common.close,
        private_metadata=pack(replace(carried, page=page)) or None,
        blocks=[
            blocks.paragraph(say.desk_lead),
            blocks.line(),
            *(shown or [blocks.paragraph(say.desk_nothing)]),
            *turner(catalog, page=page, pages=pages, action_id=TURN),
            blocks.line(),
            blocks.row(blocks.button(RULES, say.rules_button), back(catalog)),
            blocks.note(say.desk_own),
        ],
    )


def rules_form(catalog: Catalog, *, barred: Collection[Kind]) -> Payload:
    """Return the form of between whom no pair is made."""
    say = catalog.gate
    return blocks.modal(
        callback_id=SUBMIT_RULES,
        title=say.rules_title,
        submit=say.rules_save,
        close=catalog.common.close,
        blocks=[blocks.paragraph(say.rules_lead), rules_field(catalog, barred=barred)],
    )


def rules_field(catalog: Catalog, *, barred: Collection[Kind]) -> AnyBlock:
    """Return the boxes of between whom no pair is made, for this form and for the programme's settings."""
    say = catalog.gate
    kinds = [(getattr(say, f"kind_{kind}"), kind.value) for kind in KINDS]
    ticked = [kind.value for kind in KINDS if kind in barred]
    return fields.checkboxes(BARRED, say.ask_rules, kinds, hint=say.ask_rules_hint, initial=ticked)


def read_rules(view: Mapping[str, Any]) -> frozenset[Kind]:
    """Return what was ticked."""
    ticked = answers.ticked(view, BARRED)
    return frozenset(kind for kind in KINDS if kind in ticked)


def rules_kept(catalog: Catalog, *, barred: Collection[Kind]) -> Payload:
    """Return the modal that says what is ruled out now."""
    say = catalog.gate
    shown = [blocks.words(rules_sentence(catalog, barred=barred))]
    return blocks.modal(title=say.rules_kept_title, close=catalog.common.close, blocks=shown)


def rules_sentence(catalog: Catalog, *, barred: Collection[Kind]) -> str:
    """Return what is ruled out now, in a sentence."""
    say = catalog.gate
    kinds = "; ".join(getattr(say, f"kind_{kind}") for kind in KINDS if kind in barred)
    return say.rules_kept.format(kinds=kinds) if kinds else say.rules_kept_none


def _line(catalog: Catalog, each: Held | Unanswered) -> Sequence[AnyBlock]:
    return _held(catalog, each) if isinstance(each, Held) else [_unanswered(catalog, each)]


def _held(catalog: Catalog, held: Held) -> Sequence[AnyBlock]:
    say = catalog.gate
    between = gate.sentences(catalog, held.flags, mentor=held.mentor, mentee=held.mentee)
    names = {"mentor": blocks.escape(held.mentor), "mentee": blocks.escape(held.mentee)}
    consent = blocks.asked_again(
        title=say.consent_title,
        text=say.consent_sure.format(mentee=held.mentee),
        yes=say.consent_button,
        no=say.sure_back_button,
    )
    refuse = blocks.asked_again(
        title=say.refuse_title, text=say.refuse_sure, yes=say.refuse_button, no=say.sure_back_button
    )
    return (
        blocks.paragraph(say.desk_held.format(**names, flags=between)),
        blocks.row(
            blocks.button(CONSENT, say.consent_button, value=held.pair_id, is_primary=True, confirm=consent),
            blocks.button(REFUSE, say.refuse_button, value=held.pair_id, confirm=refuse),
        ),
    )


def _unanswered(catalog: Catalog, each: Unanswered) -> AnyBlock:
    say = catalog.gate
    text = blocks.fill(say.desk_help, mentor=each.mentor, mentee=each.mentee, day=times.day(each.asked_on))
    return blocks.paragraph(text, accessory=opener(Screen.PAIR, catalog.pairs.title))
