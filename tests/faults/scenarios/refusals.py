"""Refusals that mean one row, one person, or the whole workspace."""

from sqlmodel import col, update

from storage.conversations import keep_direct_channel
from storage.members import Member
from storage.pace import resume
from storage.vocabulary import TouchpointState
from tests.faults.report import Length, Told
from tests.faults.script import Rule, Trouble
from tests.faults.stage import TEAM, Stage

BATCH = 50


def one_bad_row_among_fifty(stage: Stage, _length: Length) -> Told:
    """Refuse the words of one row: it fails with Slack's word, the other forty-nine arrive."""
    told = _one_refused(stage, "invalid_blocks")
    told.expect(told.ledger.sent == BATCH - 1 and told.ledger.dropped == 1, "49 arrive, one is given up")
    return told


def one_unknown_person_among_fifty(stage: Stage, _length: Length) -> Told:
    """Say of one person that there is no such user: the others' messages arrive."""
    told = _one_refused(stage, "user_not_found")
    told.expect(told.ledger.sent == BATCH - 1 and told.ledger.dropped == 1, "49 arrive, one is given up")
    return told


def _one_refused(stage: Stage, word: str) -> Told:
    subjects = stage.plan(stage.keep_people(BATCH))
    stage.slack.misbehave(Rule(Trouble.REFUSED, word=word, fits=subjects[BATCH // 2]))
    stage.work()
    return Told(stage.ledger_when_settled(), f"{word} for one of {BATCH}")


def moved_conversations(stage: Stage, _length: Length) -> Told:
    """Let the conversations that are known be gone: the message goes to the person instead."""
    people = stage.keep_people(5)
    with stage.db.begin() as session:
        for person in people:
            keep_direct_channel(session, team_id=TEAM, member_id=person.id, channel_id=f"DGONE{person.user_id}")
    stage.plan(people)
    stage.slack.misbehave(Rule(Trouble.REFUSED, word="channel_not_found", fits="DGONE"))
    stage.work()
    told = Told(stage.ledger_when_settled(), "channel_not_found for 5 known D ids")
    told.expect(told.ledger.sent == 5, "each arrives by the person's own id")
    return told


def people_who_left(stage: Stage, _length: Length) -> Told:
    """Deactivate ten people after their messages were planned: those are given up, the others' arrive."""
    people = stage.keep_people(30)
    stage.plan(people)
    with stage.db.begin() as session:
        gone = [person.id for person in people[:10]]
        session.execute(update(Member).where(col(Member.id).in_(gone)).values(is_deleted=True))
    stage.work()
    told = Told(stage.ledger_when_settled(), "10 of 30 deactivated")
    told.expect(told.ledger.sent == 20 and told.ledger.dropped == 10, "20 arrive, 10 are given up")
    return told


def token_revoked_midway(stage: Stage, _length: Length) -> Told:
    """Revoke the token midway: the rest waits unharmed, and goes out once the token is good again."""
    return _paused_midway(stage, "token_revoked")


def scope_removed_midway(stage: Stage, _length: Length) -> Told:
    """Take the right to write away midway: the rest waits unharmed, and goes out once it is granted again."""
    return _paused_midway(stage, "missing_scope")


def _paused_midway(stage: Stage, word: str) -> Told:
    stage.plan(stage.keep_people(BATCH))
    stage.work(interval_us=40_000)
    stage.wait_for_arrivals(10)
    stage.slack.misbehave(Rule(Trouble.REFUSED, word=word))
    stage.wait_for_line("workspace_paused")
    stage.settle_down()
    calls, rows = len(stage.calls()), stage.rows()
    ready = [row for row in rows.values() if row.state is TouchpointState.READY]
    stage.slack.behave()
    with stage.db.begin() as session:
        resume(session, team_id=TEAM)
    told = Told(stage.ledger_when_settled(), f"{word}: {len(ready)} of {BATCH} waited, {calls} calls meanwhile")
    told.expect(told.ledger.sent == BATCH, "each arrives")
    told.expect(calls < BATCH, "a refused token is not asked about once a row")
    return told
