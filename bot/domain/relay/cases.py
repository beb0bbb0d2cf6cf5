"""A private request as the facilitator who works on it sees it, and what may be done with it. Pure rules."""

import json
from collections.abc import Sequence
from dataclasses import asdict, field, replace
from datetime import date
from typing import Any

from bot.domain.relay.calendar import SLOTS_A_WEEK
from storage.records import record
from storage.relay.vocabulary import Approach, CaseState, Outcome, Role, Theme, Urgency, Voice, Wish

SPEECH_MAX_CHARS = 2000
ENDINGS = (Outcome.CONTINUES, Outcome.ENDED_NO_FAULT, Outcome.NEW_MENTOR, Outcome.REFERRED)
"""What facilitators may propose and close with; the others happen without them."""


@record
class Head:
    """What a request says at first: the boxes that were ticked, and a few words."""

    themes: tuple[Theme, ...]
    wish: Wish
    urgency: Urgency
    words: str = field(repr=False)
    other: str | None = field(repr=False)
    """Slack's id of the other party, if the requester named them."""


@record
class Handing:
    """To whom a request goes, by Slack's ids, and from which slot on."""

    primary: str
    backup: str | None
    slot: int


@record
class Aside:
    """What is sealed with a request and shown to no facilitator."""

    kept_out: str = field(default="", repr=False)
    """Sealed once more, for its author alone: who must not have it."""
    handing: Handing | None = None
    """Its author has given it to others, and the slot for that has not come."""


@record
class Speech:
    """One thing said in a case."""

    words: str = field(repr=False)
    approach: Approach | None = None
    """The option that these words offer."""
    outcome: Outcome | None = None
    """The ending that these words propose."""
    answers: int | None = None
    """The place of the option, or of the question, that these words answer."""
    is_agreed: bool | None = None
    """The answer to it: agreed on its exact words, or not. To the question whether to talk in person only not."""
    asks_to_meet: bool = False
    """These words ask whether to talk in person; yes is said by saying who one is, in two steps."""


@record
class Said:
    """One thing said, as it is shown: no finer than a week."""

    seq: int
    voice: Voice
    speech: Speech
    is_this_week: bool
    facilitator_id: str | None = None
    since: int | None = None
    """From which slot facilitators see it; None for what Rapport itself says."""


@record
class Revealed:
    """What the requester has chosen to say of themselves; each step includes the one before."""

    stage: str = field(repr=False)
    stream: str = field(repr=False)
    name: str = field(default="", repr=False)
    """Empty until the second step."""
    slot: int = 0
    """From when facilitators see the first step."""


@record
class CaseLine:
    """A case in a facilitator's list."""

    case_id: str
    label: str
    state: CaseState
    is_unread: bool


@record
class CaseFile:
    """A case in the hands of a facilitator."""

    case_id: str
    label: str
    state: CaseState
    is_owner: bool
    """This facilitator has claimed it."""
    head: Head
    said: tuple[Said, ...]
    revealed: Revealed | None
    outcome: Outcome | None
    is_muted: bool
    reply_by: date | None
    """Until when a first reply is promised; None once there has been one."""
    options_by: date | None
    """Until when options are promised; None once one has been offered."""
    may_ask_to_meet: bool
    """This facilitator can ask now whether to talk in person."""
    revision: int
    """Grows with what this facilitator can see, and with nothing else: that somebody was here must not show."""


def may_open(role: Role | None, *, state: CaseState, is_released: bool, is_with_backup: bool) -> bool:
    """Return whether a facilitator of this role may see a case: one who may not sees what everybody else sees.

    Until it is claimed the one it was given to, from its slot on, and the backup once it was posted again; from then on
    its owner alone.
    """
    if state is CaseState.NEW:
        return is_released and (role is Role.PRIMARY or (role is Role.BACKUP and is_with_backup))
    return role is Role.OWNER and state in {CaseState.CLAIMED, CaseState.CLOSED}


