"""The second look at messages whose time has come: still wanted, welcome now, and what do they say today?"""

from collections.abc import Iterable, Sequence
from datetime import datetime

import structlog

from bot.deps import Deps
from bot.domain.caps import MONTH
from bot.domain.delivery import Verdict, after_trouble, when_welcome
from bot.domain.habits import Habits
from bot.domain.hours import Hours
from bot.domain.touchpoints import CAPPED, TRAITS, Nature
from bot.errors import new_reference
from bot.services.letter import ChannelPayload, FilePayload, Letter, PointlessError, Written
from bot.services.post import WRITERS
from bot.services.preferences import habits_of
from bot.views.blocks import MESSAGE_MAX_BLOCKS, Payload
from bot.views.digest import digest, fitting
from bot.views.relay import footer
from storage.members import Member
from storage.outbox import Parcel, sent_since
from storage.records import record
from storage.touchpoints import Touchpoint
from storage.vocabulary import Lane, TouchpointKind, TouchpointState

log = structlog.get_logger(__name__)

EXPIRED = "expired"
LEFT = "left"
NEWER = "newer"
NO_WRITER = "no_writer"
UNWRITTEN = "unwritten"
STRICTEST_FIRST = (Nature.REMINDER, Nature.PROMPT, Nature.NEWS, Nature.ANSWER)

Sent = Sequence[tuple[TouchpointKind, datetime]]
"""What has reached somebody, and when."""


@record
class Letters:
    """What goes out as one message. The first row is the one by which the message counts, the strictest of them."""

    rows: tuple[Touchpoint, ...]
    content: Written
    alone: Written
    """What the first row says when it goes out by itself."""


@record
class Looked:
    """What a second look has found."""

    letters: Letters | None
    """None when nothing goes out now."""
    verdicts: tuple[tuple[Touchpoint, Verdict], ...]
    """What becomes of the rows that do not go out."""
    waiting: tuple[Touchpoint, ...] = ()
    """Rows for which the message has no room."""


def look(deps: Deps, parcel: Parcel, *, at: datetime) -> Looked:
    """Return what of a parcel is sent at the instant `at`, as it reads now, and what becomes of the rest.

    Opens short reading transactions; asks Slack nothing but whether a right still holds, and that of its own cache.
    """
    habits, sent = _known(deps, parcel.member, at=at)
    newest = _newest(parcel.rows)
    verdicts: list[tuple[Touchpoint, Verdict]] = []
    written: list[tuple[Touchpoint, Written]] = []
    for row in parcel.rows:
        why_not = _why_not(row, parcel.member, habits=habits, sent=sent, newest=newest, at=at)
        found = why_not or _write(deps, row, parcel.member, hours=habits.hours, at=at)
        if isinstance(found, Verdict):
            verdicts.append((row, found))
        else:
            written.append((row, found))
    letters, waiting = _as_one(deps, written)
    return Looked(letters, tuple(verdicts), waiting)


def _known(deps: Deps, member: Member, *, at: datetime) -> tuple[Habits, Sent]:
    """Return what its person wants, and what has reached them in the month before `at`."""
    with deps.db.read() as session:
        habits = habits_of(session, [member])[member.id]
        found = sent_since(session, member_ids=[member.id], kinds=CAPPED, since=at - MONTH)
    return habits, [(kind, instant) for _, kind, instant in found]


def _newest(rows: Iterable[Touchpoint]) -> dict[tuple[TouchpointKind, str], int]:
    """Return the newest revision of each message, for those that were planned again when their subject changed."""
    newest: dict[tuple[TouchpointKind, str], int] = {}
    for row in rows:
        newest[row.kind, row.subject_id] = max(row.revision, newest.get((row.kind, row.subject_id), row.revision))
    return newest


def _why_not(
    row: Touchpoint,
    member: Member,
    *,
    habits: Habits,
    sent: Sent,
    newest: dict[tuple[TouchpointKind, str], int],
    at: datetime,
) -> Verdict | None:
    """Return why a message is not sent at the instant `at`, None when nothing stands against it."""
    reasons = {
        LEFT: not member.is_full_member,
        EXPIRED: at > row.expires_at,
        NEWER: row.revision < newest[row.kind, row.subject_id],
    }
    for word, holds in reasons.items():
        if holds:
            return Verdict(TouchpointState.SKIPPED, word, is_counted=False)
    is_wished = row.lane == Lane.PERSON  # a prompt in this lane was put off by its own person
    return when_welcome(
        row.kind,
        at=at,
        expires_at=row.expires_at,
        habits=habits,
        member_id=member.id,
        sent=sent,
        is_wished=is_wished,
    )


def _write(deps: Deps, row: Touchpoint, member: Member, *, hours: Hours, at: datetime) -> Written | Verdict:
    """Return what a message says now. A writer that breaks is tried again later: the fault may be the moment's."""
    writer = WRITERS.get(row.kind)
    if writer is None:
        return Verdict(TouchpointState.FAILED, NO_WRITER, is_counted=False)
    try:
        return writer(deps, Letter(row.kind, row.team_id, member, row.subject_id, row.revision, at, hours))
    except PointlessError as pointless:
        return Verdict(TouchpointState.SKIPPED, str(pointless), is_counted=False)
    except Exception as failure:
        reference = new_reference()
        log.error("message_unwritten", exc_info=failure, reference=reference, touchpoint=row.id, kind=row.kind)
        return after_trouble(UNWRITTEN, attempts=row.attempts + 1)


def _as_one(deps: Deps, written: Sequence[tuple[Touchpoint, Written]]) -> tuple[Letters | None, tuple[Touchpoint, ...]]:
    """Return the one message that holds all of this, as far as there is room, and the rows that wait for the next.

    What people caused comes first; of the rest, what is pointless soonest: of several meetings the next one.
    """
    if not written:
        return None, ()
    payloads: list[tuple[Touchpoint, Payload]] = [
        (row, content) for row, content in written if not isinstance(content, FilePayload | ChannelPayload)
    ]
    payloads.sort(key=lambda each: (each[0].lane, each[0].expires_at))
    if len(written) == 1 or len(payloads) < len(written):
        [(first, content), *others] = written
        said = _signed(deps, (first,), content)
        return Letters((first,), said, said), tuple(row for row, _ in others)
    room = fitting([content for _, content in payloads], most=MESSAGE_MAX_BLOCKS - footer.BLOCKS)
    told, waiting = payloads[:room], payloads[room:]
    rows = sorted((row for row, _ in told), key=lambda row: (-row.lane, STRICTEST_FIRST.index(TRAITS[row.kind].nature)))
    alone = next(content for row, content in told if row is rows[0])
    content = digest(deps.catalog, [content for _, content in told]) if len(told) > 1 else alone
    whole, part = _signed(deps, rows, content), _signed(deps, rows[:1], alone)
    return Letters(tuple(rows), whole, part), tuple(row for row, _ in waiting)


def _signed(deps: Deps, rows: Sequence[Touchpoint], content: Written) -> Written:
    """Return a message with the line that stands below every one whose day has come, where requests are taken."""
    is_routine = any(TRAITS[row.kind].lane is Lane.SCHEDULE for row in rows)
    if deps.relay is None or not is_routine or isinstance(content, FilePayload | ChannelPayload):
        return content
    return footer.with_footer(deps.catalog, content)
