"""Members are kept in one statement, know their rights and survive being copied."""

import copy
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlmodel import select

from storage.database import Database
from storage.members import Member, keep_members, member_of

Counted = Callable[[], AbstractContextManager[list[str]]]


def ana(**changes: object) -> Member:
    """Return Ana as Slack tells of her."""
    facts = {"team_id": "T1", "user_id": "U1", "name": "Ana Alves", "zone": "Europe/Lisbon", "locale": "pt-PT"}
    return Member.model_validate({**facts, **changes})


def kept(db: Database, *members: Member) -> int:
    """Keep members in a transaction of their own."""
    with db.begin() as session:
        return keep_members(session, members=members)


def found(db: Database, user_id: str = "U1", team_id: str = "T1") -> Member | None:
    """Look a member up in a transaction of its own."""
    with db.read() as session:
        return member_of(session, team_id=team_id, user_id=user_id)


def test_a_new_member_is_kept_whole(db: Database) -> None:
    new = ana(is_admin=True, is_guest=True)
    assert kept(db, new) == 1
    assert found(db) == new


def test_an_unknown_member_is_none(db: Database) -> None:
    kept(db, ana())
    assert found(db, "U2") is None
    assert found(db, team_id="T2") is None


def test_the_same_user_id_in_two_workspaces_is_two_members(db: Database) -> None:
    assert kept(db, ana(), ana(team_id="T2", name="Another Ana")) == 2
    other = found(db, team_id="T2")
    assert other is not None
    assert other.name == "Another Ana"


def test_a_known_member_keeps_her_id_and_takes_the_news(db: Database) -> None:
    first = ana()
    kept(db, first)
    assert kept(db, ana(zone="America/Chicago", is_deleted=True)) == 1
    now = found(db)
    assert now is not None
    assert (now.id, now.zone, now.is_deleted) == (first.id, "America/Chicago", True)


def test_members_without_news_are_not_written(db: Database) -> None:
    kept(db, ana(), ana(user_id="U2", name="Ben"))
    assert kept(db, ana(), ana(user_id="U2", name="Bennet"), ana(user_id="U3", name="Cleo")) == 2
    assert kept(db, ana(), ana(user_id="U2", name="Bennet"), ana(user_id="U3", name="Cleo")) == 0


def test_of_two_entries_for_one_user_the_later_counts(db: Database) -> None:
    assert kept(db, ana(name="Early"), ana(name="Late")) == 1
    now = found(db)
    assert now is not None
    assert now.name == "Late"


def test_keeping_nobody_asks_the_database_nothing(db: Database, counted: Counted) -> None:
    with counted() as statements:
        assert kept(db) == 0
    assert statements == []


@pytest.mark.parametrize("count", [1, 900])
def test_a_roster_of_any_size_is_one_statement(db: Database, counted: Counted, count: int) -> None:
    roster = [ana(user_id=f"U{n}") for n in range(count)]
    kept(db, ana(user_id="U0", name="Before"))
    with counted() as statements:
        assert kept(db, *roster) == count
    assert len(statements) == 1


def test_ten_thousand_members_are_kept(db: Database) -> None:
    assert kept(db, *(ana(user_id=f"U{n}") for n in range(10_000))) == 10_000
    with db.read() as session:
        assert len(session.exec(select(Member.user_id)).all()) == 10_000


def test_looking_a_member_up_is_one_statement(db: Database, counted: Counted) -> None:
    kept(db, ana())
    with counted() as statements:
        assert found(db) is not None
    assert len(statements) == 1


@pytest.mark.parametrize("trait", ["is_bot", "is_deleted", "is_guest", "is_foreign"])
def test_who_is_not_an_active_colleague_is_no_full_member(trait: str) -> None:
    assert ana().is_full_member
    assert ana(is_admin=True).is_full_member
    assert not ana(**{trait: True}).is_full_member


def test_a_deep_copy_of_a_member_is_equal_and_stands_alone(db: Database) -> None:
    kept(db, ana())
    original = found(db)
    assert original is not None
    twin = copy.deepcopy(original)
    assert twin == original
    assert twin.is_full_member
    twin.name = "Changed"
    assert original.name == "Ana Alves"


def test_a_member_can_be_copied_while_her_session_is_open(db: Database) -> None:
    kept(db, ana())
    with db.read() as session:
        twin = copy.deepcopy({"member": member_of(session, team_id="T1", user_id="U1")})
    assert twin["member"] is not None
    assert twin["member"].zone == "Europe/Lisbon"
