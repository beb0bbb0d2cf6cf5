"""Nobody reads an answer before both have sent theirs, nobody outside the pair ever does, and none is kept in clear."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest

from bot.deps import Deps
from bot.domain.agreements import SHORT, Part
from bot.errors import RapportError, UserError
from bot.services import agreements
from bot.services.home import page as home_page
from bot.views import home as home_view
from storage.agreements import agreements_of
from storage.database import Database
from storage.members import Member, keep_members, member_of
from storage.vocabulary import AgreementField, TouchpointKind
from tests.integration.agreement_steps import agree, answer, both_send, newest, send, still_holds, word, written
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, pair_up, the
from tests.payloads import press, slash
from tests.rapport import Rapport

SECOND_MENTOR = "U0SECOND01"
EVERY_ANSWER = {str(field): f"MARKER {field}" for field in AgreementField}
FACILITATOR, COLLEAGUE, ELSEWHERE = STRANGER, "U0COLLEAGUE", "T2"
"""The facilitator has proposed the pair; somebody of another workspace may bear anybody's user id."""


def everything_shown(rapport: Rapport) -> str:
    """Return every payload that went to Slack so far."""
    return json.dumps([call.arguments for call in rapport.slack.calls])


@pytest.fixture
def second_pair_id(db: Database, pair_id: str) -> str:
    """The pair of Maya with her other mentor."""
    enrol(db, SECOND_MENTOR)
    return pair_up(db, mentor=SECOND_MENTOR)


@pytest.fixture
def onlookers(db: Database, second_pair_id: str) -> dict[str, Member]:
    """Everybody who is not one of the two, and the mentee's namesake in another workspace."""
    enrol(db, COLLEAGUE)
    with db.begin() as session:
        keep_members(session, members=[Member(team_id=ELSEWHERE, user_id=MENTEE, name="Maya", zone="UTC")])
    with db.read() as session:
        elsewhere = member_of(session, team_id=ELSEWHERE, user_id=MENTEE)
    assert elsewhere
    known = {user_id: the(db, user_id) for user_id in (SECOND_MENTOR, FACILITATOR, COLLEAGUE)}
    return {**known, "elsewhere": elsewhere}


def test_no_answer_is_shown_to_anybody_else_while_it_is_a_draft_or_waits_for_the_others(
    deps: Deps, pair_id: str, second_pair_id: str, onlookers: dict[str, Member]
) -> None:
    answer(deps, pair_id, **EVERY_ANSWER)
    for _ in range(2):
        for onlooker in (the(deps.db, MENTOR), *onlookers.values()):
            assert "MARKER" not in _everything_of(deps, onlooker, pair_id)
            assert "MARKER" not in _everything_of(deps, onlooker, second_pair_id)
            assert "MARKER" not in _home_of(deps, onlooker)
        send(deps, pair_id)


def test_once_both_have_sent_the_other_side_reads_it_and_nobody_else_does(
    deps: Deps, pair_id: str, second_pair_id: str, onlookers: dict[str, Member]
) -> None:
    both_send(deps, pair_id, **EVERY_ANSWER)
    read = _everything_of(deps, the(deps.db, MENTOR), pair_id)
    assert [text for text in EVERY_ANSWER.values() if text not in read] == []
    for onlooker in onlookers.values():
        assert "MARKER" not in _everything_of(deps, onlooker, pair_id)
        assert "MARKER" not in _everything_of(deps, onlooker, second_pair_id)
        assert "MARKER" not in _home_of(deps, onlooker)


def test_the_screens_of_the_other_side_hold_no_word_before_its_time(rapport: Rapport, pair_id: str) -> None:
    answer(rapport.deps, pair_id, **EVERY_ANSWER)
    send(rapport.deps, pair_id)
    board = opened(rapport, slash("/mentor", "agreement", user=MENTOR))
    for label in ("Answer", "The five-minute version"):
        opened(rapport, press(board, label, user=MENTOR), "views.push")
    assert "MARKER" not in everything_shown(rapport)


