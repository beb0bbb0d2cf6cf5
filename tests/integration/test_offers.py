"""Somebody's own profile as a mentor: its two forms, its refusals, and whether they can be asked."""

from datetime import date, timedelta

import pytest

from bot.deps import Deps
from bot.domain.finding import Wish
from bot.domain.offers import Availability, OpenPart, OwnOffer
from bot.errors import NotYoursError
from bot.services import finding, offers
from storage.database import Database
from storage.offers import offer_of, words_of
from storage.vocabulary import Experience, PairState, Stage, Standing, Strength
from tests.integration.offer_steps import FULL_PAIR_PART, chosen, entered, offer, several, typed
from tests.integration.steps import lying_on, opened
from tests.outbox import HandClock
from tests.pairing import MENTOR, NOW, STRANGER, enrol, pair_up, the
from tests.payloads import Payload, press, slash, submit
from tests.rapport import Rapport

TODAY = NOW.date()
BOARD = "V0BOARD"


@pytest.fixture(autouse=True)
def _people(db: Database) -> None:
    enrol(db, MENTOR, STRANGER)


def board(rapport: Rapport) -> Payload:
    return opened(rapport, slash("/mentor", "profile", user=MENTOR))


def form(rapport: Rapport, button: str) -> Payload:
    return opened(rapport, press(board(rapport), button, user=MENTOR), "views.push")


def the_open_form(rapport: Rapport) -> Payload:
    return form(rapport, rapport.deps.catalog.offers.open_button)


def own(deps: Deps, user_id: str = MENTOR) -> OwnOffer:
    return offers.own(deps, actor=the(deps.db, user_id))


def found_by(db: Database, user_id: str = MENTOR) -> set[str]:
    member_id = the(db, user_id).id
    with db.read() as session:
        return words_of(session, member_ids=[member_id])[member_id]


def test_whoever_offers_nothing_is_told_that_nobody_finds_them(rapport: Rapport) -> None:
    assert rapport.deps.catalog.offers.none_yet in str(board(rapport))
    assert own(rapport.deps).availability is Availability.CLOSED


def test_what_is_saved_stands_on_the_board_with_who_sees_it(rapport: Rapport) -> None:
    filled = submit(the_open_form(rapport), entered(), user=MENTOR)
    assert rapport.answer_to(lying_on(BOARD, filled)) == {}
    drawn = rapport.slack.wait_for("views.update")
    assert drawn["view_id"] == BOARD
    told = str(drawn["view"])
    for words in (
        "Open: you can be asked.",
        "Career: grants and funding; Administration: leading a group",
        "*First three years on faculty:* one to three so far",
        "*After ten years on faculty:* gladly, none so far",
        "*Mentor for* 11 years",
        "Three study sections & <one> promotion file a year",
        rapport.deps.catalog.offers.line_scheme,
        rapport.deps.catalog.offers.open_sees,
    ):
        assert words in told
    assert "four to ten on faculty:" not in told


def test_the_form_shows_what_was_saved(rapport: Rapport) -> None:
    rapport.answer_to(submit(the_open_form(rapport), entered(), user=MENTOR))
    fields = {block["block_id"]: block["element"] for block in the_open_form(rapport)["blocks"] if "element" in block}
    assert fields["offer_standing"]["initial_option"]["value"] == "open"
    assert fields["offer_capacity"]["initial_option"]["value"] == "2"
    assert [each["value"] for each in fields["offer_strengths"]["initial_options"]] == ["grants", "leading"]
    assert fields["offer_stage_middle"]["initial_option"]["value"] == "not"
    assert fields["offer_years"]["initial_value"] == "11"


def test_each_field_of_both_forms_says_who_sees_it(rapport: Rapport) -> None:
    say = rapport.deps.catalog.offers
    for button, seers in ((say.open_button, "Every colleague"), (say.pair_button, "Those you mentor see")):
        hints = [
            block["hint"]["text"]
            for block in form(rapport, button)["blocks"]
            if block["type"] == "input" and block["block_id"] not in {"offer_scheme", "offer_capacity"}
        ]
        assert len(hints) >= 7
        assert all(seers in hint or seers.lower() in hint.lower() for hint in hints)


@pytest.mark.parametrize(
    ("changed", "field", "key"),
    [
        ({"standing": chosen(None)}, "standing", "no_standing"),
        ({"standing": chosen("ajar")}, "standing", "no_standing"),
        ({"standing": chosen("paused")}, "until", "no_day"),
        ({"standing": chosen("paused"), "until": {"selected_date": "2001-01-01"}}, "until", "pause_past"),
        ({"standing": chosen("paused"), "until": {"selected_date": "2999-01-01"}}, "until", "pause_long"),
        ({"capacity": chosen("999")}, "capacity", "no_capacity"),
        ({"strengths": several("juggling")}, "strengths", "no_strength"),
        ({"stage_early": chosen("not"), "stage_late": chosen("x")}, "stage_early", "no_stage"),
        ({"years": typed("-1")}, "years", "no_years"),
        ({"years": typed("61")}, "years", "no_years"),
        ({"brings": typed("x" * 1501)}, "brings", "too_long"),
    ],
    ids=str,
)
def test_what_cannot_be_offered_is_refused_beside_its_field(
    rapport: Rapport, changed: dict[str, Payload], field: str, key: str
) -> None:
    answer = rapport.answer_to(submit(the_open_form(rapport), entered(**changed), user=MENTOR))
    phrase: str = getattr(rapport.deps.catalog.offers, key)
    assert answer["errors"] == {f"offer_{field}": phrase.format(most=60, limit=1500)}
    assert own(rapport.deps).open_part == OpenPart()


