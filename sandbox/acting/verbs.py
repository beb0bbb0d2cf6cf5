"""The verbs of `python -m sandbox act`: each does one thing as a person and returns the outcome."""

from collections.abc import Callable

from sandbox.acting.aim import Aim, aim, surfaces
from sandbox.acting.hand import Hand, ask
from sandbox.acting.wording import value_for
from sandbox.errors import NonsenseError
from sandbox.forms.fields import FIELDS
from sandbox.shapes import Json

FRAME = (("submit", ""), ("close", "Cancel"))
DONE: Json = {"ok": True, "acked": True, "ack_ms": None, "error": None, "errors": {}}


def slash(hand: Hand, words: list[str]) -> Json:
    """Type a command, such as `/cmd some text`."""
    command, _, text = " ".join(words).strip().partition(" ")
    return hand.post("slash", {"channel": hand.channel()["id"], "command": command, "text": text})


def say(hand: Hand, words: list[str]) -> Json:
    """Post a message."""
    return hand.post("say", {"channel": hand.channel()["id"], "text": " ".join(words)})


def mention(hand: Hand, words: list[str]) -> Json:
    """Post a message that starts with the bot's mention."""
    return say(hand, [f"<@{hand.workspace['app']['bot_user_id']}>", *words])


def click(hand: Hand, words: list[str]) -> Json:
    """Press a button, or pick an option by its text; also the form's own submit and close."""
    label = " ".join(words)
    framed = _frame(hand, label)
    if framed is not None:
        return framed
    meant = aim(hand, label)
    return hand.post("click", {"in": meant.surface.where, **meant.ids(), "value": _picked(meant)})


def _frame(hand: Hand, label: str) -> Json | None:
    """Press the submit or close button of the modal in front, when `label` is what it says."""
    for one in hand.get("views")["views"][-1:]:
        says = {name: (one["view"][name] or {}).get("text", default) for name, default in FRAME}
        if label.casefold() == says["submit"].casefold() and one["view"]["submit"]:
            return submit(hand, [])
        if label.casefold() == says["close"].casefold():
            return close(hand, [])
    return None


def _picked(meant: Aim) -> object:
    """Return what pressing an option enters: for checkboxes, all that are ticked afterwards."""
    value = meant.found.value
    if meant.found.element["type"] != "checkboxes" or value is None:
        return value
    ticked = [option["value"] for option in meant.held().get("selected_options", ())]
    return [each for each in ticked if each != value] if value in ticked else [*ticked, value]


def fill(hand: Hand, words: list[str]) -> Json:
    """Enter values, each written `Label=value`; stops at the first that goes wrong."""
    outcome = DONE
    for word in words:
        label, equals, value = word.partition("=")
        if not equals:
            raise NonsenseError(f"Write {word} as Label=value.")
        meant = aim(hand, label.strip(), kinds=FIELDS)
        entered = _out_of_suggestions(hand, meant, value) or value_for(hand, meant.found.element, value)
        outcome = hand.post("type", {**meant.surface.where, **meant.ids(), "value": entered})
        if not outcome["ok"]:
            return outcome
    return outcome


def _out_of_suggestions(hand: Hand, meant: Aim, written: str) -> object:
    """Return the option(s) the app suggests for what is written, where it is the app that knows the options."""
    kind = meant.found.element["type"]
    if kind not in ("external_select", "multi_external_select"):
        return None
    offered = hand.post("suggest", {"in": meant.surface.where, **meant.ids(), "value": written})["options"]
    fitting = [one for one in offered if written.casefold() in (one["text"]["text"].casefold(), one["value"])]
    if not fitting:
        there = ", ".join(one["text"]["text"] for one in offered) or "nothing"
        raise NonsenseError(f"{written} is not offered. There is: {there}.")
    return fitting if kind.startswith("multi_") else fitting[0]


def submit(hand: Hand, _words: list[str]) -> Json:
    """Send the modal in front off."""
    return hand.post("submit", {"view_id": _front(hand)})


def close(hand: Hand, words: list[str]) -> Json:
    """Close the modal in front; with `all`, every one."""
    return hand.post("close", {"view_id": _front(hand), "all": words == ["all"]})


def _front(hand: Hand) -> str:
    open_views = [surface.where["view_id"] for surface in surfaces(hand) if "view_id" in surface.where]
    if not open_views:
        raise NonsenseError("No modal is open.")
    return str(open_views[0])


def home(hand: Hand, _words: list[str]) -> Json:
    """Open the app's Home."""
    return hand.post("home", {})


def messages(hand: Hand, _words: list[str]) -> Json:
    """Open the app's Messages tab."""
    return hand.post("messages_tab", {})


def shortcut(hand: Hand, words: list[str]) -> Json:
    """Pick a shortcut by its name."""
    name = " ".join(words)
    for one in hand.workspace["shortcuts"]:
        if name.casefold() in (one["name"].casefold(), one["callback_id"].casefold()):
            return hand.post("shortcut", {"callback_id": one["callback_id"]})
    raise NonsenseError(f"There is no shortcut called {name}.")


def show(_hand: Hand, _words: list[str]) -> Json:
    """Only look."""
    return DONE


def clock(hand: Hand, words: list[str]) -> Json:
    """Move the clock: now, +1 hour, tomorrow 9:00, +1 week, or a number of seconds."""
    step = " ".join(words)
    seconds = step.removeprefix("+").removesuffix("s").strip()
    moved = {"advance": float(seconds)} if seconds.isdecimal() else {"step": step, "user": hand.user["id"]}
    return DONE | {"clock": ask(hand.base, "/clock", moved)}


def deactivate(hand: Hand, words: list[str]) -> Json:
    """Deactivate somebody."""
    return DONE | ask(hand.base, f"/client/people/{hand.person(' '.join(words))['id']}", {"deleted": True})


def join(hand: Hand, words: list[str]) -> Json:
    """Bring somebody into a channel (`CHANNEL [NAME]`, else oneself)."""
    return _membership(hand, words, member=True)


def leave(hand: Hand, words: list[str]) -> Json:
    """Take somebody out of a channel (`CHANNEL [NAME]`, else oneself)."""
    return _membership(hand, words, member=False)


def _membership(hand: Hand, words: list[str], *, member: bool) -> Json:
    if not words:
        raise NonsenseError("Name a channel.")
    user = hand.person(" ".join(words[1:]))["id"] if words[1:] else hand.user["id"]
    channel = words[0].removeprefix("#")
    return DONE | ask(hand.base, f"/client/channels/{channel}/members", {"user": user, "member": member})


def event(hand: Hand, words: list[str]) -> Json:
    """Change the app's installation: app_uninstalled, tokens_revoked, app_installed."""
    return DONE | ask(hand.base, "/client/app", {"event": " ".join(words)})


def add(hand: Hand, words: list[str], *, kind: str = "member") -> Json:
    """Add somebody, written `Name:Zone`."""
    name, _, zone = " ".join(words).partition(":")
    return DONE | ask(hand.base, "/client/people", {"name": name, "tz": zone or "UTC", "kind": kind})


Verb = Callable[[Hand, list[str]], Json]
VERBS: dict[str, Verb] = {
    "slash": slash,
    "say": say,
    "mention": mention,
    "click": click,
    "fill": fill,
    "submit": submit,
    "close": close,
    "home": home,
    "messages": messages,
    "shortcut": shortcut,
    "show": show,
    "clock": clock,
    "add": add,
    "deactivate": deactivate,
    "join": join,
    "leave": leave,
    "event": event,
}
