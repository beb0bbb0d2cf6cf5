"""From a gap to a mentor on one topic: looked for, asked, begun, and covered by the pair itself."""

from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.domain.finding import Wish
from bot.domain.needs import Cover, HintDraft, NeedDraft
from bot.domain.requests import Reply, ReplyDraft, RequestDraft
from bot.errors import NotYoursError
from bot.services import finding, need_sharing, needs, request_replies, requests
from bot.views import finding as finding_view
from bot.views import request_forms
from storage.database import Database
from storage.vocabulary import Area, PairState, Strength
from tests.facilitating import the_pairs
from tests.integration.finding_steps import a_mentor
from tests.integration.need_steps import (
    GAP,
    SECOND,
    TOPIC,
    both_say_yes,
    covered_by,
    ends,
    hinted,
    kept,
    named,
    the_map,
    the_need,
    the_sheet,
)
from tests.integration.offer_steps import several
from tests.integration.steps import opened
from tests.integration.test_need_suggestions import names
from tests.outbox import HandClock
from tests.pairing import MENTEE, NOW, STRANGER, the
from tests.payloads import Payload, press, submit, submit_as_shown
from tests.rapport import Rapport
from tests.requesting import accepted, the_requests

FIND = "Find a co-mentor for this"
ASKED = f"{SECOND} has been asked"


@pytest.fixture
def need_id(deps: Deps, pair_id: str) -> str:
    """A gap of Maya's, who has a mentor; another one could cover it."""
    a_mentor(deps, SECOND)
    return named(deps)


def asked(rapport: Rapport, found_now: Payload) -> str:
    """Ask the mentor who was found, press by press, and return the id of the request."""
    card = opened(rapport, press(found_now, "Read more"), "views.push")
    form = opened(rapport, press(card, rapport.deps.catalog.finding.ask_button), "views.push")
    assert request_forms.TOPIC in str(form)
    wish = {request_forms.WISH: {"type": "plain_text_input", "value": "An hour on budgets"}}
    for _ in range(2):
        rapport.answer_to(submit_as_shown(form, wish))
    [request] = the_requests(rapport.deps.db)
    return request.id


def answered(deps: Deps, request_id: str, reply: Reply) -> None:
    draft = ReplyDraft(reply)
    actor = the(deps.db, SECOND)
    request_replies.reply(deps, actor=actor, request_id=request_id, draft=draft, fields=request_forms.FIELD_OF)


def together(deps: Deps, need_id: str) -> str:
    """Let the second mentor be asked for that need and begin; return the pair."""
    request_id = "r" * 32
    draft = RequestDraft("wish", TOPIC)
    mentor = the(deps.db, SECOND)
    requests.ask(
        deps, actor=the(deps.db, MENTEE), mentor_id=mentor.id, draft=draft, request_id=request_id, need_id=need_id
    )
    accepted(deps, request_id, mentor=SECOND)
    [pair] = [each for each in the_pairs(deps.db) if each.mentor_id == mentor.id]
    both_say_yes(deps, pair.id, MENTEE, SECOND)
    return pair.id


def test_a_gap_leads_to_whoever_knows_it_and_to_a_pair_on_that_topic(
    rapport: Rapport, deps: Deps, db: Database, need_id: str
) -> None:
    a_mentor(deps, "U0NOGRANTS0", strengths=frozenset({Strength.CARE}))
    found_now = opened(rapport, press(the_map(rapport), FIND), "views.update")
    assert SECOND in str(found_now)
    assert "U0NOGRANTS0" not in str(found_now)
    request_id = asked(rapport, found_now)
    [request] = the_requests(db)
    assert request.topic == TOPIC
    assert ASKED in str(the_map(rapport))
    assert FIND not in str(the_map(rapport)), "somebody is asked already"
    accepted(deps, request_id, mentor=SECOND)
    assert ASKED in str(the_sheet(rapport)), "they get to know each other"
    [pair] = [each for each in the_pairs(db) if each.mentor_id == the(db, SECOND).id]
    assert pair.topic == TOPIC
    both_say_yes(deps, pair.id, MENTEE, SECOND)
    card = the_need(deps)
    assert (card.said.cover, card.said.pair_id, card.asked) == (Cover.MENTOR, pair.id, None)
    [need] = kept(db)
    assert (need.pair_id, need.covered_on) == (None, NOW.date()), "the pair says it, and the need does not say it again"
    assert f"{SECOND} covers it" in str(the_map(rapport))


@pytest.mark.parametrize("end", [Reply.NOT_NOW, "withdrawn", "ended"])
def test_where_nothing_comes_of_it_the_gap_is_one_again(deps: Deps, db: Database, need_id: str, end: str) -> None:
    if end == "ended":
        ends(db, together(deps, need_id))
    else:
        draft = RequestDraft("wish", TOPIC)
        ids = {"mentor_id": the(db, SECOND).id, "request_id": "r" * 32, "need_id": need_id}
        requests.ask(deps, actor=the(db, MENTEE), draft=draft, **ids)
        if end == "withdrawn":
            requests.withdraw(deps, actor=the(db, MENTEE), request_id="r" * 32)
        else:
            answered(deps, "r" * 32, Reply.NOT_NOW)
    card = the_need(deps)
    assert (card.said, card.asked) == (GAP, None)


