"""Owns time limits: which wordings in a task are ones, of what kind, and the last day that each means.

The day is computed from the plan's year and the notice's date, never from today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qdoc.extract import calendar
from qdoc.extract.context import PlanContext
from qdoc.model import Basis, Deadline, DeadlineKind, Diagnostic, Evidence, Obligation, Severity, Span

_D = r"[0-9０-９]"
_HAN = "一二三四五六七八九十"
_YEAR = rf"(?:(?P<year>{_D}{{4}})年|(?P<named>今年|当年|本年度?|明年|次年|翌年))"
_LIMIT = r"(?:[之以]?前|截止|为止|止|内)"
_POINT = re.compile(
    rf"(?=[0-9０-９每按逐到至截于在力争确今当本明次翌“十{_HAN}第上下年全])"
    rf"(?P<every>每(?:年|月|季度|半年|周|旬|两年|学期|学年|天|日)(?:度)?|按[月季年周](?:度)?|逐[月季年])?"
    rf"(?P<lead>到|至|截至|截止到?|于|在|力争|争取|确保)?"
    rf"(?:{_YEAR}(?P<start>起)?)?"
    rf"(?:(?P<five>[“\"]?十[{_HAN}]五[”\"]?(?:规划)?)(?P<fivepart>期?末|期间|时期|期内|[”\"]?期?末)"
    rf"|(?P<month>{_D}{{1,2}}|[{_HAN}]{{1,3}})月(?:(?P<part>底|末|初|中旬|上旬|下旬|份)|(?P<day>{_D}{{1,2}}|[{_HAN}]{{1,3}})[日号])?(?P<monthlimit>{_LIMIT}|底)?"
    rf"|(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年)(?P<quarterpart>末|底|结束)?(?P<quarterlimit>{_LIMIT})?"
    rf"|(?P<yearpart>年?[底末终]|年内|年中|全年)(?P<yearlimit>{_LIMIT})?"
    rf"|(?<=年)(?P<bare>(?:左右)?(?P<barelimit>{_LIMIT})?)"
    rf"|(?P<none>(?<=每[年月周旬天日])|(?<=季度)|(?<=半年)|(?<=两年)|(?<=[按逐][月季年周])))"
)
_PREFILTER = re.compile(r"年|月|季度|十[一二三四五六七八九]五|每|定期|时限|时间|期限|持续推进|长期")
_LABEL = re.compile(
    r"(?:完成|办理|办结|实施|落实|推进|时间|责任|整改)?(?:时限|期限|时间(?:要求|节点|安排|进度)?|节点)(?:要求)?\s*[:：]\s*(?P<value>[^，,。；;）)〕\]】\n]{1,40})"
)
_OPEN = re.compile(r"持续(?:推进|开展|实施|进行)?|长期(?:坚持|推进|任务)?|常态化?(?:推进|开展)?|及时|适时|贯穿全年|全年|立即|随时|不定期")
_REPEATING = re.compile(r"定期|每(?:年|月|季度?|半年|周|旬|日|天)|按[月季年周]|逐[月季年]")
_WITHIN = re.compile(rf"(?:利用|力争|用|争取)?(?:(?:{_D}{{1,3}}|[{_HAN}两]{{1,3}})(?:个)?(?:工作日|月|年|日|天|周)(?:左右)?(?:以内|之内|内)|(?<=用)(?:{_D}|[{_HAN}两])年(?:左右)?时间)")
_MASKED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|[（(〔\[][12]\d{3}\s*[-—–－~～至]+\s*[12]?\d{1,3}年?[）)〕\]]|[12]\d{3}\s*[-—–－~～至]+\s*[12]?\d{1,3}年")
_BEFORE_NOT = re.compile(r"(?:比|较|自|从|以|相比|对比|同比|继|自从|早在|其中|截至|截止|第|计划（|工作要点（)$")
_AFTER_NOT = re.compile(r"起|以来|以后|之后|后|印发|发布|出台|度|的基数|基础上|水平|[版号]|开始|工作要点|工作总结|初|届|级|来|已|(?:底|末)?(?:已|以来)")
_DEED = re.compile(
    r"达|完成|建成|建立|实现|新增|新建|新|启动|控制在|力争|争取|确保|覆盖|形成|培育|打造|基本|全面|累计|不低于|超过|突破|提高|下降|降低|增长|增加|减少|推动|推进|组织|开展|要|将|全[省市区县]|建设|落实|出台|制定|取得|达峰|各|保持|稳定|到位|率先|力|计划|举办|做好|提升|加快|率|比重|比例|总|不|一批"
)
_ALLOWANCE = re.compile(r"每[人家户个项名]|连续|给予|补助|补贴|奖励|免|资助|减按|缴纳|销售|收入|合同|期限|最高|按.{0,6}收|享受")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    kind: DeadlineKind
    on: str | None


def find_deadlines(
    text: str, start: int, end: int, obligations: tuple[Obligation, ...], zones: tuple[Span, ...], context: PlanContext
) -> tuple[tuple[Deadline, ...], tuple[Diagnostic, ...]]:
    """Return the stated time limits of ``text[start:end]`` in order, and what looks damaged.

    A limit in a zone (完成时限：…) covers what the zone governs; one in the text covers the obligation it stands in
    or, where it stands before any, the next. Nothing inside 《》 and no span of years (2021—2023年) is a limit.
    """
    if not _PREFILTER.search(text, start, end):
        return (), ()
    masked = text[start:end]
    masked = _MASKED.sub(lambda m: "□" * len(m.group()), masked)
    found: list[tuple[_Found, bool]] = []
    for label in _LABEL.finditer(masked):
        if one := _labelled(label, context):
            found.append((one, True))
    taken = [(f.start, f.end) for f, _ in found]
    for one in _running(masked, context):
        if all(one.end <= a or b <= one.start for a, b in taken):
            found.append((one, False))
            taken.append((one.start, one.end))
    found.sort(key=lambda pair: pair[0].start)
    deadlines, problems = [], []
    for one, labelled in found:
        at, to = one.start + start, one.end + start
        quote = text[at:to]
        covered = _covered(at, obligations, zones, labelled)
        deadlines.append(
            Deadline(one.kind, one.on, quote, Basis.STATED, covered, quote, at, to, (Evidence("deadline", quote, at, to),))
        )
        if (year := re.match(r"\D*(\d{4})年", quote)) and not calendar.plausible(int(year[1])):
            problems.append(
                Diagnostic(
                    "E201", Severity.REVIEW, f"“{quote}”中的年份 {year[1]} 不像年份，原件数字可能已损坏，按原样保留", at, to, "对照原件改正后重新生成"
                )
            )
    return tuple(deadlines), tuple(problems)


def default_deadline(context: PlanContext, obligations: tuple[Obligation, ...]) -> Deadline | None:
    """Return the plan's own year as the time limit of a task that states none; None where the plan has no year."""
    plan = context.plan
    if plan is None or plan.year is None or not calendar.plausible(plan.year):
        return None
    last = plan.year_to or plan.year
    evidence = (Evidence("plan_title", plan.title, None, None, "plan title"),) if plan.title else ()
    covered = tuple(o.id for o in obligations)
    return Deadline(
        DeadlineKind.PLAN_YEAR, calendar.end_of_year(last), f"{last}年", Basis.INHERITED, covered, evidence=evidence
    )


