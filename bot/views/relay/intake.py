"""Block Kit of a private request: the form, and the same form again below a look at what facilitators will see.

The fields keep their names, so Slack keeps what was entered in them, and no word of it has to be carried along.
"""

from collections.abc import Collection, Mapping

from bot.content.catalogue import Catalog
from bot.domain.relay.crowds import Band
from bot.domain.relay.giveaways import pieces
from bot.domain.relay.intake import WORDS_MAX_CHARS, DraftFlaw, Preview, RequestDraft
from bot.domain.relay.plain_words import normalised
from bot.errors import FieldError
from bot.views import answers, blocks, fields, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.relay import names
from bot.views.relay.door import where_to_turn
from storage.relay.vocabulary import Theme, Urgency, Wish

FIELDS = {
    DraftFlaw.NO_THEME: names.THEMES,
    DraftFlaw.NO_WISH: names.WISH,
    DraftFlaw.NO_URGENCY: names.URGENCY,
    DraftFlaw.TOO_LONG: names.WORDS,
    DraftFlaw.NOT_A_MEMBER: names.OTHER,
    DraftFlaw.NOT_A_FACILITATOR: names.NOT_THESE,
}
SHARE = "yes"
MOST_FACILITATORS = 100
"""A select has no more options: docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element."""


def form(
    catalog: Catalog,
    *,
    facilitators: Mapping[str, str],
    tied: Collection[str],
    contacts: str | None,
    private_metadata: str,
    preview: Preview | None = None,
    turn: int = 0,
) -> Payload:
    """Return the form; with `preview`, below what its author is to look at before it goes.

    Args:
        catalog: the words.
        facilitators: the name of everybody who can be kept out, by Slack's id.
        tied: Slack ids of whoever has ties to the author, who are ticked to begin with.
        contacts: the programme's own list of where else to turn.
        private_metadata: sealed.
        preview: what facilitators will see, and from how many people it could be.
        turn: how often its author has looked at it.
    """
    say = catalog.relay_intake
    shown = _preview(catalog, preview, contacts) if preview else [blocks.paragraph(say.leave_out)]
    return blocks.modal(
        title=catalog.privacy.title,
        close=catalog.common.close,
        submit=say.send_button if preview else say.preview_button,
        callback_id=names.FORM,
        private_metadata=private_metadata,
        blocks=[*shown, *_boxes(catalog), *_people(catalog, facilitators, tied), *_sharing(catalog, preview, turn)],
    )


def read_form(catalog: Catalog, view: Payload, *, turn: int = 0) -> RequestDraft:
    """Return what was entered, its words as facilitators get them; `turn` as the form was given it.

    Raises:
        FieldError: something is missing, too long, or was never offered.
    """
    ticked = answers.ticked(view, names.THEMES)
    wish, urgency = answers.word(view, names.WISH, Wish), answers.word(view, names.URGENCY, Urgency)
    typed = answers.text(view, names.WORDS) or ""
    words = normalised(typed[: WORDS_MAX_CHARS + 1])
    flaws = {
        DraftFlaw.NO_THEME: not ticked or not ticked <= set(Theme),
        DraftFlaw.TOO_LONG: len(typed) > WORDS_MAX_CHARS or len(words) > WORDS_MAX_CHARS,
    }
    if flaw := next((flaw for flaw, holds in flaws.items() if holds), None):
        raise _refused(catalog, flaw)
    if wish is None:
        raise _refused(catalog, DraftFlaw.NO_WISH)
    if urgency is None:
        raise _refused(catalog, DraftFlaw.NO_URGENCY)
    return RequestDraft(
        themes=frozenset(map(Theme, ticked)),
        wish=wish,
        urgency=urgency,
        words=words,
        other_party_user_id=answers.user(view, names.OTHER),
        not_these=answers.ticked(view, names.NOT_THESE),
        shares_other_party=SHARE in answers.ticked(view, names.SHARING[turn % len(names.SHARING)]),
    )


