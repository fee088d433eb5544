"""Owns what the terminal says of where a ledger stands: counts by unit, overdue items, who has not reported, points."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from qdoc.asking import period_name
from qdoc.cli.clean import one_line
from qdoc.cli.terminal import hanging
from qdoc.status import ItemStatus, Judgement, PeriodReturns, ScoreSheet, StatusReport, Tally

_OVERDUE, _UNITS = 12, 20
_HEADS = {
    "已完成": "完成",
    "超进度": "超",
    "达进度": "达",
    "欠进度": "欠",
    "未启动": "未启",
    "不适用": "不适",
    "未填报": "未报",
}
_STYLES = {"红": "red", "黄": "yellow", "绿": "green", "蓝": "blue"}


def show_report(console: Console, report: StatusReport) -> None:
    """Print the counts, the table of units (worst first), what is overdue or near, and who has not reported."""
    title = report.head.plan_title or report.head.notice_title or report.head.source_name
    console.print(Text(one_line(title), style="bold"))
    total = report.total
    counted = "、".join(f"{report.rules.name(each)} {total.count(each)}" for each in Judgement if total.count(each))
    console.print(hanging(Text(f"截至 {report.as_of}："), f"{total.total} 条事项，{counted}", console.width))
    lights = "　".join(f"{colour} {total.light(colour)}" for colour, _ in report.rules.lights.colours)
    console.print(Text(f"亮灯：{lights}　不亮灯 {total.light('')}　逾期 {total.overdue}"))
    console.print()
    console.print(_table(report))
    if len(report.units) > _UNITS:
        console.print(Text(f"  另有 {len(report.units) - _UNITS} 个单位，见 --json", style="dim"))
    _items(console, "逾期", report.overdue)
    _items(console, f"{report.rules.near} 天内到期", report.near)
    _silent(console, report)
    if report.returns is not None:
        _show_returns(console, report.returns)
    console.print()
    for sentence in report.rules.sentences:
        console.print(hanging(Text("规则  ", style="dim"), one_line(sentence), console.width, "dim"))
    console.print()


def _table(report: StatusReport) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("单位", max_width=22, overflow="ellipsis", no_wrap=True)
    names = ["合计", *(_HEADS[each.value] for each in Judgement)]
    names += [colour for colour, _ in report.rules.lights.colours] + ["逾期"]
    for name in names:
        table.add_column(name, justify="right", no_wrap=True)
    for one in report.units[:_UNITS]:
        table.add_row(*_cells(one.tally, report))
    table.add_row(*_cells(report.total, report), style="bold")
    return table


def _cells(tally: Tally, report: StatusReport) -> list[Text]:
    name = one_line(tally.name) + (f"（建议{tally.suggested}）" if tally.suggested else "")
    cells = [Text(name), Text(str(tally.total))]
    cells += [_number(tally.count(each)) for each in Judgement]
    cells += [_number(tally.light(colour), _STYLES.get(colour, "")) for colour, _ in report.rules.lights.colours]
    return [*cells, _number(tally.overdue)]


def _number(count: int, style: str = "") -> Text:
    return Text(str(count), style=style) if count else Text("·", style="dim")


def _items(console: Console, what: str, items: Sequence[ItemStatus]) -> None:
    if not items:
        return
    console.print()
    console.print(Text(f"{what} {len(items)} 条", style="bold"))
    for item in items[:_OVERDUE]:
        days = item.days or 0
        when = f"逾期{-days}天" if days < 0 else f"剩{days}天" if days else "当日到期"
        units = "、".join(f"{unit}（建议，待确认）" if unit in item.suggested else unit for unit in item.units)
        head = Text(f"  第{item.serial}条 {when}　", style="red" if days < 0 else "yellow")
        words = f"{item.number}{item.text.rstrip('。')}　{units or '待指定'}　{item.status or '未填报'}"
        words += "（核查未通过）" if item.sent_back else ""
        console.print(hanging(head, one_line(words), console.width))
    if len(items) > _OVERDUE:
        console.print(Text(f"  另有 {len(items) - _OVERDUE} 条", style="dim"))


def _silent(console: Console, report: StatusReport) -> None:
    rows = report.unreported
    console.print()
    if not rows:
        console.print(Text("没有未填报的事项。", style="green"))
        return
    console.print(Text(f"未填报 {len(rows)} 条", style="bold"))
    names = "、".join(f"{one_line(one.unit)} {one.unreported}/{one.tally.total}" for one in report.silent)
    adrift = sum(not item.units for item in rows)
    told = [names] if names else []
    told += [f"待指定单位的 {adrift} 条"] if adrift else []
    told += [f"单位已交表、办理状态没有填的 {len(report.incomplete)} 条"] if report.incomplete else []
    console.print(hanging(Text("  "), "；".join(told), console.width))


def _show_returns(console: Console, returns: PeriodReturns) -> None:
    """Print who has not returned for the period, all of them by name, and who answered only some rows."""
    console.print()
    missing, name = returns.missing, period_name(returns.period)
    told = f"，没有交的 {len(missing)} 个" if missing else "，都交了"
    console.print(Text(f"{name}填报：{len(returns.units)} 个单位中交了 {len(returns.returned)} 个{told}", style="bold"))
    if missing:
        names = "、".join(f"{one_line(one.unit)} {one.asked} 条" for one in missing)
        console.print(hanging(Text("  没有交　", style="red"), names, console.width))
    if returns.partly:
        names = "、".join(f"{one_line(one.unit)} {one.answered}/{one.asked}" for one in returns.partly)
        console.print(hanging(Text("  没有填全　", style="yellow"), names, console.width))


def show_scores(console: Console, sheet: ScoreSheet) -> None:
    """Print the rules with their basis and the totals by unit."""
    console.print(Text(f"考核计分，截至 {sheet.as_of}", style="bold"))
    for rule in sheet.rules:
        by_hand = "；台账算不出，由人评定" if rule in sheet.by_hand else ""
        console.print(
            hanging(Text("  "), one_line(f"{rule.name} {rule.points:+f}（{rule.basis}）{by_hand}"), console.width)
        )
    console.print()
    for unit, lines, points in sheet.totals:
        if not lines:
            continue
        console.print(hanging(Text("  "), one_line(f"{unit}：{lines} 处，{points:+f} 分"), console.width))
    open_lines = sum(bool(line.withheld) for line in sheet.lines)
    if not sheet.totals:
        console.print(Text("  没有符合计分规则的事项。"))
    if open_lines:
        told = f"另有 {open_lines} 处暂不计分（建议待确认、群组没有展开或数值待核），见“明细”"
        console.print(hanging(Text("  "), told, console.width, "yellow"))
