"""A programme in which everything has been written that can be: every sealed text holds a mark.

Maya and Idris are in the middle of it; with an earlier mentor she has come to a close, another one is proposed to her,
and one whom she asks has not answered.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from sqlmodel import select

from bot.domain.endings import EndingDraft
from bot.domain.goals import GoalDraft
from bot.domain.pairs import PairDraft
from bot.domain.requests import RequestDraft
from bot.services import (
    contact,
    endings,
    goals,
    handovers,
    need_sharing,
    outcomes,
    pairing,
    plan_sharing,
    recap_results,
    requests,
)
from bot.services.handovers import lines_of
from bot.views.ending_form import FIELDS
from storage.columns import new_id
from storage.database import Database
from storage.items import Advice
from storage.keyring import Keyring
from storage.settings import keep_setting
from storage.vocabulary import AdviceState, Area, Cadence, DoorKind, Horizon, Paper, SettingName, Side
from tests.asking import FACILITATORS, staffed
from tests.facilitating import CHANNEL, FACILITATOR
from tests.integration import pair_words, statement_steps
from tests.integration.asked_in_private import ask_in_private
from tests.integration.door_steps import begin as ask_for_a_door
from tests.integration.half_a_year import ask_everything, let_pass
from tests.integration.marks import mark, marked
from tests.integration.offer_steps import offer
from tests.integration.outcome_steps import YES_TO_ALL
from tests.integration.recap_steps import met as meet
from tests.integration.selfcheck_steps import keep as look_at_it
from tests.integration.test_roster_screens import sends
from tests.integration.who_sees import ELSEWHERE, Beginning, begun, first_act, second_act, third_act
from tests.looking import ELSEWHERE_TEAM
from tests.pairing import MENTEE, MENTOR, NOW, enrol, has_a_say, pair_up, the
from tests.payloads import TEAM
from tests.planning import plan as plan_meeting
from tests.rostering import listed, sheet

ELSEWHERE_CHANNEL = "C0THEIRS"
FORMER, PROPOSED, SILENT, FRESH = "U0FORMER001", "U0PROPOSED1", "U0SILENT001", "U0FRESH0001"
"""Mentors: with whom Maya has come to a close, who is proposed to her, who has not answered her for half a year and who
is asked today."""
AT_DESK = (*FACILITATORS, "U0FOURTH001")
"""Facilitators; the first one supervises Maya."""
WRITTEN = (
    pair_words.say_who_one_is,
    pair_words.set_a_goal,
    pair_words.take_something_on,
    pair_words.plan_a_meeting,
    pair_words.prepare_the_agenda,
    pair_words.ask_for_a_review,
    pair_words.leave_a_note,
)


def is_marked(text: str) -> bool:
    """Return whether there is a mark in a text. Neither can come about by chance in what is sealed and in Base64."""
    return "Xq-" in text or pair_words.MARK in text


@contextmanager
def whole(db: Database, keyring: Keyring) -> Iterator[Beginning]:
    """Yield the programme."""
    with begun(db, keyring) as beginning:
        fill(beginning)
        yield beginning


def fill(beginning: Beginning) -> None:
    """Let everything be written, and half a year go by with all that is asked in it."""
    stage, pair_id = beginning.stage, beginning.pair_ids[MENTOR]
    enrol(beginning.db, FORMER, PROPOSED, SILENT, FRESH)
    set_up(beginning)
    come_to_a_close(beginning)
    for write in WRITTEN:
        write(stage, pair_id)
    for act in (first_act, second_act, third_act):
        act(beginning)
    pair_words.recap(stage, pair_id, lambda _, by: let_pass(beginning, by))
    plan_sharing.choose(**beginning.does(MENTEE), readers=dict.fromkeys(Paper, frozenset({pair_id})))
    need_sharing.share(**beginning.does(MENTEE), need_id=beginning.need_id, pair_id=pair_id)
    add_what_comes_late(beginning, pair_id)
    ask_somebody(beginning, SILENT)
    ask_everything(beginning, SILENT)
    leave_open(beginning, pair_id)


def set_up(beginning: Beginning) -> None:
    """Let three facilitators be in the channel; those of the other workspace are in one of their own."""
    members = {CHANNEL: [*AT_DESK, "UBOT"], ELSEWHERE_CHANNEL: [ELSEWHERE, "UBOT"]}
    slack = beginning.stage.rapport.slack
    staffed(beginning.stage.rapport, beginning.db, *AT_DESK)
    listed(beginning.stage.rapport, [])
    sends(beginning.stage.rapport, sheet(f"{MENTEE},,Maya,,,,,,,,"), user=AT_DESK[0])
    slack.answers["views.open"] = lambda said: {"ok": True, "view": {"id": said["trigger_id"].removesuffix(".trigger")}}
    slack.answers["conversations.members"] = lambda said: {"ok": True, "members": members[said["channel"]]}
    with beginning.db.begin() as session:
        keep_setting(session, team_id=ELSEWHERE_TEAM, name=SettingName.FACILITATOR_CHANNEL, value=ELSEWHERE_CHANNEL)
    beginning.stage.deps.directory.forget(team_id=TEAM, channel_id=CHANNEL)


def come_to_a_close(beginning: Beginning) -> None:
    """Let Maya and her earlier mentor part, each with a word of thanks."""
    pair_id = pair_up(beginning.db, mentor=FORMER)
    has_a_say(beginning.db, FORMER, MENTEE)
    pair_words.part(beginning.stage, pair_id, lambda _, by: let_pass(beginning, by), FORMER)
    _, stand = lines_of(**beginning.does(MENTEE), pair_id=pair_id)
    own = replace(stand, thanks=mark("Lines.thanks"))
    handovers.keep_lines(**beginning.does(MENTEE), pair_id=pair_id, lines=own)


def add_what_comes_late(beginning: Beginning, pair_id: str) -> None:
    """Add the texts and choices that the two come to in the end."""
    draft = marked(GoalDraft, area=Area.CAREER, horizon=Horizon.ONE_YEAR, support_from=None, due_on=None)
    goals.set_goal(**beginning.does(MENTEE), pair_id=pair_id, draft=draft, goal_id=new_id(), due_field="due")
    with beginning.db.read() as session:
        advice_id = session.exec(select(Advice.id).where(Advice.author_id == the(beginning.db, MENTOR).id)).first()
    assert advice_id
    reason = mark("Advice.reason")
    recap_results.answer(**beginning.does(MENTEE), advice_id=advice_id, state=AdviceState.PARKED, reason=reason)
    deps = beginning.stage.deps
    for usual in (4, 1):
        look_at_it(deps, pair_id, usual=usual)
    statement_steps.began(beginning.db, pair_id, NOW - timedelta(days=200))
    statement_steps.ask(deps, MENTEE)


def ask_somebody(beginning: Beginning, mentor: str) -> None:
    """Let Maya ask a mentor who does not answer."""
    offer(beginning.stage.deps, mentor)
    draft = RequestDraft(mark("RequestDraft.wish"), mark("RequestDraft.topic"))
    mentor_id = the(beginning.db, mentor).id
    requests.ask(**beginning.does(MENTEE), mentor_id=mentor_id, draft=draft, request_id=new_id())


def leave_open(beginning: Beginning, pair_id: str) -> None:
    """Leave open what waits for an answer: a request, a proposal, and a letter that can be taken back."""
    deps, clock = beginning.stage.deps, beginning.stage.clock
    ask_somebody(beginning, FRESH)
    proposed = PairDraft(PROPOSED, MENTEE, Cadence.MONTHLY, mark("PairDraft.topic"))
    by: dict[str, str] = {"team_id": TEAM, "user_id": FACILITATOR, "pair_id": new_id()}
    pairing.propose(deps, **by, draft=proposed, fields={side: side.value for side in Side})
    contact.tell(**beginning.does(MENTEE), pair_id=pair_id, user_id=AT_DESK[1])
    let_pass(beginning, timedelta(days=2))
    told = outcomes.agree(**beginning.does(MENTEE))
    assert told.open_year, "in summer a year can be told of"
    outcomes.keep(**beginning.does(MENTEE), code=told.open_year.code, line=YES_TO_ALL)
    met_again = clock.at - timedelta(days=1)
    meet(beginning.db, pair_id, starts_at=met_again)
    ahead = clock.at + timedelta(days=20)
    plan_meeting(deps, pair_id, on=ahead.date(), place=mark("MeetingDraft.place"))
    ask_for_a_door(deps, pair_id, DoorKind.SPONSOR, by=MENTEE, title=mark("DoorDraft.title"), letter=None)
    beginning.home = ask_in_private(beginning)
    letter = EndingDraft(mark("EndingDraft.letter"))
    endings.write(**beginning.does(MENTOR), pair_id=pair_id, draft=letter, view_id="late", fields=FIELDS)
