"""Rapport's frame: the member is read, two rows are written and committed, and only then comes the ack."""

import gc
import os
import threading
from types import SimpleNamespace
from typing import cast

from slack_bolt import Ack, BoltContext

from bot.deps import Deps
from bot.runtime.app_factory import build_bolt
from bot.runtime.gateway import web_client
from bot.runtime.sockets import open_sockets
from bot.settings import load_settings
from handlers import actors
from storage.database import Database
from storage.keyring import Keyring
from storage.members import Member, keep_members
from storage.settings import keep_setting
from storage.vocabulary import SettingName
from tests.bench.slack import TEAM, USER


def main() -> None:
    """Answer `/agenda` until ended."""
    gc.freeze()  # as app.py does: what was imported is kept for good
    settings = load_settings(os.environ, env_file=None)
    database = Database.open(settings.database_url, keyring=Keyring.of(os.environ["RAPPORT_KEYS"]))
    database.migrate()
    with database.begin() as session:
        keep_members(session, members=[Member(team_id=TEAM, user_id=USER, name="Ada")])
    client = web_client(settings)
    app = build_bolt(client)
    actors.register(app, cast(Deps, SimpleNamespace(db=database)))

    def keep_two_rows(ack: Ack, context: BoltContext) -> None:
        member = cast(Member, context["member"])
        with database.begin() as session:
            for name in (SettingName.FACILITATOR_CHANNEL, SettingName.HOLIDAYS):
                keep_setting(session, team_id=member.team_id, name=name, value=os.urandom(8).hex())
        ack()

    app.command("/agenda")(keep_two_rows)
    ended = threading.Event()
    open_sockets(app, settings.slack_app_token.get_secret_value(), client, on_disabled=ended.set)
    ended.wait()


if __name__ == "__main__":
    main()
