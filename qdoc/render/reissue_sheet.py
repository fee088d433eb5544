"""Owns 需重发文书.xlsx: the documents that an amendment touches, and the log of all amendments so far."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.ledger.amend import AmendedLine
from qdoc.ledger.reissue import Reissue
from qdoc.model import LedgerHead
from qdoc.render import sheet_style as style
from qdoc.render.workbook_parts import settled

_SIZE = 10.5
_DOCUMENTS = (
    *(("序号", 6), ("处理", 8), ("单位", 24), ("文书", 13), ("原编号", 20), ("文件", 44), ("原签收", 18)),
    *(("台账序号", 12), ("为什么", 40), ("重发日期", 13), ("备注", 18)),
)
_LOG = (
    *(("序号", 6), ("日期", 12), ("经办人", 16), ("台账序号", 9), ("任务", 28), ("事项", 44), ("调整内容", 11)),
    *(("原", 26), ("现", 26), ("理由", 30), ("方式", 10)),
)
_CENTRED = frozenset({"序号", "处理", "文书", "台账序号", "重发日期", "日期", "调整内容", "方式"})
_CLERKS = frozenset({"重发日期", "备注"})
_Value = str | int


def reissue_xlsx(
    head: LedgerHead, documents: Sequence[Reissue], log: Sequence[AmendedLine], commands: Sequence[str], note: str = ""
) -> bytes:
    """Return the workbook: sheets 需重发文书 and 调整记录; the same arguments give the same bytes.

    ``commands``: what issues the documents again, as typed; ``note``: what else is to be said of the list. 重发日期 and
    备注 are the clerk's to fill. Texts are no formulas.
    """
    book = Workbook()
    book.properties.creator, book.properties.title = "qdoc", "需重发文书"
    book.properties.created = datetime(2000, 1, 1)
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined]  # the font that column widths are counted in
    normal.font = Font(name="Arial", size=10)
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "需重发文书"
    name = head.plan_title or head.notice_title or head.source_name
    told = [note, f"重出的命令：{'；'.join(commands)}" if commands else ""]
    lines: list[tuple[_Value, ...]] = [
        (
            *(number, one.action.value, one.unit, one.kind, one.number, one.path, one.signed),
            *("、".join(map(str, one.rows)), one.why, "", ""),
        )
        for number, one in enumerate(documents, 1)
    ]
    _fill(first, f"{name}需重发文书", "\n".join(filter(None, told)), _DOCUMENTS, lines)
    records: list[tuple[_Value, ...]] = [
        (
            *(number, one.on, one.by, one.serial or "—", one.task_name, one.text, one.field, one.before, one.after),
            *(one.reason, "同意延期" if one.by_extension else "调整"),
        )
        for number, one in enumerate(log, 1)
    ]
    note = "台账“办理记录”里全部调整和同意的延期，先后为序。原来只是建议的，写作“建议：……”。"
    _fill(book.create_sheet("调整记录"), "调整记录", note, _LOG, records)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _fill(
    sheet: Worksheet, title: str, note: str, columns: Sequence[tuple[str, float]], lines: Sequence[tuple[_Value, ...]]
) -> None:
    last, wide = get_column_letter(len(columns)), sum(width for _, width in columns)
    heads = ((title, 16, style.TITLE_FONT, "center"), (note, 10, style.BODY_FONT, "left"))
    for at, (text, size, face, side) in enumerate(heads, 1):
        style.put_text(sheet.cell(at, 1), text)
        sheet.cell(at, 1).font, sheet.cell(at, 1).alignment = style.font(size, name=face), style.aligned(side)
        sheet.merge_cells(f"A{at}:{last}{at}")
        sheet.row_dimensions[at].height = style.row_height([(text, wide)], size, 22)
    looks, bold = style.Looks(), style.font(_SIZE, name=style.TITLE_FONT)
    for index, (header, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        fill = style.CLERK_FILL if header in _CLERKS else style.HEADER_FILL
        looks.dress(sheet.cell(3, index), bold, style.aligned("center"), style.BLACK_GRID, fill)
        style.put_text(sheet.cell(3, index), header)
    sheet.row_dimensions[3].height = 24
    for at, line in enumerate(lines, 4):
        for index, ((header, _), value) in enumerate(zip(columns, line, strict=True), 1):
            cell = sheet.cell(at, index)
            side = "center" if header in _CENTRED else "left"
            looks.dress(cell, style.font(_SIZE), style.aligned(side), style.BLACK_GRID)
            if isinstance(value, int):
                cell.value = value
            else:
                style.put_text(cell, value)
        texts = [(str(value), width) for (_, width), value in zip(columns, line, strict=True)]
        sheet.row_dimensions[at].height = style.row_height(texts, _SIZE, 22)
    style.print_landscape(sheet, last, max(3, len(lines) + 3))
