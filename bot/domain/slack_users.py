"""Slack's user object in Rapport's words (docs.slack.dev/reference/objects/user-object).

Any field may be absent, null or empty: Slack Connect hides some, events carry others.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.people import Person

SLACKBOT = "USLACKBOT"
"""The one bot whose `is_bot` is false."""


def person_of(user: Mapping[str, Any], *, team_id: str) -> Person:
    """Return the facts of one user object, as `users.info`, `users.list`, `team_join` and `user_change` carry it.

    Args:
        user: the object; only `id` must be there.
        team_id: the workspace on whose behalf it is read; a user of any other is foreign.
    """
    user_id = str(user["id"])
    return Person(
        team_id=team_id,
        user_id=user_id,
        name=_name(user) or user_id,
        zone=usable_zone(str(user.get("tz") or "")),
        locale=str(user.get("locale") or ""),
        is_admin=_any(user, "is_admin", "is_owner", "is_primary_owner"),
        is_bot=_any(user, "is_bot") or user_id == SLACKBOT,
        is_deleted=_any(user, "deleted"),
        is_guest=_any(user, "is_restricted", "is_ultra_restricted"),
        is_foreign=_any(user, "is_stranger") or team_id not in (_teams(user) or {team_id}),
    )


def address_of(user: Mapping[str, Any]) -> str:
    """Return somebody's e-mail address in lower case; empty without the scope users:read.email, and for bots."""
    return str((user.get("profile") or {}).get("email") or "").strip().lower()


@lru_cache(maxsize=1024)
def usable_zone(name: str) -> str:
    """Return the IANA name when the zone database knows it, else `UTC`."""
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):  # no such zone, no name at all, or a name that leads out of the database
        return "UTC"


def _name(user: Mapping[str, Any]) -> str:
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    return next((str(name).strip() for name in names if name and str(name).strip()), "")


def _teams(user: Mapping[str, Any]) -> set[str]:
    """Return the workspaces a user belongs to: one, or on Enterprise Grid several; none where Slack names none."""
    enterprise = user.get("enterprise_user") or {}
    return {str(team) for team in (user.get("team_id"), *(enterprise.get("teams") or ())) if team}


def _any(user: Mapping[str, Any], *flags: str) -> bool:
    return any(bool(user.get(flag)) for flag in flags)
