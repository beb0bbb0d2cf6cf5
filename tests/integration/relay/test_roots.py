"""The relay's root keys: how they are changed, what an old one is still needed for, what a wrong one does."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.console.relay import about, hold, rekey_relay, relay_key
from bot.deps import Deps, Relay
from bot.domain.relay.calendar import EPOCH, week_of
from bot.errors import ConfigurationError, NotYoursError
from bot.runtime.relay_keys import relay_for
from bot.services.relay.files import head_of, key_of
from bot.services.relay.retention import sweep
from bot.services.relay.roots import rewrap
from bot.settings import Settings, load_settings
from storage.relay.cases import RelayTag, case_by_tag, upgrade_tag
from storage.relay.keys import RelayKeys, new_relay_key
from tests.outbox import HandClock
from tests.pairing import NOW
from tests.payloads import TEAM
from tests.relay_rows import BINDING, WORDS, Planted, case_now, plant, with_keys

OLD, NEW = new_relay_key("old"), new_relay_key("new")
WEEK = week_of(NOW)


@pytest.fixture
def old(deps: Deps) -> Deps:
    """The collaborators while there was one root."""
    return with_keys(deps, OLD)


def the_relay(deps: Deps) -> Relay:
    """Return the relay, which is there."""
    assert deps.relay is not None
    return deps.relay


def words_of(deps: Deps, planted: Planted) -> str:
    """Return what a case says at first."""
    case = case_now(the_relay(deps), planted)
    assert case is not None
    return head_of(key_of(the_relay(deps), case), case).words


def found_by(deps: Deps, planted: Planted) -> list[RelayTag]:
    """Return the tags by which the secret of a case finds it."""
    relay = the_relay(deps)
    tags = [tag for _, tag in relay.keys.tags(planted.secret, kind="slot", bound_to=BINDING)]
    with relay.db.read() as session:
        return [tag for _, tag in case_by_tag(session, team_id=TEAM, tags=tags)]


def visit(deps: Deps, planted: Planted) -> None:
    """Make the tag anew, as a visit of the owner does."""
    relay = the_relay(deps)
    (tag,) = found_by(deps, planted)
    kid, newest = next(relay.keys.tags(planted.secret, kind="slot", bound_to=BINDING))
    with relay.db.begin() as session:
        kept = session.get(RelayTag, tag.tag)
        assert kept is not None
        upgrade_tag(session, kept, to=newest, kid=kid)


def test_a_changed_root_loses_nobody_their_case(old: Deps) -> None:
    """Relay 66: under a new root an old case opens and is found; after its owner's visit by the new root alone."""
    seen, unseen = plant(the_relay(old), week=WEEK), plant(the_relay(old), week=WEEK)
    both = with_keys(old, NEW, OLD)
    assert words_of(both, seen) == WORDS
    done = rewrap(both)
    assert (done.count, done.unreadable) == (2, 0)
    visit(both, seen)
    new = with_keys(old, NEW)
    assert words_of(new, seen) == WORDS
    assert [tag.kid for tag in found_by(new, seen)] == ["new"]
    assert found_by(new, unseen) == []


def test_without_its_root_a_case_is_no_more_and_the_rest_goes_on(old: Deps) -> None:
    """Relay 66: a root that was dropped too early: unreadable, and the app stays up."""
    lost = plant(the_relay(old), week=WEEK)
    new = with_keys(old, NEW)
    kept = plant(the_relay(new), week=WEEK)
    with pytest.raises(NotYoursError):
        words_of(new, lost)
    done = rewrap(new)
    assert (done.count, done.unreadable, done.old) == (1, 1, ())
    sweep(new)
    assert words_of(new, kept) == WORDS


def test_an_old_root_is_needed_until_the_last_case_it_finds_is_gone(old: Deps) -> None:
    """Relay 66: rekey says when."""
    plant(the_relay(old), week=WEEK)
    (root,) = rewrap(with_keys(old, NEW, OLD)).old
    assert (root.kid, root.waiting) == ("old", 1)
    assert root.until == EPOCH + timedelta(weeks=WEEK + 25 + 18 + 1)
    assert "old can leave RELAY_KEYS on 2027-" in about(root)


def test_an_old_root_that_finds_nothing_may_go_at_once(old: Deps) -> None:
    (root,) = rewrap(with_keys(old, NEW, OLD)).old
    assert (root.waiting, root.until) == (0, NOW.date())
    assert "can leave RELAY_KEYS, and" in about(root)


