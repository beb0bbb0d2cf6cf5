"""The books at the end of the year: every row has come to an end for a reason, and the table that says so."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from storage.touchpoints import Touchpoint
from storage.vocabulary import CreditState, TouchpointKind, TouchpointState
from tests.faults.year.inspector import COLUMNS
from tests.faults.year.people import ZONES, Fellow
from tests.faults.year.simulation import Played

HEADINGS = ("planned", "sent", "messages", "digests", "skipped", "late", "by rule", "broken")
WIDTH = 22


@dataclass(frozen=True, slots=True)
class Account:
    """What came of one year, or of several that were played beside each other."""

    numbers: Counter[tuple[str, str]]
    """By zone and heading."""
    reasons: Counter[tuple[str, str]]
    """Why rows were given up, by reason and zone."""
    deeds: Counter[str]
    broken: tuple[str, ...]
    kinds: Counter[tuple[str, str]]
    """By kind of message, and heading or reason."""


def account_of(played: Played) -> Account:
    """Return the account of one year."""
    fellows = {fellow.member.id: fellow for fellow in played.world.fellows.values()}
    numbers, reasons = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    kinds = Counter(played.inspector.flaws)
    for row in played.rows:
        fellow, is_skipped = fellows[row.member_id], row.state is TouchpointState.SKIPPED
        numbers[fellow.home, "planned"] += 1
        numbers[fellow.home, "sent"] += row.state is TouchpointState.SENT
        numbers[fellow.home, "late"] += _is_late(fellow, row)
        numbers[fellow.home, "skipped"] += is_skipped
        reasons[row.outcome or "", fellow.home] += is_skipped
        kinds.update({(row.kind, "planned"): 1, (row.kind, "sent"): row.state is TouchpointState.SENT})
        kinds[row.kind, row.outcome or ""] += is_skipped
    for user_id, got in played.inspector.received.items():
        home = played.world.fellows[user_id].home
        numbers.update(
            {(home, "messages"): got.messages, (home, "digests"): got.digests, (home, "by rule"): got.by_rule}
        )
    found = [*played.inspector.broken, *_flaws(played, fellows)]
    numbers.update((played.world.fellows[user_id].home, "broken") for user_id, _ in found)
    broken = (*(f"{user_id} {flaw}" for user_id, flaw in found), *_strays(played))
    return Account(numbers, reasons, played.world.deeds, broken, kinds)


def total(accounts: Sequence[Account]) -> Account:
    """Return several accounts as one."""
    numbers, reasons, deeds = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[str]()
    kinds = Counter[tuple[str, str]]()
    for each in accounts:
        kinds.update(each.kinds)
        numbers.update(each.numbers)
        reasons.update(each.reasons)
        deeds.update(each.deeds)
    return Account(numbers, reasons, deeds, tuple(flaw for each in accounts for flaw in each.broken), kinds)


def table(account: Account) -> str:
    """Return the table: a line for each zone in which people began the year, then the reasons for giving up."""
    lines = [f"{'zone':<{WIDTH}}" + "".join(f"{heading:>10}" for heading in HEADINGS)]
    lines += [_line(zone, {name: account.numbers[zone, name] for name in HEADINGS}) for zone in ZONES]
    sums = {name: sum(account.numbers[zone, name] for zone in ZONES) for name in HEADINGS}
    lines.append(_line("all", {**sums, "broken": len(account.broken)}))
    heading = f"{'skipped because':<{WIDTH}}" + "".join(f"{zone.split('/')[1]:>12}" for zone in ZONES)
    whys = sorted({why for why, zone in account.reasons if account.reasons[why, zone]})
    why_lines = [f"{why:<{WIDTH}}" + "".join(f"{account.reasons[why, zone]:>12}" for zone in ZONES) for why in whys]
    deeds = ", ".join(f"{name} {count}" for name, count in sorted(account.deeds.items()))
    return "\n".join([*lines, "", heading, *why_lines, "", f"what people did: {deeds}"])


def by_kind(account: Account) -> str:
    """Return the table of what was planned, sent and wrong, and why what was dropped was: a line for each kind."""
    columns = ("planned", "sent", *COLUMNS)
    kinds = sorted({kind for kind, _ in account.kinds})
    lines = ["".join([f"{'kind':<{WIDTH}}", *(f"{each:>15}" for each in columns), "   dropped"])]
    for kind in kinds:
        whys = sorted(why for each, why in account.kinds if each == kind and why not in columns)
        dropped = ", ".join(f"{why} {account.kinds[kind, why]}" for why in whys if account.kinds[kind, why])
        lines.append(
            "".join([f"{kind:<{WIDTH}}", *(f"{account.kinds[kind, each]:>15}" for each in columns), "   ", dropped])
        )
    sums = (sum(count for (_, name), count in account.kinds.items() if name == each) for each in columns)
    return "\n".join([*lines, "".join([f"{'all':<{WIDTH}}", *(f"{each:>15}" for each in sums)])])


def _line(name: str, numbers: Mapping[str, int]) -> str:
    return f"{name:<{WIDTH}}" + "".join(f"{numbers[heading]:>10}" for heading in HEADINGS)


def _is_late(fellow: Fellow, row: Touchpoint) -> bool:
    """Return whether something came on a later day of their calendar than the morning it was meant for."""
    if row.state is not TouchpointState.SENT or row.settled_at is None or row.local_on is None:
        return False
    return fellow.today(row.settled_at) > row.local_on


def _flaws(played: Played, fellows: Mapping[str, Fellow]) -> list[tuple[str, str]]:
    """Return what is wrong with how rows have ended: the user id, and a sentence."""
    found = []
    for row in played.rows:
        fellow, is_sent = fellows[row.member_id], row.state is TouchpointState.SENT
        is_given_up = row.state is TouchpointState.SKIPPED and bool(row.outcome)
        wrong = {
            "lost": not (is_sent or is_given_up),
            "in the conversation not as in the books": played.inspector.arrived[row.id] != int(is_sent),
            "given up for a reason that does not hold": is_given_up and not _holds(played, fellow, row),
        }
        about = f"{row.kind} {row.id[:8]} {row.state} {row.outcome or ''}"
        found += [(fellow.member.user_id, f"{about}: {word}") for word, is_so in wrong.items() if is_so]
    return found


def _strays(played: Played) -> list[str]:
    """Return what belongs to nobody: messages without a row, and what the product itself calls an error."""
    known = {row.id for row in played.rows}
    strays = [f"{row_id} arrived, and its row is gone" for row_id in played.inspector.arrived if row_id not in known]
    return strays + [f"in the log: {error}" for error in played.errors]


def _holds(played: Played, fellow: Fellow, row: Touchpoint) -> bool:
    """Return whether the reason for which a row was given up holds, as far as people can tell at the end."""
    check = REASONS.get(row.outcome or "")
    return check is None or check(played, fellow, row)


def _is_over(_played: Played, _fellow: Fellow, row: Touchpoint) -> bool:
    return row.settled_at is not None and row.settled_at > row.expires_at


def _is_newer(played: Played, _fellow: Fellow, row: Touchpoint) -> bool:
    """Return whether its subject has been changed since, or told anew; of rounds, whether the next was due as well."""
    found = (played.world.meetings, played.world.items, played.world.subjects)
    subject = next((each[row.subject_id] for each in found if row.subject_id in each), None)
    is_changed = row.kind not in ROUNDS and subject is not None and subject.revision > row.revision
    return is_changed or _stands_anew(played, row) or any(_overtakes(other, row) for other in played.rows)


def _stands_anew(played: Played, row: Touchpoint) -> bool:
    """Return whether a row is about a version of an agreement, or of a shared work, that is not the last."""
    version = played.world.subjects.get(row.subject_id)
    if version is None:
        return False
    if row.kind.startswith("credit"):
        is_moved = version.day is None or version.day.toordinal() != row.revision
        return version.revision > row.revision // 2 or is_moved or version.state != CreditState.OPEN
    theirs = [each for each in played.world.subjects.values() if each.couple is version.couple and each.steps]
    return bool(version.steps) and theirs[-1] is not version


def _overtakes(other: Touchpoint, row: Touchpoint) -> bool:
    is_same = (other.kind, other.subject_id, other.member_id) == (row.kind, row.subject_id, row.member_id)
    is_due = row.kind not in ROUNDS or (row.settled_at is not None and other.due_at <= row.settled_at)
    return is_same and is_due and other.revision > row.revision


def _is_cancelled(played: Played, _fellow: Fellow, row: Touchpoint) -> bool:
    return played.world.meetings[row.subject_id].is_cancelled


def _has_left(_played: Played, fellow: Fellow, _row: Touchpoint) -> bool:
    return fellow.is_gone


def _has_partner_left(played: Played, fellow: Fellow, row: Touchpoint) -> bool:
    couple = played.world.couple_of(row.subject_id)
    return couple is not None and couple.partner_of(fellow).is_gone


def _is_over_for_both(played: Played, fellow: Fellow, row: Touchpoint) -> bool:
    """Return whether the pair is no more, or has never begun; of what is about nobody else nobody can tell."""
    couple = played.world.couple_of(row.subject_id)
    return couple is None or couple.over_at is not None or not couple.is_formed or fellow not in couple.two


ROUNDS = frozenset(
    {TouchpointKind.CHECK_IN, TouchpointKind.MENTOR_TIP, TouchpointKind.AGREEMENT_REVIEW, TouchpointKind.CHECK_OFFERED}
)
"""Of these the revision is a number in turn: the next is planned while one is due, and says nothing against it."""

REASONS: Mapping[str, Callable[[Played, Fellow, Touchpoint], bool]] = {
    "expired": _is_over,
    "newer": _is_newer,
    "moved": _is_newer,
    "cancelled": _is_cancelled,
    "left": _has_left,
    "partner_left": _has_partner_left,
    "gone": _is_over_for_both,
}
