"""Owns the metrics of a task: figures and directions with indicator, comparator, value, unit, year and whether they are targets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import lru_cache

from qdoc.extract import metric_context as context
from qdoc.extract import metric_words as wording
from qdoc.extract.metric_directions import Direction, find_directions
from qdoc.extract.metric_values import Figure, find_figures
from qdoc.extract.terms import find_terms
from qdoc.model import Comparator, Metric, Obligation, OutlineTask, Span

_CLAUSE_STOP = frozenset("，。；;：:\n")
_HARD_STOP = frozenset("。；;\n")
_HEDGE = re.compile(r"力争|争取|努力|原则上|基本(?=[^\u4e00-\u9fff]|[做完实达建形消])|左右|上下|约(?=\d)|近(?=\d)|(?<=[\d万亿千百])[余多]|预计")
_ALONE = re.compile(r"[、和及与或，]?$")
_BASE = re.compile(r"(?:比|较)(?P<base>\d{4}年(?:底|末)?|上年|去年|上一年|同期|“?十[一二三四]五”?末?)")
_FROM = re.compile(r"(?:由|从)(?:目前的?|现在的?|\d{4}年(?:底|末)?的?)?$")
_OF_SHARE = re.compile(
    r"的(?P<who>[\u4e00-\u9fff（）]{1,10}?)(?P<rest>(?:[和、及与]|基本|全部|要|达到|完成|建成|实现|建立|开展|接入|纳入|具备|开通|通过|配备).*)$"
)
_WITHIN = re.compile(r"其中")


@dataclass(slots=True)
class _Scan:
    """What a task's figures have in common while they are read."""

    text: str
    task: OutlineTask
    found: list[Metric] = field(default_factory=list)
    previous: Figure | None = None  # the last figure that became a metric
    clause: tuple[int, int] = (0, 0)  # its clause


def find_metrics(
    text: str, task: OutlineTask, obligations: tuple[Obligation, ...], zones: tuple[Span, ...], year: int | None
) -> tuple[Metric, ...]:
    """Read the metrics of a task in the order of the text; ``year`` is the plan's, for those that name none.

    Every metric stands in the text (``text[start:end] == quote``); subsidies, thresholds and background figures have
    ``target`` False. Dates, ordinals, names and plan terms are none. Rules: docs/contract.md §2.
    """
    starts = [obligation.start for obligation in obligations]
    return tuple(
        replace(metric, year=metric.year or year, obligation=_owner(obligations, starts, metric.start))
        for metric in read_metrics(text, task, zones)
    )


@lru_cache(maxsize=8)
def read_metrics(text: str, task: OutlineTask, zones: tuple[Span, ...]) -> tuple[Metric, ...]:
    """The metrics of a task by its words alone: no obligation, and no year but one that the sentence names.

    The strength of an obligation asks for them as well (a figure makes it rigid), hence the small cache.
    """
    start = task.title_start if task.start <= task.title_start < task.end else task.start
    figures = find_figures(text, start, task.end)
    directions = find_directions(text, start, task.end)
    if not figures and not directions:
        return ()
    scan = _Scan(text, task)
    terms = find_terms(text, start, task.end) if figures else []
    figures = [figure for figure in figures if not _is_name(text, figure, terms, zones)]
    index = 0
    while index < len(figures):
        index += _read(scan, figures, index)
    taken = [(metric.start, metric.end) for metric in scan.found]
    for item in directions:
        zoned = any(zone.start <= item.start < zone.end for zone in zones)
        if not zoned and not any(first < item.end and item.start < last for first, last in taken):
            scan.found.append(_of_direction(scan, item))
    scan.found.sort(key=lambda metric: (metric.start, metric.end))
    return tuple(scan.found)


def _is_name(text: str, figure: Figure, terms: list[tuple[int, int]], zones: tuple[Span, ...]) -> bool:
    """Inside a term, a title, a quotation or a responsibility zone a figure measures nothing."""
    if any(first <= figure.start < last for first, last in terms):
        return True
    if any(zone.start <= figure.start < zone.end for zone in zones):
        return True
    before = text[max(0, figure.start - 60) : figure.start]
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in ("“”", "《》", "〔〕"))


