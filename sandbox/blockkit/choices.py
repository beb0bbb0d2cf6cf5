"""Elements that offer a choice: select menus, multi-selects, checkboxes, radio buttons, overflow.

Source: docs.slack.dev/reference/block-kit/block-elements/{select-menu,multi-select-menu,checkboxes,
radio-button-group,overflow-menu}-element; counts also in slack_sdk/models/blocks/block_elements.py.
"""

from sandbox.blockkit.between import (
    distinct_values,
    exactly_one_of,
    initial_chosen_once,
    initial_is_offered,
    initial_not_over_max,
)
from sandbox.blockkit.objects import (
    CHOICE_OPTION,
    CONFIRM,
    CONVERSATION_FILTER,
    ID,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    plain,
)
from sandbox.blockkit.rules import Rule, boolean, integer, listed, string
from sandbox.blockkit.shapes import Shape, needed, shape

MENU: dict[str, Rule] = {
    "action_id": ID,
    "placeholder": plain(150),
    "confirm": CONFIRM,
    "focus_on_load": boolean,
}
MULTI: dict[str, Rule] = {**MENU, "max_selected_items": integer(1)}
OPTIONS: dict[str, Rule] = {
    "options": listed(OPTION, least=1, most=100),
    "option_groups": listed(OPTION_GROUP, least=1, most=100),
}
INITIAL_OPTIONS = listed(OPTION, least=1)
IDS = listed(string())

SELECTS: dict[str, Shape] = {
    "static_select": shape(
        exactly_one_of("options", "option_groups"),
        distinct_values,
        initial_is_offered,
        **MENU,
        **OPTIONS,
        initial_option=OPTION,
    ),
    "external_select": shape(**MENU, initial_option=OPTION, min_query_length=integer(0)),
    "users_select": shape(**MENU, initial_user=string()),
    "conversations_select": shape(
        **MENU,
        initial_conversation=string(),
        default_to_current_conversation=boolean,
        response_url_enabled=boolean,
        filter=CONVERSATION_FILTER,
    ),
    "channels_select": shape(**MENU, initial_channel=string(), response_url_enabled=boolean),
}

MULTI_SELECTS: dict[str, Shape] = {
    "multi_static_select": shape(
        exactly_one_of("options", "option_groups"),
        distinct_values,
        initial_is_offered,
        initial_chosen_once,
        initial_not_over_max("initial_options"),
        **MULTI,
        **OPTIONS,
        initial_options=INITIAL_OPTIONS,
    ),
    "multi_external_select": shape(
        initial_chosen_once,
        initial_not_over_max("initial_options"),
        **MULTI,
        initial_options=INITIAL_OPTIONS,
        min_query_length=integer(0),
    ),
    "multi_users_select": shape(initial_not_over_max("initial_users"), **MULTI, initial_users=IDS),
    "multi_conversations_select": shape(
        initial_not_over_max("initial_conversations"),
        **MULTI,
        initial_conversations=IDS,
        default_to_current_conversation=boolean,
        filter=CONVERSATION_FILTER,
    ),
    "multi_channels_select": shape(initial_not_over_max("initial_channels"), **MULTI, initial_channels=IDS),
}

CHOICES: dict[str, Shape] = {
    "checkboxes": shape(
        distinct_values,
        initial_is_offered,
        initial_chosen_once,
        options=needed(listed(CHOICE_OPTION, least=1, most=10)),
        initial_options=listed(CHOICE_OPTION, least=1, most=10),
        action_id=ID,
        confirm=CONFIRM,
        focus_on_load=boolean,
    ),
    "radio_buttons": shape(
        distinct_values,
        initial_is_offered,
        options=needed(listed(CHOICE_OPTION, least=1, most=10)),
        initial_option=CHOICE_OPTION,
        action_id=ID,
        confirm=CONFIRM,
        focus_on_load=boolean,
    ),
}

OVERFLOW = shape(
    distinct_values,
    options=needed(listed(OVERFLOW_OPTION, least=1, most=5)),
    action_id=ID,
    confirm=CONFIRM,
)
