"""A write that is killed at any point leaves the ledger whole, old or new, and the next run can go on."""

import os
import signal
import sys

import pytest

from qdoc.store import files
from qdoc.store.files import Folder

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill -9")

LEDGER = "台账.xlsx"
OLD, NEW = b"old" * 50_000, b"new" * 60_000
BACKUP = "台账备份/台账~1.xlsx"
_TOUCHES = ("open", "os.", "shutil.", "tempfile.")


def in_child(work):
    """Run ``work`` in a child process; return its exit code, or minus the number of the signal that ended it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(70)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def write_new(folder):
    with Folder(folder) as opened:
        opened.write({LEDGER: NEW, BACKUP: OLD}, expect={LEDGER: OLD})


def killed_at(step, folder):
    """Write, and kill the process at the ``step``-th time that it is about to touch the file system."""

    def work():
        left = step

        def hook(event, arguments):
            nonlocal left
            if event.startswith(_TOUCHES):
                left -= 1
                if left == -1:  # killing touches it too
                    die()

        sys.addaudithook(hook)
        write_new(folder)

    return in_child(work)


def killed_half_way(which, folder):
    """Write, and kill the process when half of the ``which``-th file's bytes are on their way."""

    def work():
        real, left = os.fdopen, which

        def fdopen(handle, mode, *more, **named):
            nonlocal left
            stream = real(handle, mode, *more, **named)
            left -= 1
            if left >= 0:
                return stream

            class Half:
                __enter__ = stream.__enter__
                __exit__ = stream.__exit__
                fileno, flush = stream.fileno, stream.flush

                @staticmethod
                def write(data):
                    stream.write(data[: len(data) // 2])
                    stream.flush()
                    die()

            class Opened:
                def __enter__(self):
                    return Half

                def __exit__(self, *error):
                    stream.close()

            return Opened()

        files.os.fdopen = fdopen
        write_new(folder)

    return in_child(work)


@pytest.fixture
def folder(tmp_path):
    with Folder(tmp_path) as opened:
        opened.write({LEDGER: OLD})
    return tmp_path


def check_whole(folder):
    """The ledger is whole; qdoc still knows it for its own, and the run can be done again."""
    found = (folder / LEDGER).read_bytes()
    assert found in (OLD, NEW)
    with Folder(folder) as opened:
        assert opened.made_by_us(LEDGER)
        opened.write({LEDGER: NEW, BACKUP: OLD}, expect={LEDGER: found})
    assert (folder / LEDGER).read_bytes() == NEW
    assert (folder / BACKUP).read_bytes() == OLD
    assert not list(folder.rglob(".qdoc-*.tmp"))  # what was begun is gone, in .qdoc too
    return found


def test_killed_whenever_it_touches_the_disk(tmp_path):
    seen = []
    for step in range(400):
        folder = tmp_path / str(step)
        with Folder(folder) as opened:
            opened.write({LEDGER: OLD})
        code = killed_at(step, folder)
        seen.append(check_whole(folder))
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert code == 0  # the last one was let through
    assert step > 20  # there were that many points to be killed at
    assert seen[0] == OLD
    assert seen[-1] == NEW
    assert list(dict.fromkeys(seen)) == [OLD, NEW]  # never back again


@pytest.mark.parametrize("which", [0, 1, 2, 3])  # what was made, the ledger, the backup, what was made
def test_killed_half_way_through_a_file(folder, which):
    assert killed_half_way(which, folder) == -signal.SIGKILL
    assert check_whole(folder) == (OLD if which < 2 else NEW)


def test_what_was_begun_in_the_state_folder_goes_with_the_next_run_and_nothing_else_does(folder):
    state = folder / ".qdoc"
    (state / ".qdoc-abc.tmp").write_bytes(b"half")
    others = [state / "笔记.tmp", folder / "别人的.tmp", state / ".qdoc-abc.txt"]
    for each in others:
        each.write_bytes(b"x")
    with Folder(folder):
        pass
    assert not (state / ".qdoc-abc.tmp").exists()
    assert all(each.exists() for each in others)


def test_what_another_run_is_writing_is_left_alone(folder):
    left = folder / ".qdoc" / ".qdoc-abc.tmp"
    with Folder(folder):
        left.write_bytes(b"half")
        with pytest.raises(files.OutputRefused), Folder(folder):
            pass
        assert left.exists()
