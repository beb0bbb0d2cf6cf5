"""What a message may say, whichever way an app says it.

Source: docs.slack.dev/reference/methods/chat.postMessage.
"""

from sandbox.blockkit import MARKDOWN_TEXT_CHARACTERS, TEXT_CHARACTERS, check_message, with_ids
from sandbox.errors import SlackError, refused
from sandbox.shapes import Json

SAID = ("text", "blocks", "attachments", "metadata")


def checked(body: Json) -> Json:
    """Return what a message says, its ids filled in.

    Raises:
        SlackError: it says nothing, says too much, or breaks a rule of Block Kit.
    """
    said = {key: body[key] for key in SAID if body.get(key)}
    longest = TEXT_CHARACTERS
    if "markdown_text" in body:
        if "text" in said or "blocks" in said:
            raise SlackError("markdown_text_conflict")
        said["text"], longest = body["markdown_text"], MARKDOWN_TEXT_CHARACTERS
    if not any(said.get(key) for key in ("text", "blocks", "attachments")):
        raise SlackError("no_text")
    if len(str(said.get("text", ""))) > longest:
        raise SlackError("msg_too_long")
    if problems := check_message(said):
        raise refused("invalid_blocks", problems)
    if "blocks" in said:
        said["blocks"] = with_ids(said["blocks"])
    if "attachments" in said:
        said["attachments"] = [_attachment(number, each) for number, each in enumerate(said["attachments"], 1)]
    return said


def _attachment(number: int, given: Json) -> Json:
    attachment = {"id": number, "fallback": given.get("fallback", "[no preview available]"), **given}
    if isinstance(given.get("blocks"), list):
        attachment["blocks"] = with_ids(given["blocks"])
    return attachment
