"""The clockwork of one process: the sender, and the ticks around it, each done by one process at a time."""

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from bot.deps import Deps
from bot.errors import DeliveryError
from bot.runtime import beats, check_ins, forgetting, pairs, relay, relay_sweep, rounds
from bot.runtime.beats import Pulse, has_ended, new_owner
from bot.runtime.gateway import SEND_TIMEOUT_SECONDS, gateway_for
from bot.runtime.roster import sync_roster
from bot.runtime.rounds import Tick
from bot.runtime.sender import EVERY_SECONDS, Sender
from bot.services import audit, clockwork, delivery, newcomers
from storage.records import record

log = structlog.get_logger(__name__)

REAP_SECONDS = 15
EXPIRE_SECONDS = 60
ROSTER_SECONDS = 6 * 60 * 60
NEWCOMERS_SECONDS = 12 * 60 * 60
NEWCOMERS_SANDBOX_SECONDS = 20
"""Where the clock is moved by hand, weeks go by in a moment."""
PRUNE_SECONDS = 24 * 60 * 60
LEASE_SECONDS = 5 * 60
"""After how long another process takes over a tick whose process died over it."""
SENDER, BEATS = "sender", "beats"


@record
class Ticks:
    """What comes round in one process."""

    deps: Deps
    scheduler: BackgroundScheduler
    sender: Sender
    pulse: Pulse
    stop: threading.Event

    def start(self) -> None:
        """Let everything have its first turn now."""
        clockwork.begin_beating(self.deps, has_ended=has_ended)
        self.scheduler.start()
        self.sender.start(came_round=partial(self.pulse.came_round, SENDER))

    def close(self) -> None:
        """Start nothing new, wait for what is running, and leave without being missed."""
        has_run = self.scheduler.running
        self.stop.set()
        self.sender.close()
        rounds.close(self.scheduler, stop=self.stop)
        if has_run:
            clockwork.end_beating(self.deps, owner=self.pulse.owner)


def ticks_of(deps: Deps, team_id: str) -> Ticks:
    """Return the clockwork of one process, ready to start: it serves every workspace, of which `team_id` is one."""
    stop, owner = threading.Event(), new_owner()
    patient = gateway_for(deps.settings, deps.db, timeout_seconds=SEND_TIMEOUT_SECONDS)
    sender = Sender(replace(deps, slack=patient), stop=stop)
    alone, sync = partial(_alone, deps, owner), partial(sync_roster, deps, stop=stop)
    greet = partial(_offer_help, deps)
    ticks = [
        Tick("reap", REAP_SECONDS, partial(alone, "reap", partial(_reap, deps))),
        Tick("expire", EXPIRE_SECONDS, partial(alone, "expire", partial(_expire, deps, sender))),
        Tick("roster", ROSTER_SECONDS, partial(_in_each_team, deps, owner, team_id, "roster", sync)),
        Tick("newcomers", _newcomers_seconds(deps), partial(_in_each_team, deps, owner, team_id, "newcomers", greet)),
        Tick("prune", PRUNE_SECONDS, partial(alone, "prune", partial(_prune, deps))),
        Tick("endings", pairs.end_seconds(deps), partial(alone, "endings", partial(pairs.end, deps, sender))),
        Tick("lulls", pairs.ask_seconds(deps), partial(alone, "lulls", partial(pairs.ask, deps, sender))),
        Tick(
            "check_ins",
            check_ins.every_seconds(deps),
            partial(alone, "check_ins", partial(check_ins.plan_rounds, deps)),
        ),
        Tick("forget", forgetting.every_seconds(deps), partial(alone, "forget", partial(forgetting.people, deps))),
        Tick("rest", forgetting.look_seconds(deps), partial(alone, "rest", partial(forgetting.look_at_rest, deps))),
        Tick("looks", pairs.offer_seconds(deps), partial(alone, "looks", partial(pairs.offer, deps, sender))),
    ]
    if deps.relay:
        tidy = partial(relay_sweep.keep_house, replace(deps, slack=patient), team_id=team_id, stop=stop)
        ticks.append(Tick("relay_sweep", relay_sweep.every_seconds(deps), tidy))
        post = relay.Posts(replace(deps, slack=patient), stop=stop).turn
        ticks.append(
            Tick("relay_post", relay.every_seconds(deps), partial(_in_each_team, deps, owner, team_id, "relay", post))
        )
    pulse = Pulse(owner, {SENDER: EVERY_SECONDS, **{tick.name: tick.look_seconds for tick in ticks}})
    told = Tick(BEATS, beats.EVERY_SECONDS, partial(pulse.tell, deps))
    scheduler = rounds.scheduled([*ticks, told], came_round=pulse.came_round)
    return Ticks(deps, scheduler, sender, pulse, stop)


def _alone(deps: Deps, owner: str, name: str, work: Callable[[], object]) -> bool:
    """Do a piece of work unless another process is at it; return whether it was done."""
    with clockwork.turn_of(deps, name=name, owner=owner, seconds=LEASE_SECONDS) as is_ours:
        if is_ours:
            work()
    return is_ours


def _reap(deps: Deps) -> None:
    """Take back what senders that died or froze had taken. What may have arrived is worth a warning."""
    reaped = delivery.reap(deps)
    if reaped.ready or reaped.doubtful:
        tell = log.warning if reaped.doubtful else log.info
        tell("messages_reaped", ready_again=reaped.ready, doubtful=reaped.doubtful)


def _expire(deps: Deps, sender: Sender) -> None:
    """Skip what has become pointless. What a movable clock has skipped over is judged by the walk, in its order."""
    expired, overtaken = delivery.expire(deps, now=sender.walked_to or deps.clock.now())
    eased = delivery.ease(deps)
    if expired or overtaken:
        log.info("messages_skipped", expired=expired, overtaken=overtaken)
    if eased:
        log.info("pace_eased", workspaces=eased)


def _newcomers_seconds(deps: Deps) -> float:
    return NEWCOMERS_SANDBOX_SECONDS if deps.settings.clock_url else NEWCOMERS_SECONDS


def _offer_help(deps: Deps, team_id: str) -> None:
    """Offer help to whoever has been new for some weeks and has no mentor."""
    if offered := newcomers.offer_help(deps, team_id=team_id):
        log.info("help_offered", count=offered)


def _prune(deps: Deps) -> None:
    """Forget messages that were settled long ago, and what was done to a programme long ago."""
    audit.prune(deps)
    if forgotten := delivery.prune(deps):
        log.info("messages_forgotten", count=forgotten)


def _in_each_team(deps: Deps, owner: str, own: str, name: str, work: Callable[[str], object]) -> bool:
    """Do a piece of work for each workspace; return whether it was this process's turn in all of them.

    Raises:
        DeliveryError: Slack did not answer, or refused, for one of them; the others are done.
    """
    failure: DeliveryError | None = None
    are_done = True
    for team_id in delivery.teams(deps, own=own):
        try:
            are_done &= _alone(deps, owner, f"{name}:{team_id}", partial(work, team_id))
        except DeliveryError as refused:
            failure = refused
    if failure:
        raise failure
    return are_done
