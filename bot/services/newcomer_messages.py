"""What people hear who are new, and what facilitators hear of them: written when it is sent, from what is true then."""

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.newcomers import Welcome
from bot.services import access
from bot.services.letter import Letter, PointlessError, Written
from bot.services.matching import mode_of
from bot.views import newcomers as view
from storage.members import member_by_id
from storage.newcomers import has_mentor
from storage.settings import setting
from storage.vocabulary import SettingName


def welcome(deps: Deps, letter: Letter) -> Written:
    """Welcome somebody. Raises PointlessError while the programme is not set up: there is nothing to be welcome to."""
    if access.needs_setup(deps, team_id=letter.team_id):
        raise PointlessError("not_set_up")
    with deps.db.read() as session:
        return view.welcome(deps.catalog, welcome=_welcome(session, letter.team_id))


def help_offered(deps: Deps, letter: Letter) -> Written:
    """Offer help to somebody new. Raises PointlessError when they have a mentor by now, or are about to."""
    with deps.db.read() as session:
        if has_mentor(session, member_id=letter.member.id):
            raise PointlessError("mentored")
        return view.help_offered(deps.catalog, welcome=_welcome(session, letter.team_id))


def help_wished(deps: Deps, letter: Letter) -> Written:
    """Tell a facilitator who would like help. Raises PointlessError when that is settled, or they are gone."""
    with deps.db.read() as session:
        person = member_by_id(session, member_id=letter.subject_id)
        if person is None or not person.is_full_member:
            raise PointlessError("gone")
        if has_mentor(session, member_id=person.id):
            raise PointlessError("mentored")
    return view.help_wished(deps.catalog, name=person.name)


def _welcome(session: Session, team_id: str) -> Welcome:
    name = setting(session, team_id=team_id, name=SettingName.PROGRAMME_NAME)
    return Welcome(name, mode_of(session, team_id=team_id))
