"""`python app.py outcomes FILE`: what people have said of their years, for research. Counts of groups, and no person.

It holds the tables that the programme's reports have of it, as they were made: another rule here, or a later day, would
let two of them be compared, and tell of somebody who has taken back what they said.
"""

from contextlib import nullcontext
from pathlib import Path

from bot.console.status import NOT_MADE
from bot.console.workspaces import one_of
from bot.console.writing import sole_writer
from bot.deps import Deps
from bot.errors import UserError
from bot.services import outcome_file
from bot.views.reports.csv_table import several_as_csv


def export(deps: Deps, *, file: Path, workspace: str | None = None) -> int:
    """Write the tables of every report that can be chosen into a new file; make those that nobody has opened yet.

    Raises:
        UserError: the file is there or cannot be written, there is no database yet or no pair in it, or several
            workspaces have pairs and none of them is named.
        WriterBusy: a report is still to be made, and Rapport is running on the same SQLite file.
    """
    if not deps.db.is_up_to_date():
        raise UserError(NOT_MADE)
    team_id, wanted = _workspace(deps, workspace), outcome_file.periods_of_years(deps)
    with nullcontext() if outcome_file.are_made(deps, team_id=team_id, wanted=wanted) else sole_writer(deps):
        reports = outcome_file.reports_of_years(deps, team_id=team_id, wanted=wanted)
    deps.db.dispose()
    _write(file, several_as_csv(deps.catalog, reports=reports))
    print(f"Written to {file}: {len(reports)} academic years, counts of groups alone.")
    return 0


def _workspace(deps: Deps, named: str | None) -> str:
    nothing = "There is no pair yet, so there is nothing to tell."
    return one_of(outcome_file.workspaces(deps), where="There are pairs elsewhere.", nothing=nothing, named=named)


def _write(file: Path, content: bytes) -> None:
    try:
        with file.open("xb") as written:
            written.write(content)
    except OSError as error:
        raise UserError(f"{file} cannot be written: {error.strerror}.") from None
