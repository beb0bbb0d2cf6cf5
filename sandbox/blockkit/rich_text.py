"""Rich text: the block's four kinds of paragraphs and the runs in them.

Source: docs.slack.dev/reference/block-kit/blocks/rich-text-block; names as in
slack_sdk/models/blocks/block_elements.py (RichTextElementParts).
"""

from sandbox.blockkit.objects import ID
from sandbox.blockkit.rules import boolean, integer, listed, string, url, word
from sandbox.blockkit.shapes import Kinds, Shape, needed, shape

FACE = shape(
    bold=boolean,
    italic=boolean,
    strike=boolean,
    code=boolean,
    underline=boolean,
    highlight=boolean,
    client_highlight=boolean,
    unlink=boolean,
)

RUNS: dict[str, Shape] = {
    "text": shape(text=needed(string()), style=FACE),
    "link": shape(
        url=needed(url(schemes=("http", "https", "mailto", "tel"))), text=string(least=0), unsafe=boolean, style=FACE
    ),
    "user": shape(user_id=needed(string()), style=FACE),
    "channel": shape(channel_id=needed(string()), style=FACE),
    "usergroup": shape(usergroup_id=needed(string()), style=FACE),
    "team": shape(team_id=needed(string()), style=FACE),
    "emoji": shape(name=needed(string()), unicode=string(), skin_tone=integer(1, 6), url=url(), style=FACE),
    "date": shape(timestamp=needed(integer(0)), format=needed(string()), url=url(), fallback=string(), style=FACE),
    "broadcast": shape(range=needed(word("here", "channel", "everyone")), style=FACE),
    "color": shape(value=needed(string()), style=FACE),
}
LINE = listed(Kinds(RUNS))
SECTION = shape(elements=needed(LINE))

PARAGRAPHS = Kinds(
    {
        "rich_text_section": SECTION,
        "rich_text_list": shape(
            elements=needed(listed(Kinds({"rich_text_section": SECTION}), least=1)),
            style=needed(word("bullet", "ordered")),
            indent=integer(0),
            offset=integer(0),
            border=integer(0, 1),
        ),
        "rich_text_preformatted": shape(elements=needed(LINE), border=integer(0, 1), language=string()),
        "rich_text_quote": shape(elements=needed(LINE), border=integer(0, 1)),
    }
)

RICH_TEXT = shape(block_id=ID, elements=needed(listed(PARAGRAPHS, least=1)))
RICH_TEXT_VALUE = Kinds({"rich_text": RICH_TEXT})
