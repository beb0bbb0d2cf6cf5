"""From how many people a request could be, and when that is too few to name the other person."""

import pytest

from bot.views.relay import names
from storage.database import Database
from storage.vocabulary import PairState
from tests.asked import head_of, kept_rows, sealed_head_of
from tests.asking import SECOND, Entered, ask, form_of, look, staffed, texts_of
from tests.facilitating import FACILITATOR
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, has_a_say, has_left, is_of_division, pair_up
from tests.rapport import Rapport


@pytest.fixture(autouse=True)
def _programme(rapport: Rapport, db: Database) -> None:
    pair_up(db)
    staffed(rapport, db)


def test_a_mentor_of_few_is_named_only_with_a_second_tick(rapport: Rapport, db: Database) -> None:
    """Relay 54: with one to four mentees the name stays out unless it is ticked."""
    ask(rapport, Entered(other=MENTOR))
    assert head_of(rapport).other is None


def test_a_mentor_of_few_is_named_where_it_was_ticked(rapport: Rapport) -> None:
    """Relay 54: and is not there unasked."""
    ask(rapport, Entered(other=MENTOR, shares=True))
    assert head_of(rapport).other == MENTOR


def test_a_mentor_of_five_is_named_without_more_ado(rapport: Rapport, db: Database) -> None:
    """Relay 54: from five on there is no warning and no second tick."""
    for number in range(4):
        enrol(db, f"U0MENTEE{number:03}")
        pair_up(db, mentee=f"U0MENTEE{number:03}")
    seen = look(rapport, form_of(rapport), Entered(other=MENTOR))
    assert "is left out" not in texts_of(seen)
    assert not set(names.SHARING) & {block["block_id"] for block in seen["blocks"] if block["type"] == "input"}
    ask(rapport, Entered(other=MENTOR))
    assert head_of(rapport).other == MENTOR


def test_about_a_stranger_the_smaller_side_counts(rapport: Rapport, db: Database) -> None:
    """Relay 54: whoever is no partner of theirs could be written about by few or by many; few is assumed."""
    for number in range(6):
        enrol(db, f"U0MENTEE{number:03}")
        pair_up(db, mentor=STRANGER, mentee=f"U0MENTEE{number:03}")
    pair_up(db, mentor="U0MENTEE000", mentee=STRANGER)
    ask(rapport, Entered(other=STRANGER))
    assert head_of(rapport).other is None


@pytest.mark.parametrize("tied", [FACILITATOR, SECOND])
def test_whoever_has_ties_to_a_facilitator_is_not_counted_about_the_named_one(
    rapport: Rapport, db: Database, tied: str
) -> None:
    """Relay 54: a facilitator knows that it is of nobody whose mentor or mentee they are, so four are left of five."""
    for number in range(4):
        enrol(db, f"U0MENTEE{number:03}")
        pair_up(db, mentee=f"U0MENTEE{number:03}")
    pair_up(db, mentor=tied, mentee="U0MENTEE000", state=PairState.DECLINED)
    seen = look(rapport, form_of(rapport), Entered(other=MENTOR))
    assert "is left out" in texts_of(seen)
    ask(rapport, Entered(other=MENTOR))
    assert head_of(rapport).other is None


def test_whoever_has_left_is_not_counted(rapport: Rapport, db: Database) -> None:
    """Relay 54: somebody who is not there any more has not written, so four are left of five."""
    for number in range(4):
        enrol(db, f"U0MENTEE{number:03}")
        pair_up(db, mentee=f"U0MENTEE{number:03}")
    say = rapport.deps.catalog.relay_intake
    assert say.crowd.format(crowd=say.band_five) in texts_of(look(rapport, form_of(rapport), Entered()))
    for number in range(2):
        has_left(db, f"U0MENTEE{number:03}")
    seen = look(rapport, form_of(rapport), Entered(other=MENTOR))
    assert "is left out" in texts_of(seen)
    assert say.crowd.format(crowd=say.band_fewer) in texts_of(seen)


