"""`python app.py import FILE`: a roster in CSV, tried out; with `--apply`, kept."""

from contextlib import nullcontext
from pathlib import Path

from bot.console.status import NOT_MADE
from bot.console.tokens import with_own_token
from bot.console.writing import sole_writer
from bot.deps import Deps
from bot.domain.roster import RosterReport
from bot.errors import UserError
from bot.runtime.gateway import web_client
from bot.runtime.standing import standing_of
from bot.services.roster import bring_in
from bot.views import roster as roster_view

INSTEAD = "\N{REPLACEMENT CHARACTER}"


def import_roster(deps: Deps, *, file: Path, is_kept: bool) -> int:
    """Print what the roster in `file` would change, or has changed, line by line; return 1 when a line was left out.

    Raises:
        DeliveryError: Slack did not say who is in the workspace, or refused.
        UserError: the file is not there or cannot be read; or, for a try, there is no database yet.
        WriterBusy: it is to be kept, and Rapport is running on the same SQLite file.
    """
    raw = _content(file)
    with sole_writer(deps) if is_kept else nullcontext():
        if is_kept:
            deps.db.migrate()
        elif not deps.db.is_up_to_date():
            raise UserError(NOT_MADE)
        team_id = standing_of(web_client(deps.settings)).team_id
        report = bring_in(with_own_token(deps), team_id=team_id, raw=raw, is_kept=is_kept)
        deps.db.dispose()
    _tell(deps, report)
    return int(bool(report.faulty))


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror}.") from None


def _tell(deps: Deps, report: RosterReport) -> None:
    for line in roster_view.summary(deps.catalog, report=report):
        print(tame(line))
    for line in roster_view.left_out(deps.catalog, report=report):
        print(f"  {tame(line)}")
    if report.is_kept:
        return
    for line in roster_view.changed(deps.catalog, report=report):
        print(f"  {tame(line)}")
    print("Nothing has been written. To keep it, stop Rapport and type the same once more with --apply.")


def tame(line: str) -> str:
    """Return what a file says without the signs by which it could tell the terminal what to do."""
    return "".join(sign if sign.isprintable() else INSTEAD for sign in line)
