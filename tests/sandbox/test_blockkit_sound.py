"""What apps really send: payloads built with slack_sdk's own models pass."""

from collections.abc import Sequence

import pytest
from slack_sdk.models import blocks as sdk
from slack_sdk.models.blocks.basic_components import DispatchActionConfig, SlackFile
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from sandbox.blockkit import check_blocks, check_message, check_view
from sandbox.blockkit.problems import Surface
from tests.sandbox.blocks import Json, group, mrkdwn, option, options, rich_text

PICTURE = "https://example.org/a.png"
ASK = sdk.ConfirmObject(title="Sure?", text="It cannot be undone.", confirm="Yes", deny="No", style="danger")
ENTER = DispatchActionConfig(trigger_actions_on=["on_enter_pressed"])
THREE = [sdk.Option(text=f"Option {n}", value=f"v{n}") for n in range(3)]
GROUPS = [sdk.OptionGroup(label="First", options=THREE[:2]), sdk.OptionGroup(label="Second", options=THREE[2:])]
ONLY_PEOPLE = sdk.ConversationFilter(include=["im", "private"], exclude_bot_users=True)
CARD = sdk.CardBlock(
    title="A card", body="*Body*", hero_image=sdk.ImageElement(image_url=PICTURE, alt_text="x").to_dict()
)

INTERACTIVE: list[sdk.InteractiveElement] = [
    sdk.ButtonElement(text="Go", action_id="b", value="", style="primary", confirm=ASK, accessibility_label="Go there"),
    sdk.LinkButtonElement(text="Read", url="https://example.org/a?b=c#d"),
    sdk.OverflowMenuElement(options=[sdk.Option(text="Open", value="o", url="https://example.org")], confirm=ASK),
    sdk.StaticSelectElement(placeholder="Choose", options=THREE, initial_option=THREE[1], confirm=ASK),
    sdk.StaticSelectElement(option_groups=GROUPS, initial_option=THREE[2], focus_on_load=True),
    sdk.StaticMultiSelectElement(options=THREE, initial_options=THREE[:2], max_selected_items=2),
    sdk.ExternalDataSelectElement(placeholder="Search", min_query_length=0, initial_option=THREE[0]),
    sdk.ExternalDataMultiSelectElement(initial_options=THREE[:1], max_selected_items=3),
    sdk.UserSelectElement(placeholder="Who", initial_user="U1"),
    sdk.UserMultiSelectElement(initial_users=["U1", "W2"], max_selected_items=2),
    sdk.ConversationSelectElement(filter=ONLY_PEOPLE, response_url_enabled=True),
    sdk.ConversationMultiSelectElement(default_to_current_conversation=True, filter=ONLY_PEOPLE),
    sdk.ChannelSelectElement(initial_channel="C1", response_url_enabled=True),
    sdk.ChannelMultiSelectElement(initial_channels=["C1", "C2"]),
    sdk.DatePickerElement(initial_date="2028-02-29", placeholder="Day", confirm=ASK),
    sdk.TimePickerElement(initial_time="00:00", timezone="America/Los_Angeles"),
    sdk.DateTimePickerElement(initial_date_time=1_760_000_000),
    sdk.CheckboxesElement(options=THREE, initial_options=THREE[:1]),
    sdk.RadioButtonsElement(options=[option(text=mrkdwn("*a*"))], initial_option=option(text=mrkdwn("*a*"))),
]
TYPED: list[sdk.InputInteractiveElement] = [
    sdk.PlainTextInputElement(multiline=True, min_length=0, max_length=3000, placeholder="x", initial_value="y"),
    sdk.PlainTextInputElement(dispatch_action_config=ENTER),
    sdk.EmailInputElement(initial_value="a@example.org", placeholder="x"),
    sdk.UrlInputElement(initial_value="https://example.org"),
    sdk.NumberInputElement(is_decimal_allowed=False, min_value=-5, max_value=5, initial_value=0),
    sdk.NumberInputElement(is_decimal_allowed=True, min_value=0.5, max_value="0.75"),
    sdk.RichTextInputElement(initial_value=rich_text(), min_lines=2, max_lines=100),
    FileInputElement(filetypes=["pdf", "png"], max_files=10),
]
STANDING: list[sdk.Block] = [
    sdk.SectionBlock(text="*Hello*", fields=[f"Field {n}" for n in range(10)], expand=True),
    sdk.SectionBlock(text="x", accessory=sdk.ImageElement(image_url=PICTURE, alt_text="A picture")),
    sdk.HeaderBlock(text="x" * 150),
    sdk.ContextBlock(elements=[sdk.MarkdownTextObject(text="_x_", verbatim=True), sdk.PlainTextObject(text="x")]),
    sdk.ContextBlock(elements=[sdk.ImageElement(slack_file=SlackFile(id="F1"), alt_text="x")] * 10),
    sdk.DividerBlock(block_id="d" * 255),
    sdk.ImageBlock(image_url=PICTURE, alt_text="x" * 2000, title="x" * 2000),
    sdk.VideoBlock(
        alt_text="x", video_url="https://example.org/v", thumbnail_url=PICTURE, title="x", author_name="x" * 49
    ),
    sdk.RichTextBlock(elements=[sdk.RichTextListElement(style="ordered", indent=1, elements=rich_text()["elements"])]),
    sdk.TableBlock(rows=[[sdk.RawTextObject(text="x").to_dict(), rich_text()]], column_settings=[{"align": "right"}]),
    sdk.CarouselBlock(elements=[CARD] * 10),
    sdk.ContainerBlock(title="x", child_blocks=[CARD, sdk.DividerBlock()], is_collapsible=True, default_collapsed=True),
    sdk.TaskCardBlock(task_id="1", title="x", status="pending", details=rich_text()),
]


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
def test_every_standing_block_passes_on_every_surface(surface: Surface) -> None:
    assert check_blocks([block.to_dict() for block in STANDING], surface=surface) == []


