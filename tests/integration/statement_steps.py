"""A mentor's year as the tests of statements have it: pairs, meetings, reviews, and a mentee who is asked."""

from datetime import UTC, datetime, timedelta

from sqlmodel import col, select, update

from bot.deps import Deps
from bot.services import namings
from bot.views.statements import PERIOD
from storage.columns import new_id
from storage.database import Database
from storage.meetings import Meeting
from storage.members import Member
from storage.namings import Naming
from storage.pairs import Pair
from storage.profiles import Profile, keep_facts
from storage.reviews import Review
from storage.vocabulary import DoorKind, DoorState, MeetingState, Rank, ReviewKind, ReviewState
from tests.integration.door_steps import begin, let_stand
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, the
from tests.payloads import TEAM, Payload, press, slash
from tests.rapport import Rapport

YEAR = "2026-01"


def has_rank(db: Database, user: str, rank: Rank) -> None:
    """Let the roster know of a rank."""
    with db.begin() as session:
        keep_facts(session, profiles=[Profile(member_id=the(db, user).id, team_id=TEAM, rank=rank)])


def began(db: Database, pair_id: str, at: datetime) -> None:
    """Let a pair have begun at that instant."""
    with db.begin() as session:
        session.connection().execute(update(Pair).where(col(Pair.id) == pair_id).values(proposed_at=at))


def met(db: Database, pair_id: str, *starts_at: datetime, state: MeetingState = MeetingState.HELD) -> None:
    """Let a pair have met then, or not."""
    mentor_id = the(db, MENTOR).id
    with db.begin() as session:
        session.add_all(
            Meeting(
                team_id=TEAM,
                pair_id=pair_id,
                starts_at=each,
                zone="UTC",
                minutes=60,
                state=state,
                changed_by_id=mentor_id,
                changed_at=each,
            )
            for each in starts_at
        )


def reviewed(db: Database, pair_id: str, at: datetime, *, state: ReviewState = ReviewState.DONE) -> None:
    """Let a document have come back then, or whatever became of it."""
    review = Review(
        team_id=TEAM,
        pair_id=pair_id,
        kind=ReviewKind.PAPER,
        title="x",
        length="x",
        wanted_on=at.date(),
        state=state,
        asked_at=at - timedelta(days=20),
        changed_at=at,
    )
    with db.begin() as session:
        session.add(review)


def day(month: int, number: int, *, year: int = 2026, hour: int = 12) -> datetime:
    """Return an instant of 2026, or of another year."""
    return datetime(year, month, number, hour, tzinfo=UTC)


def ask(deps: Deps, *users: str, code: str = YEAR) -> int:
    """Let Idris ask these people whether his statement may name them."""
    ids = [the(deps.db, user).id for user in users]
    return namings.ask(deps, actor=the(deps.db, MENTOR), code=code, mentee_ids=ids)


def kept(db: Database) -> list[Naming]:
    """Return every question there is, in the order in which they were asked."""
    with db.read() as session:
        return list(session.exec(select(Naming).order_by(col(Naming.asked_at))))


def answer(deps: Deps, *, is_yes: bool, user: str = MENTEE, revision: int | None = None) -> None:
    """Let a mentee answer the newest question to them."""
    member: Member = the(deps.db, user)
    naming = [each for each in kept(deps.db) if each.mentee_id == member.id][-1]
    namings.answer(deps, actor=member, naming_id=naming.id, revision=revision or naming.revision, is_yes=is_yes)


def nobody() -> str:
    """Return an id that nothing has."""
    return new_id()


def opened_year(rapport: Rapport, *, code: str = YEAR) -> Payload:
    """Open Idris's statement and choose a year, whichever it is today."""
    screen = opened(rapport, slash("/mentor", "statement", user=MENTOR))
    button = {"type": "button", "action_id": PERIOD, "text": {"type": "plain_text", "text": "A year"}}
    pressed = press({**screen, "blocks": [{"type": "actions", "elements": [button]}]}, "A year", user=MENTOR)
    chosen = {"type": "static_select", "action_id": PERIOD, "selected_option": {"value": code}}
    return opened(rapport, {**pressed, "actions": [chosen]}, "views.update")


def introduced(deps: Deps, clock: HandClock, pair_id: str, *at: datetime) -> None:
    """Let Idris have sent a letter of introduction at each of these instants; of the first something came."""
    stands = clock.at
    for number, each in enumerate(at):
        clock.at = each
        door_id = begin(deps, pair_id, DoorKind.INTRODUCTION)
        let_stand(deps, door_id, DoorState.SENT, by=MENTOR)
        if number == 0:
            clock.at = stands
            let_stand(deps, door_id, DoorState.MET)
    clock.at = stands


def not_introduced(deps: Deps, pair_id: str) -> None:
    """Let there be a letter that was not sent, one that nobody has sent yet, and another door."""
    let_stand(deps, begin(deps, pair_id, DoorKind.INTRODUCTION), DoorState.NOT_NOW)
    begin(deps, pair_id, DoorKind.INTRODUCTION)
    let_stand(deps, begin(deps, pair_id, DoorKind.OPPORTUNITY), DoorState.TAKEN)
