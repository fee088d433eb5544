"""Owns reading 台账.xlsx back: what the clerk changed is the clerk's, what is unchanged stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qdoc.errors import LedgerRefused
from qdoc.ledger.columns import COLUMNS, HIDDEN_SHEET, LEDGER_SCHEMA, LEDGER_SHEET, Column
from qdoc.ledger.key import KeyMaker
from qdoc.ledger.record import head_of, record_row
from qdoc.ledger.record_columns import ENTRIES_SHEET, EVENTS_SHEET, MEMORY_SHEET
from qdoc.model import Diagnostic, Ledger, LedgerHead, LedgerRow, Severity
from qdoc.returns.own_columns import own_columns, own_notes, own_places, own_sheets
from qdoc.returns.plain_sheets import PlainSheets
from qdoc.returns.record import with_record
from qdoc.returns.rows import Deviation, Problem, RowReader, own_row
from qdoc.returns.shown import OUR_SHEETS
from qdoc.returns.wording import with_passages
from qdoc.returns.workbook import Sheet

__all__ = ["Deviation", "ReturnedLedger", "read_ledger", "read_returned"]

_SAME_FILE = "请在程序生成的台账文件里直接填写，不要把工作表复制到新文件；也可以重新运行 qdoc run 生成台账后再填"
_NEEDED = ("具体事项", "牵头单位", "识别码")


@dataclass(frozen=True, slots=True)
class ReturnedLedger:
    """A ledger that came back, and every value that differs from what was written, by cell."""

    ledger: Ledger
    deviations: tuple[Deviation, ...]


def read_ledger(data: bytes, name: str) -> Ledger:
    """Return the ledger in the workbook ``data`` (``name`` is for messages). Raises as ``read_returned`` does."""
    return read_returned(data, name).ledger


def read_returned(data: bytes, name: str) -> ReturnedLedger:
    """Return the ledger in the workbook ``data`` with the list of deviations.

    A value that differs from the written one is the clerk's and becomes CONFIRMED; an unchanged suggestion becomes
    CONFIRMED only by 确认 = 是; a row without a key is the clerk's own; a missing row is listed (R001). The order is
    that of the sheet. Raises InputRefused for what cannot be opened, and LedgerRefused — all cells named at once —
    for missing sheets or columns, a key that stands twice, and entries that fit no field.
    """
    sheets = PlainSheets(data, name, (ENTRIES_SHEET, EVENTS_SHEET, MEMORY_SHEET))
    head, removed, written = _remembered(sheets, name)
    sheet = sheets.get(LEDGER_SHEET)
    if sheet is None:
        raise LedgerRefused(f"没有名为“{LEDGER_SHEET}”的工作表", file=name, hint="请把台账所在工作表的名称改回“台账”")
    header_at, places, notes = _columns(sheet, name)
    _refuse_merged(sheet, header_at, name)
    reader = RowReader(places, name)
    rows: list[LedgerRow] = []
    lines: list[int] = []
    waiting: list[tuple[int, int, Mapping[str, str]]] = []
    seen: dict[str, list[int]] = {}
    for index in range(header_at + 1, len(sheet.rows)):
        cells = reader.cells(sheet.rows[index])
        key = cells["key"]
        if key in written:
            seen.setdefault(key, []).append(index + 1)
            rows.append(reader.known(written[key], cells, index + 1))
            lines.append(index)
        elif reader.has_entries(cells):
            if key:
                notes.append(_foreign(key, index + 1))
            waiting.append((len(rows), index + 1, cells))
            rows.append(LedgerRow("", "", "", "", "", ""))
            lines.append(index)
    _refuse_repeats(seen, reader, name)
    if not seen and any(entries["key"] for _, _, entries in waiting):
        message = f"没有一行对得上隐藏工作表“{HIDDEN_SHEET}”，无法分清哪些是原文、哪些是建议"
        raise LedgerRefused(message, file=name, hint=_SAME_FILE)
    keys = KeyMaker((*written, *removed))
    for at, line, entries in waiting:
        rows[at] = own_row(reader, entries, line, keys)
    reader.refuse(name)
    if written and not rows:
        hint = "请从备份恢复台账；要从头再来，请移走这个文件再运行 qdoc run"
        raise LedgerRefused("一条事项也没有了", file=name, place=f"工作表“{sheet.name}”", hint=hint)
    missing = tuple(key for key in written if key not in seen and not written[key].own)
    notes += [_missing(written[key]) for key in missing]
    extra = own_places(sheet, header_at, set(places.values()))
    own = own_columns(sheet, header_at, extra, dict(zip(lines, (row.key for row in rows), strict=True)))
    notes += [*own_notes(own, sheet, header_at, extra, set(lines)), *own_sheets(sheets, OUR_SHEETS)]
    gone = tuple(dict.fromkeys((*removed, *missing)))
    ledger = Ledger(head, tuple(rows), (*notes, *reader.notes), gone, own_columns=own)
    whole = with_passages(with_record(ledger, sheets, name), sheets, name)
    return ReturnedLedger(whole, tuple(reader.deviations))


def _remembered(sheets: Mapping[str, Sheet], name: str) -> tuple[LedgerHead, tuple[str, ...], dict[str, LedgerRow]]:
    hidden = sheets.get(HIDDEN_SHEET)
    if hidden is None:
        message = f"隐藏工作表“{HIDDEN_SHEET}”不见了，无法分清哪些是原文、哪些是您的修改"
        raise LedgerRefused(message, file=name, hint=_SAME_FILE)
    items: dict[str, str] = {}
    at = next((index for index, line in enumerate(hidden.rows) if line and line[0] == "key"), None)
    if at is None:
        raise LedgerRefused(f"隐藏工作表“{HIDDEN_SHEET}”不完整", file=name, hint=_SAME_FILE)
    for line in hidden.rows[:at]:
        if line:
            items[line[0]] = line[1] if len(line) > 1 else ""
    if items.get("schema") != LEDGER_SCHEMA:
        message = f"台账格式版本是“{items.get('schema', '')}”，本程序读的是“{LEDGER_SCHEMA}”"
        raise LedgerRefused(message, file=name, hint="请用生成这份台账的同一版本程序，或升级程序后再试")
    header = hidden.rows[at]
    try:
        head, removed = head_of(items)
        records = [dict(zip(header, line, strict=False)) for line in hidden.rows[at + 1 :] if line and line[0]]
        written = {record["key"]: record_row(record) for record in records}
        if len(written) < len(records):
            raise ValueError("a key stands twice")
        return head, removed, written
    except ValueError as error:
        raise LedgerRefused(f"隐藏工作表“{HIDDEN_SHEET}”被改动过", file=name, hint=_SAME_FILE) from error


def _columns(sheet: Sheet, name: str) -> tuple[int, dict[Column, int], list[Diagnostic]]:
    """Find the header line (a clerk may have put a title above it) and where each column stands now."""
    by_header = {column.header: column for column in COLUMNS}
    lines = [["".join(text.split()) for text in line] for line in sheet.rows[:10]]
    at = next((i for i, line in enumerate(lines) if sum(header in by_header for header in line) >= 3), None)
    if at is None:
        raise LedgerRefused("找不到表头一行", file=name, place=f"工作表“{sheet.name}”前 10 行", hint=_SAME_FILE)
    headers = lines[at]
    repeated = sorted({header for header in headers if header in by_header and headers.count(header) > 1})
    lacking = [header for header in _NEEDED if header not in headers]
    if repeated or lacking:
        parts = [f"缺少“{'”“'.join(lacking)}”一栏"] if lacking else []
        parts += [f"“{'”“'.join(repeated)}”出现了两次"] if repeated else []
        hint = "请按原样恢复表头（识别码一栏在最后，平时隐藏）"
        raise LedgerRefused("，".join(parts), file=name, place=f"工作表“{sheet.name}”第 {at + 1} 行", hint=hint)
    notes: list[Diagnostic] = []
    absent = [column.header for column in COLUMNS if column.editable and column.header not in headers]
    if absent:
        message = f"台账缺少栏目：{'、'.join(absent)}；这些栏目按原来的内容处理"
        notes.append(Diagnostic("R002", Severity.WARNING, message, hint="如需填写，请恢复同名表头"))
    return at, {by_header[header]: index for index, header in enumerate(headers) if header in by_header}, notes


def _refuse_merged(sheet: Sheet, header_at: int, name: str) -> None:
    """Merging keeps the first cell only: what the others held is gone, and nobody can say what was meant for them."""
    areas = [area for _, last, area in sheet.merged if last > header_at + 1]
    if areas:
        listed = "、".join(areas[:10]) + ("等" if len(areas) > 10 else "")
        raise LedgerRefused(
            f"{listed} 是合并单元格，合并时其余各格的内容已经丢了",
            file=name,
            place=f"工作表“{sheet.name}”",
            rule="台账一行一条事项，不合并单元格（要打印请用工作表“任务分解表”）",
            hint="请取消合并，把每一格填上再保存；丢了的内容可从备份或重新生成的台账里找回",
        )


def _refuse_repeats(seen: Mapping[str, list[int]], reader: RowReader, name: str) -> None:
    repeated = [lines for lines in seen.values() if len(lines) > 1]
    for lines in repeated:
        cells = "、".join(reader.address("key", line) for line in lines)
        reader.problems.append(Problem(cells, "识别码相同，不知道以哪一行为准"))
    if repeated:
        hint = "如果是复制出来的新行，请取消隐藏最后一栏“识别码”，把新行的识别码清空；否则删去多余的一行"
        reader.refuse(name, hint)


def _missing(row: LedgerRow) -> Diagnostic:
    words = row.text if len(row.text) <= 20 else row.text[:20] + "…"
    message = f"台账中少了一行：{row.place or words}（{words}）；按您删除处理"
    return Diagnostic("R001", Severity.REVIEW, message, row.start, row.end, "如是误删，请从备份恢复该行")


def _foreign(key: str, line: int) -> Diagnostic:
    message = f"台账第 {line} 行的识别码“{key}”不属于这份台账，按自行增加的一行处理"
    return Diagnostic("R004", Severity.WARNING, message, hint="如从别的台账粘贴而来，请核对单位和时限")
