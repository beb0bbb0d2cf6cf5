"""Pressing what stands in a message, a modal or Home, and typing into fields."""

from sandbox import delivery, forms, payloads
from sandbox.client.places import Place, place
from sandbox.client.visit import Visit, outcome, sentence
from sandbox.clock import now
from sandbox.shapes import Json


async def click(visit: Visit) -> Json:
    """Press a button, or choose in a menu or picker."""
    return await _enter(visit, place(visit, visit.body.get("in")))


async def type_into(visit: Visit) -> Json:
    """Keep what is typed into a field. The app hears of it only when the field's block says dispatch_action."""
    return await _enter(visit, place(visit, visit.body))


async def _enter(visit: Visit, here: Place) -> Json:
    block, element = here.element()
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


async def _act(here: Place, block: Json, fields: Json, more: Json) -> Json:
    w = here.visit.w
    if not w.manifest.interactive:
        return outcome(error=f"{w.manifest.name} has not switched interactivity on.", **more)
    action = fields | {"block_id": block["block_id"], "action_ts": f"{now(w):.6f}"}

    def build() -> Json:
        return here.payload(action)

    reply = await delivery.deliver(w, "interactive", f"block_actions {fields['action_id']}", build)
    return outcome(reply, error=sentence(w, reply.missed), **more)


async def suggest(visit: Visit) -> Json:
    """Ask the app which `options` it offers for what is typed into one of its own menus (external_select)."""
    w, here = visit.w, place(visit, visit.body.get("in"))
    block, element = here.element()
    word = str(visit.body.get("value") or "")
    asked = {"action_id": element["action_id"], "block_id": block["block_id"], "value": word}
    payload = payloads.interaction(w, visit.person, "block_suggestion") | here.whereabouts() | asked
    name = f"block_suggestion {element['action_id']}"
    reply = await delivery.deliver(w, "interactive", name, lambda: payload)
    return outcome(reply, error=sentence(w, reply.missed), options=_offered(reply.payload or {}))


def _offered(answer: Json) -> list[Json]:
    """Return the options of an answer, those of its groups one after the other."""
    groups = answer.get("option_groups") or [answer]
    return [option for group in groups for option in group.get("options") or ()]
