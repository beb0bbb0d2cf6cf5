"""What people are told about a pair, written when it is sent, from what is true then."""

from bot.deps import Deps
from bot.domain.pairs import PROPOSAL_FRESH, Proposal
from bot.services.cards import card_of
from bot.services.gate import shown_flags
from bot.services.letter import Letter, PointlessError, Written
from bot.services.pairs import proposal_seen_by
from bot.views import pair_messages as view
from bot.views import prompt_menu
from storage.pairs import PairRow, pair_row
from storage.requests import request_behind
from storage.vocabulary import PairState


def proposed(deps: Deps, letter: Letter) -> Written:
    """Ask one of the two. Raises PointlessError when they have answered, or the proposal is settled."""
    return view.proposed(deps.catalog, proposal=_unanswered(deps, letter, PairState.PROPOSED))


def talking(deps: Deps, letter: Letter) -> Written:
    """Ask one of the two for a first conversation. Raises PointlessError when they have answered, or it is settled."""
    proposal = _unanswered(deps, letter, PairState.TALKING)
    return view.talking(deps.catalog, proposal=proposal, line_of=_request_with_a_line(deps, letter))


def talk_reminder(deps: Deps, letter: Letter) -> Written:
    """Remind one of the two. Raises PointlessError when they have answered, or it is settled."""
    proposal = _unanswered(deps, letter, PairState.TALKING)
    waits = letter.waits(point=letter.at + PROPOSAL_FRESH)
    more = prompt_menu.more(
        deps.catalog, kind=letter.kind, subject_id=letter.subject_id, revision=letter.revision, waits=waits
    )
    return view.talk_reminder(deps.catalog, proposal=proposal, more=more)


def held(deps: Deps, letter: Letter) -> Written:
    """Tell one of the two what holds their pair up. Raises PointlessError when nothing does any more."""
    return view.held(deps.catalog, proposal=_proposal(deps, letter, PairState.HELD))


def to_weigh(deps: Deps, letter: Letter) -> Written:
    """Tell a facilitator of a pair that waits for consent. Raises PointlessError when it is settled, or their own."""
    row = _row(deps, letter, PairState.HELD)
    if letter.member.id in (row.mentor.id, row.mentee.id):
        raise PointlessError("own")
    return view.to_weigh(deps.catalog, mentor=row.mentor.name, mentee=row.mentee.name)


def confirmed(deps: Deps, letter: Letter) -> Written:
    """Tell one of the two that the pair has begun. Raises PointlessError when it has not."""
    row = _row(deps, letter, PairState.ACTIVE)
    return view.confirmed(deps.catalog, card=card_of(row, viewer_id=letter.member.id))


def not_formed(deps: Deps, letter: Letter) -> Written:
    """Tell one of the two that another arrangement is planned. Raises PointlessError when there is none to make."""
    row = _row(deps, letter, PairState.DECLINED)
    return view.not_formed(deps.catalog, card=card_of(row, viewer_id=letter.member.id))


def partner_left(deps: Deps, letter: Letter) -> Written:
    """Tell one of the two that the other is no longer in the workspace. Raises PointlessError when they are back."""
    row = _row(deps, letter, PairState.ACTIVE)
    partner = row.mentee if row.mentor.id == letter.member.id else row.mentor
    if not partner.is_deleted:
        raise PointlessError("back")
    return view.partner_left(deps.catalog, card=card_of(row, viewer_id=letter.member.id))


def outcome(deps: Deps, letter: Letter) -> Written:
    """Tell the facilitator what became of the proposal, and never why. Raises PointlessError while nothing has."""
    row = _row(deps, letter, PairState.ACTIVE, PairState.DECLINED)
    is_formed = row.pair.state is PairState.ACTIVE
    return view.outcome(deps.catalog, mentor=row.mentor.name, mentee=row.mentee.name, is_formed=is_formed)


def _request_with_a_line(deps: Deps, letter: Letter) -> str | None:
    """Return the request to which the mentor has added a line for whoever is told, None where there is none to read."""
    with deps.db.read() as session:
        request = request_behind(session, pair_id=letter.subject_id, mentee_id=letter.member.id)
    return request.id if request and request.note else None


def _unanswered(deps: Deps, letter: Letter, state: PairState) -> Proposal:
    proposal = _proposal(deps, letter, state)
    if proposal.has_said_yes:
        raise PointlessError("answered")
    return proposal


def _proposal(deps: Deps, letter: Letter, state: PairState) -> Proposal:
    row = _row(deps, letter, state)
    with deps.db.read() as session:
        flags = shown_flags(session, [row])[row.pair.id]
    return proposal_seen_by(row, viewer_id=letter.member.id, flags=flags)


def _row(deps: Deps, letter: Letter, *states: PairState) -> PairRow:
    with deps.db.read() as session:
        row = pair_row(session, pair_id=letter.subject_id)
    if row is None or row.pair.state not in states:
        raise PointlessError("settled")
    return row
