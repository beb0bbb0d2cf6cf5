"""Each act of a facilitator, or at the machine, leaves one line; what changes nothing leaves none."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from bot.console.audit import audit as print_audit
from bot.deps import Deps
from bot.domain.library import ResourceDraft
from bot.errors import UserError
from bot.services import audit, holds, keys, library, report_post, reports
from bot.services.roster import bring_in
from bot.views import library as library_view
from storage.audit import AuditEntry
from storage.columns import new_id
from storage.database import Database
from storage.installations import keep_installation
from storage.keyring import Keyring
from storage.vocabulary import AuditKind, Authority, PairState
from tests.facilitating import FACILITATOR, filled, open_form
from tests.integration import setup_steps
from tests.pairing import MENTEE, MENTOR, NOW, pair_up, the
from tests.payloads import TEAM
from tests.rapport import Rapport
from tests.requesting import has_say, updated
from tests.rostering import listed, somebody, user_id


def noted(db: Database) -> list[tuple[AuditKind, str | None]]:
    """Return every kind that is noted, with whose it is."""
    with db.read() as session:
        return [(each.kind, each.actor_id) for each in session.exec(select(AuditEntry).order_by(AuditEntry.kind))]


def test_a_pair_that_is_proposed_is_noted_once_however_often_the_form_is_sent(programme: Rapport, db: Database) -> None:
    form = filled(open_form(programme))
    for _ in range(2):
        updated(programme, form)
    assert noted(db) == [(AuditKind.PAIR_PROPOSED, the(db, FACILITATOR).id)]


def test_rules_library_and_a_pair_on_hold_are_noted(programme: Rapport, db: Database) -> None:
    deps, actor = programme.deps, the(db, FACILITATOR)
    holds.keep_rules(deps, actor=actor, kinds=[Authority.CHIEF])
    resource_id, draft = new_id(), ResourceDraft("Leave", "https://example.org", site=None)
    for _ in range(2):
        library.add(deps, actor=actor, draft=draft, resource_id=resource_id, fields=library_view.FIELDS)
    for _ in range(2):
        library.remove(deps, actor=actor, resource_id=resource_id)
    has_say(db, MENTOR, MENTEE)
    pair_id = pair_up(db, state=PairState.HELD)
    holds.settle(deps, actor=actor, pair_id=pair_id, consents=False)
    with pytest.raises(UserError):
        holds.settle(deps, actor=actor, pair_id=pair_id, consents=True)
    assert noted(db) == [
        (AuditKind.LIBRARY_CHANGED, actor.id),
        (AuditKind.LIBRARY_CHANGED, actor.id),
        (AuditKind.PAIR_SETTLED, actor.id),
        (AuditKind.RULES_KEPT, actor.id),
    ]


def test_a_programme_that_is_set_up_names_whoever_did_it_before_the_first_roster(set_up: Rapport, db: Database) -> None:
    form = setup_steps.filled(setup_steps.open_form(set_up))
    for _ in range(2):
        assert set_up.answer_to(form)["response_action"] == "update"
    admin = the(db, MENTEE).id
    assert noted(db) == [(AuditKind.CHANNEL_CHOSEN, admin), (AuditKind.SETTINGS_CHANGED, admin)]


def test_a_roster_and_new_keys_at_the_machine_name_nobody_and_a_try_leaves_none(rapport: Rapport, db: Database) -> None:
    listed(rapport, [somebody(number) for number in range(2)])
    with db.begin() as session:
        keep_installation(session, team_id=TEAM, bot_token="xoxb-1", bot_user_id="UBOT", at=NOW)
    raw = f"slack_id,rank\n{user_id(0)},full\n".encode()
    bring_in(rapport.deps, team_id=TEAM, raw=raw, is_kept=False)
    assert noted(db) == []
    bring_in(rapport.deps, team_id=TEAM, raw=raw, is_kept=True)
    keys.reseal(rapport.deps)
    assert noted(db) == [(AuditKind.RESEALED, None), (AuditKind.ROSTER_BROUGHT_IN, None)]


def test_a_backup_is_noted_in_what_was_copied_and_not_where_there_is_nothing_yet(
    rapport: Rapport, db: Database, keyring: Keyring, tmp_path: Path
) -> None:
    with db.begin() as session:
        keep_installation(session, team_id=TEAM, bot_token="xoxb-1", bot_user_id="UBOT", at=NOW)
    assert audit.note_backup(rapport.deps)
    assert noted(db) == [(AuditKind.BACKED_UP, None)]
    empty = Database.open(f"sqlite:///{tmp_path}/empty.db", keyring=keyring)
    assert not audit.note_backup(replace(rapport.deps, db=empty))
    empty.dispose()


def test_whoever_opens_a_report_first_has_made_it(programme: Rapport, deps: Deps, db: Database) -> None:
    period = reports.periods(deps)[0]
    for _ in range(2):
        report_post.read(deps, actor=the(db, FACILITATOR), period=period)
    assert noted(db) == [(AuditKind.REPORT_MADE, the(db, FACILITATOR).id)]


def test_a_report_that_is_first_made_at_the_machine_names_nobody(programme: Rapport, deps: Deps, db: Database) -> None:
    first, *_ = reports.periods(deps)
    reports.report(deps, team_id=TEAM, period=first)
    report_post.read(deps, actor=the(db, FACILITATOR), period=first)
    assert noted(db) == [(AuditKind.REPORT_MADE, None)]


def test_facilitators_read_it_and_whoever_is_in_a_pair_reads_no_decision_of_others_about_pairs(
    programme: Rapport, deps: Deps, db: Database
) -> None:
    actor = the(db, FACILITATOR)
    holds.keep_rules(deps, actor=actor, kinds=[])
    holds.settle(deps, actor=actor, pair_id=pair_up(db, state=PairState.HELD), consents=False)
    whole = audit.page(deps, actor=actor)
    assert {each.kind for each in whole.deeds} == {AuditKind.RULES_KEPT, AuditKind.PAIR_SETTLED}
    assert {each.name for each in whole.deeds} == {actor.name}
    with pytest.raises(UserError, match=deps.catalog.desk.facilitators_only):
        audit.page(deps, actor=the(db, MENTOR))
    programme.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": [MENTOR, "UBOT"]}
    deps.directory.forget(team_id=TEAM, channel_id="C0FACILITY")
    partial = audit.page(deps, actor=the(db, MENTOR))
    assert ([each.kind for each in partial.deeds], partial.is_whole) == ([AuditKind.RULES_KEPT], False)


def test_the_console_prints_instants_kinds_and_ids(
    programme: Rapport, deps: Deps, db: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    actor = the(db, FACILITATOR)
    holds.keep_rules(deps, actor=actor, kinds=[])
    assert print_audit(deps) == 0
    assert capsys.readouterr().out == f"{TEAM}  2026-11-03 15:00  rules_kept        {actor.id}\n"
