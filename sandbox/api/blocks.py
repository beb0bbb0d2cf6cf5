"""The method that only looks (docs.slack.dev/reference/methods/blocks.validate)."""

from sandbox.api.call import Call, invalid
from sandbox.blockkit import check_blocks, check_message, check_view
from sandbox.errors import refused
from sandbox.shapes import Json


def blocks_validate(call: Call) -> Json:
    """Check one of blocks, a view or a message, without a token."""
    given = [name for name in ("blocks", "view", "message") if name in call.args]
    if len(given) != 1:
        raise invalid("must provide exactly one of: blocks, view, message")
    what = call.args[given[0]]
    match given[0]:
        case "view":
            code, problems = "invalid_arguments", check_view(what)
        case "message" if not isinstance(what, dict):
            raise invalid("must be an object [json-pointer:/message]")
        case "message":
            code, problems = "invalid_blocks", check_message(what)
        case _:
            code, problems = "invalid_blocks", check_blocks(what, surface="message")
    if problems:
        raise refused(code, problems)
    return {}
