"""Private requests are copied on purpose only, apart from the rest, and put back beside it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.console.backup import backup
from bot.console.relay_copies import KEPT
from bot.console.restore import restore
from bot.deps import Deps, Relay
from bot.domain.relay.calendar import week_of
from bot.errors import ConfigurationError
from bot.services.keys import check_keys
from storage.backups import STAMP, BackupError
from storage.database import Database
from storage.keyring import Keyring
from storage.relay.keys import new_relay_key
from tests.integration.backups.kept import NOON, content, file_of, join, names
from tests.outbox import HandClock
from tests.rapport import running_rapport
from tests.relay_rows import Planted, case_now, plant, with_keys

WEEK = week_of(NOON)


@pytest.fixture
def deps(file_db: Database, keyring: Keyring) -> Iterator[Deps]:
    """The collaborators of a bot that takes private requests and has run before; it is noon."""
    with running_rapport(file_db, keyring) as rapport:
        check_keys(rapport.deps)
        yield replace(rapport.deps, clock=HandClock(NOON))


@pytest.fixture
def apart(tmp_path: Path) -> Path:
    """Where copies of private requests go."""
    return tmp_path / "apart"


def _relay(deps: Deps) -> Relay:
    assert deps.relay is not None
    return deps.relay


def _are_kept(deps: Deps, *planted: Planted) -> list[bool]:
    return [case_now(_relay(deps), each) is not None for each in planted]


def _beside(deps: Deps) -> dict[str, bytes]:
    relay_file = _relay(deps).db.file
    assert relay_file is not None
    return {**content(file_of(deps)), **content(relay_file)}


def test_both_databases_are_copied_each_to_its_own_folder_and_both_are_put_back(
    deps: Deps, folder: Path, apart: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    join(deps, "Maya")
    before = plant(_relay(deps), week=WEEK)
    assert backup(deps, folder=folder, requests=apart) == 0
    assert [file.name[:6] for file in apart.glob("*.db")] == ["relay-"]
    assert [file.name[:8] for file in folder.glob("*.db")] == ["rapport-"]
    join(deps, "Idris")
    after = plant(_relay(deps), week=WEEK)
    assert restore(deps, place=folder, requests=apart) == 0
    assert names(deps) == ["Maya"]
    assert _are_kept(deps, before, after) == [True, False]
    assert len([name for name in _beside(deps) if "before-restore" in name]) == 2
    assert "within thirty days" in capsys.readouterr().out


def test_a_restore_that_names_no_copy_of_them_leaves_private_requests_as_they_are(
    deps: Deps, folder: Path, apart: Path
) -> None:
    backup(deps, folder=folder, requests=apart)
    after = plant(_relay(deps), week=WEEK)
    restore(deps, place=folder)
    assert _are_kept(deps, after) == [True]


def test_what_should_be_gone_by_now_does_not_come_back(deps: Deps, folder: Path, apart: Path) -> None:
    old = plant(_relay(deps), week=WEEK)
    backup(deps, folder=folder, requests=apart)
    later = replace(deps, clock=HandClock(NOON + timedelta(days=400)))
    restore(later, place=folder, requests=apart)
    shell = case_now(_relay(later), old)
    assert shell is not None
    assert shell.dek_wrapped is None


def test_one_folder_for_both_is_refused(deps: Deps, folder: Path) -> None:
    with pytest.raises(BackupError, match="a folder of their own"):
        backup(deps, folder=folder, requests=folder / ".." / folder.name)
    assert not folder.exists()


def test_copies_older_than_thirty_days_are_deleted_and_nothing_else(deps: Deps, folder: Path, apart: Path) -> None:
    apart.mkdir()
    now = datetime.now(UTC)
    old, recent = (f"relay-{now - KEPT + each:{STAMP}}.db" for each in (-timedelta(hours=1), timedelta(hours=1)))
    for name in (old, recent, "relay-19990101.db", "rapport-19990101-000000.db"):
        (apart / name).touch()
    backup(deps, folder=folder, requests=apart)
    left = {file.name for file in apart.glob("*.db")}
    assert old not in left
    assert {recent, "relay-19990101.db", "rapport-19990101-000000.db"} < left
    assert len(left) == 4


def test_a_copy_that_needs_a_missing_root_is_refused_and_touches_nothing(deps: Deps, folder: Path, apart: Path) -> None:
    plant(_relay(deps), week=WEEK)
    backup(deps, folder=folder, requests=apart)
    join(deps, "Idris")
    deps.db.dispose()
    before = _beside(deps)
    with pytest.raises(ConfigurationError, match="RELAY_KEYS lacks a key"):
        restore(with_keys(deps, new_relay_key("b")), place=folder, requests=apart)
    assert _beside(deps) == before
    assert names(deps) == ["Idris"]


def test_where_no_private_requests_are_taken_none_are_copied(deps: Deps, folder: Path, apart: Path) -> None:
    with pytest.raises(BackupError, match="RELAY_KEYS is missing"):
        backup(replace(deps, relay=None), folder=folder, requests=apart)
    assert not folder.exists()
