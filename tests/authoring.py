"""The author of a private request comes back: what they press and enter, and what they are shown."""

from dataclasses import dataclass, field

from bot.domain.relay.calendar import SPREAD
from bot.domain.relay.cases import CaseFile
from bot.domain.relay.door import Desk
from bot.domain.relay.mine import Stage, Stream
from bot.services.relay.desk import open_case
from bot.services.relay.desk_acts import close
from bot.views.relay import names
from storage.relay.vocabulary import Outcome, Role
from tests.asked import the_cases
from tests.asking import Entered, as_kept, checked, home_of, notice_of, receipt_on
from tests.desking import Queue
from tests.pairing import MENTEE
from tests.payloads import TEAM, Payload, press, submit


@dataclass
class Author:
    """Somebody with a Home, which is kept as Slack keeps it."""

    queue: Queue
    user: str = MENTEE
    home: Payload | None = field(default=None)

    def asks(self, entered: Entered | None = None) -> str:
        """Ask from Home, and return the receipt."""
        self.opens_home()
        receipt = receipt_on(self.queue.ask(entered, user=self.user, home=self.home))
        self.home = as_kept(self.published[-1])
        return receipt

    def opens_home(self) -> Payload:
        """Open Home and return it."""
        self.home = home_of(self.queue.stage.rapport, user=self.user, before=self.home)
        return self.home

    @property
    def published(self) -> list[Payload]:
        """Return every Home that was published."""
        return [said["view"] for said in self.queue.stage.rapport.slack.called("views.publish")]

    def notice(self, *, from_home: bool = True) -> Payload:
        """Go to the private door."""
        home = (self.home or self.opens_home()) if from_home else None
        return notice_of(self.queue.stage.rapport, home=home, user=self.user)

    def lists(self, *, from_home: bool = True) -> Payload:
        """Go to the list of one's requests; their Home is published meanwhile, and kept."""
        before = len(self.published)
        view = self.presses(self.notice(from_home=from_home), self.queue.deps.catalog.relay_intake.mine_button)
        if len(self.published) > before:
            self.home = as_kept(self.published[-1])
        return view

    def opens(self) -> Payload:
        """Open the first request of the list."""
        return self.presses(self.lists(), self.queue.deps.catalog.relay_mine.look_button)

    def presses(self, view: Payload, label: str) -> Payload:
        """Press a button, and return what is shown last."""
        return self.queue.shown(press(view, label, user=self.user), user=self.user)

    def is_refused(self, payload: Payload) -> str:
        """Hand over what is refused, and return the sentence that says so."""
        before = len(self.queue.stage.rapport.slack.calls)
        self.queue.stage.send(payload, user=self.user)
        (call,) = self.queue.stage.rapport.slack.calls[before:]
        assert call.method == self.user, "not refused"
        return str(call.arguments["text"])

    def sends(self, form: Payload, entered: dict[str, Payload]) -> Payload:
        """Send off a form with what was entered in its fields, by their names; return the answer."""
        before = len(self.queue.stage.acks)
        self.queue.stage.send(submit(form, entered, user=self.user), user=self.user)
        assert len(self.queue.stage.acks) > before, "no answer"
        answer = self.queue.stage.acks[before][1]
        if "view" in answer:
            checked(answer["view"])
        return answer

    def finds(self, receipt: str, *, from_home: bool = True) -> Payload:
        """Type a receipt, and return the answer."""
        notice = self.notice(from_home=from_home)
        form = self.presses(notice, self.queue.deps.catalog.relay_intake.receipt_button)
        return self.sends(form, {names.WHOLE: typed(receipt)})

    def says(self, case: Payload, words: str) -> Payload:
        """Say something in a request, and return the answer to it."""
        form = self.presses(case, self.queue.deps.catalog.relay_mine.answer_button)
        return self.sends(form, {names.SPEECH: typed(words)})

    def chooses(self, form: Payload, stage: Stage, stream: Stream) -> Payload:
        """Send off the first step of saying more about oneself."""
        return self.sends(form, {names.STAGE: chosen(stage), names.STREAM: chosen(stream)})


def typed(words: str) -> Payload:
    """Return the state of a field of text."""
    return {"type": "plain_text_input", "value": words}


def chosen(value: str) -> Payload:
    """Return the state of a select."""
    return {"type": "static_select", "selected_option": {"value": str(value)}}


def labels_of(view: Payload) -> set[str]:
    """Return what stands on the buttons of a view."""
    elements = [
        each
        for block in view["blocks"]
        for each in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
    ]
    return {each["text"]["text"] for each in elements if each.get("type") == "button"}


def taken_on(queue: Queue) -> tuple[Payload, str]:
    """Let the card of the one case come and be claimed; return the case on the owner's screen, and the owner."""
    owner = queue.part(Role.PRIMARY)
    case = queue.open(queue.first_card(), user=owner)
    return queue.press(case, queue.deps.catalog.relay_desk.claim_button, user=owner), owner


def seen_at_desk(queue: Queue, owner: str) -> CaseFile:
    """Return the one case as the facilitator who works on it sees it now."""
    (case,) = the_cases(queue.stage.rapport)
    return open_case(queue.deps, desk=Desk(TEAM, owner), case_id=case.case_id)


def slots_pass(queue: Queue) -> None:
    """Let so many slots begin that whatever is held comes out."""
    for _ in range(SPREAD + 1):
        queue.next_slot()


def closes(queue: Queue, owner: str, outcome: Outcome = Outcome.CONTINUES) -> None:
    """Let the one case be closed by the facilitator who works on it."""
    (case,) = the_cases(queue.stage.rapport)
    close(queue.deps, desk=Desk(TEAM, owner), case_id=case.case_id, outcome=outcome, words="Thank you.", key="last")
