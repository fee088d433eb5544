"""Owns the XML of a native Word chart: plot, axes, legend and texts, with the numbers cached beside their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from qdoc.render.chart_workbook import SHEET
from qdoc.render.page import RELATIONSHIPS
from qdoc.returns.addresses import column_letters

if TYPE_CHECKING:
    from qdoc.render.charts import Chart

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
# Told apart in black and white too: dark and light in turn (our own choice, no standard says any).
_COLOURS = ("1F4E79", "D98E04", "7F7F7F", "C00000", "8FB4D9", "3B7D23", "F2C879", "595959")
_STACKED, _LYING = frozenset({"stacked", "stacked_bar"}), frozenset({"bar", "stacked_bar"})
_AXES = '<c:axId val="111111101"/><c:axId val="111111102"/>'


def chart_xml(chart: Chart, workbook: str) -> bytes:
    """The part that Word draws; ``workbook`` is the relationship to the numbers' workbook."""
    plot = _plot(chart)
    legend = len(chart.series) > 1 or chart.kind == "pie"
    title = _title(chart) if chart.title else ""
    text = _texts(chart.font, chart.size_pt)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{RELATIONSHIPS}"><c:date1904 val="0"/>'
        f'<c:lang val="zh-CN"/><c:roundedCorners val="0"/><c:chart>{title}<c:autoTitleDeleted val="{int(not title)}"/>'
        f"<c:plotArea><c:layout/>{plot}</c:plotArea>"
        + ('<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if legend else "")
        + '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{text}</a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def _fonts(font: str) -> str:
    name = escape(font, {'"': "&quot;"})
    return f'<a:latin typeface="{name}"/><a:ea typeface="{name}"/><a:cs typeface="{name}"/>'


def _texts(font: str, points: float, bold: bool = False) -> str:
    return (
        f'<a:defRPr sz="{round(points * 100)}" b="{int(bold)}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
        f"{_fonts(font)}</a:defRPr>"
    )


def _title(chart: Chart) -> str:
    points = round(chart.size_pt * 120)
    run = f'<a:rPr lang="zh-CN" sz="{points}" b="0">{_fonts(chart.title_font)}</a:rPr><a:t>{escape(chart.title)}</a:t>'
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f"{_texts(chart.title_font, chart.size_pt * 1.2)}</a:pPr><a:r>{run}</a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def _plot(chart: Chart) -> str:
    series = "".join(_series(chart, index) for index in range(len(chart.series)))
    if chart.kind == "pie":
        return f'<c:pieChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/></c:pieChart>'
    if chart.kind == "line":
        drawn = (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{_AXES}'
            "</c:lineChart>"
        )
    else:
        stacked = chart.kind in _STACKED
        drawn = (
            f'<c:barChart><c:barDir val="{"bar" if chart.kind in _LYING else "col"}"/>'
            f'<c:grouping val="{"stacked" if stacked else "clustered"}"/><c:varyColors val="0"/>{series}'
            f'<c:gapWidth val="80"/><c:overlap val="{100 if stacked else 0}"/>{_AXES}</c:barChart>'
        )
    return drawn + _axes(chart)


def _axes(chart: Chart) -> str:
    across, up = ("l", "b") if chart.kind in _LYING else ("b", "l")
    # A bar chart is read from the top: the first category stands there, as in the table it is drawn from.
    order = "maxMin" if chart.kind in _LYING else "minMax"
    crosses = "max" if chart.kind in _LYING else "autoZero"
    line = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{}"/></a:solidFill></a:ln></c:spPr>'
    return (
        f'<c:catAx><c:axId val="111111101"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{across}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line.format("595959")}'
        '<c:crossAx val="111111102"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="111111102"/><c:scaling><c:orientation val="minMax"/>{_least(chart)}</c:scaling>'
        '<c:delete val="0"/>'
        f'<c:axPos val="{up}"/><c:majorGridlines>{line.format("D9D9D9")}</c:majorGridlines>{_axis_title(chart)}'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:crossAx val="111111101"/><c:crosses val="{crosses}"/>'
        f'<c:crossBetween val="between"/>{_step(chart)}</c:valAx>'
    )


def _numbers(chart: Chart) -> list[float]:
    """The heights of the columns or points: of stacked ones what stands on one another together."""
    if chart.kind in _STACKED:
        return [sum(float(each or 0) for each in column) for column in zip(*(n for _, n in chart.series), strict=True)]
    return [float(each) for _, numbers in chart.series for each in numbers if each is not None]


def _least(chart: Chart) -> str:
    """Bars begin at nothing: a cut axis would make small differences look large."""
    return "" if chart.kind == "line" or any(each < 0 for each in _numbers(chart)) else '<c:min val="0"/>'


def _step(chart: Chart) -> str:
    """Few whole things are counted one by one."""
    whole = all(float(each).is_integer() for _, numbers in chart.series for each in numbers if each is not None)
    return '<c:majorUnit val="1"/>' if whole and max(_numbers(chart), default=0) <= 10 else ""


def _axis_title(chart: Chart) -> str:
    if not chart.unit:
        return ""
    run = f'<a:rPr lang="zh-CN" b="0">{_fonts(chart.font)}</a:rPr><a:t>{escape(chart.unit)}</a:t>'
    turned = "" if chart.kind in _LYING else ' rot="0" vert="horz"'
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr>{_texts(chart.font, chart.size_pt)}"
        f'</a:pPr><a:r>{run}</a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _series(chart: Chart, index: int) -> str:
    name, numbers = chart.written()[index]
    letters, last = column_letters(index + 1), len(chart.categories) + 1
    colour = _COLOURS[index % len(_COLOURS)]
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    look, points, tail = f"<c:spPr>{fill}</c:spPr>", "", ""
    if chart.kind == "line":
        look = f'<c:spPr><a:ln w="22225" cap="rnd">{fill}<a:round/></a:ln></c:spPr><c:marker><c:symbol val="circle"/>'
        look += f'<c:size val="6"/><c:spPr>{fill}<a:ln>{fill}</a:ln></c:spPr></c:marker>'
        tail = '<c:smooth val="0"/>'
    elif chart.kind == "pie":
        look = ""
        points = "".join(
            f'<c:dPt><c:idx val="{at}"/><c:bubble3D val="0"/><c:spPr><a:solidFill><a:srgbClr val="'
            f'{_COLOURS[at % len(_COLOURS)]}"/></a:solidFill><a:ln w="12700"><a:solidFill><a:srgbClr val="FFFFFF"/>'
            "</a:solidFill></a:ln></c:spPr></c:dPt>"
            for at in range(len(numbers))
        )
    elif chart.kind != "pie":
        look += '<c:invertIfNegative val="0"/>'
    categories = "".join(_point(at, text) for at, text in enumerate(chart.categories))
    values = "".join(_point(at, text) for at, text in enumerate(numbers) if text is not None)
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>{SHEET}!${letters}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/>{_point(0, name)}</c:strCache></c:strRef></c:tx>{look}{points}'
        f"{_labels(chart, index)}<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>"
        f'<c:ptCount val="{len(numbers)}"/>{categories}</c:strCache></c:strRef></c:cat><c:val><c:numRef>'
        f"<c:f>{SHEET}!${letters}$2:${letters}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(numbers)}"/>{values}</c:numCache></c:numRef></c:val>{tail}</c:ser>'
    )


def _point(at: int, text: str) -> str:
    return f'<c:pt idx="{at}"><c:v>{escape(text)}</c:v></c:pt>'


def _labels(chart: Chart, index: int) -> str:
    places = {"pie": "outEnd", "line": "tb"[index % 2], "stacked": "ctr", "stacked_bar": "ctr"}
    share = int(chart.kind == "pie")
    inside = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>' if chart.kind in _STACKED else ""
    text = ""
    if inside:
        size = round(chart.size_pt * 90)
        # A part of nothing has no number in the bar: it would stand on its neighbour's.
        text = '<c:numFmt formatCode="0;-0;;@" sourceLinked="0"/>'
        text += f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}">{inside}{_fonts(chart.font)}'
        text += '</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    shown = int(chart.labels)
    share *= shown
    return (
        f'<c:dLbls>{text}<c:dLblPos val="{places.get(chart.kind, "outEnd")}"/><c:showLegendKey val="0"/>'
        f'<c:showVal val="{shown}"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="{share}"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
    )
