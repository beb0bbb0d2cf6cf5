"""What people say of themselves: read for their form, and kept."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.about import MOST_SENIORS, AboutForm, AboutMe, SeniorFlaw, flaw_of
from bot.domain.calendar import local_day
from bot.errors import FieldError
from bot.services.agreement_reviews import after_new_roles
from bot.services.new_stages import plan_doors
from storage.members import Member, members_by_id, members_of
from storage.profiles import Profile, keep_profile, profile_of
from storage.relations import Relation, add_relations, forget_seniors, seniors_of
from storage.vocabulary import Authority


def current(deps: Deps, *, actor: Member) -> AboutForm:
    """Return what is known of `actor`, and whom the roster names as having a say in their career."""
    with deps.db.read() as session:
        profile = profile_of(session, member_id=actor.id) or Profile(member_id=actor.id, team_id=actor.team_id)
        relations = seniors_of(session, member_ids=[actor.id])
        people = members_by_id(session, member_ids={each.senior_id for each in relations})
    own: dict[Authority, list[str]] = {kind: [] for kind in Authority}
    for each in relations:
        if each.is_own:
            own[each.kind].append(people[each.senior_id].user_id)
    return AboutForm(
        AboutMe(
            rank=profile.rank,
            stream=profile.stream,
            division=profile.division,
            site=profile.site,
            joined_on=profile.joined_on,
            gender=profile.gender,
            seniors=own,
        ),
        by_roster=[(each.kind, people[each.senior_id].name) for each in relations if not each.is_own],
    )


def keep(deps: Deps, *, actor: Member, about: AboutMe, fields: Mapping[str, str]) -> None:
    """Keep what `actor` says of themselves; what the roster says of their seniors stays.

    Args:
        deps: the collaborators.
        actor: whoever it is about.
        about: what they say.
        fields: beside which field each refusal stands, by the name of the fact or the kind of senior.

    Raises:
        FieldError: something of it cannot be kept.
    """
    say = deps.catalog.about
    flaw = flaw_of(about, today=local_day(deps.clock.now(), ZoneInfo(actor.zone)))
    if flaw:
        raise FieldError(fields[flaw[0]], getattr(say, flaw[1]))
    facts = {name: getattr(about, name) for name in ("rank", "stream", "division", "site", "joined_on", "gender")}
    with deps.db.begin() as session:
        relations = _relations(deps, session, actor, about, fields)
        before = profile_of(session, member_id=actor.id)
        after = Profile(member_id=actor.id, team_id=actor.team_id, **facts)
        keep_profile(session, after)
        known = {actor.id: before} if before else {}
        now = deps.clock.now()
        after_new_roles(session, before=known, after=[after], now=now)
        plan_doors(session, before=known, after=[after], now=now)
        forget_seniors(session, member_ids=[actor.id], is_own=True)
        add_relations(session, relations=relations)


def _relations(
    deps: Deps, session: Session, actor: Member, about: AboutMe, fields: Mapping[str, str]
) -> list[Relation]:
    named = {user_id for people in about.seniors.values() for user_id in people}
    known = members_of(session, team_id=actor.team_id, user_ids=named)
    relations = []
    for kind, people in about.seniors.items():
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
