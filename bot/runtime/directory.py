"""Live look-ups of people and channels: at most a minute old, answered within two seconds or refused."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from bot.deps import Slack
from bot.domain.people import Channel, Listing, Person
from bot.domain.slack_users import address_of, person_of
from bot.errors import PermanentDeliveryError
from bot.runtime.lookups import LookUps
from bot.runtime.paging import pages

DEADLINE_SECONDS = 2.0
FRESH_SECONDS = 60.0
UNKNOWN_PERSON = frozenset({"user_not_found", "user_not_visible"})
UNSEEN_CHANNEL = frozenset({"channel_not_found", "not_in_channel"})
LISTED_AT_ONCE = 1000
"""As many as users.list gives: so twenty thousand people are asked for within the calls of one minute."""
SHARED = ("is_shared", "is_ext_shared", "is_org_shared", "is_pending_ext_shared")


class LiveDirectory:
    """Asks Slack, remembers for a minute, and fails closed: no answer in time is an error, never a guess."""

    def __init__(
        self, slack: Slack, *, deadline_seconds: float = DEADLINE_SECONDS, fresh_seconds: float = FRESH_SECONDS
    ) -> None:
        """Keep the way to Slack; nothing is asked yet."""
        self._slack = slack
        self._look_ups = LookUps(deadline_seconds=deadline_seconds, fresh_seconds=fresh_seconds)

    def prefetch(self, *, team_id: str, user_ids: Iterable[str] = (), channel_ids: Iterable[str] = ()) -> None:
        """Start look-ups at once, without waiting: the calls that follow share them and the 2 s they have.

        Of a person what `person` asks, of a channel what `channel` and `members` ask. Never raises.
        """
        for user_id in user_ids:
            self._look_ups.start(("person", team_id, user_id), partial(self._ask_person, team_id, user_id))
        for channel_id in channel_ids:
            self._look_ups.start(("channel", team_id, channel_id), partial(self._ask_channel, team_id, channel_id))
            self._look_ups.start(("members", team_id, channel_id), partial(self._ask_members, team_id, channel_id))

    def forget(self, *, team_id: str, channel_id: str) -> None:
        """Drop what is remembered of a channel: somebody has left it."""
        self._look_ups.forget(("channel", team_id, channel_id))
        self._look_ups.forget(("members", team_id, channel_id))

    def person(self, *, team_id: str, user_id: str) -> Person | None:
        """Return what Slack says of a person now, None when Slack knows no such user.

        Raises:
            DeliveryError: Slack did not answer in time, or refused.
        """
        return self._look_ups.answer(("person", team_id, user_id), partial(self._ask_person, team_id, user_id))

    def channel(self, *, team_id: str, channel_id: str) -> Channel | None:
        """Return what Slack says of a channel now, None when the bot cannot see it.

        Raises:
            DeliveryError: Slack did not answer in time, or refused.
        """
        return self._look_ups.answer(("channel", team_id, channel_id), partial(self._ask_channel, team_id, channel_id))

    def members(self, *, team_id: str, channel_id: str) -> frozenset[str]:
        """Return the user ids in a channel now; empty when the bot cannot see it.

        Raises:
            DeliveryError: Slack did not answer in time, or refused.
        """
        return self._look_ups.answer(("members", team_id, channel_id), partial(self._ask_members, team_id, channel_id))

    def everybody(self, *, team_id: str) -> Listing:
        """Return everybody in a workspace now, with their addresses where Rapport may read those. Takes its time.

        Raises:
            DeliveryError: Slack did not answer, or refused.
        """
        found = pages(self._slack, "users.list", team_id=team_id, items=LISTED_AT_ONCE, include_locale=True)
        users = [user for page in found for user in page["members"]]
        people = {person.user_id: person for person in (person_of(user, team_id=team_id) for user in users)}
        addresses = {address: str(user["id"]) for user in users if (address := address_of(user))}
        return Listing(people, addresses)

    def _ask_person(self, team_id: str, user_id: str) -> Person | None:
        try:
            answer = self._slack.call("users.info", team_id=team_id, user=user_id, include_locale=True)
        except PermanentDeliveryError as refused:
            if refused.code in UNKNOWN_PERSON:
                return None
            raise
        return person_of(answer["user"], team_id=team_id)

    def _ask_channel(self, team_id: str, channel_id: str) -> Channel | None:
        try:
            answer = self._slack.call("conversations.info", team_id=team_id, channel=channel_id)
        except PermanentDeliveryError as refused:
            if refused.code in UNSEEN_CHANNEL:
                return None
            raise
        return _channel_of(answer["channel"])

    def _ask_members(self, team_id: str, channel_id: str) -> frozenset[str]:
        try:
            found = pages(self._slack, "conversations.members", team_id=team_id, channel=channel_id)
            return frozenset(str(member) for page in found for member in page["members"])
        except PermanentDeliveryError as refused:
            if refused.code in UNSEEN_CHANNEL:
                return frozenset()
            raise


def _channel_of(channel: Mapping[str, Any]) -> Channel:
    """Return the facts of one conversation object (docs.slack.dev/reference/objects/conversation-object)."""
    return Channel(
        channel_id=str(channel["id"]),
        name=str(channel.get("name") or ""),
        is_private=bool(channel.get("is_private")),
        is_shared=any(bool(channel.get(flag)) for flag in SHARED),
        is_archived=bool(channel.get("is_archived")),
        has_bot=bool(channel.get("is_member")),
    )
