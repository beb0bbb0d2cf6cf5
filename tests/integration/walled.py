"""Every query of storage, and how it is kept to one workspace: it is told which, or is given what belongs to one.

A query that walks through all of them has a line in EVERYWHERE, with the reason.
"""

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from typing import Any, get_args, get_type_hints

from sqlmodel import Session, SQLModel

import storage

Query = Callable[..., Any]
TOLD = frozenset({"team_id", "team_ids"})


class Wall(StrEnum):
    """What keeps a query to one workspace."""

    TOLD = "it is told which workspace"
    GIVEN = "it is given ids or rows, each of which belongs to one workspace"
    NONE = "nothing"


CLOCKWORK = "what time brings is looked for in all of them at once; each row says whose it is, and no other is told"
MACHINE = "it is about processes, keys or the whole store, which are whoever's who runs Rapport"
TAKEN = "it is about messages that a sender of one workspace has taken under a token"
WHOLE: Mapping[str, str] = {
    CLOCKWORK: """
courses.ids_that_part
courses.mentees_within
endings.has_pairs_at_their_end
endings.pairs_at_their_end
installations.installed_teams
installations.teams_at_rest
leavers.cut_ties
leavers.erased_since
leavers.let_names_go
leavers.note_leavers
leavers.teams_of_the_gone
lulls.quiet_pairs
outbox.next_instant
outbox.reap
outbox.teams_due
outcomes.ids_that_answered
pace.ease
pairs.mentors_of_pairs
selfchecks.ids_in_pairs_since
tips.who_wants_tips
touchpoints.coalesce
touchpoints.expire
touchpoints.prune
relay.retention.be_alone
relay.retention.cases_to_destroy
relay.retention.cases_without_key
relay.retention.forget_finders
relay.retention.idle_cases
relay.retention.lapsed_cases
relay.retention.over_cases
relay.retention.teams_with_cases
""",
    MACHINE: """
audit.all_entries
audit.forget_entries
audit.note_everywhere
clockwork.beat
clockwork.forget_beats
clockwork.forget_the_dead
clockwork.give_back
clockwork.owners
clockwork.silent
clockwork.take_lease
erasures.be_alone
instants.clock
instants.dialect_of
instants.machine_now
keys.check_fingerprint
keys.missing_fingerprints
keys.reseal_all
pairs.teams_with_pairs
restoring.forget_processes
restoring.skip_what_was_due
tallies.backlogs
tallies.paces
tallies.tallies
relay.roots.cases_found_under
relay.roots.cases_to_wrap
relay.roots.cases_with_key
relay.roots.forget_tags
relay.roots.kids_of_tags
relay.stubs.count_in
""",
    TAKEN: """
parcels.lease
settling.mark
settling.settle_sent
""",
    "its key is made of a member's id": "prompts.prompt_by_key",
    "its facts stand by the ids of members": "offers.follow_facts",
    "it runs what it is given": "changes.changed",
}
EVERYWHERE: Mapping[str, str] = {name: reason for reason, names in WHOLE.items() for name in names.split()}
"""Queries that nothing keeps to one workspace, and why."""


def queries() -> Iterator[tuple[str, Query]]:
    """Yield every public function of storage that takes a session, with the name by which it is found."""
    for module in pkgutil.walk_packages(storage.__path__, "storage."):
        if ".migrations" in module.name:
            continue
        for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters.values()), None)
            is_ours = function.__module__ == module.name and not name.startswith("_")
            if is_ours and first is not None and first.annotation in {Session, "Session"}:
                yield f"{module.name.removeprefix('storage.')}.{name}", function


def wall_of(query: Query) -> Wall:
    """Return what keeps a query to one workspace."""
    hints = {name: hint for name, hint in get_type_hints(query).items() if name not in {"session", "return"}}
    if TOLD & set(hints):
        return Wall.TOLD
    if any(name.endswith(("_id", "_ids")) or is_owned(hint) for name, hint in hints.items()):
        return Wall.GIVEN
    return Wall.NONE


def is_owned(hint: Any) -> bool:  # noqa: ANN401 - any annotation
    """Return whether what is annotated so is of one workspace: a row, or what says of which it is."""
    if isinstance(hint, type) and not get_args(hint):
        return issubclass(hint, SQLModel) or "team_id" in getattr(hint, "__annotations__", {})
    return any(is_owned(part) for part in get_args(hint))
