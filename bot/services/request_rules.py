"""Whom somebody can ask to be their mentor. What stands against it is refused at the time of asking."""

from datetime import datetime

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.domain.gate import is_barred
from bot.domain.requests import MOST_OPEN
from bot.errors import NotYoursError, UserError
from bot.services import gate
from bot.services.matching import barred_kinds, mode_of
from bot.services.offers import may_be_asked
from storage.members import Member, members_by_id
from storage.pairs import live_pair_between
from storage.requests import count_open_requests_by, open_request_between
from storage.vocabulary import MatchMode


def mentor_to_ask(session: Session, actor: Member, mentor_id: str) -> Member:
    """Return the colleague whom `actor` would ask: an id from a payload, chosen by its sender.

    Raises:
        NotYoursError: there is no such colleague in this workspace, or it is `actor`.
    """
    mentor = members_by_id(session, member_ids=[mentor_id]).get(mentor_id)
    if mentor is None or mentor.team_id != actor.team_id or mentor.id == actor.id or not mentor.is_full_member:
        raise NotYoursError
    return mentor


def refuse_what_cannot_be(session: Session, catalog: Catalog, *, mentee: Member, mentor: Member, now: datetime) -> None:
    """Return when this mentee can ask this mentor now.

    Whether one of them would rather not be paired with the other is told to nobody: it reads as any other mentor who
    takes nobody on.

    Raises:
        UserError: the programme assigns, they are together or have been asked, too many requests wait, the programme
            makes no such pair, or the mentor takes nobody on.
    """
    say = catalog.requests
    two = (mentee.id, mentor.id)
    if mode_of(session, team_id=mentee.team_id) is MatchMode.ASSIGNMENT:
        raise UserError(say.assigned_here)
    if live_pair_between(session, member_ids=two):
        raise UserError(say.together_already.format(name=mentor.name))
    if open_request_between(session, member_ids=two):
        raise UserError(say.asked_already.format(name=mentor.name))
    if count_open_requests_by(session, mentee_id=mentee.id) >= MOST_OPEN:
        raise UserError(say.too_many.format(number=MOST_OPEN))
    flags = gate.known_flags(session, mentor_id=mentor.id, mentee_id=mentee.id)
    if is_barred(flags, barred=barred_kinds(session, team_id=mentee.team_id)):
        raise UserError(catalog.gate.barred)
    if not may_be_asked(session, mentor=mentor, by=mentee, now=now):
        raise UserError(say.not_available.format(name=mentor.name))
