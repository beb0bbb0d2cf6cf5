"""Who sees what cannot be marked: a choice, a number, a day, a tick is changed, and whose screens have changed with it?

Whoever is shown the same before and after has not learnt of it; for the others it must make a difference.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.about import AboutMe
from bot.domain.first_meetings import FirstDraft
from bot.domain.needs import Cover, HintDraft, NeedDraft
from bot.domain.plans import TimeDraft
from bot.domain.requests import Reply, ReplyDraft
from bot.services import (
    about,
    avoidances,
    first_meetings,
    need_sharing,
    need_suggestions,
    needs,
    offers,
    plan_sharing,
    plans,
    references,
    request_replies,
    scenarios,
)
from bot.services.about import current
from bot.views import apart, need_hint_form, request_forms
from bot.views.about import FIELDS
from bot.views.offer_forms import FIELDS as OFFER_FIELDS
from storage.database import Database
from storage.keyring import Keyring
from storage.vocabulary import (
    Authority,
    Duty,
    Experience,
    FirstStep,
    Grain,
    Paper,
    Rank,
    Scenario,
    Stage,
    Standing,
    Stream,
    Strength,
    Thinking,
)
from tests.facilitating import FACILITATOR
from tests.integration.test_who_sees_what import ASKED, COLLEAGUES, IDRIS, MAYA, PAIR, Readers
from tests.integration.who_sees import EVERYBODY, HOPED, SECOND, Beginning, begun, first_act
from tests.looking import read_on
from tests.pairing import MENTEE, MENTOR, STRANGER

WORDS = ("me", "profile", "find", "plan", "gap", "first", "matches", "requests", "scenarios")
Change = Callable[[Beginning], object]
HALVES = {Duty.TEACHING: 50, Duty.RESEARCH: 50}
NAMED = {Authority.SUPERVISOR: [FACILITATOR], Authority.CHAIR: [STRANGER]}
"""Whoever is named hears of it where it matters: when they ask Idris for a first conversation."""
QUARTERS = dict.fromkeys(Duty, 25)


def says(user: str, **changed: Any) -> Change:  # noqa: ANN401 - any fact
    """Return how somebody says something else of themselves."""

    def change(beginning: Beginning) -> None:
        said: AboutMe = current(**beginning.does(user)).about
        about.keep(**beginning.does(user), about=replace(said, **changed), fields=FIELDS)

    return change


def offers_(**changed: Any) -> Change:  # noqa: ANN401 - any field
    """Return how Idris offers something else to everybody."""

    def change(beginning: Beginning) -> None:
        part = replace(offers.own(**beginning.does(MENTOR)).open_part, **changed)
        offers.keep_open_part(**beginning.does(MENTOR), part=part, fields=OFFER_FIELDS)

    return change


def tells_mentees(**changed: Any) -> Change:  # noqa: ANN401 - any field
    """Return how Idris says something else to his mentees alone."""

    def change(beginning: Beginning) -> None:
        part = replace(offers.own(**beginning.does(MENTOR)).pair_part, **changed)
        offers.keep_pair_part(**beginning.does(MENTOR), part=part)

    return change


def splits(lived: Mapping[Duty, int], described: Mapping[Duty, int]) -> Change:
    """Return how Maya, whose year Idris may read, splits it differently."""

    def change(beginning: Beginning) -> None:
        draft = TimeDraft(lived, described)
        plans.keep_time(**beginning.does(MENTEE), draft=draft, lived_field="lived", described_field="described")

    return change


def needs_(**changed: Any) -> Change:  # noqa: ANN401 - any field
    """Return how Maya says something else of what she needs, which Idris may read."""

    def change(beginning: Beginning) -> None:
        card, _ = needs.sheet(**beginning.does(MENTEE), need_id=beginning.need_id)
        draft: NeedDraft = replace(card.said, **changed)
        needs.change(**beginning.does(MENTEE), need_id=beginning.need_id, draft=draft)

    return change


def hints(**said: Any) -> Change:  # noqa: ANN401 - any field
    """Return how Idris suggests something else for what Maya needs."""

    def change(beginning: Beginning) -> None:
        draft = HintDraft(**{"about": Strength.CARE, "topic": "x", **said})
        pair: dict[str, Any] = {"pair_id": beginning.pair_ids[MENTOR], "field": need_hint_form.PERSON}
        need_suggestions.suggest(**beginning.does(MENTOR), draft=draft, need_id=beginning.hint_id, **pair)

    return change


def answers(**said: Any) -> Change:  # noqa: ANN401 - any field
    """Return how the mentor whom Maya has asked answers."""

    def change(beginning: Beginning) -> None:
        draft = ReplyDraft(**said)
        request_replies.reply(
            **beginning.does(HOPED), request_id=beginning.request_id, draft=draft, fields=request_forms.FIELD_OF
        )

    return change


def ticks(beginning: Beginning) -> None:
    """Let Maya tick what she has settled, and leave the rest as it is."""
    pair_id = beginning.pair_ids[MENTOR]
    own = first_meetings.sheet(**beginning.does(MENTEE), pair_id=pair_id).own
    draft: FirstDraft = replace(own, ticked=frozenset({FirstStep.PAPERS}))
    first_meetings.keep(**beginning.does(MENTEE), pair_id=pair_id, draft=draft)


def avoids(beginning: Beginning) -> None:
    """Let Maya name one more whom she would rather not be paired with: her own mentor."""
    avoidances.keep(**beginning.does(MENTEE), user_ids=[FACILITATOR, MENTOR], field=apart.PEOPLE)


def is_willing_no_more(beginning: Beginning) -> None:
    """Let Maya no longer be willing to tell what Idris is like."""
    references.keep_willing(**beginning.does(MENTEE), mentor_ids=[])


def reads_a_scenario(beginning: Beginning) -> None:
    """Let Maya read a scenario."""
    scenarios.note_read(**beginning.does(MENTEE), scenario=Scenario.FADING)


CHOICES: Mapping[Readers, Mapping[str, Change]] = {
    MAYA: {
        "AboutMe.rank": says(MENTEE, rank=Rank.ASSOCIATE),
        "AboutMe.stream": says(MENTEE, stream=Stream.SCIENTIST),
        "AboutMe.joined_on": says(MENTEE, joined_on=date(2024, 9, 1)),
        "AboutMe.seniors": says(MENTEE, seniors={Authority.CHAIR: [STRANGER]}),
        "FirstDraft.ticked": ticks,
        "HintDraft.about": hints(about=Strength.BALANCE),
        "HintDraft.person_user_id": hints(about=Strength.BALANCE, person_user_id=STRANGER),
        "avoided": avoids,
        "scenario": reads_a_scenario,
    },
    IDRIS: {
        "AboutMe.rank of a mentor": says(MENTOR, rank=Rank.FULL),
        "AboutMe.joined_on of a mentor": says(MENTOR, joined_on=date(2004, 9, 1)),
        "OpenPart.capacity": offers_(capacity=7),
    },
    PAIR: {
        "PairPart.paper_days": tells_mentees(paper_days=11),
        "PairPart.grant_days": tells_mentees(grant_days=33),
        "PairPart.thinking": tells_mentees(thinking=Thinking.ALOUD),
        "PairPart.grain": tells_mentees(grain=Grain.OVERVIEW),
        "TimeDraft.lived": splits(HALVES, QUARTERS),
        "TimeDraft.described": splits(HALVES, HALVES),
        "NeedDraft.about": needs_(about=Strength.TEACHING),
        "NeedDraft.cover": needs_(cover=Cover.NOBODY, elsewhere=None),
    },
    COLLEAGUES: {
        "AboutMe.stream of a mentor": says(MENTOR, stream=Stream.EDUCATOR),
        "OpenPart.strengths": offers_(strengths=frozenset({Strength.TEACHING})),
        "OpenPart.experience": offers_(experience={Stage.LATE: Experience.MANY}),
        "OpenPart.years": offers_(years=17),
        "OpenPart.standing": offers_(standing=Standing.PAUSED, paused_until=date(2026, 12, 24)),
        "OpenPart.paused_until": offers_(paused_until=date(2027, 1, 7)),
    },
    IDRIS | {STRANGER}: {"AboutMe.seniors of a mentor": says(MENTOR, seniors=NAMED)},
    frozenset({MENTEE, MENTOR, SECOND, HOPED}): {"OpenPart.is_reference_scheme": offers_(is_reference_scheme=False)},
    frozenset({MENTEE, SECOND, HOPED}): {"willing": is_willing_no_more},
    ASKED: {
        "ReplyDraft.reply": answers(reply=Reply.NOT_NOW),
    },
}
"""Who learns of what is chosen, and how it is changed."""


@pytest.fixture
def beginning(file_db: Database, keyring: Keyring) -> Iterator[Beginning]:
    """Everybody; all is entered, and Idris may read Maya's year and one thing that she needs."""
    with begun(file_db, keyring) as beginning:
        first_act(beginning)
        readers = {Paper.TIME: frozenset({beginning.pair_ids[MENTOR]})}
        plan_sharing.choose(**beginning.does(MENTEE), readers=readers)
        pair_id = beginning.pair_ids[MENTOR]
        need_sharing.share(**beginning.does(MENTEE), need_id=beginning.need_id, pair_id=pair_id)
        yield beginning


def screens(beginning: Beginning, user: str) -> set[str]:
    """Return what somebody is shown, without what a screen remembers for itself."""
    shown = read_on(beginning.seen_by(user), user=user, words=WORDS)
    return {
        str({**said, "view": {**said["view"], "private_metadata": ""}} if "view" in said else said) for said in shown
    }


@pytest.mark.parametrize("readers", list(CHOICES), ids=lambda readers: "+".join(sorted(readers)))
def test_a_choice_makes_a_difference_to_its_readers_and_to_nobody_else(beginning: Beginning, readers: Readers) -> None:
    others = [user for user in EVERYBODY if user not in readers]
    unchanged = {user: screens(beginning, user) for user in others}
    before = {user: screens(beginning, user) for user in readers}
    blind = []
    for name, change in CHOICES[readers].items():
        change(beginning)
        after = {user: screens(beginning, user) for user in readers}
        blind += [(name, user) for user in readers if after[user] == before[user]]
        before = after
    assert blind == []
    for user in others:
        assert screens(beginning, user) == unchanged[user], user