def _bounds(text: str, figure: Figure, task: OutlineTask, stops: frozenset[str]) -> tuple[int, int]:
    """The stretch around a figure up to the next stop; a bracket that holds the figure bounds it too."""
    first, depth = figure.start, 0
    while first > task.start:
        sign = text[first - 1]
        if depth == 0 and (sign in stops or (sign == "," and not text[first].isdigit())):
            break
        if sign in "）)":
            depth += 1
        elif sign in "（(":
            if depth == 0:
                break
            depth -= 1
        first -= 1
    last, depth = figure.end, 0
    while last < task.end:
        sign = text[last]
        if depth == 0 and (sign in stops or (sign == "," and not text[last + 1 : last + 2].isdigit())):
            break
        if sign in "（(":
            depth += 1
        elif sign in "）)":
            if depth == 0:
                break
            depth -= 1
        last += 1
    return first, last


def _read(scan: _Scan, figures: list[Figure], index: int) -> int:
    """Read the figure at ``index`` (with those it shares a list with); returns how many figures that used up."""
    figure, text = figures[index], scan.text
    first, last = _bounds(text, figure, scan.task, _CLAUSE_STOP)
    left, right = text[first : figure.start], text[figure.end : last]
    if context.is_time_limit(figure, left):
        return 1
    previous = scan.previous if scan.clause == (first, last) else None
    if previous is not None:
        piece = text[previous.end : figure.start]
        if (
            not context.has_predicate(piece)
            and not context.is_delivered(piece)
            and _chained(scan, previous, figure, last)
        ):
            return 1
        if _ALONE.fullmatch(piece):
            return 1
        cut = max(piece.rfind(sign) for sign in "、和及与并")
        begin = previous.end + cut + 1 if cut >= 0 else previous.end
        if context.has_predicate(piece) or context.is_delivered(piece):
            first, left = begin, text[begin : figure.start]
    if _FROM.search(left):
        return 1
    group = [figure]
    if "分别" in left or "依次" in left:
        while index + len(group) < len(figures):
            following = figures[index + len(group)]
            if following.start > last or not _ALONE.fullmatch(text[group[-1].end : following.start]):
                break
            group.append(following)
    if len(group) > 1 or "分别" in left:
        if _paired(scan, group, first, last, left):
            return len(group)
    _single(scan, figure, first, last, left, right)
    return 1


def _single(scan: _Scan, figure: Figure, first: int, last: int, left: str, right: str) -> None:
    text = scan.text
    share = _OF_SHARE.match(right) if figure.kind == "rate" and not context.has_predicate(left) else None
    bound = context.direction(text, figure, left)
    predicate = context.has_predicate(left)
    delivered = context.is_delivered(left)
    indicator: str | None
    begin, end, scope = first, figure.end, None
    if share:
        indicator, scope = _rest_of_share(share["rest"]), share["who"]
        _emit(
            scan, figure, first, last, (first + wording.subject(left)[2], last), indicator or None, scope, bound, True
        )
        return
    if predicate and context.has_strict_predicate(left) and wording.subject(left)[0]:
        delivered = False
    if delivered and (noun := wording.noun_behind(right)) and not figure.tail.endswith("下"):
        if re.search(r"\d+\D?$", noun) or (figure.value == 1 and "每" in left):
            return  # 累计获批1类新药14个: the first figure is part of the name
        _, scope, offset = wording.subject(left)
        begin, end = first + offset, figure.end + right.find(noun) + len(noun)
        _emit(scan, figure, first, last, (begin, end), noun, None, bound or (Comparator.COUNT, figure.value), True)
        return
    if delivered and not right.startswith("的"):
        opening = context.delivered_from(left)
        bound = bound or (Comparator.COUNT, figure.value)
        _emit(scan, figure, first, last, (first + opening, end), None, None, bound, figure.value != 1)
        return
    if predicate and not (left.endswith("为") and not wording.subject(left)[0]):
        indicator, scope, offset = wording.subject(left)
        _emit(scan, figure, first, last, (first + offset, end), indicator or None, scope, bound, True)
        return
    if figure.unit is None:
        return
    delivery = context.delivery_before(left)
    between = left[delivery.end() :].strip(" 　") if delivery else ""
    if delivery and between and not right.startswith("的") and len(between) <= 40:
        _, scope, offset = wording.subject(left)
        listed = re.split(r"、(?=[^、]*$)", between)[-1] or between
        if delivery["verbs"].startswith(("新", "净")) and listed == between:
            listed = delivery["verbs"] + listed
        where = wording.subject(delivery["before"])[0] if delivery["before"] else None
        where = None if where in ("新", "年内", "新改") else where
        bound = bound or (Comparator.COUNT, figure.value)
        _emit(scan, figure, first, last, (first + offset, end), listed, where or None, bound, True)
        return
    indicator, scope, offset = wording.subject(left)
    stated = wording.is_measured(indicator) and not right
    if stated or figure.kind in ("money", "physical", "rate") or (bound and figure.kind != "count"):
        begin = max(first + offset, figure.start - 30)
        _emit(scan, figure, first, last, (begin, end), indicator or None, scope, bound or (Comparator.EQ, figure.value), stated)


