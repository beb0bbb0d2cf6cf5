"""Taking a private request: shown to its author first, then kept, in the relay's own database and nowhere else."""

import json
from datetime import timedelta
from random import SystemRandom

import structlog
from sqlmodel import Session

from bot.deps import Deps, Relay
from bot.domain.relay import receipts
from bot.domain.relay.calendar import LEAST_DELAY, REPLY_DAYS, SLOTS_A_WEEK, SPREAD, start_of_week, week_of
from bot.domain.relay.cases import Aside, Head
from bot.domain.relay.crowds import Band, band_of, fewest_left
from bot.domain.relay.door import Door
from bot.domain.relay.giveaways import giveaways
from bot.domain.relay.intake import CASES_A_DAY, DAY, DraftFlaw, Preview, RequestDraft, Sent, TurnedAway
from bot.domain.relay.labels import new_label
from bot.domain.relay.mentions import name_parts
from bot.domain.relay.slots import MOST_NEW, NEW_WEEKS, may_ask, secret_beside, with_case
from bot.errors import FieldError
from bot.services.relay.crowds import Crowds, crowds_of
from bot.services.relay.files import seal_head
from bot.services.relay.kept_out import sealed_for_author
from bot.services.relay.programme import calendar_of
from bot.services.relay.relations import Ties, colleagues, named, ties_of
from bot.services.relay.routing import Route, TurnedAwayError, facilitators_now, routed
from bot.services.relay.switch import relay_of
from bot.views.relay.intake import FIELDS
from storage.columns import new_id
from storage.records import record
from storage.relay.assignments import RelayAssignment
from storage.relay.cases import RelayCase, RelayTag, is_label_taken, keep_case
from storage.relay.sealing import new_case_key
from storage.relay.vocabulary import Role, TagKind, Urgency

log = structlog.get_logger(__name__)

NEW_WITHIN = timedelta(weeks=NEW_WEEKS)


@record
class _Other:
    """Somebody whom a request names."""

    name: str
    crowd: Band
    """How many people could write about them."""


@record
class _Checked:
    """A request that may be sent now."""

    other: _Other | None
    crowds: Crowds
    route: Route


def prove_may_ask(deps: Deps, *, door: Door) -> None:
    """Return when the author may ask once more, judged by the slots they carry, and by what this process remembers.

    After /broker there are no slots at hand, and one person could use up what a workspace may ask in a day.

    Raises:
        TurnedAwayError: three of theirs are open, two are of the last four weeks, or facilitators want no more.
    """
    relay, now = relay_of(deps), deps.clock.now()
    has_room = relay.memory.has_room(_asker(relay, door), most=MOST_NEW, now=start_of_week(now))
    if not (has_room and may_ask(door.slots, week=week_of(now))):
        raise TurnedAwayError(TurnedAway.ENOUGH_ASKED)


def excludable(deps: Deps, *, door: Door) -> dict[str, str]:
    """Return the name of every facilitator of today whom the author may keep out, by Slack's id.

    Those with whom they have ties are among them, though they are kept out in any case; they themselves are not.

    Raises:
        TurnedAwayError: nobody is left who may handle anything of theirs, or the channel is unfit.
        UserError: Slack did not answer in time.
    """
    pool = facilitators_now(deps, team_id=door.team_id)
    routed(frozenset(pool), excluded=door.excluded, chance=SystemRandom())
    unnamed = door.excluded - door.tied
    return {user_id: name for user_id, name in pool.items() if user_id not in unnamed}


def preview(deps: Deps, *, door: Door, draft: RequestDraft) -> Preview:
    """Return what the author is to see before a request is sent. Keeps nothing.

    Raises:
        FieldError: something entered cannot be.
        TurnedAwayError: it would not be taken.
        UserError: Slack did not answer in time.
    """
    checked = _checked(deps, door, draft)
    other = checked.other
    calendar = calendar_of(deps, team_id=door.team_id)
    latest = calendar.later(calendar.first_from(deps.clock.now() + LEAST_DELAY), slots=SPREAD - 1)
    others = name_parts(other.name) if other else ()
    with deps.db.read() as session:
        everybody = colleagues(session, team_id=door.team_id)
    return Preview(
        words=draft.words,
        passages=giveaways(
            draft.words, names=door.names, partners=(*door.partner_names, *others), colleagues=everybody
        ),
        crowd=checked.crowds.programme,
        division_crowd=checked.crowds.division,
        other_party=other.name if other else None,
        other_crowd=other.crowd if other else None,
        answer_by=calendar.by(latest, working_days=REPLY_DAYS),
        is_unsafe=draft.urgency is Urgency.UNSAFE,
    )


def digest(deps: Deps, *, door: Door, draft: RequestDraft) -> str:
    """Return what tells whether a request is still the one that its author has seen; says nothing of its words."""
    entered = [sorted(draft.themes), draft.wish, draft.urgency, draft.words, draft.other_party_user_id]
    said = json.dumps([*entered, sorted(draft.not_these)]).encode()
    return next(relay_of(deps).keys.tags(said, kind="draft", bound_to=door.binding))[1].hex()


def send(deps: Deps, *, door: Door, draft: RequestDraft, key: str) -> Sent:
    """Keep a request and return what its author must know. The same `key` within ten minutes sends nothing more.

    Args:
        deps: the collaborators.
        door: of its author.
        draft: what was entered.
        key: Slack's id of the submitted view.

    Raises:
        FieldError: something entered cannot be.
        TurnedAwayError: it is not taken.
        UserError: Slack did not answer in time.
    """
    relay = relay_of(deps)
    _, once = next(relay.keys.tags(key.encode(), kind="once", bound_to=door.binding))
    return relay.memory.once(once, lambda: _taken(deps, relay, door, draft), now=deps.clock.now())


