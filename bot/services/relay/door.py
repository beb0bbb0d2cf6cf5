"""The private door: the one place that knows who asks. What it hands on names nobody."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from bot.deps import Deps
from bot.domain.people import Person
from bot.domain.relay.door import Asker, Desk, Door, Kept
from bot.domain.relay.mentions import name_parts
from bot.domain.relay.slots import Slot, pack, unpack
from bot.errors import MembersOnlyError, NotYoursError, UserError
from bot.services import access
from bot.services.relay.relations import relations_of
from bot.services.relay.switch import relay_of
from storage.members import member_of
from storage.relay.keys import SealError
from storage.settings import setting
from storage.vocabulary import SettingName

HOME, VIEW = "home", "view"
"""Purposes of the relay's keys."""
SCREEN_MINUTES = timedelta(minutes=30)
"""How long a screen behind the door can be used: a forgotten one opens nothing."""


def outside_contacts(deps: Deps, *, team_id: str) -> str | None:
    """Return where else people can turn, as the programme's facilitators wrote it; None when they have not yet.

    Takes no person and leaves no trace: opening the door must not be something that can be found out later.
    """
    with deps.db.read() as session:
        return setting(session, team_id=team_id, name=SettingName.OUTSIDE_CONTACTS)


def open_door(deps: Deps, *, actor: Asker, blob: str, home_hash: str = "") -> Door:
    """Return the door for one request of one person. Reads the main database, writes nothing anywhere.

    Args:
        deps: the collaborators.
        actor: who asks, as Slack signed it.
        blob: the private_metadata of their Home; anything that is not theirs counts as eight free slots.
        home_hash: of that Home; empty where there is none at hand, as after /broker.

    Raises:
        MembersOnlyError: they are a guest, of elsewhere, a bot, or have left.
        UserError: Slack did not say in time who somebody is whom the roster does not know; or no requests are taken.
    """
    with deps.db.read() as session:
        member = member_of(session, team_id=actor.team_id, user_id=actor.user_id)
        relations = relations_of(session, team_id=actor.team_id, user_id=actor.user_id)
    known = member or _live(deps, actor)
    if known is None or not known.is_full_member:
        raise MembersOnlyError
    return Door(
        team_id=actor.team_id,
        binding=_binding(actor),
        slots=unpack(_unsealed(deps, actor, blob)),
        has_home=bool(home_hash),
        names=name_parts(known.name),
        excluded=frozenset({actor.user_id, *relations.sides, *relations.authorities}),
        sides=relations.sides,
        partner_names=name_parts(*relations.partner_names),
        authorities=relations.authorities,
        is_in_pairs=relations.is_in_pairs,
        division=relations.division,
        identity=known.name,
        home_hash=home_hash,
    )


def open_desk(deps: Deps, *, actor: Asker) -> Desk:
    """Return the desk of a facilitator: a full member who is in the private channel now (at most 60 s old).

    Raises:
        NotYoursError: they are not, or the channel is not as private as it must be.
        UserError: Slack did not answer in time, so nobody's right is proven.
    """
    with deps.db.read() as session:
        member = member_of(session, team_id=actor.team_id, user_id=actor.user_id)
    with access.slack_must_answer(deps):
        is_fit = access.channel_flaw(deps, team_id=actor.team_id) is None
        is_there = access.is_facilitator(deps, team_id=actor.team_id, user_id=actor.user_id)
    if member is None or not (member.is_full_member and is_fit and is_there):
        raise NotYoursError
    return Desk(actor.team_id, actor.user_id)


def resealed(deps: Deps, *, actor: Asker, blob: str) -> str:
    """Return what a member's next Home carries: the same slots sealed afresh, free ones for whoever had none.

    It is always of one length, and never the same twice.
    """
    return _sealed_slots(deps, _binding(actor), unpack(_unsealed(deps, actor, blob)))


def home_blob(deps: Deps, *, door: Door) -> str:
    """Return the slots of a door as its Home carries them; empty where the Home is not at hand."""
    return _sealed_slots(deps, door.binding, door.slots) if door.has_home else ""


def carried(deps: Deps, *, door: Door, screen: str, what: Mapping[str, Any] | None = None) -> str:
    """Return the private_metadata of a screen behind the door: it opens for this person and this kind of screen only.

    `what` is JSON and never holds a word that somebody wrote.
    """
    kept = Kept(home_blob(deps, door=door), door.home_hash, what or {})
    until = (deps.clock.now() + SCREEN_MINUTES).timestamp()
    plain = json.dumps({**asdict(kept), "until": int(until)}, separators=(",", ":")).encode()
    sealed = relay_of(deps).keys.seal(plain, purpose=VIEW, bound_to=f"{door.binding}|{screen}")
    return base64.b64encode(sealed).decode()


def opened(deps: Deps, *, actor: Asker, screen: str, metadata: str) -> Kept:
    """Return what a screen behind the door carried.

    Raises:
        UserError: it is too old, was altered, or is of somebody else or of another screen: one sentence for all.
    """
    keys = relay_of(deps).keys
    try:
        sealed = base64.b64decode(metadata, validate=True)
        kept = json.loads(keys.open(sealed, purpose=VIEW, bound_to=f"{_binding(actor)}|{screen}"))
    except (ValueError, SealError):
        kept = {"until": 0}
    if kept.pop("until") <= deps.clock.now().timestamp():
        raise UserError(deps.catalog.privacy.too_old)
    return Kept(**kept)


def _binding(actor: Asker) -> str:
    return f"{actor.team_id}|{actor.user_id}"


def _live(deps: Deps, actor: Asker) -> Person | None:
    with access.slack_must_answer(deps):
        return deps.directory.person(team_id=actor.team_id, user_id=actor.user_id)


def _sealed_slots(deps: Deps, binding: str, slots: Sequence[Slot]) -> str:
    sealed = relay_of(deps).keys.seal(pack(slots), purpose=HOME, bound_to=binding)
    return base64.b64encode(sealed).decode()


def _unsealed(deps: Deps, actor: Asker, blob: str) -> bytes:
    try:
        sealed = base64.b64decode(blob, validate=True)
        return relay_of(deps).keys.open(sealed, purpose=HOME, bound_to=_binding(actor))
    except (ValueError, SealError):
        return b""
