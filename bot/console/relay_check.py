"""`python app.py relay-check`: does this workspace's Home keep what private requests rest on? A person tries it out.

What is looked at is documented by Slack, and promised by nobody: docs.slack.dev/reference/views/home-tab-views,
…/events/app_home_opened, …/methods/views.publish. Until all of it holds, the paper receipt is the only sure key.
"""

import secrets
import time
from collections.abc import Callable, Iterator
from datetime import date
from queue import Empty, SimpleQueue

from bot.console.findings import Finding, fine, wrong
from bot.console.writing import sole_writer
from bot.deps import Deps
from bot.errors import PermanentDeliveryError
from bot.runtime.home_probe import SeenHome, carried_on, draw, watched_homes
from storage.records import record

PATIENCE_SECONDS = 600.0
"""How long the person at the terminal is waited for, at each step."""
MARK = "rapport-check"
MARK_BYTES = 120
"""So that the mark is about as long as what Homes carry for private requests."""
CONFLICT = "hash_conflict"

OPEN = "1 of 3  Stop Rapport. Then open Rapport's Home in Slack; whoever does so first is the one who checks."
PRESS = "2 of 3  Press the button that your Home shows now."
AGAIN = "3 of 3  Close Slack altogether and start it again, or take another device. Then open Rapport's Home there."
LATER = "Run this again in some days, and once the app was installed anew: it says since when Home has kept its mark."
NOBODY = "Nothing came from Slack in time. Is Rapport stopped, and are its Home tab and Socket Mode switched on?"


@record
class Check:
    """One walk through the check."""

    deps: Deps
    mark: str
    """What an empty Home is given to carry."""
    seen: SimpleQueue[SeenHome]
    seconds: float

    def next_home(self, *, is_pressed: bool, user_id: str | None = None) -> SeenHome:
        """Return the next Home that was opened, or pressed, by this person, by anybody when none is named.

        Raises:
            queue.Empty: there was none in time.
        """
        until = time.monotonic() + self.seconds
        while True:
            found = self.seen.get(timeout=max(until - time.monotonic(), 0.001))
            if found.is_pressed is is_pressed and user_id in {None, found.user_id}:
                return found

    def draw(self, home: SeenHome, *, over: str) -> str:
        """Draw the check's Home over the one of that hash; return the hash of the new one.

        Raises:
            DeliveryError: Slack refused, or did not answer.
        """
        return draw(self.deps.settings, self.deps.catalog, home, mark=self.mark, over=over)


def relay_check(deps: Deps, *, say: Callable[[str], None], seconds: float = PATIENCE_SECONDS) -> int:
    """Lead somebody through the check and say what was found; return 1 when anything does not hold, or nobody came.

    What their Home carries already is left in it. An empty one keeps the mark of this check, for the next one.

    Raises:
        ConfigurationError: Slack refused a token, or Socket Mode is switched off.
        DeliveryError: Slack did not answer.
        WriterBusy: Rapport is running on the same SQLite file: it would get what the check waits for.
    """
    is_sound = True
    with sole_writer(deps), watched_homes(deps.settings) as seen:
        mark = f"{MARK}|{deps.clock.now():%Y-%m-%d}|{secrets.token_urlsafe(MARK_BYTES)}"
        check = Check(deps, mark, seen, seconds)
        try:
            for finding in _walk(check, say):
                say(str(finding))
                is_sound = is_sound and not finding.is_wrong
        except Empty:
            say(NOBODY)
            return 1
    say(LATER)
    return int(not is_sound)


def _walk(check: Check, say: Callable[[str], None]) -> Iterator[Finding]:
    say(OPEN)
    home = check.next_home(is_pressed=False)
    yield _so_far(home)
    metadata = carried_on(home, mark=check.mark)
    yield from _conflicts(check, home)
    say(PRESS)
    yield _kept(check.next_home(is_pressed=True, user_id=home.user_id), metadata, "Home, when its button is pressed")
    say(AGAIN)
    yield _kept(check.next_home(is_pressed=False, user_id=home.user_id), metadata, "Home, when it is opened anew")


def _so_far(home: SeenHome) -> Finding:
    """Return what a Home carried before the check."""
    subject = "Home so far"
    if not home.private_metadata:
        return fine(subject, "carries nothing: a first time, or Slack has lost it")
    mark, _, rest = home.private_metadata.partition("|")
    if mark != MARK:
        return fine(subject, "carries what is Rapport's own; it stays as it is")
    return fine(subject, f"has kept the mark of a check since {date.fromisoformat(rest.partition('|')[0])}")


def _conflicts(check: Check, home: SeenHome) -> Iterator[Finding]:
    """Draw Home three times, the last time over one that is not there any more."""
    first = check.draw(home, over=home.hash)
    newest = check.draw(home, over=first)
    if not first or first == newest:
        yield wrong("hash", "Slack names no new one for a new Home, so two that are drawn at once cannot be told apart")
        return
    try:
        check.draw(home, over=first)
    except PermanentDeliveryError as refused:
        if refused.code != CONFLICT:
            raise
        yield fine("hash", "a Home that comes late is refused, so none is lost to another")
    else:
        yield wrong("hash", "Slack took a Home that came late: what another one carried would be lost")


def _kept(home: SeenHome, metadata: str, subject: str) -> Finding:
    if home.private_metadata != metadata:
        return wrong(subject, "does not carry what it was given: tell everybody that their receipt is their only key")
    if not home.hash:
        return wrong(subject, "carries what it was given, but names no hash")
    return fine(subject, "carries what it was given, and its hash")
