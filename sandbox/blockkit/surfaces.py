"""Block Kit surfaces: messages, modals and Home tabs, checked whole.

Sources: docs.slack.dev/block-kit (50 blocks in a message, 100 in a modal or Home tab),
docs.slack.dev/reference/views/modal-views and home-tab-views (view properties), docs.slack.dev/reference/methods/
views.publish (`view_too_large`) and chat.postMessage (text, attachments, metadata).
"""

import json
from collections.abc import Iterator

from sandbox.blockkit.newer_blocks import BLOCK
from sandbox.blockkit.objects import plain
from sandbox.blockkit.problems import Json, Problem, Spot, Surface
from sandbox.blockkit.rules import Rule, anything_in_an_object, boolean, listed, string
from sandbox.blockkit.shapes import Kinds, needed, shape
from sandbox.blockkit.together import inputs_in, markdown_sum, one_focus, one_table, unique_ids

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
"""A view's JSON may weigh 250 KB."""
TEXT_CHARACTERS = 40_000
"""A message's text; longer is `msg_too_long`."""
MARKDOWN_TEXT_CHARACTERS = 12_000
ATTACHMENTS = 100

MESSAGE_LIST = listed(BLOCK, most=MESSAGE_BLOCKS)
VIEW_LIST = listed(BLOCK, least=1, most=VIEW_BLOCKS)

COMMON: dict[str, Rule] = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}
VIEW = Kinds(
    {
        "modal": shape(
            **COMMON,
            title=needed(plain(24)),
            blocks=needed(VIEW_LIST),
            submit=plain(24),
            close=plain(24),
            clear_on_close=boolean,
            notify_on_close=boolean,
            submit_disabled=boolean,
        ),
        "home": shape(**COMMON, blocks=needed(VIEW_LIST)),
    }
)

METADATA = shape(event_type=needed(string(255)), event_payload=needed(anything_in_an_object))
CONTENT: dict[str, Rule] = {
    "text": string(least=0),
    "blocks": MESSAGE_LIST,
    "markdown_text": string(MARKDOWN_TEXT_CHARACTERS),
    "attachments": listed(anything_in_an_object, most=ATTACHMENTS),
    "metadata": METADATA,
}


def check_blocks(blocks: Json, *, surface: Surface) -> list[Problem]:
    """Return what Slack would refuse in a list of blocks meant for `surface`; paths start with /blocks."""
    spot = Spot("/blocks", surface)
    each = MESSAGE_LIST if surface == "message" else VIEW_LIST
    return [*each(blocks, spot), *_together(blocks, spot)]


def check_view(view: Json) -> list[Problem]:
    """Return what Slack would refuse in a modal or Home view; paths start with /view."""
    if not isinstance(view, dict):
        return [Problem("/view", "must provide an object")]
    surface: Surface = "home" if view.get("type") == "home" else "modal"
    spot = Spot("/view", surface)
    blocks = view.get("blocks")
    problems = [*VIEW(view, spot), *_together(blocks, spot.at("blocks"))]
    if surface == "modal" and "submit" not in view and inputs_in(blocks, spot):
        problems.append(spot.problem("missing required field: submit, because the view has an input block"))
    if is_too_large(view):
        problems.append(spot.problem(f"view_too_large: must be at most {VIEW_BYTES} bytes of JSON"))
    return problems


def is_too_large(view: Json) -> bool:
    """Tell whether a view weighs more than 250 KB as JSON (`view_too_large`)."""
    return len(json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()) > VIEW_BYTES


def check_message(payload: dict[str, Json]) -> list[Problem]:
    """Return what Slack would refuse in what a message says: text, blocks, markdown_text, attachments, metadata.

    Other arguments (channel, thread_ts...) are the method's own. Whether there is anything to say (`no_text`) and
    whether the text is too long (`msg_too_long`, `TEXT_CHARACTERS`) are errors of their own, not problems of blocks.
    """
    said = {name: payload[name] for name in CONTENT if payload.get(name) is not None}
    root = Spot("", "message")
    problems = [problem for name, inner in said.items() for problem in CONTENT[name](inner, root.at(name))]
    problems += _together(said.get("blocks"), root.at("blocks"))
    problems += _in_attachments(said.get("attachments"), root.at("attachments"))
    if "markdown_text" in said and ("text" in said or "blocks" in said):
        problems.append(root.at("markdown_text").problem("markdown_text cannot go with text or blocks"))
    return problems


def _in_attachments(attachments: Json, spot: Spot) -> Iterator[Problem]:
    for index, attachment in enumerate(attachments if isinstance(attachments, list) else []):
        if isinstance(attachment, dict) and "blocks" in attachment:
            here = spot.at(index).at("blocks")
            yield from MESSAGE_LIST(attachment["blocks"], here)
            yield from _together(attachment["blocks"], here)


def _together(blocks: Json, spot: Spot) -> Iterator[Problem]:
    for rule in (unique_ids, one_focus, markdown_sum, one_table):
        yield from rule(blocks, spot)
