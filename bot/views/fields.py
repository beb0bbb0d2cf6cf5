"""Fields of forms over `slack_sdk.models`. A field's name is both its block_id and its action_id.

Every field has a hint, and where words go the hint says who will see them.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TypeAlias

from slack_sdk.models.blocks import (
    CheckboxesElement,
    ConversationFilter,
    ConversationSelectElement,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    NumberInputElement,
    OptionGroup,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import FileInputElement

from bot.views.blocks import AnyBlock, option

Choices: TypeAlias = Sequence[tuple[str, str]]
"""(label, value) each."""


def short_text(
    name: str, label: str, *, hint: str, max_chars: int | None, initial: str | None = None, is_optional: bool = False
) -> AnyBlock:
    """Return a field of one line. Slack counts down beside it to `max_chars`; None for Slack's own limit, uncounted."""
    entry = PlainTextInputElement(action_id=name, max_length=max_chars, initial_value=initial or None)
    return _field(name, label, entry, hint=hint, is_optional=is_optional)


def long_text(
    name: str, label: str, *, hint: str, max_chars: int, initial: str | None = None, is_optional: bool = False
) -> AnyBlock:
    """Return a field of several lines."""
    entry = PlainTextInputElement(action_id=name, multiline=True, max_length=max_chars, initial_value=initial or None)
    return _field(name, label, entry, hint=hint, is_optional=is_optional)


def select(
    name: str,
    label: str,
    choices: Choices,
    *,
    hint: str,
    initial: str | None = None,
    is_optional: bool = False,
    about: Mapping[str, str] | None = None,
) -> AnyBlock:
    """Return a choice of one among at most 100; `initial` is a value, and `about` says more on some values."""
    options = [option(text, value, (about or {}).get(value)) for text, value in choices]
    chosen = next((each for each in options if each.value == initial), None)
    entry = StaticSelectElement(action_id=name, options=options, initial_option=chosen)
    return _field(name, label, entry, hint=hint, is_optional=is_optional)


def grouped_select(
    name: str,
    label: str,
    groups: Sequence[tuple[str, Choices]],
    *,
    hint: str,
    initial: str | None,
    is_optional: bool = True,
    acts: bool = False,
) -> AnyBlock:
    """Return a choice of one among many, under headings: at most 100 groups of 100; `initial` is a value.

    One that `acts` is told to Rapport at once, under its own name.
    """
    offered = [(heading, [option(text, value) for text, value in choices]) for heading, choices in groups]
    chosen = next((each for _, options in offered for each in options if each.value == initial), None)
    grouped = [OptionGroup(label=heading, options=options) for heading, options in offered]
    entry = StaticSelectElement(action_id=name, option_groups=grouped, initial_option=chosen)
    return _field(name, label, entry, hint=hint, is_optional=is_optional, acts=acts)


def checkboxes(
    name: str, label: str, choices: Choices, *, hint: str, initial: Sequence[str] = (), is_optional: bool = True
) -> AnyBlock:
    """Return at most ten boxes to tick; `initial` are values."""
    options = [option(text, value) for text, value in choices]
    chosen = [each for each in options if each.value in initial]
    entry = CheckboxesElement(action_id=name, options=options, initial_options=chosen or None)
    return _field(name, label, entry, hint=hint, is_optional=is_optional)


def radios(name: str, label: str, choices: Choices, *, hint: str, initial: str | None = None) -> AnyBlock:
    """Return a choice of one among at most ten that all stand open; `initial` is a value."""
    options = [option(text, value) for text, value in choices]
    chosen = next((each for each in options if each.value == initial), None)
    return _field(name, label, RadioButtonsElement(action_id=name, options=options, initial_option=chosen), hint=hint)


def several(name: str, label: str, choices: Choices, *, hint: str, initial: Sequence[str] = ()) -> AnyBlock:
    """Return a choice of any number among at most 100; `initial` are values."""
    options = [option(text, value) for text, value in choices]
    chosen = [each for each in options if each.value in initial]
    entry = StaticMultiSelectElement(action_id=name, options=options, initial_options=chosen or None)
    return _field(name, label, entry, hint=hint, is_optional=True)


def whole_number(name: str, label: str, *, hint: str, most: int, initial: int | None = None) -> AnyBlock:
    """Return a field for a whole number from 0 to `most`, which may be left empty."""
    entry = NumberInputElement(
        action_id=name,
        is_decimal_allowed=False,
        min_value="0",
        max_value=str(most),
        initial_value=None if initial is None else str(initial),
    )
    return _field(name, label, entry, hint=hint, is_optional=True)


def day(name: str, label: str, *, hint: str, initial: date | None = None, is_optional: bool = False) -> AnyBlock:
    """Return a date."""
    entry = DatePickerElement(action_id=name, initial_date=initial.isoformat() if initial else None)
    return _field(name, label, entry, hint=hint, is_optional=is_optional)


def wall_time(name: str, label: str, *, hint: str, initial: time | None = None, is_optional: bool = False) -> AnyBlock:
    """Return a time of day, to the minute."""
    entry = TimePickerElement(action_id=name, initial_time=f"{initial:%H:%M}" if initial else None)
    return _field(name, label, entry, hint=hint, is_optional=is_optional)


def person(name: str, label: str, *, hint: str, is_optional: bool = False, initial: str | None = None) -> AnyBlock:
    """Return a choice among all users of the workspace: Slack filters none, so whoever reads it must check."""
    entry = UserSelectElement(action_id=name, initial_user=initial)
    return _field(name, label, entry, hint=hint, is_optional=is_optional)


def people(name: str, label: str, *, hint: str, most: int, initial: Sequence[str] = ()) -> AnyBlock:
    """Return a choice of any number, up to `most`, among all users of the workspace; `initial` are user ids."""
    entry = UserMultiSelectElement(action_id=name, initial_users=list(initial) or None, max_selected_items=most)
    return _field(name, label, entry, hint=hint, is_optional=True)


def file(name: str, label: str, *, hint: str, kinds: Sequence[str]) -> AnyBlock:
    """Return a field for one file of these kinds; the app needs files:read to get what is put into it."""
    return _field(name, label, FileInputElement(action_id=name, filetypes=list(kinds), max_files=1), hint=hint)


def private_channel(name: str, label: str, *, hint: str, initial: str | None = None) -> AnyBlock:
    """Return a choice among the private channels of this workspace that its user can see."""
    only_private = ConversationFilter(include=["private"], exclude_external_shared_channels=True)
    entry = ConversationSelectElement(action_id=name, filter=only_private, initial_conversation=initial)
    return _field(name, label, entry, hint=hint)


def _field(
    name: str,
    label: str,
    entry: InputInteractiveElement,
    *,
    hint: str,
    is_optional: bool = False,
    acts: bool = False,
) -> AnyBlock:
    return InputBlock(
        dispatch_action=acts or None,
        block_id=name,
        label=PlainTextObject(text=label, emoji=False),
        element=entry,
        hint=PlainTextObject(text=hint, emoji=False),
        optional=is_optional,
    )
