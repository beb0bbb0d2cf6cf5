"""Block Kit of the library: links with a sentence each, by site; for facilitators also the form of one."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.library import (
    LINK_MAX_CHARS,
    NOTE_MAX_CHARS,
    SITE_MAX_CHARS,
    TITLE_MAX_CHARS,
    Entry,
    LibraryPage,
    ResourceDraft,
    ResourceFlaw,
)
from bot.views import answers, blocks, fields
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.pages import turner

FAMILY = "library:"
ADD = FAMILY + "add"
MENU = FAMILY + "menu"
"""The menu beside an entry; its values are `<verb> <entry id>`."""
SITE = FAMILY + "site"
"""The choice of a site; its values begin with AT, or are EVERYBODY."""
TURN = FAMILY + "page"
CHANGE, REMOVE = "change", "remove"
AT, EVERYBODY = "at ", "everybody"

SUBMIT = "library_form"
NAME, LINK, NOTE, OF_SITE = "library_name", "library_link", "library_note", "library_site"
FIELDS: Mapping[ResourceFlaw, str] = {
    ResourceFlaw.NO_NAME: NAME,
    ResourceFlaw.LONG_NAME: NAME,
    ResourceFlaw.NO_LINK: LINK,
    ResourceFlaw.LONG_NOTE: NOTE,
    ResourceFlaw.LONG_SITE: OF_SITE,
}
"""Beside which field each refusal stands."""


def board(catalog: Catalog, *, page: LibraryPage, carried: Carried) -> Payload:
    """Return one page of the library."""
    say = catalog.library
    empty = [] if page.entries else [blocks.paragraph(say.nothing_here if page.may_edit else say.nothing)]
    add = [blocks.button(ADD, say.add_button)] if page.may_edit else []
    ways = [*_site_choice(catalog, page), *add]
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried) or None,
        blocks=[
            blocks.paragraph(say.lead),
            *([blocks.row(*ways)] if ways else []),
            *([blocks.note(blocks.fill(say.shown_for, site=page.site))] if page.site else []),
            blocks.line(),
            *empty,
            *(block for entry in page.entries for block in _entry(catalog, entry, may_edit=page.may_edit)),
            *turner(catalog, page=page.page, pages=page.pages, action_id=TURN),
        ],
    )


def form(catalog: Catalog, *, carried: Carried, entry: Entry | None = None) -> Payload:
    """Return the form of an entry, filled in where there is one; of a new one the site that is being looked at."""
    say = catalog.library
    site = entry.site if entry else carried.site
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.form_title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried) or None,
        blocks=[
            fields.short_text(
                NAME,
                say.ask_name,
                hint=say.hint_name,
                max_chars=TITLE_MAX_CHARS,
                initial=entry.title if entry else None,
            ),
            fields.short_text(
                LINK, say.ask_link, hint=say.hint_link, max_chars=LINK_MAX_CHARS, initial=entry.url if entry else None
            ),
            fields.long_text(
                NOTE,
                say.ask_note,
                hint=say.hint_note,
                max_chars=NOTE_MAX_CHARS,
                initial=entry.note if entry else None,
                is_optional=True,
            ),
            fields.short_text(
                OF_SITE, say.ask_site, hint=say.hint_site, max_chars=SITE_MAX_CHARS, initial=site, is_optional=True
            ),
        ],
    )


def read_form(view: Mapping[str, Any]) -> ResourceDraft:
    """Return what was entered; a title and a site stand on one line each."""
    return ResourceDraft(
        title=_line(answers.text(view, NAME)),
        url=answers.text(view, LINK),
        note=answers.text(view, NOTE),
        site=_line(answers.text(view, OF_SITE)),
    )


def chosen(action: Mapping[str, Any]) -> tuple[str, str]:
    """Return (verb, entry id) of a choice in the menu beside an entry."""
    verb, _, resource_id = str((action.get("selected_option") or {}).get("value", "")).partition(" ")
    return verb, resource_id


def chosen_site(action: Mapping[str, Any]) -> str:
    """Return the site that was chosen, empty for everybody's."""
    value = str((action.get("selected_option") or {}).get("value", ""))
    return value.removeprefix(AT) if value.startswith(AT) else ""


def _site_choice(catalog: Catalog, page: LibraryPage) -> list[blocks.Pick]:
    if not page.sites:
        return []
    say = catalog.library
    offered = [(say.everybody, EVERYBODY), *((site, AT + site) for site in page.sites)]
    return [blocks.pick(SITE, say.choose_site, [(say.sites_group, offered)])]


def _entry(catalog: Catalog, entry: Entry, *, may_edit: bool) -> list[AnyBlock]:
    say = catalog.library
    link = f"<{blocks.escape(entry.url)}|{blocks.escape(entry.title)}>"
    site = f" · {blocks.escape(entry.site)}" if entry.site else ""
    ways = [(say.change_choice, f"{CHANGE} {entry.resource_id}"), (say.remove_choice, f"{REMOVE} {entry.resource_id}")]
    menu = blocks.menu(MENU, ways) if may_edit else None
    return [blocks.paragraph(f"{link}{site}", accessory=menu), *([blocks.words(entry.note)] if entry.note else [])]


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None
