"""What a person sees, in words: the modal in front, Home, or the latest messages."""

from collections.abc import Iterator

from sandbox.acting.hand import Hand
from sandbox.forms.state import interactive
from sandbox.shapes import Json

LATEST = 6
UNSEEN = frozenset({"options", "option_groups", "confirm", "placeholder", "initial_option", "initial_options"})


def sees(hand: Hand) -> Json:
    """Return what is in front of a person: `modal`, `home` or `conversation` with `messages`."""
    open_views = hand.get("views")["views"]
    if open_views:
        return {"modal": _modal(open_views[-1], depth=len(open_views))}
    if hand.named_channel is None and hand.get("focus")["place"] == "home":
        view = hand.get("home")["view"]
        return {"home": _blocks(view["blocks"]) if view else None}
    channel = hand.channel()
    found = hand.get("messages", channel=channel["id"])["messages"]
    return {"conversation": channel["name"], "messages": [_message(one) for one in found[-LATEST:]]}


def _modal(shown: Json, *, depth: int) -> Json:
    view = shown["view"]
    labels = {block["block_id"]: block["label"]["text"] for block in view["blocks"] if block["type"] == "input"}
    return {
        "view_id": shown["id"],
        "title": view["title"]["text"],
        "submit": view["submit"]["text"] if view["submit"] else None,
        "depth": depth,
        **_blocks(view["blocks"]),
        "fields": _fields(view["blocks"], shown["state"]),
        "errors": {labels.get(block_id, block_id): text for block_id, text in shown["errors"].items()},
    }


def _message(one: Json) -> Json:
    seen = {"ts": one["ts"], "from": one["name"], "text": one["text"], "ephemeral": one["ephemeral"]}
    if one["reply_count"]:
        seen["replies"] = one["reply_count"]
    if "files" in one:
        seen["files"] = [{name: each[name] for name in ("name", "title", "size")} for each in one["files"]]
    return seen | (_blocks(one["blocks"]) if one["blocks"] else {})


def _blocks(blocks: list[Json]) -> Json:
    return {"texts": list(texts(blocks)), "elements": _elements(blocks)}


def _elements(blocks: list[Json]) -> list[Json]:
    """Return what can be pressed or chosen, with the words a person would use for it."""
    found = []
    for block, element in interactive(blocks):
        words = element.get("text") or element.get("placeholder") or block.get("label") or block.get("text")
        choices = [option["text"]["text"] for option in element.get("options", ())]
        found.append({"type": element["type"], "label": words["text"] if words else element["action_id"]})
        if choices:
            found[-1]["choices"] = choices
    return found


def _fields(blocks: list[Json], state: Json) -> Json:
    """Return the fields of a form by their labels, with what stands in them."""
    fields = {}
    for block, element in interactive(blocks):
        if block["type"] == "input":
            entry = state.get(block["block_id"], {}).get(element["action_id"], {})
            kept = next((value for name, value in entry.items() if name not in ("type", "timezone")), None)
            fields[block["label"]["text"]] = _in_words(kept)
    return fields


def _in_words(kept: object) -> object:
    if isinstance(kept, list):
        return [_in_words(each) for each in kept]
    if isinstance(kept, dict) and "value" in kept and "text" in kept:
        return kept["text"]["text"]
    return " ".join(texts(kept)) if isinstance(kept, dict) else kept


def texts(shown: object) -> Iterator[str]:
    """Yield every text in blocks in the order it is read, pictures by their description."""
    if isinstance(shown, list):
        for each in shown:
            yield from texts(each)
    elif isinstance(shown, dict):
        if isinstance(shown.get("text"), str) and shown["text"]:
            yield shown["text"]
        if shown.get("alt_text"):
            yield f"[{shown['alt_text']}]"
        for name, inner in shown.items():
            if name not in UNSEEN and isinstance(inner, dict | list):
                yield from texts(inner)
