"""Where the keys come from, and when there must not be new ones."""

import io
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from bot.runtime.keys import KEY_FILE, keyring_for
from bot.settings import Settings, load_settings
from storage.database import Database
from storage.keyring import Keyring, new_key
from tests.log_capture import captured_logs


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged."""
    with captured_logs("INFO") as stream:
        yield stream


def settings(folder: Path, **more: str) -> Settings:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "RAPPORT_DATA_DIR": str(folder)}
    return load_settings({**tokens, **more}, env_file=None)


def test_the_first_start_on_sqlite_makes_a_key_for_its_owner_only(tmp_path: Path, lines: io.StringIO) -> None:
    folder = tmp_path / "data"
    keyring = keyring_for(settings(folder))
    key_file = folder / KEY_FILE
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == [KEY_FILE]
    assert Keyring.of(key_file.read_text().strip()).fingerprint == keyring.fingerprint
    assert "event=keys_made" in lines.getvalue()
    assert key_file.read_text().strip() not in lines.getvalue()


def test_later_starts_use_the_same_key_and_say_nothing(tmp_path: Path, lines: io.StringIO) -> None:
    first = keyring_for(settings(tmp_path))
    with Database.open(f"sqlite:///{tmp_path / 'rapport.db'}", keyring=first).begin():
        pass
    before = lines.getvalue()
    assert keyring_for(settings(tmp_path)).fingerprint == first.fingerprint
    assert lines.getvalue() == before


def test_a_database_without_its_key_file_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "rapport.db").write_bytes(b"SQLite format 3\0")
    with pytest.raises(ConfigurationError, match=rf"{KEY_FILE} is missing.*Put the key file back"):
        keyring_for(settings(tmp_path))
    assert not (tmp_path / KEY_FILE).exists()


def test_an_empty_file_is_no_database_yet(tmp_path: Path) -> None:
    (tmp_path / "rapport.db").touch()
    keyring_for(settings(tmp_path))
    assert (tmp_path / KEY_FILE).exists()


def test_keys_from_the_environment_win_and_leave_no_file(tmp_path: Path) -> None:
    new, old = new_key(), new_key()
    keyring = keyring_for(settings(tmp_path / "data", RAPPORT_KEYS=f"{new}, {old},\n"))
    assert keyring.fingerprint == Keyring.of(new).fingerprint
    assert keyring.knows(Keyring.of(old).fingerprint)
    assert not (tmp_path / "data").exists()


def test_postgresql_without_keys_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"RAPPORT_KEYS is missing.*python app\.py keys"):
        keyring_for(settings(tmp_path, DATABASE_URL="postgresql://db/rapport"))
    assert list(tmp_path.iterdir()) == []


def test_unusable_keys_are_named_by_their_source_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"^RAPPORT_KEYS cannot be used") as caught:
        keyring_for(settings(tmp_path, RAPPORT_KEYS="hunter2"))
    assert "hunter2" not in str(caught.value)
    (tmp_path / KEY_FILE).write_text("hunter2")
    with pytest.raises(ConfigurationError, match=rf"{KEY_FILE} cannot be used") as caught:
        keyring_for(settings(tmp_path))
    assert "hunter2" not in str(caught.value)


def test_of_two_first_starts_at_the_same_time_one_makes_the_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        rings = list(threads.map(lambda _: keyring_for(settings(tmp_path)), range(16)))
    assert len({ring.fingerprint for ring in rings}) == 1
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_data_folder_that_cannot_be_is_refused_by_its_name(tmp_path: Path, below: str) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"^RAPPORT_DATA_DIR cannot be used"):
        keyring_for(settings(file / below))
