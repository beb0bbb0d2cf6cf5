"""What `/mentor` answers: short enough to be read in a moment, and the way to everything that is everybody's."""

import json
import re

from bot.content.catalogue import load_catalog
from bot.views import mentor
from bot.views.screens import PREFIX, Screen
from sandbox.blockkit import check_message, check_view

SAY = load_catalog()
FROM_ELSEWHERE = {Screen.HELP, Screen.PAST_GOALS, Screen.FIRST, Screen.PAST, Screen.SETUP, Screen.CHECK_INS}
OF_FACILITATORS = {Screen.DESK, Screen.PAIR, Screen.MATCHES, Screen.CASES, Screen.ROSTER, Screen.REPORTS}


def test_the_help_is_one_screen_long_and_leads_to_everything_that_is_everybodys() -> None:
    answer = mentor.help_message(SAY, is_unknown_word=False, needs_setup=False, takes_requests=True)
    assert check_message(answer) == []
    assert len(answer["blocks"]) <= 10
    led_to = re.findall(f'"{PREFIX}([a-z]+)"', json.dumps(answer))
    assert sorted(led_to) == sorted(set(Screen) - FROM_ELSEWHERE - OF_FACILITATORS)


def test_the_same_stands_in_the_modal() -> None:
    modal = mentor.help_modal(SAY, needs_setup=True, takes_requests=True)
    assert check_view(modal) == []
    assert f"{PREFIX}{Screen.SETUP}" in json.dumps(modal)
