"""Texts that are short to read and heavy to send: ampersands count five characters each, emoji four bytes."""

from datetime import date

import pytest

from bot.deps import Deps
from bot.domain.agendas import TOPIC_ROWS
from bot.domain.goals import GoalDraft
from bot.domain.items import ItemDraft
from bot.services import agendas, goals, home, items
from bot.views import agendas as agendas_view
from bot.views import home as home_view
from bot.views.carried import Carried
from sandbox.blockkit import check_view
from storage.vocabulary import Area, Horizon, Side
from tests.pairing import MENTEE, MENTOR, pair_up, the
from tests.payloads import TEAM
from tests.planning import add, plan

AMPERSAND, EMOJI = "&", "\N{GRINNING FACE}"
DUE = date(2026, 11, 3)


@pytest.mark.parametrize("due_on", [None, DUE])
@pytest.mark.parametrize("pairs", [1, 12])
def test_lists_of_nothing_but_ampersands_still_make_a_home(deps: Deps, pairs: int, due_on: date | None) -> None:
    for number in range(pairs):
        pair_id = pair_up(deps.db, mentee=f"U0MENTEE{number:03}")
    member = the(deps.db, MENTOR)
    for number, owner in enumerate([Side.MENTOR] * 6 + [Side.MENTEE] * 6):
        draft = ItemDraft(owner, AMPERSAND * 500, due_on)
        items.add(deps, actor=member, pair_id=pair_id, draft=draft, item_id=f"i{number}", due_field="due")
    page = home.page(deps, team_id=TEAM, user_id=MENTOR, member=member, is_first_time=False)
    view = home_view.page(deps.catalog, page=page, private_metadata="m" * 2000)
    assert check_view(view) == []
    assert "&amp;&amp;" in str(view)


def test_an_agenda_of_nothing_but_emoji_is_still_shown(deps: Deps, pair_id: str) -> None:
    actor = the(deps.db, MENTEE)
    long, short = EMOJI * 3000, EMOJI * 300
    for number in range(TOPIC_ROWS + 1):
        add(deps, pair_id, view_id=f"V{number}", question=short, analysis=long, ask=long)
        goal = GoalDraft(short, Area.CAREER, Horizon.ONE_YEAR)
        goals.set_goal(deps, actor=actor, pair_id=pair_id, draft=goal, goal_id=f"g{number}", due_field="due")
        item = ItemDraft(Side.MENTEE, EMOJI * 500, None)
        items.add(deps, actor=actor, pair_id=pair_id, draft=item, item_id=f"i{number}", due_field="due")
    agendas.keep_note(deps, actor=actor, pair_id=pair_id, text=long)
    plan(deps, pair_id, place=EMOJI * 500)
    board = agendas.board(deps, actor=actor, pair_id=pair_id, page=0)
    assert len(board.topics) == TOPIC_ROWS
    carried = Carried(pair_id=pair_id, board="agenda")
    assert check_view(agendas_view.board(deps.catalog, board=board, carried=carried)) == []
