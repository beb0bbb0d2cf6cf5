"""Commands that concern private requests. None can list, open or name one: nothing here takes a person."""

from secrets import token_hex

from bot.console.status import NOT_MADE
from bot.console.workspaces import one_of
from bot.deps import Deps, Relay
from bot.errors import ConfigurationError, UserError
from bot.services.relay.reports import half_years, report
from bot.services.relay.retention import hold as hold_case
from bot.services.relay.retention import workspaces
from bot.services.relay.roots import OldRoot, let_go, rewrap
from bot.views.relay.report import as_csv
from storage.relay.keys import new_relay_key

NAME_BYTES = 4


def relay_key() -> int:
    """Print a fresh root key, and where it goes. Nothing is written anywhere."""
    print(f"RELAY_KEYS={new_relay_key(token_hex(NAME_BYTES))}")
    print("Put this line into your secret store, readable by the bot alone, and no copy beside any backup.")
    print("With it private requests are taken; without it they cannot be opened or found by anybody, for ever.")
    print("Every quarter, make another one, put it before the old ones with a comma between, restart,")
    print("and run: python app.py rekey --relay. Never put one in the place of another.")
    return 0


def rekey_relay(deps: Deps, *, forgets: bool = False) -> int:
    """Wrap the keys of all cases under the first root, and say until when each older one is needed.

    With `forgets`, give up before that what needs a root that is lost.

    Raises:
        ConfigurationError: there is no RELAY_KEYS; or a legal hold keeps what was to be given up.
    """
    if deps.relay is None:
        raise ConfigurationError("RELAY_KEYS is missing. Make a key with: python app.py keys --relay")
    deps.relay.db.migrate()
    if forgets:
        print(f"Given up: {let_go(deps)} that nobody could read. What only a lost key could find stays unfound.")
    done = rewrap(deps)
    print(f"Keys of requests wrapped anew: {done.count}. The root in force is {deps.relay.keys.kid}.")
    if done.unreadable:
        print(f"Left as they are: {done.unreadable}, whose root is not in RELAY_KEYS.")
    for root in done.old:
        print(about(root))
    deps.relay.db.dispose()
    return 0


def about(root: OldRoot) -> str:
    """Return until when an old root is needed."""
    if root.waiting == 0:
        return (
            f"{root.kid} is needed by no request any more: it can leave RELAY_KEYS, and is to be destroyed everywhere."
        )
    when = (
        f"on {root.until:%Y-%m-%d}" if root.until else "once the legal hold on one of them is lifted, at the earliest"
    )
    return (
        f"{root.kid} can leave RELAY_KEYS {when}: until they come back, {root.waiting} are found by it alone. "
        "If it goes earlier, their owners lose them."
    )


def hold(deps: Deps, *, label: str, is_held: bool, workspace: str | None = None) -> int:
    """Set or lift the legal hold of the request with these two words. Says whether there is one, and nothing of it.

    Raises:
        ConfigurationError: there is no RELAY_KEYS.
        UserError: no workspace has requests, or several have and none of them is named.
    """
    relay = _migrated(deps)
    team_id = workspace or _only_workspace(deps)
    is_there = hold_case(deps, team_id=team_id, label=label, is_held=is_held)
    relay.db.dispose()
    if not is_there:
        print("There is no such request.")
        return 1
    print("Held: nothing of it is destroyed." if is_held else "Lifted: it goes when its time comes.")
    return 0


def print_report(deps: Deps, *, half_year: str | None = None, workspace: str | None = None) -> int:
    """Print the report on a half-year that is over, the last one where none is named, as comma-separated values.

    It is the one that facilitators see, made once: asked for again, it is the same.

    Raises:
        ConfigurationError: there is no RELAY_KEYS.
        UserError: the half-year is not over; no workspace has requests, or several have and none of them is named.
    """
    relay = _migrated(deps)
    if not deps.db.is_up_to_date():
        raise UserError(NOT_MADE)
    team_id = workspace or _only_workspace(deps)
    found = report(deps, team_id=team_id, half_year=half_year or half_years(deps)[0])
    relay.db.dispose()
    print(as_csv(deps.catalog, report=found), end="")
    return 0


def _migrated(deps: Deps) -> Relay:
    if deps.relay is None:
        raise ConfigurationError("RELAY_KEYS is missing: no private requests are kept here.")
    deps.relay.db.migrate()
    return deps.relay


def _only_workspace(deps: Deps) -> str:
    where, nothing = "Several workspaces have requests.", "No workspace has, or had, a private request here."
    return one_of(workspaces(deps), where=where, nothing=nothing)
