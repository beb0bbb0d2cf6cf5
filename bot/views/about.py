"""Block Kit of what people say of themselves: beside each field stands who sees it."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.about import FACTS, GENDER_CHARS, MOST_SENIORS, AboutForm, AboutMe
from bot.domain.roster_lines import PLACE_CHARS
from bot.views import answers, blocks, fields
from bot.views.blocks import AnyBlock, Payload
from storage.vocabulary import Authority, Rank, Stream

SUBMIT = "about_form"
FIELDS: Mapping[str, str] = {name: f"about_{name}" for name in (*FACTS, *Authority)}
"""The name of each field, by the fact or the kind of senior that it asks for."""
NOT_SAID = "not_said"


def form(catalog: Catalog, *, filled: AboutForm) -> Payload:
    """Return the form, filled in with what is known."""
    say = catalog.about
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.title,
        submit=say.save,
        close=catalog.common.close,
        blocks=[
            blocks.note(say.intro),
            *_facts(catalog, filled.about),
            blocks.line(),
            *_by_roster(catalog, filled),
            *(_senior_field(catalog, filled.about, kind) for kind in Authority),
        ],
    )


def read_form(view: Mapping[str, Any]) -> AboutMe:
    """Return what was entered; what was never offered reads as not said."""
    return AboutMe(
        rank=answers.word(view, FIELDS["rank"], Rank),
        stream=answers.word(view, FIELDS["stream"], Stream),
        division=answers.text(view, FIELDS["division"]),
        site=answers.text(view, FIELDS["site"]),
        joined_on=answers.day(view, FIELDS["joined_on"]),
        gender=answers.text(view, FIELDS["gender"]),
        seniors={kind: answers.users(view, FIELDS[kind]) for kind in Authority},
    )


def read_opened(view: Mapping[str, Any]) -> AboutMe:
    """Return what the form was filled in with when it was opened: Slack sends that along with what was entered."""
    return read_form(answers.as_opened(view))


def kept(catalog: Catalog) -> Payload:
    """Return the modal that confirms what is known now."""
    say = catalog.about
    return blocks.modal(title=say.kept_title, close=catalog.common.close, blocks=[blocks.paragraph(say.kept)])


def _facts(catalog: Catalog, now: AboutMe) -> list[AnyBlock]:
    say = catalog.about
    ranks = [(getattr(say, f"rank_{rank}"), str(rank)) for rank in Rank]
    streams = [(getattr(say, f"stream_{stream}"), str(stream)) for stream in Stream]
    return [
        _choice(catalog, "rank", say.ask_rank, ranks, hint=say.ask_rank_hint, initial=now.rank),
        _choice(catalog, "stream", say.ask_stream, streams, hint=say.sees_searching, initial=now.stream),
        _line("division", say.ask_division, hint=say.ask_division_hint, initial=now.division),
        _line("site", say.ask_site, hint=say.ask_site_hint, initial=now.site),
        fields.day(
            FIELDS["joined_on"], say.ask_joined, hint=say.ask_joined_hint, initial=now.joined_on, is_optional=True
        ),
        _line("gender", say.ask_gender, hint=say.ask_gender_hint, initial=now.gender, most=GENDER_CHARS),
    ]


def _choice(
    catalog: Catalog, name: str, label: str, offered: fields.Choices, *, hint: str, initial: str | None
) -> AnyBlock:
    """Return a choice that can be taken back: Slack gives no way to empty one that was made."""
    choices = [(catalog.about.not_said, NOT_SAID), *offered]
    return fields.select(FIELDS[name], label, choices, hint=hint, initial=initial or NOT_SAID, is_optional=True)


def _line(name: str, label: str, *, hint: str, initial: str | None, most: int = PLACE_CHARS) -> AnyBlock:
    return fields.short_text(FIELDS[name], label, hint=hint, max_chars=most, initial=initial, is_optional=True)


def _senior_field(catalog: Catalog, now: AboutMe, kind: Authority) -> AnyBlock:
    say = catalog.about
    initial = now.seniors.get(kind, ())
    return fields.people(
        FIELDS[kind], getattr(say, f"ask_{kind}"), hint=say.sees_senior, most=MOST_SENIORS, initial=initial
    )


def _by_roster(catalog: Catalog, filled: AboutForm) -> list[AnyBlock]:
    if not filled.by_roster:
        return []
    say = catalog.about
    people = [getattr(say, f"senior_{kind}").format(name=name) for kind, name in filled.by_roster]
    return [blocks.words(say.by_roster.format(people=", ".join(people)))]
