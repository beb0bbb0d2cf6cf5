"""What the two of a pair do with a shared work: begin it, write a version, sign one, say how far it has come."""

from dataclasses import asdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.credits import MOST_VERSIONS, CreditWords
from bot.domain.items import due_flaw
from bot.domain.pairs import PairCard
from bot.errors import FieldError, UserError
from bot.services import access
from bot.services.credit_plan import remind_of_date, tell_partner
from bot.services.credits import sheet_of
from storage.credits import CreditEntry, CreditRow, CreditVersion, count_credits, credit_by_id, sign, version_of
from storage.members import Member
from storage.pairs import lock_pair
from storage.vocabulary import CreditState


def begin(deps: Deps, *, actor: Member, pair_id: str, entry_id: str, words: CreditWords, date_field: str) -> None:
    """Keep a new work in its first version. The same `entry_id` again changes nothing.

    Raises:
        NotYoursError: `actor` is not in this pair, or it is not active.
        UserError: the register is full, or the other one has left.
        FieldError: the day of submission is over, or years away; beside `date_field`.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        lock_pair(session, pair_id=pair_id)
        card = access.active_pair_of(session, actor, pair_id)
        if credit_by_id(session, entry_id=entry_id) is not None:
            return
        _refuse(session, deps, card, date_field, words.submission_on, now=now)
        entry = CreditEntry(id=entry_id, team_id=card.team_id, pair_id=pair_id, newest=0, opened_at=now)
        session.add(entry)
        session.flush()
        _write(session, entry, card, words, now=now)


def write(deps: Deps, *, actor: Member, entry_id: str, after: int, words: CreditWords, date_field: str) -> None:
    """Keep another version of a work, written on the one numbered `after`; nothing where it says the same.

    Raises:
        NotYoursError: it is of another pair, or of one that has ended.
        UserError: it is no longer open, the other one has written meanwhile or has left, or the register is full.
        FieldError: another day of submission is over, or years away; beside `date_field`.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        entry, card = access.credit_of(session, actor, entry_id, is_to_change=True)
        stands = _newest(session, deps, entry)
        before = sheet_of(CreditRow(entry, stands), card).words
        if before == words:
            return
        if entry.newest != after:
            raise UserError(deps.catalog.credits.changed_meanwhile.format(partner=card.partner.name))
        is_other_day = words.submission_on != before.submission_on
        _refuse(session, deps, card, date_field, words.submission_on if is_other_day else None, now=now)
        _write(session, entry, card, words, now=now)


def sign_version(deps: Deps, *, actor: Member, entry_id: str, number: int) -> None:
    """Sign one version, which must be the newest: what has changed meanwhile is signed by nobody unseen.

    The same version signed twice is signed once. Whoever had signed before hears that both have.

    Raises:
        NotYoursError: it is of another pair, or of one that has ended.
        UserError: there is a newer version, it is no longer open, or the other one has left.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        entry, card = access.credit_of(session, actor, entry_id, is_to_change=True)
        if entry.newest != number:
            raise UserError(deps.catalog.credits.newer)
        version = _newest(session, deps, entry)
        _refuse_alone(deps, card)
        is_last = version.signed_at[card.other_side] is not None
        if sign(session, version=version, side=card.side, at=now) and is_last:
            tell_partner(session, entry, card=card, is_signed=True, now=now)


def mark(deps: Deps, *, actor: Member, entry_id: str, state: CreditState) -> None:
    """Say how far a work has come. One that is open again can be changed and signed as before.

    Raises:
        NotYoursError: it is of another pair, or of one that has ended.
        UserError: the other one has left.
    """
    with deps.db.begin() as session:
        entry, card = access.credit_of(session, actor, entry_id, is_to_change=True)
        _refuse_alone(deps, card)
        if entry.state is not state:
            entry.state, entry.marked_at, entry.marked_by_id = state, deps.clock.now(), actor.id
            session.add(entry)


def _newest(session: Session, deps: Deps, entry: CreditEntry) -> CreditVersion:
    """Return the newest version of a work that is still open."""
    version = version_of(session, entry_id=entry.id, number=entry.newest)
    if version is None or entry.state is not CreditState.OPEN or entry.frozen_at:
        raise UserError(deps.catalog.credits.not_open)
    return version


def _write(session: Session, entry: CreditEntry, card: PairCard, words: CreditWords, *, now: datetime) -> None:
    """Keep a version, tell the other one that it is there, and plan when both look at it again."""
    entry.newest += 1
    session.add(entry)
    version = CreditVersion(
        entry_id=entry.id,
        number=entry.newest,
        team_id=card.team_id,
        author_id=card.me.member_id,
        written_at=now,
        **asdict(words),
    )
    session.add(version)
    session.flush()
    tell_partner(session, entry, card=card, is_signed=False, now=now)
    remind_of_date(session, entry, card=card, submission_on=words.submission_on, now=now)


def _refuse(
    session: Session, deps: Deps, card: PairCard, date_field: str, submission_on: date | None, *, now: datetime
) -> None:
    say = deps.catalog.credits
    _refuse_alone(deps, card)
    if flaw := due_flaw(submission_on, today=local_day(now, ZoneInfo(card.me.zone))):
        raise FieldError(date_field, getattr(say, flaw))
    _, versions = count_credits(session, pair_id=card.pair_id)
    if versions >= MOST_VERSIONS:
        raise UserError(say.full.format(most=MOST_VERSIONS))


def _refuse_alone(deps: Deps, card: PairCard) -> None:
    if card.is_resting:
        raise UserError(deps.catalog.credits.partner_left.format(partner=card.partner.name))
