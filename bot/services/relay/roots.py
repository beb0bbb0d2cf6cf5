"""The relay's root keys as they grow old: what is wrapped anew at once, and until when an old one is needed."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.deps import Deps, Relay
from bot.domain.relay.calendar import EPOCH
from bot.domain.relay.retention import gone_by
from bot.errors import NotYoursError
from bot.services.relay.files import key_of
from bot.services.relay.switch import relay_of
from storage.relay.roots import cases_found_under, cases_with_key


@dataclass(frozen=True, slots=True)
class OldRoot:
    """A root that does not seal any more."""

    kid: str
    waiting: int
    """How many cases still have to be found under it before their tags are made anew."""
    until: date | None
    """The day from which on it may go without anybody losing a case; None: not while a legal hold lasts."""


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """What became of the keys of cases."""

    count: int
    unreadable: int
    """Cases whose root is gone already."""
    old: tuple[OldRoot, ...]


def rewrap(deps: Deps) -> Rewrapped:
    """Wrap the key of every case under the first root. Tags cannot be: only their owners' visits make them anew."""
    relay, count, unreadable = relay_of(deps), 0, 0
    with relay.db.begin() as session:
        for case in cases_with_key(session):
            try:
                case.dek_wrapped = key_of(relay, case).wrapped(relay.keys)
                count += 1
            except NotYoursError:
                unreadable += 1
            session.add(case)
    return Rewrapped(count, unreadable, old_roots(relay, today=deps.clock.now().date()))


def old_roots(relay: Relay, *, today: date) -> tuple[OldRoot, ...]:
    """Return what each root but the first is still needed for."""
    return tuple(_old_root(relay, kid, today) for kid in relay.keys.kids[1:])


def _old_root(relay: Relay, kid: str, today: date) -> OldRoot:
    with relay.db.read() as session:
        cases = cases_found_under(session, kid=kid)
    if any(case.is_held for case in cases):
        return OldRoot(kid, len(cases), until=None)
    weeks = [gone_by(opened_week=case.opened_week, closed_week=case.closed_week) for case in cases]
    last = max((EPOCH + timedelta(weeks=week + 1) for week in weeks), default=today)
    return OldRoot(kid, len(cases), until=max(last, today))
