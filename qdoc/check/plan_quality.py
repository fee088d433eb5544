"""Owns the rules of a plan's quality (QD601–QD619): who, what, how much, by when; repeats and contradictions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rapidfuzz import fuzz, process

from qdoc.check.days import is_day
from qdoc.check.operability import has_deadline, has_metric, has_unit, has_work
from qdoc.check.patterns import own_words
from qdoc.check.signing import dated
from qdoc.check.values import Found, Subject
from qdoc.ledger.key import fold_text
from qdoc.model import DeadlineKind, Metric, Task

_MOST = 0.5  # share of tasks from which on saying it is this plan's way, so that a task without it stands out
_ALIKE = 92  # per cent; below that, two items share a pattern rather than a meaning
_SHORTEST = 16  # signs of an item that is compared with others
_SHORTEST_TASK = 12  # signs of all that a task asks for
_SHORTEST_NAME = 3  # signs of an indicator that may be the end of another one: 合格率, not 率
_NAMED = 8
_DAY = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})(?:日|号(?![㐀-鿿])|号(?=[之以]?[前后起至到止]))"
)
_UNTIL = re.compile(r"(?<!\d)(?P<year>\d{4})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|[底末])?[之以]?前")
_THINGS = (
    "人员|职工|企业|单位|机构|学校|居民|学生|项目|设备|车辆|船舶|建筑|房屋|小区|住宅|产品|文件|设施|案件|事项|问题|存量"
)
_STOOD_BEFORE = re.compile(
    r"(?:(?:登记|注册|成立|出生|参保|退休|参加工作|取得)(?:时间|日期)?(?:应?[为在是于])?|截[至止]|凡在?)$"
)
_STOOD_BEHIND = re.compile(rf"已|[^，。；：、\n]{{2,24}}?的(?:基础上|(?:{_THINGS})(?=[，。；：、）\s]))")
_BEFORE = re.compile(r"(?<![\d年])(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[底末])?[之以]?前")
_TIME = re.compile(r"[\d\s年月日至到—－～~\-每季度周初底末前后力争起]+")
_NUMBER = r"(?<![\d.])(\d+(?:\.\d+)?)"
_UNIT = "[个家项名人户件条所处台套座]"
_PARTS = re.compile(rf"{_NUMBER}(?P<unit>{_UNIT})[^。；;\n]{{0,20}}?其中[:：，,]?(?P<parts>[^。；;\n]{{4,120}})")


def missing(subject: Subject) -> Iterator[Found]:
    """QD601 no unit, QD602 no deadline, QD603 no figure: of each task where most have one, else once for the plan."""
    plan = subject.plan
    if plan is None or not plan.tasks:
        return
    asked: tuple[tuple[str, str, Callable[[Task], bool]], ...] = (
        ("QD601", "责任单位", has_unit),
        ("QD602", "完成时限", lambda task: has_deadline(task) or _says_when(subject, task)),
        ("QD603", "量化指标", has_metric),
    )
    for rule, name, has in asked:
        without = [task for task in plan.tasks if not has(task)]
        share = 1 - len(without) / len(plan.tasks)
        if not without:
            continue
        if share > _MOST and rule != "QD603":
            for task in without:
                yield Found(rule, task.start, _head(subject, task), f"其他任务大多写了{name}，这一项没有")
        else:
            counted = f"{len(plan.tasks)} 项任务中 {len(without)} 项"
            yield Found(rule, None, None, f"{counted}没有写明{name}：{_names(without)}")


def _says_when(subject: Subject, task: Task) -> bool:
    """Whether a day is printed that was not read as a limit: it is told as such (QD608, QD609), not as missing."""
    text = subject.source.text
    return any(not _is_state(text, match) for match in _BEFORE.finditer(text, task.start, task.end))


def without_work(subject: Subject) -> Iterator[Found]:
    """QD604: a task that only explores or encourages: nothing that can be checked at the year's end."""
    for task in subject.plan.tasks if subject.plan else ():
        if task.obligations and not has_work(task):
            words = "、".join(dict.fromkeys(word for each in task.obligations for word in each.strength_words))
            message = f"只有“{words}”一类的要求，年底不好核对办没办成" if words else "没有可以核对的动作"
            yield Found("QD604", task.start, _head(subject, task), message)


