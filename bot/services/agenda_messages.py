"""Writers of the messages before a meeting: what they say is true when they are sent, or they are not sent."""

from bot.deps import Deps
from bot.services.agendas import digest_in
from bot.services.first_meetings import offer_before
from bot.services.letter import Letter, PointlessError
from bot.services.meeting_messages import meeting_to_come
from bot.views import agenda_messages as view
from bot.views.blocks import Payload
from storage.agendas import open_topics


def write_prompt(deps: Deps, letter: Letter) -> Payload:
    """Ask the mentee what they would like to talk about.

    Raises:
        PointlessError: the meeting was moved or cancelled, or has begun.
    """
    with deps.db.read() as session:
        meeting, card = meeting_to_come(session, letter)
        first = offer_before(session, card=card, starts_at=meeting.starts_at)
    waits = letter.waits(point=meeting.starts_at)
    return view.prompt(deps.catalog, card=card, meeting=meeting, first=first, waits=waits)


def write_last_call(deps: Deps, letter: Letter) -> Payload:
    """Ask once more, whom nothing on the agenda is from.

    Raises:
        PointlessError: the meeting was moved or cancelled, or has begun, or there is a topic of theirs.
    """
    with deps.db.read() as session:
        meeting, card = meeting_to_come(session, letter)
        topics = open_topics(session, pair_ids=[card.pair_id])
    if any(topic.author_id == card.me.member_id for topic in topics):
        raise PointlessError("done")
    return view.last_call(deps.catalog, card=card, meeting=meeting, waits=letter.waits(point=meeting.starts_at))


def write_digest(deps: Deps, letter: Letter) -> Payload:
    """Tell the mentor what is waiting on the agenda, without a word on when it came.

    Raises:
        PointlessError: the meeting was moved or cancelled, or has begun.
    """
    with deps.db.read() as session:
        meeting, card = meeting_to_come(session, letter)
        found = digest_in(session, card=card, meeting=meeting, now=letter.at)
        first = offer_before(session, card=card, starts_at=meeting.starts_at)
    waits = letter.waits(point=meeting.starts_at)
    return view.digest(deps.catalog, digest=found, first=first, waits=waits)
