"""Block Kit of private requests for their own authors: the list, and one request with all that was said in it.

Whatever somebody wrote is plain text: nothing in it is a link, a mention or a picture.
"""

from collections.abc import Sequence

from bot.content.catalogue import Catalog
from bot.domain.relay.cases import Said, answer_to, is_to_meeting
from bot.domain.relay.mine import OwnCase, OwnLine
from bot.views import blocks, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.pages import PAGE_ROWS, page_count
from bot.views.relay import names
from bot.views.relay.reveal import revealed
from storage.relay.vocabulary import Approach, CaseState, Rating, Voice


def listed(catalog: Catalog, *, lines: Sequence[OwnLine], has_home: bool, private_metadata: str) -> Payload:
    """Return the list of somebody's own requests."""
    say = catalog.relay_mine
    shown = [
        blocks.paragraph(
            blocks.fill(say.line, label=line.label, state="{state}").format(state=_line_state(catalog, line)),
            accessory=blocks.button(names.LOOK, say.look_button, value=str(line.place)),
        )
        for line in lines
    ]
    receipt = blocks.button(names.HAVE_RECEIPT, catalog.relay_intake.receipt_button)
    return blocks.modal(
        title=catalog.privacy.title,
        close=catalog.common.close,
        callback_id=names.LIST,
        private_metadata=private_metadata,
        blocks=[
            blocks.heading(say.list_heading),
            *(shown or [blocks.paragraph(say.nothing if has_home else say.no_home)]),
            blocks.row(receipt),
        ],
    )


def screen(catalog: Catalog, *, case: OwnCase, private_metadata: str, page: int = 0) -> Payload:
    """Return one request. `page` of what was said, from 0: the newest."""
    return blocks.modal(
        title=catalog.privacy.title,
        close=catalog.common.close,
        callback_id=names.CASE,
        private_metadata=private_metadata,
        blocks=[
            blocks.heading(case.label),
            blocks.paragraph("\n".join(_state(catalog, case))),
            *_question(catalog, case),
            *_conflict(catalog, case),
            _ways(catalog, case),
            *_keeping(catalog, case),
            blocks.line(),
            *_conversation(catalog, case, page),
            *_head(catalog, case),
            *revealed(catalog, case),
            blocks.line(),
            blocks.note(catalog.relay_mine.ordinary),
        ],
    )


def _line_state(catalog: Catalog, line: OwnLine) -> str:
    say = catalog.relay_mine
    state = str(getattr(say, f"state_{line.state}"))
    if line.is_unread:
        return say.line_unread.format(state=state)
    return say.line_asks.format(state=state) if line.asks else state


def _state(catalog: Catalog, case: OwnCase) -> list[str]:
    say = catalog.relay_mine
    at_work = case.state is CaseState.CLAIMED and case.worker_name
    state = blocks.fill(say.works_on_it, name=case.worker_name) if at_work else str(getattr(say, f"state_{case.state}"))
    if not case.is_open:
        how = f"outcome_{case.outcome}" if case.outcome else None
        ended = [say.ended_as.format(outcome=getattr(catalog.relay_report, how))] if how else []
        return [say.state_ending] if case.is_ending else [state, *ended]
    return [
        state,
        *([say.reply_by.format(day=times.day(case.reply_by))] if case.reply_by else []),
        *([say.options_by.format(day=times.day(case.options_by))] if case.options_by else []),
        *([say.is_handed] if case.is_handed else []),
        *([say.is_muted] if case.is_muted else []),
    ]


def _question(catalog: Catalog, case: OwnCase) -> list[AnyBlock]:
    """Return whether it was of help, where that is asked: at the end, and once more when its words are long gone."""
    if not case.asks:
        return []
    say = catalog.relay_mine
    ratings = [
        blocks.button(name, getattr(say, f"rate_{rating}"), value=rating)
        for name, rating in zip(names.RATE, Rating, strict=True)
    ]
    return [blocks.paragraph(say.asks_later if case.asks_again else say.asks_now), blocks.row(*ratings)]


def _conflict(catalog: Catalog, case: OwnCase) -> list[AnyBlock]:
    if not (case.is_conflicted and case.is_open):
        return []
    say = catalog.relay_mine
    return [
        blocks.paragraph(say.conflicted),
        blocks.row(blocks.button(names.CHANGE, say.change_button, is_primary=True)),
    ]


def _ways(catalog: Catalog, case: OwnCase) -> AnyBlock:
    say = catalog.relay_mine
    text = say.end_unseen if case.state is CaseState.WAITING else say.end_seen
    sure = blocks.asked_again(title=say.end_title, text=text, yes=say.end_yes, no=say.end_no)
    return blocks.row(
        *([blocks.button(names.ANSWER, say.answer_button, is_primary=True)] if case.takes_words else []),
        *([blocks.button(names.MORE, say.more_button)] if case.may_reveal and not case.revealed else []),
        *([blocks.button(names.END, say.end_button, confirm=sure)] if case.is_open else []),
        blocks.button(names.MINE, say.list_button),
    )


def _keeping(catalog: Catalog, case: OwnCase) -> list[AnyBlock]:
    if not case.is_attachable:
        return []
    say = catalog.relay_mine
    return [blocks.note(say.keep_about), blocks.row(blocks.button(names.KEEP, say.keep_button))]


