"""The menu beside every prompt: not now, not this kind again, when Rapport writes. One place for all of them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.snoozes import Prompted, Wait
from bot.domain.touchpoints import TRAITS
from bot.views import blocks, times
from bot.views.blocks import Menu, Payload
from bot.views.screens import Screen, opener
from storage.vocabulary import PromptKind, TouchpointKind

MORE = "prompt:more"
MUTE = "mute"
HOURS = "hours"
PARTS = 4
"""Of a choice's value: what to do, the kind, its subject, the revision."""


def more(catalog: Catalog, *, kind: TouchpointKind, subject_id: str, revision: int, waits: Collection[Wait]) -> Menu:
    """Return the menu of one prompt, which can be put off for `waits`. Its values name the prompt and prove nothing."""
    say = catalog.preferences
    labels = {
        Wait.HOUR: say.more_hour,
        Wait.TOMORROW: say.more_tomorrow,
        Wait.NEXT_WEEK: say.more_next_week,
        MUTE: say.more_mute,
        HOURS: say.more_hours,
    }
    prompt = f"{kind}:{subject_id}:{revision}"
    offered = {*waits, MUTE, HOURS}
    return blocks.menu(MORE, [(label, f"{verb}:{prompt}") for verb, label in labels.items() if verb in offered])


def chosen(action: Mapping[str, Any]) -> tuple[str, Prompted] | None:
    """Return what is to be done and the prompt it is about, None when this is no choice of ours."""
    parts = str((action.get("selected_option") or {}).get("value")).split(":")
    if len(parts) != PARTS:
        return None
    verb, kind, subject_id, revision = parts
    is_ours = verb in {*Wait, MUTE, HOURS} and kind in set(TouchpointKind) and revision.isdecimal()
    if not is_ours or TRAITS[TouchpointKind(kind)].prompt is None:
        return None
    return verb, Prompted(TouchpointKind(kind), subject_id, int(revision))


def snoozed(catalog: Catalog, *, kind: TouchpointKind, due_at: datetime, zone: str, is_new: bool) -> Payload:
    """Return what takes the place of a prompt that was put off: what comes again, when, and where it waits."""
    say = catalog.preferences
    phrase: str = getattr(say, f"snoozed_{TRAITS[kind].prompt}") if is_new else say.snoozed_already
    text = blocks.fill(phrase, moment=times.moment(due_at, zone))
    return blocks.message(text, [blocks.paragraph(text)])


def muted(catalog: Catalog, *, kind: PromptKind) -> Payload:
    """Return what takes the place of a prompt of a kind that is not wanted any more, with the way back."""
    say = catalog.preferences
    text: str = getattr(say, f"muted_{kind}")
    undo = blocks.row(opener(Screen.HOURS, say.button))
    return blocks.message(f"{text} {say.undo}", [blocks.paragraph(text), undo, blocks.note(say.undo)])
