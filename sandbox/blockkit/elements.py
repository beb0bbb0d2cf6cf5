"""Elements: buttons, pictures, pickers and what people type into.

Source: docs.slack.dev/reference/block-kit/block-elements (one page per element); lengths also in
slack_sdk/models/blocks/block_elements.py. Menus and choices stand in `choices.py`.
"""

from sandbox.blockkit.between import (
    exactly_one_of,
    initial_number_fits,
    initial_text_fits,
    ordered,
    whole_numbers,
)
from sandbox.blockkit.objects import CONFIRM, DISPATCH_ACTION_CONFIG, ID, SLACK_FILE, STYLE, plain
from sandbox.blockkit.rich_text import RICH_TEXT_VALUE
from sandbox.blockkit.rules import (
    boolean,
    calendar_date,
    clock_time,
    integer,
    listed,
    number_text,
    string,
    time_zone,
    url,
    word,
)
from sandbox.blockkit.shapes import Kinds, Shape, needed, only_in, shape

BUTTON = shape(
    text=needed(plain(75)),
    action_id=ID,
    value=string(2000, least=0),
    url=url(3000),
    style=STYLE,
    confirm=CONFIRM,
    accessibility_label=string(75),
    agent_prompt=string(4000),
    agent_prompt_display=string(),
    visible_to_user_ids=listed(string()),
)

WORKFLOW_TRIGGER = shape(
    url=needed(url()),
    customizable_input_parameters=listed(shape(name=needed(string()), value=needed(string(least=0)))),
)
WORKFLOW_BUTTON = shape(
    text=needed(plain(75)),
    action_id=ID,
    workflow=needed(shape(trigger=needed(WORKFLOW_TRIGGER))),
    style=STYLE,
    accessibility_label=string(75),
)

FEEDBACK_BUTTON = shape(text=needed(plain(75)), value=needed(string(2000)), accessibility_label=string(75))
FEEDBACK_BUTTONS = shape(action_id=ID, positive_button=needed(FEEDBACK_BUTTON), negative_button=needed(FEEDBACK_BUTTON))

ICON_BUTTON = shape(
    icon=needed(word("trash")),
    text=needed(plain(75)),
    action_id=ID,
    value=string(2000, least=0),
    confirm=CONFIRM,
    accessibility_label=string(75),
    visible_to_user_ids=listed(string(), most=10),
)

IMAGE = shape(
    exactly_one_of("image_url", "slack_file"),
    alt_text=needed(string(2000)),
    image_url=url(3000),
    slack_file=SLACK_FILE,
)

DATEPICKER = shape(
    action_id=ID, placeholder=plain(150), initial_date=calendar_date, confirm=CONFIRM, focus_on_load=boolean
)
TIMEPICKER = shape(
    action_id=ID,
    placeholder=plain(150),
    initial_time=clock_time,
    timezone=time_zone,
    confirm=CONFIRM,
    focus_on_load=boolean,
)
DATETIMEPICKER = shape(
    action_id=ID,
    initial_date_time=integer(1_000_000_000, 9_999_999_999),  # "UNIX timestamp in seconds", 10 digits
    confirm=CONFIRM,
    focus_on_load=boolean,
)

PLAIN_TEXT_INPUT = shape(
    ordered("min_length", "max_length"),
    initial_text_fits,
    action_id=ID,
    placeholder=plain(150),
    initial_value=string(3000, least=0),
    multiline=boolean,
    min_length=integer(0, 3000),
    max_length=integer(1, 3000),
    dispatch_action_config=DISPATCH_ACTION_CONFIG,
    focus_on_load=boolean,
)
EMAIL_TEXT_INPUT = shape(
    action_id=ID,
    placeholder=plain(150),
    initial_value=string(least=0),
    dispatch_action_config=DISPATCH_ACTION_CONFIG,
    focus_on_load=boolean,
)
URL_TEXT_INPUT = EMAIL_TEXT_INPUT  # the two pages list the same fields
NUMBER_INPUT = shape(
    ordered("min_value", "max_value"),
    whole_numbers,
    initial_number_fits,
    is_decimal_allowed=needed(boolean),
    action_id=ID,
    placeholder=plain(150),
    initial_value=number_text,
    min_value=number_text,
    max_value=number_text,
    dispatch_action_config=DISPATCH_ACTION_CONFIG,
    focus_on_load=boolean,
)
RICH_TEXT_INPUT = shape(
    ordered("min_lines", "max_lines"),
    action_id=ID,
    placeholder=plain(150),
    initial_value=RICH_TEXT_VALUE,
    min_lines=integer(1, 100),
    max_lines=integer(1, 100),
    dispatch_action_config=DISPATCH_ACTION_CONFIG,
    focus_on_load=boolean,
)
FILE_INPUT = only_in("modal", shape(action_id=ID, filetypes=listed(string(), least=1), max_files=integer(1, 10)))

BUTTONS: dict[str, Shape] = {"button": BUTTON, "workflow_button": WORKFLOW_BUTTON}
PICKERS: dict[str, Shape] = {"datepicker": DATEPICKER, "timepicker": TIMEPICKER, "datetimepicker": DATETIMEPICKER}
TYPED: dict[str, Shape] = {
    "plain_text_input": PLAIN_TEXT_INPUT,
    "email_text_input": EMAIL_TEXT_INPUT,
    "url_text_input": URL_TEXT_INPUT,
    "number_input": NUMBER_INPUT,
    "rich_text_input": RICH_TEXT_INPUT,
    "file_input": FILE_INPUT,
}
CONTEXT_BUTTONS = Kinds({"feedback_buttons": FEEDBACK_BUTTONS, "icon_button": ICON_BUTTON})
IMAGE_ELEMENT = Kinds({"image": IMAGE})