def test_what_is_looked_for_can_be_changed_on_the_way(rapport: Rapport, deps: Deps, need_id: str) -> None:
    found_now = opened(rapport, press(the_map(rapport), FIND), "views.update")
    form = opened(rapport, press(found_now, deps.catalog.finding.change_button), "views.update")
    assert finding_view.APART not in str(form)
    answer = rapport.answer_to(submit(form, {"find_free": several("now")}))
    back = opened(rapport, press(answer["view"], deps.catalog.needs.back_button), "views.update")
    assert back["title"]["text"] == deps.catalog.needs.title
    asked(rapport, answer["view"])
    assert the_need(deps).asked


def test_a_line_about_a_whole_area_finds_whoever_knows_any_of_it(deps: Deps, db: Database, pair_id: str) -> None:
    a_mentor(deps, SECOND, strengths=frozenset({Strength.CARE}))
    need_id = named(deps, draft=NeedDraft(Area.PERSONAL, "Any of it"))
    about = needs.about(deps, actor=the(db, MENTEE), need_id=need_id)
    result = finding.search(deps, actor=the(db, MENTEE), wish=Wish(topic=about), page=0)
    assert [line.name for line in result.lines] == [SECOND]


def test_whoever_a_mentor_names_can_be_asked_for_it_at_once(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, need_id: str
) -> None:
    need_sharing.share(deps, actor=the(db, MENTEE), need_id=need_id, pair_id=pair_id)
    names(deps, need_id, pair_id, person=SECOND)
    sheet = the_sheet(rapport)
    form = opened(rapport, press(sheet, deps.catalog.needs.ask_button), "views.push")
    assert TOPIC in str(form)
    wish = {request_forms.WISH: {"type": "plain_text_input", "value": "An hour on budgets"}}
    rapport.answer_to(submit_as_shown(form, wish))
    card = the_need(deps)
    assert card.asked
    assert card.asked.name == SECOND


def test_nobody_asks_or_looks_for_a_need_of_somebody_else(
    rapport: Rapport, deps: Deps, db: Database, need_id: str
) -> None:
    found_now = opened(rapport, press(the_map(rapport), FIND), "views.update")
    refused = deps.catalog.common.not_yours
    card = opened(rapport, press(found_now, "Read more"), "views.push")
    change, ask = deps.catalog.finding.change_button, deps.catalog.finding.ask_button
    for view, label in ((found_now, "Read more"), (found_now, change), (card, ask)):
        assert refused in str(opened(rapport, press(view, label, user=STRANGER), "views.push"))
    form = opened(rapport, press(found_now, change), "views.update")
    answer = rapport.answer_to(submit(form, {}, user=STRANGER))
    assert refused in str(answer)
    with pytest.raises(NotYoursError):
        requests.ask(
            deps,
            actor=the(db, STRANGER),
            mentor_id=the(db, SECOND).id,
            draft=RequestDraft("wish", None),
            request_id="r" * 32,
            need_id=need_id,
        )
    assert the_requests(db) == []


def test_whoever_is_named_in_an_answer_and_asked_next_is_asked_for_the_same_line(
    deps: Deps, db: Database, need_id: str
) -> None:
    other = named(deps, draft=NeedDraft(Strength.CARE, "Another line"))
    mentee, third = the(db, MENTEE), a_mentor(deps, "U0THIRD0001")
    draft = RequestDraft("wish", TOPIC)
    requests.ask(deps, actor=mentee, mentor_id=the(db, SECOND).id, draft=draft, request_id="r" * 32, need_id=need_id)
    reply = ReplyDraft(Reply.SUGGEST, suggested_user_id=third)
    request_replies.reply(deps, actor=the(db, SECOND), request_id="r" * 32, draft=reply, fields=request_forms.FIELD_OF)
    requests.ask(deps, actor=mentee, mentor_id=the(db, third).id, draft=draft, request_id="s" * 32)
    asked_for = {each.id: each.request_id for each in kept(db)}
    assert asked_for == {need_id: "s" * 32, other: None}


def test_a_line_that_is_taken_out_leaves_the_request_as_it_is(deps: Deps, db: Database, need_id: str) -> None:
    pair_id = together(deps, need_id)
    needs.remove(deps, actor=the(db, MENTEE), need_id=need_id)
    assert kept(db) == []
    assert {pair.id: pair.state for pair in the_pairs(db)}[pair_id] is PairState.ACTIVE


def test_what_a_pair_covers_can_be_said_to_be_nobodys_or_somebody_elses(
    deps: Deps, db: Database, pair_id: str, need_id: str, clock: HandClock
) -> None:
    second, actor = together(deps, need_id), the(db, MENTEE)
    clock.at = NOW + timedelta(days=9)
    needs.change(deps, actor=actor, need_id=need_id, draft=covered_by(second))
    assert kept(db)[0].pair_id is None
    needs.change(deps, actor=actor, need_id=need_id, draft=covered_by(pair_id))
    assert the_need(deps).said.pair_id == pair_id
    needs.change(deps, actor=actor, need_id=need_id, draft=GAP)
    assert the_need(deps).said == GAP
    assert kept(db)[0].covered_on == NOW.date()


def test_a_suggested_person_is_asked_only_once_it_stands_on_the_map(rapport: Rapport, deps: Deps, pair_id: str) -> None:
    a_mentor(deps, SECOND)
    hinted(deps, pair_id, draft=HintDraft(Strength.CARE, "x", SECOND))
    label = deps.catalog.needs.ask_button
    assert label not in str(the_map(rapport))
    opened(rapport, press(the_map(rapport), "Put it on my list"), "views.update")
    assert label in str(the_sheet(rapport))
