"""What the tests of reviews do again and again."""

from datetime import date
from typing import Any

from sqlmodel import select

from bot.deps import Deps
from bot.domain.reviews import ReviewAct, ReviewDraft, ReviewSheet
from bot.services import review_acts
from bot.views.review_forms import DAY, FIELDS
from storage.columns import new_id
from storage.database import Database
from storage.reviews import Review
from storage.vocabulary import ReviewKind
from tests.pairing import MENTEE, MENTOR, the
from tests.payloads import Payload

TITLE = "MARKER of the liver <!channel> & <@U1>"
FIRST = date(2026, 11, 17)
"""Ten working days after the Tuesday on which these tests stand."""


def ask(deps: Deps, pair_id: str, *, by: str = MENTEE, review_id: str = "", **entered: Any) -> str:  # noqa: ANN401 - any field of a request
    """Ask for a review and return its id."""
    plain: dict[str, Any] = {
        "kind": ReviewKind.PAPER,
        "title": TITLE,
        "length": "12 pages",
        "ask": "MARKER: is it clear?",
        "wanted_on": FIRST,
        "deadline_on": None,
    }
    draft = ReviewDraft(**{**plain, **entered})
    actor, review_id = the(deps.db, by), review_id or new_id()
    return review_acts.ask(
        deps, actor=actor, pair_id=pair_id, draft=draft, review_id=review_id, fields=FIELDS
    ).review_id


def act(deps: Deps, review_id: str, act: ReviewAct, *, by: str = MENTOR) -> ReviewSheet:
    """Do something with a request."""
    return review_acts.act(deps, actor=the(deps.db, by), review_id=review_id, act=act)


def offer(deps: Deps, review_id: str, day: date) -> ReviewSheet:
    """Offer another day."""
    return review_acts.offer_day(deps, actor=the(deps.db, MENTOR), review_id=review_id, day=day, field=DAY)


def kept(db: Database, review_id: str) -> Review:
    """Return a request as it is stored."""
    with db.read() as session:
        return session.exec(select(Review).where(Review.id == review_id)).one()


def entered(wanted_on: date, *, kind: str = "paper", title: str = TITLE) -> dict[str, Payload]:
    """Return what is typed into the form."""
    return {
        "review_kind": {"type": "static_select", "selected_option": {"value": kind}},
        "review_what": {"type": "plain_text_input", "value": title},
        "review_length": {"type": "plain_text_input", "value": "12 pages"},
        "review_wanted": {"type": "datepicker", "selected_date": wanted_on.isoformat()},
    }
