"""Nobody reads a recap before its time, nobody outside the pair ever does, and the database holds none in clear."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.deps import Deps
from bot.services import recap_talks as talks
from bot.services import recaps
from bot.views import recap_messages
from bot.views.blocks import Payload
from storage.columns import new_id
from storage.database import Database
from storage.items import Advice
from storage.vocabulary import Area
from tests.integration.recap_steps import met, put_into_words, send, send_both, sheet
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, pair_up, the
from tests.payloads import TEAM, press, press_message, slash
from tests.rapport import Rapport

WORDS = ("MARKER said", "MARKER decided", "MARKER strength", "MARKER change")


def send_all_words(deps: Deps, meeting_id: str) -> None:
    said, decided, strength, change = WORDS
    send(deps, meeting_id, said=said, decided=decided, strength=strength, change=change)


def everything_shown(rapport: Rapport) -> str:
    """Return every payload that went to Slack so far."""
    return json.dumps([call.arguments for call in rapport.slack.calls])


def yesterday() -> datetime:
    return datetime.now(UTC) - timedelta(days=1)


def test_before_both_have_sent_no_payload_to_the_other_holds_a_word(rapport: Rapport, db: Database) -> None:
    meeting_id = met(db, pair_up(db), starts_at=yesterday())
    send_all_words(rapport.deps, meeting_id)
    board = opened(rapport, slash("/recap", user=MENTOR))
    opened(rapport, press(board, "Write", user=MENTOR), "views.push")
    seen = sheet(rapport.deps, meeting_id, of=MENTOR)
    ready = recap_messages.ready(rapport.deps.catalog, card=seen.card, meeting=seen.meeting)
    opened(rapport, press_message(ready, "Read both", user=MENTOR, response_url=rapport.slack.response_url))
    opened(rapport, press(board, "Skip this one", user=MENTOR), "views.update")
    assert "MARKER" not in everything_shown(rapport)


def test_from_seven_days_on_the_other_reads_every_word(rapport: Rapport, db: Database) -> None:
    meeting_id = met(db, pair_up(db), starts_at=yesterday() - timedelta(days=7))
    send_all_words(rapport.deps, meeting_id)
    seen = sheet(rapport.deps, meeting_id, of=MENTOR)
    message = recap_messages.ready(rapport.deps.catalog, card=seen.card, meeting=seen.meeting)
    opened(rapport, press_message(message, "Read both", user=MENTOR, response_url=rapport.slack.response_url))
    assert all(word in everything_shown(rapport) for word in WORDS)


def test_a_stranger_is_shown_no_word_whatever_they_press(rapport: Rapport, db: Database) -> None:
    meeting_id = met(db, pair_up(db), starts_at=yesterday())
    enrol(db, STRANGER)
    send_both(rapport.deps, meeting_id)
    put_into_words(rapport.deps, meeting_id, "MARKER wording")
    view = _sheet_of(rapport, meeting_id)
    rapport.slack.calls.clear()
    for label in ("We mean the same", "Next time", "Word it differently", "One more suggestion", "All recaps"):
        times = len(rapport.slack.called("views.push")) + 1
        rapport.answer_to(press(view, label, user=STRANGER))
        refused = rapport.slack.wait_for("views.push", times=times)["view"]
        assert rapport.deps.catalog.common.not_yours in str(refused)
    assert "MARKER" not in everything_shown(rapport)


def test_the_database_file_holds_no_word_of_a_recap(deps: Deps, db: Database) -> None:
    meeting_id = met(db, pair_up(db))
    send_all_words(deps, meeting_id)
    send(deps, meeting_id, by=MENTOR, later_reason=None, suggestions=("MARKER advice",))
    put_into_words(deps, meeting_id, "MARKER wording")
    talks.talk_next_time(
        deps, actor=the(db, MENTEE), meeting_id=meeting_id, question="MARKER", area=Area.CAREER, topic_id=new_id()
    )
    if db.file:
        files: list[Path] = list(db.file.parent.glob(f"{db.file.name}*"))
        assert files
        assert not any(b"MARKER" in file.read_bytes() for file in files)
    else:
        with db.read() as session:
            for table in ("recap", "settlement", "advice", "agendaitem", "meeting"):
                rows = session.connection().exec_driver_sql(f"SELECT t::text FROM {table} t").scalars().all()  # noqa: S608 - names of ours
                assert rows
                assert b"MARKER".hex() not in "".join(rows)
                assert "MARKER" not in "".join(rows)


@pytest.mark.parametrize("count", [1, 40])
def test_board_sheet_and_form_ask_as_much_of_the_database_for_forty_as_for_one(
    deps: Deps, db: Database, counted: Callable[[], AbstractContextManager[list[str]]], count: int
) -> None:
    pair_id = pair_up(db)
    ids = [met(db, pair_id, starts_at=NOW - timedelta(days=1, hours=number * 30)) for number in range(count)]
    send(deps, ids[0], suggestions=("one",))
    with db.begin() as session:
        session.add_all(
            Advice(
                team_id=TEAM,
                pair_id=pair_id,
                meeting_id=ids[0],
                author_id=the(db, MENTOR).id,
                suggestion=f"{number}",
                changed_at=NOW,
            )
            for number in range(count)
        )
    for read, most in (
        (lambda actor: recaps.board(deps, actor=actor, pair_id=pair_id, page=0), 8),
        (lambda actor: recaps.sheet(deps, actor=actor, meeting_id=ids[0]), 6),
        (lambda actor: recaps.form(deps, actor=actor, meeting_id=ids[0]), 9),
    ):
        actor = the(db, MENTOR)
        with counted() as statements:
            read(actor)
        assert len(statements) == most


def _sheet_of(rapport: Rapport, meeting_id: str) -> Payload:
    board = opened(rapport, slash("/recap", user=MENTOR))
    assert meeting_id in str(board)
    return opened(rapport, press(board, "Open", user=MENTOR), "views.update")
