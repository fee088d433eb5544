"""Owns native Word charts: what a chart shows, checked, and how it becomes a drawing, a part and a workbook.

A template of an office may carry no embedded object (promise 6). The workbook behind a chart is none of its making: it
is written here, number by number, from the chart's own values, and holds neither formulas nor macros nor links.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import SupportsFloat

from qdoc.errors import UsageError
from qdoc.render.chart_workbook import chart_workbook
from qdoc.render.chart_xml import chart_xml
from qdoc.render.drawings import EMU, TYPE_AREA_MM, inline_run
from qdoc.render.page import RELATIONSHIPS
from qdoc.render.template_parts import Placed, current
from qdoc.render.template_values import clean_text

KINDS = {
    "column": "柱形图", "stacked": "堆积柱形图", "bar": "条形图", "stacked_bar": "堆积条形图", "line": "折线图",
    "pie": "饼图",
}  # fmt: skip
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Chart(Placed):
    """A chart as a template's value: ``{{ 图表 }}`` puts it into the line, ``{{p 图表 }}`` into a paragraph of its own.

    Args:
        kind: column, stacked, bar, stacked_bar, line or pie. title: above the plot, none where empty.
        told_as: what it is called where it is told in words and has no title (a caption stands under it).
        categories: the words along the axis. series: each a name and one number a category; None leaves a gap.
        width_mm, height_mm: the size in print. unit: what the numbers count, beside the axis.
        labels: whether the numbers (in a pie with their shares) stand at the marks.
        font, title_font: for Chinese and Western signs alike. size_pt: of the texts, in points (五号 is 10.5).

    Raises UsageError where the numbers do not fit the categories, are not finite, or a pie has not one series of
    numbers not below zero.
    """

    kind: str
    title: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[int | float | None, ...]], ...]
    width_mm: float = 150.0
    height_mm: float = 80.0
    unit: str = ""
    labels: bool = True
    font: str = "仿宋_GB2312"
    title_font: str = "黑体"
    size_pt: float = 10.5
    told_as: str = ""

    def __post_init__(self) -> None:
        name = f"图表“{self.title or self.told_as}”"
        if self.kind not in KINDS:
            raise UsageError(f"{name}的种类“{self.kind}”不认识，可用：{'、'.join(KINDS)}")
        if not self.categories or not self.series:
            raise UsageError(f"{name}没有数据")
        if not (0 < self.width_mm <= TYPE_AREA_MM * 2 and 0 < self.height_mm <= TYPE_AREA_MM * 2):
            raise UsageError(f"{name}的尺寸 {self.width_mm}×{self.height_mm} 毫米不能使用")
        if not 1 <= self.size_pt <= 100:
            raise UsageError(f"{name}的字号 {self.size_pt} 磅不能使用")
        for label, numbers in self.series:
            if len(numbers) != len(self.categories):
                raise UsageError(f"{name}的“{label}”有 {len(numbers)} 个数，类别有 {len(self.categories)} 个")
            if any(number is not None and not _is_number(number) for number in numbers):
                raise UsageError(f"{name}的“{label}”里有不是数的值")
        if self.kind == "pie" and (len(self.series) != 1 or any((each or 0) < 0 for each in self.series[0][1])):
            raise UsageError(f"{name}是饼图，只能有一组不小于零的数")

    def __str__(self) -> str:
        return self.title or self.told_as

    def written(self) -> tuple[tuple[str, tuple[str | None, ...]], ...]:
        """The series as they stand in the chart and in its workbook: names in one line, numbers in digits."""
        return tuple((clean_text(name), tuple(map(_digits, numbers))) for name, numbers in self.series)

    def told(self) -> str:
        """What the chart shows, in words: its alternative text."""
        lines = []
        for name, numbers in self.written():
            pairs = zip(self.categories, numbers, strict=True)
            lines.append(f"{name}：" + "，".join(f"{category} {number or '无数据'}" for category, number in pairs))
        unit = f"（{self.unit}）" if self.unit else ""
        return f"{KINDS[self.kind]}“{self}”{unit}。" + "；".join(lines)

    def runs(self, base: str) -> str:
        """The run with the drawing; chart and workbook become parts of the package."""
        parts = current()
        plain = self.cleaned()
        book = chart_workbook(plain.categories, plain.written())
        # A new part has no other relationships: the first key is known before the part is.
        name = parts.add("word/charts", "xml", chart_xml(plain, "rIdq1"), _CHART)
        parts.relate(parts.add("word/embeddings", "xlsx", book, _WORKBOOK), f"{RELATIONSHIPS}/package", owner=name)
        key = parts.relate(name, f"{RELATIONSHIPS}/chart")
        graphic = f'<c:chart xmlns:c="{_C}" xmlns:r="{RELATIONSHIPS}" r:id="{key}"/>'
        size = round(self.width_mm * EMU), round(self.height_mm * EMU)
        return inline_run(base, parts.fresh_id(), "图表", self.told(), size, _C, graphic)

    def cleaned(self) -> Chart:
        """The same with titles and categories as XML can hold them, in one line each."""
        return replace(
            self,
            title=clean_text(self.title),
            told_as=clean_text(self.told_as),
            categories=tuple(map(clean_text, self.categories)),
            unit=clean_text(self.unit),
            font=clean_text(self.font),
            title_font=clean_text(self.title_font),
        )


def _is_number(value: object) -> bool:
    """Whether ``value`` is a number that Word can hold (a double, not infinite)."""
    try:
        return isinstance(value, SupportsFloat) and math.isfinite(value)
    except (OverflowError, TypeError):
        return False


def _digits(number: int | float | None) -> str | None:
    if number is None:
        return None
    return str(int(number)) if float(number).is_integer() and abs(number) < 1e15 else repr(float(number))
