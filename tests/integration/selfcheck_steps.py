"""What the tests of self-checks do again and again."""

from collections.abc import Mapping

from bot.deps import Deps
from bot.domain.selfchecks import CheckBoard
from bot.services import selfchecks
from bot.views import selfchecks as view
from storage.vocabulary import CheckItem
from tests.integration.steps import opened
from tests.pairing import MENTEE, the
from tests.payloads import Payload, press, slash, submit
from tests.rapport import Rapport


def marks(usual: int = 4, **given: int) -> dict[CheckItem, int]:
    """Return an answer to every item: the usual one, but for those that are given."""
    return {item: given.get(str(item), usual) for item in CheckItem}


def keep(deps: Deps, pair_id: str, *, by: str = MENTEE, usual: int = 4, **given: int) -> CheckBoard:
    """Let somebody answer every item about a pair."""
    actor = the(deps.db, by)
    return selfchecks.keep(deps, actor=actor, pair_id=pair_id, marks=marks(usual, **given), field=view.FIRST)


def seen_by(deps: Deps, pair_id: str, user: str = MENTEE) -> CheckBoard:
    """Return what somebody sees of their own answers about a pair."""
    return selfchecks.board(deps, actor=the(deps.db, user), pair_id=pair_id)


def chosen(answered: Mapping[CheckItem, int]) -> dict[str, Payload]:
    """Return what was chosen in the fields of the form."""
    return {
        f"{view.FIELD}{item}": {"type": "static_select", "selected_option": {"value": str(mark)}}
        for item, mark in answered.items()
    }


def open_board(rapport: Rapport, *, user: str = MENTEE) -> Payload:
    """Type `/mentor check` and return the board."""
    return opened(rapport, slash("/mentor", "check", user=user))


def answer(rapport: Rapport, answered: Mapping[CheckItem, int], *, user: str = MENTEE) -> Payload:
    """Fill the form in from the board, and return what it leads to."""
    begin = rapport.deps.catalog.selfchecks.begin_button
    form = opened(rapport, press(open_board(rapport, user=user), begin, user=user), "views.update")
    told = rapport.answer_to(submit(form, chosen(answered), user=user))
    assert told["response_action"] == "update"
    shown: Payload = told["view"]
    return shown
