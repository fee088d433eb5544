"""Owns units stated in plain sentences (由A负责, A要会同B, 此项工作由A负责); precision first."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from qdoc.extract.departments import NamedUnit, UnitReader, stated_assignment
from qdoc.extract.departments_grammar import mask, split_names
from qdoc.extract.stretches import Stretches
from qdoc.lexicon import Status
from qdoc.lexicon.names import readings, without_brackets
from qdoc.model import Assignment, Obligation, OutlineTask, Role, Span

_SIGN = "\u4e00-\u7530\u7532-\u9fff、（）()"  # every sign of a list of names: Chinese characters but 由
_NAMES = rf"(?P<names>[{_SIGN}]{{2,60}}?)"
_DEED = (
    r"(?=[共总牵主负会联具分统承组落办])(?:(?P<lead>(?:共同|总)?牵头(?:负责)?|主办)|(?P<joint>(?:负责)?(?:会同|联合)(?=[\u4e00-\u9fff]{3}))"
    r"|(?P<duty>(?:具体|分别|共同|统一|统筹)?(?:负责|承担|承办|组织实施|组织开展|落实|办理)))"
    r"(?!的|人|同志|单位|部门|企业|方|制(?![定订])|机构|区域|者|任务)"
)
_BY = re.compile(rf"由(?<![自理缘事经不任可]由)(?<!可以由){_NAMES}{_DEED}")
_MUST_AFTER_START = (
    rf"\s*(?:[（(]?[一二三四五六七八九十\d]{{1,3}}[）)、.．]\s*)?"
    rf"{_NAMES}(?=[要应须依作共总牵主负会联具分统承组落办])(?:(?:要|应当?|须)?{_DEED}|要|应当?|须|依法|作为)"
)
_MUST = re.compile(rf"[。；;\n　]{_MUST_AFTER_START}")  # a sign comes first: the engine then skips to the next one
_MUST_AT_START = re.compile(rf"(?:^|[。；;\n　]){_MUST_AFTER_START}")
_WITH = re.compile(rf"(?:会同|联合)(?P<names>[{_SIGN}]{{2,80}})")
_HELP = re.compile(
    rf"[，；、,;](?P<names>[{_SIGN}]{{2,60}}?)(?:予以|给予|积极|共同|协同|做好|按照?职责(?:分工)?)*"
    r"(?:配合|参与|参加|协助|协办)(?=[，。；、,;\s]|$)"
)
_DUTY = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)?"
    r"(?P<names>[\u4e00-\u9fff、（）()]{3,40})[：:](?=[\u4e00-\u9fff])"
)
_LONGEST = 2_000  # no sentence has more characters: what stands further off is not read with it
_DUTY_WITHIN = 80  # no further behind the start stands the colon of a duty
_THIS = re.compile(r"(?:此|该|这|上述|以上)[一二三四五六七八九十两几\d]*项?(?:工作|任务|事项|措施)?(?:均|都|统一)?$")
_COLLECTIVE = re.compile(
    r"(?:各|有关|相关|其他|地方|县级以上|市级以上|省级以上|全[省市区县]|省|市|区|县|当地)[\u4e00-\u9fff、]{0,10}?(?:部门|政府|地区|地|单位|街道|镇|乡|"
    r"办事处|办公[厅室]|机关|法院|检察院|管委会|委员会|[局厅委办])"
    r"|各(?:市|区|县|省|地|街道|镇)(?:、?(?:各)?(?:市|区|县|街道|镇|乡|部门))*|[\u4e00-\u9fff]{2,8}"
    r"(?:行政|主管|管理|监管|保障|建设|卫生健康|公安|财政|教育|民政|改革|资源|编制|交通运输|商务|网信|保密|审计|统计)部门"
    r"|(?:[省市区县]?[\u4e00-\u9fff]{2,8}、)+[\u4e00-\u9fff]{2,8}等(?:有关|相关|职能)?部门"
)
_STOP = re.compile(
    r"^以|^为|^其|分工|为各|^当|^如|^凡|的|了|时|后|前|是|在|对|把|将|使|通过|按照|围绕|企业(?![局办])|情况|平台|不要|每年|领导(?!小组)|负责|牵头|人$|公司$|学校$|医院$"
)
_ENDS = frozenset("厅局委办部会院社室队署校联处位门关府地街道镇乡区市县团站所）)")
_TO = re.compile(r"[。；;！\n]")


@dataclass(frozen=True, slots=True)
class _Said:
    """One statement in a sentence: who, and the stretch of the task that it speaks for."""

    units: tuple[NamedUnit, ...]
    start: int
    end: int


def prose_assignments(
    text: str,
    outline: OutlineTask,
    obligations: tuple[Obligation, ...],
    reader: UnitReader,
    zones: tuple[Span, ...] = (),
    taken: frozenset[str] = frozenset(),
) -> tuple[Assignment, ...]:
    """Return assignments stated in running sentences of the task; every name must be known, a group, or well shaped.

    A statement covers the obligations of its own sentence; 此项工作由… those since the statement before it. Where
    zones already name who answers for some obligations (``taken``), only 由A负责 counts, and only for the others.
    """
    if not taken:
        near = text[outline.start : outline.start + _DUTY_WITHIN]
        head = _DUTY.match(text, outline.start, outline.end) if "：" in near or ":" in near else None
        if head and (units := _sure(text, *head.span("names"), Role.RESPONSIBLE, reader)):
            return tuple(stated_assignment(u, tuple(o.id for o in obligations), "prose:duty") for u in units)
    said = _statements(text, outline, reader, zones, only_by=bool(taken))
    out: list[Assignment] = []
    starts, ends = [o.start for o in obligations], [o.end for o in obligations]
    for each in said:
        reached = slice(bisect_right(ends, each.start), bisect_left(starts, each.end))
        covered = tuple(o.id for o in obligations[reached])
        if taken:
            covered = tuple(o for o in covered if o not in taken)
            if not covered:
                continue
        out += [stated_assignment(unit, covered, "prose") for unit in each.units]
    return tuple(out)


def _statements(
    text: str, outline: OutlineTask, reader: UnitReader, zones: tuple[Span, ...], *, only_by: bool
) -> list[_Said]:
    found = (
        list(_BY.finditer(text, outline.start, outline.end)) if text.find("由", outline.start, outline.end) >= 0 else []
    )
    if not only_by:
        found += (_MUST if outline.start else _MUST_AT_START).finditer(text, outline.start, outline.end)
        found.sort(key=lambda match: match.start("names"))
    held = Stretches((zone.start, zone.end) for zone in zones)
    out: list[_Said] = []
    ended = outline.start  # where the last statement about what stands before it ended
    for match in found:
        at = match.start("names")
        if held.holds(at) or (out and at < out[-1].units[-1].mention.end):
            continue
        until = min(outline.end, match.end() + _LONGEST)
        stop = _TO.search(text, match.end(), until)
        to = stop.start() if stop else until
        units = _with_helpers(text, match, to, reader)
        if not units:
            continue
        start = match.start()
        if match.re is _BY:
            if _THIS.search(text, max(outline.start, start - 12), start):
                start = ended
            elif match.end() == to:  # …，由A负责。 closes what its sentence asks for
                near = max(outline.start, ended, start - _LONGEST)
                start = max(near, *(text.rfind(c, near, start) + 1 for c in "。；;\n"))
            ended = to + 1
        else:
            start = at
        out.append(_Said(tuple(units), start, to))
    return out


def _with_helpers(text: str, match: re.Match[str], to: int, reader: UnitReader) -> list[NamedUnit]:
    """The units of a statement and, behind them, those that join in (会同B, C配合) in the same sentence."""
    joint, lead = match["joint"] is not None, match["lead"] is not None
    helpers: list[NamedUnit] = []
    with_at = match.start("joint") if joint else match.end()
    for other in _WITH.finditer(text, with_at, to):
        if joint or text[other.start() - 1] in "，、,并，":
            helpers += _leading(text, *other.span("names"), reader)
    for other in _HELP.finditer(text, match.end(), to):
        helpers += _sure(text, *other.span("names"), Role.SUPPORT, reader)
    if joint and not helpers:
        return []
    units = _sure(text, *match.span("names"), Role.LEAD if lead or joint else Role.RESPONSIBLE, reader)
    return units + helpers if units else []


def _leading(text: str, start: int, end: int, reader: UnitReader) -> list[NamedUnit]:
    """The list of names that opens the stretch, whatever verb follows it (市教育局、市民政局开展…)."""
    stretch = text[start:end]
    if etc := re.search(r"等(?:有关|相关|职能)?(?:部门|单位)?", stretch):
        return _sure(text, start, start + etc.end(), Role.SUPPORT, reader)
    last = max(stretch.rfind(joint) for joint in "、和及与") + 1
    cuts = [cut for cut in range(last + 2, len(stretch) + 1) if stretch[cut - 1] in _ENDS]
    sure = [cut for cut in cuts if _is_listed(stretch[last:cut], reader)]
    shaped = [cut for cut in cuts if stretch[cut - 1] in "厅局委办部室"]
    for cut in [*sure[::-1], *shaped]:
        if units := _sure(text, start, start + cut, Role.SUPPORT, reader):
            return units
    return []


def _is_listed(name: str, reader: UnitReader) -> bool:
    status = reader.resolve(name).status
    return status is Status.KNOWN or (status is Status.GROUP and _COLLECTIVE.fullmatch(name) is not None)


def _sure(text: str, start: int, end: int, role: Role, reader: UnitReader) -> list[NamedUnit]:
    """All names of the list, or none where one of them is not surely a unit."""
    names = text[start:end]
    if names[-1] not in _ENDS or _STOP.search(names):
        return []
    mentions = split_names(mask(text, start, end), start, role)
    units = list(reader.read_names(tuple(mentions)))
    if len(units) < len(mentions) or not units:
        return []
    if not all(_is_unit(unit) for unit in units):
        return []
    return reader.rank(units)


def _is_unit(unit: NamedUnit) -> bool:
    if unit.found.status is Status.KNOWN:
        return True
    if unit.group:
        return _COLLECTIVE.fullmatch(without_brackets(unit.quote)) is not None
    seen = readings(unit.quote)
    return unit.found.status is Status.SHAPE and bool(seen) and seen[0][2][0] == "~" and len(unit.quote) > 3