def _head(catalog: Catalog, case: OwnCase) -> list[AnyBlock]:
    if case.head is None:
        return []
    say = catalog.relay_mine
    boxes = catalog.relay_intake
    themes = "\n".join(f"• {getattr(boxes, f'theme_{theme}')}" for theme in case.head.themes)
    return [
        blocks.heading(say.asked_heading),
        blocks.paragraph(say.asked.format(themes=themes, wish=getattr(boxes, f"wish_{case.head.wish}"))),
        *([blocks.words(case.head.words)] if case.head.words else []),
    ]


def _conversation(catalog: Catalog, case: OwnCase, page: int) -> list[AnyBlock]:
    if case.state is CaseState.SHELL:
        return []
    say = catalog.relay_mine
    newest_first = tuple(reversed(case.said))
    number = min(max(page, 0), page_count(len(newest_first)) - 1)
    part = newest_first[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
    return [
        blocks.heading(say.said_heading),
        *([] if part else [blocks.note(say.nothing_said)]),
        *(block for each in part for block in _said(catalog, case, each)),
        *_turner(catalog, number, pages=page_count(len(newest_first))),
    ]


def _turner(catalog: Catalog, number: int, *, pages: int) -> list[AnyBlock]:
    say = catalog.relay_mine
    ways = [
        *([blocks.button(names.LATER, say.later_button, value=str(number - 1))] if number > 0 else []),
        *([blocks.button(names.EARLIER, say.earlier_button, value=str(number + 1))] if number + 1 < pages else []),
    ]
    return [blocks.row(*ways)] if ways else []


def _said(catalog: Catalog, case: OwnCase, said: Said) -> list[AnyBlock]:
    say = catalog.relay_mine
    voices = {Voice.REQUESTER: say.you, Voice.RELAY: say.relay}
    voice = voices.get(said.voice) or case.names.get(said.facilitator_id or "", "")
    kind = _kind(catalog, case, said)
    return [
        blocks.note(blocks.fill(say.this_week if said.is_this_week else say.earlier, voice=voice)),
        *([blocks.paragraph(kind)] if kind else []),
        *([blocks.words(said.speech.words)] if said.speech.words else []),
        *_consent(catalog, case, said),
    ]


def _kind(catalog: Catalog, case: OwnCase, said: Said) -> str:
    say = catalog.relay_mine
    speech, named = said.speech, catalog.relay_report
    if speech.approach is Approach.MEET_OTHER:
        return say.offers_meeting
    if speech.approach:
        return say.offers.format(approach=getattr(named, f"approach_{speech.approach}"))
    if speech.outcome:
        is_last = case.state is CaseState.CLOSED and said is case.said[-1]
        return (catalog.relay_desk.ended if is_last else say.proposes).format(
            outcome=getattr(named, f"outcome_{speech.outcome}")
        )
    if speech.asks_to_meet or is_to_meeting(case.said, speech):
        return say.asks_to_meet if speech.asks_to_meet else say.your_not_now
    if speech.is_agreed is None:
        return ""
    return say.your_yes if speech.is_agreed else say.your_no


def _consent(catalog: Catalog, case: OwnCase, said: Said) -> list[AnyBlock]:
    """Return, right below what was offered, what its reader has answered and how they can answer otherwise."""
    say = catalog.relay_mine
    speech = said.speech
    if speech.asks_to_meet and said.facilitator_id == case.worker:
        return _meeting(catalog, case, said)
    if not (speech.approach or speech.outcome) or case.state is CaseState.CLOSED:
        return []
    is_agreed, is_meeting = answer_to(case.said, said.seq), speech.approach is Approach.MEET_OTHER
    yes, no = (say.agreed_words, say.not_agreed_words) if is_meeting else (say.agreed, say.not_agreed)
    ways = [
        *([_agree(catalog, said, is_meeting=is_meeting)] if is_agreed is not True else []),
        *([blocks.button(names.NO, say.not_agree_button, value=str(said.seq))] if is_agreed is not False else []),
    ]
    return [
        *([] if is_agreed is None else [blocks.note(yes if is_agreed else no)]),
        *([blocks.row(*ways)] if case.takes_words else []),
    ]


def _meeting(catalog: Catalog, case: OwnCase, said: Said) -> list[AnyBlock]:
    """Return how the question whether to talk in person is answered: by saying who one is, or not now.

    No answer is not now as well.
    """
    say = catalog.relay_mine
    is_named = case.revealed is not None and bool(case.revealed.name)
    if is_named or not case.may_reveal:
        return []
    has_declined = answer_to(case.said, said.seq) is False
    ways = [
        blocks.button(names.MORE, say.meet_button),
        *([] if has_declined else [blocks.button(names.NO, say.not_now_button, value=str(said.seq))]),
    ]
    return [blocks.note(say.meet_declined if has_declined else say.meet_about), blocks.row(*ways)]


def _agree(catalog: Catalog, said: Said, *, is_meeting: bool) -> blocks.Button:
    say = catalog.relay_mine
    value = str(said.seq)
    if not is_meeting:
        return blocks.button(names.YES, say.agree_button, value=value)
    sure = blocks.asked_again(
        title=say.sure_words_title, text=say.sure_words, yes=say.sure_words_yes, no=say.sure_words_no
    )
    return blocks.button(names.YES, say.agree_words_button, value=value, confirm=sure)
