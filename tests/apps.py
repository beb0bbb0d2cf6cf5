"""Bolt apps with every listener, lent to one test after the other: to attach two hundred takes longer than most tests.

A listener reads its collaborators when it runs. So an app is built once, and given those of whoever it is lent to.
"""

import logging
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace

from slack_bolt import App
from slack_bolt.lazy_listener.thread_runner import ThreadLazyListenerRunner

from bot.deps import Deps
from bot.runtime.app_factory import LISTENER_THREADS, build_bolt
from bot.runtime.gateway import web_client
from handlers import register_all
from tests.models import quicken_models

IDENTITY = {"ok": True, "team_id": "T1", "user_id": "UBOT", "bot_id": "B1", "url": "http://x/"}
"""What Slack says of the bot's token."""


@dataclass(frozen=True)
class Standing:
    """An app, and the collaborators that its listeners hold."""

    app: App
    deps: Deps
    loggers: tuple[logging.Logger, ...]

    def begin(self, deps: Deps, threads: Executor) -> None:
        """Be as if built for `deps` just now; lazy listeners run on `threads`."""
        for each in fields(Deps):
            setattr(self.deps, each.name, getattr(deps, each.name))
        for logger in self.loggers:  # Bolt gives each that it makes what the root has at that moment
            logger.level, logger.disabled = logging.root.level, logging.root.disabled
        self.app.client.base_url = web_client(deps.settings).base_url
        runner = self.app.listener_runner
        runner.listener_executor, runner.lazy_listener_runner = (
            threads,
            ThreadLazyListenerRunner(runner.logger, threads),
        )


_free: list[Standing] = []


@contextmanager
def lent_app(deps: Deps, threads: Executor | None = None) -> Iterator[tuple[App, Deps]]:
    """Give an app whose listeners hold `deps`, and the collaborators that they hold; its lazy listeners end with it.

    These wait for no quiet moment, as they do in a bot whose other requests have to be acknowledged first.
    """
    standing = _free.pop() if _free else _built(deps)
    standing.begin(deps, threads or ThreadPoolExecutor(LISTENER_THREADS, thread_name_prefix="listener"))
    yield standing.app, standing.deps
    standing.app.listener_runner.listener_executor.shutdown(wait=True)
    _free.append(standing)


def _built(deps: Deps) -> Standing:
    app, own = build_bolt(web_client(deps.settings), identity=IDENTITY), replace(deps)
    app.listener_runner.listener_executor.shutdown()
    register_all(app, own)
    quicken_models()
    made = [each for each in logging.root.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    names = (f"{app.name}:", "slack_bolt.")
    return Standing(app, own, tuple(each for each in made if each.name == app.name or each.name.startswith(names)))
