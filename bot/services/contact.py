"""No contact: somebody hears nothing from the other side of a pair and lets one facilitator know, in private.

What is kept is one message to that facilitator, with who would like a word and nothing of whom it is about: no mark on
the pair, no count, and nothing that the other one could find.
"""

import secrets
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.between import Helper
from bot.domain.calendar import local_day
from bot.domain.pairs import PairCard
from bot.errors import UserError
from bot.services import access
from bot.services.letter import Letter, PointlessError, Written, planned
from bot.services.relay.relations import as_people, rows_of
from bot.views import contact as view
from storage.leavers import people_behind
from storage.members import Member, members_by_id, members_of
from storage.pairs import pair_row, who_was_paired_with
from storage.relations import who_has_a_say
from storage.touchpoints import plan
from storage.vocabulary import TouchpointKind

FRESH = timedelta(days=14)
MONTHS = 12


def helper_for(deps: Deps, *, actor: Member, pair_id: str) -> tuple[Helper, PairCard]:
    """Return who can be told: whoever brought the two together, else one of the facilitators by lot.

    Nobody who is or was paired with either of the two, or has a say in the career of one, or the other way round.

    Raises:
        NotYoursError: the pair is not the actor's.
        UserError: there is nobody who could be told, or Slack did not answer.
    """
    there = _facilitators(deps, team_id=actor.team_id)
    with deps.db.read() as session:
        card = access.active_pair_of(session, actor, pair_id)
        fit = _fit(session, card, there)
        row = pair_row(session, pair_id=pair_id)
    if not fit:
        raise UserError(deps.catalog.contact.nobody)
    first = next((each for each in fit if row and each.id == row.proposer.id), None) or secrets.choice(fit)
    return Helper(first.user_id, first.name), card


def tell(deps: Deps, *, actor: Member, pair_id: str, user_id: str) -> tuple[Helper, bool]:
    """Let that facilitator know that `actor` would like a word; return them, and whether that is new this month.

    Raises:
        NotYoursError: the pair is not the actor's.
        UserError: they cannot be told any more, or Slack did not answer.
    """
    there, now = _facilitators(deps, team_id=actor.team_id), deps.clock.now()
    with deps.db.begin() as session:
        card = access.active_pair_of(session, actor, pair_id)
        helper = next((each for each in _fit(session, card, there) if each.user_id == user_id), None)
        if helper is None:
            raise UserError(deps.catalog.contact.nobody)
        word = planned(
            kind=TouchpointKind.OUT_OF_TOUCH,
            member_id=helper.id,
            team_id=actor.team_id,
            subject_id=actor.id,
            due_at=now,
            expires_at=now + FRESH,
            revision=_month(actor, now),
        )
        is_new = plan(session, [word]) == 1
    return Helper(helper.user_id, helper.name), is_new


def told(deps: Deps, letter: Letter) -> Written:
    """Let a facilitator know that somebody would like a word.

    Raises:
        PointlessError: they have left.
    """
    with deps.db.read() as session:
        asking = members_by_id(session, member_ids=[letter.subject_id]).get(letter.subject_id)
    if asking is None or not asking.is_full_member:
        raise PointlessError("left")
    return view.told(deps.catalog, name=asking.name)


def _facilitators(deps: Deps, *, team_id: str) -> frozenset[str]:
    """Return the Slack ids of whoever is in the facilitators' channel now."""
    channel_id = access.facilitator_channel(deps, team_id=team_id)
    if channel_id is None:
        return frozenset()
    with access.slack_must_answer(deps):
        return frozenset(deps.directory.members(team_id=team_id, channel_id=channel_id))


def _fit(session: Session, card: PairCard, there: frozenset[str]) -> list[Member]:
    """Return the facilitators who stand outside of this pair, whatever anybody has had erased: four statements."""
    team_id, two = card.team_id, {card.mentor.user_id, card.mentee.user_id}
    behind = people_behind(session, team_id=team_id)
    rows = rows_of(two, behind)
    paired = who_was_paired_with(session, team_id=team_id, user_ids=rows)
    over = who_has_a_say(session, team_id=team_id, user_ids=rows)
    tied = {user_id for both in as_people([*paired, *over], behind) for user_id in both}
    found = members_of(session, team_id=team_id, user_ids=there - two - tied)
    return sorted((each for each in found.values() if each.is_full_member), key=lambda each: each.user_id)


def _month(member: Member, now: datetime) -> int:
    """Return a number that is the same throughout one month of somebody's calendar."""
    today = local_day(now, ZoneInfo(member.zone))
    return today.year * MONTHS + today.month
