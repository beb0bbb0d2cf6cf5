"""Whose something is: one function for each thing that belongs to somebody."""

from sqlmodel import Session

from bot.domain.pairs import PairCard
from bot.domain.snoozes import Prompted
from bot.errors import NotYoursError
from bot.services.cards import card_of
from bot.services.letter import key_of
from storage.agendas import AgendaItem, topic_by_id
from storage.agreements import Agreement, agreement_by_id
from storage.endings import Ending, ending_by_id
from storage.goals import Goal, goal_by_id
from storage.items import ActionItem, item_by_id
from storage.meetings import Meeting, meeting_by_id
from storage.members import Member
from storage.pairs import PairRow, pair_row
from storage.plans import shares_in
from storage.prompts import prompt_by_key
from storage.requests import RequestRow, lock_request, request_row
from storage.vocabulary import PairState, Paper, TouchpointState

UNDECIDED = (PairState.PROPOSED, PairState.TALKING, PairState.HELD)
"""In these a pair has not begun, and either of the two can still say no."""

ASKED = (TouchpointState.SENDING, TouchpointState.SENT, TouchpointState.DOUBTFUL)
"""Where a message stands that its person may be looking at."""


def pair_of(session: Session, actor: Member, pair_id: str) -> PairCard:
    """Return the pair as `actor` sees it. Only its two people ever get it, while it is proposed or active.

    Raises:
        NotYoursError: `actor` is not in this pair, or it is no more, or there never was one.
    """
    row = pair_row(session, pair_id=pair_id)
    if row is None or actor.id not in (row.mentor.id, row.mentee.id) or row.pair.state is PairState.DECLINED:
        raise NotYoursError
    return card_of(row, viewer_id=actor.id)


def proposal_of(session: Session, actor: Member, pair_id: str) -> PairRow:
    """Return a pair that `actor` was proposed for, whatever has become of it: old buttons deserve an answer too.

    Raises:
        NotYoursError: `actor` is not in this pair, or there never was one.
    """
    row = pair_row(session, pair_id=pair_id)
    if row is None or actor.id not in (row.mentor.id, row.mentee.id):
        raise NotYoursError
    return row


def active_pair_of(session: Session, actor: Member, pair_id: str) -> PairCard:
    """Return the pair as `actor` sees it, once both have said yes.

    Raises:
        NotYoursError: `actor` is not in this pair, or it is not active.
    """
    card = pair_of(session, actor, pair_id)
    if card.state is not PairState.ACTIVE:
        raise NotYoursError
    return card


def undecided_pair_of(session: Session, actor: Member, pair_id: str) -> PairCard:
    """Return the pair as `actor` sees it, while it has not begun.

    Raises:
        NotYoursError: `actor` is not in this pair, or it is decided.
    """
    card = pair_of(session, actor, pair_id)
    if card.state not in UNDECIDED:
        raise NotYoursError
    return card


def request_of(session: Session, actor: Member, request_id: str, *, is_to_change: bool = False) -> RequestRow:
    """Return a request that `actor` has made or got. One `is_to_change` waits until nobody else changes it.

    Raises:
        NotYoursError: it is between others, or there never was one.
    """
    if is_to_change:
        lock_request(session, request_id=request_id)
    row = request_row(session, request_id=request_id)
    if row is None or actor.id not in (row.mentee.id, row.mentor.id):
        raise NotYoursError
    return row


def readable_pair_of(session: Session, actor: Member, pair_id: str) -> PairCard:
    """Return the pair as `actor` sees it, once both have said yes, and also when it has come to its close.

    For what is only read: whoever changes something asks `active_pair_of`.

    Raises:
        NotYoursError: `actor` is not in this pair, or it never began.
    """
    card = pair_of(session, actor, pair_id)
    if card.state not in {PairState.ACTIVE, PairState.ENDED}:
        raise NotYoursError
    return card


