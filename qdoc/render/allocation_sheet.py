"""Owns the sheet 任务分解表: the table for printing, drawn from the ledger, themes and tasks merged page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.ledger.tasks import by_task, task_name
from qdoc.ledger.units import UNASSIGNED, is_unassigned
from qdoc.model import Basis, Cell, Ledger, LedgerRow
from qdoc.render import sheet_style as style
from qdoc.render.workbook_lines import Lines, Texts, Value, starts_formula

SIZE = 10.5
HEADERS = ("序号", "主题", "任务", "具体事项", "量化指标", "牵头（责任）单位", "配合单位", "完成时限", "备注（来源）")
_WIDTHS = (5, 14, 17, 42, 19, 16, 18, 12, 14)
_CENTRED = (0, 1, 7)
_MERGED = (2, 5, 6, 7, 8, 1)  # units, deadline and basis within a task; the widest group last
# Programs shrink the columns to the sheet's width: to 94 per cent where Arial or its metric twin is at hand, to less
# where a wider face stands in. Pages are cut for the largest, so that no row is pushed onto a sheet of its own.
_SCALE = 95  # per cent
_PAGE_POINTS = (210 - 15 - 18) / 25.4 * 72 / (_SCALE / 100) - 12  # what a page holds, in points of the worksheet
_TITLE_HEIGHT, _NOTE_HEIGHT, _HEADER_HEIGHT = 34.0, 20.0, 34.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line: its texts by column, its height, and for each column of _MERGED its group and what that needs."""

    row: LedgerRow
    texts: tuple[str, ...]
    height: float
    groups: tuple[tuple[str, ...], ...]
    needs: tuple[float, ...]


def fill_allocation_sheet(sheet: Worksheet, ledger: Ledger, quote: Callable[[str], str], texts: Texts) -> Lines:
    """Fill ``sheet``: title, one note, the header (repeated on every page); return its lines, one for each ledger row.

    Rows are grouped by theme and task, whatever order the ledger is in. Equal cells of a theme or a task are merged
    within a page only, so that every page says what it belongs to. ``quote`` gives the notice's words their
    punctuation in print.
    """
    _put_head(sheet, ledger)
    for index, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    lines = Lines(sheet, len(HEADERS), texts, first=4)
    for page in _pages(list(_lines(ledger, quote))):
        if lines.next_row > 4:
            sheet.row_breaks.append(Break(id=lines.next_row - 1))
        _put_page(lines, page)
    style.print_landscape(sheet, get_column_letter(len(HEADERS)), max(3, lines.next_row - 1))
    return lines


def _put_head(sheet: Worksheet, ledger: Ledger) -> None:
    last = get_column_letter(len(HEADERS))
    title = ledger.head.plan_title or ledger.head.notice_title or ledger.head.source_name
    style.put_text(sheet["A1"], f"{title}任务分解表")
    sheet["A1"].font = style.font(18, name="方正小标宋简体")
    sheet["A1"].alignment = style.aligned("center")
    sheet.merge_cells(f"A1:{last}1")
    sheet.row_dimensions[1].height = style.row_height([(sheet["A1"].value, sum(_WIDTHS))], 18, _TITLE_HEIGHT)
    issued = " ".join(part for part in (ledger.head.issuer, ledger.head.document_number) if part)
    note = "　".join(
        part
        for part in (issued, "除备注注明外均为原文，标注“建议”的尚未确认；本表由“台账”生成，改动请在“台账”中进行")
        if part
    )
    style.put_text(sheet["A2"], note)
    sheet["A2"].font = style.font(9, colour=style.QUIET_COLOUR)
    sheet["A2"].alignment = style.aligned("center")
    sheet.merge_cells(f"A2:{last}2")
    sheet.row_dimensions[2].height = _NOTE_HEIGHT
    for index, header in enumerate(HEADERS, 1):
        cell = sheet.cell(3, index)
        style.put_text(cell, header)
        cell.font = style.font(SIZE, name=style.TITLE_FONT)
        cell.fill = style.HEADER_FILL
        cell.alignment = style.aligned("center")
        cell.border = style.BLACK_GRID
    sheet.row_dimensions[3].height = _HEADER_HEIGHT


def _lines(ledger: Ledger, quote: Callable[[str], str]) -> Iterator[_Line]:
    for number, row in enumerate(by_task(ledger.rows), 1):
        nobody = is_unassigned(row)
        units = "\n".join(_units(cell) for cell in (row.lead, row.responsible) if cell.value)
        texts = (
            str(number),
            quote(row.theme),
            quote(task_name(row.number, row.task)),
            quote(row.text),
            quote(row.metric.value),
            UNASSIGNED if nobody else units,
            _units(row.support),
            row.deadline.value or row.deadline_on,
            _source_note(row),
        )
        own = [(text, _WIDTHS[index]) for index, text in enumerate(texts) if index not in _MERGED]
        task = (row.theme, row.number, row.task)
        yield _Line(
            row,
            texts,
            style.row_height(own, SIZE, 24),
            tuple(_group(task, texts, column) for column in _MERGED),
            tuple(_need(texts[column], _WIDTHS[column]) for column in _MERGED),
        )


