"""What belongs to one person alone, whatever pairs they are in."""

from sqlmodel import Session

from bot.errors import NotYoursError
from storage.members import Member
from storage.milestones import Milestone, milestone_by_id
from storage.namings import Naming, naming_by_id


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
