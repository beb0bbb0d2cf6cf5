"""The work-and-credit register as a document, and asking for it."""

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.credits import FILE_WAITS
from bot.errors import NotYoursError, UserError
from bot.services import access
from bot.services.credits import register
from bot.services.letter import FilePayload, Letter, PointlessError, planned
from bot.views.credit_document import document
from storage.credits import count_credits
from storage.members import Member
from storage.touchpoints import plan
from storage.vocabulary import TouchpointKind

A_MINUTE_SECONDS = 60


def ask_for_register(deps: Deps, *, actor: Member, pair_id: str) -> None:
    """Have the register of a pair sent to `actor` as it stands; asked for twice within a minute it comes once.

    Raises:
        NotYoursError: the pair is not theirs.
        UserError: nothing stands in it.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        card = access.readable_pair_of(session, actor, pair_id)
        works, _ = count_credits(session, pair_id=pair_id)
        if not works:
            raise UserError(deps.catalog.credits.nothing_to_send)
        asked = planned(
            kind=TouchpointKind.CREDIT_FILE,
            member_id=actor.id,
            team_id=card.team_id,
            subject_id=pair_id,
            due_at=now,
            expires_at=now + FILE_WAITS,
            revision=int(now.timestamp()) // A_MINUTE_SECONDS,
        )
        plan(session, [asked])


def write_file(deps: Deps, letter: Letter) -> FilePayload:
    """Make the document for whoever asked for it, with the day on which it is made.

    Raises:
        PointlessError: the pair is not theirs.
    """
    try:
        found = register(deps, actor=letter.member, pair_id=letter.subject_id)
    except NotYoursError as error:
        raise PointlessError("gone") from error
    say = deps.catalog.credits
    day = local_day(letter.at, found.card.me.clock)
    return FilePayload(
        name=say.document_name.format(day=day.isoformat()),
        content=document(deps.catalog, register=found, made_at=letter.at),
        title=say.document_caption.format(day=day.isoformat()),
    )
