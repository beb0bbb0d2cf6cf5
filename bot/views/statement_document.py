"""A mentor's statement as a document for a promotion file: a PDF that says what was counted, and how."""

from datetime import datetime

from bot.content.catalogue import Catalog
from bot.domain.statements import MenteeLine, Statement, by_rank
from bot.views.passages import Passage, Style, Table
from bot.views.statement_lines import mentored, plain_day, rank_of, span

NAMED_WIDTHS = (31, 29, 26, 14, 13, 11, 18)
FACTS_WIDTHS = (42, 58)
COUNT_WIDTHS = (80, 20)
COLUMNS = ("name", "rank", "mentored", "meetings", "reviews", "introductions", "confirmed")
METHOD = ("mentees", "meetings", "reviews", "introductions", "names", "ranks", "limits")
"""What is said of how each figure was obtained, in this order."""


def document(catalog: Catalog, *, statement: Statement, made_at: datetime) -> bytes:
    """Return the statement as a PDF."""
    from bot.views.paper import printed  # noqa: PLC0415 - costs every start half a second, and few need it

    say = catalog.statements
    footer = say.document_page.format(day=plain_day(statement.today))
    return printed(passages(catalog, statement), title=say.document_heading, footer=footer, made_at=made_at)


def file_name(catalog: Catalog, *, statement: Statement) -> str:
    """Return what the file is called."""
    return catalog.statements.document_name.format(code=statement.period.code)


def passages(catalog: Catalog, statement: Statement) -> list[Passage | Table]:
    """Return what the document says, from its title to how it was counted."""
    say = catalog.statements
    return [
        Passage(Style.TITLE, say.document_heading),
        Table(_about(catalog, statement), FACTS_WIDTHS),
        Passage(Style.HEADING, say.document_summary),
        Table(_totals(catalog, statement), COUNT_WIDTHS, numbers_from=1),
        *_ranks(catalog, statement),
        Passage(Style.HEADING, say.document_named),
        *_named(catalog, statement),
        Passage(Style.HEADING, say.document_method),
        *(Passage(Style.NOTE, f"•  {text}") for text in _method(catalog, statement)),
    ]


def _about(catalog: Catalog, statement: Statement) -> tuple[tuple[str, str], ...]:
    say = catalog.statements
    period = span(catalog, statement.period)
    if statement.is_running:
        period = say.document_to_date.format(span=period, day=plain_day(statement.today))
    since = [(say.document_since, plain_day(statement.since))] if statement.since else []
    rank = [(say.document_rank, rank_of(catalog, statement.rank))] if statement.rank else []
    return (
        (say.document_mentor, statement.mentor),
        *rank,
        (say.document_programme, statement.programme or say.document_no_programme),
        (say.document_period, period),
        *since,
    )


def _totals(catalog: Catalog, statement: Statement) -> tuple[tuple[str, str], ...]:
    say = catalog.statements
    return (
        (say.document_mentees, str(len(statement.lines))),
        (say.document_meetings, str(statement.total("meetings"))),
        (say.document_reviews, str(statement.total("reviews"))),
        (say.document_introductions, str(statement.total("introductions"))),
    )


def _ranks(catalog: Catalog, statement: Statement) -> list[Passage | Table]:
    """Return how many have which rank; nothing where none can be shown."""
    say = catalog.statements
    shown, hidden = by_rank(statement.lines, fewest=statement.fewest)
    ranks = [(rank_of(catalog, rank), str(number)) for rank, number in shown.items()]
    rest = [(say.document_rank_hidden, str(hidden))] if hidden else []
    table = Table((*ranks, *rest), COUNT_WIDTHS, numbers_from=1)
    return [Passage(Style.HEADING, say.document_ranks), table] if ranks else []


def _named(catalog: Catalog, statement: Statement) -> list[Passage | Table]:
    say = catalog.statements
    if not statement.named:
        return [Passage(Style.TEXT, say.document_none_named)]
    head = tuple(getattr(say, f"document_column_{name}") for name in COLUMNS)
    rows = [row for line in statement.named if (row := _row(catalog, line))]
    count = statement.unnamed
    rest = say.document_unnamed_one if count == 1 else say.document_unnamed.format(count=count)
    named = Table((head, *rows), NAMED_WIDTHS, has_head=True, numbers_from=3)
    return [named, *([Passage(Style.TEXT, rest)] if count else [])]


def _row(catalog: Catalog, line: MenteeLine) -> tuple[str, ...]:
    facts = line.confirmed
    if facts is None or line.confirmed_on is None:
        return ()
    counts = (facts.meetings, facts.reviews, facts.introductions)
    words = (line.name, rank_of(catalog, facts.rank), mentored(catalog, facts))
    return (*words, *map(str, counts), plain_day(line.confirmed_on))


def _method(catalog: Catalog, statement: Statement) -> list[str]:
    say = catalog.statements
    return [
        getattr(say, f"document_method_{key}").format(mentor=statement.mentor, fewest=statement.fewest)
        for key in METHOD
    ]
