"""Owns the state of reading a task's figures, the stretch around a figure, and making a metric of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qdoc.extract import metric_context as context
from qdoc.extract import metric_words as wording
from qdoc.extract.metric_values import Figure
from qdoc.model import Comparator, Metric, OutlineTask

CLAUSE_STOP = frozenset("，。；;：:\n 　")
_ANY_SIGN = re.compile(r"[，。；;：:\n 　,（(）)]")
HARD_STOP = frozenset("。；;\n")
_LONGEST = (240, 1_200)  # characters of a clause, and of a sentence, on either side of a figure
_HEDGE = re.compile(
    r"力争|争取|努力|原则上|基本(?=[^\u4e00-\u9fff]|[做完实达建形消])|左右|上下|约(?=\d)|近(?=\d)|(?<=[\d万亿千百])[余多]|预计"
)
_BASE = re.compile(r"(?:比|较)(?P<base>\d{4}年(?:底|末)?|上年|去年|上一年|同期|“?十[一二三四]五”?末?)")
_CHANGED_FROM = re.compile(
    r"(?:由|从)(?:\d{4}年(?:底|末)?的?|目前的?)?(\d[\d.,]*[^\d，、]{0,8}?)(?:提高|提升|增加|扩大|降|下降|减少|压缩|缩短|上升|增长|增至)"
)
_MERE_TIME = re.compile(r"^[^，]{0,8}(?:年|年底|[底末]|前|月|期间)$")
_WITHIN = re.compile(r"其中")


@dataclass(slots=True)
class Scan:
    """What a task's figures have in common while they are read."""

    text: str
    task: OutlineTask
    found: list[Metric] = field(default_factory=list)
    previous: Figure | None = None  # the last figure that became a metric
    clause: tuple[int, int] = (0, 0)  # its clause
    here: tuple[int, int] = (0, 0)  # the clause of the figure being read


def bounds(text: str, figure: Figure, task: OutlineTask, stops: frozenset[str]) -> tuple[int, int]:
    """The stretch around a figure up to the next stop; a bracket that holds the figure bounds it too."""
    longest = _LONGEST[stops is HARD_STOP]
    first, floor = figure.start, max(task.start, figure.start - longest)
    ceiling = min(task.end, figure.end + longest)
    depth, at, backwards = 0, 0, text[floor:first][::-1]
    while match := _ANY_SIGN.search(backwards, at):
        sign, at = match[0], match.end()
        if sign in "）)":
            depth += 1
        elif sign in "（(":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and (sign in stops or (sign == "," and not text[first - at + 1].isdigit())):
            break
    first = first - at + 1 if match else floor
    depth, at = 0, figure.end
    while match := _ANY_SIGN.search(text, at, ceiling):
        sign, at = match[0], match.end()
        if sign in "（(":
            depth += 1
        elif sign in "）)":
            if depth == 0:
                return first, at - 1
            depth -= 1
        elif depth == 0 and (sign in stops or (sign == "," and not text[at : at + 1].isdigit())):
            return first, at - 1
    return first, ceiling


def emit(
    scan: Scan,
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
    hard = bounds(text, figure, task, HARD_STOP)
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
    base = _BASE.search(left) if "比" in left or "较" in left else None
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
    scan.previous, scan.clause = figure, scan.here


def _printed_base(left: str) -> str | None:
    """The figure that a change starts from: 由231亿元提高到237亿元."""
    match = _CHANGED_FROM.search(left) if "由" in left or "从" in left else None
    return match[1] if match else None


def _from_before(text: str, first: int, floor: int) -> str | None:
    """The subject that a clause before gives (煤炭消费总量得到控制，2020年控制在…以内); mere times are passed over."""
    end = first
    while end > floor:
        while end > floor and text[end - 1] in "，,、 　":
            end -= 1
        begin = end
        while begin > floor and text[begin - 1] not in CLAUSE_STOP and text[begin - 1] != ",":
            begin -= 1
        words, _, _ = wording.subject(text[begin:end])
        if words and not _MERE_TIME.search(words):
            return words[-30:]
        if begin == end:
            break
        end = begin
    return None
