"""How what people type becomes what apps read: names to ids, links marked, control characters escaped.

Source: docs.slack.dev/messaging/formatting-message-text and docs.slack.dev/interactivity/implementing-slash-commands.
"""

import re

from sandbox import channels, people
from sandbox.workspace import Workspace

_MARKED = re.compile(r"<(?:@[UW]\w+|#C\w+|!)[^<>]*>")
_NAMED = re.compile(r"(?<![\w/<])([@#])([\w.-]*\w)")
_LINK = re.compile(r"(?<![<|\w])https?://[^\s<>|]+")


def said(w: Workspace, text: str) -> str:
    """Return a typed message as apps read it: `&`, `<` and `>` escaped, names and links marked."""
    return marked(w, _escaped(text))


def marked(w: Workspace, text: str) -> str:
    """Return `text` with `@name` as `<@U…>`, `#name` as `<#C…|name>` and links as `<url>`."""
    return _LINK.sub(lambda found: f"<{found[0]}>", _NAMED.sub(lambda found: _mark(w, found), text))


def mentions(text: str, user: str) -> bool:
    """Tell whether a message as apps read it mentions `user`."""
    return re.search(rf"<@{re.escape(user)}(\|[^>]*)?>", text) is not None


def _escaped(text: str) -> str:
    """Escape what is not already a mention."""
    parts, end = [], 0
    for found in _MARKED.finditer(text):
        parts += [_plain(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*parts, _plain(text[end:])])


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _mark(w: Workspace, found: re.Match[str]) -> str:
    sign, name = found.groups()
    if sign == "@":
        row = people.find_person(w, name)
        return f"<@{row['id']}>" if row else found[0]
    channel = channels.find_channel(w, name)
    if channel is None or channel["id"] == name:
        return found[0]
    shown = channel["name"] if channel["kind"] == channels.Kind.PUBLIC else ""
    return f"<#{channel['id']}|{shown}>"
