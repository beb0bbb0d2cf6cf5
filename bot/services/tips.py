"""Tips for mentors: only to those who ask for them, once in five weeks at most, until they want no more."""

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.caps import MONTH
from bot.domain.snoozes import Prompted
from bot.domain.tips import SNOOZABLE_FOR, tip_of, tips_ahead
from bot.services import access
from bot.services.letter import Letter, PointlessError, Written, planned_of
from bot.services.preferences import allow, hours_of, is_muted
from bot.views import tips as view
from storage.members import Member
from storage.prompts import was_sent_in_another_round
from storage.tips import end_tips, wants_tips, who_wants_tips, wish_for_tips
from storage.touchpoints import plan
from storage.vocabulary import PromptKind, TouchpointKind


def has_tips(session: Session, actor: Member) -> bool:
    """Return whether `actor` gets tips: they have asked for them, and not switched them off since."""
    return wants_tips(session, member_id=actor.id) and not is_muted(session, actor, PromptKind.TIP)


def wish(deps: Deps, *, actor: Member) -> None:
    """Let `actor` get tips, also where they had switched them off.

    Raises:
        NotYoursError: `actor` is no mentor.
    """
    with deps.db.begin() as session:
        access.prove_mentor(session, actor)
        wish_for_tips(session, member_id=actor.id, team_id=actor.team_id)
        allow(session, actor, PromptKind.TIP)


def end(deps: Deps, *, actor: Member) -> None:
    """Let `actor` get no more tips."""
    with deps.db.begin() as session:
        end_tips(session, member_id=actor.id)


def plan_rounds(deps: Deps) -> int:
    """Plan the coming tips of everybody who has asked for them; return how many are new. Safe to repeat."""
    now = deps.clock.now()
    with deps.db.begin() as session:
        mentors = who_wants_tips(session)
        hours = hours_of(session, mentors)
        rows = [
            planned_of(mentor, kind=TouchpointKind.MENTOR_TIP, morning=morning, revision=number)
            for mentor in mentors
            for number, morning in tips_ahead(mentor.id, hours[mentor.id], now=now)
        ]
        return plan(session, rows)


def write(deps: Deps, letter: Letter) -> Written:
    """Give a mentor the tip of this round.

    Raises:
        PointlessError: they want none any more, or have had one within the last month.
    """
    with deps.db.read() as session:
        if not wants_tips(session, member_id=letter.member.id):
            raise PointlessError("unasked")
        if was_sent_in_another_round(
            session, member_id=letter.member.id, kind=letter.kind, revision=letter.revision, since=letter.at - MONTH
        ):
            raise PointlessError("month")
    waits = letter.waits(point=letter.at + SNOOZABLE_FOR)
    prompted = Prompted(letter.kind, letter.subject_id, letter.revision)
    return view.message(deps.catalog, tip=tip_of(letter.revision), prompted=prompted, waits=waits)
