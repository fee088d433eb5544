"""Owns 办理情况一览.docx: one page for who answers for the whole plan: counts, themes, units, red items, silence."""

from __future__ import annotations

from itertools import zip_longest

from qdoc.ledger.units import UNASSIGNED
from qdoc.render.letter_fields import NOTHING, LetterOptions, basis_line, given
from qdoc.render.status_words import (
    cut,
    item_name,
    lights_line,
    missing_line,
    refused_line,
    silent_line,
    standing,
    tally_fields,
    theme_name,
    unit_name,
    units_line,
    unproven_line,
)
from qdoc.render.template_values import chinese_date
from qdoc.render.templates import Template
from qdoc.resources import template
from qdoc.status import ItemStatus, Judgement, StatusReport, Tally
from qdoc.status.conventions import RED

TEMPLATE = "办理情况一览.docx"
_THEMES, _UNIT_LINES, _RED_ITEMS, _SILENT = 7, 6, 10, 24  # what one page of A4 holds
_WORDS, _THEME, _TITLE = 30, 26, 24  # characters of an item, a theme, and of a title on a line
_UNITS = 2  # of an item with a red light

_TALLY = {
    "名称": "主题或单位，单位出自建议的注明",
    "合计": "事项数",
    **{each.value: f"判断为“{each.value}”的事项数" for each in Judgement},
    "红灯": "亮红灯的事项数",
    "逾期": "已过时限、台账没有办结记载的事项数",
    "达到占比": "可比事项中已完成（数值没有达到或没有填的除外）、超进度、达进度的占比；没有可比事项的为“—”",
}
FIELDS: dict[str, object] = {
    "标题": "计划的标题加“办理情况一览”",
    "编制单位": "编制本表的单位",
    "截至日期": "台账记载截至哪天",
    "依据": "印发文件的标题和文号",
    "名": {each.value: f"本单位规则里“{each.value}”的叫法" for each in Judgement},
    "合计": _TALLY,
    "灯": "各色灯的事项数，如 红9、黄2、绿10",
    "分主题": [_TALLY],
    "其余主题": "一页放不下的主题，没有时为空",
    "分单位": [{"左": _TALLY, "右": _TALLY}],
    "其余单位": "一页放不下的单位和计数，没有时为空",
    "红灯事项": [
        {
            "序号": "从1起",
            "台账序号": "台账“序号”",
            "事项": "任务编号和事项的原文，过长的截短",
            "单位": "牵头（责任）单位",
            "时限": "时限所指的最后一天（本年的不写年），没有的为原文时限",
            "情况": "逾期几天，完成多少、应完成多少",
        }
    ],
    "其余红灯数": "没有列出的红灯事项数，没有时为 0",
    "退回": "退回重办的事项，报完成而数值没有达到或没有填的事项，没有时为空",
    "未填报": "没有填报的事项数和单位，没有时说明没有；指定了一期时为那一期哪些单位没有交",
    "规则": ["判断和亮灯的规则，一条一句，带出处"],
}


def status_docx(report: StatusReport, options: LetterOptions, style: bytes | None = None) -> bytes:
    """Write the one-page view of ``report``; ``options`` give the office and how quotations print.

    The same report gives the same bytes. ``style``: an office's own template. Raises TemplateRefused.
    """
    data = template(TEMPLATE).read_bytes() if style is None else style
    return Template(data, TEMPLATE, FIELDS).render(status_context(report, options))


def status_context(report: StatusReport, options: LetterOptions) -> dict[str, object]:
    """The fields of 办理情况一览.docx (FIELDS)."""
    head, quote = report.head, options.quote
    plan = quote(given(head.plan_title or head.notice_title, "计划标题"))
    title = f"{plan}办理情况一览"
    if len(title) > _TITLE:
        title = f"{plan}\n办理情况一览"
    shown = report.units[: 2 * _UNIT_LINES]
    lines = (len(shown) + 1) // 2
    rest = report.units[2 * _UNIT_LINES :]
    worst, note = report.worst, refused_line(report) + unproven_line(report)
    most = _RED_ITEMS - bool(note)  # the note stands in the place of one of them
    return {
        "标题": title,
        "编制单位": given(options.office, "编制单位"),
        "截至日期": chinese_date(report.as_of.isoformat()),
        "依据": basis_line(head, quote),
        "名": {each.value: report.rules.name(each) for each in Judgement},
        "合计": tally_fields(report.total, "合计"),
        "灯": lights_line(report),
        "分主题": [tally_fields(one, cut(theme_name(one, options), _THEME)) for one in report.themes[:_THEMES]],
        "其余主题": "；".join(f"{theme_name(one, options)}{one.total}条" for one in report.themes[_THEMES:]),
        "分单位": [
            {"左": _unit(left.tally), "右": _unit(right.tally) if right else dict.fromkeys(_TALLY, "")}
            for left, right in zip_longest(shown[:lines], shown[lines:])
            if left is not None
        ],
        "其余单位": _others([one.tally for one in rest], report),
        "红灯事项": [_red(number, item, report, options) for number, item in enumerate(worst[:most], 1)],
        "其余红灯数": max(0, len(worst) - most),
        "退回": note,
        "未填报": silent_line(report, _SILENT) if report.returns is None else missing_line(report.returns, _SILENT),
        "规则": list(report.rules.sentences),
    }


def _unit(tally: Tally) -> dict[str, str]:
    return tally_fields(tally, unit_name(tally))


def _others(rest: list[Tally], report: StatusReport) -> str:
    adrift = next((one.total for one in rest if one.name == UNASSIGNED), 0)
    waiting = f"{UNASSIGNED}单位的{adrift}条。" if adrift else ""
    rest = [one for one in rest if one.name != UNASSIGNED]
    if not rest:
        return f"另有{waiting}" if waiting else ""
    red, silent = sum(one.light(RED) for one in rest), sum(one.count(Judgement.UNREPORTED) for one in rest)
    name = report.rules.name(Judgement.UNREPORTED)
    return f"另有{len(rest)}个单位没有列出：红灯{red}条次，{name}{silent}条次。{waiting}"


def _red(number: int, item: ItemStatus, report: StatusReport, options: LetterOptions) -> dict[str, str]:
    return {
        "序号": str(number),
        "台账序号": str(item.serial),
        "事项": item_name(item, options, _WORDS),
        "单位": units_line(item, _UNITS),
        "时限": chinese_date(item.deadline_on).removeprefix(f"{report.as_of.year}年") or item.deadline or NOTHING,
        "情况": standing(item, report.rules.name(item.judgement)),
    }