def shown(said: Sequence[Said], *, slot: int) -> tuple[Said, ...]:
    """Return what facilitators see in a slot: each thing where it came to them, with the week in which it did.

    The order in which things were said would tell when their author was here, and so would the week of the writing.
    """
    turns, turn = [], 0
    for each in said:
        if each.since is None or each.since <= slot:
            turn = turn if each.since is None else each.since
            turns.append((turn, each.voice is not Voice.REQUESTER, each.seq, each))
    this_week = slot // SLOTS_A_WEEK
    return tuple(_as_it_came(each, turn, this_week) for turn, _, _, each in sorted(turns, key=lambda one: one[:3]))


def _as_it_came(said: Said, turn: int, this_week: int) -> Said:
    if said.since is None:
        return said
    return replace(said, is_this_week=turn // SLOTS_A_WEEK == this_week)


def answer_to(said: Sequence[Said], seq: int) -> bool | None:
    """Return the last answer to what was offered at that place: agreed on its exact words or not; None without one."""
    answers = [each.speech.is_agreed for each in said if each.speech.answers == seq]
    return answers[-1] if answers else None


def is_to_meeting(said: Sequence[Said], speech: Speech) -> bool:
    """Return whether these words answer the question whether to talk in person."""
    return any(each.seq == speech.answers and each.speech.asks_to_meet for each in said)


def may_ask_to_meet(said: Sequence[Said], revealed: Revealed | None, *, facilitator_id: str) -> bool:
    """Return whether a facilitator may ask to talk in person: after words of their own, once, of somebody unnamed."""
    own = [each.speech for each in said if each.facilitator_id == facilitator_id]
    is_named = revealed is not None and bool(revealed.name)
    return bool(own) and not is_named and not any(speech.asks_to_meet for speech in own)


def revision_of(said: Sequence[Said], revealed: Revealed | None) -> int:
    """Return how much a facilitator can see: things said, and steps of a reveal."""
    return len(said) + (0 if revealed is None else 1 + bool(revealed.name))


def head_to_text(head: Head, aside: Aside) -> str:
    """Return a request as it is sealed, with what no facilitator is shown. No sign is written as an escape."""
    return json.dumps({**asdict(head), "aside": asdict(aside)}, ensure_ascii=False)


def head_from_text(text: str) -> Head:
    """Return the request within a sealed text."""
    kept = json.loads(text)
    themes = tuple(Theme(each) for each in kept["themes"])
    return Head(themes, Wish(kept["wish"]), Urgency(kept["urgency"]), kept["words"], kept["other"])


def aside_from_text(text: str) -> Aside:
    """Return what is sealed with a request beside it."""
    kept = json.loads(text).get("aside", {})
    handing = kept.get("handing")
    return Aside(kept.get("kept_out", ""), Handing(**handing) if handing else None)


def speech_to_text(speech: Speech) -> str:
    """Return something said as it is sealed; what was not said is left out.

    No sign is written as an escape, which takes up to twelve bytes: two thousand emoji are to fit.
    """
    kept: dict[str, Any] = {
        "words": speech.words,
        "approach": speech.approach,
        "outcome": speech.outcome,
        "answers": speech.answers,
        "agreed": speech.is_agreed,
        "asks": speech.asks_to_meet or None,
    }
    return json.dumps({name: value for name, value in kept.items() if value is not None}, ensure_ascii=False)


def speech_from_text(text: str) -> Speech:
    """Return something said from its sealed text."""
    kept = json.loads(text)
    return Speech(
        kept["words"],
        approach=Approach(kept["approach"]) if "approach" in kept else None,
        outcome=Outcome(kept["outcome"]) if "outcome" in kept else None,
        answers=kept.get("answers"),
        is_agreed=kept.get("agreed"),
        asks_to_meet=kept.get("asks", False),
    )


def revealed_to_text(revealed: Revealed) -> str:
    """Return what was revealed as it is sealed."""
    return json.dumps(asdict(revealed))


def revealed_from_text(text: str) -> Revealed:
    """Return what was revealed from its sealed text."""
    return Revealed(**json.loads(text))
