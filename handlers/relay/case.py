"""Slack entry points of the facilitators' desk: the card, the case, what is done with it, and the list of one's cases.

A `desk` is a facilitator, proven for this one press; that the case is with them each use case proves again.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App

from bot.deps import Deps
from bot.domain.relay.cases import CaseFile
from bot.domain.relay.door import Desk
from bot.errors import NotYoursError
from bot.services.relay import desk as cases
from bot.services.relay import desk_acts as acts
from bot.services.relay import reports
from bot.views.blocks import Payload
from bot.views.pages import page_in
from bot.views.relay import case as case_view
from bot.views.relay import desk as desk_view
from bot.views.relay import queue
from bot.views.relay import report as report_view
from handlers.binding import acknowledge
from handlers.relay.door import desk as at_desk
from storage.records import record
from storage.relay.vocabulary import Approach

Show = Callable[[Payload], None]


@record
class Press:
    """A button of the desk: who pressed it, the case of the screen it stands in, and what it carries itself."""

    deps: Deps
    desk: Desk
    case_id: str
    value: str
    show: Show
    take_place: Show

    def case(self) -> CaseFile:
        """Return the case as this facilitator sees it now."""
        return cases.open_case(self.deps, desk=self.desk, case_id=self.case_id)


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners: one for the whole family of buttons, one for its forms."""
    family = re.compile(f"^{queue.FAMILY}")
    app.action(family)(ack=acknowledge, lazy=[at_desk(press, deps)])
    app.view(family)(ack=at_desk(submit, deps), lazy=[at_desk(draw_below, deps)])


def open_mine(desk: Desk, take_place: Show, *, deps: Deps) -> None:
    """Show the cases that are with the facilitator who asks."""
    take_place(desk_view.mine(deps.catalog, lines=cases.my_cases(deps, desk=desk)))


def press(
    desk: Desk, action: Mapping[str, Any], view: Payload | None, show: Show, take_place: Show, *, deps: Deps
) -> None:
    """Do what a button of the desk says."""
    case_id, _ = queue.holding(view)
    value = str(action.get("value") or "")
    name = str(action["action_id"])
    act = PRESSES.get(next((family for family in FAMILIES if name.startswith(family)), name))
    if act is None:
        raise NotYoursError
    act(Press(deps, desk, case_id, value, show, take_place))


def submit(ack: Ack, desk: Desk, view: Payload, *, deps: Deps) -> None:
    """Say what was entered: commit, then close the form."""
    (case_id, revision), speech, key = queue.holding(view), desk_view.read_form(deps.catalog, view), str(view["id"])
    kind = view["callback_id"]
    if kind == queue.CLOSE and speech.outcome:
        acts.close(
            deps, desk=desk, case_id=case_id, outcome=speech.outcome, words=speech.words, key=key, revision=revision
        )
    else:
        seen = revision if kind == queue.ENDING else None
        acts.speak(deps, desk=desk, case_id=case_id, speech=speech, key=key, revision=seen)
    ack()


def draw_below(desk: Desk, view: Payload, redraw: Show, *, deps: Deps) -> None:
    """Draw anew the case on which a form has lain."""
    case = cases.open_case(deps, desk=desk, case_id=queue.holding(view)[0])
    redraw(case_view.screen(deps.catalog, case=case))


def _open(press: Press) -> None:
    case = cases.open_case(press.deps, desk=press.desk, case_id=press.value)
    press.take_place(case_view.screen(press.deps.catalog, case=case))
    if case.is_owner:
        cases.seen(press.deps, desk=press.desk, case_id=press.value)


def _turn(press: Press) -> None:
    press.take_place(case_view.screen(press.deps.catalog, case=press.case(), page=page_in(press.value)))


def _claim(press: Press) -> None:
    acts.claim(press.deps, desk=press.desk, case_id=press.case_id)
    press.take_place(case_view.screen(press.deps.catalog, case=press.case()))


def _pass(press: Press) -> None:
    acts.hand_over(press.deps, desk=press.desk, case_id=press.case_id)
    press.take_place(desk_view.passed(press.deps.catalog))


def _mute(press: Press, *, is_muted: bool = True) -> None:
    acts.mute(press.deps, desk=press.desk, case_id=press.case_id, is_muted=is_muted)
    press.take_place(case_view.screen(press.deps.catalog, case=press.case()))


def _unmute(press: Press) -> None:
    _mute(press, is_muted=False)


def _reply(press: Press) -> None:
    press.show(desk_view.reply_form(press.deps.catalog, case=press.case()))


def _options(press: Press) -> None:
    press.show(desk_view.options(press.deps.catalog, case=press.case()))


def _option(press: Press) -> None:
    if press.value not in set(Approach):
        raise NotYoursError
    form = desk_view.option_form(press.deps.catalog, case=press.case(), approach=Approach(press.value))
    press.take_place(form)


def _ask_to_meet(press: Press) -> None:
    acts.ask_to_meet(press.deps, desk=press.desk, case_id=press.case_id)
    press.take_place(case_view.screen(press.deps.catalog, case=press.case()))


def _ending(press: Press) -> None:
    press.show(desk_view.ending_form(press.deps.catalog, case=press.case()))


def _close(press: Press) -> None:
    press.show(desk_view.close_form(press.deps.catalog, case=press.case()))


def _playbook(press: Press) -> None:
    press.show(desk_view.playbook(press.deps.catalog))


def _report(press: Press) -> None:
    press.show(_report_on(press, reports.half_years(press.deps)[0]))


def _half_year(press: Press) -> None:
    press.take_place(_report_on(press, press.value))


def _sheet(press: Press) -> None:
    found = reports.report(press.deps, team_id=press.desk.team_id, half_year=press.value)
    press.show(report_view.sheet_screen(press.deps.catalog, report=found))


def _report_on(press: Press, half_year: str) -> Payload:
    found = reports.report(press.deps, team_id=press.desk.team_id, half_year=half_year)
    return report_view.screen(press.deps.catalog, report=found, half_years=reports.half_years(press.deps))


FAMILIES = (queue.PAGE, queue.HALF_YEAR)
"""Buttons of which a screen has several: each has a name of its own that begins so."""
PRESSES: Mapping[str, Callable[[Press], None]] = {
    queue.OPEN: _open,
    queue.PAGE: _turn,
    queue.CLAIM: _claim,
    queue.HAND_ON: _pass,
    queue.MUTE: _mute,
    queue.UNMUTE: _unmute,
    queue.REPLY: _reply,
    queue.OPTIONS: _options,
    queue.OPTION: _option,
    queue.MEET: _ask_to_meet,
    queue.ENDING: _ending,
    queue.CLOSE: _close,
    queue.PLAYBOOK: _playbook,
    queue.REPORT: _report,
    queue.HALF_YEAR: _half_year,
    queue.SHEET: _sheet,
}
