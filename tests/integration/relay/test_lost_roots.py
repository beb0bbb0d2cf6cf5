"""A root key that was put in the place of another: nothing starts that would empty people's Homes."""

import pytest
from sqlmodel import select

from bot.console.relay import rekey_relay
from bot.console.relay_findings import relay_findings
from bot.deps import Deps
from bot.domain.relay.calendar import week_of
from bot.errors import ConfigurationError
from bot.services.relay.opening import prepare
from bot.services.relay.roots import rewrap
from bot.services.relay.switch import relay_of
from storage.relay.cases import RelayCase, RelayTag
from storage.relay.keys import new_relay_key
from storage.relay.vocabulary import CaseState, Outcome
from tests.pairing import NOW
from tests.relay_rows import Planted, case_now, plant, with_keys

OLD, NEW, NAMESAKE = new_relay_key("old"), new_relay_key("new"), new_relay_key("old")
WEEK = week_of(NOW)


def planted(deps: Deps, *, is_held: bool = False) -> Planted:
    """Keep a request under the old root."""
    return plant(relay_of(with_keys(deps, OLD)), week=WEEK, is_held=is_held)


def tags_in(deps: Deps) -> list[RelayTag]:
    """Return every tag that is kept."""
    with relay_of(deps).db.read() as session:
        return list(session.exec(select(RelayTag)))


def wrong_lines(deps: Deps) -> list[str]:
    """Return what `check` says is wrong with private requests."""
    return [str(finding) for finding in relay_findings(deps) if finding.is_wrong]


@pytest.mark.parametrize("other", [NEW, NAMESAKE], ids=["of another name", "of the same name"])
def test_a_root_that_was_put_in_the_place_of_another_stops_the_start(deps: Deps, other: str) -> None:
    planted(deps)
    replaced = with_keys(deps, other)
    with pytest.raises(ConfigurationError, match=r"RELAY_KEYS lacks a key .*: old\. Put it back") as refused:
        prepare(replaced)
    (line,) = wrong_lines(replaced)
    assert str(refused.value) in line
    assert OLD.partition(":")[2] not in line


def test_a_root_that_was_put_before_the_old_one_stops_nothing(deps: Deps) -> None:
    planted(deps)
    both = with_keys(deps, NEW, OLD)
    prepare(both)
    assert wrong_lines(both) == []


def test_a_root_under_which_somebody_finds_their_request_is_missed_though_it_wraps_nothing_any_more(deps: Deps) -> None:
    planted(deps)
    rewrap(with_keys(deps, NEW, OLD))
    with pytest.raises(ConfigurationError, match="lacks a key"):
        prepare(with_keys(deps, NEW))


def test_a_request_whose_key_is_broken_stops_no_start(deps: Deps) -> None:
    case = planted(deps)
    with relay_of(deps).db.begin() as session:
        session.get_one(RelayCase, case.case_id).dek_wrapped = b"broken"
    prepare(with_keys(deps, OLD))
    assert wrong_lines(with_keys(deps, OLD)) == []


def test_before_the_first_request_any_root_will_do(deps: Deps) -> None:
    prepare(with_keys(deps, OLD))
    prepare(with_keys(deps, NEW))
    assert wrong_lines(with_keys(deps, NEW)) == []


@pytest.mark.parametrize("other", [NEW, NAMESAKE], ids=["of another name", "of the same name"])
def test_a_lost_root_is_given_up_only_when_somebody_says_so(deps: Deps, other: str) -> None:
    """Relay 66: what it alone could open is destroyed, and the bot is up again."""
    lost, replaced = planted(deps), with_keys(deps, other)
    kept = plant(relay_of(replaced), week=WEEK)
    assert rekey_relay(replaced) == 0
    with pytest.raises(ConfigurationError):
        prepare(replaced)
    assert rekey_relay(replaced, forgets=True) == 0
    prepare(replaced)
    gone, there = case_now(relay_of(replaced), lost), case_now(relay_of(replaced), kept)
    assert gone is not None
    assert (gone.state, gone.outcome, gone.head_ct) == (CaseState.SHELL, Outcome.LAPSED, None)
    assert there is not None
    assert there.state is CaseState.CLAIMED
    assert kept.case_id in {tag.case_id for tag in tags_in(replaced)}


def test_what_is_still_readable_outlives_a_lost_root_that_only_found_it(deps: Deps) -> None:
    case = planted(deps)
    rewrap(with_keys(deps, NEW, OLD))
    new = with_keys(deps, NEW)
    rekey_relay(new, forgets=True)
    prepare(new)
    left = case_now(relay_of(new), case)
    assert left is not None
    assert left.state is CaseState.CLAIMED
    assert tags_in(new) == []


@pytest.mark.parametrize("is_wrapped_anew", [False, True], ids=["unreadable", "unfound"])
def test_a_legal_hold_keeps_a_lost_root_from_being_given_up(deps: Deps, is_wrapped_anew: bool) -> None:
    case = planted(deps, is_held=True)
    if is_wrapped_anew:
        rewrap(with_keys(deps, NEW, OLD))
    new = with_keys(deps, NEW)
    with pytest.raises(ConfigurationError, match="legal hold"):
        rekey_relay(new, forgets=True)
    left = case_now(relay_of(new), case)
    assert left is not None
    assert left.dek_wrapped
    assert len(tags_in(new)) == 2