def not_these_field(
    catalog: Catalog, facilitators: Mapping[str, str], tied: Collection[str], *, hint: str
) -> list[AnyBlock]:
    """Return the choice of who must not handle a request, whoever has ties to its author ticked; nothing for nobody."""
    by_name = sorted(((name, user_id) for user_id, name in facilitators.items()), key=lambda each: each[0].casefold())
    if not by_name:
        return []
    label, offered = catalog.relay_intake.ask_not_these, by_name[:MOST_FACILITATORS]
    return [fields.several(names.NOT_THESE, label, offered, hint=hint, initial=sorted(tied))]


def _refused(catalog: Catalog, flaw: DraftFlaw) -> FieldError:
    return FieldError(FIELDS[flaw], getattr(catalog.relay_intake, flaw))


def _boxes(catalog: Catalog) -> list[AnyBlock]:
    say = catalog.relay_intake
    themes = [(getattr(say, f"theme_{theme}"), theme.value) for theme in Theme]
    wishes = [(getattr(say, f"wish_{wish}"), wish.value) for wish in Wish]
    degrees = [(getattr(say, f"urgency_{urgency}"), urgency.value) for urgency in Urgency]
    return [
        fields.checkboxes(names.THEMES, say.ask_themes, themes, hint=say.ask_themes_hint, is_optional=False),
        fields.radios(names.WISH, say.ask_wish, wishes, hint=say.ask_wish_hint),
        fields.long_text(
            names.WORDS, say.ask_words, hint=say.ask_words_hint, max_chars=WORDS_MAX_CHARS, is_optional=True
        ),
        fields.radios(names.URGENCY, say.ask_urgency, degrees, hint=say.ask_urgency_hint),
    ]


def _people(catalog: Catalog, facilitators: Mapping[str, str], tied: Collection[str]) -> list[AnyBlock]:
    say = catalog.relay_intake
    return [
        fields.person(names.OTHER, say.ask_other, hint=say.ask_other_hint, is_optional=True),
        *not_these_field(catalog, facilitators, tied, hint=say.ask_not_these_hint),
    ]


def _sharing(catalog: Catalog, preview: Preview | None, turn: int) -> list[AnyBlock]:
    """Return the second tick that a name needs while few could write about that person."""
    if preview is None or not preview.omits_other_party:
        return []
    say = catalog.relay_intake
    name = names.SHARING[turn % len(names.SHARING)]
    return [fields.checkboxes(name, say.ask_sharing, [(say.share_name, SHARE)], hint=say.ask_sharing_hint)]


def _preview(catalog: Catalog, preview: Preview, contacts: str | None) -> list[AnyBlock]:
    say = catalog.relay_intake
    cut = pieces(preview.words, preview.passages)
    answer_by = say.answer_by.format(day=times.day(preview.answer_by))
    return [
        *(where_to_turn(catalog, contacts=contacts) if preview.is_unsafe else []),
        blocks.paragraph(say.seen_as),
        blocks.marked(cut) if cut else blocks.paragraph(say.no_words),
        *([blocks.note(say.marks)] if preview.passages else []),
        *_crowds(catalog, preview),
        blocks.paragraph(f"{answer_by}\n{say.change}"),
        blocks.line(),
    ]


def _crowds(catalog: Catalog, preview: Preview) -> list[AnyBlock]:
    say = catalog.relay_intake
    crowd = say.crowd.format(crowd=_band(catalog, preview.crowd))
    shown = [f"{crowd} {say.few}" if preview.crowd is Band.FEWER else crowd]
    if preview.division_crowd:
        shown.append(say.division_crowd.format(crowd=_band(catalog, preview.division_crowd)))
    if preview.other_party and preview.other_crowd:
        phrase = say.other_left_out if preview.omits_other_party else say.other_crowd
        shown.append(blocks.fill(phrase, other=preview.other_party, crowd=_band(catalog, preview.other_crowd)))
    return [blocks.paragraph("\n".join(shown))]


def _band(catalog: Catalog, band: Band) -> str:
    return str(getattr(catalog.relay_intake, f"band_{band}"))
