"""Whose every row of the main database is, said once for each table.

What a person takes along, what goes with them and what goes with their workspace all follow from this one list. A table
that does not stand in it fails a test.
"""

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, Table, or_, select

from storage.records import record
from storage.tables import whole_metadata

PAIR = "pair"


class Whose(StrEnum):
    """To whom the rows of a table belong."""

    OWN = "own"
    """One member's: they go with them."""
    PAIR = "pair"
    """A pair's: what one has written for both stays with the other."""
    PROGRAMME = "programme"
    """Everybody's in the workspace."""
    MACHINE = "machine"
    """Nobody's: what the clockwork needs."""


@record
class Holding:
    """What is declared of one table."""

    whose: Whose
    goes_with: tuple[str, ...] = ()
    """Columns that name members: with any of these a row goes."""
    taken_by: tuple[str, ...] = ()
    """Columns that name members: each of these takes a row along who asks for their data."""
    within: tuple[str, str] | None = None
    """Of a pair's rows: the column that leads to the pair, and the table to which it leads."""
    by_number: tuple[str, str] | None = None
    """Of rows that name nobody: the column with a number, and the table that says, sealed, whose number it is."""
    hidden: frozenset[str] = frozenset()
    """Columns that nobody is handed: another's secret, or a mark of the clockwork."""
    keeps_names: bool = False
    """Both have signed it, or may: nobody's name is taken out of it."""


def own(*columns: str, taken_by: tuple[str, ...] | None = None, hidden: tuple[str, ...] = ()) -> Holding:
    """Return what holds for rows that go with the member whom any of these columns names."""
    return Holding(Whose.OWN, columns, columns if taken_by is None else taken_by, hidden=frozenset(hidden))


def of_pair(
    column: str = "pair_id", table: str = PAIR, *, hidden: tuple[str, ...] = (), keeps_names: bool = False
) -> Holding:
    """Return what holds for rows of a pair, which this column leads to, by way of this table."""
    return Holding(Whose.PAIR, within=(column, table), hidden=frozenset(hidden), keeps_names=keeps_names)


ABOUT_SENDING = (
    *("dedupe_key", "lane", "subject_id", "local_on", "due_at", "expires_at"),
    *("attempts", "lease_token", "lease_until", "outcome", "digest_id", "slack_ts"),
)
MEMBER = own("member_id")
MACHINE = Holding(Whose.MACHINE)

HOLDINGS: Mapping[str, Holding] = {
    "actionitem": of_pair(),
    "advice": of_pair(),
    "agendaitem": of_pair(),
    "agreement": of_pair(hidden=("edited_at",)),
    "agreementanswer": of_pair("agreement_id", "agreement"),
    "agreementwording": of_pair("agreement_id", "agreement"),
    "auditentry": Holding(Whose.PROGRAMME, taken_by=("actor_id",)),
    "avoidance": MEMBER,
    "checkinanswer": MEMBER,
    "checkinchoice": MEMBER,
    "circleseat": MEMBER,
    "creditentry": of_pair(),
    "creditversion": of_pair("entry_id", "creditentry", keeps_names=True),
    "declaration": MEMBER,
    "directchannel": MEMBER,
    "door": of_pair(),
    "ending": of_pair(),
    "firstmeeting": MEMBER,
    "goal": of_pair(),
    "goalversion": of_pair("goal_id", "goal"),
    "handover": of_pair(),
    "heartbeat": MACHINE,
    "inquiry": own("asker_id", "referee_id", "mentor_id", taken_by=("asker_id",), hidden=("referee_id", "turned_down")),
    "installation": MACHINE,
    "joblease": MACHINE,
    "keymark": MACHINE,
    "lull": of_pair(),
    "meeting": of_pair(),
    "member": own(taken_by=("id",), hidden=("was", "erased_at")),
    "milestone": MEMBER,
    "naming": own("mentee_id", "mentor_id", taken_by=("mentee_id",)),
    "need": own("mentee_id"),
    "newcomer": MEMBER,
    "note": of_pair(),
    "offer": MEMBER,
    "offerword": MEMBER,
    "pace": MACHINE,
    "pair": Holding(
        Whose.PAIR,
        taken_by=("mentor_id", "mentee_id"),
        hidden=frozenset({"mentor_confirmed_at", "mentee_confirmed_at", "consented_by_id"}),
    ),
    "plan": MEMBER,
    "planshare": MEMBER,
    "preference": MEMBER,
    "privatenote": own("author_id"),
    "profile": MEMBER,
    "recap": of_pair(),
    "reference": own("referee_id", "mentor_id", taken_by=("referee_id",)),
    "reflection": MEMBER,
    # Stays for as long as the two are in the workspace: it keeps private requests of one from the other.
    "relation": own(taken_by=("junior_id",)),
    "report": Holding(Whose.PROGRAMME),
    "request": own("mentee_id", taken_by=("mentee_id", "mentor_id"), hidden=("helped_at",)),
    "resource": Holding(Whose.PROGRAMME, taken_by=("changed_by_id",)),
    "review": of_pair(),
    "reviewterms": MEMBER,
    "scenarioread": MEMBER,
    "selfcheck": MEMBER,
    "setting": Holding(Whose.PROGRAMME),
    "settlement": of_pair(),
    "studyperson": own("member_id", hidden=("study_id",)),
    "thanks": of_pair(hidden=("is_kept_by_author", "is_kept_by_reader")),
    "timesplit": MEMBER,
    "tipwish": MEMBER,
    "touchpoint": own("member_id", hidden=ABOUT_SENDING),
    "yearoutcome": Holding(Whose.OWN, by_number=("study_id", "studyperson"), hidden=frozenset({"study_id"})),
}


def tables(whose: Whose) -> list[tuple[Table, Holding]]:
    """Return the tables of one kind, those that others point to first."""
    every = whole_metadata().sorted_tables
    return [(table, HOLDINGS[table.name]) for table in every if HOLDINGS[table.name].whose is whose]


def numbered() -> list[tuple[Table, tuple[str, str]]]:
    """Return the tables whose rows name nobody and are somebody's, each with what leads there."""
    every = ((table, HOLDINGS[table.name].by_number) for table in whole_metadata().sorted_tables)
    return [(table, leads) for table, leads in every if leads]


def rows_of_pairs(table: Table, holding: Holding, pair_ids: Select[str]) -> ColumnElement[bool]:
    """Return the condition that a row belongs to one of these pairs."""
    if holding.within is None:
        return table.c.id.in_(pair_ids)
    column, parent = holding.within
    if parent == PAIR:
        return table.c[column].in_(pair_ids)
    above = table.metadata.tables[parent]
    return table.c[column].in_(select(above.c.id).where(rows_of_pairs(above, HOLDINGS[parent], pair_ids)))


def names_one_of(table: Table, columns: tuple[str, ...], member_ids: list[str]) -> ColumnElement[bool]:
    """Return the condition that one of these columns names one of these members."""
    return or_(*(table.c[column].in_(member_ids) for column in columns))
