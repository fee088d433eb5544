"""Owns 年终总结.docx: a Summary as text, tables of counts and the landscape reconciliation tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from qdoc.model.gap import gap
from qdoc.render.notice_title import break_title
from qdoc.render.templates import Template
from qdoc.resources import template
from qdoc.summary import Summary, SummaryItem, Tally, TaskReport
from qdoc.summary.build import NO_THEME

TEMPLATE = "年终总结.docx"
_NUMERALS = "一二三四五六七八九十"
_SUGGESTED = "（建议，待确认）"
_NOTHING = "—"
_KIND = "完成情况总结"
_TITLE_CHARACTERS = 20  # 2号 characters in 156 mm
_OWN_NUMBER = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d+[.．、])\s*")


def summary_docx(
    summary: Summary,
    *,
    quote: Callable[[str], str] = str,
    office: str = "",
    dated: str = "",
    as_of: str = "",
    style: bytes | None = None,
) -> bytes:
    """Fill the year-end summary.

    Args:
        summary: what the ledger says.
        quote: how words of the notice print (full-width punctuation by the 1:1 folded view, or as they are).
        office: who writes the summary; 【待补】 without it (the notice's issuer is not assumed).
        dated: its date, as printed; 【待补】 without it.
        as_of: the day up to which the ledger was kept, as printed; 【待补】 without it.
        style: an office's own template; the shipped one without it.

    Returns:
        A .docx file; the same input gives the same bytes.

    Raises:
        TemplateRefused: the office's template has errors.
    """
    data = template(TEMPLATE).read_bytes() if style is None else style
    rows = {item.row_key: _row(n, item, quote) for n, item in enumerate(summary.items, 1)}

    def listed(items: tuple[SummaryItem, ...]) -> list[dict[str, str]]:
        return [{**rows[item.row_key], "序号": str(n)} for n, item in enumerate(items, 1)]

    context = {
        "标题": _title(summary),
        "编制单位": office or gap("编制单位"),
        "成文日期": dated or gap("成文日期"),
        "总体情况": list(summary.overview),
        "按主题": [_tally(tally, quote) for tally in summary.by_theme],
        "按单位": [_tally(tally, str) for tally in summary.by_department],
        "单位说明": _unit_note(summary),
        "分主题": [
            {
                "标题": f"（{_numeral(n)}）{_OWN_NUMBER.sub('', quote(chapter.theme))}",
                "任务": [_report(task, quote) for task in chapter.tasks],
            }
            for n, chapter in enumerate(summary.chapters, 1)
        ],
        "未完成": listed(summary.unfinished),
        "问题": listed(summary.problems),
        "结转": listed(summary.carry_over),
        "未定结转": listed(summary.undecided),
        "对账": _by_theme(summary, rows),
        "指标": listed(summary.metrics),
        "数据口径": _scope(summary, as_of),
        "待核": [found.message for found in summary.diagnostics],
        "标注说明": f"注：标有“{_SUGGESTED[1:-1]}”的责任单位是程序按职责提出的建议，不是通知或本单位确定的分工；"
        "“指标对照”由台账“量化指标”与“完成数值”两栏的数字逐项比对得出，不能直接比对的写“需核对”。",
    }
    return Template(data, TEMPLATE, FIELDS).render(context)


def _numeral(number: int) -> str:
    if number <= 10:
        return _NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    return f"{_NUMERALS[tens - 1] if tens > 1 else ''}十{_NUMERALS[ones - 1] if ones else ''}"


def _units(names: str, suggested: bool) -> str:
    return names + _SUGGESTED if suggested else names


def _tally(tally: Tally, quote: Callable[[str], str]) -> dict[str, str]:
    mark = f"（其中{tally.suggested}条为建议，待确认）" if tally.suggested else ""
    return {
        "名称": quote(tally.name) + mark,
        "合计": str(tally.total),
        "各状态": "、".join(f"{count.status}{count.count}" for count in tally.counts),
    }


def _by_theme(summary: Summary, rows: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    """The rows of the reconciliation table under their themes, in the ledger's order."""
    groups: list[dict[str, Any]] = []
    for item in summary.items:
        row = rows[item.row_key]
        if not groups or groups[-1]["主题"] != row["主题"]:
            groups.append({"主题": row["主题"], "事项": []})
        groups[-1]["事项"].append(row)
    return groups


def _title(summary: Summary) -> str:
    """A long title breaks before its last words, by sense."""
    plan = summary.title.removesuffix(_KIND)
    if len(plan) > _TITLE_CHARACTERS:
        return break_title(summary.title, ())
    return f"{plan}\n{_KIND}" if len(summary.title) > _TITLE_CHARACTERS and plan != summary.title else summary.title


def _unit_note(summary: Summary) -> str:
    total = sum(tally.total for tally in summary.by_department)
    if total == len(summary.items):
        return "注：按牵头单位（未写牵头单位的按责任单位）统计。"
    return "注：按牵头单位和责任单位统计，几个单位共同牵头或负责的事项分别计入，故各单位之和多于事项总数。"


def _report(task: TaskReport, quote: Callable[[str], str]) -> dict[str, str]:
    number = task.number if task.number.endswith(("、", ".", "．", "）", ")")) or not task.number else f"{task.number}."
    if not task.text:
        missing = gap("完成情况")
    elif task.missing:
        missing = gap(f"另有{task.missing}条事项的完成情况")
    else:
        missing = ""
    return {
        "标题": number + quote(task.title).rstrip("。"),
        "单位": _units(task.units, task.suggested),
        "内容": task.text,
        "待补": missing,
    }


def _row(number: int, item: SummaryItem, quote: Callable[[str], str]) -> dict[str, str]:
    return {
        "序号": str(number),
        "主题": quote(item.theme) or NO_THEME,
        "任务": item.number + quote(item.task),
        "任务名": quote(item.task) or item.number or quote(item.text),
        "事项": quote(item.text).rstrip("。；;，,、"),
        "指标": quote(item.metric) or _NOTHING,
        "数值": item.actual or _NOTHING,
        "单位": _units(item.units, item.suggested),
        "时限": item.deadline,
        "状态": item.status,
        "对照": item.reach.value if item.reach else _NOTHING,
        "原因": item.reason or gap("未完成原因"),
        "结转": item.carry_over,
    }


def _scope(summary: Summary, as_of: str) -> str:
    head = summary.head
    source = f"《{head.plan_title or head.notice_title}》" if head.plan_title or head.notice_title else "通知"
    number = f"（{head.document_number}）" if head.document_number else ""
    return (
        f"任务来自{source}{number}；办理状态、完成数值、进展和问题均取自台账，一条事项计一条，"
        f"截止日期为{as_of or gap('数据截止日期')}。"
    )


_ROW = {
    "序号": "从1起",
    "主题": "台账“主题”",
    "任务": "编号和标题",
    "任务名": "标题，不带编号",
    "事项": "台账“具体事项”",
    "指标": "台账“量化指标”，没有的为“—”",
    "数值": "台账“完成数值”，没有的为“—”",
    "单位": "牵头单位，没有的为责任单位；出自建议的带“（建议，待确认）”",
    "时限": "台账“完成时限”",
    "状态": "台账“办理状态”，空的为未填报",
    "对照": "达标、未达标、未填报、需核对，没有指标的为“—”",
    "原因": "台账“存在问题”，空的为【待补：未完成原因】",
    "结转": "台账“是否结转”",
}
_COUNTS = [{"名称": "主题或单位", "合计": "事项条数", "各状态": "如 已完成3、推进中1，状态词照台账"}]
_TASK = {
    "标题": "编号和标题",
    "单位": "该任务各事项的牵头或责任单位",
    "内容": "总结用语，没有的用进展情况",
    "待补": "没有填写的部分",
}
FIELDS: dict[str, object] = {
    "标题": "方案名称加“完成情况总结”",
    "编制单位": "写总结的单位，没有给出时为【待补】",
    "成文日期": "总结的日期，没有给出时为【待补】",
    "总体情况": ["整句，只有计数"],
    "按主题": _COUNTS,
    "按单位": _COUNTS,
    "单位说明": "按单位统计的口径",
    "分主题": [{"标题": "（一）加主题", "任务": [_TASK]}],
    "未完成": [_ROW],
    "问题": [_ROW],
    "结转": [_ROW],
    "未定结转": [_ROW],
    "对账": [{"主题": "台账“主题”", "事项": [_ROW]}],
    "指标": [_ROW],
    "数据口径": "任务和数据的来源、截止日期",
    "待核": ["需要人工核对之处"],
    "标注说明": "对“建议，待确认”和“指标对照”的说明",
}
