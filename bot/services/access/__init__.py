"""Who may do what. Every id in a payload is chosen by its sender, so a right is proven at the moment of its use."""

from bot.services.access.colleagues import SeenMentor, inquiry_of, mentor_of
from bot.services.access.objects import (
    active_pair_of,
    goal_of,
    item_of,
    meeting_of,
    own_topic_of,
    pair_of,
    papers_shared_with,
    prompt_of,
    proposal_of,
)
from bot.services.access.programme import (
    channel_flaw,
    facilitator_channel,
    is_facilitator,
    is_workspace_admin,
    needs_setup,
    prove_may_bring_in,
    prove_may_edit_library,
    prove_may_pair,
    prove_may_set_up,
    slack_must_answer,
)

__all__ = [
    "SeenMentor",
    "active_pair_of",
    "channel_flaw",
    "facilitator_channel",
    "goal_of",
    "inquiry_of",
    "is_facilitator",
    "is_workspace_admin",
    "item_of",
    "meeting_of",
    "mentor_of",
    "needs_setup",
    "own_topic_of",
    "pair_of",
    "papers_shared_with",
    "prompt_of",
    "proposal_of",
    "prove_may_bring_in",
    "prove_may_edit_library",
    "prove_may_pair",
    "prove_may_set_up",
    "slack_must_answer",
]
