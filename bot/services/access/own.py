"""What belongs to one person alone, whatever pairs they are in."""

from sqlmodel import Session

from bot.errors import NotYoursError
from storage.members import Member
from storage.milestones import Milestone, milestone_by_id


def own_milestone_of(session: Session, actor: Member, milestone_id: str, *, is_to_change: bool = False) -> Milestone:
    """Return a milestone of `actor`'s own time line.

    Raises:
        NotYoursError: it is somebody else's, or there is none of that id.
    """
    milestone = milestone_by_id(session, milestone_id=milestone_id, is_to_change=is_to_change)
    if milestone is None or milestone.member_id != actor.id:
        raise NotYoursError
    return milestone
