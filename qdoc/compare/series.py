"""Owns figures over the years: which target of one year is that of the next, as a series of what was to be reached."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz.fuzz import ratio

from qdoc.compare.amounts import scaled
from qdoc.compare.diff import Change, ChangeKind
from qdoc.compare.items import bare
from qdoc.model import Comparator, Metric, Task

_SAME = 0.6
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_BINDING = re.compile(
    r"(?:稳定|保持|控制|提高|提升|下降|降低|增长)?(?:达到|不低于|不少于|不超过|超过|以上|以下|以内|左右|至|到|在)"
)
_NAME = 16


@dataclass(frozen=True, slots=True)
class Point:
    """What a year wants: ``value`` (with ``value_to`` of a range) in ``unit`` as printed, and its words."""

    value: float | int | None
    value_to: float | int | None
    unit: str | None
    comparator: Comparator
    quote: str
    task: str


@dataclass(frozen=True, slots=True)
class Series:
    """One target over the years, null in a year that does not say it; ``unit`` is that of the last year that does.

    ``values`` counts in that unit, whatever scale a year prints (5000人 is .5 万人).
    """

    name: str
    unit: str | None
    points: tuple[Point | None, ...]

    @property
    def values(self) -> tuple[float | int | None, ...]:
        """The figures that can be drawn on one axis: those in the unit of the series."""
        return tuple(self._drawn(point) for point in self.points)

    def _drawn(self, point: Point | None) -> float | int | None:
        if point is None or point.value is None or point.unit == self.unit:
            return point.value if point else None
        (name, factor), (wanted, scale) = scaled(point.unit), scaled(self.unit)
        if name != wanted:
            return None
        value = Decimal(str(point.value)) * factor / scale
        return int(value) if value == value.to_integral_value() else float(value)

    @property
    def drawn(self) -> bool:
        """Whether there are two figures at least to be drawn, and not all the same."""
        known = [value for value in self.values if value is not None]
        return len(known) > 1 and len({*known}) > 1


def series_of(years: Sequence[Sequence[Task]], changes: Sequence[Sequence[Change]]) -> tuple[Series, ...]:
    """The targets of one thread as series, in the order of the year in which each came up.

    Args:
        years: the thread's tasks, year by year.
        changes: its changes from each year to the next; targets that they pair (5%→8%) are one series.

    Targets that no change speaks of are paired where they say the same, figures aside, in the same unit.
    """
    open_series: list[list[tuple[int, Metric, str]]] = []
    current: list[tuple[Metric, list[tuple[int, Metric, str]]]] = []
    for year, tasks in enumerate(years):
        if not tasks:
            continue  # a year without the matter: what it wanted before waits
        metrics = [(metric, task.id) for task in tasks for metric in task.metrics if metric.target]
        pairs = _paired([one for one, _ in current], [one for one, _ in metrics], changes[year - 1] if year else ())
        following = []
        for at, (metric, task_id) in enumerate(metrics):
            line = current[pairs[at]][1] if at in pairs else []
            if not line:
                open_series.append(line)
            line.append((year, metric, task_id))
            following.append((metric, line))
        silent = [one for at, one in enumerate(current) if at not in pairs.values()]
        current = [*following, *silent]  # what this year does not say may be said again
    return tuple(_series(line, len(years)) for line in open_series)


def _paired(old: Sequence[Metric], new: Sequence[Metric], changes: Sequence[Change]) -> dict[int, int]:
    """Place in ``new`` → place in ``old``."""
    found: dict[int, int] = {}
    told = [
        (one.before_span, one.after_span)
        for change in changes
        for one in change.details
        if one.kind is ChangeKind.RETARGETED and one.before_span and one.after_span
    ]
    scored = []
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            alike = _alike(one, other) if scaled(one.unit)[0] == scaled(other.unit)[0] else 0.0
            if any(_within(one, was) and _within(other, now) for was, now in told):
                scored.append((-3.0 - alike, i, j))
            elif alike >= _SAME:
                scored.append((-alike, i, j))
    for _, i, j in sorted(scored):
        if j not in found and i not in found.values():
            found[j] = i
    return found


def _within(metric: Metric, span: tuple[int, int]) -> bool:
    return span[0] <= metric.start and metric.end <= span[1]


def _alike(one: Metric, other: Metric) -> float:
    if bare(one.quote) == bare(other.quote):
        return 2.0
    if (one.comparator is Comparator.FULL) != (other.comparator is Comparator.FULL):
        return 0.0
    return ratio(_FIGURE.sub("", bare(one.quote)), _FIGURE.sub("", bare(other.quote))) / 100


def _series(line: Sequence[tuple[int, Metric, str]], years: int) -> Series:
    points: list[Point | None] = [None] * years
    for year, metric, task in line:
        said = " ".join(metric.quote.split())
        points[year] = Point(metric.value, metric.value_to, metric.unit, metric.comparator, said, task)
    named = [
        name for _, metric, _ in line if (name := metric.indicator or "") in metric.quote and 2 <= len(name) <= _NAME
    ]
    last = line[-1][1]
    return Series(max(named, key=len, default="") or _rest(last), last.unit, tuple(points))


def _rest(metric: Metric) -> str:
    """The words of a target around its figure, for one whose indicator is not said in a few words beside it."""
    said = bare(metric.quote)
    words = _BINDING.sub("", _FIGURE.sub("", said).replace(metric.unit or "\0", "")).strip("，,、")
    return words[:_NAME] or _FIGURE.sub("…", said)[:_NAME]
