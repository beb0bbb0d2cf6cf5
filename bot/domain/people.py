"""What Slack says of a person or a channel, in Rapport's words. Facts only, no rules of storage."""

from collections.abc import Mapping
from dataclasses import field

from storage.records import record


@record
class Person:
    """One Slack user as `users.info` or `users.list` describes them (docs.slack.dev/reference/objects/user-object)."""

    team_id: str
    user_id: str
    name: str
    zone: str
    """IANA name; `UTC` where Slack gives none."""
    locale: str
    """IETF tag such as `en-GB`; empty where Slack gives none."""
    is_admin: bool = False
    """Owner or admin of the workspace."""
    is_bot: bool = False
    is_deleted: bool = False
    is_guest: bool = False
    """Restricted or ultra-restricted."""
    is_foreign: bool = False
    """Of another workspace (Slack Connect), or a stranger."""

    @property
    def is_full_member(self) -> bool:
        """Whether this is an active colleague of this workspace: no bot, no guest, nobody who has left."""
        return not (self.is_bot or self.is_deleted or self.is_guest or self.is_foreign)


@record
class Listing:
    """Everybody in a workspace, as Slack lists them now."""

    people: Mapping[str, Person]
    """By Slack id."""
    addresses: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Slack ids by e-mail address in lower case; empty where Rapport may not read any. Kept nowhere."""


@record
class Channel:
    """One conversation as `conversations.info` describes it."""

    channel_id: str
    name: str
    is_private: bool
    is_shared: bool
    """Shared with another organisation or workspace, or about to be."""
    is_archived: bool
    has_bot: bool
    """Rapport itself is a member."""
