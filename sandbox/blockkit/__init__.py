"""Block Kit, strictly: what Slack would refuse, and where.

    >>> [str(problem) for problem in check_blocks([{"type": "divider", "colour": "red"}], surface="modal")]
    ['invalid additional property: colour [json-pointer:/blocks/0]']

The whole of Block Kit stands as data in `blocks`, `newer_blocks`, `elements`, `choices`, `rich_text`, `objects` and
`surfaces`; `rules`, `between` and `shapes` hold the little grammar it is written in.
"""

from sandbox.blockkit.ids import with_ids
from sandbox.blockkit.problems import Problem, Surface
from sandbox.blockkit.surfaces import (
    MARKDOWN_TEXT_CHARACTERS,
    TEXT_CHARACTERS,
    check_blocks,
    check_message,
    check_view,
    is_too_large,
)

__all__ = [
    "MARKDOWN_TEXT_CHARACTERS",
    "TEXT_CHARACTERS",
    "Problem",
    "Surface",
    "check_blocks",
    "check_message",
    "check_view",
    "is_too_large",
    "with_ids",
]
