"""Answers of Slack that come in pages (docs.slack.dev/apis/web-api/pagination)."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.deps import Slack

PAGE_ITEMS = 200
"""What Slack recommends at most."""
MOST_PAGES = 500
"""A hundred thousand people; a cursor that never ends is a fault."""


def pages(
    slack: Slack,
    method: str,
    *,
    team_id: str,
    items: int = PAGE_ITEMS,
    **arguments: Any,  # noqa: ANN401 - any JSON
) -> Iterator[Mapping[str, Any]]:
    """Yield page after page of one method's answer, each of so many `items` at most.

    Raises:
        DeliveryError: Slack did not answer, or refused; pages before it were already yielded.
    """
    cursor: dict[str, str] = {}
    for _ in range(MOST_PAGES):
        page = slack.call(method, team_id=team_id, limit=items, **arguments, **cursor)
        yield page
        following = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not following:
            return
        cursor = {"cursor": following}