def repeated(subject: Subject) -> Iterator[Found]:
    """QD605: two tasks of the same words, or two items of different tasks with the same or all but the same."""
    tasks = subject.plan.tasks if subject.plan else ()
    whole: dict[str, Task] = {}
    doubled: set[str] = set()
    for task in tasks:
        text = "".join(fold_text(each.text) for each in task.obligations)
        first = whole.setdefault(text, task)
        if first is not task and len(text) >= _SHORTEST_TASK:
            doubled.add(task.id)
            yield Found("QD605", task.start, _head(subject, task), f"与“{_name(first)}”要做的相同")
    items = [(task, each, fold_text(each.text)) for task in tasks for each in task.obligations]
    items = [one for one in items if len(one[2]) >= _SHORTEST]
    words = [one[2] for one in items]
    for at, (task, item, text) in enumerate(items):
        if task.id in doubled:
            continue
        near = process.extractOne(text, words[:at], scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if near is not None and items[near[2]][0].id != task.id:
            other = items[near[2]][0]
            how = "与" if near[1] == 100 else "几乎与"
            yield Found("QD605", item.start, item.end, f"{how}“{_name(other)}”中的一项相同")


def contradicting(subject: Subject) -> Iterator[Found]:
    """QD606: one indicator of one scope and year with two targets."""
    known: dict[tuple[str, ...], tuple[Task, Metric]] = {}
    for task in subject.plan.tasks if subject.plan else ():
        for metric in task.metrics:
            if not metric.target or metric.value is None or not metric.indicator or metric.value_to is not None:
                continue
            scope = (metric.scope or "", str(metric.year), metric.unit or "", metric.comparator.value)
            if _TIME.fullmatch(metric.indicator):
                continue  # what stands before the figure is when, and not of what
            name = (fold_text(metric.indicator), _before(subject, metric), *scope)
            first = known.setdefault(name, _called_otherwise(known, name, task) or (task, metric))
            if first[1].value != metric.value and first[0].id != task.id:
                message = f"“{metric.indicator}”这里是 {metric.quote}，“{_name(first[0])}”中是 {first[1].quote}"
                yield Found("QD606", metric.start, metric.end, message)


def _called_otherwise(
    known: dict[tuple[str, ...], tuple[Task, Metric]], name: tuple[str, ...], task: Task
) -> tuple[Task, Metric] | None:
    """The indicator by a longer or shorter name (产品抽查合格率, 合格率) where the shorter one's task says 产品抽查."""
    for other, (its, metric) in known.items():
        short, long = sorted((name[0], other[0]), key=len)
        if name[1:] != other[1:] or short == long or len(short) < _SHORTEST_NAME or not long.endswith(short):
            continue
        where = task if short == name[0] else its
        said = fold_text("".join((where.title or "", *(each.text for each in where.obligations))))
        if long.removesuffix(short) in said:
            return its, metric
    return None


def _before(subject: Subject, metric: Metric) -> str:
    """The words of its clause before a figure whose indicator is printed apart from it: they may tell of what it is."""
    text = subject.source.text
    if (metric.indicator or "") in text[metric.start : metric.end]:
        return ""
    return fold_text(text[max(text.rfind(sign, 0, metric.start) for sign in "，。；：、\n") + 1 : metric.start])


def sums(subject: Subject) -> Iterator[Found]:
    """QD607: parts behind 其中 that come to more than the whole, in the same unit."""
    text = subject.source.text
    for start, end in own_words(subject):
        for match in _PARTS.finditer(text, start, end):
            unit = match["unit"]
            parts = list(re.compile(_NUMBER + unit).finditer(text, match.start("parts"), match.end("parts")))
            total = sum(float(part[1]) for part in parts)
            if len(parts) > 1 and total > float(match[1]):
                message = f"其中各数之和 {total:g}{unit}，多于总数 {match[1]}{unit}"
                yield Found("QD607", match.start(), parts[-1].end(), message)


def days(subject: Subject) -> Iterator[Found]:
    """QD608 a deadline before the document's own date, QD609 a day that no calendar has."""
    text, signed = subject.source.text, dated(subject)
    for task in subject.plan.tasks if subject.plan and signed else ():
        for match in _UNTIL.finditer(text, task.start, task.end):
            on = f"{match['year']}-{int(match['month']):02d}-{int(match['day'] or 31):02d}"
            if signed and on < signed and not _is_state(text, match):
                yield Found("QD608", match.start(), match.end(), f"时限 {match[0]} 早于成文日期 {signed}")
    for start, end in own_words(subject):
        for match in _DAY.finditer(subject.source.text, start, end):
            month, day = int(match["month"]), int(match["day"])
            if not is_day(month, day, int(match["year"]) if match["year"] else None):
                yield Found("QD609", match.start(), match.end(), "没有这一天")


def _is_state(text: str, match: re.Match[str]) -> bool:
    """Whether a day tells how things stood (前已办理…的人员, 注册时间为…前), not by when something is done."""
    before = text[max(match.start() - 8, 0) : match.start()]
    return _STOOD_BEFORE.search(before) is not None or _STOOD_BEHIND.match(text, match.end()) is not None


def limits(subject: Subject) -> Iterator[Found]:
    """QD610: a task's own limit, behind its text, is earlier than one in the text, or other than its only item's."""
    for task in subject.plan.tasks if subject.plan else ():
        end = max((each.end for each in task.obligations), default=task.end)
        days = [(each, each.on) for each in task.deadlines if each.kind is DeadlineKind.DATE and each.start is not None]
        behind = [(each, on) for each, on in days if on and (each.start or 0) >= end]
        inside = [(each, on) for each, on in days if on and (each.start or 0) < end]
        if not inside or not behind or "【待" in subject.source.text[task.start : task.end]:
            continue  # what is still to be decided is told by QD332
        own, limit = max(behind, key=lambda one: one[1])
        for each, on in inside:
            month, last = on[:7], limit[:7]  # 年底前 and 12月20日 do not contradict each other
            if month > last or (len(task.obligations) == 1 and month != last):
                message = f"这里是“{each.quote}”，后面写的是“{own.quote}”"
                yield Found("QD610", each.start, each.end, message)


def _head(subject: Subject, task: Task) -> int:
    """Where a task's first line ends: what a finding about the whole task quotes."""
    end = subject.source.text.find("\n", task.start, task.end)
    return task.end if end <= task.start else end


def _names(tasks: list[Task]) -> str:
    shown = "、".join(_name(task) for task in tasks[:_NAMED])
    return shown + (f" 等 {len(tasks)} 项" if len(tasks) > _NAMED else "")


def _name(task: Task) -> str:
    title = (task.title or "").strip()
    return (task.number or "") + (title if len(title) <= 16 else title[:15] + "…")


CHECKS = (missing, without_work, repeated, contradicting, sums, days, limits)
