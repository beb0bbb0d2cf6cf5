"""Block Kit of meetings: the form to plan or move one, cancelling, how often, and what is said afterwards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.meetings import LENGTHS_MINUTES, PLACE_MAX_CHARS, Appointment, MeetingDraft, MeetingForm
from bot.domain.pairs import PairCard
from bot.domain.programme import cadences
from bot.errors import FieldError
from bot.views import answers, blocks, calendar_links, fields, pairs, times
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from storage.vocabulary import Cadence

FAMILY = "meeting:"
"""The family of buttons about meetings; what to do follows."""
PLAN = f"{FAMILY}plan"
MOVE = f"{FAMILY}move"
CANCEL = f"{FAMILY}cancel"
FILE = f"{FAMILY}file"
CADENCE = f"{FAMILY}cadence"

SUBMIT = "meeting_form"
SUBMIT_CANCEL = "meeting_cancel"
SUBMIT_CADENCE = "meeting_cadence_form"

DAY = "meeting_day"
TIME = "meeting_time"
LENGTH = "meeting_length"
PLACE = "meeting_place"
HOW_OFTEN = "meeting_cadence"


def when(instant: datetime, card: PairCard) -> str:
    """Return an instant on the viewer's clock and, where it differs, on the partner's."""
    return times.moments(instant, card.me.zone, card.partner.zone)


def form(catalog: Catalog, *, filled: MeetingForm, carried: Carried) -> Payload:
    """Return the form in which one side plans or moves the meeting, on their own clock."""
    say = catalog.meetings
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.move_title if filled.meeting_id else say.plan_title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(say.intro, partner=filled.card.partner.name)),
            *when_fields(catalog, filled=filled),
        ],
    )


def when_fields(catalog: Catalog, *, filled: MeetingForm, is_optional: bool = False) -> list[AnyBlock]:
    """Return the four fields of a meeting, for any form that plans one: `read_draft` reads them.

    Where they are optional, an empty day means that no meeting is planned.
    """
    say = catalog.meetings
    partner = filled.card.partner.name
    lengths = [(say.minutes.format(minutes=minutes), str(minutes)) for minutes in LENGTHS_MINUTES]
    time_hint = say.ask_time_hint.format(city=times.city(filled.card.me.zone), partner=partner)
    day_hint, length_hint = say.ask_day_hint.format(partner=partner), say.ask_length_hint.format(partner=partner)
    place = fields.short_text(
        PLACE, say.ask_place, hint=say.ask_place_hint, max_chars=PLACE_MAX_CHARS, initial=filled.place, is_optional=True
    )
    return [
        fields.day(DAY, say.ask_day, hint=day_hint, initial=filled.on, is_optional=is_optional),
        fields.wall_time(TIME, say.ask_time, hint=time_hint, initial=filled.at, is_optional=is_optional),
        fields.select(
            LENGTH, say.ask_length, lengths, hint=length_hint, initial=str(filled.minutes), is_optional=is_optional
        ),
        place,
    ]


def read_draft(view: Mapping[str, Any], *, catalog: Catalog) -> MeetingDraft:
    """Return what was entered.

    Raises:
        FieldError: a day, a time or a length is missing; shown beside its field.
    """
    say = catalog.meetings
    on, at, minutes = answers.day(view, DAY), answers.wall_time(view, TIME), answers.choice(view, LENGTH)
    if on is None:
        raise FieldError(DAY, say.no_day)
    if at is None:
        raise FieldError(TIME, say.no_time)
    if minutes not in {str(length) for length in LENGTHS_MINUTES}:
        raise FieldError(LENGTH, say.no_length)
    return MeetingDraft(on=on, at=at, minutes=int(minutes), place=answers.text(view, PLACE))


def kept(catalog: Catalog, *, card: PairCard, meeting: Appointment) -> Payload:
    """Return the modal that confirms a meeting to whoever planned or moved it, with the links to their calendar."""
    say = catalog.meetings
    about = blocks.fill(
        say.kept, when=when(meeting.starts_at, card), minutes=str(meeting.minutes), partner=card.partner.name
    )
    shown = [
        blocks.paragraph(about),
        *([blocks.paragraph(say.moved_on)] if meeting.is_time_moved_on else []),
        blocks.paragraph(calendar_links.line(catalog, meeting=meeting, partner=card.partner.name)),
        blocks.row(file_button(catalog, meeting_id=meeting.meeting_id)),
        blocks.note(blocks.fill(say.kept_told, partner=card.partner.name)),
    ]
    return blocks.modal(title=say.kept_title, close=catalog.common.close, blocks=shown)


def plan_button(label: str, *, pair_id: str, is_primary: bool = True) -> Button:
    """Return the button that opens the form of the next meeting of a pair, wherever it stands."""
    return blocks.button(PLAN, label, value=pair_id, is_primary=is_primary)


def file_button(catalog: Catalog, *, meeting_id: str) -> Button:
    """Return the button that sends the calendar file to whoever presses it."""
    return blocks.button(FILE, catalog.meetings.calendar_button, value=meeting_id)


def cancel_form(catalog: Catalog, *, card: PairCard, meeting: Appointment, carried: Carried) -> Payload:
    """Return the question whether a meeting shall be cancelled."""
    say = catalog.meetings
    ask = blocks.fill(say.cancel_ask, when=when(meeting.starts_at, card), partner=card.partner.name)
    return blocks.modal(
        callback_id=SUBMIT_CANCEL,
        title=say.cancel_title,
        submit=say.cancel_submit,
        close=say.keep_close,
        private_metadata=pack(carried),
        blocks=[blocks.paragraph(ask)],
    )


def cancelled(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the modal that confirms a cancellation."""
    say = catalog.meetings
    sentence = blocks.paragraph(blocks.fill(say.cancelled, partner=card.partner.name))
    return blocks.modal(title=say.cancelled_title, close=catalog.common.close, blocks=[sentence])


def cadence_form(catalog: Catalog, *, card: PairCard, floor: Cadence, carried: Carried) -> Payload:
    """Return the form in which either side says how often the two want to meet: no more rarely than `floor`."""
    say = catalog.meetings
    choices = [(pairs.cadence(catalog, kind).capitalize(), str(kind)) for kind in cadences(floor)]
    hint = say.ask_cadence_hint.format(partner=card.partner.name)
    return blocks.modal(
        callback_id=SUBMIT_CADENCE,
        title=say.cadence_title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[fields.select(HOW_OFTEN, say.ask_cadence, choices, hint=hint, initial=card.cadence)],
    )


def read_cadence(view: Mapping[str, Any]) -> Cadence | None:
    """Return the cadence that was chosen, None when it is none."""
    return answers.word(view, HOW_OFTEN, Cadence)


def file_asked(catalog: Catalog, *, is_new: bool) -> Payload:
    """Return the modal that says where the calendar file is, or will be in a moment."""
    say = catalog.meetings
    sentence = say.file_sent if is_new else say.file_there
    return blocks.modal(title=say.file_sent_title, close=catalog.common.close, blocks=[blocks.paragraph(sentence)])
