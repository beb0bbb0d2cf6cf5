"""What comes with a report to the facilitators' channel: the pictures, the table, the document."""

from datetime import datetime

from bot.deps import Deps
from bot.domain.reports.tables import Report
from bot.services.letter import ChannelPayload, FilePayload
from bot.views.reports import csv_table, document, pictures, post


def written(deps: Deps, report: Report, *, channel_id: str, made_at: datetime) -> ChannelPayload:
    """Return the message on a report: what it says, its pictures as far as they could be drawn, table, document."""
    wanted = pictures.pictures(deps.catalog, report=report)
    drawn = deps.painter.paint(wanted) if deps.painter and wanted else None
    both = list(zip(drawn or [], wanted, strict=False))
    told = [(png, picture.alt_text) for png, picture in both]
    paper = document.document(deps.catalog, report=report, drawn=told, made_at=made_at)
    table = csv_table.as_csv(deps.catalog, report=report)
    names, titles = post.file_names(deps.catalog, report), post.file_titles(deps.catalog, report)
    files = [
        FilePayload(f"{number}-{report.period}.png", png, picture.title, alt_text=picture.alt_text)
        for number, (png, picture) in enumerate(both, start=1)
    ]
    return ChannelPayload(
        channel_id=channel_id,
        text=post.message(deps.catalog, report=report, is_painted=len(both) == len(wanted)),
        files=(*files, FilePayload(names[0], table, titles[0]), FilePayload(names[1], paper, titles[1])),
    )
