"""Owns points of time in running text: which ones are limits, and the last day that each means.

No limits: background (比2015年, 2019年印发), allowances (每年给予), ranges of years, names (2022年冬奥会).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qdoc.extract import calendar
from qdoc.extract.context import PlanContext
from qdoc.model import DeadlineKind
from qdoc.model.quick import quick

_D = r"[0-9０-９]"
_HAN = "一二三四五六七八九十"
_YEAR = rf"(?:(?P<year>{_D}{{4}})年|(?P<named>今年|当年|本年度?|明年|次年|翌年))"
_LIMIT = r"(?:[之以]?前|截止|为止|止|内)"
POINT = re.compile(
    rf"(?=[0-9０-９每按逐到至截今当本明次翌“{_HAN}第上下年全])"
    rf"(?P<every>每(?:年|月|季度|半年|周|旬|两年|学期|学年)(?:度)?|按[月季年周](?:度)?|逐[月季年])?"
    rf"(?P<lead>到|至|截至|截止到?)?"
    rf"(?:{_YEAR}(?P<start>起)?)?"
    rf"(?:(?P<five>[“\"]?十[{_HAN}]五[”\"]?(?:规划)?)(?P<fivepart>期?末|期间|时期|期内|[”\"]?期?末)"
    rf"|(?P<month>{_D}{{1,2}}|[{_HAN}]{{1,3}})月(?:(?P<part>底|末|初|中旬|上旬|下旬|份)|(?P<day>{_D}{{1,2}}|[{_HAN}]{{1,3}})[日号])?(?P<monthlimit>{_LIMIT}|底)?"
    rf"|(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年)(?P<quarterpart>末|底|结束)?(?P<quarterlimit>{_LIMIT})?"
    rf"|(?P<yearpart>年?[底末终]|年内|年中|全年)(?P<yearlimit>{_LIMIT})?"
    rf"|(?<=年)(?P<bare>(?:左右)?(?P<barelimit>{_LIMIT})?)"
    rf"|(?<=起)(?P<from>)|(?P<none>(?<=每[年月周旬])|(?<=季度)|(?<=半年)|(?<=两年)|(?<=[按逐][月季年周])))"
)
_POINT_HINT = re.compile("[年月季周旬期末底]")  # in every point of time
_REACH = 20  # no longer are the parts of what is looked for before the first sign, between two, and behind the last
_AIMED = re.compile(r"(?:于|在|力争|争取|确保)$")  # says that a limit follows, and nothing about which
_WITHIN = re.compile(
    rf"(?:利用|力争|用|争取)?(?:(?:{_D}{{1,3}}|[{_HAN}两]{{1,3}})(?:个)?(?:工作日|月|年|日|天|周)(?:左右)?(?:以内|之内|内)|(?<=用)(?:{_D}|[{_HAN}两])年(?:左右)?时间)"
)
_WITHIN_HINT = re.compile("内|时间")
_MASKED = re.compile(
    r"[《（(〔\[12](?:(?<=《)[^《》]*(?:《[^《》]*》[^《》]*)*》|"
    r"(?<=[（(〔\[])[12]\d{3}\s*[-—–－~～至]+\s*[12]?\d{1,3}年?[）)〕\]]|"
    r"(?<=[12])\d{3}\s*[-—–－~～至]+\s*[12]?\d{1,3}年)"
)
_BEFORE_NOT = re.compile(
    r"(?:比|较|自|从|以|制定|修订|反馈|列入国家|公布|编制|报送|上报|实施|发布|围绕|结合|根据|对照|相比|对比|同比|继|自从|早在|其中|截至|截止|第|计划（|工作要点（)$"
)
_AFTER_NOT = re.compile(
    r"起|以来|以后|之后|后|印发|发布|出台|度|的基数|基础上|水平|[版号]|开始|工作要点|工作总结|冬奥|冬残奥|全运|亚运|世博|进博|初|届|全[省市国区县]经济社会|政府工作报告|级|来|已|(?:底|末)?(?:已|以来)"
)
_DEED = re.compile(
    r"达|完成|建成|建立|实现|新增|新建|新|启动|控制在|力争|争取|确保|覆盖|形成|培育|打造|基本|全面|累计|不低于|超过|突破|提高|下降|降低|增长|增加|减少|推动|推进|组织|开展|要|将|全[省市区县]|建设|落实|出台|制定|取得|达峰|各|保持|稳定|到位|率先|力|计划|举办|做好|提升|加快|率|比重|比例|总|不|一批"
)
_PAST_OR_NOUN = re.compile(r"已|的(?!工作|任务)|出生|以来")
_ALLOWANCE = re.compile(
    r"每[人家户个项名]|连续|给予|补助|补贴|奖励|免|资助|减按|缴纳|销售|收入|合同|期限|最高|按.{0,6}收|享受|实行|租金|期满|贷款|优惠"
)


_REGULARLY = re.compile(
    r"定期(?<!不定期)(?<!稳定期)(?<!医师定期)(?!存款|限|或不|和不|(?:集中)?(?:办公|会商|调度|通报|报告|考核)[^，。；]{0,8}(?:制度|机制))"
)
_AFTER_EVENT = ("毕业", "离校", "届", "投产", "上市", "次月", "出生", "前", "近", "最近", "过去")


@quick
@dataclass(frozen=True, slots=True)
class TimeLimit:
    start: int
    end: int
    kind: DeadlineKind
    on: str | None


def hide_years(text: str) -> str:
    """Return the text with titles 《》 and spans of years (2021—2023年) overwritten one to one."""
    return _MASKED.sub(lambda m: "□" * len(m.group()), text)


def running_limits(masked: str, context: PlanContext) -> Iterator[TimeLimit]:
    said: int | None = None
    sentence = 0
    for match in _around(masked, _POINT_HINT, POINT):
        if "。" in masked[sentence : match.start()]:
            said = None
        sentence = match.start()
        one = read_point(match, context, labelled=False, said=said)
        if match["year"] and calendar.plausible(int(match["year"])):
            said = int(match["year"])
        if one is not None:
            yield one
    for match in _around(masked, _WITHIN_HINT, _WITHIN):
        before = re.split(r"[。；;\n]", masked[max(0, match.start() - 14) : match.start()])[-1]
        after = re.split(r"[。；;\n]", masked[match.end() : match.end() + 16])[0]
        if not (
            _ALLOWANCE.search(before)
            or _ALLOWANCE.search(after)
            or after.startswith(("对", "的"))
            or before.endswith(_AFTER_EVENT)
        ):
            yield TimeLimit(match.start(), match.end(), DeadlineKind.PERIOD, None)
    for match in _REGULARLY.finditer(masked):
        yield TimeLimit(match.start(), match.end(), DeadlineKind.RECURRING, None)


def _around(masked: str, hint: re.Pattern[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of a long pattern that have words, tried only around the signs that every one of them has."""
    stretches: list[tuple[int, int]] = []
    for sign in hint.finditer(masked):
        start, end = sign.start() - _REACH, sign.end() + _REACH
        if stretches and start <= stretches[-1][1]:
            start = stretches.pop()[0]
        stretches.append((max(0, start), end))
    for start, end in stretches:
        for match in pattern.finditer(masked, start, end):
            if match.end() > match.start():
                yield match


