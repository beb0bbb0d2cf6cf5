"""How the Slack of the fault tests misbehaves: rules, each picking some calls, and a limit it holds strictly."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from random import Random
from typing import Any


class Trouble(StrEnum):
    """What becomes of a call that a rule picks."""

    LIMITED = "limited"
    """429; `word` is the Retry-After, empty for none."""
    REFUSED = "refused"
    """200 and `ok: false` with `word`."""
    BROKEN = "broken"
    """500."""
    CUT = "cut"
    """The socket closes without a word."""
    SLOW = "slow"
    """The answer comes after `seconds`."""
    HELD = "held"
    """No answer until the holding ends. What had not been taken before is never taken."""
    HTML = "html"
    """200 and a page, as a proxy shows it."""
    EMPTY = "empty"
    """200 and nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Some calls of chat.postMessage, and their trouble."""

    trouble: Trouble
    takes: bool = False
    """Whether the message stands in Slack before the trouble begins."""
    share: float = 1.0
    """How many of the calls that fit it picks."""
    times: int | None = None
    """How many it picks in all; None without end."""
    fits: str = ""
    """What the call's workspace, channel or text must contain."""
    seconds: float = 0.0
    word: str = ""

    def only(self, text: str) -> "Rule":
        """Return the rule for the first call that contains `text`, and no other."""
        return replace(self, fits=text, times=1)

    def sometimes(self, share: float) -> "Rule":
        """Return the rule for this share of the calls."""
        return replace(self, share=share)

    def as_json(self) -> dict[str, Any]:
        """Return what `rules_of` reads."""
        return asdict(self)


def rules_of(given: Sequence[Mapping[str, Any]]) -> list[Rule]:
    """Return the rules that were sent as JSON."""
    return [Rule(**{**rule, "trouble": Trouble(rule["trouble"])}) for rule in given]


@dataclass
class Script:
    """The rules in force. The first one that picks a call decides."""

    chance: Random
    rules: list[Rule] = field(default_factory=list)
    picked: Counter[int] = field(default_factory=Counter)

    def replace(self, rules: list[Rule]) -> None:
        """Let these rules be in force, none of them used yet."""
        self.rules, self.picked = rules, Counter()

    def rule_for(self, team: str, channel: str, body: str) -> Rule | None:
        """Return the rule that picks this call, None when it has no trouble."""
        for number, rule in enumerate(self.rules):
            is_spent = rule.times is not None and self.picked[number] >= rule.times
            is_meant = rule.fits in team or rule.fits in channel or rule.fits in body
            if not is_spent and is_meant and self.chance.random() < rule.share:
                self.picked[number] += 1
                return rule
        return None


@dataclass
class Limit:
    """A limit per workspace and per conversation, held strictly (docs.slack.dev/apis/web-api/rate-limits)."""

    team_seconds: float = 0.0
    channel_seconds: float = 0.0
    burst: int = 1
    _free_at: dict[str, float] = field(default_factory=dict)

    def wait(self, team: str, channel: str, now: float) -> float:
        """Return how long this call came too early, in seconds; 0 when it keeps both limits, and then it counts."""
        asked = ((f"team {team}", self.team_seconds), (f"{team} {channel}", self.channel_seconds))
        early = max(self._free_at.get(key, 0.0) - (self.burst - 1) * seconds - now for key, seconds in asked)
        if early > 0:
            return early
        for key, seconds in asked:
            self._free_at[key] = max(self._free_at.get(key, 0.0), now) + seconds
        return 0.0
