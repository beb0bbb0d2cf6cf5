"""Private requests as rows: quicker to keep than through the doors, and of any age."""

import secrets
from dataclasses import dataclass, replace
from typing import Any

from bot.deps import Deps, Relay
from bot.domain.relay.cases import Aside, Head, Speech, head_to_text
from bot.services.relay.files import HEAD, Utterance, key_of, say
from storage.columns import new_id
from storage.relay.assignments import RelayAssignment
from storage.relay.cases import RelayCase, RelayTag, keep_case
from storage.relay.keys import RelayKeys
from storage.relay.sealing import new_case_key
from storage.relay.stubs import RelayStub, plan_stub
from storage.relay.vocabulary import (
    CaseState,
    Outcome,
    Role,
    StubKind,
    StubState,
    TagKind,
    Theme,
    Urgency,
    Voice,
    Wish,
)
from tests.outbox import HandClock
from tests.payloads import TEAM

FACILITATOR = "U0RUTH00001"
WORDS = "Our talks end before they begin, and I do not know how to say so."
BINDING = f"{TEAM}|U0SOMEBODY"


def with_keys(deps: Deps, *keys: str) -> Deps:
    """Return the collaborators with these roots."""
    assert deps.relay is not None
    return replace(deps, relay=replace(deps.relay, keys=RelayKeys.of(",".join(keys))))


@dataclass(frozen=True)
class Planted:
    """A case that was kept, and the secret that finds it."""

    case_id: str
    label: str
    secret: bytes


def plant(relay: Relay, *, week: int, words: str = WORDS, label: str = "", **fields: Any) -> Planted:  # noqa: ANN401 - columns
    """Keep a claimed case of that week with two tags, an owner, and what was said at first."""
    case = RelayCase(team_id=TEAM, label=label or new_id(), send_slot=0, opened_week=week, active_week=week)
    case.state = CaseState.CLAIMED
    for name, value in fields.items():
        setattr(case, name, value)
    key = new_case_key(team_id=TEAM, case_id=case.case_id)
    head = Head((Theme.OTHER,), Wish.ADVICE, Urgency.WHEN_YOU_CAN, words, None)
    case.dek_wrapped, case.head_ct = key.wrapped(relay.keys), key.seal(head_to_text(head, Aside()), place=HEAD)
    secret = secrets.token_bytes(16)
    tags = [_tag(relay, case, secret, TagKind.SLOT), _tag(relay, case, secrets.token_bytes(10), TagKind.RECEIPT)]
    owner = RelayAssignment(case_id=case.case_id, facilitator_id=FACILITATOR, team_id=TEAM, role=Role.OWNER)
    with relay.db.begin() as session:
        keep_case(session, case, tags=tags, assignments=[owner])
    return Planted(case.case_id, case.label, secret)


def closed(relay: Relay, *, week: int, outcome: Outcome = Outcome.CONTINUES, **fields: Any) -> Planted:  # noqa: ANN401 - columns
    """Keep a case that was opened and closed in that week."""
    return plant(relay, week=week, state=CaseState.CLOSED, closed_week=week, outcome=outcome, **fields)


def speak(relay: Relay, planted: Planted, words: str, *, clock: HandClock, voice: Voice = Voice.REQUESTER) -> None:
    """Say something in a case."""
    with relay.db.begin() as session:
        case = session.get(RelayCase, planted.case_id)
        assert case is not None
        assert say(session, case, key_of(relay, case), Utterance(new_id(), voice, Speech(words)), now=clock.now())


def post_card(relay: Relay, planted: Planted, *, ts: str) -> None:
    """Keep the card of a case as it stands in the channel."""
    with relay.db.begin() as session:
        card = RelayStub(team_id=TEAM, case_id=planted.case_id, kind=StubKind.CARD, slot=0, state=StubState.POSTED)
        card.channel_id, card.ts = "C0FACILITY", ts
        plan_stub(session, card)


def case_now(relay: Relay, planted: Planted) -> RelayCase | None:
    """Return a case as it is kept now."""
    with relay.db.read() as session:
        return session.get(RelayCase, planted.case_id)


def _tag(relay: Relay, case: RelayCase, secret: bytes, kind: TagKind) -> RelayTag:
    kid, tag = next(relay.keys.tags(secret, kind=kind, bound_to=BINDING))
    return RelayTag(tag=tag, team_id=TEAM, case_id=case.case_id, kid=kid, kind=kind)
