"""Owns the indicator of a metric: the words that a figure measures, their scope, their year, and lists of both."""

from __future__ import annotations

import re

_TIME = re.compile(
    r"(?:力争|争取|确保|预计)?(?:[到至自从])?(?:(?:20\d\d年?[、—\-～至])*20\d\d年|今年|明年|年(?=底|末)|“?十[一二三四五]五”?(?:期?末|"
    r"期间)?|\d{1,2}月|[底末](?=前)|上半年|下半年)"
    r"(?:\d{1,2}月)?(?:[底末]|上半年|下半年|年底)?(?:前|以前|之前|起|内|底前)?[，,、：:]?"
)
_SCOPE = re.compile(
    r"(?:全[省市区县州国镇街乡]|本[省市区县]|我[省市区县]|[\u4e00-\u9fff]{2,6}(?:地区|城区|片区)(?!生产总值))(?:范围内)?"
)
_LEADING = re.compile(
    r"(?:确保|力争|争取|努力|实现|使|并|且|同时|其中|要|推动|促进|保持|将|把|不断|进一步|有效|大幅|显著|积极|继续|重点|着力|全面|加快|到|在(?![线校建岗册营地售产库编])|的|由|让|各地|原则上|"
    r"当年|年度|全年|逐年|年内|累计|[一二三四五六]是|[（(]\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|[，、：:\s　；])+"
)
_SEPARATOR = re.compile(r"、|(?<![普以])及(?!时)|和(?!谐)|与|(?<!合)并(?!网)")
_JOINT = re.compile(r"(?<=[\u4e00-\u9fff])(?:并且|且|同时)(?=[\u4e00-\u9fff])")
_TRAILING = re.compile(
    r"(?:[，,、：:\s]|相?比\d{4}年(?:底|末)?|较?比?(?:上年|去年|上一年|同期|“?十[一二三四]五”?末?)(?:同期|末|底)?|较\d{4}年(?:底|末)?|"
    r"按可比口径|同比|环比|力争|确保|基本|争取|全部|均|都|也|要|分别|累计|平均|年均|每年|将|首次|总计|共计|共|合计|再|约|近|须|应当?|必须|不得|至少|保持|稳定|控制|"
    r"原则上|能够|可|预计|已|均应|由|从|和|及|的)+$"
)
_TRAILING_ENDS = frozenset(
    "，,、：:年比期五”末底径争保本取部均都也要别计将次共再约近须应当得少持定制上够可已由从和及的"
)
_PREDICATE_END = re.compile(
    r"(?:达到|达|(?:提高|提升|增加|扩大|上升|增长|降低|下降|减少|压缩|缩短|压减|缩减|降|减|增|拓展|发展|压|升)(?:到|至|为)?|递增|递减|回落|超过|超|突破|"
    r"控制在|控制到|不低于|不少于|不高于|不超过|"
    r"不小于|不大于|稳定在|保持在|维持在|占|为|完成|高于|低于|大于|小于|少于|多于|接近|降幅|增幅|在)(?:了|约|近|大约|为|均|各|平均|分别|首次|总计|累计|不少于|"
    r"不低于|至少|超过|超|不超过|再|左右|全部|也|都)*$"
)
MEASURED = re.compile(
    r"(?:(?<!效)率|(?<![制力程幅强高进额温浓角态])度|数量|比例|比重|占比|总量|用量|产量|排放量|销量|能耗|水耗|强度|浓度|规模|总值|收入|产值|增加值|均值|覆盖面|"
    r"面积|里程|总数|数|量|额|经费|值|时间|时限|天数|次数|人数|户数|贡献)$"
)
_RAISED = re.compile(r"(?:(?<![效频])率|(?<![制力程幅强高进额温浓角态难深热速广跨精纯])度|数量|比例|比重|占比)$")
RISING = frozenset("率度量例重比")  # no direction without one of them
_ITEMS = re.compile(r"[、]|(?<=[率度量数重例额值])[和与及](?=[\u4e00-\u9fff])")
_NOUN = re.compile(
    r"(?:以上|左右|以内)?(?:[（(](?:间|套|人|个|所|座|处|家|次|台|含\d+[个家项所]?)[）)])?的?"
    r"([^，。；;,（(\n](?:[^，。；;,（(\n]|[（(][^（）()，。；]{1,10}[）)](?=[\u4e00-\u9fff]))*)"
)
_NEXT_COUNT = re.compile(
    r"、(?=[^、]{0,20}?\d+(?:\.\d+)?(?![A-Za-z\d.+＋]))|[和及](?=[^和及]{0,12}?\d+(?:\.\d+)?(?![A-Za-z\d.+＋]))"
)
YEAR = re.compile(r"(20(?<!比20)(?<!较20)(?<!\d20)\d\d)\s*年")


def subject(left: str) -> tuple[str, str | None, int]:
    """The indicator before a predicate: its words, its scope, and how far into ``left`` it begins.

    ``left`` is the clause up to the figure; verbs, hedges, times and 比…年 are taken off.
    """
    at = 0
    moved = True
    while moved:
        moved = False
        for pattern in (_TIME, _LEADING):
            match = pattern.match(left, at)
            if match and match.end() > at and match.end() < len(left):
                at, moved = match.end(), True
    for joint in _JOINT.finditer(left, at):
        if len(left) - joint.end() > 2:
            at = joint.end()
    words = _without_tail(_PREDICATE_END.sub("", _without_tail(left[at:])))
    scope = _SCOPE.match(words)
    if scope and scope.end() < len(words):
        return words[scope.end() :].lstrip("的"), scope[0], at
    return words, None, at


def _without_tail(words: str) -> str:
    return _TRAILING.sub("", words) if words[-1:] in _TRAILING_ENDS or words[-1:].isspace() else words


def noun_behind(right: str) -> str | None:
    """The thing counted, behind the figure: 20个“…”应用示范场景 → “…”应用示范场景."""
    match = _NOUN.match(right)
    if not match:
        return None
    words = _NEXT_COUNT.split(match[1])[0].strip(" 　")
    return words or None


def last_separator(piece: str) -> int:
    """Where the last sign that parts two items of a list stands (及 in 普及 is none); -1 where there is none."""
    found = [match.start() for match in _SEPARATOR.finditer(piece)]
    return found[-1] if found else -1


def items(words: str) -> list[str]:
    """Split a list of indicators: 甲率、乙率 → both."""
    return [part for part in _ITEMS.split(words) if part]


def is_measured(words: str) -> bool:
    """Whether the words end in something that is measured (…率, …比重, …总量)."""
    return bool(MEASURED.search(words))


def can_rise(words: str) -> bool:
    """Whether 提高 or 降低 of the words is a direction to be shown by a figure (…率, …度, …数量), not a phrase."""
    return bool(_RAISED.search(words))


def last_year(words: str) -> int | None:
    """The last year named in the words, bases (比2020年) left out."""
    found = YEAR.findall(words)
    return int(found[-1]) if found else None
