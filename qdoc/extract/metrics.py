"""Owns the metrics of a task: figures and directions, with all that the words around them say."""

from __future__ import annotations

import re
from bisect import bisect_right

from qdoc.extract import metric_context as context
from qdoc.extract import metric_words as wording
from qdoc.extract.metric_directions import Direction, find_directions
from qdoc.extract.metric_lists import ALONE, chained, paired
from qdoc.extract.metric_scan import CLAUSE_STOP, Scan, bounds, emit
from qdoc.extract.metric_values import Figure, find_figures
from qdoc.extract.stretches import Stretches
from qdoc.extract.terms import find_terms
from qdoc.extract.verbs import verb_table
from qdoc.model import Comparator, Metric, Obligation, OutlineTask, Span

_KEPT = ("新", "净", "减少", "削减", "节约")  # verbs that belong to the name of what is counted
_QUOTES = (("“", "”"), ("《", "》"), ("〔", "〕"))
_SIZED = re.compile(r"的\d")  # 产值10亿元的2家: the size of those counted behind it
_FROM = re.compile(r"(?:由|从)(?:目前的?|现在的?|\d{4}年(?:底|末)?的?)?$")
_OF_SHARE = re.compile(
    r"的(?P<who>[\u4e00-\u9fff（）]{1,10}?)(?P<rest>(?:[和、及与]|基本|全部|要|达到|完成|建成|实现|建立|开展|接入|纳入|具备|开通|通过|配备).*)$"
)


def find_metrics(
    text: str,
    task: OutlineTask,
    obligations: tuple[Obligation, ...],
    zones: tuple[Span, ...],
    year: int | None,
    read: tuple[Metric, ...] | None = None,
) -> tuple[Metric, ...]:
    """Read the metrics of a task in the order of the text; ``year`` is the plan's, for those that name none.

    ``read`` is what ``read_metrics`` gave for the task, if it was asked already.
    Every metric stands in the text (``text[start:end] == quote``); subsidies, thresholds and background figures have
    ``target`` False. Dates, ordinals, names and plan terms are none. Rules: docs/contract.md §2.
    """
    metrics = read_metrics(text, task, zones) if read is None else read
    if not metrics:
        return ()
    starts = [obligation.start for obligation in obligations]
    return tuple([_owned(metric, year, _owner(obligations, starts, metric.start)) for metric in metrics])


def _owned(m: Metric, year: int | None, owner: str | None) -> Metric:
    """The metric with the plan's year, where its sentence names none, and its obligation (replace() is slow)."""
    return Metric(
        m.indicator, m.scope, m.comparator, m.value, m.unit, m.quote, m.start, m.end,
        m.value_to, m.target, m.year or year, m.baseline, m.hedge, m.basis, m.inherited_from, owner,
    )  # fmt: skip


def read_metrics(text: str, task: OutlineTask, zones: tuple[Span, ...]) -> tuple[Metric, ...]:
    """The metrics of a task by its words alone: no obligation, and no year but one that the sentence names.

    The strength of an obligation asks for them as well: a figure makes it rigid.
    """
    start = task.title_start if task.start <= task.title_start < task.end else task.start
    figures = find_figures(text, start, task.end)
    directions = find_directions(text, start, task.end)
    if not figures and not directions:
        return ()
    scan = Scan(text, task)
    held = Stretches((zone.start, zone.end) for zone in zones)
    figures = [figure for figure in figures if _may_measure(text, figure) and not _is_name(text, figure, task, held)]
    index = 0
    while index < len(figures):
        index += _read(scan, figures, index)
    taken = Stretches([*((m.start, m.end) for m in scan.found), *((zone.start, zone.end) for zone in zones)])
    for item in directions:
        if not taken.meets(item.start, item.end):
            scan.found.append(_of_direction(scan, item))
    scan.found.sort(key=lambda metric: (metric.start, metric.end))
    return tuple(scan.found)


def _may_measure(text: str, figure: Figure) -> bool:
    """A bare number can only be a value behind a verb or in a list of values, and then it is no year."""
    if figure.unit is not None:
        return True
    if 1900 < figure.value < 2100:
        return False
    before = text[max(0, figure.start - 14) : figure.start]
    return before[-1:] in ("、", "和", "及") or context.has_predicate(before)


def _is_name(text: str, figure: Figure, task: OutlineTask, zones: Stretches) -> bool:
    """Inside a term, a title, a quotation or a responsibility zone a figure measures nothing."""
    at = figure.start
    if zones.holds(at):
        return True
    if figure.kind != "rate":  # no term holds a percentage
        for first, last in find_terms(text, max(task.start, at - 12), min(task.end, figure.end + 12)):
            if first <= at < last:
                return True
    before = text[max(0, at - 60) : at]
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in _QUOTES)


