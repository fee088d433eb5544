"""Owns 考核计分表.xlsx: totals by unit, every point with its ledger row, reason and basis, and the rules."""

from __future__ import annotations

from qdoc.render.table_book import Table, Value, tables_xlsx
from qdoc.status import ScoreSheet
from qdoc.status.rules import ScoreRule

_TOTALS = (("序号", 6), ("单位", 34), ("计分处数", 12), ("合计分", 12), ("备注", 60))
_LINES = (
    *(("序号", 6), ("单位", 22), ("台账序号", 9), ("识别码", 20), ("任务", 26), ("规则", 14), ("分值", 8)),
    *(("计分", 8), ("理由", 66), ("依据", 36)),
)
_RULES = (("序号", 6), ("规则", 22), ("分值", 10), ("依据", 60), ("怎样计", 50))
_CENTRED = frozenset({"序号", "台账序号", "规则", "分值", "计分", "计分处数", "合计分"})


def scores_xlsx(sheet: ScoreSheet) -> bytes:
    """Return the workbook: sheets 合计, 明细, 规则; the same sheet gives the same bytes.

    Lines that are withheld (a suggested unit, a group nobody expanded) have no points in 计分. Texts are no formulas.
    """
    name = sheet.head.plan_title or sheet.head.notice_title or sheet.head.source_name
    upto = f"台账记载截至{sheet.as_of}。每一分都在“明细”里，对应台账的一行。"
    lines: list[tuple[Value, ...]] = [
        (
            *(number, one.unit, one.serial, one.row_key, one.task, one.rule, float(one.points)),
            f"暂不计（{one.withheld}）" if one.withheld else float(one.points),
            one.reason,
            one.basis,
        )
        for number, one in enumerate(sheet.lines, 1)
    ]
    each = "一行一处：哪个单位、台账哪一行、按哪条规则、为什么。单位出自建议、群组没有展开到单位的，暂不计分。"
    rules: list[tuple[Value, ...]] = [
        (number, rule.name, float(rule.points), rule.basis, _how(rule, sheet))
        for number, rule in enumerate(sheet.rules, 1)
    ]
    source = "取自 单位信息.xlsx 的“规则”，没有写明依据的不用。"
    return tables_xlsx(
        "考核计分表",
        (
            Table("合计", f"{name}考核计分表", upto, _TOTALS, tuple(_totals(sheet)), _CENTRED),
            Table("明细", "计分明细", each, _LINES, tuple(lines), _CENTRED),
            Table("规则", "计分规则", source, _RULES, tuple(rules), _CENTRED),
        ),
    )


def _totals(sheet: ScoreSheet) -> list[tuple[Value, ...]]:
    waiting = {unit: sum(one.unit == unit and bool(one.withheld) for one in sheet.lines) for unit, _, _ in sheet.totals}
    by_hand = f"另有由人评定的：{'、'.join(rule.name for rule in sheet.by_hand)}" if sheet.by_hand else ""
    lines: list[tuple[Value, ...]] = []
    for number, (unit, count, points) in enumerate(sheet.totals, 1):
        open_lines = f"{waiting[unit]} 处暂不计，见明细" if waiting[unit] else ""
        lines.append((number, unit, count, float(points), "；".join(filter(None, (open_lines, by_hand)))))
    return lines


def _how(rule: ScoreRule, sheet: ScoreSheet) -> str:
    return "台账算不出，由人评定：【待补：得分】" if rule in sheet.by_hand else "按台账逐行计"