def meeting_of(
    session: Session, actor: Member, meeting_id: str, *, is_to_read: bool = False
) -> tuple[Meeting, PairCard]:
    """Return a meeting of a pair that `actor` is in, with the pair. One `is_to_read` may be of a pair that has ended.

    Raises:
        NotYoursError: the meeting is of another pair, or there never was one.
    """
    meeting = meeting_by_id(session, meeting_id=meeting_id)
    if meeting is None:
        raise NotYoursError
    return meeting, (readable_pair_of if is_to_read else active_pair_of)(session, actor, meeting.pair_id)


def agreement_of(
    session: Session, actor: Member, agreement_id: str, *, is_to_read: bool = False
) -> tuple[Agreement, PairCard]:
    """Return a version of the agreement of a pair that `actor` is in, with the pair; not what the two have answered.

    One `is_to_read` may be of a pair that has ended.

    Raises:
        NotYoursError: it is of another pair, or there is none of that id.
    """
    agreement = agreement_by_id(session, agreement_id=agreement_id)
    if agreement is None:
        raise NotYoursError
    return agreement, (readable_pair_of if is_to_read else active_pair_of)(session, actor, agreement.pair_id)


def goal_of(
    session: Session, actor: Member, goal_id: str, *, is_to_change: bool = False, is_to_read: bool = False
) -> tuple[Goal, PairCard]:
    """Return a goal of a pair that `actor` is in, with the pair: both may read and change all of their goals.

    One `is_to_read` may be of a pair that has ended.

    Raises:
        NotYoursError: the goal is of another pair, or there never was one.
    """
    goal = goal_by_id(session, goal_id=goal_id, is_to_change=is_to_change)
    if goal is None:
        raise NotYoursError
    return goal, (readable_pair_of if is_to_read else active_pair_of)(session, actor, goal.pair_id)


def item_of(
    session: Session, actor: Member, item_id: str, *, is_to_change: bool = False
) -> tuple[ActionItem, PairCard]:
    """Return an action item of a pair that `actor` is in, with the pair: both may read and change all of their items.

    Raises:
        NotYoursError: the item is of another pair, or there never was one.
    """
    item = item_by_id(session, item_id=item_id, is_to_change=is_to_change)
    if item is None:
        raise NotYoursError
    return item, active_pair_of(session, actor, item.pair_id)


def own_topic_of(session: Session, actor: Member, topic_id: str) -> tuple[AgendaItem, PairCard]:
    """Return a topic that `actor` has written, with its pair. The other side may read it in time, and never changes it.

    Raises:
        NotYoursError: somebody else wrote it, or there never was one.
    """
    topic = topic_by_id(session, topic_id=topic_id)
    if topic is None or topic.author_id != actor.id:
        raise NotYoursError
    return topic, active_pair_of(session, actor, topic.pair_id)


def papers_shared_with(session: Session, actor: Member, pair_id: str) -> tuple[PairCard, frozenset[Paper]]:
    """Return what the other side of a pair lets `actor` read now, with the pair.

    Raises:
        NotYoursError: the pair is not the actor's, or nothing is shared with them.
    """
    card = active_pair_of(session, actor, pair_id)
    shares = shares_in(session, pair_ids=[pair_id])
    papers = frozenset(each.paper for each in shares if each.member_id == card.partner.member_id)
    if not papers:
        raise NotYoursError
    return card, papers


def own_ending_of(session: Session, actor: Member, ending_id: str) -> tuple[Ending, PairCard]:
    """Return a note by which `actor` brings a pair to its close, with its pair: nobody else's can be asked for.

    Raises:
        NotYoursError: somebody else wrote it, or there is none of that id any more.
    """
    ending = ending_by_id(session, ending_id=ending_id)
    if ending is None or ending.author_id != actor.id:
        raise NotYoursError
    return ending, active_pair_of(session, actor, ending.pair_id)


def prompt_of(session: Session, actor: Member, prompted: Prompted) -> None:
    """Return when this prompt has reached `actor`, or may have: only what was asked of somebody is theirs to put off.

    Raises:
        NotYoursError: it was asked of somebody else, has not been asked yet, or there never was one.
    """
    key = key_of(prompted.kind, subject_id=prompted.subject_id, member_id=actor.id, revision=prompted.revision)
    asked = prompt_by_key(session, dedupe_key=key)
    if asked is None or asked.state not in ASKED:
        raise NotYoursError
