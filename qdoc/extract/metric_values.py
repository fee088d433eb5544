"""Owns finding figures with their unit in the text: numerals, ranges, the longest unit of corpora/measures.tsv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qdoc.extract.numerals import to_number
from qdoc.extract.verbs import alternatives
from qdoc.resources import corpus

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.．]\d+)?"
_CHINESE = r"[二三四五六七八九两十百千][一二三四五六七八九十百千零〇]*"
SCALE = r"(?:万亿|百万|千万|百亿|千亿|[百千万亿])"
"""By how many a unit counts: 万人, 亿元."""
_RANGE = r"[-—–~～－―]{1,2}|[至到](?=\d)"
_NAMED = re.compile(r"[年月日号时点届期条款章节版]|世纪|[A-Za-z＋+]")
_KIND_OF = re.compile(r"(?![和及与至到提降升增减下上约])[\u4e00-\u9fff]")  # 8英寸硅片: a size in a name, no value
_MARK = "分"  # 90分以上, 考核95分: a mark only before a sign
_DELIVERS = (
    "建成|新建|新增|培育|打造|完成|培训|创建|认定|遴选|引进|招引|达到|不少于|突破|建设|设立|举办|开展|改造|不低于|至少"
)


@dataclass(slots=True)
class Figure:
    """A number in the text with its unit; ``kind`` is that of the unit, or empty."""

    start: int
    end: int  # behind unit and 以上 / 左右
    value: float | int
    value_to: float | int | None
    unit: str | None
    kind: str
    tail: str  # 以上, 以下, 以内, 左右 ... printed behind the unit
    number_end: int


@lru_cache(maxsize=1)
def unit_kinds() -> dict[str, str]:
    """Unit → kind, from corpora/measures.tsv."""
    lines = corpus("measures.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith(("#", "unit\t"))]
    return {row[0]: row[1] for row in rows}


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    units = alternatives(list(unit_kinds()))
    unit = rf"(?:{SCALE})?[余多]?(?:{units})|/(?:10万|百万|万|千|万人|千人)|{SCALE}"
    body = rf"(?P<unit>{unit})?(?:(?P<dash>{_RANGE})(?P<to>{_ARABIC})(?P<unit_to>{unit})?)?"
    tail = r"(?P<tail>(?:及|（含）|\(含\))?(?:以上|以下|以内|之内|左右|上下|之间))?"
    # The digit comes first and looks behind itself: the engine then skips from digit to digit.
    arabic = (
        r"(?P<number>[0-9０-９](?<![\d.．A-Za-z〔\[#＃+＋×/]\d)(?:\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d*(?:[.．]\d+)?))(?:余|多)?"
        rf"{body}{tail}"
    )
    chinese = _chinese_number()
    return re.compile(arabic), re.compile(rf"{chinese}{body}{tail}")


# Chinese numerals count behind a verb of delivery only (Python wants look-behinds of one width: one a verb).
# In the hint the numeral comes first and looks behind itself: the engine then skips to the next one.
_CHINESE_HINT = re.compile(
    "[二三四五六七八九两十百千](?:" + "|".join(f"(?<={verb}.)" for verb in _DELIVERS.split("|")) + ")"
)


def _chinese_number() -> str:
    looks = "|".join(f"(?<={verb})" for verb in _DELIVERS.split("|"))
    return rf"(?P<number>百分之[零〇一二三四五六七八九十百点两]+|(?:{looks})(?:{_CHINESE}))"


def find_figures(text: str, start: int, end: int) -> list[Figure]:
    """Every number in ``text[start:end)`` that could measure something, in order (no years, names, ordinals)."""
    arabic, chinese = _patterns()
    out = [figure for match in arabic.finditer(text, start, end) if (figure := _figure(text, match)) is not None]
    if text.find("百分之", start, end) >= 0 or _CHINESE_HINT.search(text, start, end):
        out += [figure for match in chinese.finditer(text, start, end) if (figure := _figure(text, match)) is not None]
        out.sort(key=lambda figure: figure.start)
    return out


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    numeral = match["number"]
    percent = numeral.startswith("百分之")
    value = to_number(numeral[3:] if percent else numeral)
    if value is None or text[match.start() - 1 : match.start()] == "第":
        return None
    unit, to = match["unit"], match["to"]
    value_to = to_number(to) if to else None
    printed = (match["unit_to"] or unit) if to else unit
    if printed is None and not percent and numeral[0] not in "0123456789０１２３４５６７８９":
        return None  # 三级医院: a Chinese numeral counts only with a unit
    if printed is None and (_NAMED.match(text, match.end()) or _KIND_OF.match(text, match.end())):
        return None
    if printed == _MARK and (
        (not match["tail"] and "\u4e00" <= text[match.end() : match.end() + 1] <= "\u9fff")
        or text[match.start() - 1 : match.start()] in ("时", "点")
    ):
        return None  # 垃圾4分类, 8时30分
    if percent:
        printed = "%"
    if to and match["unit_to"] is None:
        if unit is None:
            return (
                None
                if value_to is None or value_to > 1900
                else Figure(match.start(), match.end(), value, value_to, None, "", match["tail"] or "", match.end("to"))
            )
        # 5%-10 without a second unit is no range
        return Figure(match.start(), match.end("unit"), value, None, unit, _kind(unit), "", match.end("unit"))
    if printed and not percent and printed[-1:] in "百千万亿" and _NAMED.match(text, match.end()):
        return None
    number_end = match.start("tail") if match["tail"] else match.end()
    return Figure(
        match.start(),
        match.end(),
        value,
        value_to,
        printed,
        _kind(printed) if printed else "",
        match["tail"] or "",
        number_end,
    )


def _kind(unit: str) -> str:
    kinds = unit_kinds()
    at = 0
    while at < len(unit):
        if unit[at:] in kinds:
            return kinds[unit[at:]]
        at += 1
    return "rate" if unit.startswith("/") else "scale"
