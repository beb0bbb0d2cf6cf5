"""What somebody finds who has the relay's database, with and without its keys."""

import re
from itertools import pairwise

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError

from bot.deps import Relay
from bot.domain.relay import receipts
from bot.domain.relay.intake import RequestDraft
from bot.errors import NotYoursError
from bot.runtime.ticks import ticks_of
from bot.services.relay import intake
from bot.services.relay.files import key_of, said_in
from storage.database import Database
from storage.relay.cases import case_by_tag
from storage.relay.database import RelayDatabase
from storage.relay.keys import SealError
from storage.relay.messages import messages_of
from storage.relay.tables import relay_metadata
from storage.relay.vocabulary import CaseState, TagKind, Theme, Urgency, Wish
from tests.asked import kept_rows
from tests.asking import FACILITATORS, MARKER, Entered, ask, door_of, home_of, staffed
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NAMES, STRANGER, pair_up
from tests.payloads import TEAM
from tests.rapport import Rapport
from tests.relay_rows import case_now, plant, speak
from tests.relay_thief import as_bytes, every_value, forms_of, guesses

COARSEST_SECONDS = 100_000
"""Slots and weeks since 1970 are far below this, seconds far above."""
ROSTER = (MENTEE, MENTOR, STRANGER, *FACILITATORS, *(f"U0MEMBER{number:03}" for number in range(40)))
COINED = "zebrafinch"


@pytest.fixture(autouse=True)
def _programme(rapport: Rapport, db: Database) -> None:
    pair_up(db)
    staffed(rapport, db)


@pytest.fixture
def relay(rapport: Rapport) -> Relay:
    """The relay of the bot."""
    assert rapport.deps.relay is not None
    return rapport.deps.relay


def ask_from_home(rapport: Rapport, *, user: str = MENTEE) -> None:
    """Ask for a facilitator, by way of one's Home."""
    ask(rapport, home=home_of(rapport, user=user), user=user)


def test_no_file_of_the_relay_holds_who_asked_or_what(rapport: Rapport, relay: Relay) -> None:
    """Relay 1: neither the requester's id, name, nor a word of theirs, in any value or file."""
    ask_from_home(rapport)
    found = as_bytes(relay.db)
    assert re.search(rb"relay_|U0", found)
    for secret in (MENTEE, NAMES[MENTEE], *NAMES[MENTEE].split(), MARKER, "MARKER"):
        assert secret.encode() not in found


def test_nor_in_any_disguise(rapport: Rapport, relay: Relay) -> None:
    """Relay 2: not in base64, hex, reversed, UTF-16, percent signs, and no plain hash of it."""
    ask_from_home(rapport)
    found = as_bytes(relay.db)
    for secret in (MENTEE, f"{TEAM}|{MENTEE}", NAMES[MENTEE], "MARKER"):
        assert [form for form in forms_of(secret) if len(form) > 5 and form in found] == []


def test_the_disguises_would_be_seen_through(rapport: Rapport, relay: Relay) -> None:
    """Relay 2: the search finds what is there, so what it does not find is not."""
    with relay.db.begin() as session:
        session.connection().execute(text("CREATE TABLE careless (note VARCHAR, raw VARCHAR)"))
        for form in forms_of(MENTEE):
            session.connection().execute(
                text("INSERT INTO careless VALUES (:note, :raw)"), {"note": "x", "raw": form.hex()}
            )
    kept = b"\n".join(bytes.fromhex(str(raw)) for raw in every_value(relay.db)["careless", "raw"])
    assert all(form in kept for form in forms_of(MENTEE))


def test_all_keys_and_the_whole_roster_lead_to_nobody(rapport: Rapport, relay: Relay) -> None:
    """Relay 4: whatever can be worked out of each id with every key is compared with every column."""
    ask_from_home(rapport)
    found = as_bytes(relay.db)
    named = set(FACILITATORS) & {row.facilitator_id for row in kept_rows(rapport)["RelayAssignment"]}
    for user_id in ROSTER:
        hits = [
            guess for guess in guesses(relay.keys, team_id=TEAM, user_id=user_id) if len(guess) > 5 and guess in found
        ]
        assert set(hits) == ({user_id.encode()} if user_id in named else set())


def test_two_cases_of_one_person_share_no_value_that_two_cases_of_two_do_not(rapport: Rapport, relay: Relay) -> None:
    """Relay 6: nothing links them but what all cases of a week have in common."""
    first = home_of(rapport)
    ask(rapport, Entered(words=None), home=first)
    second = dict(rapport.slack.called("views.publish")[-1]["view"], id="V0HOME", hash="h1")
    ask(rapport, Entered(words=None), home=second)
    ask_from_home(rapport, user=STRANGER)
    values = every_value(relay.db)
    for column in ("case_id", "label", "dek_wrapped", "head_ct"):
        kept = [bytes(each) if isinstance(each, bytes) else each for each in values["relay_case", column]]
        assert len(set(kept)) == 3, column
    assert len(set(values["relay_tag", "tag"])) == 6
    common = {"team_id", "state", "opened_week", "active_week", "send_slot", "revision", "kid", "kind"}
    shared = {
        column
        for (table, column), kept in values.items()
        if table == "relay_case" and len(set(map(str, kept))) < len(kept) and any(each is not None for each in kept)
    }
    assert shared <= common | {column for column in shared if column.startswith("is_")}


def test_nothing_finer_than_a_slot_is_kept_and_nothing_tells_when_it_was_made(rapport: Rapport, relay: Relay) -> None:
    """Relay 7: no date or time column, no number of seconds, no Fernet token, no id that holds a time."""
    ask_from_home(rapport)
    for table in relay_metadata().sorted_tables:
        for column in table.columns:
            assert str(column.type).partition("(")[0] in {"VARCHAR", "INTEGER", "BOOLEAN", "BLOB"}, column
    values = every_value(relay.db)
    numbers = [each for kept in values.values() for each in kept if type(each) is int]
    assert numbers
    assert max(numbers) < COARSEST_SECONDS
    assert b"gAAAA" not in as_bytes(relay.db)


