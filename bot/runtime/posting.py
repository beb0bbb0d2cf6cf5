"""How a written message reaches a person in Slack, and what Slack's troubles mean for it."""

from datetime import timedelta

from bot.deps import Slack
from bot.domain.delivery import Verdict, after_doubt, after_hold, after_refusal, after_trouble
from bot.errors import DeliveryError, PermanentDeliveryError
from bot.runtime.failures import RateLimitedError, UnsureDeliveryError
from bot.services.letter import FilePayload
from bot.views.blocks import Payload
from storage.touchpoints import DueRow

TOKEN_TROUBLES = frozenset({"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"})
"""What Slack says of the whole app, not of one message (docs.slack.dev/reference/methods/chat.postMessage)."""
TOKEN_PAUSE = timedelta(minutes=1)


def post_message(slack: Slack, due: DueRow, payload: Payload) -> str:
    """Post a message to its member and return the conversation it stands in.

    Where no conversation is known the user's id stands for it (docs.slack.dev/reference/methods/chat.postMessage).

    Raises:
        DeliveryError: Slack refused, or did not answer.
    """
    target = due.channel_id or due.member.user_id
    plain = {"unfurl_links": False, "unfurl_media": False}
    answer = slack.call("chat.postMessage", team_id=due.touchpoint.team_id, channel=target, **plain, **payload)
    return str(answer["channel"])


def post_file(slack: Slack, due: DueRow, file: FilePayload, *, channel_id: str) -> None:
    """Put a file into a conversation; a user's id is none here (…/reference/methods/files.completeUploadExternal).

    Raises:
        DeliveryError: Slack refused, or did not answer.
    """
    slack.call(
        "files.upload.v2",  # the SDK's name for three calls: ask for an address, bring the bytes there, share the file
        team_id=due.touchpoint.team_id,
        channel=channel_id,
        filename=file.name,
        content=file.content,
        title=file.title,
    )


def verdict_on(failure: DeliveryError, due: DueRow) -> Verdict:
    """Return what a failed attempt means for its message.

    A rate limit and a refused token say nothing of the message: it waits. A refusal is final. Of what certainly was
    not sent another attempt is made; of what may have been sent, only where that was promised.
    """
    kind, attempts = due.touchpoint.kind, due.touchpoint.attempts + 1
    if isinstance(failure, RateLimitedError):
        return after_hold(timedelta(seconds=failure.retry_after_seconds))
    if failure.code in TOKEN_TROUBLES:
        return after_hold(TOKEN_PAUSE)
    if isinstance(failure, PermanentDeliveryError):
        return after_refusal(failure.code)
    if isinstance(failure, UnsureDeliveryError):
        return after_doubt(failure.code, kind=kind, attempts=attempts)
    return after_trouble(failure.code, attempts=attempts)
