"""What a person does with blocks: types, chooses, looks for a label. Pure functions; blocks carry their ids already.

>>> state = blank_state(view["blocks"])
>>> state = typed(view["blocks"], state, block_id="goal", action_id="title", value="Write the grant")
>>> refusals(view["blocks"], state)
{}
"""

from sandbox.forms.fields import FormError
from sandbox.forms.labels import Found, find_by_label
from sandbox.forms.refusals import refusals
from sandbox.forms.state import State, action_payload, blank_state, entered, typed

__all__ = [
    "FormError",
    "Found",
    "State",
    "action_payload",
    "blank_state",
    "entered",
    "find_by_label",
    "refusals",
    "typed",
]
