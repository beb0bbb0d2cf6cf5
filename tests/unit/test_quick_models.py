"""Models of blocks are checked by all the validators that they have, though these are looked for once a class."""

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import Option

from bot.views.blocks import button, heading, menu, option, paragraph
from tests.models import quicken_models, validators_of

MODELS = (button("a", "Goals"), heading("Goals"), menu("a", [("one", "1")]), option("one", "1"), paragraph("Goals"))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: type(model).__name__)
def test_none_is_left_out(model: JsonObject) -> None:
    found = [name for name in dir(model) if hasattr(getattr(model, name, None), "validator")]
    assert list(validators_of(type(model))) == found


def test_what_slack_would_refuse_is_refused() -> None:
    quicken_models()
    with pytest.raises(SlackObjectFormationError):
        button("a" * 256, "Goals").to_dict()
    with pytest.raises(SlackObjectFormationError):
        Option(text="x" * 76, value="1").to_dict()
