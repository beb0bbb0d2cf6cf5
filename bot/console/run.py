"""`python app.py run`: connect to Slack and serve until stopped."""

from bot.console.writing import sole_writer
from bot.deps import Deps
from bot.runtime.lifecycle import Register, run_until_stopped
from bot.services.keys import check_keys
from bot.services.relay.opening import prepare


def run(deps: Deps, *, register: Register) -> int:
    """Bring the database up to date, make sure the keys fit it, and serve.

    Raises:
        ConfigurationError: a token was refused, or private requests cannot be kept as they must be.
        KeyringError: the database was sealed with a key that is missing.
        WriterBusy: another Rapport runs on the same SQLite file.
    """
    with sole_writer(deps):
        deps.db.migrate()
        check_keys(deps)
        prepare(deps)
        run_until_stopped(deps, register=register)
    return 0
