"""Ordinary data is sent and erased; of private requests neither takes, leaves or says anything."""

import json

from sqlalchemy import select

from bot.deps import Deps, Relay
from bot.services import erasing
from bot.services.own_data import own_data
from storage.database import Database
from storage.relay.tables import relay_metadata
from tests.pairing import MENTEE, pair_up, the
from tests.relay_rows import WORDS, plant


def rows(relay: Relay) -> list[str]:
    """Return everything that the relay's database holds."""
    with relay.db.read() as session:
        return [
            repr(row)
            for table in relay_metadata().sorted_tables
            for row in session.connection().execute(select(table).order_by(*table.primary_key.columns))
        ]


def test_files_and_erasing_know_of_no_request(deps: Deps, db: Database) -> None:
    """Relay 65: the same file whether there are requests or not, and the same requests whether it is erased or not."""
    pair_up(db)
    assert deps.relay
    without = own_data(deps, actor=the(db, MENTEE))
    planted = plant(deps.relay, week=1, label="Amber Heron")
    before = rows(deps.relay)
    data = own_data(deps, actor=the(db, MENTEE))
    assert data == without
    said = json.dumps([dict(entry) for chapter in data.chapters for entry in chapter.entries])
    assert not any(secret in said for secret in (WORDS, planted.label, planted.case_id))
    erasing.erase(deps, member_id=the(db, MENTEE).id)
    assert rows(deps.relay) == before
