"""Small typed helpers over `slack_sdk.models`: the only place where Block Kit is spelled out.

Limits: docs.slack.dev/block-kit and docs.slack.dev/surfaces/modals; the SDK's models check most of them when a dict is
made, and tests run every view through a strict validator.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, cast

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    ConversationFilter,
    ConversationSelectElement,
    DividerBlock,
    HeaderBlock,
    InputBlock,
    MarkdownTextObject,
    PlainTextInputElement,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View

Payload: TypeAlias = dict[str, Any]
"""A JSON object as Slack sends or takes it."""
AnyBlock: TypeAlias = Block
Button: TypeAlias = ButtonElement

MESSAGE_MAX_BLOCKS = 50
VIEW_MAX_BLOCKS = 100


def escape(text: str) -> str:
    """Return `text` such that Slack's mrkdwn shows it as it is: no mention, no link, no markup of its own.

    Only `&`, `<` and `>` are special (docs.slack.dev/messaging/formatting-message-text); the ampersand goes first.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fill(phrase: str, **slots: str) -> str:
    """Return a phrase for mrkdwn with its slots filled; what fills them is escaped."""
    return phrase.format(**{name: escape(value) for name, value in slots.items()})


def heading(text: str) -> AnyBlock:
    """Return a header of plain text, cut at Slack's 150 characters."""
    return HeaderBlock(text=PlainTextObject(text=_cut(text, 150), emoji=False))


def paragraph(markup: str, *, accessory: Button | None = None) -> AnyBlock:
    """Return a section of mrkdwn, with a button beside it where one is given."""
    return SectionBlock(text=MarkdownTextObject(text=markup), accessory=accessory)


def words(text: str) -> AnyBlock:
    """Return a section of somebody's own words: plain text, nothing in it is a link or a mention."""
    return SectionBlock(text=PlainTextObject(text=_cut(text, 3000), emoji=False))


def note(markup: str) -> AnyBlock:
    """Return a line of small print."""
    return ContextBlock(elements=[MarkdownTextObject(text=markup)])


def line() -> AnyBlock:
    """Return a divider."""
    return DividerBlock()


def button(action_id: str, label: str, *, value: str | None = None, is_primary: bool = False) -> Button:
    """Return a button. `value` is data of ours and never a proof of a right: its sender chooses it."""
    return ButtonElement(action_id=action_id, text=label, value=value, style="primary" if is_primary else None)


def row(*buttons: Button) -> AnyBlock:
    """Return buttons side by side."""
    return ActionsBlock(elements=list(buttons))


def long_text_field(
    name: str, label: str, *, hint: str, max_chars: int, initial: str | None = None, is_optional: bool = False
) -> AnyBlock:
    """Return a field of several lines. `name` is both its block_id and its action_id."""
    entry = PlainTextInputElement(action_id=name, multiline=True, max_length=max_chars, initial_value=initial or None)
    return _field(name, label, entry, hint=hint, is_optional=is_optional)


def private_channel_field(name: str, label: str, *, hint: str, initial: str | None = None) -> AnyBlock:
    """Return a choice among the private channels of this workspace that its user can see."""
    only_private = ConversationFilter(include=["private"], exclude_external_shared_channels=True)
    entry = ConversationSelectElement(action_id=name, filter=only_private, initial_conversation=initial)
    return _field(name, label, entry, hint=hint)


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


def typed_text(view: Mapping[str, Any], name: str) -> str | None:
    """Return what was typed into the field `name`, trimmed; None when it was left empty or is not there."""
    value = _entry(view, name).get("value")
    return value.strip() or None if isinstance(value, str) else None


def chosen_conversation(view: Mapping[str, Any], name: str) -> str | None:
    """Return the conversation chosen in the field `name`, None when there is none."""
    value = _entry(view, name).get("selected_conversation")
    return value if isinstance(value, str) else None


def _entry(view: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    entry = view.get("state", {}).get("values", {}).get(name, {}).get(name, {})
    return entry if isinstance(entry, Mapping) else {}


def _field(
    name: str,
    label: str,
    entry: PlainTextInputElement | ConversationSelectElement,
    *,
    hint: str,
    is_optional: bool = False,
) -> AnyBlock:
    return InputBlock(
        block_id=name,
        label=PlainTextObject(text=label, emoji=False),
        element=entry,
        hint=PlainTextObject(text=hint, emoji=False),
        optional=is_optional,
    )


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
