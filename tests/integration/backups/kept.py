"""What is kept before a backup and found after a restore."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import select

from bot.deps import Deps
from storage.members import Member
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointKind

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def file_of(deps: Deps) -> Path:
    """Return the SQLite file."""
    assert deps.db.file is not None
    return deps.db.file


def join(deps: Deps, name: str) -> str:
    """Keep a member and return their id."""
    member = Member(team_id="T1", user_id=f"U{name}", name=name)
    with deps.db.begin() as session:
        session.add(member)
    return member.id


def names(deps: Deps) -> list[str]:
    """Return the names of all members."""
    with deps.db.read() as session:
        return sorted(session.exec(select(Member.name)))


def message(deps: Deps, member_id: str, key: str, **fields: Any) -> None:  # noqa: ANN401 - any field of a message
    """Keep one message that was due an hour ago, unless told otherwise."""
    plain: dict[str, Any] = {
        "team_id": "T1",
        "dedupe_key": key,
        "member_id": member_id,
        "kind": TouchpointKind.AGENDA_PROMPT,
        "subject_id": "m1",
        "due_at": NOON - HOUR,
        "expires_at": NOON + 24 * HOUR,
    }
    with deps.db.begin() as session:
        session.add(Touchpoint(**{**plain, **fields}))


def fates(deps: Deps) -> dict[str, tuple[str, str | None]]:
    """Return state and outcome of each message, by its key."""
    with deps.db.read() as session:
        rows = session.exec(select(Touchpoint)).all()
    return {row.dedupe_key: (row.state.value, row.outcome) for row in rows}


def content(file: Path) -> dict[str, bytes]:
    """Return every file beside a database, to see that nothing was touched."""
    return {found.name: found.read_bytes() for found in file.parent.glob(f"*{file.stem}*") if found.suffix != ".lock"}
