"""People who join: for how long a welcome is one, and when somebody without a mentor is offered help. Pure rules."""

from datetime import date, timedelta

from storage.records import record
from storage.vocabulary import MatchMode

WELCOME_FRESH = timedelta(days=14)
HELPED_AFTER = timedelta(days=45)
"""How long somebody new looks around before they are offered help."""
HELP_FRESH = timedelta(days=30)
"""For how long after that they still count as new, as after a pause of the programme."""


@record
class Welcome:
    """What a message to somebody new is made of."""

    programme: str | None
    """What the programme is called; None where nobody has said."""
    mode: MatchMode


def joining_days(today: date) -> tuple[date, date]:
    """Return the first and the last day on which somebody joined who is offered help on `today`."""
    return today - HELPED_AFTER - HELP_FRESH, today - HELPED_AFTER
