"""Methods about files: an address to bring one to, the end of bringing it, and what one is.

Sources: docs.slack.dev/reference/methods/files.getUploadURLExternal, …/files.completeUploadExternal, …/files.info.
"""

import json
import sqlite3

from sandbox import files, messages
from sandbox.api.call import Call, invalid, missing
from sandbox.api.chat import thread_of
from sandbox.api.reach import writable_channel
from sandbox.errors import SlackError
from sandbox.shapes import Json


def get_upload_url_external(call: Call) -> Json:
    """Say where the bytes of a file may be brought to, once."""
    name, length = call.text("filename"), call.number("length", 0)
    if length <= 0:
        raise missing("length")
    if length > files.MOST_BYTES:
        raise SlackError("file_upload_size_restricted")
    row = files.announce(call.w, name=name, length=length, alt_txt=call.optional("alt_txt"))
    return {"upload_url": f"{call.w.base_url}/upload/v1/{row['ticket']}", "file_id": row["id"]}


def complete_upload_external(call: Call) -> Json:
    """Finish files that were brought, and share them as one message in each conversation that is named."""
    wanted = _wanted(call)
    if any(files.brought(call.w, file_id) is None for file_id in wanted):
        raise SlackError("file_not_found")
    rows = [writable_channel(call, channel) for channel in _channels(call)]
    done = [files.finish(call.w, file_id, title=title) for file_id, title in wanted.items()]
    shown = [files.file_object(call.w, row) for row in done]
    for row in rows:
        _share(call, row, shown)
    return {"files": shown}


def files_info(call: Call) -> Json:
    """One file, with the address of its bytes."""
    row = files.readable(call.w, call.text("file"))
    if row is None:
        raise SlackError("file_not_found")
    return {"file": files.file_object(call.w, row), "comments": [], "response_metadata": {"next_cursor": ""}}


def _share(call: Call, row: sqlite3.Row, shown: list[Json]) -> None:
    for each in shown:
        files.share(call.w, each["id"], channel=row["id"])
    body = {"text": call.optional("initial_comment") or "", "files": shown, "upload": True}
    bot, thread_ts = call.w.identity.bot_user_id, thread_of(call, row)
    messages.post(call.w, channel=row["id"], user=bot, body=body, thread_ts=thread_ts)


def _channels(call: Call) -> list[str]:
    """Return the conversations to share in: `channel_id` takes no person, `channels` does.

    Raises:
        SlackError: `channel_id` is a person's.
    """
    channel_id = call.optional("channel_id")
    if channel_id is None:
        return [name for name in (call.optional("channels") or "").split(",") if name]
    if channel_id[:1] in ("U", "W"):
        raise SlackError("channel_not_found")
    return [channel_id]


def _wanted(call: Call) -> dict[str, str]:
    """Return the title of each file by its id; in a form the list is JSON text.

    Raises:
        SlackError: it is no list of such objects, or empty.
    """
    given = call.args.get("files")
    try:
        listed = json.loads(given) if isinstance(given, str) else given
    except ValueError as wrong:
        raise invalid("must be valid JSON [json-pointer:/files]") from wrong
    if not listed:
        raise missing("files")
    if not isinstance(listed, list) or not all(isinstance(each, dict) and each.get("id") for each in listed):
        raise invalid("must be an array of objects with an id [json-pointer:/files]")
    return {str(each["id"]): str(each.get("title") or _name(call, str(each["id"]))) for each in listed}


def _name(call: Call, file_id: str) -> str:
    row = files.brought(call.w, file_id)
    return "" if row is None else str(row["name"])
