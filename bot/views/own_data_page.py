"""Somebody's own data as a page that any browser opens, in every script, without a font or a program of its own."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.own_data import ID, Chapter, OwnData

STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "dl{border-top:1px solid #bbb;padding:.5rem 0;margin:0}dt{color:#555;font-size:.85rem}"
    "dd{margin:0 0 .5rem;white-space:pre-wrap}"
)

INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?\+00:00")
"""An instant as the other file has it; here it ends with the minute."""


def page(catalog: Catalog, *, data: OwnData) -> str:
    """Return the page: one chapter for each kind of thing, in the words that people know it by."""
    say = catalog.own_data
    title = escape(say.page_heading.format(name=data.name))
    made = escape(say.made_on.format(day=f"{data.made_at:%Y-%m-%d}"))
    about = "".join(f"<p>{escape(each)}</p>" for each in (say.about_page, say.about_private))
    chapters = "".join(_chapter(catalog, each) for each in data.chapters)
    head = f'<head><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style></head>'
    body = f"<body><h1>{title}</h1><p>{made}</p>{about}{chapters}</body>"
    return f'<!doctype html><html lang="en">{head}{body}</html>'


def _chapter(catalog: Catalog, chapter: Chapter) -> str:
    heading: str = getattr(catalog.own_data, f"of_{chapter.table}")
    entries = "".join(f"<dl>{''.join(_lines(entry))}</dl>" for entry in chapter.entries)
    return f"<h2>{escape(heading)}</h2>{entries}"


def _lines(entry: Mapping[str, Any]) -> Iterable[str]:
    """Give the fields of an entry under the names that they have in the other file; ids are in that one alone."""
    for name, value in entry.items():
        if not (isinstance(value, str) and ID.fullmatch(value)):
            yield f'<dt>{escape(name.replace("_", " "))}</dt><dd dir="auto">{escape(_text(value))}</dd>'


def _text(value: Any) -> str:  # noqa: ANN401 - any JSON
    if isinstance(value, Mapping):
        return "\n".join(f"{key}: {_text(each)}" for key, each in value.items())
    if isinstance(value, list):
        return "\n".join(_text(each) for each in value)
    found = INSTANT.fullmatch(str(value))
    return " ".join(found.groups()) if found else str(value)
