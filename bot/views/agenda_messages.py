"""Messages before a meeting, and the mentor's digest.

Messages carry days, counts and questions of ours. What the pair wrote is shown in modals alone: direct messages can be
part of a workspace's exports, modals cannot.
"""

from collections.abc import Collection

from bot.content.catalogue import Catalog
from bot.domain.agendas import Digest
from bot.domain.first_meetings import FirstOffer
from bot.domain.meetings import Appointment
from bot.domain.pairs import PairCard
from bot.domain.snoozes import Wait
from bot.views import agenda_buttons, agendas, blocks, first_meetings, meetings, pairs, prompt_menu
from bot.views.blocks import AnyBlock, Payload
from bot.views.meetings import when
from bot.views.screens import Screen
from storage.vocabulary import TouchpointKind


def prompt(
    catalog: Catalog, *, card: PairCard, meeting: Appointment, waits: Collection[Wait], first: FirstOffer | None = None
) -> Payload:
    """Return the message that asks the mentee for topics, five working days before; a first time it offers more."""
    say = catalog.agendas
    sentence = blocks.fill(say.prompt, partner=card.partner.name, when=when(meeting.starts_at, card))
    add = blocks.button(agenda_buttons.ADD, say.add_button, value=card.pair_id, is_primary=True)
    more = prompt_menu.more(
        catalog,
        kind=TouchpointKind.AGENDA_PROMPT,
        subject_id=meeting.meeting_id,
        revision=meeting.revision,
        waits=waits,
    )
    shown = [
        blocks.paragraph(sentence, accessory=more),
        blocks.row(add, pairs.board_button(Screen.AGENDA, say.open_button, pair_id=card.pair_id)),
        *first_meetings.offered(catalog, first),
    ]
    return blocks.message(first_meetings.with_offer(catalog, sentence, first), shown)


def last_call(catalog: Catalog, *, card: PairCard, meeting: Appointment, waits: Collection[Wait]) -> Payload:
    """Return the message to a mentee whose agenda is empty two working days before."""
    say = catalog.agendas
    sentence = blocks.fill(say.last_call, partner=card.partner.name, when=when(meeting.starts_at, card))
    buttons = blocks.row(
        blocks.button(agenda_buttons.QUICK, say.quick_button, value=card.pair_id, is_primary=True),
        blocks.button(meetings.MOVE, catalog.meetings.move_button, value=meeting.meeting_id),
    )
    more = prompt_menu.more(
        catalog,
        kind=TouchpointKind.AGENDA_LAST_CALL,
        subject_id=meeting.meeting_id,
        revision=meeting.revision,
        waits=waits,
    )
    return blocks.message(sentence, [blocks.paragraph(sentence, accessory=more), buttons])


def digest(catalog: Catalog, *, digest: Digest, waits: Collection[Wait], first: FirstOffer | None = None) -> Payload:
    """Return the mentor's message one working day before: how much there is, and one cue.

    Without topics there are no questions to see, so only the agenda is offered.
    """
    say = catalog.agendas
    card = digest.card
    sentence = blocks.fill(say.digest, partner=card.partner.name, when=when(digest.meeting.starts_at, card))
    read = blocks.button(agenda_buttons.DIGEST, say.digest_button, value=digest.meeting.meeting_id, is_primary=True)
    agenda = pairs.board_button(Screen.AGENDA, say.open_button, pair_id=card.pair_id)
    more = prompt_menu.more(
        catalog,
        kind=TouchpointKind.AGENDA_DIGEST,
        subject_id=digest.meeting.meeting_id,
        revision=digest.meeting.revision,
        waits=waits,
    )
    shown = [
        blocks.paragraph(sentence, accessory=more),
        blocks.paragraph(" ".join([_topics(catalog, digest), *_still_open(catalog, digest)])),
        _cue(catalog, digest),
        blocks.row(*([read] if digest.topics_count else []), agenda),
        *first_meetings.offered(catalog, first),
    ]
    return blocks.message(first_meetings.with_offer(catalog, sentence, first), shown)


def digest_modal(catalog: Catalog, *, digest: Digest) -> Payload:
    """Return the one screen that the mentor reads before a meeting: what the mentee asks first."""
    say = catalog.agendas
    card = digest.card
    about = blocks.fill(
        say.next_meeting, when=when(digest.meeting.starts_at, card), minutes=str(digest.meeting.minutes)
    )
    shown = [
        blocks.paragraph(about),
        blocks.paragraph(blocks.fill(say.digest_topics, partner=card.partner.name)),
        *_questions(catalog, digest),
        blocks.line(),
        *agendas.open_blocks(catalog, card=card, still_open=digest.open),
        blocks.line(),
        _cue(catalog, digest),
    ]
    return blocks.modal(title=say.digest_title, close=catalog.common.close, blocks=shown)


def _topics(catalog: Catalog, digest: Digest) -> str:
    say = catalog.agendas
    phrase = _counted(digest.topics_count, say.digest_one_topic, say.digest_many_topics) or say.digest_empty
    return blocks.fill(phrase, partner=digest.card.partner.name)


def _still_open(catalog: Catalog, digest: Digest) -> list[str]:
    """Return a sentence on what is open besides topics; none where nothing is."""
    say = catalog.agendas
    items = _counted(digest.open.items_count, say.digest_one_item, say.digest_many_items)
    goals = _counted(digest.open.goals_count, say.digest_one_goal, say.digest_many_goals)
    what = say.digest_both.format(items=items, goals=goals) if items and goals else items or goals
    return [say.digest_open.format(what=what)] if what else []


def _counted(count: int, one: str, many: str) -> str:
    """Return the phrase for a number of things, other slots unfilled; empty for none."""
    if count == 0:
        return ""
    return one if count == 1 else many.replace("{count}", str(count))


def _questions(catalog: Catalog, digest: Digest) -> list[AnyBlock]:
    if not digest.topics:
        return [blocks.note(catalog.agendas.digest_empty)]
    asked = [
        block
        for topic in digest.topics
        for block in (blocks.words(topic.question), *agendas.topic_words(catalog, topic))
    ]
    return [*asked, *agendas.more(catalog, digest.topics_count - len(digest.topics))]


def _cue(catalog: Catalog, digest: Digest) -> AnyBlock:
    say = catalog.agendas
    return blocks.paragraph(say.digest_cue.format(cue=getattr(say, f"cue_{digest.cue}")))
