"""`python app.py rekey`: seal everything anew with the first key, so that the older ones can go."""

from bot.console.writing import sole_writer
from bot.deps import Deps
from bot.services.keys import reseal


def rekey(deps: Deps) -> int:
    """Seal every text in the database with the first key of RAPPORT_KEYS, all of it or nothing.

    Raises:
        KeyringError: a text was sealed with a key that is missing.
        WriterBusy: Rapport is running on the same SQLite file.
    """
    with sole_writer(deps):
        deps.db.migrate()
        count = reseal(deps)
    print(f"Texts sealed anew: {count}. The key in force is {deps.keyring.fingerprint}.")
    print("Once every running Rapport uses it, the older keys can leave RAPPORT_KEYS.")
    return 0
