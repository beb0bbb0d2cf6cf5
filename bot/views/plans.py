"""Block Kit of plans: one's own with who may read it, and what somebody else lets one read."""

from collections.abc import Sequence

from bot.content.catalogue import Catalog
from bot.domain.pairs import PairCard
from bot.domain.plans import HORIZONS, Papers, PartnersPapers, PlanBoard, TimeDraft, TimeYear
from bot.views import blocks, pairs, times
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from storage.vocabulary import Duty, Horizon, Paper

FAMILY = "plan:"
WRITE = FAMILY + "write"
TIME = FAMILY + "time"
SHARE = FAMILY + "share"
HOLDS = FAMILY + "holds"
READ = FAMILY + "read"
"""Opens what the other side of a pair shares; the value is the pair."""
READ_OF = FAMILY + "of"
"""The choice among several such pairs."""
NAMES_SHOWN = 5


def board(catalog: Catalog, *, board: PlanBoard, carried: Carried) -> Payload:
    """Return somebody's own plan."""
    say = catalog.plans
    looked = [blocks.note(say.looked.format(day=times.day(board.looked_on)))] if board.looked_on else []
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried) or None,
        blocks=[
            blocks.paragraph(say.lead),
            blocks.note(_who_reads(catalog, board)),
            _ways(catalog, board),
            *_others(catalog, board.from_others),
            blocks.line(),
            *_plan(catalog, board.papers),
            blocks.line(),
            *_time(catalog, board.papers.years),
            *looked,
        ],
    )


def partners(catalog: Catalog, *, papers: PartnersPapers) -> Payload:
    """Return what the other side of a pair lets one read, and nothing of what they keep to themselves."""
    say = catalog.plans
    name = papers.card.partner.name
    plan = _plan(catalog, papers.papers) if Paper.PLAN in papers.shared else []
    time = _time(catalog, papers.papers.years) if Paper.TIME in papers.shared else []
    return blocks.modal(
        title=say.partners_title,
        close=catalog.common.close,
        blocks=[
            blocks.paragraph(blocks.fill(say.partners_lead, partner=name)),
            *plan,
            *([blocks.line()] if plan and time else []),
            *time,
        ],
    )


def read_button(catalog: Catalog, *, pair_id: str) -> Button:
    """Return the button that opens what the other side of a pair shares."""
    return blocks.button(READ, catalog.plans.read_button, value=pair_id)


def _ways(catalog: Catalog, board: PlanBoard) -> AnyBlock:
    say = catalog.plans
    holds = [blocks.button(HOLDS, say.holds_button)] if board.looked_on else []
    return blocks.row(
        blocks.button(WRITE, say.write_button, is_primary=board.papers.plan.is_empty),
        blocks.button(TIME, say.time_button),
        blocks.button(SHARE, say.share_button),
        *holds,
    )


def _who_reads(catalog: Catalog, board: PlanBoard) -> str:
    say = catalog.plans
    phrases = {Paper.PLAN: say.plan_read_by, Paper.TIME: say.time_read_by}
    lines = [
        blocks.fill(phrases[paper], names=_names(catalog, readers))
        for paper, readers in board.readers.items()
        if readers
    ]
    return " ".join(lines) or say.private


def _names(catalog: Catalog, cards: Sequence[PairCard]) -> str:
    shown = ", ".join(card.partner.name for card in cards[:NAMES_SHOWN])
    more = len(cards) - NAMES_SHOWN
    return catalog.plans.names_and_more.format(names=shown, count=more) if more > 0 else shown


def _others(catalog: Catalog, cards: Sequence[PairCard]) -> list[AnyBlock]:
    """Return the way to what others share: a button for one of them, a choice among several."""
    if not cards:
        return []
    say = catalog.plans
    if len(cards) == 1:
        text = blocks.fill(say.from_other, partner=cards[0].partner.name)
        return [blocks.paragraph(text, accessory=read_button(catalog, pair_id=cards[0].pair_id))]
    offered = [(say.others_group, pairs.choices(catalog, cards)[: pairs.GROUP_MAX_CHOICES])]
    return [blocks.paragraph(say.from_others), blocks.row(blocks.pick(READ_OF, say.choose_other, offered))]


def _plan(catalog: Catalog, papers: Papers) -> list[AnyBlock]:
    say = catalog.plans
    shown = [block for horizon in HORIZONS for block in _horizon(catalog, papers, horizon)]
    own = [blocks.paragraph(f"*{say.label_own}*"), blocks.words(papers.plan.own)] if papers.plan.own else []
    return [*shown, *own]


def _horizon(catalog: Catalog, papers: Papers, horizon: Horizon) -> list[AnyBlock]:
    say = catalog.plans
    words = papers.plan.at(horizon)
    goals = papers.goals.get(horizon, ())
    return [
        blocks.paragraph(f"*{getattr(catalog.goals, f'horizon_{horizon}')}*"),
        blocks.words(words) if words else blocks.note(say.nothing),
        *([blocks.words("\n".join([say.goals, *(f"• {title}" for title in goals)]))] if goals else []),
    ]


def _time(catalog: Catalog, years: Sequence[TimeYear]) -> list[AnyBlock]:
    say = catalog.plans
    title = blocks.paragraph(f"*{say.time_title}*")
    if not years:
        return [title, blocks.note(say.no_time)]
    return [title, *(block for year in years for block in _year(catalog, year))]


def _year(catalog: Catalog, year: TimeYear) -> list[AnyBlock]:
    lines = [f"*{year.year}*", *(_part(catalog, year.said, duty) for duty in Duty)]
    note = [blocks.words(year.said.note)] if year.said.note else []
    return [blocks.paragraph("\n".join(lines)), *note]


def _part(catalog: Catalog, said: TimeDraft, duty: Duty) -> str:
    say = catalog.plans
    lived, described = said.lived.get(duty, 0), said.described.get(duty, 0)
    phrase = say.part_beside if said.described else say.part
    return phrase.format(duty=getattr(say, f"duty_{duty}"), lived=lived, described=described)
