"""Rapport's frame: the member is read, two rows are written and committed, and only then comes the ack."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import cast

from slack_bolt import Ack, App, BoltContext
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.deps import Deps
from handlers import actors
from storage.database import Database
from storage.keyring import Keyring
from storage.members import Member, keep_members
from storage.settings import keep_setting
from storage.vocabulary import SettingName
from tests.bench.slack import TEAM, USER

THREADS = 32


def main() -> None:
    """Answer `/agenda` until ended."""
    database = Database.open(os.environ["DATABASE_URL"], keyring=Keyring.of(os.environ["RAPPORT_KEYS"]))
    database.migrate()
    with database.begin() as session:
        keep_members(session, members=[Member(team_id=TEAM, user_id=USER, name="Ada")])
    client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = App(client=client, process_before_response=True, listener_executor=ThreadPoolExecutor(THREADS))
    actors.register(app, cast(Deps, SimpleNamespace(db=database)))

    def keep_two_rows(ack: Ack, context: BoltContext) -> None:
        member = cast(Member, context["member"])
        with database.begin() as session:
            for name in SettingName:
                keep_setting(session, team_id=member.team_id, name=name, value=os.urandom(8).hex())
        ack()

    app.command("/agenda")(keep_two_rows)
    handler = SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"], concurrency=THREADS)
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt has no types here
    threading.Event().wait()


if __name__ == "__main__":
    main()
