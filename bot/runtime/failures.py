"""What Slack's refusals and the network's troubles mean for a call: ask again, or never again.

Sources: docs.slack.dev/reference/methods (the error lists of chat.postMessage, conversations.open, views.publish) and
docs.slack.dev/apis/web-api/rate-limits.
"""

import math
import re
import socket
import ssl
from collections.abc import Mapping

from slack_sdk.errors import SlackApiError

from bot.errors import DeliveryError, PermanentDeliveryError, TransientDeliveryError

RATE_LIMITED = frozenset({"ratelimited", "rate_limited"})
UNSURE = frozenset({"internal_error", "fatal_error"})
"""Slack may have done part of it before it failed."""
LATER = frozenset({"service_unavailable", "request_timeout", "team_added_to_org", "unreadable_answer"})
DEFAULT_RETRY_SECONDS = 30.0
"""Where a 429 carries no usable Retry-After."""
HTTP_TOO_MANY_REQUESTS = 429
HTTP_SERVER_ERROR = 500


class RateLimitedError(TransientDeliveryError):
    """Slack took nothing, and says when to come again.

    Attributes:
        retry_after_seconds: how long this method must not be called in this workspace.
    """

    def __init__(self, code: str, *, retry_after_seconds: float) -> None:
        super().__init__(code)
        self.retry_after_seconds = retry_after_seconds


class UnsureDeliveryError(TransientDeliveryError):
    """Slack may have done what was asked: the answer was lost, late or of Slack's own trouble."""


def refusal(error: SlackApiError) -> DeliveryError:
    """Return what an answer with `ok: false` means. Words that Slack adds one day count as permanent."""
    answer = error.response
    data = answer.data if isinstance(answer.data, Mapping) else {}
    word = str(data.get("error", ""))
    code = word if re.fullmatch(r"[a-z][a-z0-9_]*", word) else "unreadable_answer"
    if answer.status_code == HTTP_TOO_MANY_REQUESTS or code in RATE_LIMITED:
        return RateLimitedError("ratelimited", retry_after_seconds=_retry_after(answer.headers))
    if code in UNSURE or answer.status_code >= HTTP_SERVER_ERROR or code == "unreadable_answer":
        return UnsureDeliveryError(code)
    return TransientDeliveryError(code) if code in LATER else PermanentDeliveryError(code)


def network_trouble(error: Exception) -> DeliveryError:
    """Return what a call that got no answer means.

    A refused connection, an unknown name or a wrong certificate left nothing with Slack; everything else may have.
    """
    reason = getattr(error, "reason", None)  # urllib wraps what went wrong
    cause = reason if isinstance(reason, Exception) else error
    is_unsent = isinstance(cause, ConnectionRefusedError | socket.gaierror | ssl.SSLCertVerificationError)
    kind = TransientDeliveryError if is_unsent else UnsureDeliveryError
    return kind(type(cause).__name__)


def _retry_after(headers: Mapping[str, object]) -> float:
    given = {name.lower(): value for name, value in headers.items()}.get("retry-after")
    value = given[0] if isinstance(given, list) and given else given
    try:
        seconds = float(str(value))
    except ValueError:
        return DEFAULT_RETRY_SECONDS
    return max(seconds, 0.0) if math.isfinite(seconds) else DEFAULT_RETRY_SECONDS
