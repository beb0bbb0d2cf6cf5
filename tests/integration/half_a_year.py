"""Time goes by in a programme: whatever is due at a moment goes out at that moment, and Rapport asks what it asks."""

from datetime import timedelta

from bot.domain.check_ins import DEEDS
from bot.services import check_in_answers, check_ins, lulls, newcomers, partings, selfcheck_offers, tips
from bot.views import check_in_messages
from storage.newcomers import Newcomer, keep_newcomers
from tests.integration.who_sees import Beginning
from tests.pairing import MENTOR, the
from tests.payloads import TEAM
from tests.planning import planned

ROUND = timedelta(days=35)
ROUNDS = 7
"""More than half a year."""


def let_pass(beginning: Beginning, by: timedelta) -> None:
    """Let time go by, from one moment at which something is due to the next."""
    deps, clock = beginning.stage.deps, beginning.stage.clock
    end = clock.at + by
    while clock.at < end:
        ahead = [row.due_at for row in planned(deps.db) if clock.at < row.due_at < end]
        clock.at = min(ahead, default=end)
        for look in (partings.settle, lulls.ask, selfcheck_offers.offer):
            look(deps, now=clock.at)
        beginning.delivered()


def ask_everything(beginning: Beginning, newcomer: str) -> None:
    """Let half a year go by; somebody has just joined, and a mentor answers a check-in."""
    deps, clock = beginning.stage.deps, beginning.stage.clock
    joined = Newcomer(member_id=the(deps.db, newcomer).id, team_id=TEAM, joined_at=clock.at)
    with deps.db.begin() as session:
        keep_newcomers(session, newcomers=[joined])
    tips.wish(**beginning.does(MENTOR))
    for _ in range(ROUNDS):
        check_ins.plan_rounds(deps)
        tips.plan_rounds(deps)
        newcomers.offer_help(deps, team_id=TEAM)
        let_pass(beginning, ROUND)
    answer_a_check_in(beginning)


def answer_a_check_in(beginning: Beginning) -> None:
    """Let Idris answer the last question that has reached him, and want it no more."""
    asked, _ = next(
        found
        for message in reversed(beginning.messages[MENTOR])
        for block in message.get("blocks", [])
        for element in block.get("elements", [])
        if (found := check_in_messages.pressed(element))
    )
    check_in_answers.answer(**beginning.does(MENTOR), asked=asked, deed=DEEDS[asked.question][0])
    check_in_answers.never_again(**beginning.does(MENTOR), asked=asked)
