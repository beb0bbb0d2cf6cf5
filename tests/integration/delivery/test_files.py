"""Files for people."""

from datetime import timedelta
from typing import Any

import pytest

from bot.deps import Deps
from bot.services.letter import FilePayload
from storage.vocabulary import TouchpointKind
from tests.integration.delivery.conftest import refusing
from tests.outbox import HandClock, keep_member, keep_message, row_of, sender_of, states, writers
from tests.rapport import Rapport


@pytest.fixture
def calendar(rapport: Rapport, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """A writer of files, and a Slack that takes them: gives what was shared."""
    file = FilePayload("meeting.ics", b"BEGIN:VCALENDAR", "Your next meeting")
    monkeypatch.setitem(writers(), TouchpointKind.MEETING_FILE, lambda _deps, _letter: file)
    address = f"{rapport.slack.base_url}/upload"
    rapport.slack.answers["files.getUploadURLExternal"] = lambda _: {
        "ok": True,
        "upload_url": address,
        "file_id": "F1",
    }
    shared: list[dict[str, Any]] = []

    def complete(said: dict[str, Any]) -> dict[str, Any]:
        shared.append(said)
        return {"ok": True, "files": [{"id": "F1"}]}

    rapport.slack.answers["files.completeUploadExternal"] = complete
    return shared


def test_a_file_for_somebody_new_comes_after_its_title(
    rapport: Rapport, deps: Deps, clock: HandClock, calendar: list[dict[str, Any]]
) -> None:
    maya = keep_member(deps, "UMAYA")
    messages = [keep_message(deps, maya, kind=TouchpointKind.MEETING_FILE) for _ in range(2)]
    for _ in messages:
        sender_of(deps).turn()
        clock.at += timedelta(seconds=2)
    assert states(deps, messages) == ["sent", "sent"]
    assert [said["text"] for said in rapport.slack.called("chat.postMessage")] == ["Your next meeting"]
    assert [said["channel_id"] for said in calendar] == ["DUMAYA", "DUMAYA"]
    assert rapport.slack.called("files.getUploadURLExternal")[0]["filename"] == "meeting.ics"
    assert len(rapport.slack.called("upload")) == 2


def test_a_file_that_slack_refuses_fails_with_its_word(
    rapport: Rapport, deps: Deps, calendar: list[dict[str, Any]]
) -> None:
    rapport.slack.answers["files.completeUploadExternal"] = refusing("channel_not_found")
    message = keep_message(deps, keep_member(deps, "UMAYA"), kind=TouchpointKind.MEETING_FILE)
    sender_of(deps).turn()
    assert row_of(deps, message).outcome == "channel_not_found"
