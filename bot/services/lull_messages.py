"""Writers of the messages about a long quiet: what they ask is still open when they are sent, or they are not sent."""

from datetime import date

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.lulls import last_moment
from bot.domain.pairs import PairCard
from bot.services.cards import card_of
from bot.services.letter import Letter, PointlessError, Written
from bot.views import lulls as view
from storage.endings import end_of
from storage.lulls import lull_of
from storage.meetings import last_meetings, meetings_ahead
from storage.pairs import pair_row
from storage.vocabulary import PairState


def ask(deps: Deps, letter: Letter) -> Written:
    """Ask one of the two how they would like to go on, in the same words as the other.

    Raises:
        PointlessError: they have planned a meeting or met, chosen a pause, or are parting; or the other one has left.
    """
    with deps.db.read() as session:
        card = _card(session, letter)
        lull = lull_of(session, pair_id=card.pair_id)
        if lull is None or lull.asked_since is None:
            raise PointlessError("answered")
        met = last_meetings(session, pair_id=card.pair_id, now=letter.at, count=1)
        has_met = any(meeting.took_place and meeting.starts_at.date() > lull.asked_since for meeting in met)
        if has_met or meetings_ahead(session, pair_ids=[card.pair_id], now=letter.at):
            raise PointlessError("planned")
    waits = letter.waits(point=last_moment(date.fromordinal(letter.revision)))
    return view.question(deps.catalog, card=card, revision=letter.revision, waits=waits)


def paused(deps: Deps, letter: Letter) -> Written:
    """Tell one of the two that the other has chosen a pause. Raises PointlessError when that is no longer so."""
    with deps.db.read() as session:
        card = _card(session, letter)
        lull = lull_of(session, pair_id=card.pair_id)
    if lull is None or lull.quiet_until is None or lull.quiet_until.toordinal() != letter.revision:
        raise PointlessError("changed")
    return view.paused(deps.catalog, card=card, until=lull.quiet_until)


def _card(session: Session, letter: Letter) -> PairCard:
    row = pair_row(session, pair_id=letter.subject_id)
    if row is None or letter.member.id not in (row.mentor.id, row.mentee.id) or row.pair.state is not PairState.ACTIVE:
        raise PointlessError("gone")
    if row.mentor.is_deleted or row.mentee.is_deleted:
        raise PointlessError("partner_left")
    if end_of(session, pair_id=row.pair.id, at=letter.at):
        raise PointlessError("ending")
    return card_of(row, viewer_id=letter.member.id)
