"""What a pair has written, as rows: quicker to keep by the hundred than through the forms."""

from datetime import date

from storage.goals import Goal
from storage.items import ActionItem
from storage.members import Member
from storage.vocabulary import Area, Horizon
from tests.pairing import NOW


def a_goal(author: Member, pair_id: str, title: str) -> Goal:
    """Return an open goal of three lines."""
    return Goal(
        team_id=author.team_id,
        pair_id=pair_id,
        author_id=author.id,
        changed_by_id=author.id,
        title=title,
        area=Area.CAREER,
        horizon=Horizon.ONE_YEAR,
        changed_at=NOW,
    )


def an_item(owner: Member, pair_id: str, task: str, *, due_on: date | None = None) -> ActionItem:
    """Return an open item that its owner wrote."""
    return ActionItem(
        team_id=owner.team_id,
        pair_id=pair_id,
        author_id=owner.id,
        owner_id=owner.id,
        task=task,
        due_on=due_on,
        changed_at=NOW,
    )
