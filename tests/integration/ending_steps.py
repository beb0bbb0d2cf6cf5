"""How the end of a pair is written and reached, as tests make it: by the use cases, on a clock moved by hand."""

from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from bot.deps import Deps
from bot.domain.endings import EndingDraft, EndingSheet, EndsWhen
from bot.services import endings, partings
from bot.views.ending_form import FIELDS
from storage.endings import Ending
from storage.members import Member
from storage.pairs import Pair
from storage.touchpoints import Touchpoint
from storage.vocabulary import PairState, TouchpointKind
from tests.outbox import HandClock, sender_of
from tests.pairing import MENTEE, the
from tests.payloads import Payload
from tests.rapport import Rapport

DAY = timedelta(days=1)
LETTER = "Dear Idris, thank you. MARKER <!channel> We close on [date]."


def write(deps: Deps, pair_id: str, *, by: str = MENTEE, view_id: str = "E1", **entered: Any) -> EndingSheet:  # noqa: ANN401 - any field of a note
    """Write a note, and return how things stand for its writer."""
    draft = EndingDraft(**{"letter": LETTER, **entered})
    actor = the(deps.db, by)
    return endings.write(deps, actor=actor, pair_id=pair_id, draft=draft, view_id=view_id, fields=FIELDS)


def seen_by(deps: Deps, pair_id: str, user_id: str) -> EndingSheet:
    """Return how the end of a pair stands for one of the two."""
    return endings.sheet(deps, actor=the(deps.db, user_id), pair_id=pair_id)


def go_out(clock: HandClock) -> None:
    """Let the day pass in which a note can be taken back."""
    clock.at += DAY


def end(deps: Deps, clock: HandClock, pair_id: str, *, by: str = MENTEE) -> None:
    """Let a pair come to its close, as soon as a note goes out."""
    write(deps, pair_id, by=by, ends=EndsWhen.NOW)
    go_out(clock)
    assert partings.settle(deps, now=clock.now()) == 1


def state_of(deps: Deps, pair_id: str) -> PairState:
    """Return how far a pair has come."""
    with deps.db.read() as session:
        return PairState(session.exec(select(Pair.state).where(Pair.id == pair_id)).one())


def notes(deps: Deps) -> list[Ending]:
    """Return every note that is kept."""
    with deps.db.read() as session:
        return list(session.exec(select(Ending)))


def messages(deps: Deps, *kinds: TouchpointKind) -> list[tuple[TouchpointKind, str]]:
    """Return (kind, user id) of the messages of these kinds, in order."""
    wanted = select(Touchpoint.kind, Member.user_id).join(Member, col(Member.id) == col(Touchpoint.member_id))
    with deps.db.read() as session:
        found = session.exec(wanted.where(col(Touchpoint.kind).in_(kinds)))
        return sorted((TouchpointKind(kind), user_id) for kind, user_id in found)


def deliver(rapport: Rapport, deps: Deps) -> list[tuple[str, Payload]]:
    """Send whatever is due, through a Slack that takes everything; return (user id, message) of all that went out."""
    rapport.slack.answers["chat.postMessage"] = lambda said: {
        "ok": True,
        "ts": "1.1",
        "channel": f"D{said['channel'].lstrip('D')}",
    }
    before = len(rapport.slack.called("chat.postMessage"))
    sender_of(deps).turn()
    return [(said["channel"].lstrip("D"), said) for said in rapport.slack.called("chat.postMessage")[before:]]
