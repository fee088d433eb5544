"""Owns the rules of numbers and dates in running text (QD320–QD339): GB/T 15835—2011 and what documents keep to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qdoc.check.days import is_day
from qdoc.check.genre import is_speech
from qdoc.check.patterns import Pattern, find, own_words
from qdoc.check.values import Found, Subject

_ONES = "一二三四五六七八九"
_NEXT = "|".join(f"{_ONES[at]}、{_ONES[at + 1]}" for at in range(8))  # 三、四: numbers of an approximate one adjoin
_NEXT_FIGURES = "|".join(f"{at}、{at + 1}" for at in range(1, 9))
_UNIT = "个名家项年天次条所人处件户类种座辆批"
_COUNTED = "个家天件户座辆"  # units of what is counted and never numbered
_NUMBERED = "名项年次条所人处种"  # 三、四次会议: three or four, or the third and the fourth
_DAY = r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?:[12]\d|3[01]|[1-9])号"
_MORE_DAYS = r"(?:[至到、和—－~～-]+(?:(?:1[0-2]|[1-9])月)?(?:[12]\d|3[01]|[1-9])号)"
_DAYS = rf"{_DAY}{_MORE_DAYS}*"  # 3月5号到6号: both or none
_AFTER_DAY = r"(?:[之以]?[前后]|[以起至到止，。；、）]|上午|下午|晚|\s|$)"
_NAMED_BY_NUMBER = "[线楼院馆厅口门机井船桥路车舱桌柜站文]"  # 6月2号线: the number of something


def _approximate(match: re.Match[str]) -> str:
    return match[0].replace("、", "")


_HALF = str.maketrans("０１２３４５６７８９", "0123456789")
_FIGURE = r"(?<![\d.A-Za-z])\d+(?:\.\d+)?"
_TO = "[-－—~～]"
_YEARS = r"(?:19|20)\d\d"
_REPEATED = r"(?<![目有众标端])的的(?![确士])|了了(?!解)|和和(?![睦气美])|、和、"


def _per_cent(match: re.Match[str]) -> str:
    """The range with both signs; unchanged, so no finding, where the first figure is not the smaller of two."""
    low, high = re.findall(r"\d+(?:\.\d+)?", match[0])
    return f"{low}%～{high}%" if float(low) < float(high) else match[0]


def _with_ri(match: re.Match[str]) -> str:
    """The days with 日 for 号; unchanged where no calendar has one of them."""
    month = int(match["month"])
    for each in re.finditer(r"(?:(\d{1,2})月)?(\d{1,2})号", match[0]):
        month = int(each[1] or month)
        if not is_day(month, int(each[2])):
            return match[0]
    return match[0].replace("号", "日")


def _without_zeros(match: re.Match[str]) -> str:
    return re.sub(r"(?<=[年月])0|^0", "", match[0])


def _of(rule: str, regex: str, message: str, after: Callable[[re.Match[str]], str] | None = None) -> Pattern:
    return Pattern(rule, re.compile(regex), message, after)


_VAGUE = re.compile(
    "(?:(?P<year>[今明去]年)|(?P<month>[本下上]月)|(?P<week>[上下本]周(?![期边围]))|(?P<day>(?<!最)近日))(?!度)"
)
_ASKED = {"哪一年": "year", "哪个月": "month", "哪一周": "week", "哪一天": "day"}
_COMES_ROUND = re.compile("[每逐按][个]?[日天周月季年]|月度|季度")

_COUNT = r"\d+(?:\.\d+)?[百千万亿]*"
_OF = r"(?:%|％|个百分点|(?!左|上|以|多|余)[㐀-鿿]{0,3}?)"
_AFTER_COUNT = rf"\s*(?:{_COUNT}[多余](?![额地热粮])|{_COUNT}{_OF}"
_TWICE = (
    # about … or so; over … odd; not less than … or more: one of the two says it
    rf"(?:(?<![节合签预条契履特邀誓违缔])约|大约|大概|(?<![附最邻靠临远相亲])近){_AFTER_COUNT}(?:左右|上下|以[上下]))",
    rf"(?:超过|逾){_AFTER_COUNT}(?:左右|上下|以上))",
    rf"(?:不少于|不低于|不小于|至少){_AFTER_COUNT}(?:左右|上下|以上))",
    rf"(?:不超过|不高于|不多于|至多|最多){_AFTER_COUNT}(?:左右|上下|以[内下]))",
)


PATTERNS = (
    _of(
        "QD320",
        rf"(?!{_YEARS}\D){_FIGURE}{_TO}(?!{_YEARS}[%％])\d+(?:\.\d+)?[%％]",
        "“{}”两端都要带百分号，用浪纹线连接",
        _per_cent,
    ),
    _of("QD320", rf"{_FIGURE}至\d+(?:\.\d+)?[%％]", "“{}”是百分数范围的，两端都要带百分号"),
    _of("QD320", rf"(?<!\d){_YEARS}{_TO}{_YEARS}[%％]", "“{}”年份后面多了百分号，或漏了年份后的数，请核对"),
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
    _of("QD325", rf"(?m){_DAYS}(?!{_MORE_DAYS})(?={_AFTER_DAY})", "日期“{}”应写“日”", _with_ri),
    _of("QD325", rf"(?m){_DAYS}(?!{_MORE_DAYS}|{_AFTER_DAY}|{_NAMED_BY_NUMBER})", "“{}”是日期的，应写“日”"),
    _of("QD326", r"(?<![\d.、）)A-Za-z])\.\d+(?=[%％万亿个])", "“{}”小数点前要有 0", lambda m: "0" + m[0]),
    _of("QD327", r"\d{4}年0\d月(?:0?\d日)?|(?<=月)0\d日", "“{}”的月、日不编虚位", _without_zeros),
    _of("QD329", r"[０-９]+", "全角数字“{}”应为半角", lambda m: m[0].translate(_HALF)),
    _of("QD330", r"(?<=\d号)[）)]?《", "引用公文应先引标题、后引发文字号"),
    _of("QD331", _REPEATED, "“{}”疑为重复的字"),
    _of("QD333", "|".join(_TWICE), "“{}”前后两个概数词说的是一回事，留一个"),
)


def numbers(subject: Subject) -> Iterator[Found]:
    """Patterns of numbers, dates and slips of the pen."""
    yield from find(subject, PATTERNS)


def vague(subject: Subject) -> Iterator[Found]:
    """QD328: 今年, 上月 and the like; not in a speech, whose year is known, nor of what comes round (每月…上月)."""
    if is_speech(subject.notice):
        return
    text = subject.source.text
    for start, end in own_words(subject):
        for match in _VAGUE.finditer(text, start, end):
            sentence = max(text.rfind(sign, 0, match.start()) for sign in "。；\n") + 1
            if not _COMES_ROUND.search(text, sentence, match.start()):
                which = next(asked for asked, group in _ASKED.items() if match[group])
                yield Found("QD328", match.start(), match.end(), f"“{match[0]}”指{which}说不准，宜写明")


CHECKS = (numbers, vague)
