"""Single messages, found by what they are about: for whoever answers one."""

from sqlmodel import Session, select

from storage.touchpoints import Touchpoint


def prompt_by_key(session: Session, *, dedupe_key: str) -> Touchpoint | None:
    """Return the message of that key, None when none was planned."""
    return session.exec(select(Touchpoint).where(Touchpoint.dedupe_key == dedupe_key)).one_or_none()