def _read(scan: Scan, figures: list[Figure], index: int) -> int:
    """Read the figure at ``index`` (with those it shares a list with); returns how many figures that used up."""
    figure, text = figures[index], scan.text
    first, last = bounds(text, figure, scan.task, CLAUSE_STOP)
    scan.here = (first, last)
    left, right = text[first : figure.start], text[figure.end : last]
    if context.is_time_limit(figure, left) or _SIZED.match(right):
        return 1
    previous = scan.previous if scan.clause == (first, last) else None
    if previous is not None and not (figure.kind == "rate" and _OF_SHARE.match(right)):
        piece = text[previous.end : figure.start]
        if (
            not context.has_predicate(piece)
            and not context.is_delivered(piece)
            and chained(scan, previous, figure, last)
        ):
            return 1
        if ALONE.fullmatch(piece):
            return 1
        cut = wording.last_separator(piece)
        begin = previous.end + cut + 1 if cut >= 0 else previous.end
        if context.has_predicate(piece) or context.is_delivered(piece):
            first, left = begin, text[begin : figure.start]
    if _FROM.search(left):
        return 1
    group = [figure]
    if "分别" in left or "依次" in left:
        while index + len(group) < len(figures):
            following = figures[index + len(group)]
            if following.start > last or not ALONE.fullmatch(text[group[-1].end : following.start]):
                break
            group.append(following)
    if (len(group) > 1 or "分别" in left) and paired(scan, group, first, last, left):
        return len(group)
    _single(scan, figure, first, last, left, right)
    return 1


def _single(scan: Scan, figure: Figure, first: int, last: int, left: str, right: str) -> None:
    text = scan.text
    share = _OF_SHARE.match(right) if figure.kind == "rate" and not context.has_predicate(left) else None
    bound = context.direction(text, figure, left)
    predicate = context.has_predicate(left)
    delivered = context.is_delivered(left)
    indicator: str | None
    begin, end, scope = first, figure.end, None
    if share:
        indicator, scope = _rest_of_share(share["rest"]), share["who"]
        emit(scan, figure, first, last, (first + wording.subject(left)[2], last), indicator or None, scope, bound, True)
        return
    if figure.unit is None or (
        context.has_strict_predicate(left) and not context.only_delivers(wording.subject(left)[0])
    ):
        delivered = False
    if delivered and (noun := wording.noun_behind(right)) and not figure.tail.endswith("下"):
        if re.search(r"\d+\D?$", noun) or (_is_one(figure) and "每" in left):
            return  # 累计获批1类新药14个: the first figure is part of the name
        _, scope, offset = wording.subject(left)
        begin, end = first + offset, figure.end + right.find(noun) + len(noun)
        emit(scan, figure, first, last, (begin, end), noun, None, bound or (Comparator.COUNT, figure.value), True)
        return
    if delivered and not right.startswith("的"):
        opening = context.delivered_from(left)
        bound = bound or (Comparator.COUNT, figure.value)
        emit(scan, figure, first, last, (first + opening, end), None, None, bound, not _is_one(figure))
        return
    if predicate and not (left.endswith("为") and not wording.subject(left)[0]):
        indicator, scope, offset = wording.subject(left)
        emit(scan, figure, first, last, (first + offset, end), indicator or None, scope, bound, True)
        return
    if figure.unit is None:
        return
    delivery = context.delivery_before(left)
    between = left[delivery.end() :].strip(" 　") if delivery else ""
    if delivery and between and not right.startswith("的") and len(between) <= 40:
        _, scope, offset = wording.subject(left)
        listed = re.split(r"、(?=[^、]*$)", between)[-1] or between
        behind = wording.noun_behind(right)
        if len(between) <= 2 and behind:
            listed, end = between + behind, figure.end + right.find(behind) + len(behind)
        if delivery["verbs"].startswith(_KEPT) and listed == between:
            listed = delivery["verbs"] + listed
        where = wording.subject(delivery["before"])[0] if delivery["before"] else None
        where = None if where in verb_table().adverb or where in ("新", "年内", "新改") else where
        bound = bound or (Comparator.EQ if figure.kind == "rate" else Comparator.COUNT, figure.value)
        emit(scan, figure, first, last, (first + offset, end), listed, where or None, bound, True)
        return
    indicator, scope, offset = wording.subject(left)
    if bound is None and _goes_on(scan, figure, first, indicator, right):
        target = scan.found[-1].target
        emit(scan, figure, first, last, (first, end), indicator, scope, (Comparator.COUNT, figure.value), target)
        return
    stated = wording.is_measured(indicator) and not right
    if stated or figure.kind in ("money", "physical", "rate") or (bound and figure.kind != "count"):
        begin = max(first + offset, figure.start - 30)
        emit(
            scan,
            figure,
            first,
            last,
            (begin, end),
            indicator or None,
            scope,
            bound or (Comparator.EQ, figure.value),
            stated,
        )


def _is_one(figure: Figure) -> bool:
    """每认定1家: one of each is a rate of payment, no target; 1至2家 and 1条以上 are."""
    return figure.value == 1 and figure.value_to is None and not figure.tail


def _goes_on(scan: Scan, figure: Figure, first: int, name: str, right: str) -> bool:
    """培训教师300名，校长20名: a clause that is a noun and a number goes on with the list of the clause before it."""
    if not scan.found or right or figure.kind != "count" or not 2 <= len(name) <= 20:
        return False
    model = scan.found[-1]
    near = scan.text[model.end : first]
    return model.unit == figure.unit and model.comparator is Comparator.COUNT and near in ("，", ",", "；", ";")


def _rest_of_share(rest: str) -> str:
    """What the shares are to do, behind the last share of 90%的市和70%的县完成改造."""
    words = re.split(
        r"\d+(?:\.\d+)?[%％](?:以上)?的[\u4e00-\u9fff]{1,6}?(?=基本|全部|要|达到|完成|建成|实现|建立|开展|接入|纳入|具备|开通|通过|配备)",
        rest,
    )[-1]
    return words.strip("和、及与")


def _of_direction(scan: Scan, item: Direction) -> Metric:
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
