"""`python -m sandbox act`: does one thing as a person, then says what came of it and what they see.

It prints one JSON object, the outcome and `sees`, and ends with 0 when the app acknowledged and all went well.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from functools import partial

from sandbox.acting.hand import take_hand
from sandbox.acting.sight import sees
from sandbox.acting.verbs import VERBS, Verb, add
from sandbox.errors import NonsenseError
from sandbox.forms import FormError
from sandbox.people import Kind
from sandbox.shapes import Json


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what `act` takes."""
    parser.add_argument("--base", required=True, metavar="URL", help="the base_url that serve printed")
    parser.add_argument("--as", dest="who", metavar="USER", help="a person's name or id (default: the owner)")
    parser.add_argument("--channel", metavar="NAME-or-ID", help="default: the conversation looked at last, or general")
    parser.add_argument("--kind", choices=[kind.value for kind in Kind], default=Kind.MEMBER.value, help="for add")
    parser.add_argument("verb", choices=VERBS, metavar="VERB", help=f"one of {', '.join(VERBS)}")
    parser.add_argument("words", nargs="*", metavar="TEXT", help="what the verb takes, such as Label=value")


def act(arguments: Namespace) -> int:
    """Do one thing and return the exit code."""
    verb: Verb = partial(add, kind=arguments.kind) if arguments.verb == "add" else VERBS[arguments.verb]
    try:
        hand = take_hand(arguments.base, arguments.who, arguments.channel)
        outcome = dict(verb(hand, arguments.words))
        hand.settle()
        outcome["sees"] = sees(hand)
    except (NonsenseError, FormError) as no:
        outcome = {"ok": False, "acked": False, "ack_ms": None, "error": str(no), "errors": {}}
    print(json.dumps(outcome, ensure_ascii=False, indent=2))
    if outcome["ok"] and outcome["acked"]:
        return 0
    print(_why(outcome), file=sys.stderr)
    return 1


def _why(outcome: Json) -> str:
    beside = "; ".join(f"{block_id}: {text}" for block_id, text in outcome["errors"].items())
    return outcome["error"] or beside or "The app did not acknowledge."
