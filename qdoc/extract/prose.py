"""Owns units stated in plain sentences (由A负责, A要会同B); precision first, only where no zone states any."""

from __future__ import annotations

import re

from qdoc.extract.departments import NamedUnit, UnitReader, stated_assignment
from qdoc.extract.departments_grammar import mask, split_names
from qdoc.lexicon import Status
from qdoc.lexicon.names import readings, without_brackets
from qdoc.model import Assignment, Obligation, OutlineTask, Role

_NAMES = r"(?P<names>[\u4e00-\u9fff、（）()]{2,60}?)"
_BY = re.compile(rf"(?:^|[，。；;：:\n　])(?:该项工作|具体|此项工作)?由{_NAMES}(?P<deed>牵头|负责)")
_MUST = re.compile(
    rf"(?:^|[。；;\n　])\s*(?:[（(]?[一二三四五六七八九十\d]{{1,3}}[）)、.．]\s*)?"
    rf"{_NAMES}(?P<deed>牵头|负责|要|应当?|须|依法|作为)"
    rf"(?:(?:牵头|负责)?会同(?P<others>[\u4e00-\u9fff、]{{2,60}}?)(?=[，。；,;]|研究|制定|开展|做好|组织|负责|等))?"
)
_DUTY = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)?"
    r"(?P<names>[\u4e00-\u9fff、（）()]{3,40})[：:](?=[\u4e00-\u9fff])"
)
_COLLECTIVE = re.compile(
    r"(?:各|有关|相关|其他|地方|县级以上|市级以上|省级以上|全[省市区县]|省|市|区|县|当地)[\u4e00-\u9fff、]{0,10}?(?:部门|政府|地区|地|单位|街道|镇|乡|"
    r"办事处|机关|法院|检察院|管委会|委员会|[局厅委办])"
    r"|各(?:市|区|县|省|地|街道|镇)(?:、?(?:各)?(?:市|区|县|街道|镇|乡|部门))*|[\u4e00-\u9fff]{2,8}"
    r"(?:行政|主管|管理|监管|保障|建设|卫生健康|公安|财政|教育|民政|改革|资源|编制|交通运输|商务|网信|保密|审计|统计)部门"
)
_STOP = re.compile(
    r"^以|^为|^其|分工|为各|^当|^如|^凡|的|了|时|后|前|是|在|对|把|将|使|通过|按照|围绕|企业|情况|平台|不要|每年|领导|负责|人$|公司$|学校$|医院$"
)


def prose_assignments(
    text: str, outline: OutlineTask, obligations: tuple[Obligation, ...], reader: UnitReader
) -> tuple[Assignment, ...]:
    """Return assignments stated in running sentences of the task; every name must be known, a group, or well shaped."""
    out: list[Assignment] = []
    seen: set[str] = set()
    head = _DUTY.match(text, outline.start, outline.end)
    if head and (units := _sure(head, "names", Role.RESPONSIBLE, reader)):
        return tuple(stated_assignment(u, tuple(o.id for o in obligations), "prose:duty") for u in units)
    for pattern in (_BY, _MUST):
        for match in pattern.finditer(text, outline.start, outline.end):
            role = Role.LEAD if match["deed"] == "牵头" else Role.RESPONSIBLE
            others = _sure(match, "others", Role.SUPPORT, reader) if pattern is _MUST and match["others"] else []
            if others:
                role = Role.LEAD
            units = _sure(match, "names", role, reader)
            covered = tuple(o.id for o in obligations if o.start < match.end() + 1 and match.start() < o.end)
            for unit in units + (others if units else []):
                if unit.quote not in seen:
                    seen.add(unit.quote)
                    out.append(stated_assignment(unit, covered, "prose"))
    return tuple(out)


def _sure(match: re.Match[str], group: str, role: Role, reader: UnitReader) -> list[NamedUnit]:
    """All names of the list, or none where one of them is not surely a unit."""
    names = match[group]
    if names is None or _STOP.search(names):
        return []
    mentions = split_names(mask(names, 0, len(names)), match.start(group), role)
    units = list(reader.read_names(tuple(mentions)))
    if len(units) < len(mentions) or not units:
        return []
    for unit in units:
        well_shaped = unit.found.status is Status.SHAPE and bool(readings(unit.quote)) and len(unit.quote) > 3
        collective = unit.group and _COLLECTIVE.fullmatch(without_brackets(unit.quote))
        if not (unit.found.status is Status.KNOWN or collective or well_shaped):
            return []
    return units