def test_a_legal_hold_keeps_its_root(old: Deps, clock: HandClock) -> None:
    plant(the_relay(old), week=WEEK, is_held=True)
    (root,) = rewrap(with_keys(old, NEW, OLD)).old
    assert root.until is None
    assert "legal hold" in about(root)


def test_the_commands_print_no_key_but_the_one_they_make(old: Deps, capsys: pytest.CaptureFixture[str]) -> None:
    """Relay 67: neither does rekey, nor hold, nor what they say of a case."""
    case = plant(the_relay(old), week=WEEK, label="Amber Heron")
    assert relay_key() == 0
    made = capsys.readouterr().out.splitlines()[0].removeprefix("RELAY_KEYS=")
    (name,) = RelayKeys.of(made).kids
    assert len(name) == 8
    both = with_keys(old, NEW, OLD)
    assert rekey_relay(both) == 0
    assert hold(both, label="Amber Heron", is_held=True) == 0
    assert hold(both, label="Grey Goose", is_held=True) == 1
    said = capsys.readouterr().out
    assert "Keys of requests wrapped anew: 1" in said
    for secret in (NEW.partition(":")[2], OLD.partition(":")[2], case.case_id, WORDS, "Amber"):
        assert secret not in said


def test_commands_for_private_requests_need_keys(old: Deps) -> None:
    off = replace(old, relay=None)
    with pytest.raises(ConfigurationError, match="RELAY_KEYS"):
        rekey_relay(off)
    with pytest.raises(ConfigurationError, match="RELAY_KEYS"):
        hold(off, label="Amber Heron", is_held=True)


def settings_with(tmp_path: Path, **given: str) -> Settings:
    """Return settings of a bot whose files lie in a folder of the test."""
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "RAPPORT_DATA_DIR": str(tmp_path)}
    return load_settings({**tokens, **given}, env_file=None)


@pytest.mark.parametrize(
    "keys", ["a:c2hvcnQ=", "a", f"a:{'A' * 43}=", f"{OLD},{OLD}"], ids=["short", "none", "all zero", "doubled"]
)
def test_a_short_or_doubled_key_stops_the_start_and_is_not_repeated(tmp_path: Path, keys: str) -> None:
    """Relay 67: the start is refused; the error says which key, not what it is."""
    with pytest.raises(ConfigurationError, match="RELAY_KEYS cannot be used") as refused:
        relay_for(settings_with(tmp_path, RELAY_KEYS=keys))
    assert keys.partition(":")[2][:12] not in str(refused.value) or ":" not in keys


def test_keys_show_in_no_settings(tmp_path: Path) -> None:
    """Relay 67: neither in the settings' repr nor in the relay's."""
    settings = settings_with(tmp_path, RELAY_KEYS=OLD)
    relay = relay_for(settings)
    assert relay is not None
    assert OLD.partition(":")[2] not in f"{settings!r} {relay!r}"
    assert (tmp_path / "relay.db").stat().st_mode & 0o777 == 0o600
    relay.db.dispose()


def test_without_keys_there_is_no_relay_and_no_file(tmp_path: Path) -> None:
    assert relay_for(settings_with(tmp_path)) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("main", "own", "named"),
    [
        ("postgresql://rapport@localhost/rapport", "", "RELAY_DATABASE_URL is missing"),
        ("postgresql://rapport@localhost/rapport", "postgresql://relay@localhost/rapport", "is the main database"),
        ("sqlite:////tmp/x/rapport.db", "sqlite:////tmp/x/rapport.db", "is the main database"),
    ],
)
def test_private_requests_need_a_database_of_their_own(tmp_path: Path, main: str, own: str, named: str) -> None:
    with pytest.raises(ConfigurationError, match=named):
        relay_for(settings_with(tmp_path, RELAY_KEYS=OLD, DATABASE_URL=main, RELAY_DATABASE_URL=own))


@pytest.mark.parametrize("k", ["4", "0", "-5", "five"])
def test_a_report_that_would_show_less_than_five_stops_the_start(tmp_path: Path, k: str) -> None:
    with pytest.raises(ConfigurationError, match="RELAY_K cannot be used"):
        settings_with(tmp_path, RELAY_K=k)