def test_ids_hold_no_version_and_no_time(relay: Relay) -> None:
    """Relay 7: 128 random bits: neither uuid1 nor uuid7 nor ULID, whose first digits stand still for days."""
    planted = [plant(relay, week=1) for _ in range(60)]
    ids = [each.case_id for each in planted]
    assert all(re.fullmatch(r"[0-9a-f]{32}", each) for each in ids)
    assert len({each[:2] for each in ids}) > 30
    assert len({each[12] for each in ids}) > 8


def test_the_order_in_which_cases_came_is_lost(relay: Relay) -> None:
    """Relay 8: a hundred in a known order; read as they lie they are not in it, and no hidden number says it."""
    order = [plant(relay, week=1).case_id for _ in range(100)]
    assert relay.db.pack()
    with relay.db.read() as session:
        lying = list(session.connection().execute(text("SELECT case_id FROM relay_case")).scalars())
    assert sorted(lying) == sorted(order)
    steps = [order.index(after) - order.index(before) for before, after in pairwise(lying)]
    assert sum(step == 1 for step in steps) < 10
    assert abs(sum(step > 0 for step in steps) - 50) < 25


def test_no_table_has_a_rowid(relay: Relay) -> None:
    """Relay 8: SQLite's hidden number of a row is absent; PostgreSQL's own order goes with each packing."""
    if relay.db.dialect_name == "postgresql":
        plant(relay, week=1)
        plant(relay, week=1)
        assert relay.db.pack()
        with relay.db.read() as session:
            lying = session.connection().execute(text("SELECT case_id FROM relay_case ORDER BY ctid")).scalars().all()
        assert list(lying) == sorted(lying)
        return
    for table in inspect(relay.db.reader).get_table_names():
        if table.startswith("relay_") and table != "relay_version":
            with relay.db.reader.connect() as connection, pytest.raises(OperationalError, match="no such column"):
                connection.execute(text(f"SELECT rowid FROM {table}"))  # noqa: S608 - names of our own tables


def test_a_text_moved_to_another_case_or_place_does_not_open(relay: Relay, clock: HandClock) -> None:
    """Relay 10: swapped between cases, or renumbered within one, it fails closed and tells nothing."""
    mine, theirs = plant(relay, week=1), plant(relay, week=1)
    for each in (mine, theirs):
        speak(relay, each, COINED, clock=clock)
    with relay.db.begin() as session:
        (one,), (other,) = (messages_of(session, case_id=each.case_id) for each in (mine, theirs))
        one.body_ct, other.body_ct = other.body_ct, one.body_ct
        session.add_all([one, other])
    case = case_now(relay, mine)
    assert case is not None
    with relay.db.read() as session, pytest.raises(SealError) as refused:
        said_in(key_of(relay, case), messages_of(session, case_id=case.case_id), week=0)
    assert COINED not in repr(refused.value)
    case.team_id = "T2"
    with pytest.raises(NotYoursError):
        key_of(relay, case)


def test_a_renumbered_message_does_not_open(relay: Relay, clock: HandClock) -> None:
    """Relay 10: nobody can change the order in which things were said."""
    mine = plant(relay, week=1)
    speak(relay, mine, COINED, clock=clock)
    with relay.db.begin() as session:
        session.connection().execute(text("UPDATE relay_message SET seq = 7"))
    case = case_now(relay, mine)
    assert case is not None
    with relay.db.read() as session, pytest.raises(SealError):
        said_in(key_of(relay, case), messages_of(session, case_id=case.case_id), week=0)


def test_the_scheduler_holds_fixed_rounds_and_nothing_of_a_case(rapport: Rapport) -> None:
    """Relay 14: the same jobs before and after a request, none of them with an argument of its own."""

    def jobs() -> list[tuple[str, str]]:
        ticks = ticks_of(rapport.deps, TEAM)
        found = sorted((job.id, repr([type(each).__name__ for each in job.args])) for job in ticks.scheduler.get_jobs())
        ticks.close()
        return found

    before = jobs()
    ask_from_home(rapport)
    assert jobs() == before
    assert "relay_sweep" in {name for name, _ in before}


def test_a_crash_between_the_commit_and_home_leaves_a_case_that_the_receipt_finds(
    rapport: Rapport, relay: Relay
) -> None:
    """Relay 15: the process dies after the commit: Home never hears of it, the receipt works, nobody is named."""
    draft = RequestDraft(
        themes=frozenset({Theme.COMMUNICATION}),
        wish=Wish.ADVICE,
        urgency=Urgency.THIS_WEEK,
        words=MARKER,
        other_party_user_id=None,
        not_these=frozenset(),
        shares_other_party=False,
    )
    sent = intake.send(rapport.deps, door=door_of(rapport, home=home_of(rapport)), draft=draft, key="V0CRASHED")
    relay.db.dispose()
    again = RelayDatabase.open(relay.db.writer.url.render_as_string(hide_password=False))
    secret = receipts.secret_of(sent.receipt)
    assert secret is not None
    tags = [tag for _, tag in relay.keys.tags(secret, kind=TagKind.RECEIPT, bound_to=f"{TEAM}|{MENTEE}")]
    with again.read() as session:
        ((case, _),) = case_by_tag(session, team_id=TEAM, tags=tags)
    assert (case.label, case.state) == (sent.label, CaseState.WAITING)
    assert MENTEE.encode() not in as_bytes(again)
    again.dispose()
