"""The app's own place: its Home tab and its Messages tab."""

from sandbox import channels, events, views
from sandbox.client.visit import Visit, outcome, sentence
from sandbox.clock import now
from sandbox.shapes import Json


async def open_home(visit: Visit) -> Json:
    """Open the Home tab."""
    visit.focus("home")
    if not visit.w.manifest.home_tab:
        return outcome(error=f"{visit.w.manifest.name} has no Home tab.")
    return await _opened(visit, "home")


async def open_messages(visit: Visit) -> Json:
    """Open the Messages tab."""
    visit.focus(channels.direct(visit.w, visit.person["id"]))
    if not visit.w.manifest.messages_tab:
        return outcome(error=f"{visit.w.manifest.name} has no Messages tab.")
    return await _opened(visit, "messages")


async def _opened(visit: Visit, tab: str) -> Json:
    w, user = visit.w, visit.person["id"]
    event = {"type": "app_home_opened", "user": user, "channel": channels.direct(w, user), "tab": tab}
    shown = views.home(w, user)
    if shown is not None:
        event["view"] = views.view_object(w, shown)
    reply = await events.first_reply(w, events.publish(w, event | {"event_ts": f"{now(w):.6f}"}))
    return outcome(reply, error=sentence(w, reply.missed))
