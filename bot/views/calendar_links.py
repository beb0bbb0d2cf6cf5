"""Links that put a meeting into somebody's own calendar. Pure: words of the pair go into the address alone, encoded.

The addresses are those that each calendar's own share buttons use; both open a filled form that its owner still saves.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from bot.content.catalogue import Catalog
from bot.domain.meetings import Appointment
from bot.views import blocks

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.office.com/calendar/0/deeplink/compose"
ADDRESS_MAX_CHARS = 1300
"""The place is left out of a longer one: two stand in a text of at most 3,000 characters (docs.slack.dev, section)."""


def google(meeting: Appointment, *, title: str) -> str:
    """Return the address that opens Google Calendar with this meeting filled in, in UTC."""
    dates = f"{_compact(meeting.starts_at)}/{_compact(meeting.ends_at)}"
    return _address(GOOGLE, {"action": "TEMPLATE", "text": title, "dates": dates}, place=meeting.place)


def outlook(meeting: Appointment, *, title: str) -> str:
    """Return the address that opens Outlook on the web with this meeting filled in, in UTC."""
    fields = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": title,
        "startdt": f"{meeting.starts_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "enddt": f"{meeting.ends_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    }
    return _address(OUTLOOK, fields, place=meeting.place)


def line(catalog: Catalog, *, meeting: Appointment, partner: str) -> str:
    """Return the sentence, in mrkdwn, with both links."""
    say = catalog.meetings
    title = say.calendar_title.format(partner=partner)
    addresses = {"google": google(meeting, title=title), "outlook": outlook(meeting, title=title)}
    return blocks.fill(say.calendar_links, **addresses)


def _address(base: str, fields: Mapping[str, str], *, place: str | None) -> str:
    plain = f"{base}?{urlencode(fields, quote_via=quote, safe='')}"
    full = f"{plain}&location={quote(place, safe='')}" if place else plain
    return full if len(full) <= ADDRESS_MAX_CHARS else plain


def _compact(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"
