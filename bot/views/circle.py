"""Block Kit of the circle of mentors: who is in it, for those who are; how to join and leave; tips."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.circle import REACH_MAX_CHARS, Circle, CircleDraft, CircleLine
from bot.views import answers, blocks, fields, offer_lines
from bot.views.blocks import AnyBlock, Payload
from bot.views.pages import onward
from bot.views.screens import Screen, opener

SUBMIT = "circle_form"
FAMILY = "circle:"
"""All buttons of the circle begin with this."""
JOIN, LEAVE, TIPS, NO_TIPS = FAMILY + "join", FAMILY + "leave", FAMILY + "tips", FAMILY + "no_tips"
TURN = FAMILY + "page"
REACH = "circle_reach"


def board(catalog: Catalog, *, circle: Circle) -> Payload:
    """Return the circle as somebody sees it who is in it, may join it, or is no mentor."""
    say = catalog.circle
    within = _inside(catalog, circle, circle.own) if circle.own else _outside(catalog, circle)
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        blocks=[blocks.paragraph(say.lead), *within, *_tips(catalog, circle), *_others(catalog, circle)],
    )


def form(catalog: Catalog, *, draft: CircleDraft) -> Payload:
    """Return the form with which somebody joins, or says anew how to reach them."""
    say = catalog.circle
    reach = fields.long_text(
        REACH,
        say.ask_reach,
        hint=say.ask_reach_hint,
        max_chars=REACH_MAX_CHARS,
        initial=draft.reach,
        is_optional=True,
    )
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.form_title,
        submit=say.save,
        close=catalog.common.close,
        blocks=[blocks.paragraph(say.form_lead), reach],
    )


def read_form(view: Mapping[str, Any]) -> CircleDraft:
    """Return what was entered."""
    return CircleDraft(answers.text(view, REACH))


def _outside(catalog: Catalog, circle: Circle) -> list[AnyBlock]:
    say = catalog.circle
    if not circle.is_mentor:
        profile = opener(Screen.PROFILE, catalog.newcomers.profile_button)
        return [blocks.paragraph(say.mentors_only), blocks.row(profile)]
    return [blocks.paragraph(say.outside), blocks.row(blocks.button(JOIN, say.join_button, is_primary=True))]


def _inside(catalog: Catalog, circle: Circle, own: CircleDraft) -> list[AnyBlock]:
    say = catalog.circle
    told = [blocks.paragraph(say.inside), blocks.words(own.reach)] if own.reach else [blocks.paragraph(say.inside_bare)]
    ways = blocks.row(blocks.button(JOIN, say.change_button), blocks.button(LEAVE, say.leave_button))
    return [*told, ways]


def _tips(catalog: Catalog, circle: Circle) -> list[AnyBlock]:
    if not circle.is_mentor:
        return []
    say = catalog.tips
    if circle.has_tips:
        return [blocks.line(), blocks.paragraph(say.on, accessory=blocks.button(NO_TIPS, say.no_more_button))]
    return [blocks.line(), blocks.paragraph(say.section, accessory=blocks.button(TIPS, say.on_button))]


def _others(catalog: Catalog, circle: Circle) -> list[AnyBlock]:
    if circle.own is None:
        return []
    say = catalog.circle
    rows = [block for line in circle.lines for block in _row(catalog, line)]
    turner = onward(catalog, page=circle.page, has_more=circle.has_more, action_id=TURN)
    return [blocks.line(), blocks.paragraph(say.others), *(rows or [blocks.note(say.nobody)]), *turner]


def _row(catalog: Catalog, line: CircleLine) -> list[AnyBlock]:
    say = catalog.circle
    phrase = say.row if line.strengths else say.row_bare
    told = blocks.fill(phrase, name=line.name, strengths=offer_lines.strengths(catalog, line.strengths))
    return [blocks.paragraph(told), *([blocks.words(line.reach)] if line.reach else [])]
