"""Small typed helpers over `slack_sdk.models`: here and in `fields` alone is Block Kit spelled out.

Limits: docs.slack.dev/block-kit and docs.slack.dev/surfaces/modals; the SDK's models check most of them when a dict is
made, and tests run every view through a strict validator.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias, cast

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    OptionGroup,
    OverflowMenuElement,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

Payload: TypeAlias = dict[str, Any]
"""A JSON object as Slack sends or takes it."""
AnyBlock: TypeAlias = Block
Button: TypeAlias = ButtonElement
Confirm: TypeAlias = ConfirmObject
Menu: TypeAlias = OverflowMenuElement
Pick: TypeAlias = StaticSelectElement

MESSAGE_MAX_BLOCKS = 50
VIEW_MAX_BLOCKS = 100


def escape(text: str) -> str:
    """Return `text` such that Slack's mrkdwn shows it as it is: no mention, no link, no markup of its own.

    Only `&`, `<` and `>` are special (docs.slack.dev/messaging/formatting-message-text); the ampersand goes first.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def strong(text: str) -> str:
    """Return somebody's words in bold for mrkdwn; as they are where they hold marks or breaks that would undo it."""
    plain = escape(text)
    return plain if set(text) & set("*_~`\n") else f"*{plain}*"


def fill(phrase: str, **slots: str) -> str:
    """Return a phrase for mrkdwn with its slots filled; what fills them is escaped."""
    return phrase.format(**{name: escape(value) for name, value in slots.items()})


def heading(text: str) -> AnyBlock:
    """Return a header of plain text, cut at Slack's 150 characters."""
    return HeaderBlock(text=PlainTextObject(text=_cut(text, 150), emoji=False))


def paragraph(markup: str, *, accessory: InteractiveElement | None = None) -> AnyBlock:
    """Return a section of mrkdwn, with a button or menu beside it where one is given."""
    return SectionBlock(text=_markup(markup), accessory=accessory)


def words(text: str, *, accessory: InteractiveElement | None = None) -> AnyBlock:
    """Return a section of somebody's own words: plain text, nothing in it is a link or a mention."""
    return SectionBlock(text=PlainTextObject(text=_cut(text, 3000), emoji=False), accessory=accessory)


def marked(pieces: Sequence[tuple[str, bool]]) -> AnyBlock:
    """Return somebody's own words, of which some pieces are marked: (words, is marked), none of them empty.

    Nothing in it is a link or a mention.
    """
    parts = RichTextElementParts
    mark = parts.TextStyle(bold=True, code=True)
    runs = [parts.Text(text=text, style=mark if is_marked else None) for text, is_marked in pieces]
    return RichTextBlock(elements=[RichTextSectionElement(elements=runs)])


def note(markup: str) -> AnyBlock:
    """Return a line of small print."""
    return ContextBlock(elements=[_markup(markup)])


def line() -> AnyBlock:
    """Return a divider."""
    return DividerBlock()


def single_lines(shown: Sequence[AnyBlock]) -> list[AnyBlock]:
    """Return blocks without the dividers that follow a divider: what stands between them had nothing to say."""
    pairs = zip((None, *shown), shown, strict=False)
    return [
        block for above, block in pairs if not isinstance(above, DividerBlock) or not isinstance(block, DividerBlock)
    ]


def button(
    action_id: str, label: str, *, value: str | None = None, is_primary: bool = False, confirm: Confirm | None = None
) -> Button:
    """Return a button; with `confirm`, Slack asks once more before it tells us of a press.

    `value` is data of ours and never a proof of a right: its sender chooses it.
    """
    style = "primary" if is_primary else None
    return ButtonElement(action_id=action_id, text=label, value=value, style=style, confirm=confirm)


def asked_again(*, title: str, text: str, yes: str, no: str) -> Confirm:
    """Return the question that Slack asks after a press, in plain text.

    A title has at most 100 characters, a text 300, each answer 30:
    docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object.
    """
    plain = PlainTextObject(text=text, emoji=False)
    return ConfirmObject(title=title, text=plain, confirm=yes, deny=no)


def menu(action_id: str, choices: Sequence[tuple[str, str]]) -> Menu:
    """Return an overflow menu: (label, value) for each of one to five choices."""
    return OverflowMenuElement(action_id=action_id, options=[option(label, value) for label, value in choices])


def pick(action_id: str, placeholder: str, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> Pick:
    """Return a select that acts at once: groups of (label, value), at most 100 groups of 100."""
    grouped = [
        OptionGroup(label=_cut(name, 75), options=[option(label, value) for label, value in choices])
        for name, choices in groups
    ]
    return StaticSelectElement(action_id=action_id, placeholder=placeholder, option_groups=grouped)


def option(label: str, value: str, about: str | None = None) -> Option:
    """Return one choice, with a line below it that says what it is about; each is cut at Slack's 75 characters."""
    below = PlainTextObject(text=_cut(about, 75), emoji=False) if about else None
    return Option(text=PlainTextObject(text=_cut(label, 75), emoji=False), value=value, description=below)


def row(*elements: InteractiveElement) -> AnyBlock:
    """Return buttons, menus and selects side by side."""
    return ActionsBlock(elements=list(elements))


def modal(
    *,
    title: str,
    close: str,
    blocks: Sequence[AnyBlock],
    submit: str | None = None,
    callback_id: str | None = None,
    private_metadata: str | None = None,
) -> Payload:
    """Return a modal view. What `private_metadata` carries comes back unchanged, and is visible to its owner."""
    view = View(
        type="modal",
        callback_id=callback_id,
        title=PlainTextObject(text=title, emoji=False),
        submit=PlainTextObject(text=submit, emoji=False) if submit else None,
        close=PlainTextObject(text=close, emoji=False),
        private_metadata=private_metadata,
        blocks=list(blocks),
    )
    return cast("Payload", view.to_dict())


def home(*, blocks: Sequence[AnyBlock], private_metadata: str) -> Payload:
    """Return a Home view. `private_metadata` is the member's own, carried on from the view before."""
    view = View(type="home", blocks=list(blocks), private_metadata=private_metadata or None)
    return cast("Payload", view.to_dict())


def message(text: str, blocks: Sequence[AnyBlock]) -> Payload:
    """Return a message's `text` and `blocks`; `text` says all that is needed, as screen readers read it alone."""
    return {"text": text, "blocks": [block.to_dict() for block in blocks]}


def _markup(text: str) -> MarkdownTextObject:
    """Return mrkdwn in which only what we spell out is a link or a mention.

    Without `verbatim` Slack also makes links of addresses, and mentions of names, that stand in somebody's own words:
    docs.slack.dev/reference/block-kit/composition-objects/text-object.
    """
    return MarkdownTextObject(text=text, verbatim=True)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
