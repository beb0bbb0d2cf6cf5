"""Block Kit of looking for a mentor: what is wished for, who was found, one of them."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from bot.content.catalogue import Catalog
from bot.domain.finding import FindForm, Wish
from bot.domain.offers import STRENGTHS
from bot.views import answers, blocks, fields, offer_lines
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from storage.vocabulary import Area, Stage, Stream, Strength

SUBMIT = "find_form"
FAMILY = "find:"
"""All buttons of looking for a mentor begin with this."""
CARD = FAMILY + "card"
"""The family of buttons that show one mentor; a number follows, the value is the mentor."""
APART, REFERENCES = FAMILY + "people", FAMILY + "references"
TOPIC, STAGE, STREAM, SITE, FREE = "find_topic", "find_stage", "find_stream", "find_site", "find_free"
NOW = "now"
SITES_OFFERED = 100
SITE_MAX_CHARS = 75
"""Of one choice (docs.slack.dev/reference/block-kit/composition-objects/option-object): longer sites are left out."""
MINE_SHOWN = 5


def form(catalog: Catalog, *, filled: FindForm, need_id: str = "") -> Payload:
    """Return the form of what somebody looks for, filled in with what they looked for before, or for one need."""
    say = catalog.finding
    sites = [(site, site) for site in filled.sites]
    ways = [blocks.button(APART, say.apart_button), blocks.button(REFERENCES, say.references_button)]
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.title,
        submit=say.search,
        close=catalog.common.close,
        private_metadata=pack(Carried(need_id=need_id)) or None,
        blocks=[
            blocks.paragraph(say.lead),
            *_mine(catalog, [] if need_id else filled.mine),
            *_wish_fields(catalog, filled.wish),
            *([_site_field(catalog, filled.wish, sites)] if sites else []),
            _free_field(catalog, filled.wish),
            *([] if need_id else [blocks.line(), blocks.row(*ways)]),
        ],
    )


def read_form(view: Mapping[str, Any]) -> Wish:
    """Return what somebody looks for; what was never offered does not matter to them."""
    return Wish(
        topic=topic_in(answers.choice(view, TOPIC)),
        stage=answers.word(view, STAGE, Stage),
        stream=answers.word(view, STREAM, Stream),
        site=(answers.choice(view, SITE) or "")[:SITE_MAX_CHARS] or None,
        is_free=NOW in answers.ticked(view, FREE),
    )


def pack_wish(wish: Wish) -> str:
    """Return a wish as a screen carries it along."""
    said = {"topic": wish.topic, "stage": wish.stage, "stream": wish.stream, "site": wish.site}
    kept = {name: str(value) for name, value in said.items() if value}
    return urlencode({**kept, "free": int(wish.is_free)})


def unpack_wish(packed: str) -> Wish:
    """Return the wish that a screen carries; what is none of ours does not matter."""
    said = dict(parse_qsl(packed))
    stage, stream = said.get("stage"), said.get("stream")
    return Wish(
        topic=topic_in(said.get("topic")),
        stage=Stage(stage) if stage in set(Stage) else None,
        stream=Stream(stream) if stream in set(Stream) else None,
        site=said.get("site"),
        is_free=said.get("free") != "0",
    )


def topic_in(word: str | None) -> Area | Strength | None:
    """Return the area or strength of that name, None for no such word."""
    if word in set(Area):
        return Area(word)
    return Strength(word) if word in set(Strength) else None


def topic(catalog: Catalog, word: Area | Strength) -> str:
    """Return what somebody wants help with, by its name: one thing, or a whole area."""
    say = catalog.finding
    if isinstance(word, Strength):
        return offer_lines.strength(catalog, word)
    return say.any_of.format(area=getattr(say, f"area_{word}"))


def _mine(catalog: Catalog, mine: Sequence[tuple[str, str]]) -> list[AnyBlock]:
    """Return the way to what one's own mentors say; nothing for whoever has none with a profile."""
    if not mine:
        return []
    say = catalog.finding
    buttons = [
        blocks.button(f"{CARD}:{number}", say.mine_button.format(name=name)[:75], value=member_id)
        for number, (name, member_id) in enumerate(mine[:MINE_SHOWN])
    ]
    return [blocks.paragraph(say.mine), blocks.row(*buttons), blocks.line()]


def _wish_fields(catalog: Catalog, wish: Wish) -> list[AnyBlock]:
    say = catalog.finding
    words: dict[Area, tuple[Area | Strength, ...]] = {area: (area, *STRENGTHS[area]) for area in Area}
    groups = [
        (getattr(say, f"area_{area}"), [(topic(catalog, word), str(word)) for word in words[area]]) for area in Area
    ]
    stages = [(getattr(say, f"stage_{stage}").capitalize(), str(stage)) for stage in Stage]
    streams = [(getattr(catalog.about, f"stream_{stream}"), str(stream)) for stream in Stream]
    return [
        fields.grouped_select(TOPIC, say.ask_topic, groups, hint=say.ask_topic_hint, initial=wish.topic),
        fields.select(STAGE, say.ask_stage, stages, hint=say.ask_stage_hint, initial=wish.stage, is_optional=True),
        fields.select(STREAM, say.ask_stream, streams, hint=say.ask_stream_hint, initial=wish.stream, is_optional=True),
    ]


def _site_field(catalog: Catalog, wish: Wish, sites: fields.Choices) -> AnyBlock:
    say = catalog.finding
    return fields.select(SITE, say.ask_site, sites, hint=say.ask_site_hint, initial=wish.site, is_optional=True)


def _free_field(catalog: Catalog, wish: Wish) -> AnyBlock:
    say = catalog.finding
    ticked = [NOW] if wish.is_free else []
    return fields.checkboxes(FREE, say.ask_free, [(say.free_choice, NOW)], hint=say.ask_free_hint, initial=ticked)
