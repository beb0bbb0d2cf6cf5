"""How people learn of an answer: by one line below whatever goes out anyway, the same for everybody."""

from typing import Any

import pytest

from bot.content.catalogue import load_catalog
from bot.deps import Deps
from bot.domain.touchpoints import TRAITS
from bot.services.letter import Letter, Written
from bot.views.blocks import MESSAGE_MAX_BLOCKS
from sandbox.blockkit import check_message
from storage.database import Database
from storage.vocabulary import Lane, TouchpointKind
from tests.asking import ask, home_of, staffed
from tests.outbox import HandClock, keep_message, sender_of, timed, writers
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, pair_up, the
from tests.rapport import Rapport
from tests.relay_rows import plant

FOOTER = load_catalog().privacy.footer
ROUTINE = [kind for kind, trait in TRAITS.items() if trait.lane is Lane.SCHEDULE]
CAUSED = [kind for kind, trait in TRAITS.items() if trait.lane is Lane.PERSON]


def block(number: int = 0) -> dict[str, Any]:
    """Return one line of a message."""
    return {"type": "section", "block_id": f"b{number}", "text": {"type": "mrkdwn", "text": f"line {number}"}}


@pytest.fixture(autouse=True)
def lengths(monkeypatch: pytest.MonkeyPatch) -> dict[TouchpointKind, int]:
    """How many lines a message of a kind has; one where nothing is said. Its words are the same for everybody."""
    chosen: dict[TouchpointKind, int] = {}

    def write(_deps: Deps, letter: Letter) -> Written:
        return {"text": letter.kind, "blocks": [block(number) for number in range(chosen.get(letter.kind, 1))]}

    for kind in TouchpointKind:
        monkeypatch.setitem(writers(), kind, write)
    return chosen


@pytest.fixture
def people(rapport: Rapport, db: Database) -> tuple[str, ...]:
    """Three members, of whom the first has asked twice, and one case has an answer that was not read."""
    pair_up(db)
    staffed(rapport, db)
    ask(rapport, home=home_of(rapport))
    ask(rapport)
    assert rapport.deps.relay
    plant(rapport.deps.relay, week=1, is_unread_by_requester=True)
    rapport.slack.answers["chat.postMessage"] = lambda said: {"ok": True, "ts": "1.1", "channel": f"D{said['channel']}"}
    return MENTEE, MENTOR, STRANGER


def told(rapport: Rapport, user_id: str, *kinds: TouchpointKind) -> dict[str, Any]:
    """Send somebody messages of these kinds, and return the one in which they came."""
    deps = timed(rapport.deps, HandClock(NOW))
    before = len(rapport.slack.called("chat.postMessage"))
    for kind in kinds:
        keep_message(deps, the(deps.db, user_id), kind=kind, due_at=NOW)
    sender_of(deps).turn()
    (said,) = rapport.slack.called("chat.postMessage")[before:]
    assert check_message({"text": said["text"], "blocks": said["blocks"]}) == []
    return {name: said[name] for name in ("text", "blocks")}


@pytest.mark.parametrize("kind", [ROUTINE[0], ROUTINE[-1]])
def test_the_line_is_the_same_for_whoever_has_asked_and_whoever_has_not(
    rapport: Rapport, people: tuple[str, ...], kind: TouchpointKind
) -> None:
    """Relay 28: byte for byte the same message to all, with and without cases, with and without an answer."""
    messages = [told(rapport, each, kind) for each in people]
    assert messages[0]["blocks"][-1] == {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": FOOTER, "verbatim": True}],
    }
    assert messages[0]["text"] == f"{kind}\n{FOOTER}"
    assert messages[1:] == messages[:1] * 2


def test_every_routine_message_has_it_and_no_other_has(rapport: Rapport, people: tuple[str, ...]) -> None:
    """Relay 28: whatever the calendar causes has it, what somebody has just done has not; no message goes for it."""
    deps = timed(rapport.deps, HandClock(NOW))
    for person in people:
        for kind in ROUTINE[:1] if person == MENTEE else CAUSED[:1]:
            keep_message(deps, the(deps.db, person), kind=kind, due_at=NOW)
    sender_of(deps).turn()
    sent = {said["channel"].lstrip("D"): FOOTER in str(said) for said in rapport.slack.called("chat.postMessage")}
    assert sent == {MENTEE: True, MENTOR: False, STRANGER: False}
    assert len(ROUTINE) + len(CAUSED) == len(TouchpointKind)


def test_several_in_one_message_have_it_once_and_there_is_room_for_it(
    rapport: Rapport, people: tuple[str, ...], lengths: dict[TouchpointKind, int]
) -> None:
    """Relay 28: a digest has it below its last part, however many parts fit."""
    lengths[CAUSED[0]] = lengths[ROUTINE[0]] = 24
    short = told(rapport, MENTOR, CAUSED[1], ROUTINE[0])
    assert str(short["blocks"]).count(FOOTER) == 1
    assert short["blocks"][-1]["elements"][0]["text"] == FOOTER
    deps = timed(rapport.deps, HandClock(NOW))
    for kind in (CAUSED[0], ROUTINE[0]):
        keep_message(deps, the(deps.db, STRANGER), kind=kind, due_at=NOW)
    sender_of(deps).turn()
    assert all(len(said["blocks"]) <= MESSAGE_MAX_BLOCKS for said in rapport.slack.called("chat.postMessage"))


def test_a_message_as_long_as_slack_takes_says_it_in_its_text(
    rapport: Rapport, people: tuple[str, ...], lengths: dict[TouchpointKind, int]
) -> None:
    """Relay 28: nothing of the message is given up for it."""
    lengths[ROUTINE[0]] = MESSAGE_MAX_BLOCKS
    said = told(rapport, MENTEE, ROUTINE[0])
    assert len(said["blocks"]) == MESSAGE_MAX_BLOCKS
    assert said["text"].endswith(FOOTER)


def test_without_private_requests_nothing_speaks_of_them(rapport_without_relay: Rapport, db: Database) -> None:
    """Relay 28: a programme without the relay's keys promises no answers."""
    pair_up(db)
    rapport_without_relay.slack.answers["chat.postMessage"] = lambda _: {"ok": True, "ts": "1.1", "channel": "D1"}
    assert FOOTER not in str(told(rapport_without_relay, MENTEE, ROUTINE[0]))
