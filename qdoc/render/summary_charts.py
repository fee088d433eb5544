"""Owns how the summary's charts are drawn: one scale of type, as high as their categories need, a caption each."""

from __future__ import annotations

from qdoc.render.charts import Chart
from qdoc.summary import ChartData, Summary
from qdoc.summary.graphs import as_number

_BAR_MM, _FRAME_MM = 6.5, 24.0
_PLACES = {"themes": "主题", "periods": "进度", "metrics": "指标"}


def drawn(summary: Summary) -> dict[str, list[dict[str, object]]]:
    """Each chart at its place in the text (none or one), numbered in the order of the document."""
    found: dict[str, list[dict[str, object]]] = {place: [] for place in _PLACES.values()}
    for number, data in enumerate(summary.charts, 1):
        found[_PLACES[data.name]].append({"图": _chart(data), "题": f"图{number}　{data.title}（{data.unit}）"})
    return found


def _chart(data: ChartData) -> Chart:
    bars = len(data.categories) * (1.2 if data.kind == "stacked_bar" else 1.5)
    height = 65.0 if data.kind == "line" else _FRAME_MM + _BAR_MM * bars
    series = tuple((name, tuple(as_number(figure) for figure in figures)) for name, figures in data.series)
    return Chart(data.kind, "", data.categories, series, height_mm=height, told_as=data.title, size_pt=9.0)
