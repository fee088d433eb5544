"""Owns what commands do with files: a ledger read, merged and written back unless it changed, and new files only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qdoc.errors import InputRefused, LedgerChanged, OutputRefused

if TYPE_CHECKING:
    from qdoc.cli.reading import ReadNotice
    from qdoc.ledger import MergeChange
    from qdoc.model import Ledger


@dataclass(frozen=True, slots=True)
class MergedLedger:
    """A ledger to be written: ``before`` are the bytes of the one it was merged with (None: there was none)."""

    ledger: Ledger
    changes: tuple[MergeChange, ...]
    before: bytes | None


def read_ledger_file(name: str) -> Ledger:
    """Return the ledger in the workbook ``name`` (``-``: standard input).

    Raises:
        InputRefused: there is no such file, or it is no ledger.
    """
    from qdoc.cli.reading import STDIN_NAME, read_input
    from qdoc.returns import read_ledger

    if name != "-" and Path(name).is_dir():
        raise InputRefused("这是文件夹，不是台账文件", file=name, hint="请给出文件夹里的 台账.xlsx")
    try:
        data = read_input(name)
    except FileNotFoundError:
        raise InputRefused(
            "找不到这个文件", file=name, hint="请检查路径；台账由 qdoc run 通知 -o 文件夹 生成"
        ) from None
    return read_ledger(data, STDIN_NAME if name == "-" else Path(name).name)


def merged_ledger(read: ReadNotice, path: Path) -> MergedLedger:
    """Return the plan's ledger, merged with the one at ``path`` where there is one."""
    import hashlib

    from qdoc.ledger import build_ledger, merge_ledger
    from qdoc.returns import read_ledger

    fresh = build_ledger(read.plan, hashlib.sha256(read.plan_json).hexdigest())
    if not path.exists():
        return MergedLedger(fresh, (), None)
    before = path.read_bytes()
    edited = read_ledger(before, path.name)
    ledger, changes = merge_ledger(fresh, edited)
    return MergedLedger(ledger, changes, before)


def refuse_changed(merged: MergedLedger, path: Path) -> None:
    """Raise LedgerChanged if the ledger at ``path`` is no longer the one that was read."""
    now = path.read_bytes() if path.exists() else None
    if now != merged.before:
        raise LedgerChanged(
            "运行期间台账被改动了，这次什么都没有写",
            file=str(path),
            rule="读过之后又变了的台账，绝不覆盖",
            hint="请在 Excel 或 WPS 里保存并关闭台账，再运行一次",
        )


def write_ledger(merged: MergedLedger, path: Path) -> int:
    """Write the ledger alone to ``path`` and return its size."""
    from qdoc.render.workbook import ledger_xlsx

    data = ledger_xlsx(merged.ledger)
    refuse_changed(merged, path)
    write_folder(path.parent, {path.name: data})
    return len(data)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` into ``folder``, each complete or absent."""
    from qdoc.store import write_files

    write_files(folder, files)


def write_new(path: Path, data: bytes) -> int:
    """Write ``data`` to ``path``, which must not exist yet, and return its size.

    Raises:
        OutputRefused: something is there already; a person may have worked on it.
    """
    if path.exists():
        raise OutputRefused(
            "已经有这个文件了，没有覆盖", file=str(path), rule="不覆盖别的文件", hint="请换个文件名，或先把它移走"
        )
    write_folder(path.parent, {path.name: data})
    return len(data)
