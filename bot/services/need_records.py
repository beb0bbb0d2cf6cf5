"""How the rows of needs read as a map: who covers what follows from the pairs that are under way."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from bot.domain.needs import WORDS, Cover, NeedCard, NeedDraft, word_in
from bot.domain.pairs import PairCard, Partner
from bot.services.cards import card_of as card_of_pair
from bot.services.cards import partner_of
from storage.members import Member, members_by_id
from storage.needs import Need, NeedRow
from storage.pairs import PairRow
from storage.vocabulary import Area, PairState, RequestState


def mentors_in(pairs: Sequence[PairRow], *, mentee_id: str) -> list[PairCard]:
    """Return the pairs under way in which this member is the mentee, as they see them."""
    return [
        card_of_pair(row, viewer_id=mentee_id)
        for row in pairs
        if row.mentee.id == mentee_id and row.pair.state is PairState.ACTIVE
    ]


def cards_of(session: Session, rows: Sequence[NeedRow], pairs: Sequence[PairRow], *, mentee_id: str) -> list[NeedCard]:
    """Return a mentee's needs as they see them, area by area: one statement. `pairs` are all that they are in."""
    mentors = {card.pair_id: card.mentor for card in mentors_in(pairs, mentee_id=mentee_id)}
    begun = frozenset(row.pair.id for row in pairs)
    asked = [row.request.mentor_id for row in rows if row.request]
    named = [each for row in rows for each in (row.need.proposed_by_id, row.need.person_id) if each]
    people = members_by_id(session, member_ids={*asked, *named})
    cards = [_card(row, mentors, begun, people) for row in rows]
    return sorted(cards, key=lambda card: (WORDS.index(card.said.about), card.said.topic.casefold(), card.need_id))


def covering(need: Need, request_pair_id: str | None, pair_ids: frozenset[str]) -> str | None:
    """Return which of these pairs covers a need: the one that was chosen, or that its request has led to."""
    return next((each for each in (need.pair_id, request_pair_id) if each in pair_ids), None)


def _card(
    row: NeedRow, mentors: Mapping[str, Partner], begun: frozenset[str], people: Mapping[str, Member]
) -> NeedCard:
    need, request = row.need, row.request
    pair_id = covering(need, request.pair_id if request else None, frozenset(mentors))
    cover = Cover.MENTOR if pair_id else Cover.ELSEWHERE if need.elsewhere else Cover.NOBODY
    is_waiting = request is not None and (request.state is RequestState.ASKED or request.pair_id in begun)
    return NeedCard(
        need_id=need.id,
        said=NeedDraft(word_in(need.about) or Area.CAREER, need.topic, need.note, cover, pair_id, need.elsewhere),
        named_on=need.named_on,
        mentor=mentors[pair_id] if pair_id else None,
        asked=_partner(people, request.mentor_id) if request and is_waiting and cover is Cover.NOBODY else None,
        proposer=_partner(people, need.proposed_by_id),
        person=_partner(people, need.person_id),
        readers=frozenset(need.shared_with.split()) & mentors.keys(),
    )


def _partner(people: Mapping[str, Member], member_id: str | None) -> Partner | None:
    member = people.get(member_id or "")
    return partner_of(member) if member else None
