"""Block Kit of `/mentor` and of the same screen as a modal: what Rapport can do, each thing one press away.

A few groups of buttons rather than a line for each: it is read in a moment, on a phone as well.
"""

from bot.content.catalogue import Catalog
from bot.views import blocks
from bot.views.blocks import AnyBlock, Payload
from bot.views.screens import Screen, opener


def help_message(
    catalog: Catalog, *, is_unknown_word: bool, needs_setup: bool, takes_requests: bool = False
) -> Payload:
    """Return the private answer to `/mentor`. What was typed is not repeated: it may have been meant for nobody.

    The settings are offered only while a programme `needs_setup`; afterwards facilitators have them in Home.
    """
    say = catalog.mentor
    first = [blocks.paragraph(say.unknown)] if is_unknown_word else []
    text = f"{say.unknown} {say.text}" if is_unknown_word else say.text
    return blocks.message(text, [*first, *_choices(catalog, needs_setup, takes_requests), blocks.note(say.private)])


def help_modal(
    catalog: Catalog, *, needs_setup: bool, takes_requests: bool = False, private_metadata: str = ""
) -> Payload:
    """Return the same choices as a modal, for a button on Home: `private_metadata` carries that Home along."""
    return blocks.modal(
        title=catalog.mentor.title,
        close=catalog.common.close,
        blocks=_choices(catalog, needs_setup, takes_requests),
        private_metadata=private_metadata or None,
    )


def _choices(catalog: Catalog, needs_setup: bool, takes_requests: bool) -> list[AnyBlock]:
    say = catalog.mentor
    talk = say.talk_open if takes_requests else say.talk
    return [
        blocks.paragraph(say.lead),
        *_in_a_pair(catalog),
        blocks.paragraph(say.meeting),
        blocks.row(
            opener(Screen.FIND, say.find_button),
            opener(Screen.REQUESTS, say.requests_button),
            opener(Screen.PROFILE, say.profile_button),
            opener(Screen.STATEMENT, say.statement_button),
            opener(Screen.CIRCLE, catalog.circle.door_button),
            opener(Screen.ME, catalog.about.button),
        ),
        blocks.paragraph(say.own),
        blocks.row(
            opener(Screen.PLAN, say.plan_button),
            opener(Screen.GAP, say.gap_button),
            opener(Screen.MILESTONES, say.milestones_button),
            opener(Screen.CHECK, say.check_button),
            opener(Screen.YEAR, say.year_button),
            opener(Screen.SCENARIOS, say.scenarios_button),
            opener(Screen.LIBRARY, say.library_button),
            opener(Screen.DATA, say.data_button),
        ),
        blocks.paragraph(talk, accessory=opener(Screen.TALK, say.talk_button)),
        blocks.paragraph(say.hours, accessory=opener(Screen.HOURS, say.hours_button)),
        *([blocks.paragraph(say.settings, accessory=opener(Screen.SETUP, say.settings_button))] if needs_setup else []),
    ]


def _in_a_pair(catalog: Catalog) -> list[AnyBlock]:
    say = catalog.mentor
    return [
        blocks.paragraph(say.together),
        blocks.row(
            opener(Screen.GOALS, say.goals_button),
            opener(Screen.AGENDA, say.agenda_button),
            opener(Screen.RECAP, say.recap_button),
            opener(Screen.ITEMS, say.items_button),
            opener(Screen.AGREEMENT, say.agreement_button),
            opener(Screen.CREDIT, say.credit_button),
            opener(Screen.REVIEW, say.review_button),
            opener(Screen.NOTES, say.notes_button),
            opener(Screen.THANK, say.thank_button),
            opener(Screen.DOORS, say.doors_button),
            opener(Screen.CLOSE, say.close_button),
        ),
    ]
