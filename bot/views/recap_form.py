"""The form of a recap: one's own words first, then what came out of the meeting, then the next date."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.items import ItemDraft
from bot.domain.meetings import MeetingDraft, MeetingForm
from bot.domain.recap_sheets import RecapForm
from bot.domain.recaps import (
    DECIDED_MAX_CHARS,
    FEEDBACK_MAX_CHARS,
    FORM_ITEMS,
    LINE_MAX_CHARS,
    REVEALED_AFTER,
    SAID_MAX_CHARS,
    RecapDraft,
)
from bot.errors import FieldError
from bot.views import answers, blocks, fields, meetings, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.recap_lines import item_fields, read_item, read_suggestions, suggestions_field
from storage.vocabulary import Side

SUBMIT = "recap_form"

SAID = "recap_said"
DECIDED = "recap_decided"
TOPICS = "recap_topics_"
"""Boxes of topics, ten a field; the number of the field follows."""
STRENGTH = "recap_strength"
CHANGE = "recap_change"
LATER = "recap_later"
BOXES = 10
"""Slack's most in one field (docs.slack.dev, checkboxes)."""
LIMITS = {
    SAID: SAID_MAX_CHARS,
    DECIDED: DECIDED_MAX_CHARS,
    STRENGTH: FEEDBACK_MAX_CHARS,
    CHANGE: FEEDBACK_MAX_CHARS,
    LATER: LINE_MAX_CHARS,
}


def form(catalog: Catalog, *, form: RecapForm, carried: Carried) -> Payload:
    """Return the form in which one side says what they took away from a meeting."""
    say = catalog.recaps
    card = form.card
    opens = times.day((form.meeting.ends_at + REVEALED_AFTER).astimezone(card.me.clock).date())
    lead = blocks.fill(say.form_lead, when=meetings.when(form.meeting.starts_at, card), partner=card.partner.name)
    sees_later = say.sees_later.format(partner=card.partner.name, opens=opens)
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.form_title,
        submit=say.send,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(f"{lead} {say.form_next}" if _is_next_asked(form) else lead),
            _words(SAID, say.ask_said, sees_later, is_optional=False),
            _words(DECIDED, say.ask_decided, sees_later),
            *_topics(catalog, form),
            blocks.line(),
            *_results(catalog, form),
            blocks.line(),
            _words(STRENGTH, say.ask_strength, sees_later),
            _words(CHANGE, say.ask_change, sees_later),
            *_next(catalog, form),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any], *, today: date) -> RecapDraft:
    """Return what was entered; `today` is the date on the clock of whoever entered it.

    Raises:
        FieldError: a field is missing or cannot be used; shown beside it.
    """
    say = catalog.recaps
    texts = {name: _within(catalog, view, name) for name in LIMITS}
    said = texts[SAID]
    if said is None:
        raise FieldError(SAID, say.no_said)
    numbers = range(1, FORM_ITEMS + 1)
    items = [read_item(catalog, view, number=number, today=today) for number in numbers]
    next_meeting = _read_next(catalog, view)
    if next_meeting and texts[LATER]:
        raise FieldError(LATER, say.one_or_other)
    return RecapDraft(
        said=said,
        decided=texts[DECIDED],
        strength=texts[STRENGTH],
        change=texts[CHANGE],
        topic_ids=frozenset().union(*(answers.ticked(view, name) for name in _topic_fields(view))),
        items=tuple(item for item in items if isinstance(item, ItemDraft)),
        suggestions=read_suggestions(catalog, view),
        next_meeting=next_meeting,
        later_reason=texts[LATER],
    )


def _words(name: str, label: str, hint: str, *, is_optional: bool = True) -> AnyBlock:
    return fields.long_text(name, label, hint=hint, max_chars=LIMITS[name], is_optional=is_optional)


def _topics(catalog: Catalog, form: RecapForm) -> list[AnyBlock]:
    say = catalog.recaps
    starts = range(0, len(form.topics), BOXES)
    return [
        fields.checkboxes(f"{TOPICS}{start}", say.ask_topics, form.topics[start : start + BOXES], hint=say.hint_topics)
        for start in starts
    ]


def _results(catalog: Catalog, form: RecapForm) -> list[AnyBlock]:
    say = catalog.recaps
    card = form.card
    lead = say.advice_lead_own if card.side is Side.MENTEE else say.advice_lead
    known = [blocks.note(f"• {blocks.escape(line)}") for line in form.known]
    numbers = range(1, FORM_ITEMS + 1)
    return [
        *([blocks.paragraph(say.form_known), *known] if known else []),
        blocks.paragraph(say.items_lead),
        *(block for number in numbers for block in item_fields(catalog, card=card, number=number)),
        blocks.line(),
        blocks.paragraph(blocks.fill(lead, mentee=card.mentee.name)),
        suggestions_field(catalog, card=card),
    ]


def _next(catalog: Catalog, form: RecapForm) -> list[AnyBlock]:
    say = catalog.recaps
    card = form.card
    if form.next_at:
        return [blocks.note(blocks.fill(say.next_is, when=meetings.when(form.next_at, card)))]
    if not _is_next_asked(form):
        return []
    sees_now = say.sees_now.format(partner=card.partner.name)
    as_last = _as_last_time(form)
    return [
        blocks.line(),
        blocks.paragraph(blocks.fill(say.next_lead, partner=card.partner.name)),
        fields.day(meetings.DAY, say.ask_next_day, hint=say.hint_next_day.format(sees=sees_now), is_optional=True),
        *meetings.when_fields(catalog, filled=as_last, is_optional=True)[1:],
        fields.short_text(LATER, say.ask_later, hint=sees_now, max_chars=LIMITS[LATER], is_optional=True),
    ]


def _is_next_asked(form: RecapForm) -> bool:
    return form.is_next_asked and form.next_at is None


def _as_last_time(form: RecapForm) -> MeetingForm:
    """Return time, length and place as they were this time; the day is for people to choose."""
    began: datetime = form.meeting.starts_at.astimezone(form.card.me.clock)
    return MeetingForm(
        card=form.card,
        on=began.date(),
        at=began.time().replace(second=0, microsecond=0),
        minutes=form.meeting.minutes,
        place=form.meeting.place,
    )


def _read_next(catalog: Catalog, view: Mapping[str, Any]) -> MeetingDraft | None:
    return meetings.read_draft(view, catalog=catalog) if answers.day(view, meetings.DAY) else None


def _topic_fields(view: Mapping[str, Any]) -> list[str]:
    return [name for name in view.get("state", {}).get("values", {}) if name.startswith(TOPICS)]


def _within(catalog: Catalog, view: Mapping[str, Any], name: str) -> str | None:
    """Return what was typed, proven again to be as short as Slack's field would have it."""
    return answers.text_within(view, name, LIMITS[name], refusal=catalog.recaps.too_long)
