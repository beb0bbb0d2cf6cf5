"""Whom a mentor names for a line of a mentee's map: the mentee hears that there is somebody, once a day at most."""

from datetime import timedelta

from bot.deps import Deps
from bot.services import need_sharing, need_suggestions
from bot.views import need_hint_form
from storage.database import Database
from storage.vocabulary import TouchpointKind
from tests.integration.need_steps import SECOND, named
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, the
from tests.planning import message, planned

TOLD = TouchpointKind.NEED_SUGGESTED


def test_somebody_else_named_on_another_day_is_told_as_well_and_the_same_one_is_not(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    def names(person: str) -> None:
        actor, field = the(db, MENTOR), need_hint_form.PERSON
        need_suggestions.name_somebody(deps, actor=actor, pair_id=pair_id, need_id=need_id, user_id=person, field=field)

    need_id = named(deps)
    need_sharing.share(deps, actor=the(db, MENTEE), need_id=need_id, pair_id=pair_id)
    enrol(db, STRANGER, SECOND)
    names(STRANGER)
    clock.at += timedelta(days=1)
    names(STRANGER)
    assert len(planned(db, TOLD)) == 1
    for person in (SECOND, STRANGER, SECOND):
        names(person)
    assert len(planned(db, TOLD)) == 2, "once a day is enough"
    assert message(deps, TOLD)
