"""What belongs to one person alone, whatever pairs they are in."""

from sqlmodel import Session

from bot.errors import NotYoursError
from storage.members import Member
from storage.milestones import Milestone, milestone_by_id
from storage.namings import Naming, naming_by_id
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointKind, TouchpointState
from storage.words_to import word_to


def own_milestone_of(session: Session, actor: Member, milestone_id: str, *, is_to_change: bool = False) -> Milestone:
    """Return a milestone of `actor`'s own time line.

    Raises:
        NotYoursError: it is somebody else's, or there is none of that id.
    """
    milestone = milestone_by_id(session, milestone_id=milestone_id, is_to_change=is_to_change)
    if milestone is None or milestone.member_id != actor.id:
        raise NotYoursError
    return milestone


def naming_of(session: Session, actor: Member, naming_id: str, *, is_to_change: bool = False) -> Naming:
    """Return whether a mentor's statement may name `actor`: asked of them alone, whoever else was asked the same.

    Raises:
        NotYoursError: it was asked of somebody else, or there never was such a question.
    """
    naming = naming_by_id(session, naming_id=naming_id, is_to_change=is_to_change)
    if naming is None or naming.mentee_id != actor.id:
        raise NotYoursError
    return naming


def word_told_to(session: Session, actor: Member, touchpoint_id: str) -> Touchpoint:
    """Return a note that has reached `actor`, a facilitator, from somebody who hears nothing.

    Raises:
        NotYoursError: it went to somebody else, is of another kind, has not gone out, or there is none of that id.
    """
    word = word_to(session, touchpoint_id=touchpoint_id)
    is_theirs = word is not None and word.member_id == actor.id and word.kind is TouchpointKind.OUT_OF_TOUCH
    if word is None or not is_theirs or word.state is not TouchpointState.SENT:
        raise NotYoursError
    return word
