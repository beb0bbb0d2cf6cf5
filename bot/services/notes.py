"""Notes between two meetings: written, put right, read by the two alone."""

from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.between import NOTE_FRESH, NotesBoard, NoteSheet
from bot.domain.pairs import PairCard
from bot.errors import NotYoursError, UserError
from bot.services import access
from bot.services.letter import Letter, PointlessError, Written, planned
from bot.views import note_messages as view
from bot.views.pages import PAGE_ROWS, page_count
from storage.members import Member
from storage.notes import Note, count_notes, keep_new_note, note_by_id, page_of_notes
from storage.touchpoints import plan
from storage.vocabulary import TouchpointKind


def board(deps: Deps, *, actor: Member, pair_id: str, page: int) -> NotesBoard:
    """Return one page of what the two have written to each other: three queries, however much there is.

    A page beyond the last one is the last one.

    Raises:
        NotYoursError: the pair is not the actor's.
    """
    with deps.db.read() as session:
        card = access.readable_pair_of(session, actor, pair_id)
        pages = page_count(count_notes(session, pair_id=pair_id))
        page = min(max(page, 0), pages - 1)
        rows = page_of_notes(session, pair_id=pair_id, limit=PAGE_ROWS, offset=page * PAGE_ROWS)
    return NotesBoard(card, tuple(sheet_of(row, actor) for row in rows), page, pages)


def own(deps: Deps, *, actor: Member, note_id: str) -> tuple[NoteSheet, PairCard]:
    """Return a note for its author to put right.

    Raises:
        NotYoursError: somebody else wrote it, or there is none of that id.
    """
    with deps.db.read() as session:
        note, card = access.own_note_of(session, actor, note_id)
    return sheet_of(note, actor), card


def leave(deps: Deps, *, actor: Member, pair_id: str, text: str, note_id: str) -> PairCard:
    """Keep a note, tell the other one that it is there, and return the pair. The same `note_id` again changes nothing.

    Raises:
        NotYoursError: the pair is not the actor's.
        UserError: the other one has left.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        card = access.active_pair_of(session, actor, pair_id)
        if card.is_resting:
            raise UserError(deps.catalog.notes.partner_left.format(partner=card.partner.name))
        note = Note(id=note_id, team_id=card.team_id, pair_id=pair_id, author_id=actor.id, text=text, written_at=now)
        if keep_new_note(session, note=note):
            _tell(session, note, card, now=now)
    return card


def put_right(deps: Deps, *, actor: Member, note_id: str, text: str) -> PairCard:
    """Give a note other words and return its pair; the other one sees that it was changed, and gets no message.

    Raises:
        NotYoursError: somebody else wrote it, or there is none of that id.
    """
    with deps.db.begin() as session:
        note, card = access.own_note_of(session, actor, note_id, is_to_change=True)
        if note.text != text:
            note.text, note.changed_at = text, deps.clock.now()
            session.add(note)
    return card


def told(deps: Deps, letter: Letter) -> Written:
    """Say that a note is there.

    Raises:
        PointlessError: there is none, or the pair is no more.
    """
    with deps.db.read() as session:
        note = note_by_id(session, note_id=letter.subject_id)
        try:
            card = access.active_pair_of(session, letter.member, note.pair_id if note else "")
        except NotYoursError as error:
            raise PointlessError("gone") from error
    return view.told(deps.catalog, card=card)


def sheet_of(note: Note, viewer: Member) -> NoteSheet:
    """Return a note as one of the two sees it."""
    return NoteSheet(
        note_id=note.id,
        is_own=note.author_id == viewer.id,
        text=note.text,
        written_at=note.written_at,
        is_changed=note.changed_at is not None,
    )


def _tell(session: Session, note: Note, card: PairCard, *, now: datetime) -> None:
    message = planned(
        kind=TouchpointKind.NOTE_LEFT,
        member_id=card.partner.member_id,
        team_id=card.team_id,
        subject_id=note.id,
        due_at=now,
        expires_at=now + NOTE_FRESH,
    )
    plan(session, [message])
