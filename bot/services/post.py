"""Who writes which message: one entry for each kind of touchpoint."""

from collections.abc import Callable, Mapping

from bot.deps import Deps
from bot.services import (
    agenda_messages,
    agreement_file,
    agreement_messages,
    ending_messages,
    inquiry_messages,
    item_messages,
    lull_messages,
    meeting_messages,
    newcomer_messages,
    pair_messages,
    plan_messages,
    recap_messages,
    request_messages,
)
from bot.services.letter import Letter, Written
from storage.vocabulary import TouchpointKind

Writer = Callable[[Deps, Letter], Written]
"""Returns what to send. Raises PointlessError when there is nothing to say any more."""

WRITERS: Mapping[TouchpointKind, Writer] = {
    TouchpointKind.RECAP_PROMPT: recap_messages.write_question,
    TouchpointKind.RECAP_NUDGE: recap_messages.write_question,
    TouchpointKind.RECAP_READY: recap_messages.write_ready,
    TouchpointKind.ITEM_DUE: item_messages.due,
    TouchpointKind.PLAN_SHARED: plan_messages.write_shared,
    TouchpointKind.PLAN_REVIEW: plan_messages.write_review,
    TouchpointKind.PAIR_PROPOSED: pair_messages.proposed,
    TouchpointKind.PAIR_CONFIRMED: pair_messages.confirmed,
    TouchpointKind.PAIR_NOT_FORMED: pair_messages.not_formed,
    TouchpointKind.PAIR_OUTCOME: pair_messages.outcome,
    TouchpointKind.WELCOME: newcomer_messages.welcome,
    TouchpointKind.HELP_OFFERED: newcomer_messages.help_offered,
    TouchpointKind.HELP_WISHED: newcomer_messages.help_wished,
    TouchpointKind.PAIR_TALKING: pair_messages.talking,
    TouchpointKind.TALK_REMINDER: pair_messages.talk_reminder,
    TouchpointKind.PAIR_HELD: pair_messages.held,
    TouchpointKind.HOLD_TO_WEIGH: pair_messages.to_weigh,
    TouchpointKind.REQUEST_MADE: request_messages.made,
    TouchpointKind.REQUEST_REMINDER: request_messages.reminder,
    TouchpointKind.REQUEST_ANSWERED: request_messages.answered,
    TouchpointKind.REQUEST_UNANSWERED: request_messages.unanswered,
    TouchpointKind.REQUEST_TO_HELP: request_messages.to_help,
    TouchpointKind.PARTNER_LEFT: pair_messages.partner_left,
    TouchpointKind.ENDING_TOLD: ending_messages.told,
    TouchpointKind.ENDING_COME: ending_messages.come,
    TouchpointKind.ENDING_OUTCOME: ending_messages.outcome,
    TouchpointKind.LULL: lull_messages.ask,
    TouchpointKind.LULL_PAUSED: lull_messages.paused,
    TouchpointKind.MEETING_PLANNED: meeting_messages.write_told,
    TouchpointKind.MEETING_MOVED: meeting_messages.write_told,
    TouchpointKind.MEETING_CANCELLED: meeting_messages.write_cancelled,
    TouchpointKind.MEETING_FILE: meeting_messages.write_file,
    TouchpointKind.AGENDA_PROMPT: agenda_messages.write_prompt,
    TouchpointKind.AGENDA_LAST_CALL: agenda_messages.write_last_call,
    TouchpointKind.AGENDA_DIGEST: agenda_messages.write_digest,
    TouchpointKind.INQUIRY_MADE: inquiry_messages.made,
    TouchpointKind.INQUIRY_WAITS: inquiry_messages.waits,
    TouchpointKind.INQUIRY_ANSWERED: inquiry_messages.answered,
    TouchpointKind.AGREEMENT_NEWS: agreement_messages.write_news,
    TouchpointKind.AGREEMENT_SHORT: agreement_messages.write_short,
    TouchpointKind.AGREEMENT_REVIEW: agreement_messages.write_review,
    TouchpointKind.AGREEMENT_ROLE: agreement_messages.write_review,
    TouchpointKind.AGREEMENT_FILE: agreement_file.write_file,
}
