"""Six kinds of people and everything that they write when they begin: each field with a mark of its own, in three acts.

Maya is mentored by Idris and by a second mentor, and asks a third one, whom she would like to have. In the first act
all is entered and nothing given; in the second Maya has shared, sent and declared; in the third both have.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.domain.about import AboutMe
from bot.domain.circle import CircleDraft
from bot.domain.first_meetings import FirstDraft
from bot.domain.gate import Declared
from bot.domain.library import ResourceDraft
from bot.domain.milestones import MilestoneDraft
from bot.domain.needs import Cover, HintDraft, NeedDraft
from bot.domain.offers import PairPart
from bot.domain.plans import PlanDraft, TimeDraft
from bot.domain.requests import Reply, ReplyDraft, RequestDraft
from bot.services import (
    about,
    agreement_rounds,
    avoidances,
    circle,
    first_meetings,
    inquiries,
    library,
    need_sharing,
    need_suggestions,
    needs,
    offers,
    pairs,
    plan_sharing,
    plans,
    references,
    request_replies,
    requests,
    thanks,
)
from bot.services import milestone_changes as milestones
from bot.views import apart, need_hint_form, request_forms
from bot.views import library as library_view
from bot.views.about import FIELDS
from bot.views.circle import REACH
from bot.views.offer_forms import FIELDS as OFFER_FIELDS
from storage.columns import new_id, stable_id
from storage.database import Database
from storage.keyring import Keyring
from storage.members import Member, keep_members
from storage.pairs import Pair
from storage.settings import keep_setting
from storage.vocabulary import (
    AgreementField,
    Authority,
    Duty,
    Grain,
    Interest,
    MilestoneKind,
    PairState,
    Paper,
    SettingName,
    Strength,
    Thinking,
)
from tests.facilitating import CHANNEL, FACILITATOR, facilitated, the_pairs
from tests.integration.agreement_steps import newest, word
from tests.integration.credit_steps import ASKED, WORK, begin
from tests.integration.door_steps import open_doors
from tests.integration.marks import mark, marked
from tests.integration.offer_steps import offering
from tests.looking import ELSEWHERE_TEAM, Elsewhere
from tests.onlookers import Stage, staged
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, has_a_say, pair_up, the
from tests.payloads import Payload
from tests.rapport import running_rapport

SECOND, HOPED, ELSEWHERE = "U0SECOND01", "U0HOPED0001", "U0ELSEWHER"
EVERYBODY = (MENTEE, MENTOR, SECOND, HOPED, FACILITATOR, STRANGER, ELSEWHERE)
WORKING = AgreementField.SCOPE
"""The question to which the two find one wording."""


@dataclass
class Beginning:
    """What the acts share."""

    stage: Stage
    pair_ids: dict[str, str] = field(default_factory=dict)
    """Of Maya, by the mentor's user id."""
    request_id: str = field(default_factory=new_id)
    need_id: str = field(default_factory=new_id)
    hint_id: str = field(default_factory=new_id)
    milestone_id: str = field(default_factory=new_id)
    messages: dict[str, list[Payload]] = field(default_factory=dict)
    home: Payload = field(default_factory=dict)
    """Maya's Home, where it remembers a private request."""

    @property
    def db(self) -> Database:
        """Return where all of it is kept."""
        return self.stage.deps.db

    def seen_by(self, user: str) -> Stage:
        """Return the bot as this person reaches it."""
        stage = self.stage
        return Elsewhere(stage.rapport, stage.clock, stage.acks) if user == ELSEWHERE else stage

    def delivered(self) -> dict[str, list[Payload]]:
        """Send whatever is due, and return every message so far by whom it has reached."""
        start = len(self.stage.rapport.slack.calls)
        self.stage.deliver()
        for user, said in self.stage.said_to(start, len(self.stage.acks)):
            self.messages.setdefault(str(user), []).append(said)
        return self.messages

    def does(self, user: str) -> dict[str, Any]:
        """Return what every use case is called with."""
        return {"deps": self.stage.deps, "actor": the(self.db, user)}


