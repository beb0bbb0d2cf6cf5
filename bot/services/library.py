"""The library: read by every member, looked after by facilitators."""

from collections.abc import Mapping
from dataclasses import asdict

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.library import SITES_SHOWN, Entry, LibraryPage, ResourceDraft, ResourceFlaw, flaw_of
from bot.errors import DeliveryError, FieldError, NotYoursError
from bot.services import access
from bot.views.pages import PAGE_ROWS, page_count
from storage.audit import note
from storage.library import (
    Resource,
    count_resources,
    keep_new_resource,
    library_sites,
    resource_by_id,
    resources_at,
)
from storage.members import Member
from storage.profiles import profile_of
from storage.vocabulary import AuditKind


def page(deps: Deps, *, actor: Member, site: str | None = None, number: int = 0) -> LibraryPage:
    """Return one page of the library: for `site`, empty for everybody's alone, None for the actor's own.

    A site that has no entries of its own shows everybody's; a page beyond the last one is the last one.
    """
    may_edit = _may_edit(deps, actor)
    with deps.db.read() as session:
        sites = library_sites(session, team_id=actor.team_id, limit=SITES_SHOWN)
        if site is None:
            profile = profile_of(session, member_id=actor.id)
            site = profile.site if profile else None
        shown = site if site in sites else None
        pages = page_count(count_resources(session, team_id=actor.team_id, site=shown))
        number = min(max(number, 0), pages - 1)
        offset = number * PAGE_ROWS
        rows = resources_at(session, team_id=actor.team_id, site=shown, limit=PAGE_ROWS, offset=offset)
    entries = tuple(Entry(row.id, row.title, row.url, row.note, row.site) for row in rows)
    return LibraryPage(entries, shown, tuple(sites), may_edit, number, pages)


def entry(deps: Deps, *, actor: Member, resource_id: str) -> Entry:
    """Return one entry to a facilitator who is about to change it.

    Raises:
        UserError: `actor` is no facilitator, or Slack did not answer in time.
        NotYoursError: this workspace has no entry of that id.
    """
    access.prove_may_edit_library(deps, team_id=actor.team_id, user_id=actor.user_id)
    with deps.db.read() as session:
        row = resource_by_id(session, team_id=actor.team_id, resource_id=resource_id)
    if row is None:
        raise NotYoursError
    return Entry(row.id, row.title, row.url, row.note, row.site)


def add(
    deps: Deps, *, actor: Member, draft: ResourceDraft, resource_id: str, fields: Mapping[ResourceFlaw, str]
) -> None:
    """Keep a new entry. The same `resource_id` again changes nothing: a form sent twice writes once.

    Raises:
        UserError: `actor` is no facilitator, or Slack did not answer in time.
        FieldError: something cannot be used; beside the field that `fields` names.
    """
    access.prove_may_edit_library(deps, team_id=actor.team_id, user_id=actor.user_id)
    _refuse_unusable(deps, draft, fields)
    with deps.db.begin() as session:
        resource = Resource(id=resource_id, team_id=actor.team_id, changed_by_id=actor.id, **asdict(draft))
        if keep_new_resource(session, resource=resource):
            _note(deps, session, actor)


def change(
    deps: Deps, *, actor: Member, resource_id: str, draft: ResourceDraft, fields: Mapping[ResourceFlaw, str]
) -> None:
    """Let an entry say `draft` from now on.

    Raises:
        UserError: `actor` is no facilitator, or Slack did not answer in time.
        NotYoursError: this workspace has no entry of that id.
        FieldError: something cannot be used; beside the field that `fields` names.
    """
    access.prove_may_edit_library(deps, team_id=actor.team_id, user_id=actor.user_id)
    _refuse_unusable(deps, draft, fields)
    with deps.db.begin() as session:
        row = resource_by_id(session, team_id=actor.team_id, resource_id=resource_id)
        if row is None:
            raise NotYoursError
        for name, value in asdict(draft).items():
            setattr(row, name, value)
        row.changed_by_id = actor.id
        session.add(row)
        _note(deps, session, actor)


def remove(deps: Deps, *, actor: Member, resource_id: str) -> None:
    """Take an entry out; one that is gone already stays gone.

    Raises:
        UserError: `actor` is no facilitator, or Slack did not answer in time.
    """
    access.prove_may_edit_library(deps, team_id=actor.team_id, user_id=actor.user_id)
    with deps.db.begin() as session:
        row = resource_by_id(session, team_id=actor.team_id, resource_id=resource_id)
        if row is not None:
            session.delete(row)
            _note(deps, session, actor)


def _note(deps: Deps, session: Session, actor: Member) -> None:
    kind, now = AuditKind.LIBRARY_CHANGED, deps.clock.now()
    note(session, team_id=actor.team_id, actor_id=actor.id, kind=kind, at=now)


def _may_edit(deps: Deps, actor: Member) -> bool:
    """Return whether editing is offered: not while Slack does not say who the facilitators are."""
    try:
        return access.is_facilitator(deps, team_id=actor.team_id, user_id=actor.user_id)
    except DeliveryError:
        return False


def _refuse_unusable(deps: Deps, draft: ResourceDraft, fields: Mapping[ResourceFlaw, str]) -> None:
    flaw = flaw_of(draft)
    if flaw:
        raise FieldError(fields[flaw], getattr(deps.catalog.library, flaw))
