"""Block Kit of a private request in the hands of a facilitator: the only place where they read it.

Whatever somebody wrote is plain text: nothing in it is a link, a mention or a picture.
"""

from bot.content.catalogue import Catalog
from bot.domain.relay.cases import CaseFile, Head, Revealed, Said, answer_to, is_to_meeting
from bot.views import blocks, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.pages import PAGE_ROWS, page_count, turner
from bot.views.relay import queue
from bot.views.screens import Screen, opener
from storage.relay.vocabulary import Approach, CaseState, Voice


def screen(catalog: Catalog, *, case: CaseFile, page: int | None = None) -> Payload:
    """Return a case with what can be done now. `page` of what was said, from 0; None for the last."""
    return blocks.modal(
        title=catalog.relay_desk.title,
        close=catalog.common.close,
        private_metadata=queue.held(case.case_id, case.revision),
        blocks=[
            blocks.heading(case.label),
            blocks.note(catalog.relay_desk.banner),
            blocks.paragraph("\n".join(_state(catalog, case))),
            *_ways(catalog, case),
            blocks.line(),
            *_head(catalog, case.head),
            *(_revealed(catalog, case.revealed) if case.revealed else []),
            blocks.line(),
            *_conversation(catalog, case, page),
        ],
    )


def _state(catalog: Catalog, case: CaseFile) -> list[str]:
    say = catalog.relay_desk
    if case.state is CaseState.CLOSED:
        return [say.state_closed.format(outcome=_outcome(catalog, str(case.outcome)))]
    return [
        say.state_claimed if case.is_owner else say.state_new,
        *([say.reply_by.format(day=times.day(case.reply_by))] if case.reply_by else []),
        *([say.options_by.format(day=times.day(case.options_by))] if case.options_by else []),
        *([say.is_muted] if case.is_muted else []),
    ]


def _ways(catalog: Catalog, case: CaseFile) -> list[AnyBlock]:
    say = catalog.relay_desk
    always = [blocks.button(queue.PLAYBOOK, say.playbook_button), opener(Screen.CASES, say.mine_button)]
    if case.state is CaseState.CLOSED:
        return [blocks.row(*always)]
    sure = blocks.asked_again(title=say.pass_title, text=say.pass_text, yes=say.pass_yes, no=say.pass_no)
    pass_on = blocks.button(queue.HAND_ON, say.pass_button, confirm=sure)
    if not case.is_owner:
        return [blocks.row(blocks.button(queue.CLAIM, say.claim_button, is_primary=True), pass_on, *always)]
    return [
        blocks.row(
            blocks.button(queue.REPLY, say.reply_button, is_primary=True),
            blocks.button(queue.OPTIONS, say.option_button),
            blocks.button(queue.ENDING, say.ending_button),
            *([_meeting(catalog)] if case.may_ask_to_meet else []),
        ),
        blocks.row(blocks.button(queue.CLOSE, say.close_button), pass_on, _muting(catalog, case)),
        blocks.row(*always),
    ]


def _meeting(catalog: Catalog) -> blocks.Button:
    say = catalog.relay_desk
    text = say.meet_text.format(words=say.meet_question)
    sure = blocks.asked_again(title=say.meet_title, text=text, yes=say.meet_yes, no=say.meet_no)
    return blocks.button(queue.MEET, say.meet_button, confirm=sure)


def _muting(catalog: Catalog, case: CaseFile) -> blocks.Button:
    say = catalog.relay_desk
    if case.is_muted:
        return blocks.button(queue.UNMUTE, say.unmute_button)
    sure = blocks.asked_again(title=say.mute_title, text=say.mute_text, yes=say.mute_yes, no=say.mute_no)
    return blocks.button(queue.MUTE, say.mute_button, confirm=sure)


