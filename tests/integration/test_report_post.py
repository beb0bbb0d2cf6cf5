"""The report in the facilitators' channel: one message with everything, once for one wish, by facilitators alone."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.deps import Deps
from bot.errors import UserError
from bot.services.report_post import IN_A_ROW, ask_for_post, read
from bot.views.reports.screen import SPLIT
from storage.audit import AuditEntry
from storage.conversations import direct_channel
from storage.database import Database
from storage.vocabulary import AuditKind, TouchpointKind, TouchpointState
from tests.facilitating import CHANNEL, FACILITATOR
from tests.integration.delivery.conftest import refusing
from tests.integration.steps import opened
from tests.outbox import HandClock, sender_of
from tests.pairing import MENTEE, the
from tests.payloads import TEAM, Payload, press, slash
from tests.planning import planned
from tests.rapport import Rapport
from tests.reporting import PERIOD, StubPainter, keep, report

POST = TouchpointKind.REPORT_POST


@pytest.fixture
def painter() -> StubPainter:
    """What stands where pictures are drawn."""
    return StubPainter()


@pytest.fixture
def asked(programme: Rapport, deps: Deps, db: Database, painter: StubPainter) -> Deps:
    """A programme of one facilitator whose report has been made, and whose Slack takes files."""
    keep(db, report())
    address, answers = f"{programme.slack.base_url}/upload", programme.slack.answers
    answers["files.getUploadURLExternal"] = lambda said: {
        "ok": True,
        "upload_url": address,
        "file_id": said["filename"],
    }
    answers["files.completeUploadExternal"] = lambda _: {"ok": True, "files": [{"id": "F1"}]}
    return replace(deps, painter=painter)


def wish(deps: Deps, *, by: str = FACILITATOR, period: str = PERIOD) -> bool:
    return ask_for_post(deps, actor=the(deps.db, by), period=period)


def sent(rapport: Rapport, deps: Deps) -> list[dict[str, Any]]:
    """Send what is due, and return every message with files so far."""
    sender_of(deps).turn()
    return rapport.slack.called("files.completeUploadExternal")


def standing(db: Database) -> list[tuple[TouchpointState, str | None]]:
    return [(row.state, row.outcome) for row in planned(db, POST)]


def test_one_message_brings_pictures_table_and_document_to_the_channel(
    programme: Rapport, asked: Deps, db: Database, painter: StubPainter
) -> None:
    assert wish(asked)
    (message,) = sent(programme, asked)
    assert message["channel_id"] == CHANNEL
    assert "Report of the mentoring programme, January to June 2026" in message["initial_comment"]
    assert "could not be drawn" not in message["initial_comment"]
    files = programme.slack.called("files.getUploadURLExternal")
    names = [
        "1-2026-1.png",
        "2-2026-1.png",
        "3-2026-1.png",
        "programme-report-2026-1.csv",
        "programme-report-2026-1.pdf",
    ]
    assert [file["filename"] for file in files] == names
    assert [file.get("alt_txt") for file in files[:3]] == [picture.alt_text for picture in painter.asked]
    assert [each["id"] for each in message["files"]] == names
    assert len(programme.slack.called("upload")) == len(names)
    assert programme.slack.called("chat.postMessage") == []
    assert standing(db) == [(TouchpointState.SENT, None)]


def test_the_channel_does_not_become_where_its_sender_is_written_to(
    programme: Rapport, asked: Deps, db: Database
) -> None:
    wish(asked)
    sent(programme, asked)
    with db.read() as session:
        assert direct_channel(session, member_id=the(db, FACILITATOR).id) is None


def test_pictures_that_cannot_be_drawn_are_left_out_and_missed_aloud(
    programme: Rapport, asked: Deps, painter: StubPainter
) -> None:
    painter.can_paint = False
    wish(asked)
    (message,) = sent(programme, asked)
    assert "The pictures could not be drawn this time." in message["initial_comment"]
    assert [file["filename"][-3:] for file in programme.slack.called("files.getUploadURLExternal")] == ["csv", "pdf"]


def test_pressed_twice_in_a_row_it_comes_once_and_wished_again_later_it_comes_again(
    programme: Rapport, asked: Deps, clock: HandClock, db: Database
) -> None:
    assert [wish(asked), wish(asked)] == [True, False]
    assert len(sent(programme, asked)) == 1
    assert not wish(asked), "it has just arrived"
    clock.at += IN_A_ROW + timedelta(seconds=1)
    assert wish(asked)
    assert len(sent(programme, asked)) == 2
    with db.read() as session:
        noted = session.exec(select(AuditEntry)).all()
    assert [(each.kind, each.actor_id) for each in noted] == [(AuditKind.REPORT_SENT, the(db, FACILITATOR).id)] * 2


def test_what_slack_refused_can_be_wished_again(programme: Rapport, asked: Deps, db: Database) -> None:
    answer = programme.slack.answers["files.completeUploadExternal"]
    programme.slack.answers["files.completeUploadExternal"] = refusing("channel_not_found")
    wish(asked)
    sent(programme, asked)
    assert standing(db) == [(TouchpointState.FAILED, "channel_not_found")]
    programme.slack.answers["files.completeUploadExternal"] = answer
    assert wish(asked)
    sent(programme, asked)
    assert standing(db) == [(TouchpointState.SENT, None)]


def test_only_facilitators_open_and_send_it(programme: Rapport, asked: Deps, db: Database) -> None:
    for act in (lambda: wish(asked, by=MENTEE), lambda: read(asked, actor=the(db, MENTEE), period=PERIOD)):
        with pytest.raises(UserError, match="for its facilitators"):
            act()
    with pytest.raises(UserError, match="not over"):
        wish(asked, period="2026-2")
    assert planned(db, POST) == []


def test_whoever_is_no_facilitator_any_more_sends_nothing(programme: Rapport, asked: Deps, db: Database) -> None:
    wish(asked)
    programme.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": ["UBOT"]}
    asked.directory.forget(team_id=TEAM, channel_id=CHANNEL)
    assert sent(programme, asked) == []
    assert standing(db) == [(TouchpointState.SKIPPED, "rights")]


def test_a_channel_that_is_not_private_any_more_gets_nothing(programme: Rapport, asked: Deps, db: Database) -> None:
    wish(asked)
    channel = {"id": CHANNEL, "is_private": False, "is_member": True}
    programme.slack.answers["conversations.info"] = lambda _: {"ok": True, "channel": channel}
    asked.directory.forget(team_id=TEAM, channel_id=CHANNEL)
    with pytest.raises(UserError, match="not in order"):
        ask_for_post(asked, actor=the(db, FACILITATOR), period="2025-2")
    assert sent(programme, asked) == []
    assert standing(db) == [(TouchpointState.SKIPPED, "channel")]


def test_a_facilitator_opens_it_tells_it_apart_and_sends_it(programme: Rapport, asked: Deps, db: Database) -> None:
    slack = programme.slack
    slack.answers["views.open"] = lambda said: {"ok": True, "view": {**said["view"], "id": "V1"}}
    programme.receive(slash("/mentor", "reports", user=FACILITATOR))
    shown = slack.wait_for("views.update")
    assert "Putting the numbers together" in str(slack.called("views.open"))
    assert shown["view_id"] == "V1"
    first = shown["view"]
    assert "Time to a first mentor" in str(first)
    assert "Western General" not in str(first)
    split = opened(programme, picked(first, SPLIT, "site", user=FACILITATOR), method="views.update")
    assert "Western General" in str(split)
    notice = opened(programme, press(split, "Send to the facilitators' channel", user=FACILITATOR), method="views.push")
    assert "in a moment" in str(notice)
    assert [(row.subject_id, row.team_id) for row in planned(db, POST)] == [(PERIOD, TEAM)]


def test_anybody_else_reads_a_sentence(programme: Rapport, asked: Deps) -> None:
    programme.receive(slash("/mentor", "reports", user=MENTEE, response_url=programme.slack.response_url))
    assert "for its facilitators" in str(programme.slack.wait_for("response_url"))
    assert programme.slack.called("views.open") == []


def picked(view: Payload, action_id: str, value: str, *, user: str) -> Payload:
    """Return the payload of choosing an option in a select of a screen."""
    pressed = press(view, "Send to the facilitators' channel", user=user)
    action = {"type": "static_select", "action_id": action_id, "block_id": "b", "selected_option": {"value": value}}
    return {**pressed, "actions": [action]}
