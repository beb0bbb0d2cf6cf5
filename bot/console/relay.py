"""Commands that concern private requests. None can list, open or name one: nothing here takes a person."""

from bot.deps import Deps
from bot.errors import ConfigurationError
from bot.services.relay.retention import hold as hold_case
from bot.services.relay.roots import OldRoot, rewrap
from storage.relay.keys import new_relay_key

ON, OFF = "on", "off"


def relay_key() -> int:
    """Print a fresh root key, and where it goes. Nothing is written anywhere."""
    print(f"RELAY_KEYS={new_relay_key('a')}")
    print("Put this line into your secret store, readable by the bot alone, and no copy beside any backup.")
    print("With it private requests are taken; without it they cannot be opened or found by anybody, for ever.")
    print(
        "Every quarter, make another one with a letter of its own (b, c, …), put it first, a comma, then the old ones,"
    )
    print("and run: python app.py rekey --relay")
    return 0


def rekey_relay(deps: Deps) -> int:
    """Wrap the keys of all cases under the first root, and say until when each older one is needed.

    Raises:
        ConfigurationError: there is no RELAY_KEYS.
    """
    if deps.relay is None:
        raise ConfigurationError("RELAY_KEYS is missing. Make a key with: python app.py keys --relay")
    deps.relay.db.migrate()
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


def hold(deps: Deps, *, label: str, is_held: bool) -> int:
    """Set or lift the legal hold of the request with these two words. Says whether there is one, and nothing of it.

    Raises:
        ConfigurationError: there is no RELAY_KEYS.
    """
    if deps.relay is None:
        raise ConfigurationError("RELAY_KEYS is missing: no private requests are kept here.")
    deps.relay.db.migrate()
    is_there = hold_case(deps, label=label, is_held=is_held)
    deps.relay.db.dispose()
    if not is_there:
        print("There is no such request.")
        return 1
    print("Held: nothing of it is destroyed." if is_held else "Lifted: it goes when its time comes.")
    return 0
