"""Owns what extraction has to say to the clerk about units: names that no register has, and names out of their era."""

from __future__ import annotations

from qdoc.extract.context import PlanContext
from qdoc.extract.departments import UnitReader
from qdoc.lexicon import Status
from qdoc.model import Assignment, Basis, Diagnostic, Severity


def unit_diagnostics(
    assignments: tuple[Assignment, ...], context: PlanContext, reader: UnitReader
) -> tuple[Diagnostic, ...]:
    """Return one diagnostic a distinct name: E101 not in the register, E102 not in use in the notice's year."""
    out: list[Diagnostic] = []
    seen: set[str] = set()
    for one in assignments:
        if one.basis is not Basis.STATED or one.group or one.person or one.key or one.department in seen:
            continue
        seen.add(one.department)
        found = reader.resolve(one.department)
        if found.status is Status.EXPIRED and found.unit is not None:
            years = f"{found.unit.since or '…'}—{found.unit.until or '今'}"
            out.append(
                Diagnostic(
                    "E102",
                    Severity.REVIEW,
                    f"“{one.department}”在 {context.year} 年不用此名（名录所记 {years}），保留原文，不代改",
                    one.start,
                    one.end,
                    "核对原件；确有此单位的，写进本单位名录",
                )
            )
        else:
            out.append(
                Diagnostic(
                    "E101",
                    Severity.INFO,
                    f"名录里没有“{one.department}”，按名称形状认作单位",
                    one.start,
                    one.end,
                    f"可将“{one.department}”一行贴进本单位名录",
                )
            )
    return tuple(out)
