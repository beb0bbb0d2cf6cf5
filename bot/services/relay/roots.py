"""The relay's root keys as they grow old: what is wrapped anew at once, and until when an old one is needed."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlmodel import Session

from bot.deps import Deps, Relay
from bot.domain.relay.calendar import EPOCH, week_of
from bot.domain.relay.retention import gone_by
from bot.errors import ConfigurationError, NotYoursError
from bot.services.relay.files import key_of
from bot.services.relay.retention import lapse, purge
from bot.services.relay.switch import relay_of
from storage.records import record
from storage.relay.cases import RelayCase
from storage.relay.keys import kid_of
from storage.relay.roots import cases_found_under, cases_to_wrap, cases_with_key, forget_tags, kids_of_tags

NAMELESS = ""
"""What no root has wrapped is broken, and no root would mend it."""


@record
class OldRoot:
    """A root that does not seal any more."""

    kid: str
    waiting: int
    """How many cases still have to be found under it before their tags are made anew."""
    until: date | None
    """The day from which on it may go without anybody losing a case; None: not while a legal hold lasts."""


@record
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
        for case in cases_to_wrap(session):
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


def missing_roots(relay: Relay) -> list[str]:
    """Return the names of the roots that requests here need and that are not at hand.

    A root of the same name but with other bytes does not open what the missing one has wrapped, so it does not pass
    for it. Homes need no look of their own: what they hold is a secret, and worth no more than the tag it finds.
    """
    with relay.db.read() as session:
        return _missing(session, relay, cases_with_key(session))


def let_go(deps: Deps) -> int:
    """Give up, for ever, what roots that are not at hand have sealed; return how many requests nobody could read.

    Raises:
        ConfigurationError: a legal hold keeps one of those requests.
    """
    relay, week = relay_of(deps), week_of(deps.clock.now())
    with relay.db.begin() as session:
        cases = cases_to_wrap(session)
        missing = _missing(session, relay, cases)
        unreadable = [case for case in cases if not _opens(relay, case)]
        gone = set(missing) - set(relay.keys.kids)
        unfound = [case for kid in gone for case in cases_found_under(session, kid=kid)]
        if any(case.is_held for case in [*unreadable, *unfound]):
            raise ConfigurationError(
                "A legal hold keeps a request that needs a missing key. Lift it first: see `hold`."
            )
        for case in unreadable:
            case.dek_wrapped = None
            lapse(case, week)
            session.add(case)
        forget_tags(session, kids=gone)
    purge(relay, week)
    return len(unreadable)


def _missing(session: Session, relay: Relay, cases: Iterable[RelayCase]) -> list[str]:
    found = {kid for kid in kids_of_tags(session) if kid not in relay.keys.kids}
    wrapped = {kid_of(case.dek_wrapped or b"") for case in cases if not _opens(relay, case)}
    return sorted((found | wrapped) - {NAMELESS})


def _opens(relay: Relay, case: RelayCase) -> bool:
    try:
        key_of(relay, case)
    except NotYoursError:
        return False
    return True


def _old_root(relay: Relay, kid: str, today: date) -> OldRoot:
    with relay.db.read() as session:
        cases = cases_found_under(session, kid=kid)
    if any(case.is_held for case in cases):
        return OldRoot(kid, len(cases), until=None)
    weeks = [gone_by(opened_week=case.opened_week, closed_week=case.closed_week) for case in cases]
    last = max((EPOCH + timedelta(weeks=week + 1) for week in weeks), default=today)
    return OldRoot(kid, len(cases), until=max(last, today))