def _taken(deps: Deps, relay: Relay, door: Door, draft: RequestDraft) -> Sent:
    """Keep a request, if there is room for it by now; what is not kept takes no room."""
    now, checked, counted = deps.clock.now(), _checked(deps, door, draft), relay.memory.counted
    with (
        counted(_asker(relay, door), most=MOST_NEW, within=NEW_WITHIN, now=start_of_week(now)) as is_theirs,
        counted(("cases", door.team_id), most=CASES_A_DAY, within=DAY, now=now) as is_ours,
    ):
        if not is_theirs:
            raise TurnedAwayError(TurnedAway.ENOUGH_ASKED)
        if not is_ours:
            log.warning("requests_full")
            raise TurnedAwayError(TurnedAway.FULL_TODAY)
        return _kept(deps, relay, door, draft, checked)


def _asker(relay: Relay, door: Door) -> tuple[str, bytes]:
    """Return under what it is remembered how often somebody has asked: by weeks, as in their slots."""
    return "asked", relay.memory.alias_of(door.binding)


def _kept(deps: Deps, relay: Relay, door: Door, draft: RequestDraft, checked: _Checked) -> Sent:
    now, calendar = deps.clock.now(), calendar_of(deps, team_id=door.team_id)
    receipt, week = receipts.new_secret(), week_of(now)
    secret, slot = secret_beside(receipt), calendar.release_slot(now, chance=SystemRandom())
    case = RelayCase(
        case_id=new_id(),
        team_id=door.team_id,
        label="",
        send_slot=slot,
        opened_week=week,
        active_week=max(week, slot // SLOTS_A_WEEK),
        is_unread_by_facilitators=True,
    )
    case_key = new_case_key(team_id=case.team_id, case_id=case.case_id)
    case.dek_wrapped = case_key.wrapped(relay.keys)
    aside = Aside(sealed_for_author(case, receipt, draft.kept_out))
    case.head_ct = seal_head(case_key, _head(draft, checked.other), aside)
    tags = [_tag(relay, door, case, secret, TagKind.SLOT), _tag(relay, door, case, receipt, TagKind.RECEIPT)]
    with relay.db.begin() as session:
        case.label = _free_label(session, team_id=case.team_id)
        keep_case(session, case, tags=tags, assignments=_assignments(case, checked.route))
    return Sent(
        label=case.label,
        receipt=receipts.written(receipt),
        slots=with_case(door.slots, secret=secret, week=week) if door.has_home else door.slots,
        answer_by=calendar.by(case.send_slot, working_days=REPLY_DAYS),
    )


def _checked(deps: Deps, door: Door, draft: RequestDraft) -> _Checked:
    """Return whom a request names and goes to, decided anew each time: what was shown before may be out of date."""
    prove_may_ask(deps, door=door)
    pool = frozenset(facilitators_now(deps, team_id=door.team_id))
    excluded = door.excluded | draft.kept_out
    with deps.db.read() as session:
        ties = ties_of(session, team_id=door.team_id, user_ids=pool - excluded)
        other = _named(deps, session, door, draft, ties=ties)
        crowds = crowds_of(session, door=door, ties=ties)
    if not draft.not_these <= pool:
        raise FieldError(FIELDS[DraftFlaw.NOT_A_FACILITATOR], deps.catalog.relay_intake.not_a_facilitator)
    return _Checked(other, crowds, routed(pool, excluded=excluded, chance=SystemRandom()))


def _named(deps: Deps, session: Session, door: Door, draft: RequestDraft, *, ties: Ties) -> _Other | None:
    user_id = draft.other_party_user_id
    if user_id is None:
        return None
    other = named(session, team_id=door.team_id, user_id=user_id, side=door.sides.get(user_id))
    if other is None or user_id in door.excluded - door.tied:
        raise FieldError(FIELDS[DraftFlaw.NOT_A_MEMBER], deps.catalog.relay_intake.not_a_member)
    return _Other(other.name, band_of(fewest_left(other.could_write, ties)))


def _head(draft: RequestDraft, other: _Other | None) -> Head:
    """Return what facilitators get of a request. The other party's name stays out while few could write about them."""
    is_shared = other is not None and (other.crowd is not Band.FEWER or draft.shares_other_party)
    return Head(
        themes=tuple(sorted(draft.themes)),
        wish=draft.wish,
        urgency=draft.urgency,
        words=draft.words,
        other=draft.other_party_user_id if is_shared else None,
    )


def _tag(relay: Relay, door: Door, case: RelayCase, secret: bytes, kind: TagKind) -> RelayTag:
    kid, tag = next(relay.keys.tags(secret, kind=kind, bound_to=door.binding))
    return RelayTag(tag=tag, team_id=case.team_id, case_id=case.case_id, kid=kid, kind=kind)


def _assignments(case: RelayCase, route: Route) -> list[RelayAssignment]:
    roles = {Role.PRIMARY: route.primary, Role.BACKUP: route.backup}
    return [
        RelayAssignment(case_id=case.case_id, facilitator_id=each, team_id=case.team_id, role=role)
        for role, each in roles.items()
        if each
    ]


def _free_label(session: Session, *, team_id: str) -> str:
    while is_label_taken(session, team_id=team_id, label=(label := new_label(SystemRandom()))):
        pass
    return label
