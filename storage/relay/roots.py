"""Which roots are still needed: by keys of cases that are wrapped under them, and by tags made under them."""

from sqlmodel import Session, col, select

from storage.relay.cases import RelayCase, RelayTag


def cases_with_key(session: Session) -> list[RelayCase]:
    """Return every case whose key is not destroyed, for nobody else to change until this transaction ends."""
    return list(session.exec(select(RelayCase).where(col(RelayCase.dek_wrapped).is_not(None)).with_for_update()))


def cases_found_under(session: Session, *, kid: str) -> list[RelayCase]:
    """Return the cases that can be found under a root, and have not been found under a newer one since."""
    wanted = select(RelayCase).join(RelayTag, col(RelayTag.case_id) == RelayCase.case_id).where(RelayTag.kid == kid)
    return list(session.exec(wanted.distinct()))
