"""Owns the one table of the shipped Word templates: what each is, its fields, who writes it, what it must not drop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from qdoc.resources import template

SUFFIX = ".docx"
_UNSEEN = "建议的单位会看起来像已定的"


@dataclass(frozen=True, slots=True)
class Entry:
    """A shipped template.

    ``fields``: name → meaning (text), record (mapping) or list of records (list of one mapping).
    ``essential``: path of a field (``牵头事项.事项``) → what the reader would lose if no tag used it; naming a field
    so makes leaving it out a warning of ``qdoc templates check``, never an error: the template is the office's.
    """

    name: str
    about: str
    command: str
    fields: Mapping[str, object]
    essential: Mapping[str, str]

    @property
    def file(self) -> str:
        """The file name of the template."""
        return f"{self.name}{SUFFIX}"

    @property
    def must(self) -> frozenset[str]:
        """The paths of the essential fields and of the lists that hold them."""
        steps = [path.split(".") for paths in self.essential for path in paths.split("|")]
        return frozenset(".".join(path[: count + 1]) for path in steps for count in range(len(path)))

    def shipped(self) -> bytes:
        """The template as it comes with qdoc."""
        return template(self.file).read_bytes()


@dataclass(frozen=True, slots=True)
class _Row:
    """``module``: the room in qdoc.render whose FIELDS are the template's, or hold them by its name."""

    module: str
    about: str
    command: str


