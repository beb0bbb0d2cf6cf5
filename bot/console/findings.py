"""What a look at one thing has found."""

from storage.records import record


@record
class Finding:
    """One thing looked at: in order, worth knowing, or wrong."""

    subject: str
    is_wrong: bool
    sentence: str

    def __str__(self) -> str:
        return f"{'wrong' if self.is_wrong else 'ok':<6} {self.subject}: {self.sentence}"


def fine(subject: str, sentence: str) -> Finding:
    """Return that something is in order."""
    return Finding(subject, is_wrong=False, sentence=sentence)


def wrong(subject: str, sentence: str) -> Finding:
    """Return that something is wrong, and what to do."""
    return Finding(subject, is_wrong=True, sentence=sentence)
