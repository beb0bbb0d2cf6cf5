"""Every field of beginning well, and exactly who reads it: before it is given, once it is, and at the end.

A new field of a form joins the table by a row, and fails here until it has one.
"""

from collections.abc import Iterator
from dataclasses import fields

import pytest

from bot.domain.library import ResourceDraft
from bot.domain.plans import PlanDraft
from storage.database import Database
from storage.keyring import Keyring
from storage.vocabulary import AgreementField
from tests.integration.credit_steps import ASKED as CREDIT
from tests.integration.marks import mark
from tests.integration.who_sees import (
    ELSEWHERE,
    EVERYBODY,
    HOPED,
    Beginning,
    begun,
    first_act,
    second_act,
    third_act,
)
from tests.looking import read_on
from tests.pairing import MENTEE, MENTOR

Readers = frozenset[str]
Acts = tuple[Readers, Readers, Readers]

NOBODY: Readers = frozenset()
MAYA = frozenset({MENTEE})
IDRIS = frozenset({MENTOR})
PAIR = MAYA | IDRIS
ASKED = frozenset({MENTEE, HOPED})
COLLEAGUES = frozenset(EVERYBODY) - {ELSEWHERE}


def always(readers: Readers) -> Acts:
    return (readers, readers, readers)


PLAN: Acts = (MAYA, PAIR, MAYA)
"""Shared with one pair, and then with nobody any more."""
TEXTS: dict[str, Acts] = {
    **{f"AboutMe.{name}": always(MAYA) for name in ("division", "site", "gender")},
    **{f"AboutMe.{name} of a mentor": always(IDRIS) for name in ("division", "gender")},
    "AboutMe.site of a mentor": always(COLLEAGUES),
    **{f"OpenPart.brings{owner}": always(COLLEAGUES) for owner in ("", " of somebody asked")},
    **{f"PairPart.{name}": always(PAIR) for name in ("reach", "value_research", "value_work", "value_life")},
    **{
        f"PairPart.{name} of somebody asked": (frozenset({HOPED}), ASKED, ASKED)
        for name in ("reach", "value_research", "value_work", "value_life")
    },
    "CircleDraft.reach": always(IDRIS | {HOPED}),
    "inquiry": always(MAYA),
    "RequestDraft.wish": always(ASKED),
    "RequestDraft.topic": always(ASKED),
    "ReplyDraft.note": (NOBODY, ASKED, ASKED),
    "Declared.explanation": (NOBODY, MAYA, ASKED),
    **{f"{each}": (MAYA, MAYA, PAIR) for each in AgreementField},
    **{f"{each} of the mentor": (IDRIS, IDRIS, PAIR) for each in AgreementField},
    **{f"DoorDraft.{name}": always(PAIR) for name in ("title", "about", "letter")},
    **{f"DoorDraft.{name} of the mentee": always(PAIR) for name in ("title", "about")},
    "placed": always(PAIR),
    "wording": (NOBODY, NOBODY, PAIR),
    **{f"FirstDraft.number{owner}": always(PAIR) for owner in ("", " of the mentor")},
    **{f"CreditWords.{name}": always(PAIR) for name in CREDIT},
    **{f"PlanDraft.{each.name}": PLAN for each in fields(PlanDraft)},
    "TimeDraft.note": PLAN,
    "NeedDraft.topic": PLAN,
    **{name: always(MAYA) for name in ("NeedDraft.note", "NeedDraft.elsewhere", "HintDraft.topic")},
    "MilestoneDraft.title": PLAN,
    "thanks": (NOBODY, PAIR, PAIR),
    **{f"ResourceDraft.{each.name}": always(COLLEAGUES) for each in fields(ResourceDraft)},
}
"""Who reads what is written, in each act."""


@pytest.fixture
def beginning(db: Database, keyring: Keyring) -> Iterator[Beginning]:
    """Everybody, and nothing written yet."""
    with begun(db, keyring) as beginning:
        yield beginning


def readers_now(beginning: Beginning) -> dict[str, Readers]:
    """Let everybody read whatever they can come by, their messages as well, and return who has found which mark."""
    sent = beginning.delivered()
    seen = {user: str(read_on(beginning.seen_by(user), sent.get(user, []), user=user)) for user in EVERYBODY}
    return {key: frozenset(user for user in EVERYBODY if mark(key) in seen[user]) for key in TEXTS}


def test_each_word_is_read_by_exactly_those_whom_the_table_names_in_every_act(beginning: Beginning) -> None:
    for number, act in enumerate((first_act, second_act, third_act)):
        act(beginning)
        found = readers_now(beginning)
        wrong = {key: _told(found[key], acts[number]) for key, acts in TEXTS.items() if found[key] != acts[number]}
        assert wrong == {}, act.__name__


def _told(found: Readers, wanted: Readers) -> dict[str, list[str]]:
    return {"reads although they must not": sorted(found - wanted), "does not find": sorted(wanted - found)}
