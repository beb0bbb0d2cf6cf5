"""`python -m sandbox serve ...` runs a workspace, `python -m sandbox act ...` does what a person would do in it."""

import sys
from argparse import ArgumentParser

from sandbox import act, serve


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    parser = ArgumentParser(prog="python -m sandbox", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serve.add_arguments(commands.add_parser("serve", help="run a workspace on localhost"))
    act.add_arguments(commands.add_parser("act", help="do what a person would do in a workspace"))
    parsed = parser.parse_args(arguments)
    return serve.serve(parsed) if parsed.command == "serve" else act.act(parsed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
