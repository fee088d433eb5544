"""Owns what is told of a clerk's corrections of a pairing: how many were adopted, which were not and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from qdoc.cli.clean import one_line

if TYPE_CHECKING:
    from qdoc.compare.decisions import Decision, Stale
    from qdoc.model import Diagnostic

_LISTED = 3


def told_of(stale: Sequence[Stale], source: str, *, given: bool) -> list[Diagnostic]:
    """A warning (P010) for each reason for which decisions were not applied, naming them by their tasks.

    ``source``: the workbook; ``given``: it was named by --pairs, not found in the output folder.
    """
    from qdoc.compare.decisions import Why
    from qdoc.model import Diagnostic, Severity

    found = []
    for why in Why:
        own = [one.decision for one in stale if one.why is why]
        for message in _messages(own, why):
            hint = _hint(why, one_line(source), given=given)
            found.append(Diagnostic("P010", Severity.WARNING, f"{message}，没有采用", hint=hint))
    return found


def count_words(adopted: int, refused: int) -> str:
    """How many corrections were adopted and how many not; empty where there are none."""
    if not adopted and not refused:
        return ""
    if not refused:
        return f"用了人工改过、确认过的对应关系 {adopted} 条，见"
    if not adopted:
        return f"人工改过、确认过的对应关系 {refused} 条都没有采用（原因见上），见"
    return f"用了人工改过、确认过的对应关系 {adopted} 条，另有 {refused} 条没有采用（原因见上），见"


def _messages(own: Sequence[Decision], why: object) -> Iterable[str]:
    """One message for all that are of the same other plans, else one for each."""
    from qdoc.compare.decisions import Why, mark_year

    if why is not Why.OTHER_PLANS:
        return [f"人工对应“{_name(one)}”：{why.value}" for one in own]  # type: ignore[attr-defined]
    groups: dict[tuple[str, str], list[Decision]] = {}
    for one in own:
        groups.setdefault(one.made_for, []).append(one)
    told = []
    for marks, several in groups.items():
        years = [mark_year(mark) for mark in marks]
        whose = f"{years[0]}年和{years[1]}年" if None not in years else "另外两份文件"
        names = "、".join(f"“{_name(one)}”" for one in several[:_LISTED]) + ("等" if len(several) > _LISTED else "")
        told.append(f"{len(several)} 条人工对应（{names}）是给{whose}的对照定的，不是这两份文件的")
    return told


def _hint(why: object, source: str, *, given: bool) -> str:
    from qdoc.compare.decisions import Why

    if why is Why.LATER:
        return "前后不一样的，在对照.xlsx 里只留一处"
    if why is Why.UNSAID:
        return "请在重新生成的对照.xlsx 里再确认一次"
    if why is Why.LOST:
        return "请在对照.xlsx 里按现在的文字重新改一次，存盘后再运行"
    if given:
        return "请用这两份文件自己的对照.xlsx，或去掉 --pairs"
    return f"各对年份请用各自的输出文件夹；这些记录仍留在 {source} 里，不影响这次的结果"


def _name(decision: Decision) -> str:
    """What the task is called; of old records only its place is known: 2025年第12项."""
    if decision.name:
        return one_line(decision.name)
    year, _, place = next(iter((*decision.before, *decision.after)), "").partition("#")[0].partition("/")
    return f"{year}年第{place.lstrip('t0')}项" if place else "（空）"
