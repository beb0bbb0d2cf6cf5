"""What Slack took is known to its sender alone until it is noted."""

import threading
from typing import Any

from bot.deps import Deps
from tests.outbox import keep_member, keep_message, sender_of, states
from tests.rapport import Rapport

AWAY_SECONDS = 0.3


def test_what_slack_took_is_noted_once_the_database_takes_it_again(rapport: Rapport, deps: Deps) -> None:
    message = keep_message(deps, keep_member(deps, "UMAYA"))
    back = threading.Timer(AWAY_SECONDS, lambda: _run(deps, "ALTER TABLE away RENAME TO pace"))

    def take(_said: dict[str, Any]) -> dict[str, Any]:
        _run(deps, "ALTER TABLE pace RENAME TO away")
        back.start()
        return {"ok": True, "ts": "1.1", "channel": "DMAYA"}

    rapport.slack.answers["chat.postMessage"] = take
    sender_of(deps).turn()
    back.join()
    assert states(deps, [message]) == ["sent"]
    assert len(rapport.slack.called("chat.postMessage")) == 1


def _run(deps: Deps, statement: str) -> None:
    with deps.db.begin() as session:
        session.connection().exec_driver_sql(statement)
