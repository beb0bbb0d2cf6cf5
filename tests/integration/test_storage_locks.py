"""One process writes a SQLite file; the kernel gives the right back when that process dies."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import WriterBusy, writer_lock
from storage.locks import WriteGate

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys, pathlib
from storage.database import writer_lock
with writer_lock(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of `rapport.db` until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "rapport.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_at_once(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    with pytest.raises(WriterBusy, match=r"rapport\.db"), writer_lock(tmp_path / "rapport.db"):
        pytest.fail("two writers")
    assert holder.poll() is None


def test_a_killed_process_gives_the_lock_back(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    holder.kill()
    assert holder.wait() == -9
    with writer_lock(tmp_path / "rapport.db"):
        assert (tmp_path / "rapport.db.lock").exists()


def test_other_files_are_not_locked(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    with writer_lock(tmp_path / "other.db"):
        assert holder.poll() is None


def test_one_process_cannot_hold_the_lock_twice(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    with writer_lock(path), pytest.raises(WriterBusy), writer_lock(path):
        pytest.fail("two writers")


def test_the_lock_can_be_taken_before_there_is_a_folder(tmp_path: Path) -> None:
    with writer_lock(tmp_path / "data" / "rapport.db"):
        assert [path.name for path in (tmp_path / "data").iterdir()] == ["rapport.db.lock"]


def test_the_lock_is_free_after_its_block_even_when_that_fails(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    with pytest.raises(ZeroDivisionError), writer_lock(path):
        raise ZeroDivisionError
    with writer_lock(path):
        assert not path.exists()


def test_a_transaction_inside_a_transaction_is_refused_instead_of_waiting_forever() -> None:
    gate = WriteGate()
    with gate.passing(), pytest.raises(RuntimeError, match="hand its session on"), gate.passing():
        pytest.fail("inside twice")


def test_the_gate_opens_again_after_a_transaction_that_failed() -> None:
    gate, passed = WriteGate(), []
    with pytest.raises(ZeroDivisionError), gate.passing():
        raise ZeroDivisionError
    with gate.passing():
        passed.append("next")
    assert passed == ["next"]
