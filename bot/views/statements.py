"""Block Kit of a mentor's statement: what it would say, whom to ask, and the way to the document."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.statements import FIRST_MONTHS, MOST_ASKED, MenteeLine, NamingSheet, Statement, periods
from bot.views import answers, blocks, fields, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.namings import LOOK
from bot.views.statement_lines import mentored, name_of, numbers, rank_of, span

FAMILY = "statement:"
PERIOD, ASK, MAKE = FAMILY + "period", FAMILY + "ask", FAMILY + "make"
SUBMIT = "statement_ask_form"
MENTEES = "statement_mentees"
NAMES_SHOWN = 5
SHOWN = 20
"""Of those who are named or counted, on the screen; all of them stand in the document."""


def sheet(catalog: Catalog, *, drawn: Statement, asked_of_me: Sequence[NamingSheet], carried: Carried) -> Payload:
    """Return what somebody's statement would say now; and, to whoever is mentored, what they have been asked."""
    say = catalog.statements
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(say.lead),
            blocks.row(blocks.pick(PERIOD, say.choose_period, _periods(catalog, drawn))),
            *(_said(catalog, drawn) if drawn.lines else [blocks.note(say.nobody)]),
            *(block for each in asked_of_me for block in _asked(catalog, each)),
        ],
    )


def ask_form(catalog: Catalog, *, drawn: Statement, carried: Carried) -> Payload:
    """Return the form in which a mentor chooses whom to ask; where nobody can be asked it says so."""
    say = catalog.statements
    open_lines = sorted((line for line in drawn.lines if line.may_ask), key=lambda line: line.name.casefold())
    if not open_lines:
        text = [blocks.paragraph(say.nobody_to_ask)]
        return blocks.modal(title=say.ask_title, close=catalog.common.close, blocks=text)
    offered = [(line.name, line.mentee_id) for line in open_lines[:MOST_ASKED]]
    everybody = [mentee_id for _, mentee_id in offered]
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.ask_title,
        submit=say.ask_button,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(say.ask_lead),
            fields.several(MENTEES, say.ask_mentees, offered, hint=say.ask_hint, initial=everybody),
        ],
    )


def read_ask(view: Mapping[str, Any]) -> frozenset[str]:
    """Return whom to ask; the ids prove nothing."""
    return answers.ticked(view, MENTEES)


def _periods(catalog: Catalog, drawn: Statement) -> list[tuple[str, list[tuple[str, str]]]]:
    say = catalog.statements
    return [
        (
            getattr(say, f"years_{month}"),
            [(name_of(catalog, each), each.code) for each in periods(drawn.today, first_month=month)],
        )
        for month in FIRST_MONTHS
    ]


def _said(catalog: Catalog, drawn: Statement) -> list[AnyBlock]:
    say = catalog.statements
    totals = say.totals.format(
        mentees=len(drawn.lines),
        meetings=drawn.total("meetings"),
        reviews=drawn.total("reviews"),
        introductions=drawn.total("introductions"),
    )
    to_date = f" · {say.to_date.format(day=times.day(drawn.today))}" if drawn.is_running else ""
    more = len(drawn.named) - SHOWN
    return [
        blocks.paragraph(f"*{name_of(catalog, drawn.period)}*\n{totals}"),
        blocks.note(span(catalog, drawn.period) + to_date),
        *(block for line in drawn.named[:SHOWN] for block in _named(catalog, line)),
        *([blocks.note(say.more.format(count=more))] if more > 0 else []),
        *_counted(catalog, drawn),
        blocks.row(
            blocks.button(ASK, say.ask_open_button),
            blocks.button(MAKE, say.make_button, is_primary=True),
        ),
        blocks.note(say.make_note),
    ]


def _named(catalog: Catalog, line: MenteeLine) -> list[AnyBlock]:
    if line.confirmed is None or line.confirmed_on is None:
        return []
    say = catalog.statements
    facts = (line.name, rank_of(catalog, line.confirmed.rank), mentored(catalog, line.confirmed))
    agreed = say.agreed.format(day=times.day(line.confirmed_on))
    return [blocks.words(" · ".join(facts)), blocks.note(f"{numbers(catalog, line.confirmed)} · {agreed}")]


def _counted(catalog: Catalog, drawn: Statement) -> list[AnyBlock]:
    """Return how many are counted only, and who of them has been asked: a no and no answer look alike."""
    say = catalog.statements
    if not drawn.unnamed:
        return []
    asked = sorted(line.name for line in drawn.lines if line.asked_on and not line.confirmed)
    names = ", ".join(asked[:NAMES_SHOWN])
    more = f" {say.more.format(count=len(asked) - NAMES_SHOWN)}" if len(asked) > NAMES_SHOWN else ""
    note = [blocks.note(blocks.fill(say.asked_names, names=names) + more)] if asked else []
    return [blocks.paragraph(say.counted_one if drawn.unnamed == 1 else say.counted.format(count=drawn.unnamed)), *note]


def _asked(catalog: Catalog, asked: NamingSheet) -> list[AnyBlock]:
    say = catalog.statements
    text = blocks.fill(say.asked_of_you, mentor=asked.mentor, period=name_of(catalog, asked.period))
    return [
        blocks.line(),
        blocks.paragraph(text, accessory=blocks.button(LOOK, say.look_button, value=asked.naming_id)),
    ]