def _labelled(label: re.Match[str], context: PlanContext) -> _Found | None:
    at, to = label.span("value")
    while to > at and label.string[to - 1] in " 　\t":
        to -= 1
    value = label.string[at:to]
    for match in _POINT.finditer(value):
        if one := _read_point(match, context, labelled=True):
            return _Found(at, to, one.kind, one.on)
    if _OPEN.search(value):
        return _Found(at, to, DeadlineKind.ONGOING, None)
    if _REPEATING.search(value):
        return _Found(at, to, DeadlineKind.RECURRING, None)
    return _Found(at, to, DeadlineKind.PERIOD, None) if re.search(r"[年月日天周]", value) else None


def _running(masked: str, context: PlanContext) -> Iterator[_Found]:
    said: int | None = None
    sentence = 0
    for match in _POINT.finditer(masked):
        if match.start() == match.end():
            continue
        if "。" in masked[sentence : match.start()]:
            said = None
        sentence = match.start()
        one = _read_point(match, context, labelled=False, said=said)
        if match["year"] and calendar.plausible(int(match["year"])):
            said = int(match["year"])
        if one is not None:
            yield one
    for match in _WITHIN.finditer(masked):
        around = masked[max(0, match.start() - 14) : match.end() + 16]
        if not _ALLOWANCE.search(around):
            yield _Found(match.start(), match.end(), DeadlineKind.PERIOD, None)
    for match in re.finditer(r"定期(?!存款|限|报告)", masked):
        yield _Found(match.start(), match.end(), DeadlineKind.RECURRING, None)


