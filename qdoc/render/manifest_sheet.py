"""Owns 分发清单.xlsx: one line a file to hand out and sign for, and what is still open before it goes out."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.ledger.tasks import task_name
from qdoc.ledger.units import is_unassigned
from qdoc.letters import printed_place
from qdoc.model import Ledger
from qdoc.render import sheet_style as style
from qdoc.render.workbook_parts import settled

_SIZE = 10.5
_NO_DATE = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file for one unit; ``path`` is inside the output folder, with /.

    ``lead``, ``support``, ``pending``: how many items the unit leads or answers for, supports, and has by a suggestion
    only. ``contact`` and ``phone`` are the unit's, "" where unknown.
    """

    unit: str
    path: str
    kind: str
    number: str
    lead: int
    support: int
    pending: int
    contact: str
    phone: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Lack:
    """A value that files print as 【待补：…】: its name, the kinds of file, how many, how to give it."""

    name: str
    kinds: tuple[str, ...]
    files: int
    how: str


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    width: float
    centred: bool = False
    hidden: bool = False


_FILES = (
    _Column("序号", 6, centred=True),
    _Column("单位", 22),
    _Column("文件", 46),
    _Column("种类", 13, centred=True),
    _Column("编号", 20),
    _Column("牵头（责任）", 13, centred=True),
    _Column("配合", 6, centred=True),
    _Column("待确认", 8, centred=True),
    _Column("联系人", 11, centred=True),
    _Column("电话", 16, centred=True),
    _Column("签收（姓名、日期）", 20),
    _Column("SHA-256", 20, hidden=True),
)
_FIRST = _Column("序号", 6, centred=True)
_MISSING = (
    _FIRST,
    _Column("缺什么", 22),
    _Column("份数", 8, centred=True),
    _Column("哪些文件", 46),
    _Column("怎么填", 70),
)
_OPEN = (
    _FIRST,
    _Column("任务", 34),
    _Column("具体事项", 66),
    _Column("原文位置", 30),
    _Column("可考虑的单位（建议）", 30),
)
_GROUPS = (_FIRST, _Column("名称", 34), _Column("事项数", 9, centred=True), _Column("文件", 60), _Column("怎么办", 50))
_Line = tuple[str | int, ...]
_TODO = "在 单位信息.xlsx 的“群组”里写明包括哪些单位，再重出，就每个单位一份"


def manifest_xlsx(
    deliveries: Sequence[Delivery], ledger: Ledger, lacks: Sequence[Lack] = (), groups: Collection[str] = ()
) -> bytes:
    """Return the workbook: sheets 分发清单, 待补, 待指定, 未展开群组; the same files give the same bytes.

    ``groups``: those of the units that are groups which nobody expanded.
    Everything but counts is written as text, whatever it starts with (a unit called =1+1 is no formula).
    """
    book = Workbook()
    book.properties.creator = "qdoc"
    book.properties.title = "分发清单"
    book.properties.created = _NO_DATE
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined]  # the font that column widths are counted in
    normal.font = Font(name="Arial", size=10)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "分发清单"
    name = ledger.head.plan_title or ledger.head.notice_title or ledger.head.source_name
    _fill(sheet, f"{name}分发清单", _summary(deliveries), _FILES, _file_lines(deliveries))
    missing: list[_Line] = [(n, one.name, one.files, "、".join(one.kinds), one.how) for n, one in enumerate(lacks, 1)]
    opened, unsplit = _open_lines(ledger), _group_lines(deliveries, groups)
    note = "下列内容没有填，文件里印作【待补：……】；填进 单位信息.xlsx 或写命令行选项，再出一次。"
    _fill(book.create_sheet("待补"), "待补内容", note if missing else "没有待补的内容。", _MISSING, missing)
    note = "下列事项没有牵头或责任单位，不在任何一份文件里；请在台账里填好单位后重出。"
    _fill(book.create_sheet("待指定"), "待指定事项", note if opened else "没有待指定的事项。", _OPEN, opened)
    note = "下列名称不是一个单位，文件照原文名称出了一份，没有分到各单位。"
    _fill(book.create_sheet("未展开群组"), "未展开群组", note if unsplit else "没有未展开的群组。", _GROUPS, unsplit)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _summary(deliveries: Sequence[Delivery]) -> str:
    kinds: dict[str, int] = {}
    for one in deliveries:
        kinds[one.kind] = kinds.get(one.kind, 0) + 1
    counted = "、".join(f"{kind} {count} 份" for kind, count in kinds.items())
    return (
        f"{len({one.unit for one in deliveries})} 个单位：{counted}。文件名从输出文件夹起。" if kinds else "没有文件。"
    )


def _file_lines(deliveries: Sequence[Delivery]) -> list[_Line]:
    return [
        (
            *(index, one.unit, one.path, one.kind, one.number or "【待补】", one.lead, one.support, one.pending),
            *(one.contact, one.phone, "", one.sha256),
        )
        for index, one in enumerate(deliveries, 1)
    ]


def _open_lines(ledger: Ledger) -> list[_Line]:
    rows = [row for row in ledger.rows if is_unassigned(row)]
    return [
        (n, task_name(row.number, row.task), row.text, printed_place(row), row.alternatives)
        for n, row in enumerate(rows, 1)
    ]


def _group_lines(deliveries: Sequence[Delivery], groups: Collection[str]) -> list[_Line]:
    found = [one for one in deliveries if one.unit in groups]
    return [(n, one.unit, one.lead + one.support, one.path, _TODO) for n, one in enumerate(found, 1)]


def _fill(sheet: Worksheet, title: str, note: str, columns: Sequence[_Column], lines: Sequence[_Line]) -> None:
    """Put a titled table on ``sheet``, its header repeated on every page of a landscape A4 print."""
    shown = [column for column in columns if not column.hidden]
    last, width = get_column_letter(len(shown)), sum(column.width for column in shown)
    heads = ((title, 16, "方正小标宋简体", "center", "000000"), (note, 10, style.BODY_FONT, "left", style.QUIET_COLOUR))
    for at, (text, size, font, side, colour) in enumerate(heads, 1):
        style.put_text(sheet.cell(at, 1), text)
        sheet.cell(at, 1).font = style.font(size, name=font, colour=colour)
        sheet.cell(at, 1).alignment = style.aligned(side)
        sheet.merge_cells(f"A{at}:{last}{at}")
        sheet.row_dimensions[at].height = style.row_height([(text, width)], size, 22)
    looks = style.Looks()
    for index, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
        sheet.column_dimensions[get_column_letter(index)].hidden = column.hidden
        cell = sheet.cell(3, index)
        looks.dress(
            cell, style.font(_SIZE, name=style.TITLE_FONT), style.aligned("center"), style.BLACK_GRID, style.HEADER_FILL
        )
        style.put_text(cell, column.header)
    sheet.row_dimensions[3].height = style.row_height([(column.header, column.width) for column in shown], _SIZE, 24)
    for at, line in enumerate(lines, 4):
        for index, (column, value) in enumerate(zip(columns, line, strict=True), 1):
            cell = sheet.cell(at, index)
            alignment = style.aligned("center" if column.centred else "left")
            looks.dress(cell, style.font(_SIZE), alignment, style.BLACK_GRID)
            if isinstance(value, int):
                cell.value = value
            else:
                style.put_text(cell, value)
        texts = [(str(value), column.width) for column, value in zip(columns, line, strict=True) if not column.hidden]
        sheet.row_dimensions[at].height = style.row_height(texts, _SIZE, 26)
    style.print_landscape(sheet, last, max(3, len(lines) + 3))
