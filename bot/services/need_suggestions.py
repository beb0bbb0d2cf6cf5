"""What a mentor suggests for the map of a mentee, who takes it in or lets it be and tells nobody which."""

from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.needs import FRESH, HintDraft
from bot.domain.pairs import PairCard
from bot.errors import FieldError, UserError
from bot.services import access
from bot.services.letter import planned
from bot.services.needs import refuse_when_full, today_of
from storage.members import Member, member_of
from storage.needs import Need, delete_need, need_by_id, suggestion_of
from storage.pairs import lock_pair, lock_people
from storage.touchpoints import plan
from storage.vocabulary import TouchpointKind

OF_LINE = 1
"""The revision of the message about something that is suggested. One about a person has that of its day."""


def suggest(deps: Deps, *, actor: Member, pair_id: str, draft: HintDraft, need_id: str, field: str) -> PairCard:
    """Suggest one thing to the mentee of a pair and return the pair. One waits at a time: a newer one takes its place.

    Args:
        deps: the collaborators.
        actor: the mentor.
        pair_id: the pair.
        draft: what was entered.
        need_id: the id of a new one; the same again changes nothing.
        field: beside which a refusal of the person stands.

    Raises:
        NotYoursError: `actor` is not the mentor of that pair.
        FieldError: whoever is named is nobody whom the mentee can ask.
        UserError: the mentee has left.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        card = access.pair_mentor_of(session, actor, pair_id)
        _refuse_when_gone(deps, card)
        lock_pair(session, pair_id=pair_id)
        person_id = _person(session, deps, card, draft.person_user_id, field=field)
        waiting = suggestion_of(session, mentee_id=card.mentee.member_id, mentor_id=actor.id)
        if waiting is None and need_by_id(session, need_id=need_id):
            return card
        need = waiting or Need(
            id=need_id, team_id=card.team_id, mentee_id=card.mentee.member_id, about=draft.about, topic=draft.topic
        )
        need.about, need.topic = draft.about, draft.topic
        need.proposed_by_id, need.person_id = actor.id, person_id
        session.add(need)
        session.flush()
        _tell(session, need, now=now)
    return card


def name_somebody(
    deps: Deps, *, actor: Member, pair_id: str, need_id: str, user_id: str | None, field: str
) -> PairCard:
    """Name somebody who may know what a mentee needs and has shared with `actor`; return the pair.

    Raises:
        NotYoursError: the need is not shared with them.
        FieldError: whoever is named is nobody whom the mentee can ask.
        UserError: the mentee has left.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        need, card = access.shared_need_of(session, actor, need_id, pair_id=pair_id)
        _refuse_when_gone(deps, card)
        person_id = _person(session, deps, card, user_id or "", field=field)
        if (need.proposed_by_id, need.person_id) != (actor.id, person_id):
            need.proposed_by_id, need.person_id = actor.id, person_id
            session.add(need)
            _tell(session, need, now=now)
    return card


def take_in(deps: Deps, *, actor: Member, need_id: str) -> None:
    """Put what is suggested on `actor`'s map; what stands there already stays as it is. Nobody is told.

    Raises:
        NotYoursError: it was suggested to somebody else, or is gone.
        UserError: the map is full.
    """
    with deps.db.begin() as session:
        lock_people(session, member_ids=[actor.id])
        need = access.own_need_of(session, actor, need_id, is_to_change=True)
        if need.named_on is None:
            refuse_when_full(session, deps, actor)
            need.named_on = today_of(deps, actor)
            session.add(need)


def let_be(deps: Deps, *, actor: Member, need_id: str) -> None:
    """Keep nothing of what is suggested; what was taken in before stays. Nobody is told.

    Raises:
        NotYoursError: it was suggested to somebody else, or is gone.
    """
    with deps.db.begin() as session:
        if access.own_need_of(session, actor, need_id, is_to_change=True).named_on is None:
            delete_need(session, need_id=need_id)


def _refuse_when_gone(deps: Deps, card: PairCard) -> None:
    if card.is_resting:
        raise UserError(deps.catalog.needs.has_left.format(mentee=card.mentee.name))


def _person(session: Session, deps: Deps, card: PairCard, user_id: str | None, *, field: str) -> str | None:
    """Return the id of whom a mentor names: another colleague of this workspace, and none of the two."""
    if user_id is None:
        return None
    named = member_of(session, team_id=card.team_id, user_id=user_id)
    if named is None or not named.is_full_member or named.id in (card.mentor.member_id, card.mentee.member_id):
        raise FieldError(field, deps.catalog.needs.cannot_be_named.format(mentee=card.mentee.name))
    return named.id


def _tell(session: Session, need: Need, *, now: datetime) -> None:
    """Tell the mentee that something is suggested, and when somebody is named for what is on their map: once a day."""
    told = planned(
        kind=TouchpointKind.NEED_SUGGESTED,
        member_id=need.mentee_id,
        team_id=need.team_id,
        subject_id=need.id,
        due_at=now,
        expires_at=now + FRESH,
        revision=now.toordinal() if need.named_on else OF_LINE,
    )
    plan(session, [told])