def _read_point(match: re.Match[str], context: PlanContext, *, labelled: bool, said: int | None = None) -> _Found | None:
    """Decide whether one point of time is a limit, and read its day."""
    g, text = match.groupdict(), match.string
    at, to = match.span()
    before, after = text[max(0, at - 8) : at], text[to : to + 14]
    if g["lead"] in ("于", "在", "力争", "争取", "确保") and not labelled:
        at += len(g["lead"])
    if g["every"]:
        return _every(match, labelled)
    year = int(g["year"]) if g["year"] else _named(g["named"], context)
    if g["start"]:
        late = year is not None and (context.year is None or year >= context.year or not calendar.plausible(year))
        return _Found(at, to, DeadlineKind.PERIOD, None) if late and not before.endswith(("自", "从")) else None
    base = year if year is not None else said if said is not None else context.base_year
    if g["five"]:
        on = calendar.end_of_five_year_plan(re.sub(r"[“”\"规划]", "", g["five"]))
        return _kept(_Found(at, to, DeadlineKind.PERIOD, on), context)
    if g["month"]:
        return _month(match, at, to, base, context, labelled, before, after)
    if g["quarter"] or g["half"]:
        if not (labelled or g["quarterlimit"] or g["quarterpart"] or year is not None or _DEED.search(after[:8])):
            return None
        if _AFTER_NOT.match(after) and not labelled:
            return None
        last = {"上": 6, "下": 12}[g["half"]] if g["half"] else 3 * (calendar.number(g["quarter"]) or 0)
        kind = DeadlineKind.QUARTER if g["quarter"] else DeadlineKind.PERIOD
        return _kept(_Found(at, to, kind, calendar.end_of_month(base, last) if base else None), context)
    if g["yearpart"]:
        if g["yearpart"] == "全年" and not labelled:
            return None
        if g["yearpart"] == "年中":
            return _kept(_Found(at, to, DeadlineKind.MONTH, calendar.end_of_month(base, 6) if base else None), context)
        if g["yearpart"][-1] in "底末终" and not (g["yearpart"][0] == "年" or g["year"] or g["named"]):
            return None
        if re.match(r"已|以来|考核|总结|(?:绩效)?评|盘点|决算", after) and not g["yearlimit"]:
            return None
        if before.endswith(("比", "较", "截至", "截止", "自", "从", "每")) and not g["yearlimit"]:
            return None
        kind = DeadlineKind.DATE if g["yearpart"][-1] in "底末终" else DeadlineKind.YEAR
        return _kept(_Found(at, to, kind, calendar.end_of_year(base) if base else None), context)
    if year is None or g["bare"] is None:
        return None
    return _bare_year(match, at, to, year, context, labelled, before, after)


