"""A workspace of several hundred people, and rosters about them: right lines and every kind of faulty one."""

from collections.abc import Sequence

from tests.payloads import TEAM, Payload, slack_user
from tests.rapport import Rapport
from tests.recording_slack import Answer

PEOPLE = 500
HEADING = "slack_id,email,name,rank,stream,division,site,joined_on,chair,chief,supervisor"
RANKS = ("lecturer", "assistant", "Associate Professor", "full")
STREAMS = ("teacher", "educator", "investigator", "scientist", "administrator")
SPOILT = (
    "{id},,{name},dean,,,,,,,",
    "{id},,{name},,drummer,,,,,,",
    "{id},,{name},full,teacher,Heart",
    '{id},,"{name},full,,,,,,,',
    "U0NOBODY99,,{name},full,,,,,,,",
    ",nobody@example.org,{name},full,,,,,,,",
    ",,{name},full,,,,,,,",
    "{id},person0@example.org,{name},full,,,,,,,",
    "{id},,{name},full,,,,31/12/2020,,,",
    "{id},,{name},full,,,,,U0NOBODY98,,",
)
"""Lines that are left out, each for a reason of its own."""


def user_id(number: int) -> str:
    """Return the Slack id of one of the people."""
    return f"U{number:07}X"


def address(number: int) -> str:
    """Return the e-mail address of one of the people."""
    return f"person{number}@example.org"


def somebody(number: int, *, shows_address: bool = True, **more: object) -> Payload:
    """Return what Slack says of one of the people."""
    profile = {"real_name": f"Person {number}", "display_name": ""}
    profile |= {"email": address(number).title()} if shows_address else {}
    return slack_user(user_id(number), profile=profile, **more)


def listed(rapport: Rapport, users: Sequence[Payload]) -> None:
    """Let Slack list these people, two hundred at a time."""
    rapport.slack.answers["users.list"] = _pages(users)


def _pages(users: Sequence[Payload], size: int = 200) -> Answer:
    def answer(said: Payload) -> Payload:
        first = int(said.get("cursor") or 0)
        following = str(first + size) if first + size < len(users) else ""
        page = list(users[first : first + size])
        return {"ok": True, "members": page, "response_metadata": {"next_cursor": following}}

    return answer


def line(number: int) -> str:
    """Return a right line about one of the people: one by id, the next by address, with a chair and a supervisor."""
    named = f"{user_id(number)}," if number % 2 else f",{address(number)}"
    rank, stream = RANKS[number % 4], STREAMS[number % 5]
    where = f'"Division {number % 20}, inner ring",Site {number % 3}'
    seniors = f"{user_id(0) if number else ''},,{address(number - 1) if number else ''}"
    return f"{named},Person {number},{rank},{stream},{where},20{number % 20 + 5:02}-09-01,{seniors}"


def sheet(*lines: str) -> bytes:
    """Return a roster with these lines."""
    return "\r\n".join((HEADING, *lines)).encode()


def spoilt(number: int) -> str:
    """Return a faulty line about one of the people."""
    return SPOILT[number % len(SPOILT)].format(id=user_id(number), name=f"Person {number}")


def five_hundred(*, faulty: int = 40) -> bytes:
    """Return a roster of five hundred lines, of which the last ones are faulty."""
    right = [line(number) for number in range(PEOPLE - faulty)]
    return sheet(*right, *(spoilt(number) for number in range(PEOPLE - faulty, PEOPLE)))


__all__ = ["HEADING", "PEOPLE", "TEAM", "address", "five_hundred", "line", "listed", "sheet", "somebody", "user_id"]