@pytest.mark.parametrize("by", [MENTEE, MENTOR])
def test_no_message_holds_a_word_of_it(deps: Deps, pair_id: str, by: str) -> None:
    other = MENTOR if by is MENTEE else MENTEE
    answer(deps, pair_id, by=by, **EVERY_ANSWER)
    send(deps, pair_id, by=by)
    agreement_id = newest(deps, pair_id).id
    assert "MARKER" not in str(written(deps, TouchpointKind.AGREEMENT_NEWS, agreement_id, to=other, at=NOW))


def test_the_database_holds_no_word_in_clear(deps: Deps, db: Database, pair_id: str) -> None:
    agreement_id = agree(deps, pair_id, **EVERY_ANSWER)
    with pytest.raises(UserError, match="stays as it is"):
        word(deps, agreement_id, "MARKER too late")
    if db.file:
        files: list[Path] = list(db.file.parent.glob(f"{db.file.name}*"))
        assert files
        assert not any(b"MARKER" in file.read_bytes() for file in files)
    else:
        with db.read() as session:
            for table in ("agreement", "agreementanswer", "agreementwording"):
                rows = session.connection().exec_driver_sql(f"SELECT t::text FROM {table} t").scalars().all()  # noqa: S608 - names of ours
                assert rows
                assert b"MARKER".hex() not in "".join(rows)
                assert "MARKER" not in "".join(rows)


def test_what_somebody_carries_along_says_nothing_of_it(rapport: Rapport, pair_id: str) -> None:
    answer(rapport.deps, pair_id, **EVERY_ANSWER)
    board = opened(rapport, slash("/mentor", "agreement"))
    form = opened(rapport, press(board, "Answer"), "views.push")
    assert "MARKER" in str(form["blocks"])
    assert "MARKER" not in form["private_metadata"] + board["private_metadata"]


@pytest.mark.parametrize("versions", [1, 4])
def test_board_form_and_page_ask_as_much_of_the_database_for_many_versions_as_for_one(
    deps: Deps, pair_id: str, counted: Callable[[], AbstractContextManager[list[str]]], versions: int
) -> None:
    agreement_id = agree(deps, pair_id, **EVERY_ANSWER)
    for _ in range(versions - 1):
        for by in (MENTEE, MENTOR):
            still_holds(deps, pair_id, by=by)
    actor = the(deps.db, MENTEE)
    reads: list[tuple[Callable[[], object], int]] = [
        (lambda: agreements.board(deps, actor=actor, pair_id=pair_id), 4),
        (lambda: agreements.form(deps, actor=actor, pair_id=pair_id, name="aim"), 2),
        (lambda: agreements.page(deps, actor=actor, agreement_id=agreement_id, number=0), 4),
    ]
    for read, most in reads:
        with counted() as statements:
            read()
        assert len(statements) == most


def _home_of(deps: Deps, member: Member) -> str:
    page = home_page(deps, team_id=member.team_id, user_id=member.user_id, member=member, is_first_time=False)
    return str(home_view.page(deps.catalog, page=page, private_metadata=""))


def _everything_of(deps: Deps, actor: Member, pair_id: str) -> str:
    """Return all that the use cases give this person of a pair's agreement, refusals left out."""
    asked: list[Callable[[], object]] = [partial(agreements.board, deps, actor=actor, pair_id=pair_id)]
    for name in (*Part, SHORT):
        asked.append(partial(agreements.form, deps, actor=actor, pair_id=pair_id, name=name))
    with deps.db.read() as session:
        versions = agreements_of(session, pair_id=pair_id)
    for version in versions:
        for number in range(len(Part)):
            asked.append(partial(agreements.page, deps, actor=actor, agreement_id=version.id, number=number))
    return "\n".join(_or_nothing(ask) for ask in asked)


def _or_nothing(ask: Callable[[], object]) -> str:
    try:
        return str(ask())
    except RapportError:
        return ""
