"""A disk that fails at any step of a write: what was there stays whole, the reason is said, the next run goes on."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from qdoc.errors import OutputRefused
from qdoc.store.files import Folder

LEDGER, LETTER = "台账.xlsx", "各单位/区民政局/任务交办单.docx"
OLD, NEW = b"old" * 9_000, b"new" * 9_000
STEPS: list[tuple[object, str]] = [(tempfile, "mkstemp"), (os, "fsync"), (Path, "replace"), (Path, "chmod")]
FAILURES = [
    (errno.ENOSPC, "磁盘空间不足"),
    (errno.EACCES, "正被 Word、Excel、WPS 打开"),  # what Windows says of a ledger that Excel holds
    (errno.EROFS, "磁盘是只读的"),
    (errno.EIO, "不能写入"),
]


def failing(real: Callable[..., object], at: int, number: int) -> Callable[..., object]:
    """``real``, which fails the ``at``-th time that it is called."""
    left = at

    def call(*arguments: object, **named: object) -> object:
        nonlocal left
        left -= 1
        if left == 0:
            raise OSError(number, os.strerror(number))
        return real(*arguments, **named)

    return call


@pytest.mark.parametrize(("number", "said"), FAILURES)
@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[step for _, step in STEPS])
def test_a_write_that_fails_at_any_step_leaves_whole_files(
    owner: object, step: str, number: int, said: str, tmp_path: Path
) -> None:
    met = 0
    for at in range(1, 6):
        folder = tmp_path / str(at)
        with Folder(folder) as opened:
            opened.write({LEDGER: OLD})
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(owner, step, failing(getattr(owner, step), at, number))
            try:
                with Folder(folder) as opened:
                    opened.write({LEDGER: NEW, LETTER: NEW}, expect={LEDGER: OLD})
            except OutputRefused as refused:
                met += 1
                text = str(refused)
                assert said in text
                assert "下一步" in text
        found = (folder / LEDGER).read_bytes()
        assert found in (OLD, NEW)
        assert not list(folder.rglob("*.tmp"))
        with Folder(folder) as opened:  # the next run goes on
            opened.write({LEDGER: NEW, LETTER: NEW}, expect={LEDGER: found})
        assert (folder / LETTER).read_bytes() == NEW
    assert met == 4  # the memory twice, the ledger, the letter


def test_every_file_of_qdoc_is_written_by_this_one_writer() -> None:
    """No other module opens a file to write, but for copies that a conversion needs in a folder of its own."""
    room = Path(__file__).resolve().parents[2] / "qdoc"
    temporary = {"read/office.py", "proof/office.py", "store/files.py"}
    signs = (".write_bytes(", ".write_text(", 'open("w', "shutil.copy", "os.rename", ".save(path", "ZipFile(path")
    writers = {
        path.relative_to(room).as_posix()
        for path in room.rglob("*.py")
        if any(sign in path.read_text(encoding="utf-8").replace("def write_text(", "") for sign in signs)
    }
    assert writers <= temporary
