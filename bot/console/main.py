"""`python app.py COMMAND`: what each command needs, and how its failures are told at a terminal."""

import argparse
import sys
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from pathlib import Path

from bot.console import (
    audit,
    backup,
    check,
    demo,
    keys,
    outcomes,
    own_data,
    rekey,
    relay,
    relay_check,
    restore,
    roster,
    run,
    status,
)
from bot.deps import Deps
from bot.errors import ConfigurationError, DeliveryError, UserError
from bot.runtime.environment import tame_environment
from bot.runtime.lifecycle import Register
from bot.runtime.logs import configure_logging
from bot.settings import Settings, load_settings
from storage.backups import BackupError
from storage.database import WriterBusy
from storage.keyring import KeyringError
from storage.migrations import MigrationError

ENV_FILE = Path(".env")
COMMANDS = {
    "run": "connect to Slack and serve until stopped",
    "demo": "start a workspace and the bot on this machine, with nothing to fill in",
    "check": "look at tokens, scopes, channel, database and keys, and say in words what is wrong",
    "status": "count messages: due, planned, sent, dropped, retried, doubtful, failed; and what holds them up",
    "audit": "list what was done to the programme: who, what kind of thing, when",
    "backup": "copy the database into a new file in a folder, while Rapport runs",
    "restore": "put the newest backup in a folder, or one backup, in the place of the database",
    "import": "try out what a roster in CSV would change; with --apply, keep it",
    "export": "with Rapport stopped, have all that it keeps of somebody sent to them in Slack; it shows you nothing",
    "erase": "erase what Rapport keeps of somebody who asks for it in writing, with Rapport stopped",
    "keys": "print a new key for RAPPORT_KEYS; with --relay, for RELAY_KEYS",
    "rekey": "seal everything anew with the first key of RAPPORT_KEYS; with --relay, of RELAY_KEYS",
    "relay-check": "try out with a person whether this workspace's Homes keep what private requests rest on",
    "report": "print the report on private requests of a half-year that is over, as comma-separated values",
    "outcomes": "write what people said of their years into a CSV file, as counts of groups alone",
    "hold": "keep a private request, by its two words, from being destroyed: a legal hold",
}
SPEAKING = frozenset({"run", "check", "import", "relay-check"})
"""What speaks to Slack, and so needs tokens."""
NEW_FILE = (
    "a new file; one that is there stays. If it says that Rapport is running, a report is to be made first: stop it"
)
ON, OFF = "on", "off"
NOT_DONE = 1
WRONG_SETTINGS = 2

Compose = Callable[[Settings], Deps]


def main(arguments: Sequence[str], *, environ: MutableMapping[str, str], compose: Compose, register: Register) -> int:
    """Run one command and return its exit code: 0 done, 1 not done, 2 a setting is missing or wrong.

    Args:
        arguments: what was typed after `app.py`.
        environ: the process's environment; what would lead Slack's libraries astray is taken out of it.
        compose: builds the collaborators from settings.
        register: attaches every listener to the Bolt app.
    """
    typed = _parser().parse_args(arguments)
    try:
        if typed.command == "demo":
            return demo.demo(environ)
        if typed.command == "keys":
            return relay.relay_key() if typed.relay else keys.keys()
        settings = load_settings(environ, env_file=ENV_FILE, needs_tokens=typed.command in SPEAKING)
        return _with_settings(typed, settings, environ, compose, register)
    except (ConfigurationError, KeyringError) as wrong:
        print(wrong, file=sys.stderr)
        return WRONG_SETTINGS
    except (BackupError, MigrationError, UserError) as reason:
        print(reason, file=sys.stderr)
    except WriterBusy:
        print("Rapport is running on this database already. Stop it first.", file=sys.stderr)
    except DeliveryError as silent:
        print(f"Slack could not be reached ({silent.code}). Please try again.", file=sys.stderr)
    return NOT_DONE


def _with_settings(
    typed: argparse.Namespace,
    settings: Settings,
    environ: MutableMapping[str, str],
    compose: Compose,
    register: Register,
) -> int:
    configure_logging(settings.log_level, sys.stderr)
    tame_environment(environ, settings)
    if typed.command == "check":
        return check.check(settings, compose=compose)
    deps = compose(settings)
    commands: Mapping[str, Callable[[], int]] = {
        "run": lambda: run.run(deps, register=register),
        "audit": lambda: audit.audit(deps),
        "backup": lambda: backup.backup(deps, folder=typed.place, requests=typed.relay),
        "restore": lambda: restore.restore(deps, place=typed.place, requests=typed.relay),
        "import": lambda: roster.import_roster(deps, file=typed.file, is_kept=typed.apply),
        "export": lambda: own_data.export(deps, user_id=typed.user, workspace=typed.workspace),
        "erase": lambda: own_data.erase(deps, user_id=typed.user, workspace=typed.workspace),
        "status": lambda: status.status(deps, as_json=typed.json),
        "rekey": lambda: _rekey(deps, requests=typed.relay, forgets=typed.forget),
        "relay-check": lambda: relay_check.relay_check(deps, say=lambda line: print(line, flush=True)),
        "report": lambda: relay.print_report(deps, half_year=typed.half_year, workspace=typed.workspace),
        "outcomes": lambda: outcomes.export(deps, file=typed.file, workspace=typed.workspace),
        "hold": lambda: _hold(deps, typed),
    }
    return commands[typed.command]()


def _hold(deps: Deps, typed: argparse.Namespace) -> int:
    return relay.hold(deps, label=" ".join(typed.label), is_held=typed.switch == ON, workspace=typed.workspace)


def _rekey(deps: Deps, *, requests: bool, forgets: bool) -> int:
    return relay.rekey_relay(deps, forgets=forgets) if requests or forgets else rekey.rekey(deps)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python app.py", description="Rapport, a Slack bot for mentoring pairs.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    parsers = {name: commands.add_parser(name, help=meaning, description=meaning) for name, meaning in COMMANDS.items()}
    parsers["status"].add_argument("--json", action="store_true", help="for programs")
    parsers["import"].add_argument("file", type=Path, metavar="FILE", help="its columns: docs/roster.md")
    parsers["import"].add_argument("--apply", action="store_true", help="keep it, with Rapport stopped")
    for name in ("keys", "rekey"):
        parsers[name].add_argument("--relay", action="store_true", help="those of private requests")
    parsers["rekey"].add_argument("--forget", action="store_true", help="private requests that need a key that is lost")
    parsers["hold"].add_argument("label", nargs=2, metavar="WORD", help="the two words of the request")
    parsers["hold"].add_argument("switch", choices=(ON, OFF))
    parsers["report"].add_argument("--half-year", metavar="YEAR-HALF", help="such as 2026-1; without, the last one")
    for name in ("export", "erase"):
        parsers[name].add_argument("user", metavar="USER", help="their Slack id, such as U012ABCDEF")
    parsers["outcomes"].add_argument("file", type=Path, metavar="FILE", help=NEW_FILE)
    for name in ("hold", "report", "outcomes", "export", "erase"):
        parsers[name].add_argument("--workspace", metavar="ID", help="Slack's id of it, where Rapport is in several")
    for name in ("backup", "restore"):
        parsers[name].add_argument("place", type=Path, metavar="DIR", help="the folder of the backups")
        relay = "private requests as well: the folder of their copies, another one"
        parsers[name].add_argument("--relay", type=Path, metavar="DIR", help=relay)
    return parser
