"""Somebody erases what is kept of them and stays: what others have said of them goes on meaning them."""

from bot.deps import Deps
from bot.services import about, audit, avoidances, contact, erasing, gate, offers
from storage.audit import note
from storage.database import Database
from storage.members import Member
from storage.relations import Relation, add_relations, relations_with
from storage.vocabulary import AuditKind, Authority
from tests.facilitating import FACILITATOR, facilitated
from tests.integration.test_avoidances import avoid
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, has_a_say, has_left, pair_up, the
from tests.payloads import TEAM
from tests.rapport import Rapport

OTHER = "U0OTHERFAC"


def erased(deps: Deps, user: str = MENTOR) -> Member:
    """Erase what is kept of somebody, and return who they are from then on, or were."""
    before = the(deps.db, user)
    erasing.erase(deps, member_id=before.id)
    return before if before.is_deleted else the(deps.db, user)


def named(db: Database, *, senior: str = MENTOR) -> None:
    """Let the mentee name somebody as having a say in their career."""
    who, whom = the(db, senior), the(db, MENTEE)
    relation = Relation(senior_id=who.id, junior_id=whom.id, kind=Authority.CHAIR, team_id=TEAM, is_own=True)
    with db.begin() as session:
        add_relations(session, relations=[relation])


def flags(db: Database, mentor: Member) -> set[str]:
    """Return what is known to stand between a mentor and the mentee."""
    with db.read() as session:
        return {each.kind for each in gate.known_flags(session, mentor_id=mentor.id, mentee_id=the(db, MENTEE).id)}


def test_whoever_keeps_away_from_them_is_not_brought_together_with_them_again(
    deps: Deps, db: Database, pair_id: str
) -> None:
    enrol(db, STRANGER)
    avoid(db, MENTEE, MENTOR, STRANGER)
    mentor = erased(deps)
    with db.read() as session:
        assert not offers.may_be_asked(session, mentor=mentor, by=the(db, MENTEE), now=deps.clock.now())
    assert avoidances.named(deps, actor=the(db, MENTEE)) == sorted([MENTOR, STRANGER])


def test_whoever_has_a_say_in_a_career_has_it_and_no_pair_begins_as_if_they_had_none(
    deps: Deps, db: Database, pair_id: str
) -> None:
    has_a_say(db, MENTOR, MENTEE)
    named(db)
    mentor = erased(deps)
    assert flags(db, mentor) == {Authority.CHIEF, Authority.CHAIR}
    shown = about.current(deps, actor=the(db, MENTEE)).about
    assert shown.seniors[Authority.CHAIR] == [MENTOR]


def test_a_facilitator_reads_no_decision_about_a_pair_that_was_theirs(
    rapport: Rapport, deps: Deps, db: Database
) -> None:
    facilitated(rapport, db)
    enrol(db, FACILITATOR, STRANGER, MENTOR)
    with db.begin() as session:
        note(session, team_id=TEAM, actor_id=the(db, STRANGER).id, kind=AuditKind.PAIR_SETTLED, at=deps.clock.now())
    assert len(audit.page(deps, actor=the(db, FACILITATOR)).deeds) == 1
    pair_up(db, mentee=FACILITATOR)
    assert audit.page(deps, actor=erased(deps, FACILITATOR)).deeds == []


def test_no_private_note_comes_to_a_facilitator_who_was_in_a_pair_with_its_writer(
    rapport: Rapport, deps: Deps, db: Database
) -> None:
    facilitated(rapport, db, facilitators=(FACILITATOR, OTHER))
    enrol(db, FACILITATOR, OTHER)
    pair_up(db, mentor=FACILITATOR)
    writer = erased(deps, MENTEE)
    pair_id = pair_up(db)
    for _ in range(5):
        assert contact.helper_for(deps, actor=writer, pair_id=pair_id)[0].user_id == OTHER


def test_of_whom_others_alone_have_said_something_there_is_no_more_to_erase(deps: Deps, db: Database) -> None:
    enrol(db, MENTEE, MENTOR)
    has_a_say(db, MENTOR, MENTEE)
    before = the(db, MENTOR)
    assert erased(deps).id == before.id
    with db.read() as session:
        assert len(relations_with(session, member_id=before.id)) == 1


def test_forms_that_named_whoever_has_left_since_open_without_them(deps: Deps, db: Database) -> None:
    pair_up(db)
    avoid(db, MENTEE, MENTOR)
    named(db)
    has_left(db, MENTOR)
    erased(deps)
    assert avoidances.named(deps, actor=the(db, MENTEE)) == []
    assert about.current(deps, actor=the(db, MENTEE)).about.seniors[Authority.CHAIR] == []
