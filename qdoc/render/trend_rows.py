"""Owns the lineage of tasks as rows for people: what a thread is called, what each step was, who carried it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qdoc.compare.diff import ChangeKind
from qdoc.compare.lineage import Lineage, Step, Thread
from qdoc.compare.series import Point
from qdoc.render.comparison_tasks import TaskLine, quoted, task_lines

UNSTATED = "未明示"
_OPEN = "，对应关系待核"
_HANDS = (ChangeKind.REASSIGNED, ChangeKind.RENAMED)


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread ready to print; ``tasks``, ``units`` hold an entry a year, ``steps`` one less.

    ``hands``: the changes of units over the years, a line each; ``years`` counts in how many years it stands.
    """

    number: int
    name: str
    thread: Thread
    tasks: tuple[tuple[TaskLine, ...], ...]
    units: tuple[str, ...]
    steps: tuple[str, ...]
    hands: tuple[str, ...]

    @property
    def years(self) -> int:
        """In how many years it stands."""
        return sum(bool(lines) for lines in self.tasks)


def year_names(lineage: Lineage) -> tuple[str, ...]:
    """The names of the years; a plan that names none is told by its place, and so are two plans of one year."""
    years = [side.year for side in lineage.years]
    names = []
    for at, year in enumerate(years, 1):
        name = f"第{at}份" if year is None else f"{year}年"
        names.append(f"{name}（第{at}份）" if year is not None and years.count(year) > 1 else name)
    return tuple(names)


def thread_rows(
    lineage: Lineage, words: Sequence[Mapping[str, str]], quote: Callable[[str], str] = str
) -> tuple[ThreadRow, ...]:
    """Every thread as a row; ``words``: task id → wording, a mapping a year."""
    names = year_names(lineage)
    lines = [task_lines(side, own, quote) for side, own in zip(lineage.years, words, strict=True)]
    rows = []
    for number, thread in enumerate(lineage.threads, 1):
        tasks = tuple(tuple(lines[year][key] for key in keys) for year, keys in enumerate(thread.tasks))
        name = "、".join(line.title for line in next(own for own in reversed(tasks) if own))
        units = tuple("、".join(own) or (UNSTATED if tasks[year] else "") for year, own in enumerate(thread.units))
        hands = tuple(
            f"{names[year + 1]}：{quoted(one.before)}→{quoted(one.after)}（{one.kind.label}{_OPEN * step.review}）"
            for year, step in enumerate(thread.steps)
            for one in step.details
            if one.kind in _HANDS and one.before and one.after
        )
        rows.append(ThreadRow(number, name, thread, tasks, units, tuple(map(step_words, thread.steps)), hands))
    return tuple(rows)


def step_words(step: Step) -> str:
    """What happened from one year to the next, in a few words; empty where the thread was in neither year."""
    if step.resumed:
        return "又列入（待核）" if step.review else "又列入"
    told = "、".join(kind.label for kind in step.kinds)
    return f"{told}（待核）" if step.review and told else told


def figure_words(point: Point | None) -> str:
    """A figure with its unit, as 8～10个; the words where there is no figure; empty in a year that says nothing."""
    if point is None:
        return ""
    if point.value is None:
        return f"“{point.quote}”"
    upto = "" if point.value_to is None else f"～{point.value_to:g}"
    return f"{point.value:g}{upto}{point.unit or ''}"


def summary_words(lineage: Lineage) -> str:
    """One sentence: how many threads there are, how many run through, ended, came up, and were taken up again."""
    count = len(lineage.years)
    through = sum(all(thread.tasks) for thread in lineage.threads)
    ended = sum(not thread.tasks[-1] for thread in lineage.threads)
    fresh = sum(not any(thread.tasks[:-1]) for thread in lineage.threads)
    again = sum(any(step.resumed for step in thread.steps) for thread in lineage.threads)
    drawn = sum(series.drawn for thread in lineage.threads for series in thread.series)
    tasks = "、".join(
        f"{name}{len(side.tasks)}项" for name, side in zip(year_names(lineage), lineage.years, strict=True)
    )
    parts = [f"{tasks}，连成{len(lineage.threads)}条脉络：{count}年都有的{through}条"]
    parts += [f"最后一年新列的{fresh}条", f"已不再列的{ended}条"]
    if again:
        parts.append(f"中断后又列入的{again}条")
    return "，".join(parts) + f"；数值有变化的指标{drawn}个。"
