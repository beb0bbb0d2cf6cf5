"""Who may do what. Every id in a payload is chosen by its sender, so a right is proven at the moment of its use."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.pairs import PairCard
from bot.domain.setup import ChannelFlaw, flaw_of
from bot.domain.snoozes import Prompted
from bot.errors import DeliveryError, NotYoursError, UserError
from bot.services.cards import card_of
from bot.services.letter import key_of
from storage.agendas import AgendaItem, topic_by_id
from storage.goals import Goal, goal_by_id
from storage.items import ActionItem, item_by_id
from storage.meetings import Meeting, meeting_by_id
from storage.members import Member, members_of
from storage.pairs import PairRow, pair_row
from storage.prompts import prompt_by_key
from storage.settings import setting
from storage.vocabulary import PairState, SettingName, TouchpointState

ASKED = (TouchpointState.SENDING, TouchpointState.SENT, TouchpointState.DOUBTFUL)
"""Where a message stands that its person may be looking at."""

OWN_BOTS = 1
"""Rapport itself; any other bot in the facilitators' channel could read along."""


def pair_of(session: Session, actor: Member, pair_id: str) -> PairCard:
    """Return the pair as `actor` sees it. Only its two people ever get it, while it is proposed or active.

    Raises:
        NotYoursError: `actor` is not in this pair, or it is no more, or there never was one.
    """
    row = pair_row(session, pair_id=pair_id)
    if row is None or actor.id not in (row.mentor.id, row.mentee.id) or row.pair.state is PairState.DECLINED:
        raise NotYoursError
    return card_of(row, viewer_id=actor.id)


def proposal_of(session: Session, actor: Member, pair_id: str) -> PairRow:
    """Return a pair that `actor` was proposed for, whatever has become of it: old buttons deserve an answer too.

    Raises:
        NotYoursError: `actor` is not in this pair, or there never was one.
    """
    row = pair_row(session, pair_id=pair_id)
    if row is None or actor.id not in (row.mentor.id, row.mentee.id):
        raise NotYoursError
    return row


def active_pair_of(session: Session, actor: Member, pair_id: str) -> PairCard:
    """Return the pair as `actor` sees it, once both have said yes.

    Raises:
        NotYoursError: `actor` is not in this pair, or it is not active.
    """
    card = pair_of(session, actor, pair_id)
    if card.state is not PairState.ACTIVE:
        raise NotYoursError
    return card


def meeting_of(session: Session, actor: Member, meeting_id: str) -> tuple[Meeting, PairCard]:
    """Return a meeting of a pair that `actor` is in, with the pair.

    Raises:
        NotYoursError: the meeting is of another pair, or there never was one.
    """
    meeting = meeting_by_id(session, meeting_id=meeting_id)
    if meeting is None:
        raise NotYoursError
    return meeting, active_pair_of(session, actor, meeting.pair_id)


def goal_of(session: Session, actor: Member, goal_id: str, *, is_to_change: bool = False) -> tuple[Goal, PairCard]:
    """Return a goal of a pair that `actor` is in, with the pair: both may read and change all of their goals.

    Raises:
        NotYoursError: the goal is of another pair, or there never was one.
    """
    goal = goal_by_id(session, goal_id=goal_id, is_to_change=is_to_change)
    if goal is None:
        raise NotYoursError
    return goal, active_pair_of(session, actor, goal.pair_id)


def item_of(
    session: Session, actor: Member, item_id: str, *, is_to_change: bool = False
) -> tuple[ActionItem, PairCard]:
    """Return an action item of a pair that `actor` is in, with the pair: both may read and change all of their items.

    Raises:
        NotYoursError: the item is of another pair, or there never was one.
    """
    item = item_by_id(session, item_id=item_id, is_to_change=is_to_change)
    if item is None:
        raise NotYoursError
    return item, active_pair_of(session, actor, item.pair_id)


def own_topic_of(session: Session, actor: Member, topic_id: str) -> tuple[AgendaItem, PairCard]:
    """Return a topic that `actor` has written, with its pair. The other side may read it in time, and never changes it.

    Raises:
        NotYoursError: somebody else wrote it, or there never was one.
    """
    topic = topic_by_id(session, topic_id=topic_id)
    if topic is None or topic.author_id != actor.id:
        raise NotYoursError
    return topic, active_pair_of(session, actor, topic.pair_id)


def prompt_of(session: Session, actor: Member, prompted: Prompted) -> None:
    """Return when this prompt has reached `actor`, or may have: only what was asked of somebody is theirs to put off.

    Raises:
        NotYoursError: it was asked of somebody else, has not been asked yet, or there never was one.
    """
    key = key_of(prompted.kind, subject_id=prompted.subject_id, member_id=actor.id, revision=prompted.revision)
    asked = prompt_by_key(session, dedupe_key=key)
    if asked is None or asked.state not in ASKED:
        raise NotYoursError


