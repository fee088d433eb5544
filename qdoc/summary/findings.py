"""Owns what the summary says about gaps and contradictions of the ledger: diagnostics that name the places."""

from __future__ import annotations

from qdoc.model import Diagnostic, Severity
from qdoc.summary.reach import Reach
from qdoc.summary.values import UNREPORTED, SummaryItem

_NAMED = 5  # places that a message names before it only counts


def find_gaps(items: tuple[SummaryItem, ...]) -> tuple[Diagnostic, ...]:
    """Return what a person has to look at before the summary goes out.

    S001 no status · S002 unfinished without a reason · S003 closed although a figure misses its target ·
    S004 unfinished, and nobody said whether it is carried over · S005 units that rest on a suggestion.
    """
    blank = [item for item in items if item.status == UNREPORTED]
    silent = [item for item in items if not item.finished and not item.reason and item.status != UNREPORTED]
    missed = [item for item in items if item.finished and item.reach is Reach.MISSED]
    adrift = [item for item in items if not item.finished and not item.carry_over]
    guessed = [item for item in items if item.suggested]
    return (
        *_finding("S001", blank, "没有填报办理状态", "请在台账“办理状态”一栏填写"),
        *_finding("S002", silent, "没有完成，也没有写明原因", "请在台账“存在问题”一栏写明原因"),
        *_finding("S003", missed, "状态为完成，但填报的数值没有达到指标", "请核对办理状态和实际完成值"),
        *_finding("S004", adrift, "没有完成，也没有注明是否结转下年", "请在台账“是否结转”一栏填写"),
        *_finding("S005", guessed, "的责任单位是程序建议，尚未确认", "请在台账中确认后重新生成"),
    )


def _finding(code: str, found: list[SummaryItem], what: str, hint: str) -> tuple[Diagnostic, ...]:
    if not found:
        return ()
    names = [item.place or f"{item.number}{item.task or item.text[:12]}" for item in found]
    places = "、".join(names[:_NAMED]) + (f" 等 {len(names)} 处" if len(names) > _NAMED else "")
    return (Diagnostic(code, Severity.REVIEW, f"{len(found)} 条事项{what}：{places}", hint=hint),)
