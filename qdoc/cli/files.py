"""Owns what commands do with files: a ledger read and merged, one file written, replacing others' files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdoc.cli.deadline import within
from qdoc.errors import InputRefused, LedgerRefused, OutputRefused

if TYPE_CHECKING:
    from qdoc.cli.confirming import Decisions
    from qdoc.cli.reading import ReadNotice
    from qdoc.ledger import MergeChange
    from qdoc.model import Ledger
    from qdoc.returns.ledger import ReturnedLedger
    from qdoc.store import Folder

force_option = click.option(
    "--force", is_flag=True, help="别人改过或放在那里的同名文件也覆盖（台账除外，台账总是合并）。"
)


def folder_of(file: str) -> tuple[Path, ...]:
    """The folder that ``file`` (a name from the command line) lies in; none for standard input (``-``)."""
    return () if file == "-" else (Path(file).parent,)


def folders_there(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Those of ``folders`` that are there, in their order."""
    return tuple(filter(_is_there, folders))


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # a name that is too long, for one: writing will say so
        return False


@dataclass(frozen=True, slots=True)
class MergedLedger:
    """A ledger to be written, with the decisions known beside it.

    ``before`` holds the bytes that were read, by name: the ledger that it was merged with, and 确认.json.
    ``backup`` is that ledger as a file to be kept, where somebody changed it: a column, sheet or note that qdoc does
    not know is not in the merged one.
    """

    ledger: Ledger
    changes: tuple[MergeChange, ...]
    before: dict[str, bytes]
    decisions: Decisions
    backup: dict[str, bytes] = field(default_factory=dict)


def read_ledger_file(name: str) -> ReturnedLedger:
    """Return the ledger in the workbook ``name`` (``-``: standard input), and what the clerk changed in it.

    Raises:
        InputRefused: there is no such file, or it is no ledger.
    """
    from qdoc.cli.reading import STDIN_NAME, read_input
    from qdoc.read import limits
    from qdoc.returns.ledger import read_returned

    if name != "-" and Path(name).is_dir():
        raise InputRefused("这是文件夹，不是台账文件", file=name, hint="请给出文件夹里的 台账.xlsx")
    try:
        data = read_input(name, limit=limits.MAX_FILE_BYTES)
    except FileNotFoundError:
        raise InputRefused(
            "找不到这个文件", file=name, hint="请检查路径；台账由 qdoc run 通知 -o 文件夹 生成"
        ) from None
    shown = STDIN_NAME if name == "-" else Path(name).name
    with within(shown):
        return read_returned(data, shown)


def merged_ledger(read: ReadNotice, folder: Folder, name: str) -> MergedLedger:
    """Return the plan's ledger, merged with the one called ``name`` in ``folder`` where there is one.

    What 确认.json beside it decided before is decided in it, unless the clerk has taken it back.
    """
    import hashlib

    from qdoc.cli.confirming import Decisions
    from qdoc.ledger import build_ledger, merge_ledger
    from qdoc.returns.ledger import read_returned
    from qdoc.store.confirmations import apply_confirmations

    decisions = Decisions(folder)
    fresh = build_ledger(read.plan, hashlib.sha256(read.plan_json).hexdigest(), read.notice.source.text)
    before = folder.read(name)
    if before is None:
        return MergedLedger(apply_confirmations(fresh, decisions.known), (), decisions.before, decisions)
    with within(str(folder.path / name)):
        returned = read_returned(before, str(folder.path / name))
    _refuse_other_plan(fresh, returned.ledger, str(folder.path / name))
    decisions.heed(returned)
    ledger, changes = merge_ledger(apply_confirmations(fresh, decisions.known), returned.ledger)
    backup = {} if folder.made_by_us(name) else {_backup_name(name, before): before}
    return MergedLedger(ledger, changes, {name: before, **decisions.before}, decisions, backup)


def _backup_name(name: str, data: bytes) -> str:
    """A name that says what it is a copy of, the same for the same bytes and for no others."""
    import hashlib

    path = Path(name)
    return f"台账备份/{path.stem}~{hashlib.sha256(data).hexdigest()[:8]}{path.suffix}"


def _refuse_other_plan(fresh: Ledger, edited: Ledger, name: str) -> None:
    """Raise LedgerRefused where the ledger in the folder is of another year, or shares no obligation with the notice.

    Merging would take every row out of it that nobody had written in.
    """
    ours, theirs = fresh.head, edited.head
    other_year = ours.year is not None and theirs.year is not None and ours.year != theirs.year
    nothing_shared = bool(edited.rows) and not {row.key for row in fresh.rows} & {row.key for row in edited.rows}
    if other_year or nothing_shared:
        title = theirs.plan_title or theirs.notice_title or theirs.source_name
        raise LedgerRefused(
            f"这里已有另一份通知的台账（{title}），没有合并",
            file=name,
            rule="一个文件夹（一个台账）只管一年的一份要点",
            hint="请换一个输出文件夹，或先移走这个台账",
        )


def check_target(path: Path, suffix: str, *sources: str) -> None:
    """Refuse a target that is no ``suffix`` file or one of ``sources``, the files that the command reads.

    Raises:
        OutputRefused: a folder, another kind of file (a ledger must not become a Word file), or what is being read.
    """
    from pathvalidate import is_valid_filename

    if path.suffix.lower() != suffix:
        hint = f"请写成 {path.stem or '文件'}{suffix} 这样的文件名"
        raise OutputRefused(f"要写的是 {suffix} 文件", file=str(path), rule=f"文件名以 {suffix} 结尾", hint=hint)
    if not is_valid_filename(path.name, platform="windows"):
        rule = "文件名在 Windows 上也要能用"
        raise OutputRefused("这个文件名不能用", file=repr(path.name), rule=rule, hint="请换一个文件名")
    for name in sources:
        if name != "-" and path.exists() and Path(name).exists() and path.samefile(name):
            raise OutputRefused("这是正要读的文件，不能写在它上面", file=str(path), hint="请换一个文件名")


def check_free(path: Path) -> None:
    """Refuse a target that somebody else made or changed, before the work that ends in writing it is begun.

    Raises:
        OutputRefused: there is such a file.
    """
    from qdoc.store import Folder

    if path.exists():
        with Folder(path.parent) as folder:
            if not folder.made_by_us(path.name):
                hint = "请移走该文件，或换一个文件名"
                raise OutputRefused(
                    "文件已存在，不是 qdoc 生成的，或生成之后改动过，没有覆盖", file=str(path), hint=hint
                )


def write_one(path: Path, data: bytes, *, force: bool) -> int:
    """Write ``data`` to ``path`` and return its size; see ``check_target`` for what may be a target.

    Raises:
        OutputRefused: there is a file that somebody else made or changed, and ``force`` does not say to replace it.
    """
    from qdoc.store import write_files

    write_files(path.parent, {path.name: data}, overwrite=force)
    return len(data)