@pytest.mark.parametrize("held", INTERACTIVE, ids=lambda held: held.type)
def test_every_interactive_element_passes_in_actions_and_accessories(held: sdk.InteractiveElement) -> None:
    for block in (sdk.ActionsBlock(elements=[held]), sdk.SectionBlock(text="x", accessory=held)):
        assert check_blocks([block.to_dict()], surface="message") == []


@pytest.mark.parametrize("held", TYPED, ids=lambda held: held.type)
def test_every_typed_element_passes_in_an_input(held: sdk.InputInteractiveElement) -> None:
    asking = sdk.InputBlock(label="x" * 2000, hint="x" * 2000, element=held, optional=True, dispatch_action=False)
    assert check_view(form([asking])) == []


def form(blocks: Sequence[sdk.Block]) -> Json:
    view = View(type="modal", title="Goal", submit="Keep", close="Not now", blocks=blocks, notify_on_close=True)
    return dict(view.to_dict())


def test_a_whole_form_passes() -> None:
    chosen = [held for held in INTERACTIVE if isinstance(held, sdk.InputInteractiveElement)]
    asked = [*chosen, *TYPED]
    assert check_view(form([sdk.InputBlock(label="x", element=held) for held in asked])) == []


def test_a_whole_home_passes() -> None:
    rows = [sdk.ActionsBlock(elements=INTERACTIVE[:3], block_id=f"row{n}") for n in range(80)]
    view = View(type="home", blocks=[*rows, *STANDING], private_metadata="{}", callback_id="home", external_id="U1")
    assert check_view(view.to_dict()) == []


def test_a_whole_message_passes() -> None:
    said = [sdk.MarkdownBlock(text="x" * 6000), sdk.MarkdownBlock(text="x" * 6000), *STANDING]
    metadata = {"event_type": "goal_set", "event_payload": {"id": 1}}
    assert check_message({"text": "x", "blocks": [one.to_dict() for one in said], "metadata": metadata}) == []


def test_menus_take_a_hundred_groups_of_a_hundred() -> None:
    crowd = [group(*[option(f"{n}-{m}") for m in range(100)]) for n in range(100)]
    menu = {"type": "static_select", "option_groups": crowd}
    assert check_blocks([{"type": "actions", "elements": [menu]}], surface="message") == []


def test_the_most_of_everything_is_taken() -> None:
    full = sdk.ButtonElement(text="x" * 75, value="x" * 2000, url="https://a.org/" + "x" * 2986, action_id="x" * 255)
    chosen = sdk.StaticSelectElement(placeholder="x" * 150, options=options(100))
    assert check_blocks([sdk.ActionsBlock(elements=[full, chosen]).to_dict()], surface="message") == []
    assert check_blocks([sdk.ActionsBlock(elements=[full] * 25).to_dict()], surface="message") != []


def test_feedback_and_icon_buttons_pass_under_a_message() -> None:
    good, bad = ({"text": {"type": "plain_text", "text": word}, "value": word} for word in ("Good", "Bad"))
    feedback = sdk.FeedbackButtonsElement(positive_button=good, negative_button=bad)
    bin_icon = sdk.IconButtonElement(icon="trash", text="Delete", visible_to_user_ids=["U1"] * 10, confirm=ASK)
    block = sdk.ContextActionsBlock(elements=[feedback, bin_icon]).to_dict()
    assert check_blocks([block], surface="message") == []
