"""Somebody's own data as two files, and asking for them. They go to that person alone."""

import json
from datetime import datetime

from bot.deps import Deps
from bot.domain.own_data import FILE_WAITS
from bot.services.letter import FilePayload, Letter, planned
from bot.services.own_data import own_data
from bot.views.own_data_page import page
from storage.audit import note
from storage.columns import stable_id
from storage.members import Member
from storage.touchpoints import PlannedTouchpoint, plan, plan_again
from storage.vocabulary import AuditKind, TouchpointKind

PAGE, FIGURES = "page", "json"
TOKEN_CHARS = 12


def ask_for_files(deps: Deps, *, actor: Member, asked_by: str, is_at_machine: bool = False) -> bool:
    """Have both files sent to `actor`; return False when they are on their way or have arrived.

    One screen gives them once, however often it is asked: `asked_by` names it. Another gives them anew. Asked for
    `is_at_machine`, by whoever runs Rapport, it is noted, and not of whom.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        if is_at_machine:
            note(session, team_id=actor.team_id, actor_id=None, kind=AuditKind.EXPORTED, at=now)
        every = [_planned(actor, form, asked_by, now) for form in (PAGE, FIGURES)]
        return plan(session, every) > 0 or sum(plan_again(session, each) for each in every) > 0


def write_file(deps: Deps, letter: Letter) -> FilePayload:
    """Put somebody's data together, as it is now, in the form they are sent."""
    say = deps.catalog.own_data
    data = own_data(deps, actor=letter.member)
    stem = f"rapport-{letter.at:%Y-%m-%d}"
    if letter.subject_id.startswith(PAGE):
        content = page(deps.catalog, data=data).encode()
        return FilePayload(name=f"{stem}.html", content=content, title=say.page_name)
    chapters = {chapter.table: chapter.entries for chapter in data.chapters}
    about = {"about": {"of": data.name, "at": data.made_at.isoformat(), "private_requests": say.about_private}}
    content = json.dumps({**about, **chapters}, ensure_ascii=False, indent=2).encode()
    return FilePayload(name=f"{stem}.json", content=content, title=say.json_name)


def _planned(actor: Member, form: str, asked_by: str, now: datetime) -> PlannedTouchpoint:
    token = stable_id(asked_by, "data")[:TOKEN_CHARS]
    return planned(
        kind=TouchpointKind.DATA_FILE,
        member_id=actor.id,
        team_id=actor.team_id,
        subject_id=f"{form}.{token}",
        due_at=now,
        expires_at=now + FILE_WAITS,
    )
