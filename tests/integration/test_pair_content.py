"""Nobody but the two reads what they write: neither facilitators, whatever they open, nor whoever runs Rapport.

Every sealed column holds a mark; what facilitators are shown, what commands print or write, and what is logged, none.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.console import audit, backup, check, outcomes, own_data, rekey, relay, status
from bot.console.main import COMMANDS
from bot.deps import Deps
from bot.runtime.app_factory import build_bolt
from bot.services import reports
from bot.views.screens import Screen
from storage.database import Database
from storage.installations import keep_installation
from storage.keyring import Keyring
from tests.asked import the_cases
from tests.integration.listeners import registered
from tests.integration.rewinding import kept
from tests.integration.sealed import WITHOUT_WORDS, sealed_texts
from tests.integration.trials import FOR_COLLEAGUES, MARKS
from tests.integration.ways import Walk
from tests.integration.who_sees import Beginning
from tests.integration.whole import AT_DESK, is_marked, whole
from tests.log_capture import everything_logged
from tests.pairing import MENTEE
from tests.payloads import TEAM
from tests.relay_databases import FILE

IN_PRIVATE = frozenset({"Xq-relay.words-qX", "Xq-relay.reply-qX", "Xq-relay.answer-qX"})
"""What Maya and a facilitator write to each other is for the facilitators with whom her request is."""
IN_CLEAR = re.compile(r"Xq-(AboutMe\.(division|site)|ResourceDraft)")
"""What is compared by its words is kept as it is: of which division and site somebody is; and so is the library."""
TELLS_NOTHING: Mapping[str, str] = {
    "run": "serves; what it logs is looked at here",
    "demo": "has a workspace of its own, in which nobody is anybody",
    "restore": "puts a file in its place",
    "import": "says what a file says",
    "keys": "makes keys",
    "relay-check": "walks with one person through their own Home",
}
Command = Callable[[Deps, Path], object]
COMMANDS_THAT_TELL: Mapping[str, Command] = {
    "check": lambda deps, _: check.check(deps.settings, compose=lambda _: deps),
    "status": lambda deps, _: (status.status(deps, as_json=False), status.status(deps, as_json=True)),
    "audit": lambda deps, _: audit.audit(deps),
    "backup": lambda deps, folder: backup.backup(deps, folder=folder),
    "outcomes": lambda deps, folder: outcomes.export(deps, file=folder / "outcomes.csv", workspace=TEAM),
    "report": lambda deps, _: relay.print_report(deps, half_year=None, workspace=TEAM),
    "hold": lambda deps, _: relay.hold(deps, label="no such", is_held=True, workspace=TEAM),
    "export": lambda deps, _: own_data.export(deps, user_id=MENTEE, workspace=TEAM),
    "rekey": lambda deps, _: rekey.rekey(deps),
    "erase": lambda deps, _: own_data.erase(deps, user_id=MENTEE, workspace=TEAM),
}
"""What whoever runs Rapport can type; what erases comes last."""


def test_every_command_is_looked_at_or_tells_nothing_of_anybody() -> None:
    assert set(COMMANDS) == set(TELLS_NOTHING) | set(COMMANDS_THAT_TELL)


def test_no_word_of_a_pair_is_in_what_facilitators_and_operators_can_come_by(
    file_db: Database, keyring: Keyring, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with everything_logged() as lines, whole(file_db, keyring) as beginning:
        unmarked = {name for name, texts in sealed_texts(file_db) if not any(map(is_marked, texts))}
        assert unmarked == set(WITHOUT_WORDS), "write words with a mark into it in whole.py, or say that it has none"
        shown = list(read_at_desk(beginning))
        assert [text for text in shown if unread(text)] == []
        assert any("Xq-relay.words-qX" in text for text in shown), "those with whom a request is do read it"
        capsys.readouterr()
        told = list(typed(beginning, tmp_path / "made"))
        printed = capsys.readouterr()
    assert f"Workspace {TEAM}" in printed.out
    assert set(MARKS.findall(printed.out + printed.err)) == set()
    assert {mark for each in told for mark in MARKS.findall(each) if not IN_CLEAR.match(mark)} == set()
    assert set(MARKS.findall(lines.getvalue())) == set()


def unread(text: str) -> set[str]:
    """Return what stands in a text that is no facilitator's to read."""
    return set(MARKS.findall(text)) - FOR_COLLEAGUES - IN_PRIVATE


def read_at_desk(beginning: Beginning) -> Iterator[str]:
    """Let facilitators open every screen, and press and send whatever they are shown; yield whatever leaves the bot."""
    with ExitStack() as stack:
        folder = Path(str(beginning.db.file)).parent
        files = tuple(stack.enter_context(kept(folder / name)) for name in ("rapport.db", FILE))
        app = build_bolt(beginning.stage.rapport.app.client)
        walk = Walk(beginning.stage, app, registered(app, beginning.stage.deps), files)
        for user in AT_DESK:
            words = tuple(Screen) if user == AT_DESK[0] else (Screen.CASES, Screen.MATCHES, Screen.DESK)
            walk.go(user, *beginning.messages.get(user, []), group="desk", words=words)
    yield from (way.heard for ways in walk.ways.values() for way in ways)
    yield from (str(said) for user in AT_DESK for said in beginning.messages.get(user, []))
    deps = beginning.stage.deps
    yield from (str(reports.report(deps, team_id=TEAM, period=each)) for each in reports.periods(deps)[:2])


def typed(beginning: Beginning, folder: Path) -> Iterator[str]:
    """Let whoever runs Rapport type every command; yield what the files hold that they get by it."""
    deps = beginning.stage.deps
    with deps.db.begin() as session:
        keep_installation(session, team_id=TEAM, bot_token="xoxb-1", bot_user_id="UBOT", at=deps.clock.now())
    folder.mkdir()
    for command in COMMANDS_THAT_TELL.values():
        command(deps, folder)
    assert the_cases(beginning.stage.rapport), "a private request is none of the rows that go"
    yield from (each.read_bytes().decode("latin-1") for each in folder.iterdir())
