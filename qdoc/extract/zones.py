"""Owns where a task states its units: brackets and lines of responsibility, as spans.

Postconditions: zones are in order, do not overlap, lie inside the stretch asked for; ``text[inner_start:inner_end]``
is the content without its brackets. Whether a content really names units is judged by ``departments_grammar``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qdoc.extract.stretches import Stretches
from qdoc.model import Span
from qdoc.model.quick import quick

_OPEN, _CLOSE = "（(〔\\[【", "）)〕\\]】"
_NEITHER = f"[^{_OPEN}{_CLOSE}]{{0,500}}"
BRACKET = re.compile(f"[{_OPEN}]({_NEITHER}(?:[{_OPEN}]{_NEITHER}[{_CLOSE}]{_NEITHER}){{0,40}})[{_CLOSE}]")
NESTED = re.compile(f"[{_OPEN}<〈][^{_OPEN}{_CLOSE}<>〈〉]*[{_CLOSE}>〉]")

_ROLE_WORD = re.compile(r"牵头|负责|责任|配合|参与|参加|主办|协办|承办|会办|分工|起草|协助|落实|时限")
_WHO = r"(?:单位|部门|处室|科室|机构|主体|委办局|地区)"
LABEL = re.compile(
    r"(?:[省市区县]级)?(?:(?:第一|总|共同)?牵头|主责|主办|主要责任|责任|负责|配合|参加|参与|协办|协助|协同|协作|支持|会办|承办|承担|落实|实施|起草|成员|联合)"
    r"(?:责任|考核|落实|配合|承办|实施|督办|办理|及配合|及责任)?"
    + _WHO
    + r"(?:和(?:配合|责任|参与)"
    + _WHO
    + r")?\s*(?:[:：]|[】\]〕](?=\s*[:：]?\s*[\u4e00-\u9fff])\s*[:：]?|为[:：]?|是(?=[省市区县各]))\s*"
    r"|(?<![\u4e00-\u9fff])(?:牵头|主办|责任|配合|协办|参与|承办)\s*[:：]\s*"
)
PERSON = re.compile(
    r"(?!联系人)(?:负责|牵头|分管|责任|联系|包保|挂钩|主管|包抓|配合)(?:省|市|区|县|州)?(?:领导|省长|市长|区长|县长|州长|同志|人)\s*[:：]\s*"
)
_LABEL_SIGN = re.compile(r"[:：】\]〕为](?:(?<!为)|(?=[省市区县各]))")
_LABEL_ENDS = (
    *("单位", "部门", "处室", "科室", "机构", "主体", "委办局", "地区", "领导", "同志", "人", "牵头", "配合", "责任"),
    *("省长", "市长", "区长", "县长", "州长"),
)
_LONGEST_LABEL = 28
_LINE_END = re.compile(
    r"[\n。!！?？]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|(?<![\d.])\d{1,2}[.．](?!\d)|[①-⑳]"
)
_FOOTER = re.compile(
    r"公开程序|公开方式|公开时限|公开范围|索引号|发布机构|信息来源|ICP|备案|标识码|版权所有|公网安备|技术支持|网站维护|抄送"
)
_UNIT_END = frozenset("厅局委办部府会院联社团处室队署校")
_LIST_END = _UNIT_END | frozenset("县区市镇位")


ONLY_LABEL = re.compile(r"(?:牵头|主办|责任|负责|配合|协办|参与|承办|参加)" + _WHO)


@quick
@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch that states units: ``kind`` is bracket, list (a bracket of names only) or line."""

    kind: str
    start: int
    end: int
    inner_start: int
    inner_end: int

    @property
    def span(self) -> Span:
        """The whole stretch, brackets included."""
        return Span(self.start, self.end)


def find_zones(text: str, start: int, end: int) -> tuple[Zone, ...]:
    """Return the stretches of ``text[start:end]`` that look as if they stated units, in order.

    Sources of the formats: docs DOMAIN §5 (brackets before or after the full stop, lines of their own, half- and
    full-width signs mixed); a label in the data of a web page (公开程序 … 责任部门) and 抄送 are none.
    """
    zones: list[Zone] = []
    for match in BRACKET.finditer(text, start, end):
        inner = match.span(1)
        if inner[1] - inner[0] < 9 and ONLY_LABEL.fullmatch(text, *inner):
            continue  # 【责任单位】 opens a line
        if _ROLE_WORD.search(text, *inner):
            zones.append(Zone("bracket", match.start(), match.end(), *inner))
        elif text[inner[1] - 1 : inner[1]] in _LIST_END and _stands_alone(text, match.start(), match.end(), end):
            zones.append(Zone("list", match.start(), match.end(), *inner))
    covered = Stretches((zone.start, zone.end) for zone in zones)
    signs = [at for at in _label_signs(text, start, end) if not covered.holds(at)]
    if signs:
        zones += _lines(text, start, end, covered, signs)
    return tuple(sorted(zones, key=lambda zone: zone.start))


def _stands_alone(text: str, at: int, to: int, end: int) -> bool:
    """A bracket of names alone counts only behind a full stop, or as the last thing of its paragraph."""
    before = text[at - 1 : at]
    if before in _UNIT_END or not before:
        return False
    return before in "。；;！" or to >= end or text[to : to + 1] == "\n" or text[to : to + 2] == "。\n"


def _label_signs(text: str, start: int, end: int) -> Iterator[int]:
    """Where a colon, a closing bracket or 为 (before a unit) stands behind a word that may end a label."""
    for sign in _LABEL_SIGN.finditer(text, start, end):
        at = sign.start()
        if text[max(start, at - 6) : at].rstrip().endswith(_LABEL_ENDS):
            yield at


def _lines(text: str, start: int, end: int, brackets: Stretches, signs: list[int]) -> list[Zone]:
    """Stretches behind a label outside brackets; ``signs``: where labels may end."""
    found: dict[tuple[int, int], None] = {}
    for sign in signs:
        since, to = max(start, sign - _LONGEST_LABEL), min(end, sign + 8)
        for pattern in (LABEL, PERSON):
            for match in pattern.finditer(text, since, to):
                if match.start() < sign < match.end():
                    stretched = pattern.match(text, match.start(), end)  # white space behind a label belongs to it
                    found[(stretched or match).span()] = None
    marks = sorted(found)
    lines: list[Zone] = []
    for at, to in marks:
        if brackets.holds(at) or (lines and at < lines[-1].end):
            continue
        if _FOOTER.search(text, max(0, at - 40, text.rfind("\n", 0, at) + 1), at):
            continue
        if text[at - 1 : at] in "“\"'‘的各明确" and at > start:
            continue
        stop = _line_end(text, to, end)
        inner = at
        if text[at - 1 : at] in "【[〔" and at > start:
            at -= 1
        if lines and not text[lines[-1].end : at].strip(" \t\r\n　。；;，,"):
            last = lines.pop()
            at, inner = last.start, last.inner_start
        lines.append(Zone("line", at, stop, inner, stop))
    return lines


def _line_end(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " \t\r\n　":
        at += 1
    match = _LINE_END.search(text, at, end)
    while match and match[0] == "\n" and text[match.start() - 1] in "、，,":  # the list goes on in the next line
        match = _LINE_END.search(text, match.end(), end)
    stop = match.start() if match else end
    while stop > at and text[stop - 1] in " \t\r　；;，,":
        stop -= 1
    return stop
