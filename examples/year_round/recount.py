"""Owns the recount: what the program says beside what the books and the files give without it, in one table."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from .acts import CHANGED, Act
from .books import FIGURE, FINISHED, PROBLEM, REFUSED, STATUS, TAKEN, WORDING, Books, Return
from .forms import Blank
from .ledger_view import Row, asked, plain
from .officials import COLLECTED, DUE
from .slips import OBJECTED
from .targets import ADDS, VAGUE, target_of

_SHOWN = 3


class Recount:
    """Gathers pairs of values, each with its name, and prints which agree."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, str, str, str]] = []
        self.wrong: list[str] = []

    def same(self, name: str, program: Any, own: Any, *, reported: bool = False) -> None:
        """Enter one pair; both are shown as counts where they are long.

        ``reported``: a difference that is known as a fault of the program; it shows, and does not end the year.
        """
        agrees = program == own
        verdict = "是" if agrees else "不一致（已知）" if reported else "不一致"
        self._lines.append((name, _short(program), _short(own), verdict))
        if not agrees and not reported:
            self.wrong.append(f"{name}\n    程序：{_only(program, own)}\n    另算：{_only(own, program)}")

    def show(self) -> bool:
        """Print the table and what differs; return whether all agree."""
        wide = [max(_width(line[at]) for line in (*self._lines, ("项目", "程序", "另算"))) for at in range(3)]
        for line in (("项目", "程序", "另算", "一致"), *self._lines):
            cells = (_padded(text, width) for text, width in zip(line[:3], wide, strict=True))
            print("  " + "  ".join(cells) + f"  {line[3]}")
        for one in self.wrong:
            print(f"不一致：{one}")
        agree = sum(line[3] == "是" for line in self._lines)
        known = len(self._lines) - agree - len(self.wrong)
        more = f"，已知的差错 {known} 项" if known else ""
        print(f"共核对 {len(self._lines)} 项，{agree} 项一致，{len(self.wrong)} 项不一致{more}")
        return not self.wrong


def check_forms(
    told: Recount, quarter: int, blanks: dict[str, list[Blank]], rows: list[Row], closed: set[int], by_row: bool
) -> None:
    """Every row stands in the form of each unit that leads or supports it, once; rows that are closed in none."""
    texts = {(row.task, plain(row["具体事项"])): row.serial for row in rows}
    program = {
        unit: sorted((one.task, one.leads, tuple(texts[one.task, plain(text)] for text in one.texts)) for one in lines)
        for unit, lines in blanks.items()
    }
    own = {unit: sorted(lines) for unit, lines in asked(rows, closed, by_row).items()}
    told.same(f"第{quarter}季度 填报表：每个单位问到的任务和事项", program, own)


def check_collected(told: Recount, quarter: int, result: Any, books: Books, rows: list[Row], turn: int) -> None:
    """What a collection says, against the books: who is missing or late, every refused cell, what is listed."""
    name = f"第{quarter}季度 第{turn}次收表："
    sent = [one for one in books.of(quarter) if one.arrives <= turn]
    good = [one for one in sent if not (one.unread or one.refused or one.repeated)]
    units = set(asked(rows, set()))
    came = {one.unit for one in good if one.cells}  # an empty form is no return
    told.same(f"{name}收到的单位", sorted(result["arrived"]), sorted(came))
    told.same(f"{name}缺报的单位", sorted(result["lists"]["missing"]), sorted(units - came))
    told.same(f"{name}打不开的文件", sorted(one["file"] for one in result["not_read"]), _files(sent, "unread"))
    whole = sorted(one["file"] for one in result["files"] if one["refused"])
    told.same(f"{name}整份拒收的文件", whole, _files(sent, "refused"))
    refused = Counter(
        (one["file"], _field(one["field"]), one["text"]) for one in result["refused"] if one["file"] not in whole
    )
    cells = ((one, said) for one in good for said in one.cells if said.fate == REFUSED)
    own = Counter((one.file, said.field, _typed(said.typed)) for one, said in cells)
    told.same(f"{name}拒收的格", sorted(refused.items()), sorted(own.items()))
    new = {one.file: one for one in good if one.arrives == turn}
    applied = {one["file"]: one["cells"]["applied"] for one in result["files"] if one["file"] in new}
    told.same(f"{name}登记的格", applied, {file: _taken(one) for file, one in new.items()})
    late = sorted(unit for unit, _ in result["lists"]["late"])
    told.same(f"{name}迟报的单位", late, _late([one for one in good if one.cells], quarter))
    empty = sorted({one.unit for one in good} - came)
    told.same(f"{name}交空表的单位", sorted(result["lists"]["empty"]), empty)
    told.same(f"{name}交叉核对通过", result["proof"]["holds"], True)
    _check_points(told, name, quarter, result["lists"], good, books, rows)


