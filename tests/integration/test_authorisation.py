"""Every listener, and six people who may not what somebody else may: each hears a sentence, and nothing comes of it."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from bot.runtime.app_factory import build_bolt
from bot.views.screens import Screen
from handlers.boards import BOARDS
from storage.database import Database
from storage.keyring import Keyring
from tests.asking import as_kept
from tests.integration.actors import Actor, trial_of
from tests.integration.forged import forged
from tests.integration.listeners import registered
from tests.integration.rewinding import Kept, kept
from tests.integration.rules import SCREENS, Rule
from tests.integration.trials import NAMED, Court, court_over, rule_of
from tests.integration.ways import Walk, Way
from tests.integration.who_sees import HOPED, SECOND, Beginning
from tests.integration.whole import AT_DESK, FORMER, FRESH, PROPOSED, SILENT, whole
from tests.integration.whose import TABLE
from tests.pairing import MENTEE, MENTOR, STRANGER
from tests.rapport import Rapport
from tests.relay_databases import FILE

IS_CHECKED_IN_A_HURRY = "CI" in os.environ
TRYING = [each for each in Actor if not (IS_CHECKED_IN_A_HURRY and each in {Actor.MEMBER, Actor.GONE})]
"""Who tries: where the checks must end in time, nobody whom another one stands for."""
MENTORS = (*BOARDS, Screen.PROFILE, Screen.PLAN, Screen.CIRCLE, Screen.CHECK_INS, Screen.STATEMENT, Screen.MILESTONES)
"""Screens that look different to a mentor."""
TRIES = {} if IS_CHECKED_IN_A_HURRY else {Actor.FACILITATOR: 2, Actor.ELSEWHERE: 2}
"""How many kinds of payloads somebody tries at one listener, where it is more than one."""


def test_every_listener_and_every_screen_has_a_rule(rapport: Rapport) -> None:
    names = registered(build_bolt(rapport.app.client), rapport.deps)
    listening = {name for name in names if not NAMED.match(name)}
    assert sorted(listening - set(TABLE)) == [], "say in whose.py, below a rule of rules.py, who is answered"
    assert sorted(set(TABLE) - listening) == [], "nothing listens to these any more"
    assert set(Screen) == set(SCREENS), "say in rules.py for whom the screen is"


def test_only_those_are_answered_whom_the_table_names_and_nobody_else_changes_or_learns_anything(
    file_db: Database, keyring: Keyring, tmp_path: Path
) -> None:
    with whole(file_db, keyring) as beginning, ExitStack() as stack:
        files = [stack.enter_context(kept(tmp_path / name)) for name in ("rapport.db", FILE)]
        ways = all_ways(beginning, files)
        users = {way.user for found in ways.values() for way in found}
        court = court_over(beginning.stage.deps.catalog, files)
        faults = [f"{name}: no screen leads to it: see forged.py" for name in TABLE if name not in ways]
        faults += [fault for found in ways.values() for fault in unanswered(court, found)]
        for actor in TRYING:
            with trial_of(actor, beginning, users) as trial, ExitStack() as meanwhile:
                judging = replace(court, files=[meanwhile.enter_context(kept(file.file)) for file in files])
                for way, rule in chosen(ways.values(), actor):
                    faults += [
                        f"{way.name} ({way.what}), for {rule.name}: {actor} {fault}"
                        for fault in judging.faults(actor, trial, way, rule)
                    ]
            for file in files:
                file.rewind()
    assert faults == [], "\n".join(["", *faults])


def all_ways(beginning: Beginning, files: list[Kept]) -> dict[str, list[Way]]:
    """Let those who may walk through everything; return how each listener is reached."""
    app = build_bolt(beginning.stage.rapport.app.client)
    walk = Walk(beginning.stage, app, registered(app, beginning.stage.deps), tuple(files))
    walk.go(MENTEE, as_kept(beginning.home), *beginning.messages[MENTEE], group="pair")
    walk.go(MENTOR, *beginning.messages[MENTOR], group="pair", words=MENTORS)
    desk = (
        Screen.CASES,
        Screen.MATCHES,
        Screen.PAIR,
        Screen.SETUP,
        Screen.ROSTER,
        Screen.LIBRARY,
        Screen.REPORTS,
        Screen.DESK,
    )
    for user in AT_DESK:
        walk.go(user, *beginning.messages.get(user, []), group="desk", words=desk if user == AT_DESK[0] else desk[:2])
    for user in (HOPED, SILENT, FRESH, PROPOSED, FORMER, SECOND):
        walk.go(user, *beginning.messages.get(user, []), group="pair", words=())
    walk.go(STRANGER, *beginning.messages.get(STRANGER, []), group="alone", words=(Screen.FIND,))
    for way in forged(beginning, walk.ways):
        walk.ways.setdefault(way.name, []).append(way)
    return walk.ways


def unanswered(court: Court, ways: list[Way]) -> Iterator[str]:
    """Yield what is wrong with how a listener answers those who may: it must answer one of them."""
    tried = [way.heard for way in ways if way.heard]
    if tried and all(court.is_refused(said) for said in tried):
        yield f"{ways[0].name}: whoever may is refused"


def chosen(found: Iterable[list[Way]], actor: Actor) -> Iterator[tuple[Way, Rule]]:
    """Yield what somebody tries: some kinds of payloads for each listener, each screen once.

    What Slack tells of a workspace it tells of each.
    """
    most = TRIES.get(actor, 1)
    for ways in found:
        seen: set[str] = set()
        for way in ways:
            rule = rule_of(way)
            assert rule, f"say in whose.py or rules.py who may: {way.name} ({way.what})"
            if rule is Rule.SLACK and actor is not Actor.ELSEWHERE:
                continue
            if way.what not in seen and (NAMED.match(way.name) or len(seen) < most):
                seen.add(way.what)
                yield way, rule
