"""A pair on its way through a workspace: what the two do, and what they wait to see."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.content.catalogue import load_catalog
from tests.e2e.inbox import kinds
from tests.e2e.stage import MEMBER, OWNER, Stage, eventually

SAY = load_catalog()
MENTEE, MENTOR = MEMBER, "Ben"
MENTEE_ZONE, MENTOR_ZONE = ZoneInfo("America/New_York"), "Europe/Berlin"
WEDNESDAY = 2
PHRASES = {
    "welcome": SAY.newcomers.welcome_text,
    "asked": SAY.pairs.ask_text,
    "answered": SAY.pairs.noted,
    "began": SAY.pairs.formed,
    "formed": SAY.pairs.formed_text,
    "outcome": SAY.pairs.outcome_formed_text,
    "planned": SAY.meetings.told_planned,
    "file": SAY.meetings.file_title,
    "last_call": SAY.agendas.last_call,
    "prompt": SAY.agendas.prompt,
    "digest": SAY.agendas.digest,
    "recap": SAY.recaps.prompt,
    "sent": SAY.recaps.noted_sent,
    "ready": SAY.recaps.ready,
    "item_due": SAY.items.reminder,
    "item_done": SAY.items.now_done,
}


class Journey:
    """One pair on its way through a workspace."""

    def __init__(self, running: Stage) -> None:
        self.running = running
        today = datetime.fromtimestamp(running.get("/clock")["now"], MENTEE_ZONE).date() + timedelta(days=22)
        self.meets_on = today + timedelta(days=(WEDNESDAY - today.weekday()) % 7)
        self.meets_at = datetime(*self.meets_on.timetuple()[:3], 10, tzinfo=MENTEE_ZONE)

    def does(self, person: str, *words: str) -> dict[str, Any]:
        """Let somebody do one thing, and return what they see afterwards."""
        seen: dict[str, Any] = self.running.act(person, *words)["sees"]
        return seen

    def opens(self, person: str, title: str, *words: str) -> dict[str, Any]:
        """Let somebody do what opens a modal, and return the modal of that title."""
        self.does(person, *words)
        return self.sees(person, title)

    def sees(self, person: str, title: str) -> dict[str, Any]:
        """Return the modal of that title as soon as it is in front of somebody."""

        def look() -> dict[str, Any] | None:
            modal: dict[str, Any] | None = self.does(person, "show").get("modal")
            return modal if modal and modal["title"] == title else None

        return eventually(look, f"{person}'s {title}")

    def closes_answer(self, person: str) -> None:
        """Read what a first answer has led to, which stands in no message, and close it."""
        self.sees(person, SAY.pairs.answered_title)
        self.does(person, "close", "all")

    def sends_off(self, person: str, *fields: str) -> dict[str, Any]:
        """Let somebody fill the form in front of them, send it off and close everything."""
        self.does(person, "fill", *fields)
        seen = self.does(person, "submit")
        assert not (seen.get("modal") or {}).get("errors"), seen
        self.does(person, "close", "all")
        return seen

    def reads(self, person: str, *names: str) -> None:
        """Return when these messages, and no others, stand in somebody's inbox in this order."""
        eventually(lambda: kinds(self.running, person, PHRASES) == list(names), f"{person} to read {names}")

    def moves_clock(self, *, to: datetime) -> None:
        """Move the clock that people see forward to an instant."""
        ahead = to - datetime.fromtimestamp(self.running.get("/clock")["now"], UTC)
        self.running.act(OWNER, "clock", str(round(ahead.total_seconds())))
