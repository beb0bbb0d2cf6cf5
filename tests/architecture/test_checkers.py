"""The checkers themselves, on small bad sources and on their good twins."""

from collections.abc import Callable, Sequence

import pytest

from tests.architecture import effects, habits, imports, sizes
from tests.architecture.source import Source

Checker = Callable[[Sequence[Source]], list[str]]

BAD = [
    (imports.imports_of_the_root, "bot/console/run.py", "import app\n"),
    (imports.imports_of_the_root, "tests/unit/test_app.py", "from app import main\n"),
    (imports.breaches_of_the_sandbox, "sandbox/server.py", "from storage.vocabulary import Word\n"),
    (imports.breaches_of_the_sandbox, "bot/console/demo.py", "def f():\n    from sandbox import serve\n"),
    (imports.breaches_of_the_sandbox, "app.py", "import sandbox\n"),
    (imports.breaches_of_the_sandbox, "tests/e2e/test_goals.py", "from sandbox.hub import Hub\n"),
    (imports.views_beyond_models, "bot/views/blocks.py", "from slack_sdk import WebClient\n"),
    (imports.views_beyond_models, "bot/views/goals.py", "from slack_sdk.models.blocks import SectionBlock\n"),
    (imports.beyond_the_standard_library, "storage/vocabulary/pairs.py", "import sqlmodel\n"),
    (imports.relationships, "storage/pairs.py", "from sqlmodel import Relationship\n"),
    (effects.effects, "bot/a.py", "from slack_bolt import App\napp = App()\n"),
    (effects.effects, "bot/a.py", "import slack_sdk\nclass A:\n    client = slack_sdk.WebClient()\n"),
    (effects.effects, "bot/a.py", "def f(when=now()) -> None: ...\n"),
    (effects.effects, "bot/a.py", "@register('x')\ndef f() -> None: ...\n"),
    (effects.effects, "bot/a.py", "def load() -> str:\n    return open('x').read()\nWORDS = load()\n"),
    (effects.effects, "bot/a.py", "import os\nTOKEN = os.environ.get('X')\n"),
    (effects.effects, "bot/a.py", "if True:\n    print('hello')\n"),
    (habits.prints, "bot/services/goals.py", "def f() -> None:\n    print('x')\n"),
    (habits.second_publishers, "handlers/goals.py", "client.views_publish(view=view)\n"),
    (habits.second_publishers, "bot/runtime/x.py", "slack.call('views.publish', team_id=team)\n"),
    (habits.transactions_outside_services, "handlers/goals.py", "with deps.db.begin() as session: ...\n"),
    (habits.tables_without_team, "storage/x.py", "class Goal(SQLModel, table=True):\n    id: str\n"),
    (habits.spelled_foreign_keys, "storage/x.py", "goal_id: str = Field(foreign_key='goal.id')\n"),
    (habits.exceptions_without_reason, "bot/a.py", "import x  # noqa\n"),
    (habits.exceptions_without_reason, "bot/a.py", "import x  # noqa: F401\n"),
    (habits.exceptions_without_reason, "bot/a.py", "x = y  # type: ignore[attr-defined]\n"),
    (habits.exceptions_without_reason, "bot/a.py", "x = y  # type: ignore[attr-defined] - mypy cannot read this\n"),
    (sizes.long_modules, "bot/a.py", "x = 1\n" * 251),
    (sizes.long_functions, "bot/a.py", "def f() -> None:\n" + "    x = 1\n" * 40),
    (sizes.swollen_median, "bot/a.py", "x = 1\n" * 81),
    (sizes.swollen_tail, "bot/a.py", ("def f() -> None:\n" + "    x = 1\n" * 26) * 2),
]
GOOD = [
    (imports.imports_of_the_root, "bot/a.py", "import apple\nfrom slack_bolt import app\n"),
    (imports.breaches_of_the_sandbox, "tests/unit/test_views.py", "from sandbox.blockkit import check_view\n"),
    (imports.breaches_of_the_sandbox, "tests/sandbox/test_hub.py", "from sandbox.hub import Hub\n"),
    (imports.breaches_of_the_sandbox, "sandbox/server.py", "from sandbox.hub import Hub\n"),
    (imports.views_beyond_models, "bot/views/blocks.py", "from slack_sdk.models.blocks import SectionBlock\n"),
    (imports.views_beyond_models, "handlers/goals.py", "from slack_sdk import WebClient\n"),
    (imports.beyond_the_standard_library, "storage/vocabulary/pairs.py", "from enum import StrEnum\n"),
    (effects.effects, "bot/a.py", "import re\nWORD = re.compile('x')\nNAMES = frozenset('a b'.split())\n"),
    (effects.effects, "bot/a.py", "def f() -> None:\n    connect()\nlater = lambda: connect()\n"),
    (effects.effects, "bot/a.py", "if __name__ == '__main__':\n    run()\n"),
    (effects.effects, "bot/a.py", "from dataclasses import dataclass\n@dataclass\nclass A: ...\nONE = A()\n"),
    (effects.effects, "bot/a.py", "def twice(x: int) -> int:\n    return sum([x, x])\nTWO = twice(1)\n"),
    (habits.prints, "bot/console/check.py", "print('x')\n"),
    (habits.second_publishers, "handlers/home.py", "client.views_publish(view=view)\n"),
    (habits.transactions_outside_services, "bot/services/goals.py", "with deps.db.begin() as session: ...\n"),
    (habits.tables_without_team, "storage/x.py", "class Goal(SQLModel, table=True):\n    team_id: str\n"),
    (habits.spelled_foreign_keys, "storage/x.py", "goal_id: str = Field(foreign_key=key_of(Goal))\n"),
    (habits.exceptions_without_reason, "bot/a.py", "import x  # noqa: F401 - Alembic needs the table known\n"),
    (habits.exceptions_without_reason, "bot/a.py", "x = y  # type: ignore[attr-defined] # Bolt has no types here\n"),
    (sizes.long_modules, "bot/a.py", "x = 1\n" * 250),
    (sizes.long_functions, "bot/a.py", "def f() -> None:\n" + "    x = 1\n" * 39),
]


