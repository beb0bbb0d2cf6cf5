"""Somebody has their data erased: nothing of their own stays, and the other one keeps what the two have shared."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from bot.deps import Deps
from bot.domain.people import Person
from bot.errors import NotYoursError
from bot.services import erasing, members, pairs, retention
from bot.services.relay.relations import relations_of, ties_of
from bot.views.carried import Carried
from bot.views.screens import Screen
from handlers.boards import BOARDS
from sandbox.blockkit import check_view
from storage.database import Database
from storage.holdings import HOLDINGS, Whose
from storage.members import Member
from storage.vocabulary import DoorKind, PairState, TouchpointKind
from tests.asking import home_of
from tests.integration import credit_steps as works
from tests.integration import door_steps as introductions
from tests.integration.agreement_steps import agree
from tests.integration.ending_steps import deliver, messages, seen_by, state_of
from tests.integration.goal_steps import TITLE, set_goal
from tests.integration.recap_steps import met, send_both
from tests.integration.review_steps import ask as ask_for_a_review
from tests.outbox import HandClock
from tests.own_rows import fill, said
from tests.pairing import MENTEE, MENTOR, NAMES, NOW, STRANGER, enrol, has_a_say, has_left, pair_up, the
from tests.payloads import TEAM, Payload, press, slash, submit
from tests.planning import planned, pushed
from tests.rapport import Rapport

NAME = NAMES[MENTEE]
MAYA, IDRIS = "maya", "idris"
DAY = timedelta(days=1)


def erase(deps: Deps, user: str = MENTEE) -> erasing.Erased:
    return erasing.erase(deps, member_id=the(deps.db, user).id)


def typed(word: str) -> dict[str, Payload]:
    return {"data_word": {"type": "plain_text_input", "value": word}}


def nobodys(db: Database) -> list[Member]:
    with db.read() as session:
        return [each for each in session.exec(select(Member)) if each.erased_at]


def where(db: Database, text: str) -> set[str]:
    """Return the tables in which a text stands, in clear, whatever its case."""
    return {table for table, rows in said(db).items() if text.lower() in rows.lower()}


def hears(rapport: Rapport, deps: Deps) -> list[tuple[str, str]]:
    return [(user, message["text"]) for user, message in deliver(rapport, deps)]


def test_nothing_of_ones_own_stays_and_all_that_was_shared_does(deps: Deps, db: Database, pair_id: str) -> None:
    fill(db, pair_id, {MAYA: the(db, MENTEE), IDRIS: the(db, MENTOR)}, name=NAME.upper())
    has_left(db, MENTEE)
    erase(deps)
    own = where(db, f".{MAYA}>")
    assert {HOLDINGS[table].whose for table in own} <= {Whose.PAIR, Whose.PROGRAMME}
    assert own.isdisjoint({"agendaitem", "agreementanswer", "ending"}), "nobody else had read these"
    assert {"goal", "recap", "note", "agreementwording", "creditversion", "thanks", "review"} <= own
    his_own = {table for table, holding in HOLDINGS.items() if holding.whose is Whose.OWN}
    retention.keep_house(deps)
    assert where(db, f".{IDRIS}>") >= {"plan", "privatenote", "selfcheck", "goal"}
    assert where(db, NAME) - his_own - {"setting", "installation"} == {"creditversion"}, "which both may have signed"


def test_the_other_one_hears_what_is_always_heard_and_then_reads_a_former_colleague(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    set_goal(deps, pair_id, title=f"Write with {NAME}")
    deliver(rapport, deps)
    assert erase(deps).pairs == 1
    assert state_of(deps, pair_id) is PairState.ENDED
    told = dict(hears(rapport, deps))
    assert NAME in told[MENTOR]
    assert "eras" not in told[MENTOR].lower()
    assert MENTEE not in told
    retention.keep_house(deps)
    assert where(db, NAME) == {"member"}, "as Slack gives it"
    sheet = seen_by(deps, pair_id, MENTOR)
    assert (sheet.card.partner.name, sheet.card.partner.has_left) == (deps.catalog.own_data.nobody, True)
    assert NAMES[MENTOR] in sheet.told[0].letter
    assert [card.pair_id for card in pairs.past_cards(deps, actor=the(db, MENTOR))] == [pair_id]
    assert pairs.past_cards(deps, actor=the(db, MENTEE)) == []
    assert home_of(rapport, user=MENTOR)["type"] == "home"


def test_every_screen_of_the_pair_still_opens_for_the_other_one(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    set_goal(deps, pair_id)
    send_both(deps, met(db, pair_id))
    agree(deps, pair_id)
    works.begin(deps, pair_id)
    introductions.begin(deps, pair_id, DoorKind.INTRODUCTION)
    ask_for_a_review(deps, pair_id)
    erase(deps)
    idris, shown = the(db, MENTOR), {}
    for screen, board in BOARDS.items():
        try:
            view = board.draw(deps, idris, Carried(pair_id=pair_id, board=screen))
        except NotYoursError:
            continue
        assert check_view(view) == []
        shown[screen] = str(view)
    assert {Screen.GOALS, Screen.RECAP, Screen.AGREEMENT, Screen.CREDIT, Screen.DOORS, Screen.CLOSE} <= set(shown)
    assert TITLE.partition(" <")[0] in shown[Screen.GOALS]


def test_one_that_breaks_off_has_changed_nothing(deps: Deps, db: Database, pair_id: str) -> None:
    fill(db, pair_id, {MAYA: the(db, MENTEE), IDRIS: the(db, MENTOR)})
    with db.begin() as session:
        session.connection().exec_driver_sql("ALTER TABLE auditentry RENAME TO elsewhere")
    before = said(db, but=frozenset({"auditentry"}))
    with pytest.raises(DBAPIError):
        erase(deps)
    assert said(db, but=frozenset({"auditentry"})) == before


def test_until_they_have_heard_the_name_stays_and_no_longer(deps: Deps, db: Database, pair_id: str) -> None:
    erase(deps)
    assert [each.name for each in nobodys(db)] == [NAME]
    with db.begin() as session:
        for row in planned(db, TouchpointKind.ENDING_TOLD, TouchpointKind.ENDING_OUTCOME):
            session.delete(row)
    retention.keep_house(deps)
    assert [each.name for each in nobodys(db)] == [deps.catalog.own_data.nobody]


def test_whoever_is_still_there_is_known_as_slack_knows_them_and_greeted_by_nobody(
    deps: Deps, db: Database, pair_id: str
) -> None:
    before = the(db, MENTEE)
    erase(deps)
    after = the(db, MENTEE)
    assert (after.name, after.zone, after.is_deleted) == (before.name, before.zone, False)
    assert after.id != before.id
    person = Person(TEAM, MENTEE, NAME, "America/Toronto", "")
    members.note_everybody(deps, team_id=TEAM)
    members.keep_people(deps, [person])
    assert messages(deps, TouchpointKind.WELCOME) == []
    assert erase(deps) == erasing.Erased(), "there is nothing more to erase"
    assert the(db, MENTEE).id == after.id


def test_whoever_has_left_is_not_known_again_though_slack_goes_on_listing_them(
    deps: Deps, db: Database, pair_id: str
) -> None:
    has_left(db, MENTEE)
    erase(deps)
    gone = Person(TEAM, MENTEE, NAME, "America/Toronto", "", is_deleted=True)
    members.keep_people(deps, [gone])
    with db.read() as session:
        assert session.exec(select(Member).where(Member.user_id == MENTEE)).all() == []
    members.keep_people(deps, [Person(TEAM, MENTEE, NAME, "America/Toronto", "")])
    assert the(db, MENTEE).is_full_member, "they are back, and begin anew"


def test_whoever_is_in_no_row_of_others_leaves_none(deps: Deps, db: Database) -> None:
    enrol(db, MENTEE)
    has_left(db, MENTEE)
    erase(deps)
    assert where(db, NAME) | {each.name for each in nobodys(db)} == set()


def test_ties_outlive_the_data_so_that_no_private_request_comes_to_who_it_is_about(
    deps: Deps, db: Database, pair_id: str
) -> None:
    has_a_say(db, STRANGER, MENTEE)
    for erased in (MENTEE, MENTOR):
        erase(deps, erased)
        with db.read() as session:
            relations = relations_of(session, team_id=TEAM, user_id=MENTEE)
            ties = ties_of(session, team_id=TEAM, user_ids={MENTOR, STRANGER})
        assert set(relations.sides) == {MENTOR}
        assert relations.authorities == {STRANGER}
        assert MENTEE in ties[MENTOR]
        assert MENTEE in ties[STRANGER]
    has_left(db, MENTEE)
    retention.keep_house(deps)
    with db.read() as session:
        assert MENTEE not in ties_of(session, team_id=TEAM, user_ids={MENTOR})[MENTOR]
    assert "relation" not in where(db, the(db, STRANGER).id), "nobody is left whom it protects"


def test_both_of_a_pair_erase_at_once(deps: Deps, db: Database, pair_id: str) -> None:
    fill(db, pair_id, {MAYA: the(db, MENTEE), IDRIS: the(db, MENTOR)})
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda user: erase(deps, user), [MENTEE, MENTOR, MENTEE, MENTOR]))
    assert sum(each.pairs for each in done) == 1
    assert len(nobodys(db)) == 2
    assert "privatenote" not in where(db, f".{MAYA}>") | where(db, f".{IDRIS}>")


def test_what_was_sent_off_in_the_same_moment_goes_with_the_next_round(deps: Deps, db: Database, pair_id: str) -> None:
    before = the(db, MENTEE)
    erase(deps)
    fill(db, pair_id, {MAYA: before, IDRIS: the(db, MENTOR)}, but=frozenset({"ending"}))
    retention.keep_house(deps)
    assert {HOLDINGS[table].whose for table in where(db, f".{MAYA}>")} <= {Whose.PAIR, Whose.PROGRAMME}


def test_a_year_after_somebody_has_left_their_data_is_erased_unless_they_are_back(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    other = pair_up(db, mentee=STRANGER)
    for user in (MENTEE, STRANGER):
        members.keep_people(deps, [Person(TEAM, user, NAMES[user], "UTC", "", is_deleted=True)])
    clock.at += timedelta(days=300)
    members.keep_people(deps, [Person(TEAM, STRANGER, NAMES[STRANGER], "UTC", "")])
    assert retention.keep_house(deps) == 0
    clock.at = NOW + timedelta(days=366)
    members.keep_people(deps, [Person(TEAM, STRANGER, NAMES[STRANGER], "UTC", "", is_deleted=True)])
    assert retention.keep_house(deps) == 1
    assert (state_of(deps, pair_id), state_of(deps, other)) == (PairState.ENDED, PairState.ACTIVE)
    assert retention.keep_house(deps) == 0


def test_it_takes_a_word_and_the_same_form_again_leaves_the_newcomer_alone(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    say = rapport.deps.catalog.own_data
    before = the(db, MENTEE)
    rapport.answer_to(slash("/mentor", text="data", user=MENTEE))
    sheet = rapport.slack.wait_for("views.open")["view"]
    assert say.about_private in str(sheet)
    form = pushed(rapport, press(sheet, say.erase_button, user=MENTEE))
    refused = rapport.answer_to(submit(form, typed("yes"), user=MENTEE))
    assert refused["errors"] == {"data_word": say.wrong_word}
    for _ in range(2):
        done = rapport.answer_to(submit(form, typed(" Erase "), user=MENTEE))
        assert done["view"]["title"]["text"] == say.erased_title
    assert [each.id for each in nobodys(db)] == [before.id]
