"""Block Kit of the facilitators' desk: the list of one's cases, the forms that lie on a case, and the playbook."""

from collections.abc import Sequence

from bot.content.catalogue import Catalog
from bot.domain.relay.cases import ENDINGS, SPEECH_MAX_CHARS, CaseFile, CaseLine, Speech
from bot.errors import FieldError
from bot.views import answers, blocks, fields
from bot.views.blocks import AnyBlock, Payload
from bot.views.relay import queue
from bot.views.screens import Screen, opener
from storage.relay.vocabulary import Approach, CaseState, Outcome, Voice

MOST_LINES = 90
PARTS = 6
"""Of the playbook."""


def mine(catalog: Catalog, *, lines: Sequence[CaseLine]) -> Payload:
    """Return the list of the cases that are with a facilitator, by their names."""
    say = catalog.relay_desk
    shown = [
        blocks.paragraph(
            blocks.fill(say.mine_line, label=line.label, state=_state(catalog, line)),
            accessory=blocks.button(queue.OPEN, say.open, value=line.case_id),
        )
        for line in lines[:MOST_LINES]
    ]
    return blocks.modal(
        title=say.mine_title,
        close=catalog.common.close,
        blocks=[
            *(shown or [blocks.paragraph(say.mine_none)]),
            *([blocks.note(say.mine_more)] if len(lines) > MOST_LINES else []),
            blocks.row(
                blocks.button(queue.PLAYBOOK, say.playbook_button),
                blocks.button(queue.REPORT, catalog.relay_report.button),
            ),
        ],
    )


def passed(catalog: Catalog) -> Payload:
    """Return what stands in the place of a case that was passed on."""
    say = catalog.relay_desk
    shown = [blocks.paragraph(say.passed), blocks.row(opener(Screen.CASES, say.mine_button))]
    return blocks.modal(title=say.title, close=catalog.common.close, blocks=shown)


def playbook(catalog: Catalog) -> Payload:
    """Return the playbook."""
    parts = [blocks.paragraph(getattr(catalog.relay_desk, f"playbook_{number}")) for number in range(1, PARTS + 1)]
    return blocks.modal(title=catalog.relay_desk.playbook_title, close=catalog.common.close, blocks=parts)


def reply_form(catalog: Catalog, *, case: CaseFile) -> Payload:
    """Return the form of a reply; the first one has its opening questions in it."""
    say = catalog.relay_desk
    is_first = not any(said.voice is Voice.FACILITATOR for said in case.said)
    words = _words(catalog, say.ask_reply, initial=say.first_reply if is_first else None)
    return _form(catalog, case, queue.REPLY, title=say.reply_title, shown=[words])


def options(catalog: Catalog, *, case: CaseFile) -> Payload:
    """Return the options that there are: buttons, for a select would stay at its last choice and not take it again."""
    say = catalog.relay_desk
    rows = [
        blocks.paragraph(
            f"*{getattr(catalog.relay_report, f'approach_{each}')}*",
            accessory=blocks.button(queue.OPTION, say.choose_button, value=each),
        )
        for each in Approach
    ]
    return blocks.modal(
        title=say.option_title,
        close=catalog.common.close,
        private_metadata=queue.held(case.case_id, case.revision),
        blocks=rows,
    )


def option_form(catalog: Catalog, *, case: CaseFile, approach: Approach) -> Payload:
    """Return the form of one option, with a ready wording; of meeting the other party it asks for the exact words."""
    say = catalog.relay_desk
    is_meeting = approach is Approach.MEET_OTHER
    about = (say.meeting_is if is_meeting else say.option_is).format(
        approach=getattr(catalog.relay_report, f"approach_{approach}")
    )
    label = say.ask_meeting if is_meeting else say.ask_option
    wording = getattr(say, f"option_{approach}")
    words = _words(catalog, label, initial=wording, name=queue.option_words(approach))
    return _form(catalog, case, queue.OPTION, title=say.option_title, shown=[blocks.paragraph(about), words])


def ending_form(catalog: Catalog, *, case: CaseFile) -> Payload:
    """Return the form in which an ending is proposed."""
    say = catalog.relay_desk
    shown = [
        blocks.paragraph(say.ending_is),
        _outcomes(catalog),
        _words(catalog, say.ask_ending, initial=say.first_ending),
    ]
    return _form(catalog, case, queue.ENDING, title=say.ending_title, shown=shown)


def close_form(catalog: Catalog, *, case: CaseFile) -> Payload:
    """Return the form in which a case is closed."""
    say = catalog.relay_desk
    shown = [
        blocks.paragraph(say.close_is),
        _outcomes(catalog),
        _words(catalog, say.ask_close, initial=say.first_close),
    ]
    return _form(catalog, case, queue.CLOSE, title=say.close_title, shown=shown)


def read_form(catalog: Catalog, view: Payload) -> Speech:
    """Return what a facilitator says: which option it is, if any, its field tells.

    Raises:
        FieldError: nothing was written, too much, no ending was chosen, or the option was never offered.
    """
    say = catalog.relay_desk
    kind = view.get("callback_id")
    name = next((field for field in _inputs(view) if field.startswith(queue.WORDS)), queue.WORDS)
    words = answers.text(view, name)
    if not words or len(words) > SPEECH_MAX_CHARS:
        raise FieldError(name, say.no_reply)
    if kind == queue.OPTION:
        approach = name.removeprefix(queue.option_words(""))
        if approach not in set(Approach):
            raise FieldError(name, catalog.common.stale_button)
        return Speech(words, approach=Approach(approach))
    if kind == queue.REPLY:
        return Speech(words)
    outcome = answers.word(view, queue.OUTCOME, Outcome)
    if outcome not in ENDINGS:
        raise FieldError(queue.OUTCOME, say.no_outcome)
    return Speech(words, outcome=outcome)


def _form(catalog: Catalog, case: CaseFile, callback_id: str, *, title: str, shown: Sequence[AnyBlock]) -> Payload:
    return blocks.modal(
        title=title,
        close=catalog.common.close,
        submit=catalog.relay_desk.send_button,
        callback_id=callback_id,
        private_metadata=queue.held(case.case_id, case.revision),
        blocks=shown,
    )


def _words(catalog: Catalog, label: str, *, initial: str | None, name: str = queue.WORDS) -> AnyBlock:
    hint = catalog.relay_desk.ask_reply_hint
    return fields.long_text(name, label, hint=hint, max_chars=SPEECH_MAX_CHARS, initial=initial)


def _outcomes(catalog: Catalog) -> AnyBlock:
    say = catalog.relay_desk
    choices = [(getattr(catalog.relay_report, f"outcome_{each}"), each.value) for each in ENDINGS]
    return fields.radios(queue.OUTCOME, say.ask_outcome, choices, hint=say.ask_outcome_hint)


def _inputs(view: Payload) -> list[str]:
    return [str(block["block_id"]) for block in view.get("blocks", []) if block.get("type") == "input"]


def _state(catalog: Catalog, line: CaseLine) -> str:
    say = catalog.relay_desk
    states = {CaseState.NEW: say.mine_new, CaseState.CLAIMED: say.mine_claimed}
    state = str(states.get(line.state, say.mine_closed))
    return say.mine_unread.format(state=state) if line.is_unread else state
