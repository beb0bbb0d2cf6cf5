"""The pairs of one Home: thirteen statements, however many pairs there are and however much is open in them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.endings import EndingLine
from bot.domain.gate import Flag
from bot.domain.home import GoalLine, HomePage, ItemLine, PairLines, Waiting, WaitingKind
from bot.domain.pairs import PairCard
from bot.domain.reviews import Load
from bot.services import holds
from bot.services.access import UNDECIDED
from bot.services.agreement_records import is_waiting
from bot.services.cards import card_of
from bot.services.endings import lines_of_home
from bot.services.gate import shown_flags
from bot.services.matching import mode_of
from bot.services.pairs import proposal_seen_by
from bot.services.requests import card_of as card_of_request
from bot.services.review_load import this_month
from bot.services.review_waiting import reviews_waiting
from storage.agreements import Agreement, newest_agreements
from storage.goals import Goal, open_goals
from storage.items import ActionItem, Advice, open_advice, open_items
from storage.meetings import (
    LONGEST,
    Meeting,
    count_meetings_within,
    meetings_ahead,
    meetings_to_recap,
    pairs_that_met,
)
from storage.members import Member
from storage.pairs import PairRow, pairs_begun_of
from storage.recaps import Recap, Settlement, recaps_of, settlements_in
from storage.records import record
from storage.requests import open_requests_of
from storage.reviews import Review, open_reviews
from storage.vocabulary import PairState, Side


@record
class _Rows:
    """What is kept of somebody's pairs."""

    pairs: Sequence[PairRow]
    flags: Mapping[str, tuple[Flag, ...]]
    ahead: Sequence[Meeting] = ()
    to_recap: Sequence[Meeting] = ()
    recaps: Sequence[Recap] = ()
    wordings: Sequence[Settlement] = ()
    advice: Sequence[Advice] = ()
    items: Sequence[ActionItem] = ()
    goals: Sequence[Goal] = ()
    met: frozenset[str] = frozenset()
    """The pairs that have met."""
    agreements: Sequence[Agreement] = ()
    """The newest version of each pair."""
    has_past: bool = False
    reviews: Sequence[Review] = ()
    meetings: int = 0
    """In this month, of the pairs in which the viewer is the mentor."""


def gathered(deps: Deps, plain: HomePage, *, member: Member) -> HomePage:
    """Return the Home of `member` with everything that their pairs put there."""
    now = deps.clock.now()
    with deps.db.read() as session:
        rows = _rows(session, member, now=now)
        active = [row for row in rows.pairs if row.pair.state is PairState.ACTIVE]
        cards = {row.pair.id: card_of(row, viewer_id=member.id) for row in active}
        endings = lines_of_home(session, cards.values(), now=now) if cards else {}
        requests = open_requests_of(session, member_id=member.id)
        to_weigh = holds.count(session, actor=member) if plain.is_facilitator else 0
        mode = plain.mode if rows.pairs else mode_of(session, team_id=member.team_id)
    undecided = [row for row in rows.pairs if row.pair.state in UNDECIDED]
    items = [_item_line(item, card=cards[item.pair_id]) for item in rows.items]
    page = replace(
        plain,
        today=local_day(now, ZoneInfo(member.zone)),
        proposals=[proposal_seen_by(row, viewer_id=member.id, flags=rows.flags[row.pair.id]) for row in undecided],
        pairs=_pair_lines(cards, rows, items, endings),
        has_past_pairs=rows.has_past,
        requests=[card_of_request(row, viewer_id=member.id, now=now) for row in requests],
        to_weigh=to_weigh,
        mode=mode,
        load=_load(rows, cards),
    )
    reviews = reviews_waiting(rows.reviews, cards, today=page.today)
    recaps = _recaps_waiting(rows, cards)
    words = [*_wordings_waiting(rows, cards), *_advice_waiting(rows, cards), *_agreements_waiting(rows, cards, now)]
    return replace(page, waiting=[*recaps, *words, *reviews, *_items_waiting(page, items)])


def _rows(session: Session, member: Member, *, now: datetime) -> _Rows:
    begun = pairs_begun_of(session, member_id=member.id)
    pairs = [row for row in begun if row.pair.state is not PairState.ENDED]
    has_past = len(begun) > len(pairs)
    active = [row for row in pairs if row.pair.state is PairState.ACTIVE]
    flags = shown_flags(session, [row for row in pairs if row.pair.state in UNDECIDED])
    if not active:
        return _Rows(pairs, flags, has_past=has_past)
    pair_ids = [row.pair.id for row in active]
    together = [row.pair.id for row in active if not (row.mentor.is_deleted or row.mentee.is_deleted)]
    to_recap = meetings_to_recap(session, pair_ids=together, now=now)
    mentored = [row.pair.id for row in active if row.mentor.id == member.id]
    since, until = this_month(now, ZoneInfo(member.zone))
    return _Rows(
        pairs,
        flags,
        ahead=meetings_ahead(session, pair_ids=together, now=now),
        to_recap=to_recap,
        recaps=recaps_of(session, meeting_ids=[meeting.id for meeting in to_recap]),
        wordings=settlements_in(session, meeting_ids=[meeting.id for meeting in to_recap]),
        advice=open_advice(session, pair_ids=together),
        items=open_items(session, pair_ids=pair_ids),
        goals=open_goals(session, pair_ids=pair_ids),
        met=pairs_that_met(session, pair_ids=pair_ids, before=now - LONGEST),
        agreements=list(newest_agreements(session, pair_ids=together).values()),
        has_past=has_past,
        reviews=open_reviews(session, pair_ids=together),
        meetings=count_meetings_within(session, pair_ids=mentored, since=since, until=until) if mentored else 0,
    )


