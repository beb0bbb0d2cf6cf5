"""Notes of thanks: sent by either side, also when a pair has come to its close; kept or put away by each alone."""

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.pairs import PairCard
from bot.domain.thanks import FRESH, ThanksBoard, ThanksSheet, may_send
from bot.errors import NotYoursError, UserError
from bot.services import access
from bot.services.letter import Letter, PointlessError, Written, planned
from bot.views import thanks as view
from bot.views.pages import PAGE_ROWS, page_count
from storage.members import Member
from storage.pairs import lock_pair
from storage.thanks import Thanks, count_thanks, keep_new_thanks, last_thanks_at, page_of_thanks, thanks_by_id
from storage.touchpoints import plan
from storage.vocabulary import TouchpointKind


def board(deps: Deps, *, actor: Member, pair_id: str, page: int) -> ThanksBoard:
    """Return one page of what `actor` has of a pair: three queries. A page beyond the last one is the last one.

    Raises:
        NotYoursError: the pair is not the actor's, or never began.
    """
    with deps.db.read() as session:
        card = access.readable_pair_of(session, actor, pair_id)
        pages = page_count(count_thanks(session, pair_id=pair_id, member_id=actor.id))
        page = min(max(page, 0), pages - 1)
        rows = page_of_thanks(session, pair_id=pair_id, member_id=actor.id, limit=PAGE_ROWS, offset=page * PAGE_ROWS)
    sheets = tuple(ThanksSheet(row.id, row.author_id == actor.id, row.text, row.sent_at) for row in rows)
    return ThanksBoard(card, sheets, page, pages)


def card(deps: Deps, *, actor: Member, pair_id: str) -> PairCard:
    """Return the pair for a form.

    Raises:
        NotYoursError: the pair is not the actor's, or never began.
        UserError: the other one has left, or has just been thanked.
    """
    with deps.db.read() as session:
        return _thankable(deps, session, actor, pair_id)


def send(deps: Deps, *, actor: Member, pair_id: str, text: str, thanks_id: str) -> PairCard:
    """Keep a note for both, tell the other one that it is there, and return the pair. A second time changes nothing.

    Raises:
        NotYoursError: the pair is not the actor's, or never began.
        UserError: the other one has left, or has just been thanked.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        lock_pair(session, pair_id=pair_id)
        if thanks_by_id(session, thanks_id=thanks_id):
            return access.readable_pair_of(session, actor, pair_id)
        card = _thankable(deps, session, actor, pair_id)
        thanks = Thanks(id=thanks_id, team_id=card.team_id, pair_id=pair_id, author_id=actor.id, text=text, sent_at=now)
        keep_new_thanks(session, thanks=thanks)
        message = planned(
            kind=TouchpointKind.THANKS_SENT,
            member_id=card.partner.member_id,
            team_id=card.team_id,
            subject_id=thanks_id,
            due_at=now,
            expires_at=now + FRESH,
        )
        plan(session, [message])
    return card


def put_away(deps: Deps, *, actor: Member, thanks_id: str) -> None:
    """Delete `actor`'s copy of a note; the other one's stays theirs. Without any copy not a word is left of it.

    The day on which it was sent stays: whoever deletes an unwelcome note must not make room for the next one by that.

    Raises:
        NotYoursError: `actor` is not in its pair, or has no such note any more.
    """
    with deps.db.begin() as session:
        thanks, _ = access.thanks_of(session, actor, thanks_id, is_to_change=True)
        if thanks.author_id == actor.id:
            thanks.is_kept_by_author = False
        else:
            thanks.is_kept_by_reader = False
        if not (thanks.is_kept_by_author or thanks.is_kept_by_reader):
            thanks.text = ""
        session.add(thanks)


def told(deps: Deps, letter: Letter) -> Written:
    """Say that a note is there.

    Raises:
        PointlessError: there is none any more.
    """
    with deps.db.read() as session:
        try:
            _, card = access.thanks_of(session, letter.member, letter.subject_id)
        except NotYoursError as error:
            raise PointlessError("gone") from error
    return view.told(deps.catalog, card=card)


def _thankable(deps: Deps, session: Session, actor: Member, pair_id: str) -> PairCard:
    say = deps.catalog.thanks
    card = access.readable_pair_of(session, actor, pair_id)
    if card.partner.has_left:
        raise UserError(say.partner_left.format(partner=card.partner.name))
    last_at = last_thanks_at(session, pair_id=pair_id, author_id=actor.id)
    if not may_send(card, last_at=last_at, now=deps.clock.now()):
        raise UserError(say.too_soon.format(partner=card.partner.name))
    return card
