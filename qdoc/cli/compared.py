"""Owns what ``qdoc compare`` writes into a folder: every product by its name, and the clerk's pairing read before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qdoc.cli.years import Year
from qdoc.errors import InputRefused

if TYPE_CHECKING:
    from qdoc.cli.styles import OfficeTemplates
    from qdoc.cli.terminal import Steps
    from qdoc.compare import PlanDiff
    from qdoc.compare.decisions import Decision, Placed
    from qdoc.model import Diagnostic, Task
    from qdoc.render.comparison_rows import ComparedRow
    from qdoc.render.page import PageProfile
    from qdoc.store import Folder

TABLE, SHEET, PAGE = "对照表.docx", "对照.xlsx", "对照.html"
REVISION, OVERVIEW = "修订.docx", "变化综述.docx"
PRODUCTS = (TABLE, SHEET, PAGE, REVISION, OVERVIEW)
BACKUPS = "对照备份"


@dataclass(frozen=True, slots=True)
class Pairs:
    """What persons decided of the pairing, where it was read from, and what of it was not understood.

    ``given``: it was named by --pairs, not found in the folder; ``expect``: the bytes of the folder's own workbook as
    it was read; ``backup``: a copy of it where somebody changed it, since what is written in its place has only what
    qdoc knows.
    """

    decisions: tuple[Decision, ...] = ()
    source: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    expect: dict[str, bytes] = field(default_factory=dict)
    backup: dict[str, bytes] = field(default_factory=dict)
    given: bool = False


def read_pairs_for(name: str | None, folder: Folder | None) -> Pairs:
    """The decisions in the workbook ``name``; without it in the folder's 对照.xlsx, where there is one.

    Raises InputRefused: there is no such file, or it is no such workbook.
    """
    from qdoc.returns.pairs import read_pairs

    own = folder.read(SHEET) if folder is not None else None
    given = name is not None
    if name is None:
        if own is None or folder is None:
            return Pairs()
        name, data = str(folder.path / SHEET), own
    else:
        data = pairs_bytes(name)
    read = read_pairs(data, name)
    expect = {SHEET: own} if own is not None and own == data else {}
    backup = {}
    if expect and folder is not None and not folder.made_by_us(SHEET):
        backup = {f"{BACKUPS}/对照~{hashlib.sha256(data).hexdigest()[:8]}.xlsx": data}
    return Pairs(read.decisions, name, read.diagnostics, expect, backup, given)


def pairs_bytes(name: str) -> bytes:
    """The bytes of the workbook ``name``. Raises InputRefused: there is no such file, or it is a folder."""
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        hint = "请检查路径；对照.xlsx 由 qdoc compare 上年 今年 -o 文件夹 生成"
        raise InputRefused("找不到这个文件", file=name, hint=hint) from None
    except IsADirectoryError:
        raise InputRefused("这是文件夹，不是对照.xlsx", file=name, hint=f"请写 {name}/{SHEET}") from None


def place_pairs(pairs: Pairs, old: Year, new: Year) -> tuple[Placed, tuple[Diagnostic, ...]]:
    """The decisions as positions in the two plans, and a warning for those that do not fit them."""
    from qdoc.cli.adopted import told_of
    from qdoc.compare.decisions import place_decisions

    before, after = old.reading, new.reading
    placed = place_decisions(pairs.decisions, before.plan, after.plan, (before.text, after.text))
    return placed, (*pairs.diagnostics, *told_of(placed.stale, pairs.source, given=pairs.given))


@dataclass(frozen=True, slots=True)
class Printing:
    """How the products print: quotations, the office's templates and page, who and when for the tracked changes."""

    quote: Callable[[str], str]
    styles: OfficeTemplates
    author: str | None = None
    date: str | None = None
    profile: PageProfile | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two years, their comparison, and it as rows for people."""

    diff: PlanDiff
    old: Year
    new: Year
    rows: tuple[ComparedRow, ...]

    def wordings(self) -> tuple[dict[str, str], dict[str, str]]:
        """Task id → wording, of both years."""
        return self.old.reading.wordings(), self.new.reading.wordings()


def table_file(pair: Pair, how: Printing) -> bytes:
    """对照表.docx."""
    from qdoc.render.comparison_docx import comparison_docx

    style = how.styles.style("年度对照表")
    return comparison_docx(pair.diff, *pair.wordings(), quote=how.quote, style=style, rows=pair.rows)


def make_products(pair: Pair, how: Printing, placed: Placed, steps: Steps) -> dict[str, bytes]:
    """Every product by its name, in the order of ``PRODUCTS``; ``placed``: what persons decided."""
    from qdoc.compare.decisions import task_key
    from qdoc.compare.reading import LEDGER_TYPE
    from qdoc.render.comparison_page import comparison_html
    from qdoc.render.comparison_rows import statistics
    from qdoc.render.comparison_sheet import Keys, comparison_xlsx
    from qdoc.render.overview_docx import overview_docx
    from qdoc.render.page import STANDARD
    from qdoc.render.revision_docx import AUTHOR, revision_docx
    from qdoc.revise import revise

    diff, rows, words = pair.diff, pair.rows, pair.wordings()
    before, after = pair.old.reading, pair.new.reading
    steps.begin("写对照表")
    files = {TABLE: table_file(pair, how)}
    keys = Keys(*({task.id: task_key(task, side.text) for task in side.plan.tasks} for side in (before, after)))
    files[SHEET] = comparison_xlsx(
        diff, *words, keys, decisions=placed.adopted, kept=placed.kept, quote=how.quote, rows=rows
    )
    units = _units(before.plan.tasks), _units(after.plan.tasks)
    files[PAGE] = comparison_html(diff, *words, units=units, quote=how.quote, rows=rows)
    steps.begin("写修订稿")
    notices = pair.old.notice, pair.new.notice
    revision = revise(before.plan, after.plan, diff, notices=notices, quote=how.quote)
    files[REVISION] = revision_docx(
        revision,
        author=how.author or AUTHOR,
        date=how.date,
        remark=statistics(diff),
        profile=how.profile or STANDARD,
    )
    style = how.styles.style("变化综述")
    of_ledger = LEDGER_TYPE in (before.plan.source.media_type, after.plan.source.media_type)
    files[OVERVIEW] = overview_docx(diff, *words, quote=how.quote, style=style, rows=rows, of_ledger=of_ledger)
    return files


def _units(tasks: tuple[Task, ...]) -> dict[str, tuple[str, ...]]:
    """Task id → the units that the task names (or a person confirmed), under their printed names, each once."""
    from qdoc.compare.wording import DECIDED

    return {
        task.id: tuple(
            dict.fromkeys(one.department for one in task.assignments if one.basis in DECIDED and not one.person)
        )
        for task in tasks
    }