def _check_points(
    told: Recount, name: str, quarter: int, lists: Any, good: list[Return], books: Books, rows: list[Row]
) -> None:
    by = {row.serial: row for row in rows}
    over, unsure, outside = set(), set(), set()
    for one in good:
        for line in one.lines:
            status = next((said.record for said in line.said(STATUS) if said.fate == TAKEN), "")
            figures = [said for said in line.said(FIGURE) if said.fate == TAKEN]
            if status in FINISHED and line.leads:
                over |= {(one.unit, line.task) for serial in line.serials if _missed(by[serial], figures)}
            unsure |= {(one.unit, line.task) for said in figures if said.record.startswith("约")}
            if status == "正在推进":
                outside.add((one.unit, line.task))
    told.same(f"{name}报完成、数值没有达标", _points(lists["over_claims"]), sorted(over))
    told.same(f"{name}数值不是一个数", _points(lists["unsure"]), sorted(unsure))
    told.same(f"{name}状态不在列表里", _points(lists["outside"]), sorted(outside))
    still = {(one.unit, line.task) for one in good for line in one.lines if one.story == "unchanged"}
    told.same(f"{name}与上一期一字不差", _points(lists["unchanged"]), sorted(still))
    told.same(f"{name}说法不一的（条）", len(lists["disagree"]), _disagreements(quarter, books, rows))


def _missed(row: Row, figures: list[Any]) -> bool:
    mine = {said.target: said.typed for said in figures if said.serial == row.serial}
    if not row.targets or set(mine) != set(row.targets):
        return False
    targets = [(target_of(row.task, words), mine[words]) for words in row.targets]
    if any(target.kind == VAGUE for target, _ in targets):
        return False
    return any(
        target.kind == ADDS and float(str(value).rstrip("%")) < target.goal for target, value in targets
    )  # the other kinds are all reached at the year's end


def _disagreements(quarter: int, books: Books, rows: list[Row]) -> int:
    """Pairs of leading units that say different things on a row: finished or not, or another figure."""
    found = 0
    for row in rows:
        said: dict[str, tuple[str, str]] = {}
        for one in books.counted(quarter):
            for line in one.lines:
                if line.leads and row.serial in line.serials:
                    status = next((each.record for each in line.said(STATUS) if each.fate == TAKEN), "")
                    figure = "；".join(each.record for each in line.said(FIGURE) if each.serial == row.serial)
                    if line.says:
                        said[one.unit] = (status, figure)
        first = next((unit for unit in row.leads if unit in said), None)
        for unit in said:
            if unit != first and first is not None:
                (status, figure), (ours, mine) = said[first], said[unit]
                found += bool(status and ours) and (status in FINISHED) != (ours in FINISHED)
                found += bool(figure and mine) and figure != mine
    return found


def check_ledger(told: Recount, when: str, rows: list[Row], books: Books) -> None:
    """Every row says what its unit's last return says."""
    names = (STATUS, FIGURE, WORDING, PROBLEM)
    program = {(row.serial, name): row[name] for row in rows for name in names}
    own = {}
    for row in rows:
        one = books.expected(row)
        own |= {
            (row.serial, name): text
            for name, text in zip(names, (one.status, one.actual, one.progress, one.problem), strict=True)
        }
    told.same(f"{when} 台账：每条事项的状态、数值、进展、问题", program, own)