@pytest.mark.parametrize(("checker", "path", "text"), BAD)
def test_a_bad_source_is_found_and_pointed_at(checker: Checker, path: str, text: str) -> None:
    findings = checker([Source(path, text)])
    assert findings
    assert all(finding.startswith(f"{path}:") for finding in findings)


@pytest.mark.parametrize(("checker", "path", "text"), GOOD)
def test_a_good_source_passes(checker: Checker, path: str, text: str) -> None:
    assert checker([Source(path, text)]) == []


def test_a_circle_is_named_once_and_in_order() -> None:
    files = [
        Source("bot/a.py", "from bot import b\n"),
        Source("bot/b.py", "import bot.c\n"),
        Source("bot/c.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from bot.a import Thing\n"),
    ]
    assert len(found := imports.cycles(files)) == 1
    assert "bot.a -> bot.b -> bot.c -> bot.a" in found[0]


def test_a_package_that_gathers_its_modules_is_no_circle() -> None:
    files = [
        Source("sandbox/blockkit/__init__.py", "from sandbox.blockkit.views import check\n"),
        Source("sandbox/blockkit/views.py", "from sandbox.blockkit import limits\n"),
        Source("sandbox/blockkit/limits.py", "TITLE = 24\n"),
    ]
    assert imports.cycles(files) == []


def test_a_module_that_takes_from_its_own_package_is_a_circle() -> None:
    files = [
        Source("sandbox/blockkit/__init__.py", "from sandbox.blockkit.views import check\n"),
        Source("sandbox/blockkit/views.py", "from sandbox.blockkit import Problem\n"),
    ]
    assert len(imports.cycles(files)) == 1


def test_an_effect_is_followed_through_our_own_functions() -> None:
    files = [
        Source("bot/a.py", "from bot.b import load\nWORDS = load()\n"),
        Source("bot/b.py", "def load() -> str:\n    return fetch()\n"),
    ]
    assert [finding.split(":")[0] for finding in effects.effects(files)] == ["bot/a.py"]
