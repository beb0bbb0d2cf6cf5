"""What the tests of needs do: lines of a map, pairs on one topic, and the way from a gap to a mentor."""

from typing import Any

from sqlmodel import col, select

from bot.deps import Deps
from bot.domain.needs import Cover, HintDraft, NeedCard, NeedDraft
from bot.services import need_sharing, need_suggestions, needs, pairs
from bot.views import need_form, need_hint_form
from storage.columns import new_id
from storage.database import Database
from storage.needs import Need
from storage.pairs import Pair
from storage.vocabulary import PairState, Strength
from tests.integration.offer_steps import chosen, typed
from tests.integration.steps import opened
from tests.onlookers import Stage
from tests.pairing import MENTEE, MENTOR, pair_up, the
from tests.payloads import Payload, press, slash
from tests.rapport import Rapport

TOPIC, NOTE, WHO = "MARKER grants <!channel> & budgets", "MARKER I never wrote one", "MARKER Dr Adeyemi"
GAP = NeedDraft(Strength.GRANTS, TOPIC, NOTE)
HINT = HintDraft(Strength.COMMITTEES, "MARKER how committees decide")
SECOND = "U0SECOND01"


def named(deps: Deps, user: str = MENTEE, *, draft: NeedDraft = GAP) -> str:
    """Put something on somebody's map and return its id."""
    need_id = new_id()
    needs.add(deps, actor=the(deps.db, user), draft=draft, need_id=need_id)
    return need_id


def hinted(deps: Deps, pair_id: str, *, user: str = MENTOR, draft: HintDraft = HINT) -> str:
    """Let a mentor suggest something, and return the id that it would have."""
    need_id = new_id()
    actor = the(deps.db, user)
    need_suggestions.suggest(
        deps, actor=actor, pair_id=pair_id, draft=draft, need_id=need_id, field=need_hint_form.PERSON
    )
    return need_id


def on_map(deps: Deps, user: str = MENTEE) -> list[NeedCard]:
    """Return what stands on somebody's map."""
    return list(needs.board(deps, actor=the(deps.db, user)).needs)


def the_need(deps: Deps, user: str = MENTEE) -> NeedCard:
    """Return the one line of somebody's map."""
    [card] = on_map(deps, user)
    return card


def covered_by(pair_id: str) -> NeedDraft:
    """Return a need that the mentor of that pair covers."""
    return NeedDraft(Strength.GRANTS, TOPIC, NOTE, Cover.MENTOR, pair_id)


def kept(db: Database) -> list[Need]:
    """Return every need that is kept."""
    with db.read() as session:
        return list(session.exec(select(Need).order_by(col(Need.id))))


def on_one_topic(db: Database, topic: str, *, mentor: str = SECOND) -> str:
    """Make a pair of Maya and a mentor of hers on one topic, and return its id."""
    pair_id = pair_up(db, mentor=mentor)
    with db.begin() as session:
        pair = session.get(Pair, pair_id)
        assert pair
        pair.topic = topic
        session.add(pair)
    return pair_id


def ends(db: Database, pair_id: str) -> None:
    """Let a pair have come to its close."""
    with db.begin() as session:
        pair = session.get(Pair, pair_id)
        assert pair
        pair.state = PairState.ENDED
        session.add(pair)


def both_say_yes(deps: Deps, pair_id: str, *users: str) -> None:
    """Let the two decide, after a first conversation, that it shall begin."""
    for user in users:
        pairs.answer(
            deps, actor=the(deps.db, user), pair_id=pair_id, is_yes=True, asked=PairState.TALKING, declared=None
        )


def name_what_one_needs(stage: Stage, pair_id: str) -> None:
    """Let Maya share one line and keep another, and her mentor suggest a third: a column of test_secrecy.py."""
    shared = named(stage.deps, draft=NeedDraft(Strength.GRANTS, "Xqzmark need", "Xqzmark-own note of it"))
    named(stage.deps, draft=NeedDraft(Strength.CARE, "Xqzmark-own need"))
    need_sharing.share(stage.deps, actor=the(stage.deps.db, MENTEE), need_id=shared, pair_id=pair_id)
    hinted(stage.deps, pair_id, draft=HintDraft(Strength.CARE, "Xqzmark-own hint"))


def the_map(rapport: Rapport, *, user: str = MENTEE) -> Payload:
    """Type /mentor gap and return what is shown."""
    return opened(rapport, slash("/mentor", "gap", user=user))


def the_sheet(rapport: Rapport, *, user: str = MENTEE) -> Payload:
    """Open the first line of somebody's map."""
    return opened(rapport, press(the_map(rapport, user=user), "Open", user=user), "views.update")


def entered(topic: str | None = TOPIC, **said: Any) -> dict[str, Payload]:  # noqa: ANN401 - any field of the form
    """Return the values of the form as somebody fills it in."""
    return {
        need_form.TOPIC: typed(topic),
        need_form.ABOUT: chosen(said.get("about", "grants")),
        need_form.NOTE: typed(said.get("note")),
        need_form.COVER: chosen(said.get("cover", "nobody")),
        need_form.ELSEWHERE: typed(said.get("elsewhere")),
    }


def suggested(topic: str | None, *, about: str | None = "grants", person: str | None = None) -> dict[str, Payload]:
    """Return the values of a mentor's form."""
    return {
        need_hint_form.TOPIC: typed(topic),
        need_hint_form.ABOUT: chosen(about),
        need_hint_form.PERSON: {"type": "users_select", "selected_user": person},
    }
