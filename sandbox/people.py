"""The people of a workspace, the bot among them.

Shapes: docs.slack.dev/reference/objects/user-object.
"""

import sqlite3
import time
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sandbox.clock import now
from sandbox.ids import new_id
from sandbox.shapes import Json
from sandbox.workspace import Workspace

FOREIGN_TEAM = "T0ELSEWHERE"
COLORS = ("4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "9f69e7", "2b6836", "d58247", "5a4592", "235e5b")


class Kind(StrEnum):
    """What somebody is to the workspace."""

    MEMBER = "member"
    ADMIN = "admin"
    GUEST = "guest"
    SINGLE_CHANNEL_GUEST = "single_channel_guest"
    FOREIGN = "foreign"
    """of another workspace, met in a shared channel"""


def add_person(w: Workspace, *, name: str, tz: str, kind: Kind = Kind.MEMBER, is_owner: bool = False) -> str:
    """Keep a new person and return their id.

    Raises:
        ValueError: the name is taken or empty, or the zone does not exist.
    """
    handle = handle_of(name)
    if not handle:
        raise ValueError("A person needs a name.")
    if find_person(w, handle) is not None:
        raise ValueError(f"There is already somebody called {handle}.")
    check_zone(tz)
    user = new_id("U")
    w.db.execute(
        "INSERT INTO person (id, name, real_name, tz, is_owner, is_admin, is_restricted, is_ultra_restricted,"
        " is_foreign, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            user,
            handle,
            name if name != name.lower() else name.title(),
            tz,
            is_owner,
            is_owner or kind is Kind.ADMIN,
            kind in (Kind.GUEST, Kind.SINGLE_CHANNEL_GUEST),
            kind is Kind.SINGLE_CHANNEL_GUEST,
            kind is Kind.FOREIGN,
            time.time(),
        ),
    )
    return user


def add_bot(w: Workspace) -> None:
    """Keep the app's bot user, once; its name follows the manifest."""
    w.db.execute(
        "INSERT INTO person (id, name, real_name, tz, is_bot, updated) VALUES (?, ?, ?, 'America/Los_Angeles', 1, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, real_name = excluded.real_name",
        (w.identity.bot_user_id, handle_of(w.manifest.bot_name), w.manifest.bot_name, time.time()),
    )


def handle_of(name: str) -> str:
    """Return the handle somebody called `name` gets: lower case, dots for spaces."""
    return ".".join(name.lower().split())


def check_zone(tz: str) -> None:
    """Refuse a zone that does not exist.

    Raises:
        ValueError: `tz` is no IANA zone.
    """
    try:
        ZoneInfo(tz)
    except (KeyError, ValueError, OSError) as wrong:
        raise ValueError(f"There is no time zone called {tz!r}.") from wrong


def find_person(w: Workspace, who: str) -> sqlite3.Row | None:
    """Return the person with this id or handle."""
    row: sqlite3.Row | None = w.db.execute(
        "SELECT * FROM person WHERE id = ? OR name = ?", (who, handle_of(who))
    ).fetchone()
    return row


def person(w: Workspace, user: str) -> sqlite3.Row | None:
    """Return the person with this id."""
    row: sqlite3.Row | None = w.db.execute("SELECT * FROM person WHERE id = ?", (user,)).fetchone()
    return row


def everybody(w: Workspace) -> list[sqlite3.Row]:
    """Return all people, the deactivated too, in the order they came."""
    return w.db.execute("SELECT * FROM person ORDER BY rowid").fetchall()


def is_stranger(w: Workspace, row: sqlite3.Row) -> bool:
    """Tell whether somebody is of another workspace and shares no channel with this one."""
    if not row["is_foreign"]:
        return False
    return w.db.execute("SELECT 1 FROM membership WHERE user = ?", (row["id"],)).fetchone() is None


def initials(real_name: str) -> str:
    """Return one or two letters that stand for a name."""
    words = real_name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def color(user: str) -> str:
    """Return somebody's colour, six hexadecimal digits, always the same for one id."""
    return COLORS[sum(user.encode()) % len(COLORS)]


def user_object(w: Workspace, row: sqlite3.Row) -> Json:
    """Return a person as `users.info` shows them."""
    zone_offset = datetime.fromtimestamp(now(w), UTC).astimezone(ZoneInfo(row["tz"])).utcoffset()
    first, _, last = row["real_name"].partition(" ")
    team = FOREIGN_TEAM if row["is_foreign"] else w.identity.team_id
    shown = {
        "id": row["id"],
        "team_id": team,
        "name": row["name"],
        "deleted": bool(row["deleted"]),
        "profile": _profile(w, row, first, last, team),
        "is_bot": bool(row["is_bot"]),
        "is_app_user": False,
        "updated": int(row["updated"]),
    }
    if row["is_foreign"]:
        shown["is_stranger"] = is_stranger(w, row)
    if row["deleted"]:
        return shown
    return shown | {
        "color": color(row["id"]),
        "real_name": row["real_name"],
        "tz": row["tz"],
        "tz_label": row["tz"].rpartition("/")[2].replace("_", " ") + " time",
        "tz_offset": int(zone_offset.total_seconds()) if zone_offset else 0,
        **{flag: bool(row[flag]) for flag in ("is_admin", "is_owner", "is_restricted", "is_ultra_restricted")},
        "is_primary_owner": bool(row["is_owner"]),
        "is_email_confirmed": not row["is_bot"],
        "who_can_share_contact_card": "EVERYONE",
    }


def _profile(w: Workspace, row: sqlite3.Row, first: str, last: str, team: str) -> Json:
    profile = {
        "real_name": row["real_name"],
        "real_name_normalized": row["real_name"],
        "display_name": row["real_name"],
        "display_name_normalized": row["real_name"],
        "first_name": first,
        "last_name": last,
        "title": "",
        "phone": "",
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": row["id"].lower(),
        "team": team,
    }
    if row["is_bot"]:
        return profile | {"api_app_id": w.identity.app_id, "bot_id": w.identity.bot_id, "always_active": False}
    if w.manifest.grants("users:read.email") and not row["is_foreign"]:
        profile["email"] = email(row)
    return profile


def email(row: sqlite3.Row) -> str:
    """Return somebody's address."""
    return f"{row['name']}@example.com"
