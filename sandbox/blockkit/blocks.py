"""Blocks, and which elements stand in which.

Source: docs.slack.dev/reference/block-kit/blocks (one page per block); lengths also in
slack_sdk/models/blocks/blocks.py. The blocks that came after 2024 stand in `newer_blocks.py`.
"""

from sandbox.blockkit.between import exactly_one_of, some_of
from sandbox.blockkit.choices import CHOICES, MULTI_SELECTS, OVERFLOW, SELECTS
from sandbox.blockkit.elements import BUTTONS, IMAGE, PICKERS, TYPED
from sandbox.blockkit.objects import ID, SLACK_FILE, plain, text
from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.rules import anything_in_an_object, boolean, listed, string, url, word
from sandbox.blockkit.shapes import Kinds, Shape, needed, only_in, shape

FILLED_IN = {**SELECTS, **MULTI_SELECTS, **CHOICES, **PICKERS}
IN_ACTIONS = Kinds({**BUTTONS, "overflow": OVERFLOW, **FILLED_IN})
IN_ACCESSORY = Kinds({**IN_ACTIONS.shapes, "image": IMAGE})
IN_INPUT = Kinds({**TYPED, **FILLED_IN})
IN_CONTEXT = Kinds({**text(3000).shapes, "image": IMAGE})

SECTION = shape(
    some_of("text", "fields"),
    block_id=ID,
    text=text(3000),
    fields=listed(text(2000), least=1, most=10),
    accessory=IN_ACCESSORY,
    expand=boolean,
)

INPUT = shape(
    block_id=ID,
    label=needed(plain(2000)),
    element=needed(IN_INPUT),
    hint=plain(2000),
    optional=boolean,
    dispatch_action=boolean,
)

IMAGE_BLOCK = shape(
    exactly_one_of("image_url", "slack_file"),
    block_id=ID,
    alt_text=needed(string(2000)),
    image_url=url(3000),
    slack_file=SLACK_FILE,
    title=plain(2000),
)

VIDEO = shape(
    block_id=ID,
    alt_text=needed(string()),
    title=needed(plain(199)),  # "Must be less than 200 characters"
    video_url=needed(url(schemes=("https",))),
    thumbnail_url=needed(url()),
    title_url=url(schemes=("https",)),
    description=plain(3000),
    provider_icon_url=url(),
    provider_name=string(),
    author_name=string(49),  # "Must be less than 50 characters"
)

BLOCKS: dict[str, Shape] = {
    "section": SECTION,
    "header": shape(block_id=ID, text=needed(plain(150))),
    "context": shape(block_id=ID, elements=needed(listed(IN_CONTEXT, least=1, most=10))),
    "actions": shape(block_id=ID, elements=needed(listed(IN_ACTIONS, least=1, most=25))),
    "input": INPUT,
    "image": IMAGE_BLOCK,
    "divider": shape(block_id=ID),
    "markdown": only_in("message", shape(block_id=ID, text=needed(string(12_000)))),
    "rich_text": RICH_TEXT,
    "video": VIDEO,
    "file": only_in("message", shape(block_id=ID, external_id=needed(string(255)), source=needed(word("remote")))),
    "call": only_in(
        "message",
        shape(
            block_id=ID,
            call_id=needed(string()),
            api_decoration_available=boolean,
            call=anything_in_an_object,
        ),
    ),
}
