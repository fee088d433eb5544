"""Owns 核对结果.xlsx: one line a finding, counts by rule and by file, who/what/how much/by when, and units' loads."""

from __future__ import annotations

from collections.abc import Sequence

from qdoc.check import Finding
from qdoc.check.document import Checked
from qdoc.check.select import LEVELS
from qdoc.errors import QdocError
from qdoc.render.table_book import Table, Value, tables_xlsx

_FOUND = (
    *(("序号", 6), ("文件", 32), ("级别", 7), ("规则", 8), ("名称", 16), ("位置", 14), ("原文", 26), ("问题", 34)),
    *(("改为", 16), ("依据", 28), ("怎么办", 28)),
)
_RULES = (("规则", 10), ("名称", 24), ("级别", 8), ("文件数", 9), ("处数", 9), ("依据", 48), ("怎么办", 56))
_FILES = (("序号", 6), ("文件", 44), ("文种", 10), ("错误", 8), ("警告", 8), ("提示", 8), ("任务", 8), ("说明", 56))
_TASKS = (
    *(("序号", 6), ("文件", 34), ("任务", 50), ("责任单位", 11), ("可核对的动作", 14), ("量化指标", 11)),
    *(("完成时限", 11), ("得分", 8)),
)
_UNITS = (("序号", 6), ("文件", 40), ("单位", 44), ("牵头、负责", 14), ("配合", 12), ("任务平均得分", 16))
_CENTRED = frozenset(
    (
        *("序号", "级别", "规则", "文种", "错误", "警告", "提示", "文件数", "处数", "责任单位"),
        *("可核对的动作", "量化指标", "完成时限", "得分", "牵头、负责", "配合", "任务平均得分"),
    )
)
_ASKED = ("责任单位", "可核对的动作", "量化指标", "完成时限")
_LAYOUT = "只查了文字：版面要看 .docx"


def check_xlsx(checked: Sequence[Checked], refused: Sequence[QdocError] = ()) -> bytes:
    """Return the workbook: sheets 逐条, 统计, 文件, 方案可操作性, 单位任务量.

    Files that could not be read stand in 文件. Whatever a quotation begins with it is text and no formula. The same
    findings give the same bytes.
    """
    found = [(one, each) for one in checked for each in _in_order(one.findings)]
    counts = {level: sum(each.severity is level for _, each in found) for level in LEVELS}
    total = "，".join(f"{level.label} {count} 处" for level, count in counts.items())
    head = f"{len(checked)} 份文件：{total}。" + (f"另有 {len(refused)} 份读不了，见“文件”。" if refused else "")
    each = "只看文中写明的：“有”是写了，“—”是没有写；建议的单位不算。满分 4 分。"
    tables = (
        Table("逐条", "核对结果", head, _FOUND, tuple(_lines(found)), _CENTRED),
        Table("统计", "各规则的处数", head, _RULES, tuple(_by_rule(found)), _CENTRED),
        Table("文件", "各文件的处数", head, _FILES, tuple(_by_file(checked, refused)), _CENTRED | {"任务"}),
        Table("方案可操作性", "方案可操作性", each, _TASKS, tuple(_tasks(checked)), _CENTRED),
        Table(
            "单位任务量", "单位任务量", "按文中写明的单位计，统称按统称计。", _UNITS, tuple(_units(checked)), _CENTRED
        ),
    )
    return tables_xlsx("核对结果", tables)


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    """By severity, then by place as they come."""
    return sorted(findings, key=lambda one: LEVELS.index(one.severity))


def _lines(found: Sequence[tuple[Checked, Finding]]) -> list[tuple[Value, ...]]:
    lines: list[tuple[Value, ...]] = []
    for number, (one, each) in enumerate(found, 1):
        rule, after = each.rule, each.fix.after or "（删去）" if each.fix else ""
        told = (each.place, each.quote, each.message, after, rule.origin, rule.do)
        lines.append((number, one.name, each.severity.label, rule.id, rule.name, *told))
    return lines


def _by_rule(found: Sequence[tuple[Checked, Finding]]) -> list[tuple[Value, ...]]:
    lines: list[tuple[Value, ...]] = []
    for level in LEVELS:
        mine = [(one, each) for one, each in found if each.severity is level]
        for rule in sorted({each.rule.id: each.rule for _, each in mine}.values(), key=lambda rule: rule.id):
            hits = [one.name for one, each in mine if each.rule.id == rule.id]
            lines.append((rule.id, rule.name, level.label, len(set(hits)), len(hits), rule.origin, rule.do))
    return lines


def _by_file(checked: Sequence[Checked], refused: Sequence[QdocError]) -> list[tuple[Value, ...]]:
    lines: list[tuple[Value, ...]] = [
        (one.name, one.genre, *(one.count(level) for level in LEVELS), len(one.scores), "" if one.laid_out else _LAYOUT)
        for one in checked
    ]
    lines += [
        (one.file or "", "", "", "", "", "", "读不了：" + "；".join(filter(None, (one.message, one.hint))))
        for one in refused
    ]
    return [(number, *line) for number, line in enumerate(lines, 1)]


def _tasks(checked: Sequence[Checked]) -> list[tuple[Value, ...]]:
    lines = [
        (one.name, score.name, *("—" if name in score.lacks else "有" for name in _ASKED), score.points)
        for one in checked
        for score in one.scores
    ]
    return [(number, *line) for number, line in enumerate(lines, 1)]


def _units(checked: Sequence[Checked]) -> list[tuple[Value, ...]]:
    lines = [
        (one.name, load.unit, load.leads, load.supports, round(load.points, 1)) for one in checked for load in one.loads
    ]
    return [(number, *line) for number, line in enumerate(lines, 1)]
