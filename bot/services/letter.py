"""What a scheduled message needs to be written, and what it becomes. The writing itself stands with each feature."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.domain.hours import Hours
from bot.domain.mornings import Morning
from bot.domain.snoozes import Wait, waits_that_help
from bot.domain.touchpoints import TRAITS
from bot.errors import RapportError
from bot.views.blocks import Payload
from storage.members import Member
from storage.records import record
from storage.touchpoints import PlannedTouchpoint
from storage.vocabulary import TouchpointKind


@record
class Letter:
    """A message whose time has come: to whom and about what. Its words come from what is true `at` that time."""

    kind: TouchpointKind
    team_id: str
    member: Member
    subject_id: str
    revision: int
    at: datetime
    """The instant for which it is written, aware, UTC."""
    hours: Hours
    """When its reader works."""

    def waits(self, *, point: datetime) -> tuple[Wait, ...]:
        """Return for how long its reader can put it off and still be helped by it, which ends at `point`."""
        kind = TRAITS[self.kind].prompt
        return waits_that_help(kind, self.hours, point=point, now=self.at) if kind else ()


@record
class FilePayload:
    """A file for a person's direct messages."""

    name: str
    content: bytes
    title: str
    """Shown above the file; also what a screen reader says."""
    alt_text: str = ""
    """What a picture says, for whoever hears it."""


@record
class ChannelPayload:
    """A message with files, to the members of a channel; whoever asked for it is only its reason."""

    channel_id: str
    text: str
    files: tuple[FilePayload, ...]


Written = Payload | FilePayload | ChannelPayload
"""What is sent: `text` and `blocks` of a message, a file, or a message with files elsewhere."""


class PointlessError(RapportError):
    """The message has become pointless and is not sent; the text is one word for the record, such as `moved`."""


def key_of(kind: TouchpointKind, *, subject_id: str, member_id: str, revision: int) -> str:
    """Return the key of a message: the same kind, subject, person and revision are the same message."""
    return f"{kind}:{subject_id}:{member_id}:{revision}"


def planned(
    *,
    kind: TouchpointKind,
    member_id: str,
    team_id: str,
    subject_id: str,
    due_at: datetime,
    expires_at: datetime,
    revision: int = 1,
    local_on: date | None = None,
) -> PlannedTouchpoint:
    """Return the row of one message, ready for `storage.touchpoints.plan` in the transaction of the fact behind it.

    The same kind, subject, person and revision are the same message, however often it is planned. `local_on` is the day
    on its person's calendar, for what is due on a morning there.
    """
    return PlannedTouchpoint(
        team_id=team_id,
        dedupe_key=key_of(kind, subject_id=subject_id, member_id=member_id, revision=revision),
        member_id=member_id,
        lane=TRAITS[kind].lane,
        kind=kind,
        subject_id=subject_id,
        revision=revision,
        local_on=local_on,
        due_at=due_at,
        expires_at=expires_at,
    )


def planned_of(
    member: Member, *, kind: TouchpointKind, morning: Morning, revision: int, subject_id: str = ""
) -> PlannedTouchpoint:
    """Return the row of one message for a morning of its reader; it is about the reader unless it has a subject."""
    return planned(
        kind=kind,
        member_id=member.id,
        team_id=member.team_id,
        subject_id=subject_id or member.id,
        due_at=morning.due_at,
        expires_at=morning.expires_at,
        revision=revision,
        local_on=morning.local_on,
    )


def planned_for_each(
    member_ids: Iterable[str],
    *,
    kind: TouchpointKind,
    team_id: str,
    subject_id: str,
    due_at: datetime,
    lives: timedelta,
    revision: int = 1,
) -> list[PlannedTouchpoint]:
    """Return the rows of one message to each of these members; it is worth sending for as long as it `lives`."""
    return [
        planned(
            kind=kind,
            member_id=member_id,
            team_id=team_id,
            subject_id=subject_id,
            due_at=due_at,
            expires_at=due_at + lives,
            revision=revision,
        )
        for member_id in member_ids
    ]
