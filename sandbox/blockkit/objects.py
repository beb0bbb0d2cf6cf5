"""Composition objects: texts, options, confirm dialogs, filters.

Sources: docs.slack.dev/reference/block-kit/composition-objects (one page per object) and the length constants of
slack_sdk/models/blocks/basic_components.py.
"""

from sandbox.blockkit.between import exactly_one_of, some_of
from sandbox.blockkit.rules import boolean, listed, string, url, word, words_once
from sandbox.blockkit.shapes import Kinds, needed, shape

ID = string(255)
STYLE = word("primary", "danger")


def plain(most: int) -> Kinds:
    """Return the rule of a place that takes a plain_text object only, of 1 to `most` characters."""
    return Kinds({"plain_text": shape(text=needed(string(most)), emoji=boolean)})


def text(most: int) -> Kinds:
    """Return the rule of a place that takes plain_text or mrkdwn, of 1 to `most` characters."""
    mrkdwn = shape(text=needed(string(most)), verbatim=boolean)
    return Kinds({**plain(most).shapes, "mrkdwn": mrkdwn})


# Node's types say 75 for an option's value; the reference page and the Python SDK say 150.
OPTION = shape(text=needed(plain(75)), value=needed(string(150)), description=plain(75))
OVERFLOW_OPTION = shape(text=needed(plain(75)), value=needed(string(150)), description=plain(75), url=url(3000))
CHOICE_OPTION = shape(text=needed(text(75)), value=needed(string(150)), description=text(75))
OPTION_GROUP = shape(label=needed(plain(75)), options=needed(listed(OPTION, least=1, most=100)))

CONFIRM = shape(
    title=needed(plain(100)),
    text=needed(text(300)),
    confirm=needed(plain(30)),
    deny=needed(plain(30)),
    style=STYLE,
)


DISPATCH_ACTION_CONFIG = shape(
    trigger_actions_on=needed(words_once("on_enter_pressed", "on_character_entered")),
)

CONVERSATION_FILTER = shape(
    some_of("include", "exclude_bot_users", "exclude_external_shared_channels"),
    include=words_once("im", "mpim", "private", "public"),
    exclude_bot_users=boolean,
    exclude_external_shared_channels=boolean,
)

SLACK_FILE = shape(exactly_one_of("id", "url"), id=string(), url=url())
