"""Modules that are read when they are used: by several threads, in a circle, broken, and of other packages."""

import importlib
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from bot.runtime.on_demand import read_meanwhile, read_on_demand, unread

SLOW = """
import time
from shelf import log
log.lines.append("slow")
time.sleep(0.05)
last = "said last"
"""


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package whose modules are read on demand, and one that is read as ever, for one test."""
    for package in ("shelf", "table"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "table" / "log.py").write_text("lines = []")
    (tmp_path / "shelf" / "log.py").write_text("lines = []")
    (tmp_path / "shelf" / "slow.py").write_text(SLOW)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    read_on_demand("shelf")
    yield tmp_path / "shelf"
    for name in [name for name in sys.modules if name.partition(".")[0] in {"shelf", "table"}]:
        del sys.modules[name]


def _imported(name: str) -> ModuleType:
    importlib.invalidate_caches()
    return importlib.import_module(f"shelf.{name}")


def test_a_module_is_read_when_something_of_it_is_used_and_not_before(shelf: Path) -> None:
    slow = _imported("slow")
    _imported("slow")
    assert unread("shelf") == ["shelf.slow"]
    assert slow.last == "said last"
    assert unread("shelf") == []
    assert type(slow) is ModuleType


def test_modules_of_other_packages_are_read_at_once(shelf: Path) -> None:
    importlib.import_module("table.log")
    assert unread("table") == []


def test_whoever_comes_while_a_module_is_read_waits_until_it_is_whole(shelf: Path) -> None:
    slow = _imported("slow")
    said: list[str] = []
    threads = [threading.Thread(target=lambda: said.append(slow.last)) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert said == ["said last"] * 8
    assert _imported("log").lines == ["slow"]


def test_two_that_need_each_other_are_read(shelf: Path) -> None:
    (shelf / "hen.py").write_text("from shelf import egg\ndef hatch(): return egg.NAME\nNAME = 'hen'")
    (shelf / "egg.py").write_text("from shelf import hen\ndef lay(): return hen.NAME\nNAME = 'egg'")
    hen = _imported("hen")
    assert (hen.hatch(), hen.egg.lay()) == ("egg", "hen")


def test_a_module_that_breaks_says_so_each_time(shelf: Path) -> None:
    (shelf / "broken.py").write_text("raise LookupError('no such shelf')")
    broken = _imported("broken")
    for _ in range(2):
        with pytest.raises(LookupError, match="no such shelf"):
            broken.anything  # noqa: B018 - to look is what reads it


def test_a_package_within_is_read_on_demand_like_any_module(shelf: Path) -> None:
    (shelf / "box").mkdir()
    (shelf / "box" / "__init__.py").write_text("size = 3")
    (shelf / "box" / "lid.py").write_text("colour = 'red'")
    lid = _imported("box.lid")
    assert unread("shelf") == ["shelf.box", "shelf.box.lid"]
    assert lid.colour == "red"
    assert unread("shelf") == ["shelf.box"]
    assert sys.modules["shelf.box"].size == 3


def test_what_is_needed_first_is_read_in_a_thread_of_its_own(shelf: Path) -> None:
    slow = _imported("slow")
    read_meanwhile("shelf.slow", "shelf.absent")
    for thread in [each for each in threading.enumerate() if each.name == "reading"]:
        thread.join(10)
    assert unread("shelf") == []
    assert slow.last == "said last"
