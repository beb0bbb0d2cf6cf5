"""Writers of the messages about the work-and-credit register: what they say holds when they are sent."""

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.credits import Signing, is_worth_a_look, signing_of
from bot.domain.items import last_moment
from bot.domain.pairs import PairCard
from bot.errors import NotYoursError
from bot.services import access
from bot.services.credit_plan import submission_asked_about
from bot.services.letter import Letter, PointlessError, Written
from bot.views import credit_messages as view
from storage.credits import CreditEntry, CreditVersion, version_of
from storage.vocabulary import CreditState, PairState


def write_news(deps: Deps, letter: Letter) -> Written:
    """Tell one side that a version waits to be read and signed, or that both have signed it.

    Raises:
        PointlessError: a newer one does, its reader has signed it meanwhile, or nothing waits any more.
    """
    number, is_signed = divmod(letter.revision, 2)
    with deps.db.read() as session:
        entry, version, card = _seen(session, letter)
    if entry.newest != number:
        raise PointlessError("newer")
    if not is_signed and (
        _signing(version, card) in {Signing.MINE, Signing.BOTH} or entry.state is not CreditState.OPEN
    ):
        raise PointlessError("done")
    return view.news(deps.catalog, card=card, is_signed=bool(is_signed))


def write_question(deps: Deps, letter: Letter) -> Written:
    """Ask one side to look again before a submission.

    Raises:
        PointlessError: it goes out on another day, is no longer open, or holds: it is not old, and both have signed it.
    """
    with deps.db.read() as session:
        entry, version, card = _seen(session, letter)
        day = submission_asked_about(session, entry, letter.revision)
    if day is None:
        raise PointlessError("moved")
    is_signed = _signing(version, card) is Signing.BOTH
    if not is_worth_a_look(written_at=version.written_at, is_signed=is_signed, at=letter.at):
        raise PointlessError("holds")
    waits = letter.waits(point=last_moment(day, letter.hours.zone))
    return view.question(deps.catalog, card=card, entry_id=entry.id, revision=letter.revision, waits=waits)


def _seen(session: Session, letter: Letter) -> tuple[CreditEntry, CreditVersion, PairCard]:
    """Return a work in its newest version, of a pair that goes on."""
    try:
        entry, card = access.credit_of(session, letter.member, letter.subject_id)
    except NotYoursError as error:
        raise PointlessError("gone") from error
    version = version_of(session, entry_id=entry.id, number=entry.newest)
    if version is None or card.state is PairState.ENDED:
        raise PointlessError("ended")
    if card.is_resting:
        raise PointlessError("partner_left")
    return entry, version, card


def _signing(version: CreditVersion, card: PairCard) -> Signing:
    return signing_of(mine=version.signed_at[card.side], theirs=version.signed_at[card.other_side])
