"""How two people are brought together by a facilitator: the right is proven, both are fit, then both are asked."""

from collections.abc import Mapping

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.gate import Flag, is_barred
from bot.domain.pairs import PairDraft, Proposed, flaw_of_person
from bot.domain.people import Person
from bot.domain.programme import often_enough
from bot.errors import FieldError
from bot.services import access, gate, pair_steps
from bot.services.matching import barred_kinds, mode_of
from bot.services.members import keep_people
from bot.services.offers import can_begin
from bot.services.programme import cadence_floor
from storage.audit import note
from storage.members import members_of
from storage.pairs import Pair, live_pair_between, lock_people, pair_row
from storage.vocabulary import AuditKind, MatchMode, PairState, Side, TouchpointKind


def propose(
    deps: Deps, *, team_id: str, user_id: str, draft: PairDraft, pair_id: str, fields: Mapping[Side, str]
) -> Proposed:
    """Bring two people together as the programme has it, and return what comes next. All look-ups come first, in 2 s.

    They are asked whether they would like to be a pair, or to talk first; where the programme assigns they talk.
    The same `pair_id` again changes nothing and answers as the first time.

    Args:
        deps: the collaborators.
        team_id: the workspace.
        user_id: whoever proposes; may be one of the two.
        draft: what was entered.
        pair_id: the id that the pair gets.
        fields: beside which field a refusal of each side's person is shown.

    Raises:
        FieldError: one of the two cannot be in a pair, or they are in one already.
        UserError: `user_id` is no facilitator, or Slack did not answer in time.
    """
    two, proposer = _looked_up(deps, team_id=team_id, user_id=user_id, draft=draft, fields=fields)
    keep_people(deps, [*two.values(), *proposer])
    user_ids = {user_id, *(person.user_id for person in two.values())}
    with deps.db.begin() as session:
        members = members_of(session, team_id=team_id, user_ids=user_ids)
        pair = Pair(
            id=pair_id,
            team_id=team_id,
            mentor_id=members[draft.mentor_user_id].id,
            mentee_id=members[draft.mentee_user_id].id,
            proposed_by_id=members[user_id].id,
            cadence=often_enough(draft.cadence, floor=cadence_floor(session, team_id=team_id)),
            topic=draft.topic,
            proposed_at=deps.clock.now(),
        )
        flags = _propose_in(session, deps, pair=pair, field=fields[Side.MENTEE])
    names = {side: person.name for side, person in two.items()}
    return Proposed(names[Side.MENTOR], names[Side.MENTEE], pair.state, has_talk=pair.talks_first, flags=flags)


def _looked_up(
    deps: Deps, *, team_id: str, user_id: str, draft: PairDraft, fields: Mapping[Side, str]
) -> tuple[dict[Side, Person], list[Person]]:
    """Return the two, proven fit, and whoever proposes them, proven to be a facilitator."""
    chosen = {Side.MENTOR: draft.mentor_user_id, Side.MENTEE: draft.mentee_user_id}
    channel_id = access.facilitator_channel(deps, team_id=team_id)
    channels = [channel_id] if channel_id else []
    deps.directory.prefetch(team_id=team_id, user_ids=[user_id, *chosen.values()], channel_ids=channels)
    access.prove_may_pair(deps, team_id=team_id, user_id=user_id)
    if draft.mentor_user_id == draft.mentee_user_id:
        raise FieldError(fields[Side.MENTEE], deps.catalog.pairs.same)
    with access.slack_must_answer(deps):
        found = {side: deps.directory.person(team_id=team_id, user_id=each) for side, each in chosen.items()}
        proposer = deps.directory.person(team_id=team_id, user_id=user_id)
    two = {side: _fit(deps, person, field=fields[side]) for side, person in found.items()}
    return two, [proposer] if proposer else []


def _fit(deps: Deps, person: Person | None, *, field: str) -> Person:
    say = deps.catalog.pairs
    if person is None:
        raise FieldError(field, say.nobody)
    flaw = flaw_of_person(person)
    if flaw:
        sentence: str = getattr(say, flaw)
        raise FieldError(field, sentence.format(name=person.name))
    return person


def _propose_in(session: Session, deps: Deps, *, pair: Pair, field: str) -> tuple[Flag, ...]:
    """Keep the pair and ask the two, in the transaction at hand; return what the roster says stands between them."""
    two = (pair.mentor_id, pair.mentee_id)
    lock_people(session, member_ids=two)
    flags = gate.known_flags(session, mentor_id=pair.mentor_id, mentee_id=pair.mentee_id)
    _prepare(pair, mode_of(session, team_id=pair.team_id))
    if pair_row(session, pair_id=pair.id):
        return flags
    today = pair.proposed_at.date()
    if live_pair_between(session, member_ids=two) or not can_begin(
        session, mentor_id=pair.mentor_id, mentee_id=pair.mentee_id, today=today
    ):
        raise FieldError(field, deps.catalog.pairs.paired_already)
    if is_barred(flags, barred=barred_kinds(session, team_id=pair.team_id)):
        raise FieldError(field, deps.catalog.gate.barred)
    session.add(pair)
    session.flush()
    note(session, team_id=pair.team_id, actor_id=pair.proposed_by_id, kind=AuditKind.PAIR_PROPOSED, at=pair.proposed_at)
    if pair.state is PairState.TALKING:
        pair_steps.begin_talk(session, pair, now=pair.proposed_at)
    else:
        pair_steps.tell(session, pair, TouchpointKind.PAIR_PROPOSED, two, now=pair.proposed_at)
    return flags


def _prepare(pair: Pair, mode: MatchMode) -> None:
    """Let a pair start where the programme has pairs start."""
    pair.talks_first = mode is not MatchMode.SELF_CHOICE
    pair.state = PairState.TALKING if mode is MatchMode.ASSIGNMENT else PairState.PROPOSED
