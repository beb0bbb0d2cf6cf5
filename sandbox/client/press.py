"""Pressing what stands in a message, a modal or Home, and typing into fields."""

from sandbox import delivery, forms
from sandbox.client.places import Place, place
from sandbox.client.visit import Visit, outcome, sentence
from sandbox.clock import now
from sandbox.errors import NonsenseError
from sandbox.forms.state import interactive
from sandbox.shapes import Json


async def click(visit: Visit) -> Json:
    """Press a button, or choose in a menu or picker."""
    return await _enter(visit, place(visit, visit.body.get("in")))


async def type_into(visit: Visit) -> Json:
    """Keep what is typed into a field. The app hears of it only when the field's block says dispatch_action."""
    return await _enter(visit, place(visit, visit.body))


async def _enter(visit: Visit, here: Place) -> Json:
    block, element = _element(visit, here)
    entry = None
    if element["type"] != "button":
        value = visit.body.get("value")
        entry = forms.entered(element, value)
        if element["action_id"] in here.state.get(block["block_id"], {}):
            ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
            here = here.keep(forms.typed(here.blocks, here.state, **ids, value=value), block["block_id"])
    more = {"open_url": element["url"]} if element.get("url") else {}
    if block["type"] == "input" and not block.get("dispatch_action"):
        return outcome(**more) | {"acked": True}
    return await _act(here, block, forms.action_payload(element, entry), more)


def _element(visit: Visit, here: Place) -> tuple[Json, Json]:
    wanted = (visit.text("block_id"), visit.text("action_id"))
    for block, element in interactive(here.blocks):
        if (block["block_id"], element["action_id"]) == wanted:
            return block, element
    raise NonsenseError(f"There is no element {wanted[1]} in a block {wanted[0]} here.")


async def _act(here: Place, block: Json, fields: Json, more: Json) -> Json:
    w = here.visit.w
    if not w.manifest.interactive:
        return outcome(error=f"{w.manifest.name} has not switched interactivity on.", **more)
    action = fields | {"block_id": block["block_id"], "action_ts": f"{now(w):.6f}"}

    def build() -> Json:
        return here.payload(action)

    reply = await delivery.deliver(w, "interactive", f"block_actions {fields['action_id']}", build)
    return outcome(reply, error=sentence(w, reply.missed), **more)
