"""The desk in Slack: from the word and from Home, to each part and back, with the next step from each line."""

from bot.views.desk_people import BRING
from storage.database import Database
from storage.profiles import Profile, keep_facts
from storage.vocabulary import PairState, Rank
from tests.facilitating import FACILITATOR, filled
from tests.integration.steps import lying_on, opened
from tests.pairing import MENTEE, MENTOR, pair_up, the
from tests.payloads import TEAM, Payload, press, slash
from tests.rapport import Rapport


def opened_desk(programme: Rapport) -> Payload:
    return opened(programme, slash("/mentor", "desk", user=FACILITATOR))


def to_part(programme: Rapport, desk: Payload, label: str) -> Payload:
    return opened(programme, press(desk, label, user=FACILITATOR), "views.update")


def is_junior(db: Database, user: str) -> None:
    with db.begin() as session:
        keep_facts(session, profiles=[Profile(member_id=the(db, user).id, team_id=TEAM, rank=Rank.LECTURER)])


def test_from_somebody_without_a_mentor_a_press_leads_to_the_form_with_them_in_it(
    programme: Rapport, db: Database
) -> None:
    say = programme.deps.catalog.desk
    is_junior(db, MENTEE)
    board = to_part(programme, opened_desk(programme), say.alone_button)
    assert "Maya Lindqvist" in str(board)
    form = opened(programme, press(board, say.bring_button, user=FACILITATOR), "views.push")
    chosen = next(block["element"] for block in form["blocks"] if block.get("block_id") == "pair_mentee")
    assert chosen["initial_user"] == MENTEE
    redrawn = opened(programme, lying_on("V_DESK", filled(form)), "views.update")
    assert say.alone_nobody in str(redrawn)


def test_the_way_leads_to_what_waits_and_back(programme: Rapport, db: Database) -> None:
    say = programme.deps.catalog
    pair_up(db, state=PairState.HELD)
    desk = opened_desk(programme)
    assert say.desk.waiting.format(number=1).splitlines()[0] in str(desk)
    waiting = to_part(programme, desk, say.desk.waiting_button)
    assert "Idris Okafor" in str(waiting)
    assert to_part(programme, waiting, say.desk.back_button)["blocks"] == desk["blocks"]
    assert say.audit.nothing in str(to_part(programme, desk, say.desk.deeds_button))
    assert say.desk.notes_nobody in str(to_part(programme, desk, say.desk.notes_button))


def test_whoever_is_no_facilitator_any_more_gets_a_sentence_and_nothing_else(programme: Rapport, db: Database) -> None:
    say = programme.deps.catalog
    is_junior(db, MENTEE)
    desk = opened_desk(programme)
    board = to_part(programme, desk, say.desk.alone_button)
    programme.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": ["UBOT"]}
    programme.deps.directory.forget(team_id=TEAM, channel_id="C0FACILITY")
    for label in (say.desk.alone_button, say.desk.notes_button, say.desk.deeds_button, say.desk.waiting_button):
        shown = opened(programme, press(desk, label, user=FACILITATOR), "views.push")
        assert "Maya Lindqvist" not in str(shown)
        assert say.common.refusal_title in str(shown)
    refused = opened(programme, press(board, say.desk.bring_button, user=FACILITATOR), "views.push")
    assert say.pairs.facilitators_only in str(refused)


def test_a_forged_press_for_somebody_who_is_not_here_opens_no_form(programme: Rapport, db: Database) -> None:
    is_junior(db, MENTEE)
    board = to_part(programme, opened_desk(programme), programme.deps.catalog.desk.alone_button)
    forged = press(board, programme.deps.catalog.desk.bring_button, user=FACILITATOR)
    action = next(each for each in forged["actions"] if each["action_id"] == BRING)
    action["value"] = "U0NOWHERE"
    assert programme.deps.catalog.common.not_yours in str(opened(programme, forged, "views.push"))


def test_a_member_is_told_whose_the_desk_is(programme: Rapport) -> None:
    programme.answer_to(slash("/mentor", "desk", user=MENTOR, response_url=programme.slack.response_url))
    assert programme.slack.wait_for("response_url")["text"] == programme.deps.catalog.desk.facilitators_only
