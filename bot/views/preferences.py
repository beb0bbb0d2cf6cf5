"""Block Kit of when Rapport writes to somebody: their form, the pause, what was saved."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.preferences import (
    DAILY_CHOICES,
    MONTHLY_CHOICES,
    ChoiceFlaw,
    Choices,
    ChoicesForm,
    Pause,
)
from bot.domain.public_holidays import NONE, name_of
from bot.errors import FieldError
from bot.views import answers, blocks, fields, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.holiday_choices import country_groups
from storage.vocabulary import PromptKind

SUBMIT = "hours_form"
PAUSE = "hours:pause:"
"""The family of buttons that begin or end a pause at once; its last word is a `Pause`, or END."""
END = "end"
DAYS = "hours_days"
OPENS = "hours_opens"
CLOSES = "hours_closes"
HOLIDAYS = "hours_holidays"
DAILY = "hours_daily"
MONTHLY = "hours_monthly"
PROMPTS = "hours_prompts"
RARE_PROMPTS = "hours_prompts_rare"
RARE = (
    PromptKind.LULL,
    PromptKind.BETWEEN,
    PromptKind.CHECK_IN,
    PromptKind.TIP,
    PromptKind.DOOR,
    PromptKind.CHECK,
    PromptKind.PLAN,
    PromptKind.MILESTONE,
    PromptKind.CREDIT,
    PromptKind.YEAR,
)
"""What is asked now and then, in a field of its own: one holds ten boxes (docs.slack.dev, checkboxes element)."""
PAUSE_DAY = "hours_pause_"
"""What the name of that field begins with. It ends with the day that is kept, so that a button can change the field:
Slack keeps what stands in a field for as long as its name stays (docs.slack.dev/surfaces/modals, updating)."""
AS_PROGRAMME = "programme"
WITHOUT = "none"
ISO_DAYS = range(1, 8)
FEWEST_IN_A_ROW = 3
"""Days that are named as a row, by the first and the last of them."""

FIELDS: Mapping[ChoiceFlaw, str] = {
    ChoiceFlaw.NO_DAY: DAYS,
    ChoiceFlaw.CLOSES_FIRST: CLOSES,
    ChoiceFlaw.NO_HOLIDAYS: HOLIDAYS,
    ChoiceFlaw.NO_DAILY: DAILY,
    ChoiceFlaw.NO_MONTHLY: MONTHLY,
}
"""Beside which field each refusal stands; those of the pause beside the one that `pause_field` names."""


def form(catalog: Catalog, *, filled: ChoicesForm) -> Payload:
    """Return the form, filled in with what holds now."""
    say = catalog.preferences
    now = filled.choices
    pause_name = PAUSE_DAY + (now.paused_until.isoformat() if now.paused_until else WITHOUT)
    opens_hint = say.ask_opens_hint.format(city=times.city(filled.zone))
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.title,
        submit=say.save,
        close=catalog.common.close,
        blocks=[
            blocks.note(say.intro),
            *_pause_blocks(catalog, now),
            fields.day(pause_name, say.ask_pause, hint=say.ask_pause_hint, initial=now.paused_until, is_optional=True),
            blocks.line(),
            _days_field(catalog, now),
            fields.wall_time(OPENS, say.ask_opens, hint=opens_hint, initial=now.opens),
            fields.wall_time(CLOSES, say.ask_closes, hint=say.ask_closes_hint, initial=now.closes),
            _holidays_field(catalog, filled),
            blocks.line(),
            _prompts_field(PROMPTS, catalog, say.ask_prompts, [kind for kind in PromptKind if kind not in RARE], now),
            _prompts_field(RARE_PROMPTS, catalog, say.ask_prompts_rare, RARE, now),
            _count_field(catalog, DAILY, say.ask_daily, say.ask_daily_hint, DAILY_CHOICES, now.daily),
            _count_field(catalog, MONTHLY, say.ask_monthly, say.ask_monthly_hint, MONTHLY_CHOICES, now.monthly),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> Choices:
    """Return what was entered; what was never offered reads as nothing chosen.

    Raises:
        FieldError: a time is missing.
    """
    opens, closes = answers.wall_time(view, OPENS), answers.wall_time(view, CLOSES)
    if opens is None or closes is None:
        raise FieldError(OPENS if opens is None else CLOSES, catalog.preferences.no_time)
    ticked = answers.ticked(view, DAYS)
    wanted = answers.ticked(view, PROMPTS) | answers.ticked(view, RARE_PROMPTS)
    return Choices(
        weekdays=frozenset(day for day in ISO_DAYS if str(day) in ticked),
        opens=opens.replace(second=0, microsecond=0, tzinfo=None),
        closes=closes.replace(second=0, microsecond=0, tzinfo=None),
        holidays=_holidays(answers.choice(view, HOLIDAYS)),
        daily=_count(answers.choice(view, DAILY), DAILY_CHOICES),
        monthly=_count(answers.choice(view, MONTHLY), MONTHLY_CHOICES),
        paused_until=answers.day(view, pause_field(view)),
        muted=frozenset(kind for kind in PromptKind if kind not in wanted),
    )


def pause_field(view: Mapping[str, Any]) -> str:
    """Return the name of the field that says until when a pause lasts."""
    names = view.get("state", {}).get("values", {})
    return next((name for name in names if name.startswith(PAUSE_DAY)), PAUSE_DAY + WITHOUT)


def kept(catalog: Catalog, *, filled: ChoicesForm) -> Payload:
    """Return the modal that says what holds from now on."""
    say = catalog.preferences
    now = filled.choices
    place = filled.programme if now.holidays is None else now.holidays
    muted = [getattr(say, f"prompt_{kind}") for kind in PromptKind if kind in now.muted]
    lines = [
        *([say.kept_paused.format(day=times.day(now.paused_until))] if now.paused_until else []),
        say.kept.format(
            days=_days(catalog, now),
            opens=f"{now.opens:%H:%M}",
            closes=f"{now.closes:%H:%M}",
            city=times.city(filled.zone),
        ),
        *([say.kept_holidays.format(place=name_of(place))] if place else []),
        say.kept_counts.format(daily=now.daily, monthly=now.monthly),
        *([say.kept_muted.format(prompts="; ".join(muted))] if muted else []),
    ]
    shown = [*(blocks.words(line) for line in lines), blocks.note(say.undo)]
    return blocks.modal(title=say.kept_title, close=catalog.common.close, blocks=shown)


def _days(catalog: Catalog, now: Choices) -> str:
    """Return the days that somebody works as people say them: Monday to Friday, or each by its name."""
    say = catalog.preferences
    days = sorted(now.weekdays)
    names: list[str] = [getattr(say, f"day_{day}") for day in days]
    is_row = len(days) >= FEWEST_IN_A_ROW and days[-1] - days[0] == len(days) - 1
    return say.days_in_a_row.format(first=names[0], last=names[-1]) if is_row else ", ".join(names)


def _pause_blocks(catalog: Catalog, now: Choices) -> list[AnyBlock]:
    say = catalog.preferences
    if now.paused_until:
        text = say.paused.format(day=times.day(now.paused_until))
        return [blocks.paragraph(text), blocks.row(blocks.button(PAUSE + END, say.end_button))]
    labels = {Pause.WEEK: say.week_button, Pause.FORTNIGHT: say.fortnight_button, Pause.MONTH: say.month_button}
    return [
        blocks.paragraph(say.running),
        blocks.row(*(blocks.button(PAUSE + pause, label) for pause, label in labels.items())),
    ]


def _days_field(catalog: Catalog, now: Choices) -> AnyBlock:
    say = catalog.preferences
    offered = [(getattr(say, f"day_{day}"), str(day)) for day in ISO_DAYS]
    ticked = [str(day) for day in now.weekdays]
    return fields.checkboxes(DAYS, say.ask_days, offered, hint=say.ask_days_hint, initial=ticked, is_optional=False)


def _holidays_field(catalog: Catalog, filled: ChoicesForm) -> AnyBlock:
    say = catalog.preferences
    programme = say.programme_none
    if filled.programme:
        programme = say.programme_holidays.format(place=name_of(filled.programme))
    usual = (say.programme_group, [(programme, AS_PROGRAMME), (say.no_holidays_choice, WITHOUT)])
    chosen = {None: AS_PROGRAMME, NONE: WITHOUT}.get(filled.choices.holidays, filled.choices.holidays)
    groups = [usual, *country_groups()]
    return fields.grouped_select(HOLIDAYS, say.ask_holidays, groups, hint=say.ask_holidays_hint, initial=chosen)


def _prompts_field(name: str, catalog: Catalog, label: str, kinds: Sequence[PromptKind], now: Choices) -> AnyBlock:
    say = catalog.preferences
    offered = [(getattr(say, f"prompt_{kind}"), kind) for kind in kinds]
    wanted = [kind for kind in kinds if kind not in now.muted]
    return fields.checkboxes(name, label, offered, hint=say.ask_prompts_hint, initial=wanted)


def _count_field(
    catalog: Catalog, name: str, label: str, hint: str, choices: tuple[int, ...], initial: int
) -> AnyBlock:
    offered = [(str(count) if count else catalog.preferences.none_at_all, str(count)) for count in choices]
    return fields.select(name, label, offered, hint=hint, initial=str(initial))


def _holidays(chosen: str | None) -> str | None:
    return {None: None, AS_PROGRAMME: None, WITHOUT: NONE}.get(chosen, chosen)


def _count(chosen: str | None, offered: tuple[int, ...]) -> int:
    """Return the number chosen, -1 for one that was never offered."""
    return next((count for count in offered if str(count) == chosen), -1)