def facilitator_channel(deps: Deps, *, team_id: str) -> str | None:
    """Return the id of the facilitators' channel, None while nobody has chosen it.

    What stands in the environment of the installation comes first: it is also the way back in when a channel is lost.
    """
    if deps.settings.facilitator_channel:
        return deps.settings.facilitator_channel
    with deps.db.read() as session:
        return setting(session, team_id=team_id, name=SettingName.FACILITATOR_CHANNEL)


def needs_setup(deps: Deps, *, team_id: str) -> bool:
    """Return whether nobody has chosen the facilitators' channel yet."""
    return facilitator_channel(deps, team_id=team_id) is None


def channel_flaw(deps: Deps, *, team_id: str) -> ChannelFlaw | None:
    """Return what is wrong now with the facilitators' channel that was chosen; None when it is in order, or not chosen.

    Where private requests are taken it must be free of other bots, too.

    Raises:
        DeliveryError: Slack did not answer.
    """
    channel_id = facilitator_channel(deps, team_id=team_id)
    if channel_id is None:
        return None
    deps.directory.prefetch(team_id=team_id, channel_ids=[channel_id])
    channel = deps.directory.channel(team_id=team_id, channel_id=channel_id)
    there = deps.directory.members(team_id=team_id, channel_id=channel_id)
    flaw = flaw_of(channel, members=there)
    if flaw or deps.relay is None or _count_bots(deps, team_id=team_id, there=there) <= OWN_BOTS:
        return flaw
    return ChannelFlaw.FOREIGN_BOT


def _count_bots(deps: Deps, *, team_id: str, there: Collection[str]) -> int:
    """Return how many of these are bots; of those whom the roster does not know yet Slack is asked."""
    with deps.db.read() as session:
        known = members_of(session, team_id=team_id, user_ids=there)
    unknown = sorted(set(there) - set(known))
    deps.directory.prefetch(team_id=team_id, user_ids=unknown)
    asked = [deps.directory.person(team_id=team_id, user_id=each) for each in unknown]
    return sum(person.is_bot for person in [*known.values(), *asked] if person)


def is_facilitator(deps: Deps, *, team_id: str, user_id: str) -> bool:
    """Return whether this person is in the facilitators' channel now, as Slack says (at most 60 s old).

    Raises:
        DeliveryError: Slack did not answer: nobody's right is proven.
    """
    channel_id = facilitator_channel(deps, team_id=team_id)
    return channel_id is not None and user_id in deps.directory.members(team_id=team_id, channel_id=channel_id)


def is_workspace_admin(deps: Deps, *, team_id: str, user_id: str) -> bool:
    """Return whether Slack calls this person an owner or admin of the workspace now.

    Raises:
        DeliveryError: Slack did not answer: nobody's right is proven.
    """
    person = deps.directory.person(team_id=team_id, user_id=user_id)
    return person is not None and person.is_full_member and person.is_admin


@contextmanager
def slack_must_answer(deps: Deps) -> Iterator[None]:
    """Refuse what cannot be decided without Slack, when it does not answer what is asked inside.

    Raises:
        UserError: it did not answer.
    """
    try:
        yield
    except DeliveryError as error:
        raise UserError(deps.catalog.common.slack_silent) from error


def prove_may_pair(deps: Deps, *, team_id: str, user_id: str) -> None:
    """Return when this person may bring two people together: whoever is in the facilitators' channel now.

    Raises:
        UserError: they may not, or Slack did not answer in time.
    """
    say = deps.catalog.pairs
    if needs_setup(deps, team_id=team_id):
        raise UserError(say.not_set_up)
    with slack_must_answer(deps):
        is_right = is_facilitator(deps, team_id=team_id, user_id=user_id)
    if not is_right:
        raise UserError(say.facilitators_only)


def prove_may_set_up(deps: Deps, *, team_id: str, user_id: str) -> None:
    """Return when this person may settle the programme's settings: owners and admins first, facilitators afterwards.

    Raises:
        UserError: they may not, or Slack did not answer in time.
    """
    say = deps.catalog.setup
    with slack_must_answer(deps):
        if needs_setup(deps, team_id=team_id):
            is_right, refusal = is_workspace_admin(deps, team_id=team_id, user_id=user_id), say.admins_only
        else:
            is_right, refusal = is_facilitator(deps, team_id=team_id, user_id=user_id), say.facilitators_only
    if not is_right:
        raise UserError(refusal)
