"""Owns what ``qdoc draft next`` reads and says: the year's ledger; what is carried, open, renamed, to be dropped."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from qdoc.cli.clean import one_line
from qdoc.cli.terminal import hanging

if TYPE_CHECKING:
    from qdoc.draft.next_year import NextPlan
    from qdoc.model import Ledger, Office

_SHOWN = 6


def read_year(name: str) -> Ledger:
    """Return the ledger in the workbook ``name``, or the one that a plan.json makes.

    Raises:
        InputRefused: there is no such file, or it is neither.
    """
    from qdoc.cli.files import read_ledger_file
    from qdoc.errors import InputRefused

    if not name.lower().endswith(".json"):
        return read_ledger_file(name).ledger
    import hashlib

    from qdoc.cli.reading import read_input
    from qdoc.ledger import build_ledger
    from qdoc.read.limits import MAX_FILE_BYTES
    from qdoc.store import decode_plan

    try:
        data = read_input(name, limit=MAX_FILE_BYTES)
    except FileNotFoundError:
        hint = "请检查路径；plan.json 由 qdoc run 或 qdoc parse --json 生成"
        raise InputRefused("找不到这个文件", file=name, hint=hint) from None
    return build_ledger(decode_plan(data, name), hashlib.sha256(data).hexdigest())


def former_names(register: str | None, office: Office | None) -> Mapping[str, str]:
    """Former name → name: by the list of units ``register``, else by the office's settings in Excel.

    Raises as reading the list does.
    """
    source = register or (office.source if office and office.source.lower().endswith(".xlsx") else "")
    if not source:
        return {}
    from qdoc.returns.former_names import read_former_names

    return read_former_names(Path(source))


def show_next(console: Console, made: NextPlan, path: Path) -> None:
    """Print how much was carried over and, of each kind of mark, how many and which."""
    console.print(f"带过来 {made.tasks} 项任务；标【待定】的：指标 {made.figures} 处，日期 {made.dates} 处")
    if made.year is None:
        left = f"没有认出是哪一年的，{made.unmarked} 处写明年份的日期没有标【待定】，也没有按名录查改名"
        console.print(hanging(Text("注意："), left, console.width))
        console.print(
            hanging(Text("  → "), "请加 --year 写明台账是哪一年的，如 --year 2026，再运行一次", console.width)
        )
    elif made.year_from:
        said = f"方案标题没有写年份，按{made.year_from}算作{made.year}年的；不对的，用 --year 写明"
        console.print(hanging(Text("注意："), one_line(said), console.width))
    for what, found in (
        ("结转（上年没有办完）", made.carried),
        ("考虑删去（由您定）", made.droppable),
        ("机构改名", made.renamed),
    ):
        if found:
            console.print(Text(f"{what} {len(found)} 处", style="bold"))
            for one in found[:_SHOWN]:
                console.print(hanging(Text("  "), one_line(one), console.width))
            if len(found) > _SHOWN:
                console.print(Text(f"  另有 {len(found) - _SHOWN} 处，见批注", style="dim"))
    steps = f"在 Word 里逐处改好，再运行 qdoc draft build {path} -o 印发通知.docx"
    console.print(hanging(Text("下一步："), one_line(steps), console.width))
