"""Check-ins: rounds are planned ahead; whom and what each asks turns out when it is sent; answers are their giver's."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.caps import MONTH
from bot.domain.check_ins import (
    SNOOZABLE_FOR,
    Asked,
    in_turn,
    question_of,
    quiet_span,
    rounds_ahead,
)
from bot.domain.pairs import PairCard
from bot.services.cards import card_of
from bot.services.letter import Letter, PointlessError, Written, planned_of
from bot.services.preferences import hours_of
from bot.views import check_in_messages as view
from storage.check_ins import choice_of, never_in
from storage.meetings import pairs_meeting_within, pairs_that_met
from storage.members import Member
from storage.pairs import live_pairs_of, mentors_of_pairs
from storage.prompts import was_sent_in_another_round
from storage.touchpoints import plan
from storage.vocabulary import PairState, TouchpointKind


def plan_rounds(deps: Deps) -> int:
    """Plan the coming rounds of everybody who mentors somebody; return how many are new. Safe to repeat.

    One round is one question about one mentee, however many mentees somebody has.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        mentors = mentors_of_pairs(session)
        hours = hours_of(session, mentors)
        rows = [
            planned_of(mentor, kind=TouchpointKind.CHECK_IN, morning=morning, revision=number)
            for mentor in mentors
            for number, morning in rounds_ahead(mentor.id, hours[mentor.id], now=now)
        ]
        return plan(session, rows)


def write_question(deps: Deps, letter: Letter) -> Written:
    """Ask a mentor one question about one of their mentees: six statements, however many these are.

    Raises:
        PointlessError: they want none now, or have had one within the last month, or meet every mentee around these
            days.
    """
    with deps.db.read() as session:
        choice = choice_of(session, member_id=letter.member.id)
        if choice and choice.paused_until and choice.paused_until > local_day(letter.at, letter.hours.zone):
            raise PointlessError("paused")
        question = question_of(letter.revision, never=never_in(choice))
        if question is None:
            raise PointlessError("never")
        if was_sent_in_another_round(
            session, member_id=letter.member.id, kind=letter.kind, revision=letter.revision, since=letter.at - MONTH
        ):
            raise PointlessError("month")
        card = in_turn(_askable(session, letter.member, at=letter.at), letter.revision)
    if card is None:
        raise PointlessError("meets")
    asked = Asked(card.pair_id, question, letter.revision)
    waits = letter.waits(point=letter.at + SNOOZABLE_FOR)
    return view.question(deps.catalog, asked=asked, card=card, subject_id=letter.subject_id, waits=waits)


def _askable(session: Session, mentor: Member, *, at: datetime) -> list[PairCard]:
    """Return the pairs about which a mentor can be asked: they have met, and do not meet around these days."""
    rows = [
        row
        for row in live_pairs_of(session, member_id=mentor.id)
        if row.mentor.id == mentor.id and row.pair.state is PairState.ACTIVE and row.mentee.is_full_member
    ]
    pair_ids = [row.pair.id for row in rows]
    since, until = quiet_span(at, ZoneInfo(mentor.zone))
    met = pairs_that_met(session, pair_ids=pair_ids, before=at)
    busy = pairs_meeting_within(session, pair_ids=pair_ids, since=since, until=until - timedelta(microseconds=1))
    cards = [card_of(row, viewer_id=mentor.id) for row in rows if row.pair.id in met - busy]
    return sorted(cards, key=lambda card: card.pair_id)
