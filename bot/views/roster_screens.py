"""Block Kit of a roster that is brought in from Slack: the file, what it would change, what it has changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.roster import RosterReport
from bot.views import answers, blocks, fields, notices, roster
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack, unpack

SUBMIT, KEEP = "roster_form", "roster_keep"
FILE = "roster_file"
KINDS = ("csv", "txt", "tsv")
MOST_FAULTY, MOST_CHANGED = 200, 60
"""Lines that are shown; a terminal shows them all."""
PART_CHARS = 2900
"""Of lines that stand in one block: less than Slack's 3,000."""
MOST_PARTS = 15
"""Blocks of one list: two lists stay below Slack's 100 blocks and 250 KB, however long their lines are."""


def form(catalog: Catalog) -> Payload:
    """Return the form that asks for the file."""
    say = catalog.roster
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.title,
        submit=say.look,
        close=catalog.common.close,
        blocks=[
            blocks.paragraph(say.intro),
            fields.file(FILE, say.ask_file, hint=say.ask_file_hint, kinds=KINDS),
            blocks.note(say.columns),
        ],
    )


def sent_file(view: Mapping[str, Any]) -> str | None:
    """Return the id of the file that was put into the form, None when there is none."""
    return answers.file(view, FILE)


def looked_at(view: Mapping[str, Any]) -> str:
    """Return the id of the file that a look was at."""
    return unpack(view).subject_id


def by_terminal(catalog: Catalog) -> Payload:
    """Return what to do where Rapport may not read files."""
    return notices.notice(catalog, title=catalog.roster.title, sentence=catalog.roster.by_terminal)


def working(catalog: Catalog) -> Payload:
    """Return what stands there while the file is read."""
    return notices.notice(catalog, title=catalog.roster.title, sentence=catalog.roster.working)


def looked(catalog: Catalog, *, report: RosterReport, file_id: str) -> Payload:
    """Return what a roster would change; it can be kept where it changes anything."""
    say = catalog.roster
    return blocks.modal(
        callback_id=KEEP if report.changed else None,
        title=say.title,
        submit=say.keep if report.changed else None,
        close=catalog.common.close,
        private_metadata=pack(Carried(subject_id=file_id)),
        blocks=[*_summary(catalog, report), *_left_out(catalog, report), *_changed(catalog, report)],
    )


def kept(catalog: Catalog, *, report: RosterReport) -> Payload:
    """Return what a roster has changed."""
    say = catalog.roster
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        blocks=[*_summary(catalog, report), *_left_out(catalog, report), blocks.note(say.file_stays)],
    )


def _summary(catalog: Catalog, report: RosterReport) -> list[AnyBlock]:
    return [blocks.words("\n".join(roster.summary(catalog, report=report)))]


def _left_out(catalog: Catalog, report: RosterReport) -> list[AnyBlock]:
    return _listed(catalog, catalog.roster.left_title, roster.left_out(catalog, report=report), most=MOST_FAULTY)


def _changed(catalog: Catalog, report: RosterReport) -> list[AnyBlock]:
    return _listed(catalog, catalog.roster.changed_title, roster.changed(catalog, report=report), most=MOST_CHANGED)


def _listed(catalog: Catalog, title: str, lines: Sequence[str], *, most: int) -> list[AnyBlock]:
    """Return lines under a heading, as many as fit; nothing where there are none."""
    if not lines:
        return []
    parts = _parts(lines[:most])[:MOST_PARTS]
    left = len(lines) - sum(len(part) for part in parts)
    more = [blocks.note(catalog.roster.more.format(number=left))] if left else []
    return [blocks.heading(title), *(blocks.words("\n".join(part)) for part in parts), *more]


def _parts(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines in the order of the file, as many together as have room in one block; a longer one alone."""
    parts: list[list[str]] = []
    room = 0
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            parts.append([])
            room = PART_CHARS - len(line) - 1
        parts[-1].append(line)
    return parts
