"""Nothing yet."""

from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing yet."""


def act(arguments: Namespace) -> int:
    """Nothing yet."""
    return 1
