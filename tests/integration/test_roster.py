"""A roster is brought in: what is right is kept in one transaction, what is not is explained, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import date
from itertools import pairwise

import pytest
from sqlmodel import func, select

from bot.deps import Deps
from bot.domain.roster import FaultKind, RosterReport
from bot.errors import PermanentDeliveryError, UserError
from bot.services.roster import bring_in
from storage.database import Database
from storage.members import Member, member_ids
from storage.profiles import Profile, keep_profile, profile_of
from storage.relations import Relation, seniors_of
from storage.vocabulary import Authority, Rank, Stream
from tests.payloads import TEAM
from tests.rapport import Rapport
from tests.rostering import PEOPLE, five_hundred, line, listed, sheet, somebody, user_id


@pytest.fixture(autouse=True)
def workspace(rapport: Rapport) -> None:
    """Five hundred people in Slack, of whom Rapport knows none yet."""
    listed(rapport, [somebody(number) for number in range(PEOPLE)])


def kept(deps: Deps, raw: bytes) -> RosterReport:
    return bring_in(deps, team_id=TEAM, raw=raw, is_kept=True)


def tried(deps: Deps, raw: bytes) -> RosterReport:
    return bring_in(deps, team_id=TEAM, raw=raw, is_kept=False)


def rows(db: Database) -> tuple[int, int, int]:
    """Return how many members, profiles and relations there are."""
    with db.read() as session:
        return (
            session.exec(select(func.count()).select_from(Member)).one(),
            session.exec(select(func.count()).select_from(Profile)).one(),
            session.exec(select(func.count()).select_from(Relation)).one(),
        )


def profile(db: Database, number: int) -> Profile | None:
    with db.read() as session:
        return profile_of(session, member_id=member_ids(session, team_id=TEAM)[user_id(number)])


def seniors(db: Database, number: int) -> set[tuple[str, Authority]]:
    """Return who has a say in somebody's career, by Slack id, and how."""
    with db.read() as session:
        ids = member_ids(session, team_id=TEAM)
        users = {member_id: user for user, member_id in ids.items()}
        found = seniors_of(session, member_ids=[ids[user_id(number)]])
        return {(users[each.senior_id], each.kind) for each in found}


def test_of_five_hundred_lines_with_forty_faulty_ones_the_others_are_kept(deps: Deps, db: Database) -> None:
    report = kept(deps, five_hundred(faulty=40))
    assert (report.taken, len(report.changed), len(report.faulty)) == (460, 460, 40)
    assert all(each.faults for each in report.faulty)
    assert [each.number for each in report.faulty] == list(range(462, 502))
    assert rows(db) == (PEOPLE, 460, 918)  # a chair and a supervisor for everybody but the first


def test_what_a_line_says_is_kept_as_it_says_it(deps: Deps, db: Database) -> None:
    kept(deps, five_hundred())
    found = profile(db, 6)
    assert found
    assert (found.rank, found.stream, found.joined_on) == (Rank.ASSOCIATE, Stream.EDUCATOR, date(2011, 9, 1))
    assert (found.division, found.site, found.gender) == ("Division 6, inner ring", "Site 0", None)
    assert seniors(db, 6) == {(user_id(0), Authority.CHAIR), (user_id(5), Authority.SUPERVISOR)}


def test_brought_in_twice_nothing_doubles_and_nothing_changes(deps: Deps, db: Database) -> None:
    kept(deps, five_hundred())
    before = rows(db)
    again = kept(deps, five_hundred())
    assert (len(again.changed), again.same, len(again.faulty)) == (0, 460, 40)
    assert rows(db) == before


def test_a_try_says_the_same_and_writes_nothing(deps: Deps, db: Database) -> None:
    report = tried(deps, five_hundred())
    assert rows(db) == (0, 0, 0)
    done = kept(deps, five_hundred())
    assert (report.changed, report.same, report.faulty) == (done.changed, done.same, done.faulty)
    assert (report.is_kept, done.is_kept) == (False, True)


def test_the_faults_of_the_forty_are_of_every_kind_that_a_spreadsheet_makes(deps: Deps) -> None:
    kinds = {fault.kind for each in tried(deps, five_hundred()).faulty for fault in each.faults}
    assert kinds == {
        FaultKind.NO_SUCH_WORD,
        FaultKind.CELLS,
        FaultKind.QUOTES,
        FaultKind.UNKNOWN,
        FaultKind.NOBODY,
        FaultKind.TWO_PEOPLE,
        FaultKind.NO_DAY,
    }


