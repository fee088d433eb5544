"""Owns 年度脉络.xlsx: a line a thread, the years beside each other, the figures as series with native charts."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.chart import LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qdoc.compare.lineage import Lineage
from qdoc.compare.series import Series
from qdoc.render import sheet_style as style
from qdoc.render.table_book import Table, Value, fill_table
from qdoc.render.trend_rows import ThreadRow, figure_words, summary_words, thread_rows, year_names
from qdoc.render.workbook_parts import settled

_NO_DATE = datetime(2000, 1, 1)
_MOST_CHARTS = 40
_ACROSS, _DOWN, _WIDE, _HIGH, _TALL = 2, 2, 8, 16, 7.2  # charts a page; columns and rows of each; centimetres


def trend_xlsx(lineage: Lineage, words: Sequence[Mapping[str, str]], *, quote: Callable[[str], str] = str) -> bytes:
    """Write the workbook: sheets 脉络, 指标, and 图表 where a figure changed.

    Args:
        lineage: the years.
        words: task id → wording, a mapping a year.
        quote: how a quotation prints.

    Returns:
        An .xlsx; whatever a text begins with it is no formula. The same input gives the same bytes.
    """
    rows, names = thread_rows(lineage, words, quote), year_names(lineage)
    title = f"{names[0]}至{names[-1]}工作要点年度脉络"
    book = Workbook()
    book.properties.creator, book.properties.title = "qdoc", title
    book.properties.created = _NO_DATE
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined]  # the font that column widths are counted in
    normal.font = Font(name="Arial", size=10)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill_table(sheet, _threads(title, summary_words(lineage), rows, names))
    series = [(row, one) for row in rows for one in row.thread.series]
    series.sort(key=lambda pair: not pair[1].drawn)  # those with a chart first
    figures = book.create_sheet()
    fill_table(figures, _figures(series, names))
    drawn = [one for _, one in series if one.drawn][:_MOST_CHARTS]
    if drawn:
        _draw(book.create_sheet("图表"), figures, series[: len(drawn)], len(names))
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _threads(title: str, told: str, rows: Sequence[ThreadRow], names: Sequence[str]) -> Table:
    columns: list[tuple[str, float]] = [("序号", 6), ("脉络", 24)]
    for at, name in enumerate(names):
        if at:
            columns.append((f"至{name}的变化", 14))
        columns += [(f"{name}任务", 36), (f"{name}单位", 18)]
    columns.append(("单位变化", 34))
    lines = []
    for row in rows:
        cells: list[Value] = [row.number, row.name]
        for at, tasks in enumerate(row.tasks):
            if at:
                cells.append(row.steps[at - 1])
            cells += ["\n".join(line.words for line in tasks) or "—", row.units[at] or "—"]
        lines.append((*cells, "\n".join(row.hands)))
    note = f"{told}单位是牵头（责任）单位，只列原文写明或已确认的；因机构改革更名的不算换单位。"
    note += "待核的对应关系请用 qdoc compare 逐年核对，核对好的对照.xlsx 用 qdoc trend 的 --pairs 带进来。"
    centred = frozenset({"序号", *(name for name, _ in columns if name.endswith("变化") and name.startswith("至"))})
    return Table("脉络", title, note, tuple(columns), tuple(lines), centred)


def _figures(series: Sequence[tuple[ThreadRow, Series]], names: Sequence[str]) -> Table:
    columns = [("序号", 6), ("脉络", 26), ("指标", 26), ("单位", 8), *((name, 11) for name in names)]
    columns += [(f"{name}原话", 30) for name in names]
    lines: list[tuple[Value, ...]] = []
    for row, one in series:
        shown: list[Value] = [
            value if value is not None else figure_words(point)
            for value, point in zip(one.values, one.points, strict=True)
        ]
        said = [point.quote if point else "" for point in one.points]
        lines.append((row.number, row.name, one.name, one.unit or "", *shown, *said))
    note = "数值照原文；区间写下限，单位不同的连单位写出，不画进图。数值有变化的排在前面，图在“图表”。"
    return Table("指标", "指标逐年变化", note, tuple(columns), tuple(lines), frozenset({"序号", "单位", *names}))


def _draw(sheet: Worksheet, figures: Worksheet, series: Sequence[tuple[ThreadRow, Series]], years: int) -> None:
    """A line chart a series, drawn from the cells of 指标."""
    style.put_text(sheet.cell(1, 1), "指标逐年变化图（数据在“指标”表）")
    sheet.cell(1, 1).font = style.font(14, name=style.TITLE_FONT)
    first = 5  # the column of the first year
    for at, (row, one) in enumerate(series):
        chart = LineChart()
        chart.title = _titled(f"{row.name}：{one.name}" + (f"（{one.unit}）" if one.unit else ""))
        chart.height, chart.width = _TALL, 15
        chart.legend = None
        line = at + 4
        chart.add_data(Reference(figures, min_col=first, max_col=first + years - 1, min_row=line), from_rows=True)
        chart.set_categories(Reference(figures, min_col=first, max_col=first + years - 1, min_row=3))
        drawn = chart.series[0]
        drawn.marker.symbol, drawn.marker.size, drawn.smooth = "circle", 7, False
        drawn.graphicalProperties.line.solidFill = "2F5D8A"
        drawn.dLbls = DataLabelList()
        drawn.dLbls.showVal, drawn.dLbls.position = True, "t"
        drawn.dLbls.showSerName = drawn.dLbls.showCatName = drawn.dLbls.showLegendKey = False
        chart.x_axis.delete = chart.y_axis.delete = False
        if at and at % (_ACROSS * _DOWN) == 0:
            sheet.row_breaks.append(Break(id=2 + at // _ACROSS * _HIGH))
        place = f"{get_column_letter(1 + at % _ACROSS * (_WIDE + 1))}{3 + at // _ACROSS * _HIGH}"
        sheet.add_chart(chart, place)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    style.number_pages(sheet)


def _titled(text: str) -> Title:
    """A chart's title in the size of its labels, beside the plot and not over it."""
    size = CharacterProperties(sz=1100, b=True)
    line = Paragraph(pPr=ParagraphProperties(defRPr=size), r=[RegularTextRun(rPr=size, t=style.clean_text(text))])
    return Title(tx=Text(rich=RichText(p=[line])), overlay=False)
