"""Files that people send with a form."""

from dataclasses import field

from storage.records import record


@record
class SentFile:
    """One file as Slack gave it."""

    user_id: str
    """Whose it is: who has put it into the form."""
    content: bytes = field(repr=False)