def _head(catalog: Catalog, head: Head) -> list[AnyBlock]:
    say = catalog.relay_desk
    boxes = catalog.relay_intake
    about = say.about.format(
        themes="\n".join(f"• {getattr(boxes, f'theme_{theme}')}" for theme in head.themes),
        wish=getattr(boxes, f"wish_{head.wish}"),
        urgency=getattr(boxes, f"urgency_{head.urgency}"),
    )
    return [
        blocks.paragraph(about),
        *([blocks.paragraph(blocks.fill(say.other, other=head.other))] if head.other else []),
        blocks.words(head.words) if head.words else blocks.note(say.no_words),
    ]


def _revealed(catalog: Catalog, revealed: Revealed) -> list[AnyBlock]:
    say = catalog.relay_desk
    phrase = say.revealed_name if revealed.name else say.revealed_stage
    told = phrase.format(name=revealed.name, stage=revealed.stage, stream=revealed.stream)
    return [blocks.heading(say.revealed_heading), blocks.words(told), blocks.note(say.revealed_note)]


def _conversation(catalog: Catalog, case: CaseFile, page: int | None) -> list[AnyBlock]:
    say = catalog.relay_desk
    pages = page_count(len(case.said))
    number = pages - 1 if page is None else min(max(page, 0), pages - 1)
    part = case.said[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
    return [
        blocks.heading(say.said_title),
        *([] if case.said else [blocks.note(say.nothing_said)]),
        *(block for each in part for block in _said(catalog, case, each)),
        *turner(catalog, page=number, pages=pages, action_id=queue.PAGE),
    ]


def _said(catalog: Catalog, case: CaseFile, said: Said) -> list[AnyBlock]:
    say = catalog.relay_desk
    voices = {Voice.REQUESTER: case.label, Voice.FACILITATOR: say.voice_facilitator, Voice.RELAY: say.voice_relay}
    when = say.this_week if said.is_this_week else say.earlier
    kind = _kind(catalog, case, said)
    return [
        blocks.note(when.format(voice=voices[said.voice])),
        *([blocks.paragraph(kind)] if kind else []),
        *([blocks.words(said.speech.words)] if said.speech.words else []),
        *(blocks.note(line) for line in _answer(catalog, case, said)),
    ]


def _kind(catalog: Catalog, case: CaseFile, said: Said) -> str:
    say = catalog.relay_desk
    speech = said.speech
    if speech.approach is Approach.MEET_OTHER:
        return str(say.offered_meeting)
    if speech.approach:
        return str(say.offered.format(approach=getattr(catalog.relay_report, f"approach_{speech.approach}")))
    if speech.outcome:
        is_last = case.state is CaseState.CLOSED and said is case.said[-1]
        phrase = say.ended if is_last else say.proposed
        return str(phrase.format(outcome=_outcome(catalog, speech.outcome)))
    if speech.asks_to_meet or is_to_meeting(case.said, speech):
        return str(say.asked_to_meet if speech.asks_to_meet else say.answers_not_now)
    return "" if speech.is_agreed is None else str(say.answers_yes if speech.is_agreed else say.answers_no)


def _answer(catalog: Catalog, case: CaseFile, said: Said) -> list[str]:
    """Return what has become of an offer; for the words to the other party, whether they may be said."""
    say = catalog.relay_desk
    speech, is_agreed = said.speech, answer_to(case.said, said.seq)
    if speech.asks_to_meet:
        is_named = case.revealed is not None and bool(case.revealed.name)
        return [say.meet_named if is_named else say.meet_unanswered if is_agreed is None else say.meet_not_now]
    if said.voice is not Voice.FACILITATOR or not (speech.approach or speech.outcome):
        return []
    heard = {True: say.agreed, False: say.not_agreed, None: say.not_answered}[is_agreed]
    return [heard, say.may_not_meet] if speech.approach is Approach.MEET_OTHER and not is_agreed else [heard]


def _outcome(catalog: Catalog, outcome: str) -> str:
    return str(getattr(catalog.relay_report, f"outcome_{outcome}"))