@contextmanager
def begun(db: Database, keyring: Keyring) -> Iterator[Beginning]:
    """Yield everybody, before anything is written."""
    with running_rapport(db, keyring) as rapport, staged(rapport, HandClock(NOW)) as stage:
        yield set_the_stage(stage)


def set_the_stage(stage: Stage) -> Beginning:
    """Let everybody be there; elsewhere there is a facilitator, too.

    Both of Maya's mentors have a say in her career, so that a third pair can be held up.
    """
    beginning = Beginning(stage)
    facilitated(stage.rapport, stage.deps.db, facilitators=(FACILITATOR, ELSEWHERE))
    enrol(stage.deps.db, *EVERYBODY[:-1])
    with stage.deps.db.begin() as session:
        keep_members(session, members=[Member(team_id=ELSEWHERE_TEAM, user_id=ELSEWHERE, name="Elsa")])
        keep_setting(session, team_id=ELSEWHERE_TEAM, name=SettingName.FACILITATOR_CHANNEL, value=CHANNEL)
    for mentor in (MENTOR, SECOND):
        beginning.pair_ids[mentor] = pair_up(stage.deps.db, mentor=mentor)
        has_a_say(stage.deps.db, mentor, MENTEE)
    return beginning


def first_act(beginning: Beginning) -> None:
    """Let everything be entered."""
    _say_who_they_are(beginning)
    _offer(beginning)
    _write_alone(beginning)
    open_doors(beginning.does(MENTOR), beginning.does(MENTEE), pair_id=beginning.pair_ids[MENTOR])
    draft = RequestDraft(mark("RequestDraft.wish"), mark("RequestDraft.topic"))
    mentor_id = the(beginning.db, HOPED).id
    requests.ask(**beginning.does(MENTEE), mentor_id=mentor_id, draft=draft, request_id=beginning.request_id)


def second_act(beginning: Beginning) -> None:
    """Let Maya share, send and declare, and her hoped-for mentor say yes to a first conversation."""
    pair_id = beginning.pair_ids[MENTOR]
    agreement_rounds.send(**beginning.does(MENTEE), pair_id=pair_id)
    plan_sharing.choose(**beginning.does(MENTEE), readers=dict.fromkeys(Paper, frozenset({pair_id})))
    need_sharing.share(**beginning.does(MENTEE), need_id=beginning.need_id, pair_id=pair_id)
    need_suggestions.take_in(**beginning.does(MENTEE), need_id=beginning.hint_id)
    thanks.send(**beginning.does(MENTEE), pair_id=pair_id, text=mark("thanks"), thanks_id=new_id())
    milestones.change(**beginning.does(MENTEE), draft=_a_day(pair_id), milestone_id=beginning.milestone_id)
    answer = ReplyDraft(Reply.ACCEPT, note=mark("ReplyDraft.note"))
    request_replies.reply(
        **beginning.does(HOPED), request_id=beginning.request_id, draft=answer, fields=request_forms.FIELD_OF
    )
    beginning.delivered()
    _say_yes(beginning, MENTEE)


def third_act(beginning: Beginning) -> None:
    """Let the other ones send, agree and say yes, too; Maya no longer shares her plan, nor what she needs."""
    pair_id = beginning.pair_ids[MENTOR]
    agreement_rounds.send(**beginning.does(MENTOR), pair_id=pair_id)
    deps = beginning.stage.deps
    word(deps, newest(deps, pair_id).id, mark("wording"), field=WORKING)
    plan_sharing.choose(**beginning.does(MENTEE), readers={})
    need_sharing.unshare(**beginning.does(MENTEE), need_id=beginning.need_id, pair_id=pair_id)
    milestones.hide(**beginning.does(MENTEE), milestone_id=beginning.milestone_id)
    _say_yes(beginning, HOPED)


def _say_who_they_are(beginning: Beginning) -> None:
    seniors = {Authority.SUPERVISOR: [FACILITATOR]}
    for user, owner in ((MENTEE, ""), (MENTOR, " of a mentor")):
        said = marked(AboutMe, owner, rank=None, stream=None, joined_on=None, seniors=seniors)
        about.keep(**beginning.does(user), about=said, fields=FIELDS)


