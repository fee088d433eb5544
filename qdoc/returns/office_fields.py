"""Owns the words of 单位信息.xlsx: its sheets, the names that each field goes by, and an entry as it was read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from qdoc.ledger.units import split_units
from qdoc.lexicon.names import has_shape

OWN, UNITS, GROUPS, RULES = "本单位", "责任单位", "群组", "规则"
SHEETS: Mapping[str, tuple[str, ...]] = {
    OWN: (OWN, "office", "单位信息"),
    UNITS: (UNITS, "units", "单位", "单位名录", "名录"),
    GROUPS: (GROUPS, "groups", "分组", "单位群组"),
    RULES: (RULES, "rules"),
}
"""A sheet and the other names that it is known by; qdoc.toml calls its tables the same."""

OWN_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "key": ("项目", "名称", "设置", "栏目"),
    "value": ("内容", "填写", "取值", "值"),
}
OWN_KEYS: Mapping[str, tuple[str, ...]] = {
    "name": ("单位名称", "name", "单位", "单位全称", "本单位", "本单位名称", "交办单位", "名称"),
    "code": ("机关代字", "code", "代字", "发文代字"),
    "leader": ("分管领导", "leader", "领导"),
    "contact": ("联系人", "contact", "联络员", "经办人"),
    "phone": ("联系电话", "phone", "电话", "联系方式", "电话号码"),
    "feedback_by": ("反馈时限", "feedback_by", "反馈日期", "反馈时间", "回执时限"),
    "profile": ("版面", "profile", "页面", "版式"),
}
"""What 本单位 can say (a field of ``Office``) and the names it goes by; the first is the one that qdoc writes."""
NUMBER_KEY = "编号前缀"
NUMBERED = ("任务交办单", "责任书", "督办单", "催办单")
"""The documents that have numbers: 本单位 has a line for each, and one (编号前缀) for all others."""

COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    UNITS: {
        "name": ("单位名称", "name", "单位", "名称", "责任单位", "单位全称", "全称"),
        "aliases": ("别名", "aliases", "简称", "其他名称", "曾用名", "又名", "别称"),
        "leader": ("分管领导", "leader", "领导", "负责人", "责任领导", "主要负责人"),
        "contact": ("联系人", "contact", "联络员", "经办人"),
        "phone": ("联系电话", "phone", "电话", "手机", "电话号码", "联系方式"),
        "valid_from": ("启用日期", "valid_from", "启用", "有效期起", "起始日期", "生效日期", "自", "起"),
        "valid_to": ("停用日期", "valid_to", "停用", "有效期止", "截止日期", "失效日期", "至", "止"),
    },
    GROUPS: {
        "name": ("群组", "name", "群组名称", "名称", "组名", "分组"),
        "members": ("成员单位", "members", "成员", "包含单位", "所含单位", "单位"),
    },
    RULES: {
        "kind": ("类别", "kind", "种类", "类型"),
        "name": ("名称", "name", "项目", "规则"),
        "value": ("取值", "value", "内容", "值", "数值", "标准"),
        "basis": ("依据", "basis", "依据文件"),
    },
}
"""The columns of each sheet with a heading: field → the names it goes by, the first the one that qdoc writes."""
QUIET_COLUMNS = ("", "序号", "备注", "说明")

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SECTION = re.compile(r"[（(]?[一二三四五六七八九十]+[）)、.]")
_NOTE = re.compile(r"(?:说明|注|备注|填表说明|填写说明)\s*[:：0-9]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the settings: field → text, and where each stands in a clerk's words (工作表“责任单位”B5)."""

    values: Mapping[str, str]
    places: Mapping[str, str]
    place: str

    def __getitem__(self, field: str) -> str:
        return self.values.get(field, "")

    def at(self, field: str) -> str:
        """Where ``field`` stands, or would stand."""
        return self.places.get(field, self.place)


def folded(word: str) -> str:
    """A heading or key as it is compared: half-width, no white space, no brackets, no colon or star at its end."""
    half = "".join(unicodedata.normalize("NFKC", word).split())
    return (_BRACKETS.sub("", half) or half).strip(":*").lower()


def field_of(word: str, names: Mapping[str, tuple[str, ...]]) -> str | None:
    """The field that ``word`` names among ``names``, or None."""
    key = folded(word)
    return next((field for field, known in names.items() if key in known), None)


def own_field(word: str) -> str | None:
    """What a key of 本单位 sets: a field of ``Office``, ``numbers:任务交办单`` for a prefix of numbers, or None.

    A document's short name (交办单编号前缀) is understood where it fits one document only.
    """
    field = field_of(word, OWN_KEYS)
    key = folded(word)
    if field is not None or not key.endswith((NUMBER_KEY, "编号")):
        return field
    kind = key.removesuffix("前缀").removesuffix("编号")
    fits = [name for name in NUMBERED if name == kind] or [name for name in NUMBERED if kind and name.endswith(kind)]
    return f"numbers:{fits[0]}" if len(fits) == 1 else None if kind else "numbers:"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like ``word`` as the hint “是不是“…”？”, or ""."""
    near = get_close_matches(folded(word), list(known), n=1, cutoff=0.4)
    return f"是不是“{near[0]}”？" if near else ""


def is_note(text: str) -> bool:
    """Whether a cell is a remark under or above the table (说明：…), no name."""
    return _NOTE.match(text.strip()) is not None


def is_section(text: str) -> bool:
    """Whether a line with this one cell only divides the table (一、政府部门)."""
    return _SECTION.match(text) is not None


def one_name(text: str) -> str:
    """A name as it is kept: without the white space that clerks align names with."""
    return "".join(text.split())


def many_names(text: str) -> tuple[str, ...]:
    """The names of a cell, each once: apart by 、，；, line ends, or blanks where every piece ends as a unit does."""
    names: dict[str, None] = {}
    for part in split_units(text):
        pieces = part.split()
        apart = len(pieces) > 1 and all(map(has_shape, pieces))
        names.update(dict.fromkeys(pieces if apart else ["".join(pieces)]))
    return tuple(names)
