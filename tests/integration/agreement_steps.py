"""What the tests of agreements do again and again."""

from datetime import datetime

from bot.deps import Deps
from bot.domain.agreement_sheets import AgreementBoard
from bot.domain.agreements import Line, Part
from bot.domain.home import WaitingKind
from bot.services import agreement_rounds, agreement_talks, agreements
from bot.services.home import page as home_page
from bot.services.letter import Letter, Written
from bot.services.post import WRITERS
from sandbox.blockkit import check_message
from storage.agreements import Agreement, agreements_of
from storage.database import Database
from storage.touchpoints import Touchpoint
from storage.vocabulary import AgreementField, TouchpointKind
from tests.pairing import MENTEE, MENTOR, the
from tests.payloads import TEAM
from tests.planning import hours_now, planned

PURPOSE = {MENTEE: "MARKER grants <!channel>", MENTOR: "MARKER a chair <@U1>"}


def answer(deps: Deps, pair_id: str, *, by: str = MENTEE, **texts: str | None) -> None:
    """Keep what one side answers; only what it is for unless it says otherwise."""
    said = texts or {"purpose": PURPOSE[by]}
    named = {AgreementField(name): text for name, text in said.items()}
    agreement_rounds.answer(deps, actor=the(deps.db, by), pair_id=pair_id, texts=named)


def send(deps: Deps, pair_id: str, *, by: str = MENTEE) -> None:
    """Give one side's answers over."""
    agreement_rounds.send(deps, actor=the(deps.db, by), pair_id=pair_id)


def both_send(deps: Deps, pair_id: str, **mentees: str | None) -> str:
    """Let both answer and send, the mentor what it is for alone; return the version's id."""
    answer(deps, pair_id, by=MENTEE, **mentees)
    send(deps, pair_id)
    answer(deps, pair_id, by=MENTOR)
    send(deps, pair_id, by=MENTOR)
    return newest(deps, pair_id).id


def still_holds(deps: Deps, pair_id: str, *, by: str = MENTEE) -> None:
    """Say for one side that all still holds."""
    agreement_rounds.still_holds(deps, actor=the(deps.db, by), pair_id=pair_id)


def word(
    deps: Deps,
    agreement_id: str,
    text: str | None,
    *,
    by: str = MENTEE,
    field: AgreementField = AgreementField.PURPOSE,
    revision: int | None = None,
) -> None:
    """Put one question into one wording, on the page as it stands."""
    agreement_talks.word(
        deps,
        actor=the(deps.db, by),
        agreement_id=agreement_id,
        field=field,
        text=text,
        revision=_now(deps, agreement_id, by) if revision is None else revision,
        beside="field",
    )


def confirm(deps: Deps, agreement_id: str, *, by: str = MENTEE, revision: int | None = None) -> None:
    """Say yes for one side, to the page as it stands."""
    seen = _now(deps, agreement_id, by) if revision is None else revision
    agreement_talks.confirm(deps, actor=the(deps.db, by), agreement_id=agreement_id, revision=seen)


def agree(deps: Deps, pair_id: str, **mentees: str | None) -> str:
    """Take a pair all the way to an agreement that stands, and return the version's id."""
    agreement_id = both_send(deps, pair_id, **mentees)
    word(deps, agreement_id, "MARKER both")
    for by in (MENTEE, MENTOR):
        confirm(deps, agreement_id, by=by)
    return agreement_id


def board(deps: Deps, pair_id: str, *, of: str = MENTEE) -> AgreementBoard:
    """Return what one side finds."""
    return agreements.board(deps, actor=the(deps.db, of), pair_id=pair_id)


def lines(deps: Deps, agreement_id: str, *, of: str = MENTEE) -> dict[AgreementField, Line]:
    """Return every question of a version as one side reads it."""
    pages = [
        agreements.page(deps, actor=the(deps.db, of), agreement_id=agreement_id, number=number)
        for number in range(len(Part))
    ]
    return {line.field: line for page in pages for line in page.lines}


def newest(deps: Deps, pair_id: str) -> Agreement:
    """Return a pair's newest version as it is kept."""
    with deps.db.read() as session:
        return agreements_of(session, pair_id=pair_id)[0]


def written(
    deps: Deps, kind: TouchpointKind, subject_id: str, *, to: str = MENTEE, at: datetime, revision: int = 1
) -> Written:
    """Return the message of that kind, as it is written for one side."""
    member = the(deps.db, to)
    letter = Letter(kind, TEAM, member, subject_id, revision, at, hours_now(deps.db, member))
    message = WRITERS[kind](deps, letter)
    if isinstance(message, dict):
        assert check_message(message) == []
    return message


def asked(db: Database, kind: TouchpointKind, user_id: str) -> list[Touchpoint]:
    """Return what was planned of that kind for one person."""
    return [row for row in planned(db, kind) if row.member_id == the(db, user_id).id]


def waiting(deps: Deps, user_id: str) -> list[WaitingKind]:
    """Return what waits in somebody's Home."""
    member = the(deps.db, user_id)
    page = home_page(deps, team_id=TEAM, user_id=user_id, member=member, is_first_time=False)
    return [each.kind for each in page.waiting]


def _now(deps: Deps, agreement_id: str, by: str) -> int:
    return agreements.page(deps, actor=the(deps.db, by), agreement_id=agreement_id, number=0).revision