def _named(word: str | None, context: PlanContext) -> int | None:
    if word is None or context.base_year is None:
        return None
    return context.base_year + (1 if word in ("明年", "次年", "翌年") else 0)


def _every(match: re.Match[str], labelled: bool) -> _Found | None:
    text = match.string
    around = text[max(0, match.start() - 8) : match.end() + 12]
    if not labelled and (_ALLOWANCE.search(around) or re.match(r"(?:可|从|的|[0-9]|不少于|不低于|度)", text[match.end() :])):
        return None
    return _Found(match.start(), match.end(), DeadlineKind.RECURRING, None)


def _month(
    match: re.Match[str], at: int, to: int, base: int | None, context: PlanContext, labelled: bool, before: str, after: str
) -> _Found | None:
    g = match.groupdict()
    month, of_month = calendar.number(g["month"]) or 0, calendar.number(g["day"]) if g["day"] else None
    limited = g["monthlimit"] or g["part"] in ("底", "末") or g["lead"] in ("到", "至") or labelled
    if not limited and not (re.match(r"[日份]?(?:，|,)?(?:前|完成|起?实现)", after) and not of_month):
        return None
    if re.match(r"起|以来|印发|发布|[日号]?起", after) and not g["monthlimit"]:
        return None
    if base is None:
        return _Found(at, to, DeadlineKind.DATE if of_month else DeadlineKind.MONTH, None)
    on = calendar.day(base, month, of_month) if of_month else calendar.end_of_month_part(base, month, g["part"] or "")
    if on is None and calendar.plausible(base):
        return None
    kind = DeadlineKind.DATE if of_month else DeadlineKind.MONTH
    return _kept(_Found(at, to, kind, on), context)


def _bare_year(
    match: re.Match[str], at: int, to: int, year: int, context: PlanContext, labelled: bool, before: str, after: str
) -> _Found | None:
    g = match.groupdict()
    on = calendar.end_of_year(year)
    if labelled:
        return _Found(at, to, DeadlineKind.YEAR, on)
    if g["barelimit"] and g["barelimit"].endswith("前"):
        earlier = calendar.end_of_year(year - 1)
        passed = earlier is not None and context.dated is not None and earlier < context.dated
        return _kept(_Found(at, to, DeadlineKind.DATE, on if passed else earlier), context)
    if g["lead"] in ("到", "至"):
        return None if re.match(r"以来|间", after) else _kept(_Found(at, to, DeadlineKind.YEAR, on), context)
    if _BEFORE_NOT.search(before) or _AFTER_NOT.match(after) or re.match(r"[、—\-－～至到]|[（(]|\d", after):
        return None
    clause = re.split(r"[。；;\n]", text_after := match.string[to : to + 70])[0]
    del text_after
    if g["bare"] or _DEED.search(clause[:40]):
        return _kept(_Found(at, to, DeadlineKind.YEAR, on), context)
    return None


def _kept(one: _Found, context: PlanContext) -> _Found | None:
    """Drop what lies before the notice's own day or year: it tells what has been, not what is to be."""
    if one.on is None:
        return one
    if context.dated and one.on < context.dated:
        return None
    if not context.dated and context.base_year and one.on < f"{context.base_year}-01-01":
        return None
    return one


def _covered(
    at: int, obligations: tuple[Obligation, ...], zones: tuple[Span, ...], labelled: bool
) -> tuple[str, ...]:
    zone = next((z for z in zones if z.start <= at < z.end), None)
    if zone is not None and labelled:
        since = max((z.end for z in zones if z.end <= zone.start), default=-1)
        inside = tuple(o.id for o in obligations if since <= o.start < zone.start)
        return inside or tuple(o.id for o in obligations)
    for o in obligations:
        if o.start <= at < o.end:
            return (o.id,)
    later = [o.id for o in obligations if o.start > at]
    return tuple(later[:1]) if later else tuple(o.id for o in obligations[-1:])
