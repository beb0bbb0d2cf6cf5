"""What `check` says of private requests: whether they are taken, with which keys, how their database stands."""

from collections.abc import Iterator

from bot.console.findings import Finding, fine, wrong
from bot.deps import Deps, Relay
from bot.services.relay.opening import doubtful_cards, in_need, in_words

SUBJECT = "private requests"


def relay_findings(deps: Deps) -> Iterator[Finding]:
    """Yield what was found. Opens nothing and counts no requests."""
    if deps.relay is None:
        yield fine(SUBJECT, "not taken: without RELAY_KEYS the private door shows where else to turn")
        return
    kids = deps.relay.keys.kids
    older = f"; {', '.join(kids[1:])} only open" if kids[1:] else ""
    yield fine(SUBJECT, f"taken: root {kids[0]} seals{older}")
    yield from _kept(deps, deps.relay)
    deps.relay.db.dispose()


def _kept(deps: Deps, relay: Relay) -> Iterator[Finding]:
    flaws = relay.db.flaws()
    kind = relay.db.dialect_name
    if flaws:
        yield wrong("their database", in_words(flaws))
        return
    if not relay.db.is_up_to_date():
        yield fine("their database", f"{kind}, not made or not up to date: the next start does it")
        return
    yield fine("their database", f"{kind}, keeps nothing that is deleted; it is in no backup that Rapport makes")
    yield fine("their cards", f"{doubtful_cards(deps)} doubtful (nobody knows whether they were posted)")
    if lacking := in_need(relay):
        yield wrong("their keys", lacking)