def read_point(
    match: re.Match[str], context: PlanContext, *, labelled: bool, said: int | None = None
) -> TimeLimit | None:
    """Decide whether one point of time is a limit, and read its day."""
    g, text = match.groupdict(), match.string
    at, to = match.span()
    before, after = _AIMED.sub("", text[max(0, at - 10) : at])[-8:], text[to : to + 14]
    if g["every"]:
        return _every(match, labelled)
    if g["named"] == "当年" and not (labelled or g["yearpart"]):
        return None
    year = int(g["year"]) if g["year"] else _named(g["named"], context)
    if year is not None and 1000 < year < 1949:
        return None
    if g["start"]:
        late = year is not None and (context.year is None or year >= context.year or not calendar.plausible(year))
        return TimeLimit(at, to, DeadlineKind.PERIOD, None) if late and not before.endswith(("自", "从")) else None
    base = year if year is not None else said if said is not None else context.base_year
    if g["five"]:
        on = calendar.end_of_five_year_plan(re.sub(r"[“”\"规划]", "", g["five"]))
        return _kept(TimeLimit(at, to, DeadlineKind.PERIOD, on), context)
    if g["month"]:
        return _month(match, at, to, base, context, labelled, before, after)
    if g["quarter"] or g["half"]:
        if not (labelled or g["quarterlimit"] or g["quarterpart"] or year is not None or _DEED.search(after[:8])):
            return None
        if _AFTER_NOT.match(after) and not labelled and not g["quarterlimit"]:
            return None
        last = {"上": 6, "下": 12}[g["half"]] if g["half"] else 3 * (calendar.number(g["quarter"]) or 0)
        kind = DeadlineKind.QUARTER if g["quarter"] else DeadlineKind.PERIOD
        return _kept(TimeLimit(at, to, kind, calendar.end_of_month(base, last) if base else None), context)
    if g["yearpart"]:
        if g["yearpart"] == "全年" and not labelled:
            return None
        if re.search(r"[0-9０-９一二三四五六七八九十两]$", before) and at == match.start():
            return None
        if g["yearpart"] == "年中":
            return _kept(
                TimeLimit(at, to, DeadlineKind.MONTH, calendar.end_of_month(base, 6) if base else None), context
            )
        if g["yearpart"][-1] in "底末终" and not (g["yearpart"][0] == "年" or g["year"] or g["named"]):
            return None
        if re.match(r"已|以来|效能|绩效|考核|总结|评|盘点|决算|加薪|奖|一次性", after) and not g["yearlimit"]:
            return None
        if g["yearpart"].endswith("终") and not (g["yearlimit"] or labelled):
            return None  # 年终对账, 年终检查: what is done, not by when
        if not g["yearlimit"] and not labelled and not _DEED.search(after[:12]):
            return None
        if _PAST_OR_NOUN.match(after) and not labelled:
            return None
        if before.endswith(("比", "较", "截至", "截止", "自", "从", "每")) and not g["yearlimit"]:
            return None
        kind = DeadlineKind.DATE if g["yearpart"][-1] in "底末终" else DeadlineKind.YEAR
        return _kept(TimeLimit(at, to, kind, calendar.end_of_year(base) if base else None), context)
    if year is None or g["bare"] is None:
        return None
    return _bare_year(match, at, to, year, context, labelled, before, after)


