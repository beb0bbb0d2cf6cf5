"""A roster's report in words: for a terminal, and for a screen."""

from collections.abc import Collection, Iterator

from bot.content.catalogue import Catalog
from bot.domain.roster import SENIORS, Change, Changed, Column, Fault, Faulty, RosterReport
from bot.domain.roster_lines import WORDS


def summary(catalog: Catalog, *, report: RosterReport) -> list[str]:
    """Return what came of a roster as a whole, a sentence for each thing."""
    say = catalog.roster
    taken, left = (say.has_changed, say.has_left) if report.is_kept else (say.would_change, say.would_leave)
    return [
        taken.format(taken=report.taken, changed=len(report.changed), same=report.same),
        left.format(faulty=len(report.faulty)) if report.faulty else say.none_left,
        *([say.unread.format(columns=", ".join(report.unread))] if report.unread else []),
    ]


def left_out(catalog: Catalog, *, report: RosterReport) -> list[str]:
    """Return each line that is left out, with everything that is wrong with it."""
    return [_faulty(catalog, each) for each in report.faulty]


def changed(catalog: Catalog, *, report: RosterReport) -> list[str]:
    """Return each line that changes something, with what was before and what comes after."""
    return [_changed(catalog, each, report) for each in report.changed]


def _faulty(catalog: Catalog, line: Faulty) -> str:
    say = catalog.roster
    faults = " ".join(_fault(catalog, fault) for fault in line.faults)
    if not line.who:
        return say.faulty_line.format(number=line.number, faults=faults)
    return say.faulty_line_of.format(number=line.number, who=line.who, faults=faults)


def _fault(catalog: Catalog, fault: Fault) -> str:
    sentence: str = getattr(catalog.roster, fault.kind)
    allowed = WORDS.get(Column(fault.column), ()) if fault.column in set(Column) else ()
    return sentence.format(column=fault.column, cell=fault.cell, words=", ".join(allowed))


def _changed(catalog: Catalog, line: Changed, report: RosterReport) -> str:
    found = "; ".join(_change(catalog, change, report) for change in line.changes)
    return catalog.roster.changed_line.format(number=line.number, name=line.name, changes=found)


def _change(catalog: Catalog, change: Change, report: RosterReport) -> str:
    before, after = (_shown(catalog, change.column, words, report) for words in (change.before, change.after))
    phrase = catalog.roster.change if change.before else catalog.roster.change_new
    return phrase.format(column=change.column, before=before, after=after)


def _shown(catalog: Catalog, column: Column, words: Collection[str], report: RosterReport) -> str:
    return ", ".join(_named(column, words, report)) or catalog.roster.nothing


def _named(column: Column, words: Collection[str], report: RosterReport) -> Iterator[str]:
    for word in words:
        yield report.names.get(word, word) if column in SENIORS else word
