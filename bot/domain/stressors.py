"""What weighs on people: the boxes that a mentee may tick before a meeting, for themselves. None is ever kept."""

from collections.abc import Sequence
from enum import StrEnum

from bot.domain.agendas import TopicDraft
from storage.vocabulary import Area


class Stressor(StrEnum):
    """One box; Slack shows ten at most (docs.slack.dev, checkboxes)."""

    CLINICAL = "clinical"
    TEACHING = "teaching"
    RESEARCH = "research"
    STANDING = "standing"
    COMMITTEES = "committees"
    PROMISES = "promises"
    PEOPLE = "people"
    HOME = "home"
    HEALTH = "health"
    ALONE = "alone"


def topic_about(question: str, lines: Sequence[str]) -> TopicDraft:
    """Return the topic that a list of what weighs on somebody begins as: theirs to change, to keep or to drop."""
    return TopicDraft(
        question=question,
        analysis="\n".join(f"• {line}" for line in lines),
        ask=None,
        area=Area.PERSONAL,
        matters_on=None,
        is_shared=False,
    )