def _pair_lines(
    cards: Mapping[str, PairCard], rows: _Rows, items: Iterable[ItemLine], endings: Mapping[str, EndingLine]
) -> list[PairLines]:
    meets_at: dict[str, datetime] = {}
    for meeting in rows.ahead:
        meets_at.setdefault(meeting.pair_id, meeting.starts_at)
    items_of: defaultdict[str, list[ItemLine]] = defaultdict(list)
    for item in sorted(items, key=lambda item: not item.is_mine):
        items_of[item.card.pair_id].append(item)
    goals_of: defaultdict[str, list[GoalLine]] = defaultdict(list)
    for goal in rows.goals:
        goals_of[goal.pair_id].append(GoalLine(title=goal.title, due_on=goal.due_on))
    lines = [
        PairLines(
            card=card,
            meets_at=meets_at.get(pair_id),
            items=items_of[pair_id],
            goals=goals_of[pair_id],
            has_met=pair_id in rows.met,
            ending=endings.get(pair_id),
        )
        for pair_id, card in cards.items()
    ]
    last = datetime.max.replace(tzinfo=UTC)
    return sorted(
        lines, key=lambda line: (line.card.is_resting, line.meets_at or last, line.card.partner.name.casefold())
    )


def _load(rows: _Rows, cards: Mapping[str, PairCard]) -> Load | None:
    """Return what the viewer carries as a mentor, None where they mentor nobody."""
    mentored = {pair_id for pair_id, card in cards.items() if card.side is Side.MENTOR}
    if not mentored:
        return None
    return Load(len(mentored), sum(review.pair_id in mentored for review in rows.reviews), rows.meetings)


def _recaps_waiting(rows: _Rows, cards: Mapping[str, PairCard]) -> list[Waiting]:
    """Return the meetings whose recap the viewer has neither written nor skipped."""
    settled = {(recap.meeting_id, recap.author_id) for recap in rows.recaps}
    return [
        Waiting(kind=WaitingKind.RECAP, card=card, on=local_day(meeting.starts_at, card.me.clock))
        for meeting in rows.to_recap
        if (card := cards[meeting.pair_id]) and (meeting.id, card.me.member_id) not in settled
    ]


def _wordings_waiting(rows: _Rows, cards: Mapping[str, PairCard]) -> list[Waiting]:
    """Return the newest wording of each meeting, where the other side wrote it and the viewer has not said yes."""
    newest = {wording.meeting_id: wording for wording in reversed(rows.wordings)}
    return [
        Waiting(kind=WaitingKind.WORDING, card=card, on=local_day(wording.written_at, card.me.clock))
        for wording in newest.values()
        if (card := cards[wording.pair_id]) and wording.confirmed_at is None and wording.author_id != card.me.member_id
    ]


def _advice_waiting(rows: _Rows, cards: Mapping[str, PairCard]) -> list[Waiting]:
    """Return one line for each pair in which suggestions wait for the viewer, who is its mentee."""
    first = {advice.pair_id: advice for advice in reversed(rows.advice)}
    return [
        Waiting(kind=WaitingKind.ADVICE, card=card, on=local_day(advice.changed_at, card.me.clock))
        for advice in first.values()
        if (card := cards[advice.pair_id]).side is Side.MENTEE
    ]


def _agreements_waiting(rows: _Rows, cards: Mapping[str, PairCard], now: datetime) -> list[Waiting]:
    """Return the agreements that wait for the viewer."""
    return [
        Waiting(kind=WaitingKind.AGREEMENT, card=card, on=local_day(now, card.me.clock))
        for agreement in rows.agreements
        if (card := cards[agreement.pair_id])
        and is_waiting(agreement, side=card.side, today=local_day(now, card.me.clock))
    ]


def _items_waiting(page: HomePage, items: Iterable[ItemLine]) -> list[Waiting]:
    """Return the viewer's own items that are due, the oldest date first."""
    return [
        Waiting(kind=WaitingKind.ITEM, card=item.card, on=item.due_on or date.min, task=item.task)
        for item in items
        if page.is_due(item)
    ]


def _item_line(item: ActionItem, *, card: PairCard) -> ItemLine:
    is_mine = item.owner_id == card.me.member_id
    return ItemLine(card=card, task=item.task, is_mine=is_mine, due_on=item.due_on)
