"""kill -9 at every step of a private request: nothing is lost, nothing half done names anybody, doubt is counted."""

import multiprocessing
import random
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import cast

import pytest
from slack_bolt import App
from sqlmodel import select

from bot.services.relay import mine
from bot.services.relay.opening import doubtful_cards
from storage.installations import keep_installation
from storage.keyring import new_key
from storage.relay.assignments import RelayAssignment
from storage.relay.cases import RelayTag
from storage.relay.keys import new_relay_key
from storage.relay.stubs import RelayStub
from storage.relay.vocabulary import CaseState, Role, StubKind, StubState
from tests.asking import staffed
from tests.pairing import MENTEE, NAMES, NOW, pair_up
from tests.payloads import TEAM
from tests.rapport import Rapport
from tests.recording_slack import RecordingSlack, recording_slack
from tests.relay_story import ANSWER, END, REPLY, WORDS, Story, composed, live, story
from tests.relay_thief import as_bytes

MOST_MOMENTS = 150
SEED, ROUNDS = 20261122, 6
LONGEST_SECONDS = 1.5
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class World:
    """A Slack, and a programme in which nobody has asked yet, to be copied for each death."""

    slack: RecordingSlack
    settings: dict[str, str]
    template: Path
    folder: Path

    def copied(self, name: str) -> dict[str, str]:
        """Return the environment of a process in a fresh copy of the programme."""
        place = self.folder / name
        shutil.copytree(self.template, place)
        self.slack.calls.clear()
        return {**self.settings, "RAPPORT_DATA_DIR": str(place)}

    def cards(self) -> int:
        """Return how many messages stand in the channel of the facilitators."""
        return sum(said["channel"] == "C0FACILITY" for said in self.slack.called("chat.postMessage"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The programme, with its keys in the environment."""
    folder = tmp_path_factory.mktemp("kills")
    with recording_slack() as slack:
        settings = {
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "SLACK_API_URL": slack.base_url,
            "RAPPORT_KEYS": new_key(),
            "RELAY_KEYS": new_relay_key("a"),
        }
        template = folder / "template"
        deps = composed({**settings, "RAPPORT_DATA_DIR": str(template)})
        assert deps.relay
        deps.db.migrate()
        deps.relay.db.migrate()
        pair_up(deps.db)
        staffed(Rapport(cast(App, None), deps, slack), deps.db)
        with deps.db.begin() as session:
            keep_installation(session, team_id=TEAM, bot_token="xoxb-1", bot_user_id="UBOT", at=NOW)
        deps.db.dispose()
        deps.relay.db.dispose()
        slack.answers["chat.postMessage"] = lambda said: {"ok": True, "ts": "1.1", "channel": said["channel"]}
        yield World(slack, settings, template, folder)


@contextmanager
def process_of(environment: dict[str, str], *, moment: int = 0) -> Iterator[ForkServerProcess]:
    """Give a process that tells the story, and dies at that moment; 0 lets it live, until the block ends."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.relay_story"])
    process = context.Process(target=live, args=(environment, journal_of(environment), moment), daemon=True)
    process.start()
    try:
        yield process
    finally:  # whatever has failed: one that lived on would post cards into the next story
        process.kill()
        process.join(PATIENCE_SECONDS)


def journal_of(environment: dict[str, str]) -> str:
    """Return where the author's receipt is."""
    return str(Path(environment["RAPPORT_DATA_DIR"]) / "receipt")


def made_good(world: World, environment: dict[str, str]) -> str:
    """Start again after a death, hold everything to what is promised, and return how it was found."""
    tale = story(environment, Path(journal_of(environment)))
    relay = tale.deps.relay
    assert relay
    found = as_bytes(relay.db)
    for secret in (MENTEE, NAMES[MENTEE], WORDS, REPLY, ANSWER, END):
        assert secret.encode() not in found
    try:
        return _told_to_its_end(world, tale) if tale.receipt else _nobody_knows_of_it(tale)
    finally:
        tale.deps.db.dispose()
        relay.db.dispose()


def _nobody_knows_of_it(tale: Story) -> str:
    """Before its author has seen the receipt there is no case, or a whole one that lapses by itself."""
    cases = tale.cases()
    assert tale.deps.relay
    with tale.deps.relay.db.read() as session:
        tags = session.exec(select(RelayTag)).all()
        parts = session.exec(select(RelayAssignment)).all()
    assert len(tags) == 2 * len(cases)
    assert len(parts) == 2 * len(cases)
    assert len(cases) <= 1
    assert all(case.dek_wrapped and case.head_ct and case.state is CaseState.WAITING for case in cases)
    return "unsent" if not cases else "unseen"


def _told_to_its_end(world: World, tale: Story) -> str:
    """Whatever has happened to it, a request whose author holds the receipt comes to its end, each word once."""
    tale.go_on()
    case = tale.case()
    assert case.state is CaseState.CLOSED
    assert tale.deps.relay
    with tale.deps.relay.db.read() as session:
        stubs = session.exec(select(RelayStub)).all()
        assert len(session.exec(select(RelayAssignment).where(RelayAssignment.role == Role.OWNER)).all()) == 1
    seen = mine.read(tale.deps, door=tale.door(), hold=tale.hold())
    assert Counter(each.speech.words for each in seen.said) == {REPLY: 1, ANSWER: 1, END: 1}
    states = Counter(stub.state for stub in stubs if stub.kind is not StubKind.NUDGE)
    assert set(states) <= {StubState.POSTED, StubState.DOUBTFUL}
    assert doubtful_cards(tale.deps) == states[StubState.DOUBTFUL] <= 1
    assert states[StubState.POSTED] <= world.cards() <= states[StubState.POSTED] + states[StubState.DOUBTFUL]
    assert world.cards() >= 1, "no facilitator ever saw a card"
    return "doubtful" if states[StubState.DOUBTFUL] else "whole"


@pytest.mark.timeout(900)  # some fifty processes, one after the other: three minutes on a busy machine
def test_a_request_survives_a_death_at_every_moment_of_it(world: World) -> None:
    """Relay 15: at each begin and end of a commit and of a call of Slack, from the first word to the last."""
    found: Counter[str] = Counter()
    for moment in range(1, MOST_MOMENTS):
        environment = world.copied(f"moment{moment}")
        with process_of(environment, moment=moment) as process:
            process.join(PATIENCE_SECONDS)
            how_it_ended = process.exitcode
        assert how_it_ended in {0, -signal.SIGKILL}
        found[made_good(world, environment)] += 1
        if how_it_ended == 0:
            break
    else:
        pytest.fail("the story does not end")
    assert sum(found.values()) > 20
    assert found.keys() == {"unsent", "unseen", "doubtful", "whole"}


def test_a_request_survives_deaths_at_any_time(world: World) -> None:
    """Relay 15: and at moments that nobody has chosen."""
    chance = random.Random(SEED)
    for number in range(ROUNDS):
        environment = world.copied(f"round{number}")
        with process_of(environment) as process:
            process.join(chance.uniform(0, LONGEST_SECONDS))
        made_good(world, environment)
