"""What is left in files and connections once something was destroyed: nothing."""

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.deps import Relay
from bot.errors import NotYoursError
from bot.services.relay.files import head_of, key_of
from bot.services.relay.retention import sweep
from storage.relay.database import RelayDatabase
from storage.relay.keys import RelayKeys, new_relay_key
from storage.relay.messages import messages_of
from storage.relay.vocabulary import Outcome
from tests.outbox import HandClock, timed
from tests.rapport import Rapport
from tests.relay_rows import case_now, closed, plant, speak
from tests.relay_thief import as_bytes, files_of

COINED = "zebrafinch"
FILE = {"secure_delete": 1, "journal_mode": "delete", "auto_vacuum": 1, "trusted_schema": 0, "temp_store": 2}
SERVER = {"log_parameter_max_length": "0", "log_parameter_max_length_on_error": "0", "track_commit_timestamp": "off"}


@pytest.fixture
def relay(rapport: Rapport) -> Relay:
    """The relay of the bot."""
    assert rapport.deps.relay is not None
    return rapport.deps.relay


def test_what_is_purged_is_in_no_file_whether_the_process_lives_or_not(
    rapport: Rapport, relay: Relay, clock: HandClock, tmp_path: Path
) -> None:
    """Relay 12: key, texts and cards are gone from the file and its journals; an old copy opens nothing new."""
    case = closed(relay, week=0, outcome=Outcome.WITHDRAWN)
    speak(relay, case, COINED, clock=clock)
    kept = case_now(relay, case)
    assert kept is not None
    assert kept.dek_wrapped is not None
    assert kept.head_ct is not None
    with relay.db.read() as session:
        bodies = [message.body_ct for message in messages_of(session, case_id=case.case_id)]
    gone = [kept.dek_wrapped, kept.head_ct, *bodies]
    assert all(each in as_bytes(relay.db) for each in gone)
    sweep(timed(rapport.deps, clock))
    assert not any(each in as_bytes(relay.db) for each in gone)
    relay.db.dispose()
    assert not any(each in file.read_bytes() for file in files_of(relay.db) for each in gone)
    assert not any(each.name.endswith(("-wal", "-shm", "-journal")) for each in files_of(relay.db))


def test_an_old_copy_is_worth_nothing_once_its_root_is_destroyed(relay: Relay) -> None:
    """Relay 12: current keys do not open what an older root has wrapped."""
    case = plant(relay, week=1)
    copied = case_now(relay, case)
    assert copied is not None
    assert head_of(key_of(relay, copied), copied).words
    later = Relay(relay.db, RelayKeys.of(new_relay_key("b")))
    with pytest.raises(NotYoursError):
        key_of(later, copied)


def test_every_connection_is_told_to_leave_no_trace(relay: Relay) -> None:
    """Relay 13: each pooled connection says so of itself, and the file is its owner's alone."""
    with relay.db.read() as first, relay.db.read() as second:
        for session in (first, second):
            connection = session.connection()
            asked, wanted = ("SHOW", SERVER) if relay.db.dialect_name == "postgresql" else ("PRAGMA", FILE)
            assert {name: connection.execute(text(f"{asked} {name}")).scalar() for name in wanted} == wanted
    assert relay.db.flaws() == []
    assert [file.stat().st_mode & 0o777 for file in files_of(relay.db)] in ([0o600], [])


def test_a_file_that_was_made_otherwise_is_found_out(relay: Relay, tmp_path: Path) -> None:
    """Relay 13: `auto_vacuum` counts only before the first table; a file that lacks it stops the start."""
    import sqlite3  # noqa: PLC0415 - to make a file as Rapport never would

    file = tmp_path / "other.db"
    with sqlite3.connect(file) as careless:
        careless.execute("CREATE TABLE x (y)")
    careless.close()
    other = RelayDatabase.open(f"sqlite:///{file}")
    assert other.flaws() == ["auto_vacuum=0"]
    other.dispose()