_DRAFT = "qdoc draft build"
# Documents that are not one a unit: a new one is one line here. Those one a unit come from letter_docx.KINDS.
_ROWS = {
    "任务分解表": _Row("allocation_docx", "全部任务、单位和时限的一张横排大表。", "qdoc run、qdoc allocation"),
    "进展填报表": _Row(
        "form_docx", "一个单位一份，把它的全部任务列成一张表，空格是控件，由单位填好发回。", "qdoc forms"
    ),
    "年终总结": _Row("summary_docx", "由台账汇总的年终总结。", "qdoc summary"),
    "年度对照表": _Row("comparison_docx", "两个年度要点的逐条对照。", "qdoc compare"),
    "变化综述": _Row("overview_docx", "两个年度的变化写成一页，可以念给领导听。", "qdoc compare"),
    "办理情况一览": _Row("status_docx", "某一天全部事项的进度和亮灯，一页。", "qdoc status"),
    "督查通报": _Row("bulletin_docx", "按台账的数拟的督查通报稿。", "qdoc bulletin"),
    "调整通知": _Row("amendment_docx", "时限、单位、指标有调整时发的通知稿，逐条列原、现和理由。", "qdoc amend"),
    "印发通知": _Row("notice_docx", "按公文格式印发工作方案的通知，也排一般的下行文。", _DRAFT),
    "上行文": _Row("notice_docx", "请示、报告一类，有签发人。", _DRAFT),
    "函": _Row("notice_docx", "信函格式，红色双线。", _DRAFT),
    "纪要": _Row("notice_docx", "纪要格式，有出席人员。", _DRAFT),
}
_PAGE = {
    "标题": "文件没有标题",
    "主送机关": "看不出发给谁",
    "正文.文字": "正文不会印出来",
    "附件.名称": "附件说明不会印出来",
    "落款|成文日期": "文件没有日期",
}
# What each template must not drop (alternatives with |); a document without a line must use every list of its fields.
_ESSENTIAL: Mapping[str, Mapping[str, str]] = {
    "任务交办单": {
        "承办单位": "看不出是交给哪个单位的",
        "交办依据": "看不出根据哪份文件交办",
        "牵头事项.事项": "牵头（责任）的事项不会印出来",
        "牵头事项.时限": "牵头（责任）事项的时限不会印出来",
        "牵头事项.待确认": _UNSEEN,
        "配合事项.事项": "配合的事项不会印出来",
        "配合事项.待确认": _UNSEEN,
    },
    "责任书": {
        "承办单位": "看不出是哪个单位签订的",
        "牵头事项.事项": "牵头（责任）的事项不会印出来",
        "牵头事项.待确认": _UNSEEN,
        "配合事项.事项": "配合的事项不会印出来",
        "配合事项.待确认": _UNSEEN,
        "责任目标.指标": "责任目标的指标不会印出来",
    },
    "督办单": {
        "承办单位": "看不出督办哪个单位",
        "督办事项.事项": "督办的事项不会印出来",
        "督办事项.时限": "完成期限不会印出来",
        "督办事项.待确认": _UNSEEN,
    },
    "催办单": {
        "承办单位": "看不出催办哪个单位",
        "催办事项.事项": "催办的事项不会印出来",
        "催办事项.截止日": "看不出哪天到期",
        "催办事项.待确认": _UNSEEN,
    },
    "办理情况报告": {
        "承办单位": "看不出是哪个单位的报告",
        "事项.事项": "要报告的事项不会印出来",
        "事项.待确认": _UNSEEN,
    },
    "任务分解表": {
        "分页.举措.举措": "具体举措不会印出来",
        "分页.举措.牵头单位": "牵头（责任）单位不会印出来",
        "分页.举措.配合单位": "配合单位不会印出来",
        "分页.举措.时限": "完成时限不会印出来",
    },
    "进展填报表": {
        "填报单位": "回收时认不出是哪个单位的表",
        "填报事项.要求.事项": "填报的事项不会印出来，回收时认不出是台账的哪一行",
        "填报事项.职责": _UNSEEN,
        "填报事项.办理状态": "单位没有地方填办理状态",
        "填报事项.指标.完成数值": "单位没有地方填完成数值",
        "填报事项.进展情况": "单位没有地方填进展",
    },
    "年终总结": {
        "分主题.任务.段落|分主题.任务.内容": "各项任务的完成情况不会印出来",
        "分主题.任务.段落|分主题.任务.待补": "没有填写的部分看不出来",
        "未完成情况|未完成.原因": "没办完的事项和原因不会印出来",
        "存在问题": "没有报送的单位不会印出来",
        "附注|数据口径": "看不出数据截止到哪天",
    },
    "年度对照表": {
        "对照.上年表述": "上年的任务不会印出来",
        "对照.今年表述": "今年的任务不会印出来",
        "对照.变化类型": "看不出是延续、调整、新增还是取消",
        "对照.待核": "要人核对的对应关系看不出来",
    },
    "变化综述": {
        "总述": "看不出新增、取消、延续各几项",
        "要点.上年": "上年的原话不会印出来",
        "要点.今年": "今年的原话不会印出来",
        "要点.待核": "要人核对的对应关系看不出来",
    },
    "办理情况一览": {
        "截至日期": "看不出是哪天的情况",
        "合计.未填报": "没有填报的事项数不会印出来",
        "红灯事项.事项": "红灯事项不会印出来",
        "未填报": "谁没有填报看不出来",
        "规则": "看不出按什么规则判断",
    },
    "督查通报": {
        "标题": "文件没有标题",
        "导语": "看不出数据截至哪天",
        "总体情况": "总体情况不会印出来",
        "逾期.事项": "逾期的事项不会印出来",
        "未填报": "没有填报的单位不会印出来",
        "建议数": _UNSEEN,
        "填报说明": "看不出没有填报的是哪种情况",
        "落款": "文件没有署名和日期",
    },
    "调整通知": {
        "标题": "文件没有标题",
        "主送机关": "看不出发给谁",
        "导语": "看不出调整的是哪份文件",
        "调整.事项": "调整的事项不会印出来",
        "调整.内容": "看不出调整的是时限、单位还是指标",
        "调整.原": "原来的内容不会印出来",
        "调整.现": "调整后的内容不会印出来",
        "落款": "文件没有署名和日期",
    },
    "印发通知": {**_PAGE, "方案正文.文字": "所印发的方案不会印出来"},
    "上行文": {**_PAGE, "版头": "签发人不会印出来"},
    "函": _PAGE,
    "纪要": {"版头|发文机关": "看不出是谁的纪要", "正文.文字": "正文不会印出来", "出席人员.名单": "出席人员不会印出来"},
}


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Entry]:
    """Every shipped template by name, in the order of a clerk's year; the documents' modules are imported here."""
    from qdoc.render.letter_docx import KINDS

    found = [_entry(kind.name, kind.about, "qdoc run、qdoc letters", kind.fields) for kind in KINDS.values()]
    for name, row in _ROWS.items():
        fields = import_module(f"qdoc.render.{row.module}").FIELDS
        found.append(_entry(name, row.about, row.command, fields.get(name, fields)))
    return {entry.name: entry for entry in found}


def _entry(name: str, about: str, command: str, fields: Mapping[str, object]) -> Entry:
    lists = {field: f"“{field}”不会印出来" for field, meaning in fields.items() if isinstance(meaning, list)}
    return Entry(name, about, command, fields, _ESSENTIAL.get(name, lists))


def guess(file: str) -> Entry | None:
    """The template that a file is by its name: the longest name of the catalogue that stands in it."""
    named = [entry for entry in catalogue().values() if entry.name in file]
    return max(named, key=lambda entry: len(entry.name), default=None)
