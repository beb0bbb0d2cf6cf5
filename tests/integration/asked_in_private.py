"""A private request in the middle of its life: asked from Home, claimed by a facilitator, each has answered once."""

from bot.domain.relay.cases import Speech
from bot.domain.relay.door import Asker, Desk
from bot.services.relay import desk_acts, mine, own_acts
from bot.services.relay.door import open_door
from storage.relay.vocabulary import Role
from tests.asked import the_cases
from tests.asking import Entered, home_of, receipt_on
from tests.desking import Queue, posting
from tests.integration.marks import mark
from tests.integration.who_sees import Beginning
from tests.pairing import MENTEE
from tests.payloads import TEAM, Payload


def ask_in_private(beginning: Beginning) -> Payload:
    """Let Maya ask, and somebody at the desk answer; return her Home, which remembers it."""
    stage = beginning.stage
    queue = Queue(stage, posting(stage.deps))
    receipt = queue.ask(Entered(words=mark("relay.words")), home=home_of(stage.rapport))
    home: Payload = stage.rapport.slack.called("views.publish")[-1]["view"]
    card, owner = queue.first_card(), queue.part(Role.PRIMARY)
    beginning.messages.setdefault(owner, []).append(card)
    (case,) = the_cases(stage.rapport)
    desk = Desk(TEAM, owner)
    desk_acts.claim(stage.deps, desk=desk, case_id=case.case_id)
    said = Speech(mark("relay.reply"))
    desk_acts.speak(stage.deps, desk=desk, case_id=case.case_id, speech=said, key="V0REPLY")
    queue.next_slot()
    door = open_door(stage.deps, actor=Asker(TEAM, MENTEE), blob="")
    hold = mine.by_receipt(stage.deps, door=door, typed=receipt_on(receipt))
    assert hold
    answer = Speech(mark("relay.answer"))
    own_acts.answer(stage.deps, door=door, hold=hold, speech=answer, key="V0ANSWER")
    queue.next_slot()
    return home
