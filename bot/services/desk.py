"""The facilitators' desk: what waits, who has no mentor, what was told them in confidence. Nothing that a pair writes.

Each right is proven anew, by the channel as it is now. Of private requests nothing is counted or shown here.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.desk import GROUPS, NEW_FOR, Alone, AlonePage, Overview, Why, month_began, quiet_since
from bot.domain.relay.suppression import band
from bot.errors import NotYoursError
from bot.services import access, holds
from bot.services.confidences import heard
from bot.services.programme import smallest_count
from bot.views.pages import PAGE_ROWS
from storage.alone import AloneRow, last_ends, people_alone
from storage.lulls import count_active, count_quiet
from storage.members import Member, member_of
from storage.vocabulary import TouchpointKind

MOST_PAGES = 2_000
"""Twice ten thousand members: no press asks for more."""


def overview(deps: Deps, *, actor: Member) -> Overview:
    """Return what stands at the desk of the programme.

    Raises:
        UserError: `actor` is no facilitator, or Slack did not answer in time.
    """
    access.prove_facilitator(deps, team_id=actor.team_id, user_id=actor.user_id)
    k = smallest_count(deps, team_id=actor.team_id)
    now = deps.clock.now()
    with deps.db.read() as session:
        waiting = holds.count(session, actor=actor)
        notes = heard(session, actor=actor, kind=TouchpointKind.OUT_OF_TOUCH, now=now)
        quiet = _quiet(session, actor.team_id, today=now.date(), k=k)
    return Overview(waiting, len(notes), quiet, k, takes_requests=deps.relay is not None)


def alone(deps: Deps, *, actor: Member, number: int = 0) -> AlonePage:
    """Return a page of those who have no mentor, with what a facilitator may know of why and since when.

    Raises:
        UserError: `actor` is no facilitator, or Slack did not answer in time.
    """
    access.prove_facilitator(deps, team_id=actor.team_id, user_id=actor.user_id)
    number, now = min(max(number, 0), MOST_PAGES - 1), deps.clock.now()
    with deps.db.read() as session:
        wishes = heard(session, actor=actor, kind=TouchpointKind.HELP_WISHED, now=now)
        asked = {each.subject_id: local_day(each.at, ZoneInfo(actor.zone)) for each in wishes}
        rows = people_alone(
            session,
            team_id=actor.team_id,
            left_out=actor.id,
            asked=asked,
            since=now.date() - NEW_FOR,
            limit=PAGE_ROWS + 1,
            offset=number * PAGE_ROWS,
        )
        shown = rows[:PAGE_ROWS]
        ended = last_ends(session, member_ids=[row.member.id for row in shown if row.was_mentored], now=now)
    lines = [_line(row, asked=asked.get(row.member.id), ended=ended.get(row.member.id)) for row in shown]
    return AlonePage(lines, number, has_more=len(rows) > PAGE_ROWS)


def to_pair(deps: Deps, *, actor: Member, user_id: str) -> str:
    """Return the user id of somebody of this workspace with whom the form of a pair can begin.

    Raises:
        UserError: `actor` is no facilitator, or Slack did not answer in time.
        NotYoursError: nobody of that id is a full member here.
    """
    access.prove_may_pair(deps, team_id=actor.team_id, user_id=actor.user_id)
    with deps.db.read() as session:
        member = member_of(session, team_id=actor.team_id, user_id=user_id)
    if member is None or not member.is_full_member:
        raise NotYoursError
    return member.user_id


def _quiet(session: Session, team_id: str, *, today: date, k: int) -> str | None:
    """Return the band of pairs that have not met for long, reckoned at the beginning of this month: two statements."""
    pairs = count_active(session, team_id=team_id)
    number = count_quiet(session, team_id=team_id, since=quiet_since(today), on=month_began(today))
    return band(number, k=k) if pairs >= GROUPS * k else None


def _line(row: AloneRow, *, asked: date | None, ended: date | None) -> Alone:
    joined = row.joined_on or _day(row.joined_at)
    why = Why.ASKED if asked else Why.ENDED if row.was_mentored else Why.NEW
    since = {Why.ASKED: asked, Why.ENDED: ended, Why.NEW: joined}
    return Alone(row.member.user_id, row.member.name, why, since[why])


def _day(instant: datetime | None) -> date | None:
    return instant.astimezone(UTC).date() if instant else None
