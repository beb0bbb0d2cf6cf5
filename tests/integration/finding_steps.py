"""What the tests of looking for a mentor do: wishes as they are entered, and who is found for them."""

from bot.deps import Deps
from bot.domain.finding import Found, Wish
from bot.services import finding
from storage.columns import stable_id
from storage.database import Database
from storage.profiles import Profile, keep_profile
from storage.vocabulary import Stream
from tests.integration.offer_steps import offer
from tests.pairing import MENTEE, enrol, the
from tests.payloads import TEAM


def found(deps: Deps, user_id: str = MENTEE, /, *, page: int = 0, wish: Wish | None = None) -> Found:
    """Return who is found for a wish, for any mentor where there is none."""
    return finding.search(deps, actor=the(deps.db, user_id), wish=wish or Wish(), page=page)


def names(found_page: Found) -> set[str]:
    """Return the names on a page."""
    return {line.name for line in found_page.lines}


def a_mentor(
    deps: Deps, user_id: str, /, *, stream: Stream | None = None, site: str | None = None, **said: object
) -> str:
    """Enrol somebody who offers to mentor, with what the roster tells of them; return their user id."""
    enrol(deps.db, user_id)
    if stream or site:
        keep_facts(deps.db, user_id, stream=stream, site=site)
    offer(deps, user_id, **said)
    return user_id


def keep_facts(db: Database, user_id: str, *, stream: Stream | None = None, site: str | None = None) -> None:
    """Let the roster tell of somebody."""
    with db.begin() as session:
        keep_profile(session, Profile(member_id=the(db, user_id).id, team_id=TEAM, stream=stream, site=site))


def view_id(number: int) -> str:
    """Return the id of a view as a submission carries it."""
    return stable_id("view", str(number))
