"""Block Kit of App Home: at most 100 blocks (docs.slack.dev/surfaces/app-home), seen by its owner alone."""

from bot.content.catalogue import Catalog
from bot.domain.home import HomePage
from bot.views import blocks, home_pairs, requests
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.screens import Screen, opener
from storage.vocabulary import MatchMode, Side

TURN = "home:page"
"""The family of buttons that turn the page; their value is the page."""


def page(catalog: Catalog, *, page: HomePage, private_metadata: str) -> Payload:
    """Return a member's Home. `private_metadata` goes back as it came: it is the member's own, and sealed."""
    shown = _member_blocks(catalog, page) if page.is_member else [blocks.paragraph(catalog.common.members_only)]
    return blocks.home(blocks=blocks.single_lines(shown), private_metadata=private_metadata)


def _member_blocks(catalog: Catalog, page: HomePage) -> list[AnyBlock]:
    say = catalog.home
    greeting = say.welcome if page.is_first_time else say.greeting
    return [
        blocks.heading(greeting.format(name=page.name)),
        *([blocks.paragraph(say.purpose)] if page.is_first_time else []),
        *_setup_blocks(catalog, page),
        *_flaw_blocks(catalog, page),
        *home_pairs.waiting(catalog, page),
        *([] if page.number else requests.home_lines(catalog, page.requests)),
        *(home_pairs.pairs(catalog, page, action_id=TURN) if page.pairs else _unpaired_blocks(catalog, page)),
        *_facilitator_blocks(catalog, page),
        blocks.line(),
        blocks.paragraph(f"*{say.talk_title}*\n{say.talk_open if page.takes_requests else say.talk}"),
        blocks.row(opener(Screen.TALK, catalog.common.talk)),
        blocks.line(),
        blocks.row(*_doors(catalog, page)),
        blocks.note(f"*{say.sees_title}.* {say.sees}"),
    ]


def _setup_blocks(catalog: Catalog, page: HomePage) -> list[AnyBlock]:
    if not page.may_set_up:
        return []
    say = catalog.home
    return [
        blocks.paragraph(f"*{say.set_up_title}*\n{say.set_up}"),
        blocks.row(opener(Screen.SETUP, say.set_up_button, is_primary=True)),
        blocks.line(),
    ]


def _flaw_blocks(catalog: Catalog, page: HomePage) -> list[AnyBlock]:
    if page.channel_flaw is None:
        return []
    say = catalog.home
    sentences = [getattr(say, f"flaw_{page.channel_flaw}"), *([say.flaw_until] if page.takes_requests else [])]
    return [blocks.paragraph(f"*{say.flaw_title}*\n{' '.join(sentences)}"), blocks.line()]


def _unpaired_blocks(catalog: Catalog, page: HomePage) -> list[AnyBlock]:
    """Return what stands in the place of pairs, with the ways to one; nothing where a proposal or one's part says more.

    Where facilitators alone bring people together, nobody is led to a search whose requests are refused; whoever has a
    request under way knows how it is done.
    """
    if page.proposals or page.is_facilitator:
        return []
    say = catalog.home
    is_assigned = page.mode is MatchMode.ASSIGNMENT
    how = say.unpaired_assigned if is_assigned else say.unpaired
    find = [] if is_assigned else [opener(Screen.FIND, say.find_button)]
    return [
        *([] if page.requests else [blocks.paragraph(f"*{say.unpaired_title}*\n{how}")]),
        blocks.row(*find, opener(Screen.PROFILE, say.profile_button), opener(Screen.ME, catalog.about.button)),
    ]


def _doors(catalog: Catalog, page: HomePage) -> list[Button]:
    """Return the ways to what is one's own; everything else stands behind the last, so that a Home stays calm."""
    say = catalog.home
    is_mentor = any(lines.card.side is Side.MENTOR for lines in page.pairs)
    return [
        opener(Screen.PLAN, say.plan_button),
        *([opener(Screen.PROFILE, say.profile_button)] if is_mentor else []),
        opener(Screen.HOURS, catalog.preferences.button),
        *([opener(Screen.PAST, catalog.endings.past_button)] if page.has_past_pairs else []),
        opener(Screen.HELP, say.how_button),
    ]


def _is_first_errand(page: HomePage) -> bool:
    """Return whether nothing of their own is more pressing for a facilitator than to bring two people together."""
    return not (page.may_set_up or page.pairs or page.proposals)


def _facilitator_blocks(catalog: Catalog, page: HomePage) -> list[AnyBlock]:
    if not page.is_facilitator:
        return []
    say = catalog.home
    pair = opener(Screen.PAIR, say.pair_button, is_primary=_is_first_errand(page))
    return [
        *([blocks.line()] if page.pairs else []),
        blocks.paragraph(f"*{say.facilitators_title}*\n{say.facilitators}"),
        *_to_weigh(catalog, page),
        blocks.row(
            pair,
            opener(Screen.DESK, say.desk_button),
            *([opener(Screen.CASES, say.cases_button)] if page.takes_requests else []),
            opener(Screen.REPORTS, catalog.report_page.button),
            opener(Screen.SETUP, say.settings_button),
        ),
    ]


def _to_weigh(catalog: Catalog, page: HomePage) -> list[AnyBlock]:
    """Return how much waits for a facilitator, with the way to it; nothing when nothing does."""
    if not page.to_weigh:
        return []
    line = catalog.gate.home_line.format(number=page.to_weigh)
    return [blocks.paragraph(line, accessory=opener(Screen.MATCHES, catalog.gate.home_button))]
