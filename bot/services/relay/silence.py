"""What Rapport itself says in a request that has fallen silent: that nobody has written, and later that it will end.

It says so after so many weeks whoever has been there meanwhile: a note for what was not read would tell who reads.
"""

from sqlmodel import Session

from bot.deps import Deps, Relay
from bot.domain.relay.cases import Speech
from bot.domain.relay.retention import IDLE_WEEKS, QUIET_WEEKS
from bot.errors import NotYoursError
from bot.services.relay.files import Utterance, key_of, say
from bot.services.relay.parts import stub_of
from bot.services.relay.programme import calendar_of
from storage.columns import new_id
from storage.relay import retention
from storage.relay.assignments import assignments_of
from storage.relay.cases import RelayCase
from storage.relay.stubs import plan_stub
from storage.relay.vocabulary import Role, StubKind, Voice


def speak_of_silence(deps: Deps, relay: Relay, week: int) -> None:
    """Say in open requests what is due in them, once in each silence, and let their owners have a note of it."""
    due = ((IDLE_WEEKS, deps.catalog.relay_end.notice), (QUIET_WEEKS, deps.catalog.relay_end.quiet))
    for weeks, words in due:  # the longer silence first: its words say all that those of the shorter one would
        with relay.db.begin() as session:
            retention.be_alone(session)
            for case in retention.idle_cases(session, week=week, idle_weeks=weeks):
                _speak(deps, session, relay, case, words=words)


def _speak(deps: Deps, session: Session, relay: Relay, case: RelayCase, *, words: str) -> None:
    try:
        key = key_of(relay, case)
    except NotYoursError:
        return
    spoken = case.active_week
    say(session, case, key, Utterance(new_id(), Voice.RELAY, Speech(words)), now=deps.clock.now())
    case.active_week = spoken  # Rapport's own words are no sign of life
    case.is_unread_by_requester = case.is_unread_by_facilitators = True
    slot = calendar_of(deps, team_id=case.team_id).slot_at(deps.clock.now())
    for part in assignments_of(session, case_id=case.case_id):
        if part.role is Role.OWNER:
            note = stub_of(case, slot=slot, kind=StubKind.NUDGE, to_facilitator_id=part.facilitator_id)
            plan_stub(session, note)
