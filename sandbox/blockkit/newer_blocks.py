"""Blocks that came after 2024: tables, cards, containers, alerts, plans.

Source: docs.slack.dev/reference/block-kit/blocks/{table,card,carousel,container,alert,context-actions,task-card,
plan,auth-provider}-block; lengths also in slack_sdk/models/blocks/blocks.py. Where the pages name no surface,
every surface is allowed.
"""

from sandbox.blockkit.between import goes_only_with, never_with, some_of
from sandbox.blockkit.blocks import BLOCKS
from sandbox.blockkit.choices import OVERFLOW
from sandbox.blockkit.elements import BUTTONS, CONTEXT_BUTTONS, IMAGE_ELEMENT
from sandbox.blockkit.objects import ID, plain, text
from sandbox.blockkit.rich_text import RICH_TEXT, RICH_TEXT_VALUE
from sandbox.blockkit.rules import boolean, listed, nullable, number, string, url, word
from sandbox.blockkit.shapes import Kinds, Shape, needed, only_in, shape

CELL = Kinds(
    {
        "raw_text": shape(text=needed(string())),
        "raw_number": shape(value=needed(number), text=needed(string())),
        "rich_text": RICH_TEXT,
    }
)
COLUMN = shape(align=word("left", "center", "right"), is_wrapped=boolean)
TABLE = shape(
    block_id=ID,
    rows=needed(listed(listed(CELL, least=1, most=20), least=1, most=100)),
    column_settings=listed(nullable(COLUMN), most=20),
)

ALERT = only_in(
    "modal",  # as java-slack-sdk's AlertBlock says, and so the 200 characters
    shape(block_id=ID, text=needed(text(200)), level=word("default", "info", "warning", "error", "success")),
)

CARD = shape(
    some_of("hero_image", "title", "actions", "body"),
    block_id=ID,
    hero_image=IMAGE_ELEMENT,
    icon=IMAGE_ELEMENT,
    title=text(150),
    subtitle=text(150),
    body=text(200),
    actions=listed(Kinds(BUTTONS), least=1),
)
CAROUSEL = shape(block_id=ID, elements=needed(listed(Kinds({"card": CARD}), least=1, most=10)))

CHILDREN = Kinds({**BLOCKS, "table": TABLE, "alert": ALERT, "card": CARD})
CONTAINER = shape(
    some_of("title", "rich_text_title"),
    goes_only_with("default_collapsed", "is_collapsible"),
    never_with("has_header_divider", "is_collapsible"),
    block_id=ID,
    child_blocks=needed(listed(CHILDREN, least=1, most=10)),
    title=plain(150),
    rich_text_title=RICH_TEXT_VALUE,
    subtitle=text(150),
    icon=IMAGE_ELEMENT,
    width=word("narrow", "standard", "wide", "full"),
    is_collapsible=boolean,
    default_collapsed=boolean,
    has_header_divider=boolean,
)

TASK_CARD = shape(
    block_id=ID,
    task_id=needed(string()),
    title=needed(string()),
    status=needed(word("pending", "in_progress", "complete", "error")),
    details=RICH_TEXT_VALUE,
    output=RICH_TEXT_VALUE,
    sources=listed(Kinds({"url": shape(url=needed(url()), text=needed(string()))})),
)

AUTH_PROVIDER = shape(
    block_id=ID,
    value=needed(string(150)),
    name=needed(plain(75)),
    is_connected=needed(boolean),
    description=plain(150),
    icon_url=url(3000, schemes=("https",)),
    auth_url=url(3000, schemes=("https",)),
    disconnect_url=url(3000, schemes=("https",)),
    connected_identity=plain(75),
    connected_context=plain(75),
    accessory=Kinds({"overflow": OVERFLOW}),
    fallback=listed(Kinds(BLOCKS)),
)

NEWER_BLOCKS: dict[str, Shape] = {
    "context_actions": only_in(
        "message", shape(block_id=ID, elements=needed(listed(CONTEXT_BUTTONS, least=1, most=5)))
    ),
    "table": TABLE,
    "alert": ALERT,
    "card": CARD,
    "carousel": CAROUSEL,
    "container": CONTAINER,
    "task_card": TASK_CARD,
    "plan": shape(block_id=ID, title=needed(string()), tasks=listed(Kinds({"task_card": TASK_CARD}))),
    "auth_provider": AUTH_PROVIDER,
}
BLOCK = Kinds({**BLOCKS, **NEWER_BLOCKS})
