"""From how many people a request could be: counted in memory while its author looks it over, kept nowhere."""

from sqlmodel import Session

from bot.domain.relay.crowds import Band, band_of, fewest_left
from bot.domain.relay.door import Door
from bot.services.relay.relations import Ties
from storage.pairs import full_members_in_pairs
from storage.profiles import people_of_division
from storage.records import record


@record
class Crowds:
    """How many people could have written something."""

    programme: Band
    division: Band | None
    """Of the author's own division, for words that tell which one that is; None where nobody knows it."""


def crowds_of(session: Session, *, door: Door, ties: Ties) -> Crowds:
    """Return of how many people in pairs a request could be, the author among them, whoever is given it.

    Args:
        session: of the main database.
        door: of its author.
        ties: with whom each of those who may be given it has ties.
    """
    people = full_members_in_pairs(session, team_id=door.team_id)
    division = None
    if door.division:
        near = people & people_of_division(session, team_id=door.team_id, division=door.division)
        division = band_of(fewest_left(near, ties) + (not door.is_in_pairs))
    return Crowds(band_of(fewest_left(people, ties) + (not door.is_in_pairs)), division)
