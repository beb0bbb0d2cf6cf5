"""`python app.py export USER` and `erase USER`: what somebody has asked for in writing, done by whoever runs Rapport.

Neither shows the operator a word or a name: the files go to their owner in Slack, and erasing prints counts.
"""

from collections.abc import Callable
from typing import TypeVar

from bot.console.workspaces import one_of
from bot.console.writing import sole_writer
from bot.deps import Deps
from bot.errors import UserError
from bot.services import erasing, installations, members, own_data_file
from storage.columns import new_id
from storage.members import Member

Result = TypeVar("Result")
NOBODY = "Rapport knows nobody of that id in this workspace."
SEVERAL = "Rapport is in several workspaces."
NONE = "Rapport is in no workspace yet."


def export(deps: Deps, *, user_id: str, workspace: str | None) -> int:
    """Have somebody's data sent to themselves; it goes out once Rapport runs.

    Raises:
        UserError: there is nobody of that id, or the workspace is not clear.
        WriterBusy: Rapport is running on the same SQLite file.
    """

    def work(member: Member) -> bool:
        return own_data_file.ask_for_files(deps, actor=member, asked_by=new_id(), is_at_machine=True)

    _with_member(deps, user_id, workspace, work)
    print("Two files will be sent to them, in Slack and to nobody else, once Rapport runs: within seven days.")
    return 0


def erase(deps: Deps, *, user_id: str, workspace: str | None) -> int:
    """Erase what is kept of somebody, all of it or nothing.

    Raises:
        UserError: there is nobody of that id, or the workspace is not clear.
        WriterBusy: Rapport is running on the same SQLite file.
    """

    def work(member: Member) -> erasing.Erased:
        return erasing.erase(deps, member_id=member.id, is_at_machine=True)

    gone = _with_member(deps, user_id, workspace, work)
    print(f"Erased: {gone.rows} rows. Pairs ended by it: {gone.pairs}.")
    print("Backups still hold what was erased: delete those that were made before. Private requests are untouched.")
    return 0


def _with_member(deps: Deps, user_id: str, workspace: str | None, work: Callable[[Member], Result]) -> Result:
    """Do what was asked for a member, as the one who writes, and return what came of it."""
    with sole_writer(deps):
        try:
            deps.db.migrate()
            return work(_member(deps, user_id, workspace))
        finally:
            deps.db.dispose()


def _member(deps: Deps, user_id: str, workspace: str | None) -> Member:
    team_id = workspace or one_of(installations.workspaces(deps), where=SEVERAL, nothing=NONE)
    member = members.known(deps, team_id=team_id, user_id=user_id)
    if member is None:
        raise UserError(NOBODY)
    return member