def _rest_of_share(rest: str) -> str:
    """What the shares are to do, behind the last share of 90%的市和70%的县完成改造."""
    words = re.split(
        r"\d+(?:\.\d+)?[%％](?:以上)?的[\u4e00-\u9fff]{1,6}?(?=基本|全部|要|达到|完成|建成|实现|建立|开展|接入|纳入|具备|开通|通过|配备)",
        rest,
    )[-1]
    return words.strip("和、及与")


def _chained(scan: _Scan, previous: Figure, figure: Figure, last: int) -> bool:
    """绿地1000公顷 behind 新增森林3.1万亩、: the verb of the list holds on."""
    text = scan.text
    piece = text[previous.end : figure.start]
    cut = max(piece.rfind(sign) for sign in "、和及与")
    if cut < 0 or not scan.found:
        return False
    name = piece[cut + 1 :].strip()
    model = scan.found[-1]
    right = text[figure.end : last]
    noun = None if name else wording.noun_behind(right)
    if not name and not noun:
        return False
    if name.startswith(("其中", "比", "较")) or figure.unit is None:
        return False
    begin = previous.end + cut + 1
    end = figure.end if name else figure.end + right.find(noun or "") + len(noun or "")
    first, stop = scan.clause
    own = context.direction(text, figure, name)
    repeated = (
        model.comparator if model.comparator in (Comparator.GROWTH, Comparator.GE, Comparator.GT) else Comparator.COUNT
    )
    bound = own or (repeated if figure.kind == "rate" else Comparator.COUNT, figure.value)
    _emit(scan, figure, first, stop, (begin, end), name or noun, model.scope, bound, model.target)
    return True


def _paired(scan: _Scan, group: list[Figure], first: int, last: int, left: str) -> bool:
    """甲、乙分别达到A、B; 2024年、2025年分别突破A、B; one figure for several rates. False where nothing pairs."""
    words, scope, offset = wording.subject(left)
    years = wording.YEAR.findall(left)
    bounds = [context.direction(scan.text, figure, left) for figure in group]
    verb = bounds[0][0] if bounds[0] else Comparator.COUNT
    parts = [part for part in re.split(r"[、和与及]", words) if part]
    for figure in group:
        figure.unit = figure.unit or next((f.unit for f in reversed(group) if f.unit), None)
        figure.kind = figure.kind or next((f.kind for f in reversed(group) if f.kind), "")
    if group[0].unit is None and not context.has_predicate(left):
        return False

    def emit(figure: Figure, name: str | None, where: str | None, year: int | None) -> None:
        value = -figure.value if bounds[0] and bounds[0][1] != group[0].value else figure.value
        _emit(scan, figure, first, last, (first + offset, group[-1].end), name, where, (verb, value), True, year)

    if len(years) == len(group) > 1:
        name = re.sub(r"^(?:20\d\d年?[、和及与]?)+[，,]?", "", words)
        for figure, year in zip(group, years, strict=True):
            emit(figure, name or None, scope, int(year))
    elif len(parts) == len(group) > 1:
        shared = parts[-1] if not wording.is_measured(parts[0]) and wording.is_measured(parts[-1]) else None
        for figure, part in zip(group, parts, strict=True):
            emit(figure, shared or part, part if shared else scope, None)
    elif len(group) == 1 and len(parts) > 1 and all(wording.is_measured(part) for part in parts):
        for part in parts:
            emit(group[0], part, scope, None)
    elif len(group) > 1:
        for figure in group:
            emit(figure, words or None, scope, None)
    else:
        return False
    return True


