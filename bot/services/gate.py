"""The conflict gate: what stands between two people, and what their pair becomes when both have said yes.

A conflict comes from the roster or from what one of the two declares. The roster's is shown to both from the first
word on; what is declared is shown to the other one, and its kind to facilitators, once both have said yes.
"""

from collections.abc import Collection, Sequence

from sqlmodel import Session

from bot.domain.gate import Declared, Explanation, Flag, flags_from, state_after
from bot.services.matching import barred_kinds
from storage.declarations import Declaration, declarations_in, interests_in
from storage.pairs import PairRow, live_pairs_of
from storage.relations import Relation, relations_among
from storage.vocabulary import PairState, Side

OPEN_TO_BOTH = (PairState.HELD, PairState.ACTIVE)
"""In these both have said yes, and each may know what the other one has declared."""


def known_flags(session: Session, *, mentor_id: str, mentee_id: str) -> tuple[Flag, ...]:
    """Return what the roster says stands between two who are no pair: one statement."""
    relations = relations_among(session, member_ids=(mentor_id, mentee_id))
    return _flags(relations, (), mentor_id=mentor_id, mentee_id=mentee_id)


def shown_flags(session: Session, rows: Sequence[PairRow]) -> dict[str, tuple[Flag, ...]]:
    """Return what the two of each pair may know of, by pair id: two statements, however many there are."""
    return _flags_of(session, rows, [row.pair.id for row in rows if row.pair.state in OPEN_TO_BOTH])


def state_of_two_yeses(session: Session, row: PairRow) -> PairState:
    """Return what a pair becomes now that both have said yes: active, held, or declined where none is made."""
    others = [other for other in _of_mentee(session, row) if other.pair.state is PairState.ACTIVE]
    flags = _flags_of(session, [row, *others], [each.pair.id for each in (row, *others)])
    return state_after(
        flags[row.pair.id],
        barred=barred_kinds(session, team_id=row.pair.team_id),
        has_other_mentor=any(other.mentor.is_full_member and not flags[other.pair.id] for other in others),
    )


def freed_by(session: Session, row: PairRow) -> list[PairRow]:
    """Return the held pairs of a mentee that need not wait any more, now that this one stands beside them.

    One whose mentor has left the workspace stays held: there is nobody to begin it with.
    """
    if _flags_of(session, [row], [row.pair.id])[row.pair.id]:
        return []
    held = [other for other in _of_mentee(session, row) if other.pair.state is PairState.HELD]
    return [other for other in held if other.mentor.is_full_member]


def explanations_in(session: Session, row: PairRow) -> tuple[Explanation, ...]:
    """Return what the two have said about what they declared, as they themselves may read it."""
    if row.pair.state not in OPEN_TO_BOTH:
        return ()
    return tuple(
        Explanation(Side.MENTOR if each.member_id == row.mentor.id else Side.MENTEE, each.explanation)
        for each in declarations_in(session, pair_ids=[row.pair.id])
        if each.explanation
    )


def own_declaration(session: Session, *, pair_id: str, member_id: str) -> Declared | None:
    """Return what one of the two has declared so far, for their own eyes; None for nothing."""
    found = [each for each in declarations_in(session, pair_ids=[pair_id]) if each.member_id == member_id]
    return Declared(interests_in(found[0]), found[0].explanation) if found else None


def _of_mentee(session: Session, row: PairRow) -> list[PairRow]:
    """Return the other pairs in which the mentee of this one is the mentee."""
    rows = live_pairs_of(session, member_id=row.mentee.id)
    return [other for other in rows if other.mentee.id == row.mentee.id and other.pair.id != row.pair.id]


def _flags_of(session: Session, rows: Sequence[PairRow], declared_in: Collection[str]) -> dict[str, tuple[Flag, ...]]:
    """Return what stands between the two of each pair; what they declare counts for the pairs `declared_in`."""
    if not rows:
        return {}
    people = {member.id for row in rows for member in (row.mentor, row.mentee)}
    relations = relations_among(session, member_ids=people)
    declarations = declarations_in(session, pair_ids=declared_in) if declared_in else []
    return {
        row.pair.id: _flags(
            relations,
            [each for each in declarations if each.pair_id == row.pair.id],
            mentor_id=row.mentor.id,
            mentee_id=row.mentee.id,
        )
        for row in rows
    }


def _flags(
    relations: Sequence[Relation], declarations: Sequence[Declaration], *, mentor_id: str, mentee_id: str
) -> tuple[Flag, ...]:
    sides = {(mentor_id, mentee_id): Side.MENTOR, (mentee_id, mentor_id): Side.MENTEE}
    known = [(each.kind, sides[two]) for each in relations if (two := (each.senior_id, each.junior_id)) in sides]
    return flags_from(known, {kind for each in declarations for kind in interests_in(each)})
