"""Block Kit of what somebody says of a year of theirs: what they agree to, the three questions, what they have said."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.outcomes import YearLine, YearSheet
from bot.domain.statements import Period
from bot.errors import FieldError
from bot.views import answers, blocks, fields, times
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from bot.views.statement_lines import name_of, span
from storage.vocabulary import YearAnswer

FAMILY = "year:"
"""All buttons begin with this. None carries an answer: Slack's log of a click shows nothing."""
AGREE, ANSWER, WITHDRAW = FAMILY + "agree", FAMILY + "answer", FAMILY + "withdraw"
SUBMIT = "year_form"
QUESTIONS = ("grant", "promoted", "stayed")
FIELDS: Mapping[str, str] = {name: f"year_{name}" for name in QUESTIONS}


def board(catalog: Catalog, *, sheet: YearSheet) -> Payload:
    """Return what somebody has said so far; to whoever has not agreed, what there is to agree to."""
    shown = _said(catalog, sheet) if sheet.agreed_on else _consent(catalog, sheet)
    return blocks.modal(title=catalog.outcomes.title, close=catalog.common.close, blocks=shown)


def form(catalog: Catalog, *, sheet: YearSheet) -> Payload:
    """Return the three questions about the year that can be answered now; where there is none, what there is."""
    if sheet.open_year is None or sheet.agreed_on is None:
        return board(catalog, sheet=sheet)
    say = catalog.outcomes
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(Carried(subject_id=sheet.open_year.code)),
        blocks=[
            blocks.paragraph(blocks.fill(say.form_lead, span=span(catalog, sheet.open_year))),
            *(_question(catalog, name, initial=getattr(sheet.line_now, name, None)) for name in QUESTIONS),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> YearLine:
    """Return what was answered.

    Raises:
        FieldError: a question is not answered.
    """
    said: dict[str, YearAnswer] = {}
    for name in QUESTIONS:
        answer = answers.word(view, FIELDS[name], YearAnswer)
        if answer is None:
            raise FieldError(FIELDS[name], catalog.outcomes.unanswered)
        said[name] = answer
    return YearLine(**said)


def withdrawn(catalog: Catalog) -> Payload:
    """Return what stands there once all of it is taken back."""
    say = catalog.outcomes
    return blocks.modal(title=say.title, close=catalog.common.close, blocks=[blocks.paragraph(say.withdrawn)])


def _consent(catalog: Catalog, sheet: YearSheet) -> list[AnyBlock]:
    say = catalog.outcomes
    last = (
        blocks.row(blocks.button(AGREE, say.agree_button, is_primary=True))
        if sheet.open_year
        else blocks.note(say.opens.format(day=times.day(sheet.opens_on)))
    )
    purpose = [blocks.fill(each, k=str(sheet.fewest)) for each in (say.asks, say.counted, say.kept, say.back)]
    return [blocks.paragraph(say.lead), *(blocks.paragraph(each) for each in purpose), last, blocks.note(say.free)]


def _said(catalog: Catalog, sheet: YearSheet) -> list[AnyBlock]:
    say = catalog.outcomes
    sure = blocks.asked_again(title=say.sure_title, text=say.sure, yes=say.sure_yes, no=say.sure_no)
    label = say.change_button if sheet.line_now else say.answer_button
    ways: list[Button] = [
        *([blocks.button(ANSWER, label, is_primary=sheet.line_now is None)] if sheet.open_year else []),
        blocks.button(WITHDRAW, say.withdraw_button, confirm=sure),
    ]
    agreed = say.agreed.format(day=times.day(sheet.agreed_on)) if sheet.agreed_on else ""
    return [
        blocks.paragraph(say.board),
        *(blocks.paragraph(_line(catalog, period, line)) for period, line in sheet.lines),
        blocks.row(*ways),
        *([] if sheet.open_year else [blocks.note(say.opens.format(day=times.day(sheet.opens_on)))]),
        blocks.note(f"{agreed} {blocks.fill(say.private, k=str(sheet.fewest))}"),
    ]


def _line(catalog: Catalog, period: Period, line: YearLine) -> str:
    say = catalog.outcomes
    answered = (
        say.answer.format(what=getattr(say, f"what_{name}"), answer=_answer(catalog, name, getattr(line, name)))
        for name in QUESTIONS
    )
    return "\n".join([f"*{name_of(catalog, period)}*", *answered])


def _question(catalog: Catalog, name: str, *, initial: str | None) -> AnyBlock:
    say = catalog.outcomes
    offered = [(_answer(catalog, name, each), str(each)) for each in YearAnswer]
    return fields.radios(
        FIELDS[name], getattr(say, f"ask_{name}"), offered, hint=getattr(say, f"hint_{name}"), initial=initial
    )


def _answer(catalog: Catalog, name: str, answer: YearAnswer) -> str:
    say = catalog.outcomes
    return say.unsaid if answer is YearAnswer.UNSAID else getattr(say, f"{name}_{answer}")
