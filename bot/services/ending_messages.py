"""What is told of the end of a pair, written when it is sent. The words of a note stay in Rapport, for both."""

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.pairs import PairCard
from bot.services.cards import card_of
from bot.services.letter import Letter, PointlessError, Written, key_of
from bot.views import ending_messages as view
from storage.endings import Ending, end_of, ending_by_id
from storage.pairs import PairRow, pair_row
from storage.prompts import prompt_by_key
from storage.vocabulary import PairState, TouchpointKind, TouchpointState

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
    """Tell one of the two that the day has come.

    Raises:
        PointlessError: the pair goes on, or they hear only now that it was to end, which says as much.
    """
    card = _seen_by(_ended(deps, letter), letter)
    with deps.db.read() as session:
        ending = end_of(session, pair_id=card.pair_id, at=letter.at)
        if ending is None:
            raise PointlessError("goes_on")
        if not _knew(session, ending, letter):
            raise PointlessError("known")
    return view.come(deps.catalog, card=card, ends_on=ending.ends_on)


def outcome(deps: Deps, letter: Letter) -> Written:
    """Tell whoever brought the two together that it has ended. Raises PointlessError while it goes on."""
    row = _ended(deps, letter)
    return view.outcome(deps.catalog, mentor=row.mentor.name, mentee=row.mentee.name)


def _first(session: Session, ending: Ending, letter: Letter) -> Ending:
    """Return the note that went out first of those of the pair: the other one may have written as well."""
    first = end_of(session, pair_id=ending.pair_id, at=ending.tells_at)
    return first or ending


def _knew(session: Session, ending: Ending, letter: Letter) -> bool:
    """Return whether the reader had been told before the day: a pause, or a long week-end, may have been longer."""
    key = key_of(TouchpointKind.ENDING_TOLD, subject_id=ending.id, member_id=letter.member.id, revision=ending.revision)
    told = prompt_by_key(session, dedupe_key=key)
    if told is None or told.state is TouchpointState.SENT:
        return told is None or told.settled_at is None or told.settled_at < ending.ends_at
    return told.state not in {TouchpointState.READY, TouchpointState.LEASED, TouchpointState.SENDING}


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
