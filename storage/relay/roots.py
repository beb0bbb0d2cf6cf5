"""Which roots are still needed: by keys of cases that are wrapped under them, and by tags made under them."""

from collections.abc import Collection

from sqlmodel import Session, col, delete, select

from storage.relay.cases import RelayCase, RelayTag


def cases_with_key(session: Session) -> list[RelayCase]:
    """Return every case whose key is not destroyed."""
    return list(session.exec(select(RelayCase).where(col(RelayCase.dek_wrapped).is_not(None))))


def cases_to_wrap(session: Session) -> list[RelayCase]:
    """Return the same, in the order of their ids, for nobody else to change until this transaction ends."""
    wanted = select(RelayCase).where(col(RelayCase.dek_wrapped).is_not(None)).order_by(col(RelayCase.case_id))
    return list(session.exec(wanted.with_for_update()))


def kids_of_tags(session: Session) -> set[str]:
    """Return the names of the roots under which cases are found."""
    return set(session.exec(select(RelayTag.kid).distinct()))


def forget_tags(session: Session, *, kids: Collection[str]) -> None:
    """Let nobody find a case under these roots any more."""
    session.exec(delete(RelayTag).where(col(RelayTag.kid).in_(kids)))


def cases_found_under(session: Session, *, kid: str) -> list[RelayCase]:
    """Return the cases that can be found under a root, and have not been found under a newer one since."""
    wanted = select(RelayCase).join(RelayTag, col(RelayTag.case_id) == RelayCase.case_id).where(RelayTag.kid == kid)
    return list(session.exec(wanted.distinct()))
