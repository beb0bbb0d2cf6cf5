"""What waits for a facilitator: pairs that a conflict of interests holds up, requests in which help is wished for.

Facilitators learn what kind of conflict it is. What the two have written, here or in a request, they never read.
"""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.gate import Kind, words_of
from bot.domain.holds import Desk, Held, Unanswered
from bot.errors import NotYoursError, UserError
from bot.services import access, gate, pair_steps
from bot.services.matching import barred_kinds
from storage.audit import note
from storage.members import Member
from storage.pairs import PairRow, held_pairs, lock_pair, lock_people, pair_row
from storage.requests import RequestRow, requests_to_help
from storage.settings import keep_setting
from storage.vocabulary import AuditKind, PairState, SettingName


def count(session: Session, *, actor: Member) -> int:
    """Return how much waits for this facilitator: two statements, however much it is."""
    held, unanswered = _waiting(session, actor)
    return len(held) + len(unanswered)


def desk(deps: Deps, *, actor: Member) -> Desk:
    """Return what waits for this facilitator; what concerns themselves is for the others alone.

    Raises:
        UserError: `actor` is no facilitator, or Slack did not answer in time.
    """
    _prove(deps, actor)
    with deps.db.read() as session:
        held, unanswered = _waiting(session, actor)
        flags = gate.shown_flags(session, held)
    return Desk(
        [Held(row.pair.id, row.mentor.name, row.mentee.name, flags[row.pair.id]) for row in held],
        [
            Unanswered(row.mentor.name, row.mentee.name, local_day(row.request.asked_at, ZoneInfo(actor.zone)))
            for row in unanswered
        ],
    )


def settle(deps: Deps, *, actor: Member, pair_id: str, consents: bool) -> None:
    """Let a held pair begin, or plan another arrangement, about which the two hear what they always hear.

    Raises:
        UserError: `actor` is no facilitator or one of the two, it is settled, it cannot begin since one of them has
            left, or Slack did not answer in time.
    """
    _prove(deps, actor)
    say = deps.catalog.gate
    now = deps.clock.now()
    with deps.db.begin() as session:
        row = _held(session, actor, pair_id)
        if actor.id in (row.mentor.id, row.mentee.id):
            raise UserError(say.own_pair)
        if row.pair.state is not PairState.HELD:
            raise UserError(say.settled_meanwhile)
        if consents and not (row.mentor.is_full_member and row.mentee.is_full_member):
            raise UserError(say.one_has_left)
        note(session, team_id=actor.team_id, actor_id=actor.id, kind=AuditKind.PAIR_SETTLED, at=now)
        if consents:
            row.pair.consented_by_id = actor.id
            pair_steps.begin(session, row, now=now)
        else:
            pair_steps.drop(session, row, now=now)


def rules(deps: Deps, *, actor: Member) -> frozenset[Kind]:
    """Return between whom this programme makes no pair.

    Raises:
        UserError: `actor` is no facilitator, or Slack did not answer in time.
    """
    _prove(deps, actor)
    with deps.db.read() as session:
        return barred_kinds(session, team_id=actor.team_id)


def keep_rules(deps: Deps, *, actor: Member, kinds: Collection[Kind]) -> None:
    """Keep between whom this programme makes no pair; those that are there stay.

    Raises:
        UserError: `actor` is no facilitator, or Slack did not answer in time.
    """
    _prove(deps, actor)
    with deps.db.begin() as session:
        keep_setting(session, team_id=actor.team_id, name=SettingName.INELIGIBLE, value=words_of(kinds) or None)
        note(session, team_id=actor.team_id, actor_id=actor.id, kind=AuditKind.RULES_KEPT, at=deps.clock.now())


def _prove(deps: Deps, actor: Member) -> None:
    access.prove_may_pair(deps, team_id=actor.team_id, user_id=actor.user_id)


def _waiting(session: Session, actor: Member) -> tuple[list[PairRow], list[RequestRow]]:
    held, unanswered = held_pairs(session, team_id=actor.team_id), requests_to_help(session, team_id=actor.team_id)
    return (
        [row for row in held if actor.id not in (row.mentor.id, row.mentee.id)],
        [row for row in unanswered if actor.id not in (row.mentor.id, row.mentee.id)],
    )


def _held(session: Session, actor: Member, pair_id: str) -> PairRow:
    """Return a pair of the facilitator's workspace as it is once nobody else can change it."""
    row = pair_row(session, pair_id=pair_id)
    if row is None or row.pair.team_id != actor.team_id:
        raise NotYoursError
    lock_people(session, member_ids=(row.mentor.id, row.mentee.id))
    lock_pair(session, pair_id=pair_id)
    session.refresh(row.pair)
    return row
