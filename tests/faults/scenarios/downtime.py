"""Three days without Rapport, and what comes when it is back."""

from datetime import timedelta

from bot.services.letter import planned
from storage.columns import new_id
from storage.vocabulary import TouchpointKind
from tests.faults.report import Length, Told
from tests.faults.stage import AGAIN, ONCE, TEAM, Stage

DAYS = 3
PEOPLE = 20


def three_days_away(stage: Stage, _length: Length) -> Told:
    """Come back after three days: the expired is given up, of revisions the newest comes, in one message each."""
    people = stage.keep_people(PEOPLE)
    expired = stage.plan(people, due=timedelta(days=-DAYS), lives=timedelta(days=1))
    alive = stage.plan(people, due=timedelta(days=-1), lives=timedelta(days=5), each=3)
    older, newest = _revisions(stage, [person.id for person in people])
    stage.work()
    told = Told(stage.ledger_when_settled())
    rows, arrivals = stage.rows(), stage.arrivals()
    told.expect({rows[mark].outcome for mark in expired} == {"expired"}, "what has expired is given up as such")
    told.expect({rows[mark].outcome for mark in older} == {"newer"}, "of several revisions the older are given up")
    told.expect(all(arrivals.get(mark) for mark in [*alive, *newest]), "all that is alive arrives")
    messages = {copy.ts for copies in arrivals.values() for copy in copies}
    told.expect(len(messages) == PEOPLE, "each person gets one message")
    told.note = f"{len(messages)} messages to {PEOPLE} people"
    _start_again(stage, told)
    return told


def _revisions(stage: Stage, member_ids: list[str]) -> tuple[list[str], list[str]]:
    """Plan three revisions of one subject for everybody, and return the marks of the older ones and of the newest."""
    due_at = stage.clock.now() - timedelta(hours=30)
    rows = [
        planned(
            kind=AGAIN,
            member_id=member_id,
            team_id=TEAM,
            subject_id=subject_id,
            due_at=due_at + timedelta(hours=revision),
            expires_at=due_at + timedelta(days=5),
            revision=revision,
        )
        for member_id, subject_id in ((member_id, new_id()) for member_id in member_ids)
        for revision in (1, 2, 3)
    ]
    marks = stage.keep(rows)
    return [mark for mark in marks if not mark.endswith(":3")], [mark for mark in marks if mark.endswith(":3")]


def _start_again(stage: Stage, told: Told) -> None:
    """Stop, start once more, and expect silence."""
    before = len(stage.calls())
    stage.crew.workers[-1].stop()
    stage.work()
    stage.settle_down(seconds=2.0)
    told.expect(len(stage.calls()) == before, "a second start sends nothing")


def caps_hold_after_downtime(stage: Stage, _length: Length) -> Told:
    """Leave more prompts than an hour may bring, an hour apart: nobody gets two messages within an hour."""
    people = stage.keep_people(PEOPLE)
    stage.plan(people, kind=ONCE, each=2)
    stage.work()
    stage.wait_until_settled()
    stage.plan(people, kind=TouchpointKind.RECAP_PROMPT)
    stage.wait_until_settled()
    stage.settle_down()
    told = Told(stage.ledger(), "a second round within the hour")
    told.expect(told.ledger.waiting == PEOPLE, "what comes within the same hour waits")
    stage.clock.move(timedelta(hours=1, minutes=1))
    told.ledger = stage.ledger_when_settled()
    told.expect(told.ledger.sent == 3 * PEOPLE, "and arrives in the next one")
    return told
