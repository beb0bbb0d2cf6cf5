"""What people say of themselves: read for their form, and kept. A form writes nothing but what was changed in it."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.about import FACTS, AboutForm, AboutMe, changed_in, flaw_of, overtaken, without_rosters
from bot.domain.calendar import local_day
from bot.errors import FieldError
from bot.services.about_seniors import keep_named
from bot.services.agreement_reviews import after_new_roles
from bot.services.lessons import plan_lessons
from bot.services.new_stages import plan_after_change
from storage.members import Member, members_by_id
from storage.profiles import Profile, keep_profile, profile_of, profile_to_change
from storage.relations import seniors_of
from storage.vocabulary import Authority


def current(deps: Deps, *, actor: Member) -> AboutForm:
    """Return what is known of `actor`, and whom the roster names as having a say in their career."""
    with deps.db.read() as session:
        profile = profile_of(session, member_id=actor.id) or Profile(member_id=actor.id, team_id=actor.team_id)
        return _known(session, profile)


def keep(
    deps: Deps, *, actor: Member, about: AboutMe, fields: Mapping[str, str], opened: AboutMe | None = None
) -> None:
    """Keep what `actor` has changed of what they say of themselves; all else stays as it is known by now.

    Args:
        deps: the collaborators.
        actor: whoever it is about.
        about: what they say.
        fields: beside which field each refusal stands, by the name of the fact or the kind of senior.
        opened: what their form was filled in with; None where all of `about` is meant, whatever is known.

    Raises:
        FieldError: something of it cannot be kept, or has become another thing since the form was opened.
    """
    flaw = flaw_of(about, today=local_day(deps.clock.now(), ZoneInfo(actor.zone)))
    if flaw:
        raise FieldError(fields[flaw[0]], getattr(deps.catalog.about, flaw[1]))
    with deps.db.begin() as session:
        before = profile_to_change(session, member_id=actor.id, team_id=actor.team_id)
        now = _known(session, before)
        seen = without_rosters(opened, now) if opened else now.about
        said = without_rosters(about, now) if opened else about
        lost = overtaken(said, opened=seen, now=now.about)
        if lost:
            raise FieldError(fields[lost[0]], deps.catalog.about.overtaken)
        changed = changed_in(said, opened=seen)
        _keep_facts(deps, session, before, about, [name for name in FACTS if name in changed])
        named = {kind: about.seniors.get(kind, ()) for kind in Authority if kind in changed}
        keep_named(deps, session, actor, named, fields=fields)


def _known(session: Session, profile: Profile) -> AboutForm:
    relations = seniors_of(session, member_ids=[profile.member_id])
    people = members_by_id(session, member_ids={each.senior_id for each in relations})
    own: dict[Authority, list[str]] = {kind: [] for kind in Authority}
    for each in relations:
        if each.is_own and not people[each.senior_id].erased_at:  # Slack opens no form with an id it does not know.
            own[each.kind].append(people[each.senior_id].user_id)
    by_roster = [(each.kind, people[each.senior_id]) for each in relations if not each.is_own]
    return AboutForm(
        AboutMe(**{name: getattr(profile, name) for name in FACTS}, seniors=own),
        by_roster=[(kind, senior.name) for kind, senior in by_roster],
        of_roster=frozenset((kind, senior.user_id) for kind, senior in by_roster),
    )


def _keep_facts(deps: Deps, session: Session, before: Profile, about: AboutMe, names: list[str]) -> None:
    if not names:
        return
    after = Profile(**{**before.model_dump(), **{name: getattr(about, name) for name in names}})
    keep_profile(session, after)
    known, now = {before.member_id: before}, deps.clock.now()
    after_new_roles(session, before=known, after=[after], now=now)
    plan_after_change(session, before=known, after=[after], now=now)
    plan_lessons(session, before=known, after=[after], now=now)