def _named(word: str | None, context: PlanContext) -> int | None:
    if word is None or context.base_year is None:
        return None
    return context.base_year + (1 if word in ("明年", "次年", "翌年") else 0)


def _every(match: re.Match[str], labelled: bool) -> TimeLimit | None:
    text = match.string
    around = text[max(0, match.start() - 8) : match.end() + 12]
    if not labelled and match["every"][0] in "按逐":
        return None
    if not labelled and (
        _ALLOWANCE.search(around)
        or re.match(r"(?:再)?增加\d|满一", text[match.end() :])
        or re.match(r"(?:可|从|的|[0-9]|不少于|不低于|度)", text[match.end() :])
    ):
        return None
    return TimeLimit(match.start(), match.end(), DeadlineKind.RECURRING, None)


def _month(
    match: re.Match[str],
    at: int,
    to: int,
    base: int | None,
    context: PlanContext,
    labelled: bool,
    before: str,
    after: str,
) -> TimeLimit | None:
    g = match.groupdict()
    if not labelled and (_PAST_OR_NOUN.match(after) or before.endswith(("次月", "出生"))):
        return None
    if g["monthlimit"] == "内" and g["day"]:
        return None  # 5月3日内蒙古: a place, no limit
    month, of_month = calendar.number(g["month"]) or 0, calendar.number(g["day"]) if g["day"] else None
    limited = g["monthlimit"] or g["part"] in ("底", "末") or g["lead"] in ("到", "至") or labelled
    if not limited and not (re.match(r"[日份]?(?:，|,)?(?:前|完成|起?实现)", after) and not of_month):
        return None
    if re.match(r"起|以来|印发|发布|[日号]?起", after) and not g["monthlimit"]:
        return None
    if (
        g["monthlimit"]
        and g["monthlimit"].endswith("前")
        and not of_month
        and g["part"] in (None, "份")
        and base is not None
    ):
        base, month = (base, month - 1) if month > 1 else (base - 1, 12)  # 4月前: the last day before April
    kind = DeadlineKind.DATE if of_month or g["monthlimit"] or g["part"] else DeadlineKind.MONTH
    if base is None:
        return TimeLimit(at, to, kind, None)
    on = calendar.day(base, month, of_month) if of_month else calendar.end_of_month_part(base, month, g["part"] or "")
    if on is None and calendar.plausible(base):
        return None
    return _kept(TimeLimit(at, to, kind, on), context)


def _bare_year(
    match: re.Match[str], at: int, to: int, year: int, context: PlanContext, labelled: bool, before: str, after: str
) -> TimeLimit | None:
    g = match.groupdict()
    on = calendar.end_of_year(year)
    if labelled:
        return TimeLimit(at, to, DeadlineKind.YEAR, on)
    if g["barelimit"] and g["barelimit"].endswith("前"):
        earlier = calendar.end_of_year(year - 1)
        passed = earlier is not None and context.dated is not None and earlier < context.dated
        return _kept(TimeLimit(at, to, DeadlineKind.DATE, on if passed else earlier), context)
    if g["lead"] in ("到", "至"):
        return None if re.match(r"以来|间", after) else _kept(TimeLimit(at, to, DeadlineKind.YEAR, on), context)
    if _BEFORE_NOT.search(before) or _AFTER_NOT.match(after) or re.match(r"[、—\-－～至到]|[（(]|\d", after):
        return None
    clause = re.split(r"[。；;\n]", text_after := match.string[to : to + 70])[0]
    del text_after
    if g["bare"] or _DEED.search(clause[:40]):
        return _kept(TimeLimit(at, to, DeadlineKind.YEAR, on), context)
    return None


def _kept(one: TimeLimit, context: PlanContext) -> TimeLimit | None:
    """Drop what lies before the notice's own day or year: it tells what has been, not what is to be."""
    if one.on is None:
        return one
    if context.dated and one.on < context.dated:
        return None
    if not context.dated and context.base_year and one.on < f"{context.base_year}-01-01":
        return None
    return one
