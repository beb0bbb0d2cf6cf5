"""What must not be found: sealed texts in files, kept values in errors or logs."""

from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import delete

from storage.columns import new_id
from storage.database import Database
from storage.members import Member
from storage.settings import keep_setting
from storage.vocabulary import SettingName

SECRET = "the-only-woman-in-the-department"
NAME = SettingName.OUTSIDE_CONTACTS


def keep(db: Database, value: str | None) -> None:
    """Keep a sealed text, or take it back."""
    with db.begin() as session:
        keep_setting(session, team_id="T1", name=NAME, value=value)


def found_in(folder: Path, needle: bytes) -> list[str]:
    """Return the names of the files that hold `needle`, in any coding SQLite might have used."""
    codings = (needle, needle.decode().encode("utf-16-le"), needle.decode().encode("utf-16-be"), needle.hex().encode())
    return [path.name for path in folder.iterdir() if any(one in path.read_bytes() for one in codings)]


def test_neither_the_file_nor_its_journals_hold_a_sealed_text(file_db: Database, tmp_path: Path) -> None:
    keep(file_db, SECRET)
    with file_db.begin() as session:
        session.add(Member(team_id="T1", user_id="U1", name="in-the-clear"))
    assert found_in(tmp_path, b"in-the-clear") == ["rapport.db-wal"]
    assert found_in(tmp_path, SECRET.encode()) == []
    file_db.dispose()
    assert found_in(tmp_path, b"in-the-clear") == ["rapport.db"]
    assert found_in(tmp_path, SECRET.encode()) == []


def test_a_deleted_row_leaves_nothing_in_the_file(file_db: Database, tmp_path: Path) -> None:
    with file_db.begin() as session:
        session.add(Member(team_id="T1", user_id="U1", name=SECRET))
    file_db.dispose()
    assert found_in(tmp_path, SECRET.encode()) == ["rapport.db"]
    with file_db.begin() as session:
        session.exec(delete(Member))
    file_db.dispose()
    assert found_in(tmp_path, SECRET.encode()) == []


@pytest.mark.parametrize("kept", [{"name": SECRET}, {"zone": SECRET, "name": None}], ids=["double", "missing"])
def test_the_error_of_a_broken_rule_holds_no_value(db: Database, kept: dict[str, str | None]) -> None:
    row = {"team_id": "T-secret", "user_id": "U-secret", "name": "Ana", **kept}
    with pytest.raises(IntegrityError) as caught, db.begin() as session:
        session.connection().execute(insert(Member).values([{**row, "id": new_id()}, {**row, "id": new_id()}]))
    error = caught.value
    for told in (str(error), repr(error), str(error.orig), repr(error.orig), repr(error.__cause__)):
        assert SECRET not in told
        assert "secret" not in told
    assert "member" in str(error)
