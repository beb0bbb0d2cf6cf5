"""Block Kit of a proposal and of what becomes of it: in messages, in answers to a press, and in Home."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.pairs import Answered, PairCard, Proposal
from bot.views import blocks, gate, meetings, notices, requests
from bot.views.blocks import AnyBlock, Button, Menu, Payload
from bot.views.pairs import board_button, cadence
from bot.views.screens import Screen, opener
from storage.vocabulary import PairState, Side

YES = "yes"
NO = "no"
DECLARE = "declare"
"""The answers; the family before them says what was asked, the value is the pair."""
FAMILIES: Mapping[PairState, str] = {
    PairState.PROPOSED: "proposal:",
    PairState.TALKING: "talk:",
    PairState.HELD: "hold:",
}
"""How the answers are called, by how far the pair is when it is asked for them."""
CONFIDED = frozenset({Answered.WAITING, Answered.STILL_WAITING, Answered.DECLINED, Answered.BARRED})
"""What these say is shown in a modal alone: it tells what one of the two has answered, or declared."""
ANSWERED = f"^(?:{'|'.join(FAMILIES.values())})(?:{YES}|{NO})$"
DECLARED = f"^(?:{'|'.join(FAMILIES.values())}){DECLARE}$"


def pressed(action: Mapping[str, Any]) -> tuple[PairState, str]:
    """Return what was asked when this answer was offered, and the answer."""
    family, _, word = str(action["action_id"]).partition(":")
    return next(state for state, name in FAMILIES.items() if name == f"{family}:"), word


def state_in(word: str) -> PairState:
    """Return how far the pair was, as a form carries it along; of a word that is none of ours the first."""
    return PairState(word) if word in FAMILIES else PairState.PROPOSED


def proposed(catalog: Catalog, *, proposal: Proposal) -> Payload:
    """Return the message that asks one of the two."""
    say = catalog.pairs
    card = proposal.card
    text = blocks.fill(say.ask_text, proposer=proposal.proposer, partner=card.partner.name)
    meaning = say.meaning_talk if proposal.talks_first else say.meaning.format(cadence=cadence(catalog, card.cadence))
    topic = blocks.fill(say.on_topic, topic=card.topic) if card.topic else ""
    asked, buttons = question(catalog, proposal=proposal)
    notes = [_sees(catalog, proposal), *interests(catalog, [proposal])]
    return blocks.message(text, [asked, blocks.paragraph(f"{topic} {meaning}".strip()), buttons, *notes])


def talking(catalog: Catalog, *, proposal: Proposal, line_of: str | None = None) -> Payload:
    """Return the message that asks for a first conversation, and what each says after it.

    A line that the mentor has added stands behind a button, in the request `line_of`: messages can be exported.
    """
    say = catalog.pairs
    mentor = proposal.card.mentor.name
    text = blocks.fill(say.talk_text, partner=proposal.card.partner.name)
    line = [blocks.row(requests.line_button(catalog, request_id=line_of, mentor=mentor))] if line_of else []
    asked, buttons = question(catalog, proposal=proposal)
    notes = [_sees(catalog, proposal), *interests(catalog, [proposal])]
    return blocks.message(text, [asked, *line, blocks.paragraph(say.talk_meaning), buttons, *notes])


def talk_reminder(catalog: Catalog, *, proposal: Proposal, more: Menu) -> Payload:
    """Return the one reminder to whoever has not said yes or no after a first conversation."""
    text = blocks.fill(catalog.pairs.talk_reminder_text, partner=proposal.card.partner.name)
    _, buttons = question(catalog, proposal=proposal)
    return blocks.message(text, [blocks.paragraph(text, accessory=more), buttons, *interests(catalog, [proposal])])


def held(catalog: Catalog, *, proposal: Proposal) -> Payload:
    """Return the message that says what holds a pair up, and what settles it.

    What one of them has declared stands behind a button: messages can be exported.
    """
    say = catalog.gate
    card = proposal.card
    text = blocks.fill(say.held_text, partner=card.partner.name)
    known = tuple(flag for flag in proposal.flags if not flag.is_declared)
    lead, buttons = question(catalog, proposal=replace(proposal, flags=known))
    meaning = blocks.paragraph(blocks.fill(say.held_meaning, mentee=card.mentee.name))
    return blocks.message(text, [lead, meaning, buttons])


def question(catalog: Catalog, *, proposal: Proposal) -> tuple[AnyBlock, AnyBlock]:
    """Return what is asked of one of the two, and the answers they can give."""
    card = proposal.card
    warning = gate.warning(catalog, proposal.flags, mentor=card.mentor.name, mentee=card.mentee.name)
    if card.state is PairState.HELD:
        asked = gate.held(catalog, card=card, flags=proposal.flags)
    else:
        asked = "\n".join(filter(None, [_asked(catalog, proposal), warning]))
    return blocks.paragraph(asked), blocks.row(*_answers(catalog, proposal))


def interests(catalog: Catalog, proposals: Sequence[Proposal]) -> list[AnyBlock]:
    """Return what a yes says besides, where it is one to a pair in any of these; nothing where it is to a talk only."""
    return [blocks.note(catalog.pairs.interests)] if any(proposal.decides for proposal in proposals) else []


def _asked(catalog: Catalog, proposal: Proposal) -> str:
    say = catalog.pairs
    side = proposal.card.side
    phrases = {
        (Side.MENTEE, False): say.ask_as_mentee,
        (Side.MENTOR, False): say.ask_as_mentor,
        (Side.MENTEE, True): say.ask_as_mentee_own,
        (Side.MENTOR, True): say.ask_as_mentor_own,
    }
    phrase = phrases[side, proposal.is_own]
    if proposal.card.state is PairState.TALKING:
        phrase = say.talk_as_mentee if side is Side.MENTEE else say.talk_as_mentor
    return blocks.fill(phrase, proposer=proposal.proposer, partner=proposal.card.partner.name)


def _answers(catalog: Catalog, proposal: Proposal) -> list[Button]:
    say = catalog.pairs
    pair_id, family = proposal.card.pair_id, FAMILIES[proposal.card.state]
    sure = blocks.asked_again(title=say.sure_title, text=say.sure, yes=say.no_button, no=say.sure_back_button)
    yes = blocks.button(family + YES, say.yes_button, value=pair_id, is_primary=True)
    declare = blocks.button(family + DECLARE, say.declare_button, value=pair_id)
    no = blocks.button(family + NO, say.no_button, value=pair_id, confirm=sure)
    if proposal.card.state is PairState.HELD:
        return [blocks.button(gate.READ, catalog.gate.read_button, value=pair_id), no]
    return [yes, declare, no] if proposal.decides else [yes, no]


def _sees(catalog: Catalog, proposal: Proposal) -> AnyBlock:
    say = catalog.pairs
    return blocks.note(say.sees_between if proposal.is_between_two else say.sees)


def answered_message(catalog: Catalog, *, answered: Answered, card: PairCard) -> Payload:
    """Return what stands in the place of the question once it is answered, so that nothing can be pressed twice.

    A message stays and can be exported: a yes and a no read alike in it, and so does what follows from a declaration.
    """
    sentence = catalog.pairs.noted if answered in CONFIDED else _sentence(catalog, answered, card)
    return blocks.message(blocks.escape(sentence), [blocks.words(sentence)])


def answered_modal(catalog: Catalog, *, answered: Answered, card: PairCard) -> Payload:
    """Return the same as a modal, for an answer given in Home."""
    return notices.notice(catalog, title=catalog.pairs.answered_title, sentence=_sentence(catalog, answered, card))


def confirmed(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the message that says that a pair begins, with what both can do next."""
    say = catalog.pairs
    plan = meetings.plan_button(say.plan_button, pair_id=card.pair_id)
    goal = board_button(Screen.GOALS, say.goal_button, pair_id=card.pair_id)
    return blocks.message(
        blocks.fill(say.formed_text, partner=card.partner.name),
        [
            blocks.paragraph(blocks.fill(say.formed_next, partner=card.partner.name)),
            blocks.row(plan, goal),
            blocks.note(say.formed_sees),
        ],
    )


