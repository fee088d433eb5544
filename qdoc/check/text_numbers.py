"""Owns the rules of numbers and dates in running text (QD320–QD339): GB/T 15835—2011 and what documents keep to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qdoc.check.patterns import Pattern, find
from qdoc.check.values import Found, Subject

_ONES = "一二三四五六七八九"
_NEXT = "|".join(f"{_ONES[at]}、{_ONES[at + 1]}" for at in range(8))  # 三、四: numbers of an approximate one adjoin
_NEXT_FIGURES = "|".join(f"{at}、{at + 1}" for at in range(1, 9))
_UNIT = "个名家项年天次条所人处件户类种座辆批"
_COUNTED = "个家天件户座辆"  # units of what is counted and never numbered
_NUMBERED = "名项年次条所人处种"  # 三、四次会议: three or four, or the third and the fourth
_DAY = r"(?<!\d)(?:1[0-2]|[1-9])月(?:[12]\d|3[01]|[1-9])号"
_AFTER_DAY = r"(?:[之以]?[前后]|[以起至到止，。；、）]|上午|下午|晚|\s|$)"
_NAMED_BY_NUMBER = "[线楼院馆厅口门机井船桥路车舱桌柜站文]"  # 6月2号线: the number of something
_BLANK = "[×ＸXx＊]"  # a sign that holds the place of a word or a figure
_UNFINISHED = (
    # what qdoc itself leaves open, and the like
    r"【(?:待(?:补|定|填|核|确认|明确)[^】\n]{0,80}|(?:结转|可删|改名|提示)(?:：[^】\n]{0,80})?)】",
    rf"\d{{4}}年{_BLANK}{{1,2}}月(?:{_BLANK}{{1,2}}日)?",
    rf"(?<=月){_BLANK}{{1,2}}日|(?<=\d){_BLANK}{{1,2}}年",
    r"(?<![×＊])[×＊]{2,}(?=[㐀-鿿〕）])",
    r"(?<![\d×.])×(?=[局委厅办处区市县镇乡街年月日号人家项个])",
    r"(?<![0-9A-Za-zＸ.-])[XxＸ]{2,}(?=[年月日号局委办厅处区市县镇乡街])",
)


def _approximate(match: re.Match[str]) -> str:
    return match[0].replace("、", "")


_HALF = str.maketrans("０１２３４５６７８９", "0123456789")
_FIGURE = r"(?<![\d.A-Za-z])\d+(?:\.\d+)?"
_TO = "[-－—~～至]"
_REPEATED = r"(?<![目有众标端])的的(?![确士])|了了(?!解)|和和(?![睦气美])|、和、"


def _per_cent(match: re.Match[str]) -> str:
    return re.sub(rf"^([\d.]+){_TO}", r"\1%～", match[0]).replace("％", "%")


def _without_zeros(match: re.Match[str]) -> str:
    return re.sub(r"(?<=[年月])0|^0", "", match[0])


def _of(rule: str, regex: str, message: str, after: Callable[[re.Match[str]], str] | None = None) -> Pattern:
    return Pattern(rule, re.compile(regex), message, after)


PATTERNS = (
    _of("QD320", rf"{_FIGURE}{_TO}\d+(?:\.\d+)?[%％]", "“{}”两端都要带百分号，用浪纹线连接", _per_cent),
    _of("QD321", rf"{_FIGURE}[-－—~～]\d+(?:\.\d+)?[万亿](?!年)", "“{}”两端的数量级不清，应写明，如“5亿～8亿”"),
    _of(
        "QD322",
        rf"(?<![第{_ONES}十、])(?!一、)(?:{_NEXT})(?=[{_COUNTED}])",
        "“{}”表示概数的，不用顿号；分列两项的请写明",
        _approximate,
    ),
    _of(
        "QD322",
        rf"(?<![第{_ONES}十、])(?:一、二(?=[{_COUNTED}])|(?:{_NEXT})(?=[{_NUMBERED}]))(?!年级|人民)",
        "“{}”表示概数的，不用顿号；是序号的（第几、第几）不必改",
    ),
    _of("QD323", rf"(?<![\d.第、])(?:{_NEXT_FIGURES})(?=[{_UNIT}](?!度))", "“{}”表示概数的应用汉字，如“三四个”"),
    _of(
        "QD324", r"(?<![\d〇零一二三四五六七八九十年第近约满])[0-4]\d年(?=底|初|度|末|\d{1,2}月)", "年份“{}”应写全四位"
    ),
    _of("QD325", rf"(?m){_DAY}(?={_AFTER_DAY})", "日期“{}”应写“日”", lambda m: m[0][:-1] + "日"),
    _of("QD325", rf"(?m){_DAY}(?!{_AFTER_DAY}|{_NAMED_BY_NUMBER})", "“{}”是日期的，应写“日”"),
    _of("QD326", r"(?<![\d.、）)A-Za-z])\.\d+(?=[%％万亿个])", "“{}”小数点前要有 0", lambda m: "0" + m[0]),
    _of("QD327", r"\d{4}年0\d月(?:0?\d日)?|(?<=月)0\d日", "“{}”的月、日不编虚位", _without_zeros),
    _of("QD328", r"(?:今年|明年|去年|本月|下月|上月|近日|下周|本周)(?!度)", "“{}”指哪一天说不准，宜写明年月日"),
    _of("QD329", r"[０-９]+", "全角数字“{}”应为半角", lambda m: m[0].translate(_HALF)),
    _of("QD330", r"(?<=\d号)[）)]?《", "引用公文应先引标题、后引发文字号"),
    _of("QD331", _REPEATED, "“{}”疑为重复的字"),
    _of("QD332", "|".join(_UNFINISHED), "“{}”还没有填写"),
)


def numbers(subject: Subject) -> Iterator[Found]:
    """Patterns of numbers, dates and slips of the pen."""
    yield from find(subject, PATTERNS)


CHECKS = (numbers,)
