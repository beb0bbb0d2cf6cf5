"""A mentor's statement as a document, and asking for it. It goes to the mentor alone."""

from bot.deps import Deps
from bot.domain.statements import FILE_WAITS
from bot.errors import NotYoursError, UserError
from bot.services.letter import FilePayload, Letter, PointlessError, planned
from bot.services.statements import statement
from bot.views.statement_document import document, file_name
from storage.columns import stable_id
from storage.members import Member
from storage.touchpoints import plan, plan_again
from storage.vocabulary import TouchpointKind

TOKEN_CHARS = 12


def ask_for_document(deps: Deps, *, actor: Member, code: str, view_id: str) -> bool:
    """Have the statement of a period sent to `actor`; return False when it is on its way or has arrived.

    One screen gives one document, however often it is asked for: figures change, so another screen gives another.

    Raises:
        NotYoursError: there is no such period.
        UserError: they mentored nobody in it.
    """
    now, drawn = deps.clock.now(), statement(deps, actor=actor, code=code)
    if not drawn.lines:
        raise UserError(deps.catalog.statements.nobody)
    token = stable_id(view_id, "statement")[:TOKEN_CHARS]
    asked = planned(
        kind=TouchpointKind.STATEMENT_FILE,
        member_id=actor.id,
        team_id=actor.team_id,
        subject_id=f"{drawn.period.code}.{token}",
        due_at=now,
        expires_at=now + FILE_WAITS,
    )
    with deps.db.begin() as session:
        return plan(session, [asked]) == 1 or plan_again(session, asked)


def write_file(deps: Deps, letter: Letter) -> FilePayload:
    """Make the document for the mentor who asked for it.

    Raises:
        PointlessError: there is nothing to state any more.
    """
    code, _, _ = letter.subject_id.partition(".")
    try:
        drawn = statement(deps, actor=letter.member, code=code)
    except NotYoursError as error:
        raise PointlessError("gone") from error
    if not drawn.lines:
        raise PointlessError("nobody")
    return FilePayload(
        name=file_name(deps.catalog, statement=drawn),
        content=document(deps.catalog, statement=drawn, made_at=letter.at),
        title=deps.catalog.statements.document_heading,
    )
