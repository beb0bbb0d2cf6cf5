"""What was done to a programme, as facilitators and whoever runs Rapport read it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.desk import Deed, DeedPage
from bot.services import access
from bot.views.pages import PAGE_ROWS
from storage.audit import AuditEntry, all_entries, entries, forget_entries, note_everywhere, where_it_can_be
from storage.leavers import rows_ever_of
from storage.members import Member
from storage.pairs import has_any_pair
from storage.vocabulary import AuditKind

KEPT = timedelta(days=2 * 365)
MOST_PAGES = 1_000
"""No press asks for more: so much is not done in two years."""


def page(deps: Deps, *, actor: Member, number: int = 0) -> DeedPage:
    """Return a page of what was done to the programme, the newest first.

    Whoever is or was asked to be in a pair themselves sees of pairs on hold only what they settled: what became of
    their own they hear as everybody does, and not that it was a facilitator who said no. Having their data erased
    changes nothing of it.

    Raises:
        UserError: `actor` is no facilitator, or Slack did not answer in time.
    """
    access.prove_facilitator(deps, team_id=actor.team_id, user_id=actor.user_id)
    number = min(max(number, 0), MOST_PAGES - 1)
    with deps.db.read() as session:
        is_or_was_in_one = has_any_pair(session, member_ids=rows_ever_of(session, member=actor))
        hidden = AuditKind.PAIR_SETTLED if is_or_was_in_one else None
        first = number * PAGE_ROWS
        rows = entries(
            session, team_id=actor.team_id, hidden=hidden, reader_id=actor.id, limit=PAGE_ROWS + 1, offset=first
        )
    zone = ZoneInfo(actor.zone)
    deeds = [Deed(local_day(entry.at, zone), entry.kind, name) for entry, name in rows[:PAGE_ROWS]]
    return DeedPage(deeds, number, has_more=len(rows) > PAGE_ROWS, is_whole=hidden is None)


def every(deps: Deps) -> list[AuditEntry]:
    """Return everything that is noted, of every workspace, the oldest first: for whoever runs Rapport."""
    with deps.db.read() as session:
        return all_entries(session)


def note_backup(deps: Deps) -> bool:
    """Note that everything was copied, beside a bot that may be running; return whether that could be."""
    if not deps.db.is_up_to_date():
        return False
    with where_it_can_be(), deps.db.begin() as session:
        note_everywhere(session, kind=AuditKind.BACKED_UP, at=deps.clock.now())
        return True
    return False


def prune(deps: Deps) -> None:
    """Forget what was done more than two years ago."""
    with deps.db.begin() as session:
        forget_entries(session, before=deps.clock.now() - KEPT)
