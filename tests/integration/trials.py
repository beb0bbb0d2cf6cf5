"""One attempt at a listener, and what is wrong with how it was answered."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.content.catalogue import Catalog
from tests.integration.actors import Actor, Trial
from tests.integration.rewinding import Kept
from tests.integration.rules import OTHERWISE, SCREENS, Rule
from tests.integration.test_who_sees_what import COLLEAGUES, TEXTS
from tests.integration.ways import Way, as_json, heard
from tests.integration.whose import TABLE
from tests.pairing import NAMES
from tests.payloads import TEAM, Payload

MARKS = re.compile(r"Xq-.+?-qX|Xqzmark")
FOR_COLLEAGUES = frozenset(f"Xq-{key}-qX" for key, acts in TEXTS.items() if acts[-1] >= COLLEAGUES)
"""What every colleague reads: where a mentor works and what they bring, the library."""
NAMED = re.compile(r"^(?:command /mentor if names_a_screen|action \^open:)$")


def rule_of(way: Way) -> Rule | None:
    """Return who may do this, None when nobody has said."""
    if NAMED.match(way.name):
        said = str(way.payload.get("text") or way.what).strip().removeprefix("open:")
        return next((rule for screen, rule in SCREENS.items() if screen == said), None)
    return OTHERWISE.get(way.what.split(" ")[0]) or TABLE.get(way.name)


@dataclass(frozen=True)
class Court:
    """Who judges attempts: by the sentences of refusal, and by what is kept."""

    refusals: tuple[str, ...]
    apology: str
    files: Sequence[Kept]

    def faults(self, actor: Actor, trial: Trial, way: Way, rule: Rule) -> Iterator[str]:
        """Let somebody try, put all back, and yield what is wrong with it."""
        user = trial.user_for(way, rule in {Rule.FACILITATORS, Rule.CASE})
        payload = sent_by(user, way.payload)
        said = as_json(heard(trial.stage, payload, user=user))
        has_written = any(each.has_changed() for each in self.files)
        if actor in rule.answered:
            yield from self._too_much(actor, user) if has_written and rule is not Rule.FACILITATORS else ()
            if self.is_refused(said) and not has_written:
                yield "is refused"
        else:
            yield from ["is not refused"] if not self.is_refused(said) else []
            yield from ["has changed what is kept"] if has_written else []
        yield from ["breaks something"] if self.apology in said else []
        shown = learnt(said, payload, actor)
        yield from [f"learns {sorted(shown)}"] if shown and not is_at_desk(actor, rule) else []
        for each in self.files:
            each.rewind()

    def is_refused(self, said: str) -> bool:
        """Return whether an answer says that somebody may not."""
        return any(sentence in said for sentence in self.refusals)

    def _too_much(self, actor: Actor, user: str) -> Iterator[str]:
        for file in self.files:
            for table, row in file.lost():
                if TEAM in row if actor is Actor.ELSEWHERE else not (file.is_of(user) & set(row)):
                    yield f"has changed a row of {table} that is somebody else's"


def is_at_desk(actor: Actor, rule: Rule) -> bool:
    """Return whether a facilitator does what facilitators do, among whose own words marks may be."""
    return actor is Actor.FACILITATOR and rule is Rule.FACILITATORS


def learnt(said: str, payload: Payload, actor: Actor) -> set[str]:
    """Return what an answer gives away: words that are not for this one to read, and that they did not send."""
    public = frozenset() if actor is Actor.ELSEWHERE else FOR_COLLEAGUES
    names = {name for name in NAMES.values() if name in said} if actor is Actor.ELSEWHERE else set()
    own = as_json([(None, payload)])
    return {word for word in {*MARKS.findall(said), *names} if word not in public and word not in own}


def court_over(catalog: Catalog, files: Sequence[Kept]) -> Court:
    """Return who judges by these words and files."""
    return Court(refusals_of(catalog), catalog.common.apology.partition("{")[0], files)


def refusals_of(catalog: Catalog) -> tuple[str, ...]:
    """Return every sentence by which somebody hears that they may not, as it stands in JSON."""
    common = catalog.common
    sections = (getattr(catalog, name) for name in dir(catalog) if not name.startswith("_"))
    by_role = {
        getattr(section, word)
        for section in sections
        for word in ("facilitators_only", "admins_only")
        if hasattr(section, word)
    }
    every = (common.not_yours, common.members_only, catalog.privacy.too_old, *sorted(by_role))
    return tuple(as_json([(None, {"text": sentence})])[len('[{"text": "') : -len('"}]')] for sentence in every)


def sent_by(user: str, payload: Payload) -> Payload:
    """Return the same payload, sent by somebody else."""
    if "event" in payload:
        event = payload["event"]
        return {**payload, "event": {**event, "user": user} if isinstance(event.get("user"), str) else event}
    if "command" in payload:
        return {**payload, "user_id": user}
    return {**payload, "user": {**payload["user"], "id": user}}
