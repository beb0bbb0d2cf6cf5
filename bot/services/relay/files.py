"""Reading and writing what is sealed in a case: the one place where a case's key is opened."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.deps import Relay
from bot.domain.relay.calendar import SLOTS_A_WEEK, week_of
from bot.domain.relay.cases import (
    Aside,
    Head,
    Revealed,
    Said,
    Speech,
    aside_from_text,
    head_from_text,
    head_to_text,
    revealed_from_text,
    revealed_to_text,
    speech_from_text,
    speech_to_text,
)
from bot.errors import NotYoursError
from storage.records import record
from storage.relay.cases import RelayCase
from storage.relay.keys import SealError
from storage.relay.messages import RelayMessage, keep_message, messages_of, next_seq
from storage.relay.sealing import CaseKey, unwrapped
from storage.relay.vocabulary import Voice

HEAD, REVEAL = "head", "reveal"
HEAD_CHARS = 4096
"""To which a head is filled up before it is sealed: whatever was entered, all heads come out in one length."""
ID_DIGITS = 32


def place_of(seq: int) -> str:
    """Return the place for which a message is sealed."""
    return f"message|{seq}"


def message_id_of(relay: Relay, *, case_id: str, key: str) -> str:
    """Return the id of what one submission says, the same however often it comes; `key` itself is not kept.

    Slack numbers its views in order, so the id of one would tell when it was.
    """
    _, tag = next(relay.keys.tags(key.encode(), kind="said", bound_to=case_id))
    return tag.hex()[:ID_DIGITS]


def key_of(relay: Relay, case: RelayCase) -> CaseKey:
    """Return the key of a case.

    Raises:
        NotYoursError: it is destroyed, or its root is gone: the case is no more.
    """
    if case.dek_wrapped is None:
        raise NotYoursError
    try:
        return unwrapped(relay.keys, case.dek_wrapped, team_id=case.team_id, case_id=case.case_id)
    except SealError:
        raise NotYoursError from None


def head_of(key: CaseKey, case: RelayCase) -> Head:
    """Return what a request says at first.

    Raises:
        NotYoursError: it is no more.
    """
    return head_from_text(_head_text(key, case))


def aside_of(key: CaseKey, case: RelayCase) -> Aside:
    """Return what is sealed with a request and shown to no facilitator.

    Raises:
        NotYoursError: it is no more.
    """
    return aside_from_text(_head_text(key, case))


def seal_head(key: CaseKey, head: Head, aside: Aside) -> bytes:
    """Return what a request says at first, sealed, with what no facilitator is shown."""
    return key.seal(head_to_text(head, aside).ljust(HEAD_CHARS), place=HEAD)


def revealed_of(key: CaseKey, case: RelayCase) -> Revealed | None:
    """Return what the requester has said of themselves, None for nothing."""
    return revealed_from_text(key.open(case.reveal_ct, place=REVEAL)) if case.reveal_ct else None


def seal_revealed(key: CaseKey, revealed: Revealed) -> bytes:
    """Return what the requester says of themselves, sealed."""
    return key.seal(revealed_to_text(revealed), place=REVEAL)


def said_in(key: CaseKey, messages: Sequence[RelayMessage], *, week: int) -> tuple[Said, ...]:
    """Return what was said in a case, in order."""
    return tuple(
        Said(
            seq=message.seq,
            voice=message.voice,
            speech=speech_from_text(key.open(message.body_ct, place=place_of(message.seq))),
            is_this_week=message.week == week,
            facilitator_id=message.facilitator_id,
            since=message.release_slot,
        )
        for message in messages
    )


@record
class Utterance:
    """Something to be said in a case."""

    message_id: str
    """The same for the same submission, however often it comes."""
    voice: Voice
    speech: Speech
    facilitator_id: str | None = None
    release_slot: int | None = None
    """From when facilitators see it: what a requester says from a later slot on, what one of them says at once."""


def say(session: Session, case: RelayCase, key: CaseKey, utterance: Utterance, *, now: datetime) -> bool:
    """Add something to a case that was read to be changed; False when this very message is there already.

    Of `now` only the week is kept.
    """
    if any(message.message_id == utterance.message_id for message in messages_of(session, case_id=case.case_id)):
        return False
    seq = next_seq(session, case_id=case.case_id)
    message = RelayMessage(
        message_id=utterance.message_id,
        team_id=case.team_id,
        case_id=case.case_id,
        seq=seq,
        voice=utterance.voice,
        facilitator_id=utterance.facilitator_id,
        body_ct=key.seal(speech_to_text(utterance.speech), place=place_of(seq)),
        release_slot=utterance.release_slot,
        week=week_of(now),
    )
    if not keep_message(session, message):
        raise RuntimeError("somebody spoke in a case that was being changed")
    heard = (utterance.release_slot or 0) // SLOTS_A_WEEK
    case.active_week, case.revision = max(week_of(now), heard), case.revision + 1
    session.add(case)
    return True


def _head_text(key: CaseKey, case: RelayCase) -> str:
    if case.head_ct is None:
        raise NotYoursError
    return key.open(case.head_ct, place=HEAD)
