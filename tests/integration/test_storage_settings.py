"""A workspace's choices are kept, changed, taken back and sealed."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import LargeBinary, type_coerce
from sqlmodel import col, select

from storage.database import Database
from storage.settings import Setting, keep_setting, setting
from storage.vocabulary import SettingName

CHANNEL, CONTACTS = SettingName.FACILITATOR_CHANNEL, SettingName.OUTSIDE_CONTACTS


def choose(db: Database, value: str | None, *, team_id: str = "T1", name: SettingName = CHANNEL) -> None:
    """Keep a choice in a transaction of its own."""
    with db.begin() as session:
        keep_setting(session, team_id=team_id, name=name, value=value)


def chosen(db: Database, *, team_id: str = "T1", name: SettingName = CHANNEL) -> str | None:
    """Return a choice as a new transaction sees it."""
    with db.read() as session:
        return setting(session, team_id=team_id, name=name)


def test_a_choice_is_kept_and_the_later_one_counts(db: Database) -> None:
    assert chosen(db) is None
    choose(db, "C1")
    choose(db, "C2")
    assert chosen(db) == "C2"


def test_choices_belong_to_one_workspace_and_one_name(db: Database) -> None:
    choose(db, "C1")
    choose(db, "C2", team_id="T2")
    choose(db, "ombuds@example.edu", name=CONTACTS)
    assert (chosen(db), chosen(db, team_id="T2"), chosen(db, name=CONTACTS)) == ("C1", "C2", "ombuds@example.edu")


@pytest.mark.parametrize("before", ["C1", None])
def test_a_choice_can_be_taken_back_whether_or_not_it_was_made(db: Database, before: str | None) -> None:
    choose(db, before)
    choose(db, "C2", team_id="T2")
    choose(db, None)
    assert (chosen(db), chosen(db, team_id="T2")) == (None, "C2")


def test_a_choice_lies_sealed(db: Database) -> None:
    choose(db, "Dr. Moreau, room 12", name=CONTACTS)
    with db.read() as session:
        raw = session.exec(select(type_coerce(col(Setting.value), LargeBinary))).one()
    assert b"Moreau" not in raw


def test_choosing_and_asking_are_one_statement_each(
    db: Database, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with counted() as statements:
        choose(db, "C1")
        assert chosen(db) == "C1"
    assert len(statements) == 2