def not_formed(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the message that says that another arrangement is planned, and nothing else."""
    text = blocks.fill(catalog.pairs.not_formed_text, partner=card.partner.name)
    return blocks.message(text, [blocks.paragraph(text)])


def partner_left(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the message that the other one is no longer in the workspace, with a way to somebody who helps."""
    text = blocks.fill(catalog.pairs.partner_left_text, partner=card.partner.name)
    return blocks.message(text, [blocks.paragraph(text), blocks.row(opener(Screen.TALK, catalog.common.talk))])


def outcome(catalog: Catalog, *, mentor: str, mentee: str, is_formed: bool) -> Payload:
    """Return the message that tells the facilitator what became of a proposal."""
    say = catalog.pairs
    text = blocks.fill(
        say.outcome_formed_text if is_formed else say.outcome_not_formed_text, mentor=mentor, mentee=mentee
    )
    again = [] if is_formed else [blocks.row(opener(Screen.PAIR, say.outcome_button))]
    return blocks.message(text, [blocks.paragraph(text), *again])


def to_weigh(catalog: Catalog, *, mentor: str, mentee: str) -> Payload:
    """Return the message that tells a facilitator that a pair waits for the consent of one of them."""
    text = blocks.fill(catalog.gate.weigh_text, mentor=mentor, mentee=mentee)
    look = blocks.row(opener(Screen.MATCHES, catalog.gate.weigh_button))
    return blocks.message(text, [blocks.paragraph(text), look])


def _sentence(catalog: Catalog, answered: Answered, card: PairCard) -> str:
    phrase: str = getattr(catalog.pairs, answered)
    return phrase.format(partner=card.partner.name)
