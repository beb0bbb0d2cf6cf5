"""How the workspace says no: to an app with Slack's word, to a person with a sentence."""

from collections.abc import Iterable


class SlackError(Exception):
    """A refusal with Slack's error word and what else the answer carries."""

    def __init__(self, code: str, **extra: object) -> None:
        super().__init__(code)
        self.code = code
        self.extra = extra


def refused(code: str, problems: Iterable[object]) -> SlackError:
    """Return the refusal `code` that says what is wrong, the way Slack lists it in `response_metadata.messages`."""
    return SlackError(code, response_metadata={"messages": [f"[ERROR] {problem}" for problem in problems]})


class RateLimitedError(SlackError):
    """Too many calls: the caller must wait `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


class NonsenseError(Exception):
    """A person's request that makes no sense, with a sentence that says why."""
