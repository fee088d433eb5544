"""Owns 督查通报.docx: a draft circular of where the plan stands, facts and figures only, each traced to ledger rows.

《政府督查工作条例》 (国务院令第733号) asks of conclusions that facts be clear and evidence sufficient: so it says
nothing that no ledger row says, and what an office has to decide (what is asked next, to whom it goes) prints 【待补】.
"""

from __future__ import annotations

from collections.abc import Iterable

from qdoc.ledger.percent import per_cent
from qdoc.ledger.units import UNASSIGNED
from qdoc.render.bulletin_sources import sources
from qdoc.render.letter_fields import NOTHING, LetterOptions, basis_line, given
from qdoc.render.notice_head import head
from qdoc.render.notice_signature import signature
from qdoc.render.notice_title import break_title
from qdoc.render.own_notice import own_notice
from qdoc.render.page_fit import profile_of
from qdoc.render.status_words import (
    FIGURELESS,
    MISSED,
    NO_STATUS,
    REFUSED,
    UNPROVEN,
    absent_line,
    item_name,
    lights_line,
    tally_fields,
    theme_name,
    unit_name,
    units_line,
)
from qdoc.render.template_values import chinese_date
from qdoc.render.templates import Template
from qdoc.resources import template
from qdoc.status import ItemStatus, Judgement, StatusReport, Tally
from qdoc.status.values import BAD

TEMPLATE = "督查通报.docx"
_ABOUT = "关于{}办理情况的通报"
_UNITS = 10  # of a list of units by figures
_CLAIMS = 10  # items reported finished against their figure

_THEME = {
    "名称": "主题，不带编号",
    "合计": "事项数",
    **{each.value: f"判断为“{each.value}”的事项数" for each in Judgement},
    "红灯": "亮红灯的事项数",
    "逾期": "已过时限、台账没有办结记载的事项数",
    "达到占比": "可比事项中已完成（数值没有达到或没有填的除外）、超进度、达进度的占比；没有可比事项的为“—”",
}
FIELDS: dict[str, object] = {
    "版头": "发文机关标志、发文字号和红色分隔线，用 {{p 版头}} 写",
    "标题": "（发文机关）关于（计划标题）办理情况的通报，已按词意分行",
    "主送机关": "不带冒号，没有给出时为【待补】",
    "导语": "依据和截至日期",
    "名": {each.value: f"本单位规则里“{each.value}”的叫法" for each in Judgement},
    "总体情况": ["整句，只有台账算出的数"],
    "分主题": [_THEME],
    "进度较快": ["一个单位一句，只有数"],
    "进度滞后": ["一个单位一句，只有数"],
    "逾期": [
        {
            "序号": "从1起",
            "事项": "任务编号和事项原文",
            "位置": "事项在原文中的位置",
            "单位": "牵头（责任）单位，建议的注明",
            "时限": "时限所指的最后一天",
            "天数": "逾期几天",
            "状态": "台账“办理状态”和完成数值，空的为未填报",
        }
    ],
    "未填报": ["一个单位一句：几条中几条没有填报"],
    "填报说明": ["整句：各单位是否都填报了，未填报的事项是哪种情况，上一期哪些单位没有交表"],
    "下步要求": "【待补：下步要求】，由拟稿人填写",
    "建议数": "单位出自建议、待确认的事项数，没有时为 0",
    "落款": "署名和成文日期，用 {{p 落款}} 写",
    "版记主送": "总为空，版式共用",
    "抄送": "总为空，由拟稿人填写",
    "印发机关": "版记中的印发机关",
    "印发日期": "【待补：印发日期】",
    "规则": ["判断和亮灯的规则，一条一句，带出处"],
    "数据来源": [{"项目": "通报里的哪个数", "条数": "是多少", "台账序号": "是台账的哪几条"}],
}


def bulletin_docx(report: StatusReport, options: LetterOptions, style: bytes | None = None) -> bytes:
    """Write the draft circular of ``report``, which can be issued once its gaps are filled; nothing follows its 版记.

    ``options``: office, document number and date (what is missing prints 【待补：…】), how quotations print. The rows
    behind each number are ``bulletin_sources``. The same report gives the same bytes. ``style``: an office's own
    template. Raises TemplateRefused.
    """
    data = template(TEMPLATE).read_bytes() if style is None else style
    profile = profile_of(data, TEMPLATE)
    draft = own_notice(TEMPLATE, report.head, options, _ABOUT)
    made = {"版头": head(draft, profile), "落款": signature(draft, profile)}
    return Template(data, TEMPLATE, FIELDS).render(bulletin_context(report, options) | made)


def bulletin_context(report: StatusReport, options: LetterOptions) -> dict[str, object]:
    """The fields of 督查通报.docx (FIELDS), all but 版头 and 落款."""
    draft = own_notice(TEMPLATE, report.head, options, _ABOUT)
    upto = chinese_date(report.as_of.isoformat())
    return {
        "标题": break_title(draft.title, draft.issuers),
        "主送机关": draft.addressees,
        "导语": f"根据{basis_line(report.head, options.quote)}和各单位填报的台账，现将截至{upto}的办理情况通报如下。",
        "名": {each.value: report.rules.name(each) for each in Judgement},
        "总体情况": list(_overall(report, options)),
        "分主题": [tally_fields(one, theme_name(one, options)) for one in (*report.themes, report.total)],
        "进度较快": [_unit_line(one, report) for one in _leaders(report)],
        "进度滞后": [_unit_line(one, report) for one in _laggards(report)],
        "逾期": [_overdue(number, item, options) for number, item in enumerate(report.overdue, 1)],
        "未填报": [f"{unit_name(one.tally)}{one.tally.total}条中{one.unreported}条" for one in report.silent],
        "填报说明": list(_returned(report)),
        "下步要求": given(None, "下步要求"),
        "建议数": sum(bool(item.suggested) for item in report.items),
        "版记主送": "",
        "抄送": "",
        "印发机关": draft.printed_by,
        "印发日期": draft.issued_on,
        "规则": list(report.rules.sentences),
        "数据来源": list(sources(report, options)),
    }


