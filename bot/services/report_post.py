"""The programme's report for facilitators: opening it, and sending it to their channel."""

from dataclasses import replace
from datetime import timedelta

from bot.deps import Deps
from bot.domain.reports.tables import Report
from bot.domain.setup import ChannelFlaw
from bot.errors import UserError
from bot.services import access, report_files, reports
from bot.services.letter import ChannelPayload, Letter, PointlessError, planned
from storage.audit import note
from storage.members import Member
from storage.touchpoints import plan, plan_again
from storage.vocabulary import AuditKind, TouchpointKind

POST_WAITS = timedelta(days=1)
"""How long a report that was wished for is worth sending."""
IN_A_ROW = timedelta(minutes=2)
"""Wished again so soon after it arrived, it was the same press."""
HARMLESS = (None, ChannelFlaw.FOREIGN_BOT)
"""Another bot reads numbers that lead to nobody."""


def prove(deps: Deps, *, actor: Member) -> None:
    """Return when `actor` may open the programme's reports.

    Raises:
        UserError: they may not, or Slack did not answer in time.
    """
    access.prove_may_read_reports(deps, team_id=actor.team_id, user_id=actor.user_id)


def read(deps: Deps, *, actor: Member, period: str) -> Report:
    """Return the report on a half-year, made now where nobody has opened it: that takes its time.

    Raises:
        UserError: `actor` may not, there is no such half-year, or Slack did not answer in time.
    """
    prove(deps, actor=actor)
    return reports.report(deps, team_id=actor.team_id, period=period, actor_id=actor.id)


def ask_for_post(deps: Deps, *, actor: Member, period: str) -> bool:
    """Have the report sent to the facilitators' channel; return False when it is on its way or has just arrived.

    It is one message whoever wishes for it; once it has arrived, a later wish brings it again.

    Raises:
        UserError: `actor` may not, there is no such half-year, the channel is not in order, or Slack did not answer.
    """
    prove(deps, actor=actor)
    if period not in reports.periods(deps):
        raise UserError(deps.catalog.report_page.not_over)
    with access.slack_must_answer(deps):
        if access.channel_flaw(deps, team_id=actor.team_id) not in HARMLESS:
            raise UserError(deps.catalog.report_page.no_channel)
    now = deps.clock.now()
    wish = planned(
        kind=TouchpointKind.REPORT_POST,
        member_id=actor.id,
        team_id=actor.team_id,
        subject_id=period,
        due_at=now,
        expires_at=now + POST_WAITS,
    )
    wish = replace(wish, dedupe_key=f"{wish.kind}:{actor.team_id}:{period}")
    with deps.db.begin() as session:
        is_new = plan(session, [wish]) == 1 or plan_again(session, wish, settled_before=now - IN_A_ROW)
        if is_new:
            note(session, team_id=actor.team_id, actor_id=actor.id, kind=AuditKind.REPORT_SENT, at=now)
    return is_new


def write_post(deps: Deps, letter: Letter) -> ChannelPayload:
    """Write the message with everything that comes along, for the facilitators' channel as it is now.

    Pictures that cannot be drawn are left out, and the message says so.

    Raises:
        PointlessError: whoever wished for it is no facilitator any more, or the channel is not in order.
        DeliveryError: Slack did not answer, so no right is proven.
    """
    member, period = letter.member, letter.subject_id
    if not access.is_facilitator(deps, team_id=letter.team_id, user_id=member.user_id):
        raise PointlessError("rights")
    channel_id = access.facilitator_channel(deps, team_id=letter.team_id)
    if channel_id is None or access.channel_flaw(deps, team_id=letter.team_id) not in HARMLESS:
        raise PointlessError("channel")
    try:
        report = reports.report(deps, team_id=letter.team_id, period=period, actor_id=member.id)
    except UserError as error:
        raise PointlessError("gone") from error
    return report_files.written(deps, report, channel_id=channel_id, made_at=letter.at)