def test_the_crowd_is_of_those_without_ties_to_whoever_may_be_given_it(rapport: Rapport, db: Database) -> None:
    """What the preview promises holds against the two who get it, whoever they are."""
    say = rapport.deps.catalog.relay_intake
    for number in range(8):
        enrol(db, f"U0MENTEE{number:03}")
        pair_up(db, mentee=f"U0MENTEE{number:03}")
    assert say.crowd.format(crowd=say.band_ten) in texts_of(look(rapport, form_of(rapport), Entered()))
    pair_up(db, mentor=FACILITATOR, mentee="U0MENTEE000")
    seen = look(rapport, form_of(rapport), Entered())
    assert say.crowd.format(crowd=say.band_five) in texts_of(seen)
    seen = look(rapport, form_of(rapport), Entered(not_these=[FACILITATOR]))
    assert say.crowd.format(crowd=say.band_ten) in texts_of(seen), "whoever never gets it knows nothing"


def test_whoever_leads_many_is_told_nothing_by_being_given_a_request(rapport: Rapport, db: Database) -> None:
    """It is of none of those: a division of eight under one facilitator leaves few who could have written."""
    say = rapport.deps.catalog.relay_intake
    for number in range(8):
        enrol(db, f"U0MENTEE{number:03}")
        pair_up(db, mentee=f"U0MENTEE{number:03}")
        has_a_say(db, FACILITATOR, f"U0MENTEE{number:03}")
    seen = look(rapport, form_of(rapport), Entered())
    assert say.crowd.format(crowd=say.band_fewer) in texts_of(seen)
    seen = look(rapport, form_of(rapport), Entered(not_these=[FACILITATOR]))
    assert say.crowd.format(crowd=say.band_ten) in texts_of(seen)


def test_about_a_chief_those_they_lead_could_have_written(rapport: Rapport, db: Database) -> None:
    """Relay 54: of those who are here; with five the name stands, with four it stays out."""
    has_a_say(db, STRANGER, MENTEE)
    for number in range(4):
        enrol(db, f"U0JUNIOR{number:03}")
        has_a_say(db, STRANGER, f"U0JUNIOR{number:03}")
    assert "is left out" not in texts_of(look(rapport, form_of(rapport), Entered(other=STRANGER)))
    has_left(db, "U0JUNIOR000")
    assert "is left out" in texts_of(look(rapport, form_of(rapport), Entered(other=STRANGER)))


def test_of_ones_own_division_the_preview_counts_apart(rapport: Rapport, db: Database) -> None:
    """Words that tell a division are of its people: of ten in pairs four are of the author's."""
    say = rapport.deps.catalog.relay_intake
    for number in range(8):
        enrol(db, f"U0MENTEE{number:03}")
        pair_up(db, mentee=f"U0MENTEE{number:03}")
    assert "division" not in texts_of(look(rapport, form_of(rapport), Entered()))
    for user_id in (MENTEE, STRANGER, "U0MENTEE000", "U0MENTEE001"):
        is_of_division(db, user_id, "Cardiology")
    for number in range(2, 8):
        is_of_division(db, f"U0MENTEE{number:03}", "Surgery")
    seen = texts_of(look(rapport, form_of(rapport), Entered()))
    assert say.crowd.format(crowd=say.band_ten) in seen
    assert say.division_crowd.format(crowd=say.band_fewer) in seen
    for number in range(2, 4):
        is_of_division(db, f"U0MENTEE{number:03}", "Cardiology")
    assert say.division_crowd.format(crowd=say.band_five) in texts_of(look(rapport, form_of(rapport), Entered()))


def test_the_division_of_an_author_is_kept_with_no_request(rapport: Rapport, db: Database) -> None:
    """It is counted in memory: neither a table nor what the keys open tells it."""
    is_of_division(db, MENTEE, "Cardiology")
    ask(rapport)
    assert "Cardiology" not in str(kept_rows(rapport))
    assert "Cardiology" not in sealed_head_of(rapport)
