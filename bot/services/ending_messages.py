"""What is told of the end of a pair, written when it is sent. The words of a note stay in Rapport, for both."""

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.pairs import PairCard
from bot.services.cards import card_of
from bot.services.letter import Letter, PointlessError, Written
from bot.views import ending_messages as view
from storage.endings import Ending, end_of, ending_by_id
from storage.pairs import PairRow, pair_row
from storage.vocabulary import PairState

PARTING = (PairState.ACTIVE, PairState.ENDED)


def told(deps: Deps, letter: Letter) -> Written:
    """Tell one of the two that their mentoring ends, in words that are the same for both.

    Of a second note, written while the first was on its way, its reader hears that there are a few words.

    Raises:
        PointlessError: the note was taken back or sent sooner, or its writer knows already.
    """
    with deps.db.read() as session:
        ending = ending_by_id(session, ending_id=letter.subject_id)
        if ending is None or ending.revision != letter.revision:
            raise PointlessError("taken_back")
        row = _row(session, ending.pair_id)
        first = _first(session, ending, letter)
    card = _seen_by(row, letter)
    if first.id == ending.id:
        return view.told(deps.catalog, card=card, ends_on=first.ends_on, has_ended=first.ends_at <= letter.at)
    if ending.author_id == letter.member.id:
        raise PointlessError("known")
    return view.words(deps.catalog, card=card)


def come(deps: Deps, letter: Letter) -> Written:
    """Tell one of the two that the day has come. Raises PointlessError when the pair goes on."""
    return view.come(deps.catalog, card=_seen_by(_ended(deps, letter), letter))


def outcome(deps: Deps, letter: Letter) -> Written:
    """Tell whoever brought the two together that it has ended. Raises PointlessError while it goes on."""
    row = _ended(deps, letter)
    return view.outcome(deps.catalog, mentor=row.mentor.name, mentee=row.mentee.name)


def _first(session: Session, ending: Ending, letter: Letter) -> Ending:
    """Return the note that went out first of those of the pair: the other one may have written as well."""
    first = end_of(session, pair_id=ending.pair_id, at=ending.tells_at)
    return first or ending


def _ended(deps: Deps, letter: Letter) -> PairRow:
    with deps.db.read() as session:
        row = _row(session, letter.subject_id)
    if row.pair.state is not PairState.ENDED:
        raise PointlessError("goes_on")
    return row


def _row(session: Session, pair_id: str) -> PairRow:
    row = pair_row(session, pair_id=pair_id)
    if row is None or row.pair.state not in PARTING:
        raise PointlessError("gone")
    return row


def _seen_by(row: PairRow, letter: Letter) -> PairCard:
    if letter.member.id not in (row.mentor.id, row.mentee.id):
        raise PointlessError("gone")
    return card_of(row, viewer_id=letter.member.id)
