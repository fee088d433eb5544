"""Owns 分发清单.xlsx: one line a file to hand out and sign for, and what is still open before it goes out."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.ledger import handed as told
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

    ``lead``, ``support``, ``pending``: how many items in it the unit leads or answers for, supports, and has by a
    suggestion only; None where nobody knows (a file that no manifest listed). ``number`` is what the column shows.
    ``contact`` and ``phone`` are the unit's, "" where unknown.
    """

    unit: str
    path: str
    kind: str
    number: str
    lead: int | None
    support: int | None
    pending: int | None
    contact: str
    phone: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier manifest hands on.

    ``texts``: a clerk's entries by file and column; ``further``: columns that the clerk added; ``retired``: (kind,
    unit, number) that were given and are in use no more.
    """

    texts: Mapping[str, Mapping[str, str]]
    further: tuple[str, ...] = ()
    retired: tuple[tuple[str, str, str], ...] = ()


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
    _Column(told.UNIT, 22),
    _Column(told.FILE, 46),
    _Column(told.KIND, 13, centred=True),
    _Column(told.NUMBER, 20),
    _Column(told.LEAD, 13, centred=True),
    _Column(told.SUPPORT, 6, centred=True),
    _Column(told.PENDING, 8, centred=True),
    _Column(told.CONTACT, 11, centred=True),
    _Column(told.PHONE, 16, centred=True),
    _Column(told.SIGNED, 20),
    _Column(told.REMARK, 14),
)
_CHECK = _Column(told.CHECK, 20, hidden=True)
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
    _Column("现在列在哪里", 30),
    _Column("可考虑的单位（建议）", 30),
)
_GROUPS = (_FIRST, _Column("名称", 34), _Column("事项数", 9, centred=True), _Column("文件", 60), _Column("怎么办", 50))
_RETIRED = (
    _FIRST,
    _Column(told.NUMBER, 30),
    _Column(told.KIND, 16, centred=True),
    _Column(told.UNIT, 44),
)
_RETIRED_NOTE = "下列编号以前给过，现在没有文件用它；留着不再给别的文件，原来的单位再有这种文件时仍用它。"
_Line = tuple[str | int, ...]
_TODO = "在 单位信息.xlsx 的“群组”里写明包括哪些单位，再重出，就每个单位一份"


def manifest_xlsx(
    deliveries: Sequence[Delivery],
    ledger: Ledger,
    lacks: Sequence[Lack] = (),
    groups: Collection[str] = (),
    supported: Mapping[str, Collection[str]] | None = None,
    kept: Kept | None = None,
) -> bytes:
    """Return the workbook: sheets 分发清单, 待补, 待指定, 未展开群组, where there are any 停用编号, and a hidden one.

    ``groups``: those of the units that are groups which nobody expanded. ``supported``: key of a row → the units that
    support it. ``kept``: what the manifest before this one hands on. The same arguments give the same bytes.
    Everything but counts is written as text, whatever it starts with (a unit called =1+1 is no formula).
    """
    book = Workbook()
    book.properties.creator = "qdoc"
    book.properties.title = told.FILES_SHEET
    book.properties.created = _NO_DATE
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined]  # the font that column widths are counted in
    normal.font = Font(name="Arial", size=10)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = told.FILES_SHEET
    kept = kept or Kept({})
    title = f"{ledger.head.plan_title or ledger.head.notice_title or ledger.head.source_name}分发清单"
    columns = (*_FILES, *(_Column(name, 16) for name in kept.further), _CHECK)
    _fill(sheet, title, _summary(deliveries), columns, _file_lines(deliveries, kept))
    marks = [(told.FILES_SHEET, told.digest([(style.clean_text(title), style.clean_text(_summary(deliveries)))]))]
    for name, heading, note, columns, lines in _open_sheets(deliveries, ledger, lacks, groups, supported or {}):
        _fill(book.create_sheet(name), heading, note, columns, lines)
        shown = [(heading, note, *(column.header for column in columns)), *lines]
        marks.append((name, told.digest([style.clean_text(str(text)) for text in line] for line in shown)))
    if kept.retired:
        lines = [(n, number, kind, unit) for n, (kind, unit, number) in enumerate(kept.retired, 1)]
        _fill(book.create_sheet(told.RETIRED_SHEET), told.RETIRED_SHEET, _RETIRED_NOTE, _RETIRED, lines)
    hidden = book.create_sheet(told.HIDDEN_SHEET)
    for at, line in enumerate([*marks, *map(_written, deliveries)], 1):
        for index, text in enumerate(line, 1):
            style.put_text(hidden.cell(at, index), text)
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _open_sheets(
    deliveries: Sequence[Delivery],
    ledger: Ledger,
    lacks: Sequence[Lack],
    groups: Collection[str],
    supported: Mapping[str, Collection[str]],
) -> Iterator[tuple[str, str, str, tuple[_Column, ...], list[_Line]]]:
    """Name, title, note, columns and lines of each sheet that says what is still open."""
    missing: list[_Line] = [(n, one.name, one.files, "、".join(one.kinds), one.how) for n, one in enumerate(lacks, 1)]
    opened, unsplit = _open_lines(ledger, deliveries, supported), _group_lines(deliveries, groups)
    note = "这次出的文件里，下列内容没有填，印作【待补：……】；填进 单位信息.xlsx，或见 qdoc letters --help，再出一次。"
    yield "待补", "待补内容", note if missing else "这次出的文件里没有待补的内容。", _MISSING, missing
    note = "下列事项没有牵头或责任单位；请在台账里填好单位后重出。"
    yield "待指定", "待指定事项", note if opened else "没有待指定的事项。", _OPEN, opened
    note = "下列名称不是一个单位，文件照原文名称出了一份，没有分到各单位。"
    yield "未展开群组", "未展开群组", note if unsplit else "没有未展开的群组。", _GROUPS, unsplit


def _summary(deliveries: Sequence[Delivery]) -> str:
    kinds: dict[str, int] = {}
    for one in deliveries:
        kinds[one.kind] = kinds.get(one.kind, 0) + 1
    counted = "、".join(f"{kind} {count} 份" for kind, count in kinds.items())
    return (
        f"{len({one.unit for one in deliveries})} 个单位：{counted}。文件名从输出文件夹起。" if kinds else "没有文件。"
    )


def _counts(one: Delivery) -> tuple[int | str, ...]:
    return tuple("—" if count is None else count for count in (one.lead, one.support, one.pending))


def _file_lines(deliveries: Sequence[Delivery], kept: Kept) -> list[_Line]:
    found: list[_Line] = []
    for index, one in enumerate(deliveries, 1):
        clerk = kept.texts.get(one.path, {})
        reach = (clerk.get(told.CONTACT) or one.contact, clerk.get(told.PHONE) or one.phone)
        entered = (clerk.get(name, "") for name in (told.SIGNED, told.REMARK, *kept.further))
        found.append((index, one.unit, one.path, one.kind, one.number, *_counts(one), *reach, *entered, one.sha256))
    return found


def _written(one: Delivery) -> tuple[str, ...]:
    """The line of the hidden sheet, in the order of ``told.WRITTEN``."""
    counts = map(str, _counts(one))
    return (one.unit, one.path, one.kind, one.number, *counts, one.contact, one.phone, one.sha256)


def _open_lines(
    ledger: Ledger, deliveries: Sequence[Delivery], supported: Mapping[str, Collection[str]]
) -> list[_Line]:
    rows = [row for row in ledger.rows if is_unassigned(row)]
    return [
        (
            *(n, task_name(row.number, row.task), row.text, printed_place(row)),
            *(_where(supported.get(row.key, ()), deliveries), row.alternatives),
        )
        for n, row in enumerate(rows, 1)
    ]


def _where(units: Collection[str], deliveries: Sequence[Delivery]) -> str:
    """The files in which a row stands that nobody leads: those that list what its supporting units support."""
    files = [one for one in deliveries if one.unit in units and one.support]
    names, kinds = dict.fromkeys(one.unit for one in files), dict.fromkeys(one.kind for one in files)
    return f"{'、'.join(names)} 的{'、'.join(kinds)}（配合事项）" if files else "不在任何一份文件里"


def _group_lines(deliveries: Sequence[Delivery], groups: Collection[str]) -> list[_Line]:
    found = [one for one in deliveries if one.unit in groups]
    return [(n, one.unit, (one.lead or 0) + (one.support or 0), one.path, _TODO) for n, one in enumerate(found, 1)]


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
