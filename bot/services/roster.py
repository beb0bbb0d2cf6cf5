"""Bringing in a roster: what its lines say of people is tried out, and then kept, all in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.people import Listing
from bot.domain.roster import SENIORS, Changed, Column, Entry, Known, RosterReport, changes
from bot.domain.roster_lines import read_lines
from bot.domain.roster_sheets import Sheet, SheetFlaw, read_sheet
from bot.errors import UserError
from bot.services.agreement_reviews import after_new_roles
from bot.services.lessons import plan_lessons
from bot.services.members import keep_people
from bot.services.new_stages import plan_after_change
from storage.audit import note
from storage.members import member_ids
from storage.profiles import Profile, keep_facts, profiles_of
from storage.records import record
from storage.relations import Relation, forget_seniors, keep_of_roster, seniors_of
from storage.vocabulary import AuditKind, Authority

FACTS = (Column.RANK, Column.STREAM, Column.DIVISION, Column.SITE, Column.JOINED_ON)
ENROLLED_AT_ONCE = 1000


@record
class _Roll:
    """What is kept of the people whom a roster names."""

    ids: Mapping[str, str]
    """Member ids by Slack id. Whom Slack has named only now may have none yet."""
    profiles: Mapping[str, Profile]
    """By member id."""
    seniors: Mapping[tuple[str, Authority], frozenset[str]]
    """Slack ids of those who have a say as the roster has it, by the member id of the junior and the kind."""

    def known(self, user_id: str) -> Known:
        """Return what is known of one person."""
        member_id = self.ids.get(user_id, "")
        profile = self.profiles.get(member_id)
        facts = {column: getattr(profile, column) for column in FACTS} if profile else {}
        return Known(facts, {kind: self.seniors.get((member_id, kind), frozenset()) for kind in Authority})


def bring_in(deps: Deps, *, team_id: str, raw: bytes, is_kept: bool, user_id: str | None = None) -> RosterReport:
    """Return what a roster changes, line by line; unless it `is_kept`, nothing is written.

    What is kept is every line that is right or, when anything breaks, none. Whoever Slack lists becomes known first, as
    at every start. A roster that is brought in twice changes nothing the second time. Without a `user_id` it is brought
    in at the machine.

    Raises:
        UserError: the file cannot be read as a roster.
        DeliveryError: Slack did not say who is in the workspace.
    """
    sheet = _sheet(deps, raw)
    listing = deps.directory.everybody(team_id=team_id)
    reading = read_lines(sheet.lines, listing=listing, today=deps.clock.now().date())
    if is_kept:
        _enrol(deps, listing)
    with deps.db.begin() if is_kept else deps.db.read() as session:
        roll = _roll(session, team_id, reading.entries, is_to_change=is_kept)
        changed = _changed(reading.entries, roll, listing)
        if is_kept:
            numbers = {each.number for each in changed}
            kept = [each for each in reading.entries if each.number in numbers]
            _keep(session, team_id, kept, roll, now=deps.clock.now())
            actor_id, kind = roll.ids.get(user_id or ""), AuditKind.ROSTER_BROUGHT_IN
            note(session, team_id=team_id, actor_id=actor_id, kind=kind, at=deps.clock.now())
    return RosterReport(
        is_kept=is_kept,
        changed=changed,
        same=len(reading.entries) - len(changed),
        faulty=reading.faulty,
        unread=sheet.unread,
        names=_names(changed, listing),
    )


def _enrol(deps: Deps, listing: Listing) -> None:
    """Keep everybody whom Slack lists, in transactions of a length that lets others write between them."""
    people = list(listing.people.values())
    for first in range(0, len(people), ENROLLED_AT_ONCE):
        keep_people(deps, people[first : first + ENROLLED_AT_ONCE])


def _sheet(deps: Deps, raw: bytes) -> Sheet:
    read = read_sheet(raw)
    if isinstance(read, SheetFlaw):
        raise UserError(getattr(deps.catalog.roster, read))
    return read


def _roll(session: Session, team_id: str, entries: Sequence[Entry], *, is_to_change: bool) -> _Roll:
    """Return what is kept of everybody whom the lines are about: three statements."""
    ids = member_ids(session, team_id=team_id)
    users = {member_id: user_id for user_id, member_id in ids.items()}
    about = [ids[entry.user_id] for entry in entries if entry.user_id in ids]
    seniors: dict[tuple[str, Authority], frozenset[str]] = {}
    for each in (each for each in seniors_of(session, member_ids=about) if not each.is_own):
        key = (each.junior_id, each.kind)
        seniors[key] = seniors.get(key, frozenset()) | {users[each.senior_id]}
    return _Roll(ids, profiles_of(session, member_ids=about, is_to_change=is_to_change), seniors)


def _changed(entries: Sequence[Entry], roll: _Roll, listing: Listing) -> list[Changed]:
    compared = [(entry, changes(entry, roll.known(entry.user_id))) for entry in entries]
    return [Changed(entry.number, listing.people[entry.user_id].name, found) for entry, found in compared if found]


def _keep(session: Session, team_id: str, entries: Sequence[Entry], roll: _Roll, *, now: datetime) -> None:
    profiles, relations = [], []
    for entry in entries:
        known, member_id = roll.known(entry.user_id), roll.ids[entry.user_id]
        facts: dict[str, Any] = {str(column): fact for column, fact in {**known.facts, **entry.facts}.items()}
        profiles.append(Profile(member_id=member_id, team_id=team_id, **facts))
        for kind, people in {**known.seniors, **entry.seniors}.items():
            named = [
                Relation(senior_id=roll.ids[each], junior_id=member_id, kind=kind, team_id=team_id) for each in people
            ]
            relations += named
    keep_facts(session, profiles=profiles)
    after_new_roles(session, before=roll.profiles, after=profiles, now=now)
    plan_after_change(session, before=roll.profiles, after=profiles, now=now)
    plan_lessons(session, before=roll.profiles, after=profiles, now=now)
    forget_seniors(session, member_ids=[profile.member_id for profile in profiles], is_own=False)
    keep_of_roster(session, relations=relations)


def _names(changed: Sequence[Changed], listing: Listing) -> dict[str, str]:
    """Return what those are called whom changes of relations name."""
    named = {
        user_id
        for each in changed
        for change in each.changes
        if change.column in SENIORS
        for user_id in (*change.before, *change.after)
    }
    return {user_id: listing.people[user_id].name for user_id in named if user_id in listing.people}