def _emit(
    scan: _Scan,
    figure: Figure,
    first: int,
    last: int,
    span: tuple[int, int],
    indicator: str | None,
    scope: str | None,
    bound: tuple[Comparator, float | int] | None,
    asked: bool,
    year: int | None = None,
) -> None:
    text, task = scan.text, scan.task
    clause = text[first:last]
    left, right = text[first : figure.start], text[figure.end : last]
    hard = _bounds(text, figure, task, _HARD_STOP)
    sentence = text[hard[0] : hard[1]]
    begin, end = span
    while begin < figure.start and text[begin] in " 　、，,和及与":
        begin += 1
    comparator, value = bound or (Comparator.EQ, figure.value)
    inherited = None
    if scan.found and (
        indicator is None or (_WITHIN.match(clause) and indicator and not wording.is_measured(indicator))
    ):
        model = scan.found[-1]
        if model.start >= hard[0] and model.indicator:
            scope = indicator or scope
            indicator, inherited = model.indicator, model.indicator
            begin = begin if scope else min(begin, figure.start)
    if indicator is None:
        indicator = _from_before(text, first, hard[0])
    hedge = _HEDGE.search(text, max(first, begin - 4), end)
    base = _BASE.search(left)
    scan.found.append(
        Metric(
            indicator=indicator,
            scope=scope,
            comparator=comparator,
            value=value,
            unit=figure.unit,
            quote=text[begin:end],
            start=begin,
            end=end,
            value_to=figure.value_to,
            target=asked and context.is_target(sentence, clause, figure, left, right),
            year=year or wording.last_year(text[hard[0] : figure.start]),
            baseline=base["base"] if base else _printed_base(left),
            hedge=hedge[0] if hedge else None,
            inherited_from=inherited,
        )
    )
    scan.previous, scan.clause = figure, _bounds(text, figure, task, _CLAUSE_STOP)


def _printed_base(left: str) -> str | None:
    """The figure that a change starts from: 由231亿元提高到237亿元."""
    match = re.search(
        r"(?:由|从)(?:\d{4}年(?:底|末)?的?|目前的?)?(\d[\d.,]*[^\d，、]{0,8}?)(?:提高|提升|增加|扩大|降|下降|减少|压缩|缩短|上升|增长|增至)",
        left,
    )
    return match[1] if match else None


def _from_before(text: str, first: int, floor: int) -> str | None:
    """The subject that the clause before gives: 煤炭消费总量得到控制，2020年控制在…以内."""
    end = first
    while end > floor and text[end - 1] in "，,、 　":
        end -= 1
    begin = end
    while begin > floor and text[begin - 1] not in _CLAUSE_STOP and text[begin - 1] != ",":
        begin -= 1
    words, _, _ = wording.subject(text[begin:end])
    return words[-30:] or None


def _of_direction(scan: _Scan, item: Direction) -> Metric:
    return Metric(
        indicator=item.indicator or None,
        scope=item.scope,
        comparator=item.comparator,
        value=item.value,
        unit=item.unit,
        quote=scan.text[item.start : item.end],
        start=item.start,
        end=item.end,
        hedge=item.hedge,
    )


def _owner(obligations: tuple[Obligation, ...], starts: list[int], place: int) -> str | None:
    """The obligation that a place belongs to: the last that begins before it, else the first."""
    if not obligations:
        return None
    return obligations[max(0, bisect_right(starts, place) - 1)].id
