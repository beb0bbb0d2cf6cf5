"""One parcel on its way: looked at again, held until its slot, marked, posted, settled."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.deps import Deps
from bot.domain.delivery import PERSON_GAP, Obstacle, Verdict, after_doubt, after_hold
from bot.errors import DeliveryError, new_reference
from bot.runtime.posting import GONE, OURS, Receipt, post, take_back, verdict_on
from bot.services import delivery, second_look
from bot.services.letter import ChannelPayload
from storage.outbox import Parcel
from storage.records import record
from storage.touchpoints import Touchpoint

log = structlog.get_logger(__name__)

FRESH_SECONDS = 5.0
"""What was marked longer ago is not posted: whoever froze in between may have lost it to another sender."""
SETTLE_AGAIN_SECONDS = (0.1, 1.0, 3.0, 5.0, 10.0)
"""How long after each failure; together with what a locked file is waited for, well within a lease."""
UNEXPECTED = "unexpected"


@record
class Errand:
    """A parcel, and when it goes out."""

    parcel: Parcel
    slot: float
    """In monotonic seconds."""
    at: datetime
    """The instant on people's clock for which it is judged and written."""
    turn: Callable[[], float]
    """Takes a turn among what this process posts, once the slot has come; in how many seconds it begins."""


def deliver(deps: Deps, errand: Errand, *, stop: threading.Event) -> None:
    """Bring a parcel to its end. No exception leaves it: what cannot even be noted is found by whoever reaps.

    Args:
        deps: the collaborators; its Slack takes its time.
        errand: what, and when.
        stop: once set, nothing more is begun; what Slack is being asked for is waited for and noted.
    """
    try:
        _deliver(deps, errand, stop)
    except Exception as failure:
        log.error("parcel_abandoned", exc_info=failure, reference=new_reference())


def _deliver(deps: Deps, errand: Errand, stop: threading.Event) -> None:
    parcel, at = errand.parcel, errand.at
    looked = second_look.look(deps, parcel, at=at)
    verdicts = [*looked.verdicts, *((row, after_hold(PERSON_GAP)) for row in looked.waiting)]
    if verdicts:
        _settle(deps, parcel, verdicts, at=at)
    letters = looked.letters
    if letters is None:
        return
    parcel = replace(parcel, rows=letters.rows)
    if stop.wait(errand.slot - time.monotonic()) or stop.wait(errand.turn()):
        _put_back(deps, parcel, at=at)
        return
    marked_at = time.monotonic()
    marked = delivery.mark(deps, parcel)
    if len(marked.rows) < len(parcel.rows) or time.monotonic() - marked_at > FRESH_SECONDS:
        _put_back(deps, marked, at=at)
        return
    _send(deps, marked, letters, stop, at=at)


def _send(deps: Deps, parcel: Parcel, letters: "second_look.Letters", stop: threading.Event, *, at: datetime) -> None:
    """Post what is marked and note what became of it."""
    try:
        stamp = at if deps.settings.clock_url else None
        receipt = post(deps.slack, parcel.member, letters.content, channel_id=parcel.channel_id, at=stamp)
    except DeliveryError as failure:
        refused = failure
    except Exception as failure:
        log.error("message_unsent", exc_info=failure, reference=new_reference(), touchpoint=parcel.rows[0].id)
        verdicts = [(row, after_doubt(UNEXPECTED, kind=row.kind, attempts=row.attempts + 1)) for row in parcel.rows]
        _settle(deps, parcel, verdicts, at=at)
        return
    else:
        _note_sent(deps, parcel, receipt, stop, at=at)
        return
    another_way = _another_way(deps, parcel, letters, refused, at=at)
    if another_way is None:
        _note_failure(deps, parcel, refused, at=at)
    else:
        _send(deps, *another_way, stop, at=at)