def _overall(report: StatusReport, options: LetterOptions) -> Iterable[str]:
    total = report.total
    units = sum(one.unit != UNASSIGNED for one in report.units)
    adrift = sum(not item.units for item in report.items)
    open_rows = f"，{adrift}条{UNASSIGNED}" if adrift else ""
    yield f"台账共列事项{total.total}条，涉及牵头（责任）单位{units}个{open_rows}。"
    counted = [(each, total.count(each)) for each in Judgement]
    listed = "，".join(
        f"{report.rules.name(each)}{count}条（占{per_cent(count, total.total):f}%）" for each, count in counted if count
    )
    if listed:
        yield f"按办理情况分：{listed}。"
    if total.comparable:
        yield f"可以比较的{total.comparable}条中，达到序时进度及以上的{total.reached}条，占{total.rate:f}%。"
    yield f"按亮灯分：{lights_line(report)}。已过时限、台账没有办结记载的{total.overdue}条。"
    if report.sent_back:
        yield f"{REFUSED}的{len(report.sent_back)}条，单位报已完成的也不算完成。"
    yield _unproven(report, options)


def _unproven(report: StatusReport, options: LetterOptions) -> str:
    """The items reported finished against or without their figure, each with its target and what was returned."""
    told = []
    for what, found in (
        (MISSED, [item for item in report.unproven if item.overclaimed]),
        (FIGURELESS, [item for item in report.unproven if item.figureless]),
    ):
        if found:
            named = "；".join(_claim(item, options) for item in found[:_CLAIMS])
            more = f"；另有{len(found) - _CLAIMS}条" if len(found) > _CLAIMS else ""
            told.append(f"{what}的{len(found)}条，不计入达到序时进度的：{named}{more}。")
    return "".join(told)


def _claim(item: ItemStatus, options: LetterOptions) -> str:
    figure = f"，填报{options.quote(item.actual)}" if item.actual else ""
    return f"{units_line(item)}“{_inner(item_name(item, options))}”（指标{options.quote(item.metric)}{figure}）"


def _inner(words: str) -> str:
    """Words as they stand inside quotation marks (GB/T 15834: ‘’ inside “”)."""
    return words.replace("“", "‘").replace("”", "’")


def _returned(report: StatusReport) -> Iterable[str]:
    """Whether all units have returned, what the items are that count as 未填报, who missed the last period."""
    leading, _ = report.absent_units
    if not report.silent:
        yield "牵头（责任）单位均有填报记载。" if leading else "牵头（责任）单位均已填报。"
    adrift = sum(not item.units for item in report.unreported)
    told = [f"{adrift}条{UNASSIGNED}"] if adrift else []
    told += [f"{len(report.incomplete)}条{NO_STATUS}"] if report.incomplete else []
    if told:
        name = report.rules.name(Judgement.UNREPORTED)
        yield f"{name}的{len(report.unreported)}条事项中，{'，'.join(told)}。"
    yield absent_line(report)


def _leaders(report: StatusReport) -> list[Tally]:
    """Units all of whose comparable items are on schedule, nothing overdue or unreported, no 已完成 without its figure.

    The most comparable items first.
    """
    found = [
        one.tally
        for one in report.units
        if one.unit != UNASSIGNED
        and one.tally.comparable
        and not one.tally.count(*BAD)
        and not one.unreported
        and not one.tally.unproven
        and not one.tally.overdue
    ]
    return sorted(found, key=lambda one: -one.comparable)[:_UNITS]


def _laggards(report: StatusReport) -> list[Tally]:
    """Units with items behind schedule or not started: the lowest rate first, then the most of them."""
    found = [one.tally for one in report.units if one.unit != UNASSIGNED and one.tally.count(*BAD)]
    return sorted(found, key=lambda one: (one.rate if one.rate is not None else 0, -one.count(*BAD)))[:_UNITS]


def _unit_line(one: Tally, report: StatusReport) -> str:
    behind = [f"{report.rules.name(each)}{one.count(each)}条" for each in BAD if one.count(each)]
    overdue = [f"逾期{one.overdue}条"] if one.overdue else []
    claimed = [f"报完成、数值没有达到或没有填{one.unproven}条"] if one.unproven else []
    told = "，".join([f"可比事项{one.comparable}条，达到序时进度及以上的{one.reached}条", *behind, *overdue, *claimed])
    return f"{unit_name(one)}：{told}"


def _overdue(number: int, item: ItemStatus, options: LetterOptions) -> dict[str, str]:
    said = item.status or Judgement.UNREPORTED.value
    said += f"，{UNPROVEN}" if item.sent_back else ""
    return {
        "序号": str(number),
        "事项": item_name(item, options),
        "位置": item.place,
        "单位": units_line(item),
        "时限": chinese_date(item.deadline_on) or item.deadline or NOTHING,
        "天数": str(-(item.days or 0)),
        "状态": f"{said}（{item.actual}）" if item.actual else said,
    }
