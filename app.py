"""Rapport's composition root: chooses the real collaborators and hands them to the command that was typed."""

import gc
import os
import sys

from bot.runtime.on_demand import read_on_demand

if __name__ == "__main__":
    gc.disable()  # while the imports below run: what they make is kept, and looking for garbage in it took 0.1 s of 0.7
    read_on_demand("bot.services", "bot.console")  # use cases and commands: a start needs few of them

from bot.console.main import main
from bot.content.catalogue import load_catalog
from bot.deps import Deps
from bot.runtime.clock import clock_for
from bot.runtime.directory import LiveDirectory
from bot.runtime.files import SlackFiles
from bot.runtime.gateway import gateway_for
from bot.runtime.keys import keyring_for
from bot.runtime.painter import ChildPainter
from bot.runtime.relay_keys import relay_for
from bot.settings import Settings
from handlers import register_all
from storage.database import Database


def compose(settings: Settings) -> Deps:
    """Build everything that `settings` describe. Asks Slack nothing.

    The keys are read and the database's file opened; on the very first start both are made.

    Raises:
        ConfigurationError: there are no usable keys.
    """
    keyring = keyring_for(settings)
    db = Database.open(settings.database_url, keyring=keyring)
    slack = gateway_for(settings, db)
    return Deps(
        settings=settings,
        catalog=load_catalog(),
        keyring=keyring,
        db=db,
        clock=clock_for(settings),
        slack=slack,
        directory=LiveDirectory(slack),
        relay=relay_for(settings),
        files=SlackFiles(slack),
        painter=ChildPainter(),
    )


if __name__ == "__main__":
    gc.freeze()  # what was imported lives as long as the process, so no collection need ever look at it
    gc.enable()
    sys.exit(main(sys.argv[1:], environ=os.environ, compose=compose, register=register_all))