def _another_way(
    deps: Deps, parcel: Parcel, letters: "second_look.Letters", refused: DeliveryError, *, at: datetime
) -> "tuple[Parcel, second_look.Letters] | None":
    """Return what to post after a refusal instead, None where there is no other way.

    A conversation that is no more is forgotten and its person asked for anew, once. Of a digest that Slack will not
    take the first message goes out by itself and the others have another turn: one that is bad spoils no other.
    """
    if refused.code in GONE and parcel.channel_id and not isinstance(letters.content, ChannelPayload):
        return delivery.forget_channel(deps, parcel), letters
    first, *others = parcel.rows
    if refused.code in OURS and others:
        _settle(deps, parcel, [(row, after_hold(PERSON_GAP)) for row in others], at=at)
        return replace(parcel, rows=(first,)), second_look.Letters((first,), letters.alone, letters.alone)
    return None


def _note_sent(deps: Deps, parcel: Parcel, receipt: Receipt, stop: threading.Event, *, at: datetime) -> None:
    """Settle what was sent. Where somebody else has settled all of it, theirs stands and our copy is deleted."""
    ids = _settle_sent(deps, parcel, receipt, stop, at=at)
    for row in parcel.rows:
        is_ours = row.id in ids
        log.info("message_sent" if is_ours else "message_lost_to_another", **_about(row, attempts=row.attempts + 1))
    if ids:
        return
    try:
        take_back(deps.slack, parcel.member.team_id, receipt)
    except DeliveryError as failure:
        log.warning("copy_not_deleted", code=failure.code, touchpoint=parcel.rows[0].id)


def _settle_sent(
    deps: Deps, parcel: Parcel, receipt: Receipt, stop: threading.Event, *, at: datetime
) -> frozenset[str]:
    """Return which rows could be settled as sent.

    That Slack took them is known here alone: while the database is locked, full or away it is asked again, for some
    seconds. Forgotten, the message would be in doubt, or come twice.
    """
    for seconds in SETTLE_AGAIN_SECONDS:
        try:
            return delivery.settle_sent(deps, parcel, channel_id=receipt.channel_id, ts=receipt.ts, at=at)
        except Exception as failure:
            log.warning("message_unsettled", exc_info=failure, touchpoint=parcel.rows[0].id)
            stop.wait(seconds)
    return delivery.settle_sent(deps, parcel, channel_id=receipt.channel_id, ts=receipt.ts, at=at)


def _note_failure(deps: Deps, parcel: Parcel, failure: DeliveryError, *, at: datetime) -> None:
    """Note what a failed attempt means for the messages, and for their workspace."""
    judged = [(row, *verdict_on(failure, kind=row.kind, attempts=row.attempts + 1)) for row in parcel.rows]
    obstacle = judged[0][2]
    if failure.code in OURS:
        log.error("message_refused", code=failure.code, kind=parcel.rows[0].kind, touchpoint=parcel.rows[0].id)
    _settle(deps, parcel, [(row, verdict) for row, verdict, _ in judged], at=at, obstacle=obstacle)


def _put_back(deps: Deps, parcel: Parcel, *, at: datetime) -> None:
    """Give back what was not sent; the next sender may have it at once."""
    _settle(deps, parcel, [(row, after_hold()) for row in parcel.rows], at=at)


def _settle(
    deps: Deps,
    parcel: Parcel,
    verdicts: Sequence[tuple[Touchpoint, Verdict]],
    *,
    at: datetime,
    obstacle: Obstacle | None = None,
) -> None:
    """Note verdicts and what holds up the workspace; the log hears of both, but of no text, name or id of Slack's."""
    if not verdicts:
        return
    begins = delivery.settle(deps, parcel, verdicts, at=at, obstacle=obstacle)
    for row, verdict in verdicts:
        attempts = row.attempts + verdict.is_counted
        log.info(
            "message_settled",
            state=verdict.state,
            outcome=verdict.outcome,
            delay_seconds=round(verdict.delay.total_seconds(), 1),
            **_about(row, attempts=attempts),
        )
    if obstacle:
        log.warning("road_blocked", road=obstacle.road, reason=obstacle.reason)
    if begins and obstacle:
        log.error("workspace_paused", reason=obstacle.reason)


def _about(row: Touchpoint, *, attempts: int) -> dict[str, object]:
    return {"touchpoint": row.id, "kind": row.kind, "attempts": attempts}
