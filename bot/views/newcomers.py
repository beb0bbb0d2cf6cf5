"""Block Kit of what people hear who are new: one welcome, and one offer of help to find a mentor."""

from bot.content.catalogue import Catalog
from bot.domain.newcomers import Welcome
from bot.views import blocks, notices
from bot.views.blocks import Button, Payload
from bot.views.screens import Screen, opener
from storage.vocabulary import MatchMode

ASK = "newcomer:ask"


def welcome(catalog: Catalog, *, welcome: Welcome) -> Payload:
    """Return the one welcome."""
    say = catalog.newcomers
    name = welcome.programme
    lead = say.welcome_named.format(programme=blocks.escape(name)) if name else say.welcome
    doors = blocks.row(
        *_own_search(catalog, welcome),
        opener(Screen.HELP, say.help_button),
        opener(Screen.ME, catalog.about.button),
        opener(Screen.PROFILE, say.profile_button),
    )
    how: str = getattr(say, f"mode_{welcome.mode}")
    shown = [blocks.paragraph(lead), blocks.paragraph(how), doors, blocks.note(say.welcome_once)]
    return blocks.message(say.welcome_text, shown)


def help_offered(catalog: Catalog, *, welcome: Welcome) -> Payload:
    """Return the one offer of help."""
    say = catalog.newcomers
    sure = blocks.asked_again(title=say.ask_title, text=say.ask_sure, yes=say.ask_yes_button, no=say.ask_back_button)
    doors = blocks.row(*_own_search(catalog, welcome), blocks.button(ASK, say.ask_button, confirm=sure))
    how: str = getattr(say, f"mode_{welcome.mode}")
    shown = [blocks.paragraph(say.offered), blocks.paragraph(how), doors, blocks.note(say.offered_sees)]
    return blocks.message(say.offered_text, shown)


def asked(catalog: Catalog) -> Payload:
    """Return what stands in the place of the offer once the facilitators were asked."""
    sentence = catalog.newcomers.asked
    return blocks.message(sentence, [blocks.paragraph(sentence)])


def asked_modal(catalog: Catalog) -> Payload:
    """Return the same as a modal."""
    say = catalog.newcomers
    return notices.notice(catalog, title=say.asked_title, sentence=say.asked)


def help_wished(catalog: Catalog, *, name: str) -> Payload:
    """Return the message to a facilitator about somebody new who would like help."""
    say = catalog.newcomers
    text = blocks.fill(say.wished, name=name)
    return blocks.message(text, [blocks.paragraph(text), blocks.row(opener(Screen.PAIR, say.pair_button))])


def _own_search(catalog: Catalog, welcome: Welcome) -> list[Button]:
    """Return the way to the search, where people may ask for themselves."""
    if welcome.mode is MatchMode.ASSIGNMENT:
        return []
    return [opener(Screen.FIND, catalog.home.find_button, is_primary=True)]
