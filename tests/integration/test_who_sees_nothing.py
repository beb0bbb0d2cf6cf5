"""The table of who reads what is whole, and no id of these features opens anything to somebody whose it is not."""

from collections.abc import Iterator
from dataclasses import fields

import pytest
from sqlmodel import select

from bot.domain.about import AboutMe
from bot.domain.circle import CircleDraft
from bot.domain.credits import CreditWords
from bot.domain.doors import DoorDraft
from bot.domain.first_meetings import FirstDraft
from bot.domain.gate import Declared
from bot.domain.library import ResourceDraft
from bot.domain.milestones import MilestoneDraft
from bot.domain.needs import HintDraft, NeedDraft
from bot.domain.offers import OpenPart, PairPart
from bot.domain.plans import PlanDraft, TimeDraft
from bot.domain.requests import ReplyDraft, RequestDraft
from storage.agreements import agreements_of
from storage.columns import stable_id
from storage.database import Database
from storage.keyring import Keyring
from storage.library import Resource
from storage.vocabulary import AgreementField, PairState
from tests.facilitating import FACILITATOR, the_pairs
from tests.integration.credit_steps import WORK
from tests.integration.door_steps import DOORS
from tests.integration.test_who_sees_choices import CHOICES
from tests.integration.test_who_sees_what import TEXTS
from tests.integration.who_sees import (
    ELSEWHERE,
    EVERYBODY,
    HOPED,
    SECOND,
    Beginning,
    begun,
    first_act,
    second_act,
    third_act,
)
from tests.looking import forge, read_on
from tests.pairing import MENTEE, MENTOR, STRANGER, the
from tests.payloads import Payload

FORMS = (
    AboutMe,
    OpenPart,
    PairPart,
    CircleDraft,
    RequestDraft,
    ReplyDraft,
    Declared,
    FirstDraft,
    PlanDraft,
    TimeDraft,
    ResourceDraft,
    NeedDraft,
    HintDraft,
    MilestoneDraft,
    DoorDraft,
    CreditWords,
)
"""What somebody enters in one form, a field each; the questions of an agreement stand in the vocabulary."""
OTHERS = tuple(user for user in EVERYBODY if user != MENTEE)
"""Of all that is shown here nothing is foreign to Maya."""
OWN = ("open:", "request:list", "review:terms", "scenario:open:", "milestone:add")
"""Buttons on screens that remember an id, which lead to what is the presser's own, or everybody's, and read no id."""
ALIKE = {
    "ReplyDraft.until": "OpenPart.paused_until",
    "ReplyDraft.suggested_user_id": "ReplyDraft.note",
    "NeedDraft.pair_id": "NeedDraft.cover",
    "Declared.kinds": "Declared.explanation",
    **dict.fromkeys(("MilestoneDraft.kind", "MilestoneDraft.falls_on"), "MilestoneDraft.title"),
    "MilestoneDraft.reader_pair_ids": "MilestoneDraft.title",
    "DoorDraft.kind": "DoorDraft.title",
    "DoorDraft.matters_on": "DoorDraft.title",
    "CreditWords.submission_on": "CreditWords.title",
}
"""Held in tests of their own (test_request_secrecy.py), or kept as the field that is named here."""


@pytest.fixture
def beginning(file_db: Database, keyring: Keyring) -> Iterator[Beginning]:
    """Everybody, and nothing written yet."""
    with begun(file_db, keyring) as beginning:
        yield beginning


def test_every_field_has_a_row_in_the_table() -> None:
    rows = {*TEXTS, *(name for changes in CHOICES.values() for name in changes), *ALIKE}
    entered = {f"{form.__name__}.{each.name}" for form in FORMS for each in fields(form)} | set(AgreementField)
    assert entered - rows == set()
    accepted = {"inquiry", "wording", "avoided", "willing", "scenario", "thanks", "placed"}
    named = {row.split(" of ")[0] for row in rows} - accepted
    assert named - entered == set()


def owners(beginning: Beginning) -> dict[str, set[str]]:
    """Return whose each id is that stands in what is shown."""
    pair_id = beginning.pair_ids[MENTOR]
    with beginning.db.read() as session:
        versions = {each.id: {MENTEE, MENTOR} for each in agreements_of(session, pair_id=pair_id)}
        resources: dict[str, set[str]] = {each: {FACILITATOR} for each in session.exec(select(Resource.id))}
    talks = {
        pair.id: {MENTEE, HOPED} for pair in the_pairs(beginning.db) if pair.mentor_id == the(beginning.db, HOPED).id
    }
    return {
        pair_id: {MENTEE, MENTOR},
        beginning.pair_ids[SECOND]: {MENTEE, SECOND},
        beginning.request_id: {MENTEE, HOPED},
        beginning.need_id: {MENTEE},
        beginning.hint_id: {MENTEE},
        stable_id("V", "inquiry"): {MENTEE, STRANGER},
        WORK: {MENTEE, MENTOR},
        **{door_id: {MENTEE, MENTOR} for door_id in DOORS},
        **versions,
        **resources,
        **talks,
        **{the(beginning.db, user).id: set(EVERYBODY) - {ELSEWHERE} for user in EVERYBODY if user != ELSEWHERE},
    }


def opened(beginning: Beginning, shown: list[Payload], user: str) -> list[tuple[str, list[str]]]:
    """Let somebody press and send whatever carries an id that is not theirs; return what they were not refused."""
    say = beginning.stage.deps.catalog
    foreign = [each for each, owner in owners(beginning).items() if user not in owner]
    heard = list(forge(beginning.seen_by(user), shown, foreign, user=user))
    assert heard, "there is something to forge"
    sentences = (say.common.not_yours, say.library.facilitators_only, say.pairs.facilitators_only)
    refused = [any(sentence in str(answers) for sentence in sentences) for _, answers in heard]
    return [
        each
        for each, was_refused in zip(heard, refused, strict=True)
        if not was_refused and not each[0].startswith(OWN)
    ]


def what_is_shown(beginning: Beginning, *users: str) -> list[Payload]:
    """Return all that these people can come by, with their messages."""
    sent = beginning.delivered()
    return [said for user in users for said in read_on(beginning.stage, sent.get(user, []), user=user)]


def test_an_id_that_is_not_ones_own_opens_nothing_while_all_is_a_draft(beginning: Beginning) -> None:
    first_act(beginning)
    shown = what_is_shown(beginning, MENTEE, MENTOR, HOPED)
    for user in OTHERS:
        assert opened(beginning, shown, user) == [], user


def test_an_id_that_is_not_ones_own_opens_nothing_once_all_is_given(beginning: Beginning) -> None:
    for act in (first_act, second_act, third_act):
        act(beginning)
    shown = what_is_shown(beginning, MENTEE, MENTOR, HOPED, SECOND)
    desk = what_is_shown(beginning, FACILITATOR)
    for user in OTHERS:
        assert opened(beginning, shown, user) == [], user
    kept = owners(beginning)
    for user in (SECOND, STRANGER):
        assert opened(beginning, desk, user) == [], user
    [(what, answers)] = opened(beginning, desk, ELSEWHERE)
    assert what == "library:menu", "to take out what is not there is no fault: their own library is drawn"
    assert "Xq-" not in str(answers)
    assert owners(beginning) == kept
    assert {pair.state for pair in the_pairs(beginning.db)} == {PairState.ACTIVE, PairState.HELD}
