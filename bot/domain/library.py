"""The library of a programme: what is entered, what is refused, what is shown."""

import re
from enum import StrEnum
from urllib.parse import urlsplit

from storage.records import record

TITLE_MAX_CHARS = 120
NOTE_MAX_CHARS = 300
SITE_MAX_CHARS = 75
"""So that a site fits into a choice (docs.slack.dev/reference/block-kit/composition-objects/option-object)."""
LINK_MAX_CHARS = 1000
"""An ampersand counts five, as in the 3,000 characters of a section, where a title stands too (…/blocks/section)."""
SITES_SHOWN = 99
"""A choice holds a hundred (…/block-elements/select-menu-element), and one of them is everybody."""
HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+", re.IGNORECASE)
UNFIT = re.compile(r"[\s<>|\"\\^`{}\x00-\x1f\x7f]")


@record
class ResourceDraft:
    """What a facilitator entered."""

    title: str | None
    url: str | None
    note: str | None = None
    site: str | None = None
    """None for what serves everybody."""


@record
class Entry:
    """One entry as it is shown."""

    resource_id: str
    title: str
    url: str
    note: str | None
    site: str | None


@record
class LibraryPage:
    """One page of the library, as one member sees it."""

    entries: tuple[Entry, ...]
    site: str | None
    """Whose entries are shown beside those for everybody; None for the latter alone."""
    sites: tuple[str, ...]
    """Those that can be chosen."""
    may_edit: bool
    page: int
    pages: int


class ResourceFlaw(StrEnum):
    """Why an entry cannot be kept. Each is the key of the sentence that says so."""

    NO_NAME = "no_name"
    NO_LINK = "no_link"
    LONG_NAME = "long_name"
    LONG_NOTE = "long_note"
    LONG_SITE = "long_site"


def flaw_of(draft: ResourceDraft) -> ResourceFlaw | None:
    """Return why this cannot be an entry, None when nothing stands against it."""
    flaws = {
        ResourceFlaw.NO_NAME: not draft.title,
        ResourceFlaw.LONG_NAME: len(draft.title or "") > TITLE_MAX_CHARS,
        ResourceFlaw.NO_LINK: not is_link(draft.url or ""),
        ResourceFlaw.LONG_NOTE: len(draft.note or "") > NOTE_MAX_CHARS,
        ResourceFlaw.LONG_SITE: len(draft.site or "") > SITE_MAX_CHARS,
    }
    return next((flaw for flaw, holds in flaws.items() if holds), None)


def is_link(text: str) -> bool:
    """Return whether this is the address of a web page: http or https, a host with a dot, nobody's password in it.

    Nothing that would end a link in Slack's mrkdwn can be in it (docs.slack.dev/messaging/formatting-message-text).
    Whether there is a page at that address is not looked up.
    """
    if len(text.replace("&", "&amp;")) > LINK_MAX_CHARS or UNFIT.search(text):
        return False
    try:
        parts = urlsplit(text)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    is_web = parts.scheme in {"http", "https"} and parts.username is None and parts.password is None
    return is_web and port_is_fine and HOST.fullmatch(parts.hostname or "") is not None
