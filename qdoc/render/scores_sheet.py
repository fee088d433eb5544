"""Owns 考核计分表.xlsx: totals by unit, every point with its ledger row, reason and basis, and the rules."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.render import sheet_style as style
from qdoc.render.workbook_parts import settled
from qdoc.status import ScoreSheet
from qdoc.status.rules import ScoreRule

_SIZE = 10.5
_TOTALS = (("序号", 6), ("单位", 34), ("计分处数", 12), ("合计分", 12), ("备注", 60))
_LINES = (
    *(("序号", 6), ("单位", 22), ("台账序号", 9), ("识别码", 20), ("任务", 26), ("规则", 14), ("分值", 8)),
    *(("计分", 8), ("理由", 66), ("依据", 36)),
)
_RULES = (("序号", 6), ("规则", 22), ("分值", 10), ("依据", 60), ("怎样计", 50))
_CENTRED = frozenset({"序号", "台账序号", "规则", "分值", "计分", "计分处数", "合计分"})
_Value = str | int | float


def scores_xlsx(sheet: ScoreSheet) -> bytes:
    """Return the workbook: sheets 合计, 明细, 规则; the same sheet gives the same bytes.

    Lines that are withheld (a suggested unit, a group nobody expanded) have no points in 计分. Texts are no formulas.
    """
    book = Workbook()
    book.properties.creator, book.properties.title = "qdoc", "考核计分表"
    book.properties.created = datetime(2000, 1, 1)
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined]  # the font that column widths are counted in
    normal.font = Font(name="Arial", size=10)
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "合计"
    name = sheet.head.plan_title or sheet.head.notice_title or sheet.head.source_name
    upto = f"台账记载截至{sheet.as_of}。每一分都在“明细”里，对应台账的一行。"
    _fill(first, f"{name}考核计分表", upto, _TOTALS, _totals(sheet))
    lines = [
        (
            *(number, one.unit, one.serial, one.row_key, one.task, one.rule, float(one.points)),
            f"暂不计（{one.withheld}）" if one.withheld else float(one.points),
            one.reason,
            one.basis,
        )
        for number, one in enumerate(sheet.lines, 1)
    ]
    note = "一行一处：哪个单位、台账哪一行、按哪条规则、为什么。单位出自建议、群组没有展开到单位的，暂不计分。"
    _fill(book.create_sheet("明细"), "计分明细", note, _LINES, lines)
    rules = [
        (number, rule.name, float(rule.points), rule.basis, _how(rule, sheet))
        for number, rule in enumerate(sheet.rules, 1)
    ]
    note = "取自 单位信息.xlsx 的“规则”，没有写明依据的不用。"
    _fill(book.create_sheet("规则"), "计分规则", note, _RULES, rules)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _totals(sheet: ScoreSheet) -> list[tuple[_Value, ...]]:
    waiting = {unit: sum(one.unit == unit and bool(one.withheld) for one in sheet.lines) for unit, _, _ in sheet.totals}
    by_hand = f"另有由人评定的：{'、'.join(rule.name for rule in sheet.by_hand)}" if sheet.by_hand else ""
    lines: list[tuple[_Value, ...]] = []
    for number, (unit, count, points) in enumerate(sheet.totals, 1):
        open_lines = f"{waiting[unit]} 处暂不计，见明细" if waiting[unit] else ""
        lines.append((number, unit, count, float(points), "；".join(filter(None, (open_lines, by_hand)))))
    return lines


def _how(rule: ScoreRule, sheet: ScoreSheet) -> str:
    return "台账算不出，由人评定：【待补：得分】" if rule in sheet.by_hand else "按台账逐行计"


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
    looks = style.Looks()
    for index, (header, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        cell = sheet.cell(3, index)
        bold = style.font(_SIZE, name=style.TITLE_FONT)
        looks.dress(cell, bold, style.aligned("center"), style.BLACK_GRID, style.HEADER_FILL)
        style.put_text(cell, header)
    sheet.row_dimensions[3].height = 24
    for at, line in enumerate(lines, 4):
        for index, ((header, _), value) in enumerate(zip(columns, line, strict=True), 1):
            cell = sheet.cell(at, index)
            side = "center" if header in _CENTRED else "left"
            looks.dress(cell, style.font(_SIZE), style.aligned(side), style.BLACK_GRID)
            if isinstance(value, str):
                style.put_text(cell, value)
            else:
                cell.value = value
        texts = [(str(value), width) for (_, width), value in zip(columns, line, strict=True)]
        sheet.row_dimensions[at].height = style.row_height(texts, _SIZE, 22)
    style.print_landscape(sheet, last, max(3, len(lines) + 3))
