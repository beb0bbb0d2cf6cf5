"""What a mentor answers to check-ins, and chooses about them. All of it is theirs: sealed, and read by nobody else."""

from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.check_ins import DEEDS, PAUSE_MONTHS, Asked, OwnAnswer, OwnCheckIns
from bot.domain.meetings import months_after
from bot.domain.pairs import PairCard
from bot.domain.snoozes import Prompted
from bot.errors import NotYoursError
from bot.services import access
from storage.check_ins import (
    CheckInAnswer,
    CheckInChoice,
    answers_of,
    choice_of,
    forget_answers,
    keep_answer,
    keep_choice,
    never_in,
)
from storage.columns import stable_id
from storage.members import Member
from storage.pairs import pairs_ever_of
from storage.vocabulary import CheckIn, CheckInDeed, TouchpointKind

SHOWN = 20


def answer(deps: Deps, *, actor: Member, asked: Asked, deed: CheckInDeed) -> PairCard:
    """Keep an answer for its giver alone, in place of an earlier one to the same question; return the pair.

    Raises:
        NotYoursError: `actor` never got this question, or is no longer the mentor of that pair, or it has no such
            answer.
    """
    with deps.db.begin() as session:
        card = _proven(session, actor, asked)
        if deed not in DEEDS[asked.question]:
            raise NotYoursError
        kept = CheckInAnswer(
            id=stable_id(actor.id, str(asked.number), "check_in"),
            team_id=actor.team_id,
            member_id=actor.id,
            pair_id=card.pair_id,
            answer=f"{asked.question}:{deed}",
            answered_at=deps.clock.now(),
        )
        keep_answer(session, kept)
    return card


def leave(deps: Deps, *, actor: Member, asked: Asked) -> None:
    """Return when this question was asked of `actor`, who lets it be. Nothing is kept of that.

    Raises:
        NotYoursError: it was not.
    """
    with deps.db.read() as session:
        _proven(session, actor, asked)


def never_again(deps: Deps, *, actor: Member, asked: Asked) -> None:
    """Ask `actor` this question no more, until they want it again.

    Raises:
        NotYoursError: `actor` never got this question.
    """
    with deps.db.begin() as session:
        _proven(session, actor, asked)
        kept = _choice(session, actor)
        kept.never = ",".join(each for each in CheckIn if each in never_in(kept) | {asked.question})
        keep_choice(session, kept)


def pause(deps: Deps, *, actor: Member, months: int | None) -> CheckInChoice:
    """Ask `actor` nothing for so many months, or again from now on; return what they have chosen.

    Raises:
        NotYoursError: that many were never offered.
    """
    if months is not None and months not in PAUSE_MONTHS:
        raise NotYoursError
    today = local_day(deps.clock.now(), ZoneInfo(actor.zone))
    with deps.db.begin() as session:
        kept = _choice(session, actor)
        kept.paused_until = months_after(today, months) if months else None
        keep_choice(session, kept)
    return kept


def ask_all_again(deps: Deps, *, actor: Member) -> None:
    """Ask `actor` every question again in turn."""
    with deps.db.begin() as session:
        kept = _choice(session, actor)
        kept.never = ""
        keep_choice(session, kept)


def forget(deps: Deps, *, actor: Member) -> None:
    """Delete every answer that `actor` has given."""
    with deps.db.begin() as session:
        forget_answers(session, member_id=actor.id)


def own(deps: Deps, *, actor: Member) -> OwnCheckIns:
    """Return what `actor` has answered last, and chosen: three statements."""
    zone = ZoneInfo(actor.zone)
    with deps.db.read() as session:
        rows = answers_of(session, member_id=actor.id, limit=SHOWN)
        names = {row.pair.id: row.mentee.name for row in pairs_ever_of(session, member_id=actor.id)}
        choice = choice_of(session, member_id=actor.id)
    until = choice.paused_until if choice else None
    is_paused = until is not None and until > local_day(deps.clock.now(), zone)
    return OwnCheckIns(
        answers=tuple(_read(row, names.get(row.pair_id, ""), zone) for row in rows),
        never=never_in(choice),
        paused_until=until if is_paused else None,
    )


def _proven(session: Session, actor: Member, asked: Asked) -> PairCard:
    """Return the pair that a question was about, once it is proven that `actor` got one in that round.

    Raises:
        NotYoursError: they did not, or they are not the mentor of that pair.
    """
    access.prompt_of(session, actor, Prompted(TouchpointKind.CHECK_IN, actor.id, asked.number))
    return access.pair_mentor_of(session, actor, asked.pair_id)


def _choice(session: Session, actor: Member) -> CheckInChoice:
    """Return a copy of what `actor` has chosen, to be changed and kept."""
    kept = choice_of(session, member_id=actor.id)
    chosen = kept.model_dump() if kept else {"member_id": actor.id, "team_id": actor.team_id}
    return CheckInChoice(**chosen)


def _read(row: CheckInAnswer, mentee: str, zone: ZoneInfo) -> OwnAnswer:
    question, _, deed = row.answer.partition(":")
    return OwnAnswer(mentee, CheckIn(question), CheckInDeed(deed), local_day(row.answered_at, zone))