def check_entries(told: Recount, when: str, ledger: Path, books: Books) -> None:
    """The sheet 填报记录 has a line for each unit and row that anything was taken of, by quarter."""
    sheet = load_workbook(ledger)["填报记录"]
    heads = [str(cell.value) for cell in sheet[1]]
    lines = [dict(zip(heads, values, strict=False)) for values in sheet.iter_rows(min_row=2, values_only=True)]
    program = Counter((str(line["期间"]), str(line["单位"])) for line in lines if line["单位"])
    own: Counter[tuple[str, str]] = Counter()
    for one in books.counted():
        for line in one.lines:
            whole = any(said.fate == TAKEN and not said.serial for said in line.says)
            rows = {said.serial for said in line.says if said.fate == TAKEN and said.serial}
            own[f"2026Q{one.quarter}", one.unit] += len(line.serials) if whole else len(rows)
    told.same(f"{when} 填报记录：每个单位每期几条", sorted(program.items()), sorted((+own).items()))


def check_acts(told: Recount, when: str, ledger: Path, acts: list[Act], slips: dict[str, str], rows: list[Row]) -> None:
    """The sheet 办理记录 has a line for each act and row, and one for each row that a slip is a receipt of."""
    sheet = load_workbook(ledger)["办理记录"]
    heads = [str(cell.value) for cell in sheet[1]]
    lines = [dict(zip(heads, values, strict=False)) for values in sheet.iter_rows(min_row=2, values_only=True)]
    by = {(row["任务编号"], row["具体事项"]): row.serial for row in rows}
    program = Counter((line["类别"], by[str(line["任务编号"]), str(line["事项"])]) for line in lines if line["类别"])
    own: Counter[tuple[Any, int]] = Counter()
    for act in acts:
        own.update({(act.kind, row): act.changes for row in act.rows})
    for unit, ticked in slips.items():
        led = [row.serial for row in rows if unit in row.leads]
        own.update(("签收", serial) for serial in led or [row.serial for row in rows if unit in row.supports])
        if ticked == "提出异议":
            own.update(("异议", row.serial) for row in rows if unit in row.supports and OBJECTED in row.task)
    told.same(f"{when} 办理记录：每条事项有哪几件事", sorted(program.items()), sorted(own.items()))


def check_changed(told: Recount, rows: list[Row]) -> None:
    """Rows that an act changed say so; all others have the deadlines and units of the notice."""
    program = {serial: {name: rows[serial - 1][name] for name in cells} for serial, cells in CHANGED.items()}
    told.same("年底 台账：批准的延期和调整", program, CHANGED)


def _late(good: list[Return], quarter: int) -> list[str]:
    """Units whose first form has a day after the last day for it; a form without a day came when it was collected."""
    first: dict[str, str] = {}
    for one in good:
        day = one.day or COLLECTED[quarter][one.arrives - 1]
        first[one.unit] = min(first.get(one.unit, day), day)
    return sorted(unit for unit, day in first.items() if day > DUE[quarter])


def _files(sent: list[Return], what: str) -> list[str]:
    return sorted(one.file for one in sent if getattr(one, what))


def _taken(one: Return) -> int:
    cells = sum(said.fate == TAKEN for said in one.cells)
    return cells + 3 if cells else 0  # 填报人, 联系电话, 填报日期


def _field(label: str) -> str:
    return label.partition("（")[0]


def _typed(value: object) -> str:
    return "" if str(value).startswith("=") else str(value).removesuffix(" 00:00:00")


def _points(found: Any) -> list[tuple[str, str]]:
    return sorted({(one["unit"], one["task"]) for one in found})


def _short(value: Any) -> str:
    if isinstance(value, dict | list | set):
        return (
            f"{len(value)} 项"
            if len(value) > _SHOWN or isinstance(value, dict)
            else "、".join(map(_word, value)) or "无"
        )
    return {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _word(value: Any) -> str:
    text = value if isinstance(value, str) else "·".join(map(_word, value)) if isinstance(value, tuple) else str(value)
    return text if _width(text) <= 24 else f"{text[:11]}…"


def _only(mine: Any, other: Any) -> Any:
    """What stands in ``mine`` and not in ``other``."""
    if isinstance(mine, dict):
        return {key: value for key, value in mine.items() if key not in other or other[key] != value}
    if isinstance(mine, list):
        return [value for value in mine if value not in other]
    return mine


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