def test_a_later_roster_changes_what_it_names_and_leaves_the_rest(deps: Deps, db: Database) -> None:
    kept(deps, sheet(line(6)))
    report = kept(deps, sheet(f"{user_id(6)},,,full,,,,,,{user_id(9)};{user_id(8)},-"))
    changes = {change.column: (list(change.before), list(change.after)) for change in report.changed[0].changes}
    assert changes == {
        "rank": (["associate"], ["full"]),
        "chief": ([], [user_id(8), user_id(9)]),
        "supervisor": ([user_id(5)], []),
    }
    found = profile(db, 6)
    assert found
    assert (found.rank, found.stream, found.site) == (Rank.FULL, Stream.EDUCATOR, "Site 0")
    chiefs = {(user_id(8), Authority.CHIEF), (user_id(9), Authority.CHIEF)}
    assert seniors(db, 6) == {(user_id(0), Authority.CHAIR), *chiefs}


def test_a_line_with_one_fault_keeps_nothing_of_itself(deps: Deps, db: Database) -> None:
    kept(deps, sheet(f"{user_id(6)},,,full,teacher,,,,{user_id(0)},,U0NOBODY99", line(7)))
    assert profile(db, 6) is None
    assert seniors(db, 6) == set()
    assert profile(db, 7) is not None


def test_what_somebody_says_of_their_gender_is_never_touched(deps: Deps, db: Database) -> None:
    kept(deps, sheet(line(6)))
    with db.begin() as session:
        member_id = member_ids(session, team_id=TEAM)[user_id(6)]
        keep_profile(session, Profile(member_id=member_id, team_id=TEAM, rank=Rank.LECTURER, gender="a woman"))
    assert len(kept(deps, sheet(line(6))).changed) == 1
    assert len(kept(deps, sheet(line(6))).changed) == 0
    found = profile(db, 6)
    assert found
    assert (found.rank, found.gender) == (Rank.ASSOCIATE, "a woman")


def test_when_anything_breaks_nothing_is_kept(deps: Deps, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> int:
        raise RuntimeError

    monkeypatch.setattr("bot.services.roster.keep_of_roster", breaks)
    with pytest.raises(RuntimeError):
        kept(deps, five_hundred())
    assert rows(db) == (PEOPLE, 0, 0)


def test_rosters_of_any_length_are_a_constant_number_of_statements(
    deps: Deps, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    numbers = []
    for lines in (10, 100, 400):
        with counted() as statements:
            tried(deps, sheet(*(line(number) for number in range(lines))))
        numbers.append(len(statements))
    assert all(earlier == later for earlier, later in pairwise(numbers))


def test_without_addresses_lines_by_id_are_taken_and_the_others_say_why(rapport: Rapport, deps: Deps) -> None:
    listed(rapport, [somebody(number, shows_address=False) for number in range(PEOPLE)])
    report = kept(deps, sheet(f"{user_id(1)},,,full,,,,,,,", f",{'ada@x.org'},,full,,,,,,,"))
    assert [each.number for each in report.changed] == [2]
    assert [fault.kind for each in report.faulty for fault in each.faults] == [FaultKind.NO_ADDRESSES]


def test_a_column_that_says_nothing_is_named(deps: Deps) -> None:
    assert tried(deps, five_hundred()).unread == ["name"]


def test_a_file_that_is_no_roster_is_refused_in_a_sentence(deps: Deps) -> None:
    with pytest.raises(UserError, match="save it as CSV in UTF-8"):
        tried(deps, b"\xff\xfe\x00")


def test_without_slack_nothing_is_guessed(rapport: Rapport, deps: Deps, db: Database) -> None:
    rapport.slack.answers["users.list"] = lambda _: {"ok": False, "error": "missing_scope"}
    with pytest.raises(PermanentDeliveryError):
        kept(deps, five_hundred())
    assert rows(db) == (0, 0, 0)


def test_nobody_of_another_workspace_is_found(deps: Deps, db: Database) -> None:
    kept(deps, sheet(line(1)))
    with db.read() as session:
        assert set(session.exec(select(Profile.team_id))) == {TEAM}
        assert member_ids(session, team_id="T2") == {}


def test_two_who_bring_in_the_same_roster_at_once_double_nothing(deps: Deps, db: Database) -> None:
    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(lambda _: kept(deps, five_hundred()), range(2)))
    assert [report.taken for report in reports] == [460, 460]
    assert rows(db) == (PEOPLE, 460, 918)
    assert kept(deps, five_hundred()).changed == []
