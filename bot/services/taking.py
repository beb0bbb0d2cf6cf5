"""Which rows of a pair one of its two may take along: those that they may read, by the rules of each feature."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain.recaps import is_revealed
from bot.domain.requests import may_read
from storage.records import record
from storage.vocabulary import PairState, Side, TouchpointState

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]


@record
class Taker:
    """Whoever takes their data along, and when; with all that was found."""

    member_id: str
    now: datetime
    tables: Tables

    def wrote(self, row: Row) -> bool:
        """Return whether a row is of this member's writing."""
        return bool(row["author_id"] == self.member_id)

    def above(self, table: str, row_id: str) -> Row:
        """Return the row of a table that another one belongs to."""
        return next(row for row in self.tables[table] if row["id"] == row_id)

    def partner_in(self, pair_id: str) -> str:
        """Return the id of the other one of a pair."""
        pair = self.above("pair", pair_id)
        other: str = pair["mentee_id"] if pair["mentor_id"] == self.member_id else pair["mentor_id"]
        return other


def readable(table: str, row: Row, taker: Taker) -> Row | None:
    """Return a row as its taker may read it, None where they may not."""
    rule = RULES.get(table)
    return row if rule is None else rule(row, taker)


def _if(holds: Callable[[Row, Taker], bool]) -> Callable[[Row, Taker], Row | None]:
    return lambda row, taker: row if holds(row, taker) else None


def _is_shared(row: Row, taker: Taker) -> bool:
    return taker.wrote(row) or bool(row["is_shared"])


def _is_compared(row: Row, taker: Taker) -> bool:
    """An answer is nobody else's before both have sent theirs."""
    agreement = taker.above("agreement", row["agreement_id"])
    return taker.wrote(row) or bool(agreement["mentor_sent_at"] and agreement["mentee_sent_at"])


def _has_gone_out(row: Row, taker: Taker) -> bool:
    return taker.wrote(row) or row["tells_at"] <= taker.now


def _is_recap_shown(row: Row, taker: Taker) -> bool:
    meeting = taker.above("meeting", row["meeting_id"])
    mine = [each for each in taker.tables["recap"] if each["meeting_id"] == row["meeting_id"] and taker.wrote(each)]
    return taker.wrote(row) or is_revealed(
        is_mine_sent=any(not each["is_skipped"] for each in mine),
        is_theirs_sent=not row["is_skipped"],
        ends_at=meeting["starts_at"] + timedelta(minutes=meeting["minutes"]),
        now=taker.now,
    )


def _is_kept(row: Row, taker: Taker) -> bool:
    return bool(row["is_kept_by_author"] if taker.wrote(row) else row["is_kept_by_reader"])


def _has_arrived(row: Row, _taker: Taker) -> bool:
    """A message that has not been sent may tell what its reader is not to know yet."""
    return bool(row["state"] == TouchpointState.SENT)


def _is_no_refusal(row: Row, _taker: Taker) -> bool:
    """Of a pair that did not come about one of the two may never have heard: to them it would say who refused."""
    return bool(row["state"] != PairState.DECLINED)


def _request(row: Row, taker: Taker) -> Row:
    side = Side.MENTEE if row["mentee_id"] == taker.member_id else Side.MENTOR
    return row if may_read(row["state"], side) else {**row, "wish": None, "topic": None}


RULES: Mapping[str, Callable[[Row, Taker], Row | None]] = {
    "agendaitem": _if(_is_shared),
    "agreementanswer": _if(_is_compared),
    "ending": _if(_has_gone_out),
    "pair": _if(_is_no_refusal),
    "recap": _if(_is_recap_shown),
    "request": _request,
    "thanks": _if(_is_kept),
    "touchpoint": _if(_has_arrived),
}
"""Of what is not simply its owner's, or both's as soon as it is written."""
