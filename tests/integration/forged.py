"""Payloads for listeners that no screen of the programme leads to: further pages, and what stands there another day."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.integration.agreement_steps import newest
from tests.integration.ways import Way
from tests.integration.who_sees import Beginning
from tests.pairing import MENTEE, MENTOR
from tests.payloads import Payload, event, slack_user

PRESSED: Mapping[str, tuple[str, str]] = {
    "action ^request:page": ("action request:list", "request:page1"),
    "action ^goal:history_page": ("action goal:menu", "goal:history_page1"),
    "action ^library:page": ("action library:site", "library:page1"),
    "action ^milestone:page": ("action milestone:menu", "milestone:page1"),
    "action ^gate:page:": ("action gate:rules", "gate:page:1"),
    "action ^find:page": ("action find:change", "find:page1"),
    "action year:agree": ("action year:answer", "year:agree"),
    "action ^home:page": ("action ^open:", "home:page1"),
    "action anything else": ("action goal:add", "gone:long_ago"),
    **{
        f"action note:{what}": ("action note:answer", f"note:{what}")
        for what in ("earlier", "later", "yes", "no", "rate1", "rate2", "rate3", "last", "change", "keep")
    },
}
"""Of a listener: on whose screen it is pressed as well, and what."""
SENT: Mapping[str, tuple[str, str]] = {
    "view topic_quick": ("view topic_form", "topic_quick"),
    "view agreement_short_form": ("view agreement_form", "agreement_short_form"),
    "view inquiry_form": ("view request_form", "inquiry_form"),
    "view note:12": ("view note:10", "note:12"),
    "view roster_keep": ("view roster_form", "roster_keep"),
}
"""Of a listener: which form is like its own, and how its own is called."""
HAPPENED: Mapping[str, Mapping[str, Any]] = {
    "team_join": {"user": slack_user(MENTEE)},
    "user_change": {"user": slack_user(MENTEE, deleted=True)},
    "member_left_channel": {"user": MENTEE, "channel": "C0FACILITY"},
    "tokens_revoked": {"tokens": {"bot": ["UBOT"]}},
    "app_uninstalled": {},
}
"""What Slack tells of a workspace by itself."""


def forged(beginning: Beginning, found: Mapping[str, list[Way]]) -> Iterator[Way]:
    """Yield a way to each of these listeners, made of a way to another one."""
    for name, (like, action_id) in PRESSED.items():
        yield _pressed(name, found[like][0], {"type": "button", "action_id": action_id, "value": "1"})
    mentor_id = found["action request:ask"][0].payload["actions"][0]["value"]
    yield _pressed("action find:ask", found["action request:ask"][0], _button("find:ask", mentor_id))
    pair_id = beginning.pair_ids[MENTOR]
    version = newest(beginning.stage.deps, pair_id).id
    yield _pressed(
        "action agreement:document", found["action agreement:word"][0], _button("agreement:document", version)
    )
    yield _pressed("action ^hint:name", found["action hint:suggest"][0], _button("hint:name:0", beginning.need_id))
    for name, like in (("plan:of", "plan:read"), ("milestone:of_chosen", "milestone:of")):
        chosen = {"type": "static_select", "action_id": name, "selected_option": {"value": pair_id}}
        yield _pressed(f"action {name}", found[f"action {like}"][0], chosen)
    for name, (like, callback_id) in SENT.items():
        way = found[like][0]
        view = {**way.payload["view"], "callback_id": callback_id}
        yield Way(name, way.user, {**way.payload, "view": view}, callback_id)
    for kind, said in HAPPENED.items():
        yield Way(f"event {kind}", MENTEE, event(kind, **said), kind)


def _pressed(name: str, way: Way, action: Payload) -> Way:
    return Way(name, way.user, {**way.payload, "actions": [{"block_id": "b", **action}]}, action["action_id"])


def _button(action_id: str, value: str) -> Payload:
    return {"type": "button", "action_id": action_id, "value": value}
