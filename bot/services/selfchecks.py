"""What somebody asks themselves about a mentoring. Nobody else's answers can be asked for, and nothing tells of them.

No message is planned or left out for what was answered, nothing is logged, nothing is counted.
"""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.selfchecks import CheckBoard, Look, with_look
from bot.errors import FieldError
from bot.services import access
from bot.services.selfcheck_records import looks_in, text_of
from storage.members import Member
from storage.selfchecks import delete_self_check, self_check_of, self_check_to_change
from storage.vocabulary import CheckItem


def board(deps: Deps, *, actor: Member, pair_id: str) -> CheckBoard:
    """Return what `actor` has answered about a pair, also when it has come to its close: two statements.

    Raises:
        NotYoursError: `actor` is not in this pair, or it never began.
    """
    with deps.db.read() as session:
        card = access.readable_pair_of(session, actor, pair_id)
        kept = self_check_of(session, member_id=actor.id)
    return CheckBoard(card, looks_in(kept.answers).get(pair_id, ()) if kept else ())


def keep(deps: Deps, *, actor: Member, pair_id: str, marks: Mapping[CheckItem, int], field: str) -> CheckBoard:
    """Keep what `actor` answers about a pair, beside the time before; return both. A day counts once.

    Raises:
        NotYoursError: `actor` is not in this pair, or it is not active.
        FieldError: nothing is answered; beside `field`.
    """
    if not marks:
        raise FieldError(field, deps.catalog.selfchecks.nothing)
    today = local_day(deps.clock.now(), ZoneInfo(actor.zone))
    with deps.db.begin() as session:
        card = access.active_pair_of(session, actor, pair_id)
        kept = self_check_to_change(session, team_id=actor.team_id, member_id=actor.id, empty=text_of({}))
        looks = looks_in(kept.answers)
        looks[pair_id] = with_look(looks.get(pair_id, ()), Look(today, marks))
        kept.answers = text_of(looks)
        session.add(kept)
    return CheckBoard(card, looks[pair_id])


def delete(deps: Deps, *, actor: Member, pair_id: str) -> None:
    """Keep nothing more of what `actor` has answered about a pair; a second time changes nothing.

    Raises:
        NotYoursError: `actor` is not in this pair, or it never began.
    """
    with deps.db.begin() as session:
        access.readable_pair_of(session, actor, pair_id)
        _forget(session, actor, pair_id)


def _forget(session: Session, actor: Member, pair_id: str) -> None:
    if self_check_of(session, member_id=actor.id) is None:
        return
    kept = self_check_to_change(session, team_id=actor.team_id, member_id=actor.id, empty=text_of({}))
    looks = looks_in(kept.answers)
    looks.pop(pair_id, None)
    if not looks:
        delete_self_check(session, member_id=actor.id)
        return
    kept.answers = text_of(looks)
    session.add(kept)
