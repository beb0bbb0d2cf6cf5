"""A mentee who asks somebody for a first conversation, and how the two press their way to a pair."""

from typing import Any

from sqlmodel import select

from bot.deps import Deps
from bot.domain.requests import Reply, ReplyDraft, RequestDraft
from bot.services import request_replies as replies_service
from bot.services import requests as requests_service
from bot.views import request_forms, requests
from sandbox.blockkit import check_message, check_view
from storage.columns import new_id
from storage.database import Database
from storage.relations import Relation, add_relations
from storage.requests import Request
from storage.settings import keep_setting
from storage.vocabulary import Authority, MatchMode, PairState, SettingName
from tests.facilitating import FACILITATOR, delivered, filled, open_form, the_pairs
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, the
from tests.payloads import TEAM, Payload, press, press_message, submit
from tests.rapport import Rapport

WISH = "MARKER a second opinion on <!channel> & my plans"


def known(db: Database) -> None:
    """Keep the two, a facilitator and a stranger as members."""
    enrol(db, MENTEE, MENTOR, STRANGER, FACILITATOR)


def asked(deps: Deps, *, mentor: str = MENTOR, mentee: str = MENTEE, topic: str | None = None) -> str:
    """Ask, and return the id of the request."""
    request_id = new_id()
    draft = RequestDraft(WISH, topic)
    mentor_id = the(deps.db, mentor).id
    requests_service.ask(deps, actor=the(deps.db, mentee), mentor_id=mentor_id, draft=draft, request_id=request_id)
    return request_id


def accepted(deps: Deps, request_id: str, *, mentor: str = MENTOR) -> None:
    """Let the mentor say yes to a first conversation."""
    draft = ReplyDraft(Reply.ACCEPT)
    replies_service.reply(
        deps, actor=the(deps.db, mentor), request_id=request_id, draft=draft, fields=request_forms.FIELD_OF
    )


def ask_button(db: Database, *, mentor: str = MENTOR, user: str = MENTEE) -> Payload:
    """Return a press on the button that stands beside a mentor who was found."""
    button = {
        "type": "button",
        "action_id": requests.ASK,
        "text": {"type": "plain_text", "text": "Ask"},
        "value": the(db, mentor).id,
    }
    return press({"type": "home", "blocks": [{"type": "actions", "elements": [button]}]}, "Ask", user=user)


def ask_form(rapport: Rapport, db: Database, *, mentor: str = MENTOR, user: str = MENTEE) -> Payload:
    """Press it and return the form."""
    return opened(rapport, ask_button(db, mentor=mentor, user=user))


def wished(form: Payload, *, wish: str | None = WISH, topic: str | None = None, user: str = MENTEE) -> Payload:
    """Return the submission of that form."""
    texts = {request_forms.WISH: wish, request_forms.TOPIC: topic}
    return submit(form, {name: {"type": "plain_text_input", "value": text} for name, text in texts.items()}, user=user)


def reply_form(rapport: Rapport, message: Payload, *, user: str = MENTOR) -> Payload:
    """Press the button of the message to the mentor and return the form of an answer."""
    label = rapport.deps.catalog.requests.read_button
    return opened(rapport, press_message(message, label, user=user, response_url=rapport.slack.response_url))


def reply(form: Payload, answer: str, *, user: str = MENTOR, **entered: Any) -> Payload:  # noqa: ANN401 - any field of an answer
    """Return the submission of an answer; `entered` are the further fields by their short names."""
    values: dict[str, Payload] = {
        request_forms.REPLY: {"type": "radio_buttons", "selected_option": {"value": answer}},
        request_forms.SUGGESTED: {"type": "users_select", "selected_user": entered.get("suggested")},
        request_forms.UNTIL: {"type": "datepicker", "selected_date": entered.get("until")},
        request_forms.NOTE: {"type": "plain_text_input", "value": entered.get("note")},
    }
    return submit(form, values, user=user)


def updated(rapport: Rapport, payload: Payload) -> Payload:
    """Hand a submission over and return the view that takes the form's place, which Slack would take."""
    answer = rapport.answer_to(payload)
    assert answer["response_action"] == "update", answer
    view: Payload = answer["view"]
    assert check_view(view) == []
    return view


def message_in_place(rapport: Rapport, payload: Payload) -> Payload:
    """Hand a press on a message over and return what takes the message's place, which Slack would take."""
    times = len(rapport.slack.called("response_url")) + 1
    rapport.answer_to({**payload, "response_url": rapport.slack.response_url})
    said: Payload = rapport.slack.wait_for("response_url", times=times)
    assert check_message({"text": said["text"], "blocks": said["blocks"]}) == []
    return said


def has_say(db: Database, senior: str, junior: str, kind: Authority = Authority.CHAIR) -> None:
    """Let the roster know that one has a say in the other's career."""
    relation = Relation(senior_id=the(db, senior).id, junior_id=the(db, junior).id, kind=kind, team_id=TEAM)
    with db.begin() as session:
        add_relations(session, relations=[relation])


def choose(db: Database, name: SettingName, value: str | MatchMode) -> None:
    """Let the programme have settled something."""
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=name, value=value)


def the_requests(db: Database) -> list[Request]:
    """Return every request that is kept."""
    with db.read() as session:
        return list(session.exec(select(Request)))


def proposed(programme: Rapport) -> dict[str, list[Payload]]:
    """Let the facilitator propose the two, and return what each is asked."""
    updated(programme, filled(open_form(programme)))
    return delivered(programme)


def state_of(db: Database) -> PairState:
    """Return how far the one pair that is kept has come."""
    [pair] = the_pairs(db)
    return pair.state
