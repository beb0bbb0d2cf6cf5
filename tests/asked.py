"""What is kept of private requests, read as its tables hold it and as a facilitator's desk opens it."""

from typing import Any

from sqlmodel import select

from bot.domain.relay.cases import Head, head_from_text
from storage.relay.assignments import RelayAssignment
from storage.relay.cases import RelayCase, RelayTag, case_by_tag
from storage.relay.messages import RelayMessage
from storage.relay.sealing import unwrapped
from storage.relay.stubs import RelayStub
from storage.relay.vocabulary import TagKind
from tests.pairing import MENTEE
from tests.payloads import TEAM
from tests.rapport import Rapport


def kept_rows(rapport: Rapport) -> dict[str, list[Any]]:
    """Return every row of the relay's database, by table."""
    assert rapport.deps.relay
    with rapport.deps.relay.db.read() as session:
        return {
            table.__name__: list(session.exec(select(table)))
            for table in (RelayCase, RelayTag, RelayAssignment, RelayMessage, RelayStub)
        }


def the_cases(rapport: Rapport) -> list[RelayCase]:
    """Return every case that is kept."""
    return kept_rows(rapport)["RelayCase"]


def head_of(rapport: Rapport) -> Head:
    """Return what the one case that is kept says."""
    return head_from_text(sealed_head_of(rapport))


def sealed_head_of(rapport: Rapport) -> str:
    """Return the text that is sealed as its head: all that the relay's keys open of it."""
    (case,) = the_cases(rapport)
    assert rapport.deps.relay
    assert case.dek_wrapped
    assert case.head_ct
    key = unwrapped(rapport.deps.relay.keys, case.dek_wrapped, team_id=case.team_id, case_id=case.case_id)
    return key.open(case.head_ct, place="head")


def cases_by(rapport: Rapport, secret: bytes, kind: TagKind, *, user: str = MENTEE) -> list[str]:
    """Return the labels of the cases that a secret finds for somebody."""
    assert rapport.deps.relay
    tags = [tag for _, tag in rapport.deps.relay.keys.tags(secret, kind=kind, bound_to=f"{TEAM}|{user}")]
    with rapport.deps.relay.db.read() as session:
        return [case.label for case, _ in case_by_tag(session, team_id=TEAM, tags=tags)]
