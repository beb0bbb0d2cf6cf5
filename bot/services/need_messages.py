"""Writers of the messages about needs. They hold no word of any: messages can be exported."""

from bot.deps import Deps
from bot.errors import NotYoursError
from bot.services import access
from bot.services.letter import Letter, PointlessError, Written
from bot.services.need_suggestions import OF_LINE
from bot.views import need_messages as view
from storage.members import member_by_id
from storage.needs import need_by_id
from storage.pairs import live_pair_between
from storage.vocabulary import PairState


def write_shared(deps: Deps, letter: Letter) -> Written:
    """Tell a mentor that they may read something. Raises PointlessError when it was taken back, or the pair ended."""
    with deps.db.read() as session:
        try:
            card, rows = access.needs_shared_with(session, letter.member, letter.subject_id)
        except NotYoursError as error:
            raise PointlessError("gone") from error
    if not rows:
        raise PointlessError("gone")
    return view.shared(deps.catalog, card=card)


def write_suggested(deps: Deps, letter: Letter) -> Written:
    """Tell a mentee that their mentor suggests something.

    Raises:
        PointlessError: they have found it meanwhile, it is gone, or the two are no longer together.
    """
    with deps.db.read() as session:
        need = need_by_id(session, need_id=letter.subject_id)
        if need is None or need.mentee_id != letter.member.id or need.proposed_by_id is None:
            raise PointlessError("gone")
        if need.named_on and letter.revision == OF_LINE:
            raise PointlessError("taken")
        pair = live_pair_between(session, member_ids=(need.proposed_by_id, need.mentee_id))
        mentor = member_by_id(session, member_id=need.proposed_by_id)
    if pair is None or pair.state is not PairState.ACTIVE or mentor is None:
        raise PointlessError("ended")
    return view.suggested(deps.catalog, mentor=mentor.name)
