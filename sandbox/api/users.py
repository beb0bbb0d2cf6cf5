"""Methods about people (docs.slack.dev/reference/methods/users.info and its neighbours)."""

from sandbox import people
from sandbox.api.call import Call
from sandbox.api.reach import known_person, require
from sandbox.clock import now
from sandbox.errors import SlackError
from sandbox.shapes import Json

LOCALE = "en-US"


def users_info(call: Call) -> Json:
    """One person."""
    row = known_person(call.w, call.text("user"))
    shown = people.user_object(call.w, row)
    if call.flag("include_locale") and not row["is_foreign"]:
        shown["locale"] = LOCALE
    return {"user": shown}


def users_list(call: Call) -> Json:
    """All people, the deactivated too, page by page."""
    shown = [people.user_object(call.w, row) for row in people.everybody(call.w)]
    if call.flag("include_locale"):
        shown = [user | {"locale": LOCALE} for user in shown]
    return call.page(shown, "members", default=1_000) | {"cache_ts": int(now(call.w))}


def users_lookup_by_email(call: Call) -> Json:
    """The person with an address; needs users:read beside users:read.email."""
    require(call.w, "users:read")
    wanted = call.text("email").lower()
    for row in people.everybody(call.w):
        if not (row["deleted"] or row["is_foreign"] or row["is_bot"]) and people.email(row) == wanted:
            return {"user": people.user_object(call.w, row)}
    raise SlackError("users_not_found")
