"""Somebody joins the sandbox's workspace: one welcome, weeks of silence, one offer of help, a wish that is heard."""

from datetime import UTC, datetime, timedelta

from bot.content.catalogue import load_catalog
from tests.e2e.inbox import inbox
from tests.e2e.stage import CHANNEL, FACILITATOR, MEMBER, OWNER, Stage, eventually
from tests.outbox import at_work

SAY = load_catalog()
NEW = "Nils Newman"


def texts(running: Stage, person: str) -> list[str]:
    """Return what the bot has written to somebody."""
    return [str(message["text"]) for message in inbox(running, person)]


def test_whoever_joins_is_welcomed_once_and_helped_once(fresh: Stage) -> None:
    fresh.act(OWNER, "slash", "/mentor setup")
    eventually(lambda: fresh.act(OWNER, "show")["sees"].get("modal"), "the settings")
    fresh.act(OWNER, "fill", f"{SAY.setup.ask_channel}={CHANNEL}", f"{SAY.setup.ask_name}=Mentoring at St Elm")
    assert fresh.act(OWNER, "submit")["sees"]["modal"]["title"] == SAY.setup.kept_title
    fresh.act(OWNER, "add", f"{NEW}:America/Toronto")
    (welcome,) = eventually(lambda: inbox(fresh, NEW), "a welcome")
    assert "Mentoring at St Elm" in str(welcome["blocks"])
    _move_clock(fresh, to=_workday(at_work() + timedelta(days=47)))
    eventually(lambda: len(inbox(fresh, NEW)) > 1, "an offer of help")
    assert texts(fresh, NEW)[1].startswith(SAY.newcomers.offered_text)
    fresh.act(NEW, "messages")
    fresh.act(NEW, "click", SAY.newcomers.ask_button)
    eventually(lambda: [text for text in texts(fresh, FACILITATOR) if NEW in text], "a facilitator who hears of it")
    assert len(inbox(fresh, NEW)) == 2
    assert [text for text in texts(fresh, MEMBER) if NEW in text] == []


def _move_clock(running: Stage, *, to: datetime) -> None:
    ahead = to - datetime.fromtimestamp(running.get("/clock")["now"], UTC)
    running.act(OWNER, "clock", str(round(ahead.total_seconds())))


def _workday(instant: datetime) -> datetime:
    """Return the same hour of the first day from then on that is no weekend."""
    days = (instant.astimezone(UTC) + timedelta(days=number) for number in range(3))
    return next(day for day in days if day.isoweekday() <= 5)