@lru_cache(maxsize=16_384)
def _need(text: str, width: float) -> float:
    return style.row_height([(text, width)], SIZE)


def _group(task: tuple[str, str, str], texts: tuple[str, ...], column: int) -> tuple[str, ...]:
    """What lines must share to be merged in ``column``: the theme; the task; or the task, the words and their basis."""
    if column == 1:
        return task[:1]
    return task if column == 2 else (*task, texts[column], texts[-1])


def _units(cell: Cell) -> str:
    """The units of a cell; a suggestion says so beside its name, not only in the last column."""
    return f"{cell.value}（{Basis.SUGGESTED.label}）" if cell.value and cell.basis is Basis.SUGGESTED else cell.value


_SOURCES = (
    ("牵头", "lead"),
    ("责任", "responsible"),
    ("配合", "support"),
    ("指标", "metric"),
    ("时限", "deadline"),
)


def _source_note(row: LedgerRow) -> str:
    """Say on what basis the units rest, and every other value that is not the notice's own; then marks and remarks."""
    parts = []
    if is_unassigned(row):
        parts.append("单位待指定")
    for name, field in _SOURCES:
        cell: Cell = getattr(row, field)
        if cell.value and cell.basis is not None and (cell.basis is not Basis.STATED or name in ("牵头", "责任")):
            parts.append(f"{name}：{cell.basis.label}")
    if row.mark:
        parts.append(row.mark)
    if row.remark:
        parts.append(row.remark)
    return "\n".join(parts)


def _pages(lines: list[_Line]) -> Iterator[list[tuple[_Line, float]]]:
    """Cut the lines into pages, and give every merged group on a page the height that its text needs."""
    page: list[_Line] = []
    heights: list[float] = []
    room = _PAGE_POINTS - _TITLE_HEIGHT - _NOTE_HEIGHT - _HEADER_HEIGHT
    for line in lines:
        longer = _heights([*page, line])
        if page and sum(longer) > room:
            yield list(zip(page, heights, strict=True))
            page, longer = [], _heights([line])
            room = _PAGE_POINTS - _HEADER_HEIGHT
        page.append(line)
        heights = longer
    if page:
        yield list(zip(page, heights, strict=True))


def _heights(page: list[_Line]) -> list[float]:
    """The lines' heights, the last of each merged group raised until the group is as high as its merged text."""
    heights = [line.height for line in page]
    for at in range(len(_MERGED)):
        for first, last in _runs(page, at):
            lack = page[first].needs[at] - sum(heights[first : last + 1])
            if lack > 0:
                heights[last] = min(style.MAX_HEIGHT, round(heights[last] + lack, 1))
    return heights


def _runs(page: list[_Line], at: int) -> Iterator[tuple[int, int]]:
    """The first and the last line of each group of the column ``_MERGED[at]``."""
    first = 0
    for index in range(1, len(page) + 1):
        if index == len(page) or page[index].groups[at] != page[first].groups[at]:
            yield first, index - 1
            first = index


def _put_page(lines: Lines, page: list[tuple[_Line, float]]) -> None:
    """Add the lines of a page; of merged cells the first holds the text, all have their borders."""
    top = lines.next_row
    covered: set[tuple[int, int]] = set()
    for at, column in enumerate(_MERGED):
        for first, last in _runs([line for line, _ in page], at):
            if last > first:
                lines.merge(column + 1, top + first, top + last)
                covered.update((index, column) for index in range(first + 1, last + 1))
    for index, (line, height) in enumerate(page):
        looks = _looks(lines, line)
        values: list[Value] = [(looks[0], int(line.texts[0]))]
        for column in range(1, len(HEADERS)):
            values.append((looks[column], "" if (index, column) in covered else line.texts[column]))
        lines.add(values, height, fixed=True)


def _looks(lines: Lines, line: _Line) -> list[int]:
    row = line.row
    cells = {5: row.lead if row.lead.value else row.responsible, 6: row.support, 4: row.metric, 7: row.deadline}
    found = []
    for index, text in enumerate(line.texts):
        font = _font(cells.get(index), missing=index == 5 and is_unassigned(row))
        aligned = style.aligned("center" if index in _CENTRED else "left")
        found.append(lines.look(font, aligned, style.BLACK_GRID, quoted=index > 0 and starts_formula(text)))
    return found


def _font(value: Cell | None, *, missing: bool) -> Font:
    if missing:
        return style.font(SIZE, colour=style.MISSING_COLOUR)
    if value is not None and value.basis is Basis.SUGGESTED:
        return style.font(SIZE, italic=True, colour=style.SUGGESTED_COLOUR)
    return style.font(SIZE)
