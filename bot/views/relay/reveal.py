"""Block Kit of saying more about oneself, in two steps: what exactly, to whom exactly, and that it is for good."""

from bot.content.catalogue import Catalog
from bot.domain.relay.mine import OwnCase, Stage, Stream
from bot.errors import FieldError
from bot.views import answers, blocks, fields
from bot.views.blocks import AnyBlock, Payload
from bot.views.relay import names


def revealed(catalog: Catalog, case: OwnCase) -> list[AnyBlock]:
    """Return what the author of a request has said of themselves, and the way to the next step."""
    if case.revealed is None:
        return []
    say = catalog.relay_mine
    told = case.revealed
    phrase = say.told_name if told.name else say.told
    may_go_on = case.may_reveal and not told.name
    return [
        blocks.heading(say.shown_heading),
        blocks.paragraph(blocks.fill(phrase, name=told.name, stage=told.stage, stream=told.stream)),
        *([blocks.note(blocks.fill(say.shown_to, name=case.worker_name))] if case.worker_name else []),
        *([blocks.row(blocks.button(names.MORE, say.name_step_button))] if may_go_on else []),
    ]


def steps(catalog: Catalog, *, worker: str, private_metadata: str) -> Payload:
    """Return the form of the first step. `worker` is the name of the one who will see it."""
    say = catalog.relay_mine
    stages = [(getattr(say, f"stage_{stage}"), stage.value) for stage in Stage]
    streams = [(getattr(say, f"stream_{stream}"), stream.value) for stream in Stream]
    return blocks.modal(
        title=catalog.privacy.title,
        close=catalog.common.close,
        submit=say.next_button,
        callback_id=names.STEPS,
        private_metadata=private_metadata,
        blocks=[
            blocks.heading(say.more_heading),
            blocks.paragraph(say.more_about),
            blocks.paragraph(blocks.fill(say.more_seen, name=worker)),
            fields.select(names.STAGE, say.ask_stage, stages, hint=say.ask_stage_hint),
            fields.select(names.STREAM, say.ask_stream, streams, hint=say.ask_stream_hint),
            _back(catalog),
        ],
    )


def read_steps(catalog: Catalog, view: Payload) -> tuple[Stage, Stream]:
    """Return what was chosen.

    Raises:
        FieldError: nothing was, or something that was never offered.
    """
    stage, stream = answers.word(view, names.STAGE, Stage), answers.word(view, names.STREAM, Stream)
    if stage is None:
        raise FieldError(names.STAGE, catalog.relay_mine.choose_both)
    if stream is None:
        raise FieldError(names.STREAM, catalog.relay_mine.choose_both)
    return stage, stream


def in_words(catalog: Catalog, stage: Stage, stream: Stream) -> tuple[str, str]:
    """Return stage and stream as a facilitator reads them."""
    say = catalog.relay_mine
    return getattr(say, f"stage_{stage}"), getattr(say, f"stream_{stream}")


def sure_of_stage(catalog: Catalog, *, worker: str, told: tuple[str, str], private_metadata: str) -> Payload:
    """Return the last look at the first step."""
    say = catalog.relay_mine
    (stage, stream) = told
    sure = _sure(catalog, say.sure_stage.format(name=worker))
    return _last_look(
        catalog,
        worker=worker,
        shown=[
            blocks.paragraph(blocks.fill(say.told, stage=stage, stream=stream)),
            blocks.paragraph(say.stage_when),
        ],
        button=blocks.button(names.NEXT, say.show_button, confirm=sure),
        private_metadata=private_metadata,
    )


def sure_of_name(catalog: Catalog, *, case: OwnCase, name: str, private_metadata: str) -> Payload:
    """Return the last look at the second step: the very name that will be shown."""
    say = catalog.relay_mine
    told = case.revealed
    stage, stream = (told.stage, told.stream) if told else ("", "")
    sure = _sure(catalog, say.sure_name.format(name=case.worker_name))
    return _last_look(
        catalog,
        worker=case.worker_name,
        shown=[
            blocks.paragraph(blocks.fill(say.told_name, name=name, stage=stage, stream=stream)),
            blocks.paragraph(say.name_when),
        ],
        button=blocks.button(names.LAST, say.name_button, confirm=sure),
        private_metadata=private_metadata,
    )


def _last_look(
    catalog: Catalog, *, worker: str, shown: list[AnyBlock], button: blocks.Button, private_metadata: str
) -> Payload:
    say = catalog.relay_mine
    return blocks.modal(
        title=catalog.privacy.title,
        close=catalog.common.close,
        callback_id=names.SURE,
        private_metadata=private_metadata,
        blocks=[
            blocks.heading(say.sure_heading),
            *shown,
            blocks.paragraph(blocks.fill(say.more_seen, name=worker)),
            blocks.row(button, blocks.button(names.BACK, say.back_button)),
        ],
    )


def _sure(catalog: Catalog, text: str) -> blocks.Confirm:
    say = catalog.relay_mine
    return blocks.asked_again(title=say.sure_title, text=text, yes=say.sure_yes, no=say.sure_no)


def _back(catalog: Catalog) -> AnyBlock:
    return blocks.row(blocks.button(names.BACK, catalog.relay_mine.back_button))
