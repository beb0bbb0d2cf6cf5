"""Block Kit of a proposal and of what becomes of it: in messages, in answers to a press, and in Home."""

from bot.content.catalogue import Catalog
from bot.domain.pairs import Answered, PairCard, Proposal
from bot.views import blocks, meetings, notices
from bot.views.blocks import AnyBlock, Payload
from bot.views.pairs import board_button, cadence
from bot.views.screens import Screen, opener
from storage.vocabulary import Side

ANSWER = "proposal:"
"""The family of answers to a proposal; the value is the pair."""
YES = "yes"
NO = "no"


def proposed(catalog: Catalog, *, proposal: Proposal) -> Payload:
    """Return the message that asks one of the two."""
    say = catalog.pairs
    text = blocks.fill(say.ask_text, proposer=proposal.proposer, partner=proposal.card.partner.name)
    meaning = blocks.paragraph(say.meaning.format(cadence=cadence(catalog, proposal.card.cadence)))
    asked, buttons = question(catalog, proposal=proposal)
    return blocks.message(text, [asked, meaning, buttons, blocks.note(say.sees)])


def question(catalog: Catalog, *, proposal: Proposal) -> tuple[AnyBlock, AnyBlock]:
    """Return who proposes whom, and the two answers."""
    say = catalog.pairs
    pair_id = proposal.card.pair_id
    phrases = {
        (Side.MENTEE, False): say.ask_as_mentee,
        (Side.MENTOR, False): say.ask_as_mentor,
        (Side.MENTEE, True): say.ask_as_mentee_own,
        (Side.MENTOR, True): say.ask_as_mentor_own,
    }
    phrase = phrases[proposal.card.side, proposal.is_own]
    sure = blocks.asked_again(title=say.sure_title, text=say.sure, yes=say.no_button, no=say.sure_back_button)
    return (
        blocks.paragraph(blocks.fill(phrase, proposer=proposal.proposer, partner=proposal.card.partner.name)),
        blocks.row(
            blocks.button(ANSWER + YES, say.yes_button, value=pair_id, is_primary=True),
            blocks.button(ANSWER + NO, say.no_button, value=pair_id, confirm=sure),
        ),
    )


def answered_message(catalog: Catalog, *, answered: Answered, card: PairCard) -> Payload:
    """Return what stands in the place of the question once it is answered, so that nothing can be pressed twice."""
    sentence = _sentence(catalog, answered, card)
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


def _sentence(catalog: Catalog, answered: Answered, card: PairCard) -> str:
    phrase: str = getattr(catalog.pairs, answered)
    return phrase.format(partner=card.partner.name)
