"""The message that brings a report to the facilitators' channel, and the names of what comes with it."""

from bot.content.catalogue import Catalog
from bot.domain.reports.tables import Report, Split
from bot.views.half_years import half_year_name
from bot.views.reports.lines import in_short
from bot.views.reports.naming import basis, cautions, people


def message(catalog: Catalog, *, report: Report, is_painted: bool) -> str:
    """Return what the message says, in mrkdwn: all that is needed without opening a file."""
    say = catalog.report_page
    rounded, describes, made = cautions(catalog, report)
    lines = [say.post.format(period=half_year_name(catalog, report.period)), people(catalog, report)]
    for table in report.tables:
        if table.split is Split.ALL:
            lines.append(f"{in_short(catalog, table)} ({basis(catalog, table)})")
    if not is_painted:
        lines.append(say.post_unpainted)
    return "\n".join([*lines, f"*{describes}* {rounded} {made}"])


def file_names(catalog: Catalog, report: Report) -> tuple[str, str]:
    """Return what the table and the document are called as files."""
    say = catalog.report_page
    return say.table_name.format(period=report.period), say.document_name.format(period=report.period)


def file_titles(catalog: Catalog, report: Report) -> tuple[str, str]:
    """Return what stands above the table and the document."""
    say = catalog.report_page
    period = half_year_name(catalog, report.period)
    return say.table_caption.format(period=period), say.document_caption.format(period=period)
