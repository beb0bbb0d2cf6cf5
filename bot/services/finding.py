"""Looking for a mentor: eleven statements at most, and as many for ten thousand members as for ten."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.finding import MOST_PAGES, SPARE, FindForm, Found, MentorCard, MentorLine, Wish
from bot.domain.offers import Facts, availability_of
from bot.services import access
from bot.services.offers import availability_from, open_part_of, pair_part_of, today_of
from bot.services.references import willing_to_tell
from bot.views.finding import SITE_MAX_CHARS, SITES_OFFERED
from bot.views.pages import PAGE_ROWS
from storage.avoidances import avoided_by
from storage.columns import stable_id
from storage.finding import MentorRow, Sought, mentor_ids, mentor_rows, sites_of
from storage.members import Member
from storage.offers import PLACES, fact_words, words_of
from storage.pairs import count_mentees, live_pairs_of
from storage.profiles import profile_of
from storage.references import open_inquiry
from storage.vocabulary import Strength


def form(deps: Deps, *, actor: Member, wish: Wish) -> FindForm:
    """Return what can be wished for, and the mentors whom `actor` has already: three statements."""
    with deps.db.read() as session:
        sites = sites_of(session, team_id=actor.team_id, most=SITES_OFFERED, max_chars=SITE_MAX_CHARS)
        pairs = [row for row in live_pairs_of(session, member_id=actor.id) if row.mentee.id == actor.id]
        known = mentor_rows(session, member_ids=[row.mentor.id for row in pairs])
    mine = [(row.mentor.name, row.mentor.id) for row in pairs if row.mentor.id in known]
    return FindForm(wish, sites, mine)


def search(deps: Deps, *, actor: Member, wish: Wish, page: int) -> Found:
    """Return one page of the mentors that fit a wish, in the order of `actor`'s round of today.

    Whoever would rather not be paired with `actor`, or the other way round, is not among them, and nothing shows it.
    A page beyond the last one is empty.
    """
    today = today_of(deps, actor)
    page = min(max(page, 0), MOST_PAGES - 1)
    end = (page + 1) * PAGE_ROWS
    with deps.db.read() as session:
        found = _found_ids(session, actor, wish, today=today, most=end + 1)
        lines = _lines(session, found[end - PAGE_ROWS : end], today=today)
    return Found(lines, page, has_more=len(found) > end)


def card(deps: Deps, *, actor: Member, mentor_id: str) -> MentorCard:
    """Return one mentor as `actor` may see them.

    Raises:
        NotYoursError: there is nobody of that id whom `actor` may look at.
    """
    with deps.db.read() as session:
        seen = access.mentor_of(session, actor, mentor_id)
        profile = profile_of(session, member_id=mentor_id)
        mentees = count_mentees(session, mentor_ids=[mentor_id]).get(mentor_id, 0)
        waiting = open_inquiry(session, asker_id=actor.id, mentor_id=mentor_id)
        return MentorCard(
            member_id=mentor_id,
            name=seen.member.name,
            facts=Facts(profile.stream, profile.site) if profile else Facts(),
            open_part=open_part_of(session, seen.offer),
            pair_part=pair_part_of(seen.offer) if seen.is_pair_part_open else None,
            availability=availability_from(seen.offer, mentees=mentees, today=today_of(deps, actor)),
            is_mine=seen.is_mine,
            has_references=bool(willing_to_tell(session, actor, seen.offer)),
            inquiry_id=waiting.id if waiting else None,
        )


def _found_ids(session: Session, actor: Member, wish: Wish, *, today: date, most: int) -> list[str]:
    """Return the ids of so many of those who fit, at most: six statements at most."""
    avoided = avoided_by(session, member_ids=[actor.id]).get(actor.id, frozenset())
    pairs = live_pairs_of(session, member_id=actor.id)
    together = {row.mentor.id for row in pairs} | {row.mentee.id for row in pairs}
    sought = Sought(
        team_id=actor.team_id,
        left_out=sorted({actor.id} | avoided | together),
        start=int(stable_id(actor.id, today.isoformat()), 16) % PLACES,
        today=today,
        words=tuple(str(word) for word in (wish.topic, wish.stage) if word) + tuple(fact_words(wish.stream, wish.site)),
        is_free=wish.is_free,
    )
    every = mentor_ids(session, sought, most=most + SPARE)
    lists = avoided_by(session, member_ids=every)
    return [each for each in every if actor.id not in lists.get(each, ())][:most]


def _lines(session: Session, member_ids: Sequence[str], *, today: date) -> list[MentorLine]:
    """Return these mentors as they stand in the list, in the order given: three statements."""
    rows = mentor_rows(session, member_ids=member_ids)
    words = words_of(session, member_ids=member_ids)
    mentees = count_mentees(session, mentor_ids=member_ids)
    return [_line(rows[each], words[each], mentees.get(each, 0), today=today) for each in member_ids]


def _line(row: MentorRow, words: set[str], mentees: int, *, today: date) -> MentorLine:
    availability = availability_of(
        standing=row.standing,
        paused_until=row.paused_until,
        capacity=row.capacity,
        mentees=mentees,
        today=today,
    )
    return MentorLine(
        member_id=row.member_id,
        name=row.name,
        facts=Facts(row.stream, row.site),
        strengths=frozenset(strength for strength in Strength if strength in words),
        availability=availability,
        paused_until=row.paused_until,
    )
