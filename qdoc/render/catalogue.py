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

    def shipped(self) -> bytes:
        """The template as it comes with qdoc."""
        return template(self.file).read_bytes()


@dataclass(frozen=True, slots=True)
class _Row:
    module: str
    about: str
    command: str
    fields: str = "FIELDS"


# Documents that are not one a unit: a new one is one line here. Those one a unit come from letter_docx.KINDS.
_ROWS = {
    "任务分解表": _Row("allocation_docx", "整个台账一张横排的表，主题、任务合并。", "qdoc allocation"),
    "年终总结": _Row("summary_docx", "由台账汇总的年终总结。", "qdoc summary"),
    "年度对照表": _Row("comparison_docx", "两个年度要点的逐条对照。", "qdoc compare"),
    "印发通知": _Row("notice_docx", "按公文格式印发工作方案的通知。", "qdoc draft build"),
}
# What each template must not drop; a document without a line of its own must use every list of its fields.
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
    "年终总结": {
        "分主题.任务.内容": "各项任务的完成情况不会印出来",
        "分主题.任务.待补": "没有填写的部分看不出来",
        "未完成.原因": "没办完的事项和原因不会印出来",
        "数据口径": "看不出数据截止到哪天",
    },
    "年度对照表": {
        "对照.上年表述": "上年的任务不会印出来",
        "对照.今年表述": "今年的任务不会印出来",
        "对照.变化类型": "看不出是延续、调整、新增还是取消",
        "对照.待核": "要人核对的对应关系看不出来",
    },
    "印发通知": {
        "通知标题": "通知没有标题",
        "主送机关": "看不出发给谁",
        "通知正文": "通知的正文不会印出来",
        "方案正文.文字": "所印发的方案不会印出来",
        "成文日期": "通知没有日期",
    },
}


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Entry]:
    """Every shipped template by name, in the order of a clerk's year; the documents' modules are imported here."""
    from qdoc.render.letter_docx import KINDS

    found = [_entry(kind.name, kind.about, "qdoc run、qdoc letters", kind.fields) for kind in KINDS.values()]
    for name, row in _ROWS.items():
        fields = getattr(import_module(f"qdoc.render.{row.module}"), row.fields)
        found.append(_entry(name, row.about, row.command, fields))
    return {entry.name: entry for entry in found}


def _entry(name: str, about: str, command: str, fields: Mapping[str, object]) -> Entry:
    lists = {field: f"“{field}”不会印出来" for field, meaning in fields.items() if isinstance(meaning, list)}
    return Entry(name, about, command, fields, _ESSENTIAL.get(name, lists))


def guess(file: str) -> Entry | None:
    """The template that a file is by its name: the longest name of the catalogue that stands in it."""
    named = [entry for entry in catalogue().values() if entry.name in file]
    return max(named, key=lambda entry: len(entry.name), default=None)