def _offer(beginning: Beginning) -> None:
    for user, owner in ((MENTOR, ""), (HOPED, " of somebody asked")):
        part = offering(brings=mark(f"OpenPart.brings{owner}"), is_reference_scheme=True)
        offers.keep_open_part(**beginning.does(user), part=part, fields=OFFER_FIELDS)
        shape = {"paper_days": 10, "grant_days": 20, "thinking": Thinking.AHEAD, "grain": Grain.DETAIL}
        offers.keep_pair_part(**beginning.does(user), part=marked(PairPart, owner, **shape))
    references.keep_willing(**beginning.does(MENTEE), mentor_ids=[the(beginning.db, MENTOR).id])
    inquiry: Payload = {"mentor_id": the(beginning.db, MENTOR).id, "inquiry_id": stable_id("V", "inquiry")}
    inquiries.ask(**beginning.does(STRANGER), question=mark("inquiry"), **inquiry)
    avoidances.keep(**beginning.does(MENTEE), user_ids=[FACILITATOR], field=apart.PEOPLE)
    for user, said in ((MENTOR, marked(CircleDraft)), (HOPED, CircleDraft())):
        circle.join(**beginning.does(user), draft=said, field=REACH)


def _write_alone(beginning: Beginning) -> None:
    pair_id = beginning.pair_ids[MENTOR]
    for user, owner in ((MENTEE, ""), (MENTOR, " of the mentor")):
        texts = {each: mark(f"{each}{owner}") for each in AgreementField}
        agreement_rounds.answer(**beginning.does(user), pair_id=pair_id, texts=texts)
        first = FirstDraft(number=mark(f"FirstDraft.number{owner}"))
        first_meetings.keep(**beginning.does(user), pair_id=pair_id, draft=first)
    said = {each: mark(f"CreditWords.{each}") for each in ASKED}
    begin(beginning.stage.deps, pair_id, entry_id=WORK, submission_on=None, **said)
    plans.keep(**beginning.does(MENTEE), draft=marked(PlanDraft))
    milestones.keep(**beginning.does(MENTEE), draft=_a_day(), milestone_id=beginning.milestone_id)
    time = TimeDraft(dict.fromkeys(Duty, 25), dict.fromkeys(Duty, 25), note=mark("TimeDraft.note"))
    plans.keep_time(**beginning.does(MENTEE), draft=time, lived_field="lived", described_field="described")
    _name_what_is_needed(beginning)
    link = marked(ResourceDraft, url=f"https://example.org/{mark('ResourceDraft.url')}")
    library.add(**beginning.does(FACILITATOR), draft=link, resource_id=new_id(), fields=library_view.FIELDS)


def _name_what_is_needed(beginning: Beginning) -> None:
    need = marked(NeedDraft, about=Strength.GRANTS, cover=Cover.ELSEWHERE, pair_id=None)
    needs.add(**beginning.does(MENTEE), draft=need, need_id=beginning.need_id)
    hint = marked(HintDraft, about=Strength.COMMITTEES, person_user_id=None)
    pair: Payload = {"pair_id": beginning.pair_ids[MENTOR], "field": need_hint_form.PERSON}
    need_suggestions.suggest(**beginning.does(MENTOR), draft=hint, need_id=beginning.hint_id, **pair)


def _a_day(*pair_ids: str) -> MilestoneDraft:
    title = mark("MilestoneDraft.title")
    return MilestoneDraft(MilestoneKind.OWN, title, date(2027, 6, 1), frozenset(pair_ids))


def _say_yes(beginning: Beginning, user: str) -> None:
    declared = Declared(frozenset({Interest.SHARED}), mark("Declared.explanation")) if user == MENTEE else None
    answer: Payload = {"is_yes": True, "asked": PairState.TALKING, "declared": declared}
    pairs.answer(**beginning.does(user), pair_id=the_talk(beginning.db).id, **answer)


def the_talk(db: Database) -> Pair:
    """Return the pair of Maya and the mentor whom she has asked."""
    [pair] = [each for each in the_pairs(db) if each.mentor_id == the(db, HOPED).id]
    return pair
