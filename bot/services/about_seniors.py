"""Whom people name as having a say in their career: proven to be colleagues before anything is kept."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.about import MOST_SENIORS, SeniorFlaw
from bot.errors import FieldError
from storage.members import Member, members_of
from storage.relations import Relation, add_relations, forget_seniors
from storage.vocabulary import Authority


def keep_named(
    deps: Deps,
    session: Session,
    actor: Member,
    named: Mapping[Authority, Sequence[str]],
    *,
    fields: Mapping[str, str],
) -> None:
    """Keep whom `actor` names, of the kinds that are in `named` alone; what the roster says stays.

    Raises:
        FieldError: somebody cannot be named; beside the field of that kind.
    """
    if not named:
        return
    relations = _relations(deps, session, actor, named, fields)
    forget_seniors(session, member_ids=[actor.id], is_own=True, kinds=named)
    add_relations(session, relations=relations)


def _relations(
    deps: Deps,
    session: Session,
    actor: Member,
    named: Mapping[Authority, Sequence[str]],
    fields: Mapping[str, str],
) -> list[Relation]:
    everybody = {user_id for people in named.values() for user_id in people}
    known = members_of(session, team_id=actor.team_id, user_ids=everybody)
    relations = []
    for kind, people in named.items():
        flaws = {
            SeniorFlaw.TOO_MANY: len(people) > MOST_SENIORS,
            SeniorFlaw.YOURSELF: actor.user_id in people,
            SeniorFlaw.NO_COLLEAGUE: not all(each in known and known[each].is_full_member for each in people),
        }
        flaw = next((flaw for flaw, holds in flaws.items() if holds), None)
        if flaw:
            raise FieldError(fields[kind], getattr(deps.catalog.about, flaw))
        relations += [
            Relation(senior_id=known[each].id, junior_id=actor.id, kind=kind, team_id=actor.team_id, is_own=True)
            for each in people
        ]
    return relations