def test_whoever_closes_needs_to_say_nothing_more(rapport: Rapport) -> None:
    closing = entered(
        standing=chosen("closed"), strengths=several(), stage_early=chosen("not"), stage_late=chosen("not")
    )
    rapport.answer_to(submit(the_open_form(rapport), closing, user=MENTOR))
    assert own(rapport.deps).open_part.standing is Standing.CLOSED
    assert found_by(rapport.deps.db) == set()


def test_what_mentees_read_is_kept_beside_what_colleagues_find(rapport: Rapport, db: Database) -> None:
    offer(rapport.deps)
    values = {
        "offer_reach": typed("Mornings, by phone"),
        "offer_paper_days": typed("10"),
        "offer_thinking": chosen("ahead"),
        "offer_value_life": typed("Dinner at home"),
    }
    filled = submit(form(rapport, rapport.deps.catalog.offers.pair_button), values, user=MENTOR)
    assert rapport.answer_to(lying_on(BOARD, filled)) == {}
    told = str(rapport.slack.wait_for("views.update")["view"])
    for words in ("Mornings, by phone", "10 working days of notice", "a day or a night", "Dinner at home"):
        assert words in told
    assert own(rapport.deps).open_part.strengths == {Strength.GRANTS, Strength.PAPERS, Strength.BALANCE}


@pytest.mark.parametrize("days", ["91", "ten", "-3"])
def test_a_notice_that_is_no_number_of_days_is_refused(rapport: Rapport, days: str) -> None:
    filled = submit(
        form(rapport, rapport.deps.catalog.offers.pair_button), {"offer_grant_days": typed(days)}, user=MENTOR
    )
    assert set(rapport.answer_to(filled)["errors"]) == {"offer_grant_days"}


def test_a_mentor_is_found_by_strengths_their_areas_and_stages_and_by_nothing_they_took_back(
    deps: Deps, db: Database
) -> None:
    offer(deps)
    assert found_by(db) == {"grants", "papers", "balance", "career", "personal", "early"}
    offer(deps, strengths=frozenset({Strength.TEACHING}), experience={Stage.LATE: Experience.NONE_YET})
    assert found_by(db) == {"teaching", "education", "late"}


def test_the_place_by_lot_stays_when_an_offer_changes(deps: Deps, db: Database) -> None:
    def place() -> int:
        with db.read() as session:
            found = offer_of(session, member_id=the(db, MENTOR).id)
        assert found
        return found.place

    offer(deps)
    before = place()
    offer(deps, capacity=5)
    assert place() == before


def test_a_pause_ends_by_itself_on_its_day(deps: Deps, db: Database, clock: HandClock) -> None:
    offer(deps, standing=Standing.PAUSED, paused_until=TODAY + timedelta(days=2))
    assert own(deps).availability is Availability.PAUSED
    clock.at = NOW + timedelta(days=2)
    assert own(deps).availability is Availability.FREE


def test_a_pause_that_begins_with_another_press_needs_no_form(deps: Deps, db: Database) -> None:
    mentor, until = the(db, MENTOR), date(2026, 12, 1)
    offer(deps)
    with db.begin() as session:
        offers.pause_in(session, deps, mentor=mentor, until=until)
    part = own(deps).open_part
    assert (part.standing, part.paused_until) == (Standing.PAUSED, until)
    assert part.strengths


def test_a_pause_reopens_nobody_who_is_closed(deps: Deps, db: Database) -> None:
    offer(deps, standing=Standing.CLOSED)
    with db.begin() as session:
        offers.pause_in(session, deps, mentor=the(db, MENTOR), until=date(2026, 12, 1))
    assert own(deps).availability is Availability.CLOSED


def test_a_pause_of_somebody_who_offers_nothing_lists_them_nowhere_when_it_is_over(
    deps: Deps, db: Database, clock: HandClock
) -> None:
    with db.begin() as session:
        offers.pause_in(session, deps, mentor=the(db, MENTOR), until=TODAY + timedelta(days=2))
    assert own(deps).availability is Availability.PAUSED
    clock.at = NOW + timedelta(days=2)
    assert finding.search(deps, actor=the(db, STRANGER), wish=Wish(is_free=False), page=0).lines == []
    with pytest.raises(NotYoursError):
        finding.card(deps, actor=the(db, STRANGER), mentor_id=the(db, MENTOR).id)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (PairState.PROPOSED, Availability.FULL),
        (PairState.TALKING, Availability.FULL),
        (PairState.HELD, Availability.FULL),
        (PairState.ACTIVE, Availability.FULL),
        (PairState.ENDED, Availability.FREE),
        (PairState.DECLINED, Availability.FREE),
    ],
)
def test_whoever_is_or_may_soon_be_a_mentee_takes_a_place(
    deps: Deps, db: Database, state: PairState, expected: Availability
) -> None:
    offer(deps, capacity=1)
    pair_up(db, state=state)
    assert own(deps).availability is expected


def test_somebody_who_never_offered_anything_is_neither_free_nor_closed(deps: Deps, db: Database) -> None:
    with db.read() as session:
        found = offers.availability_of_mentor(session, member_id=the(db, STRANGER).id, today=TODAY)
    assert found is None


def test_nobody_else_reads_what_somebody_offers_on_their_own_board(deps: Deps, db: Database) -> None:
    offer(deps, brings="Xqzmark")
    offers.keep_pair_part(deps, actor=the(db, MENTOR), part=FULL_PAIR_PART)
    assert own(deps).pair_part == FULL_PAIR_PART
    assert own(deps, STRANGER).open_part == OpenPart()
    assert "Xqzmark" not in str(own(deps, STRANGER))
