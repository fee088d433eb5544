"""Owns what a proof says: one row a requirement, with what should be, what was measured, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """合格: within tolerance · 不合格: not · 不适用: the document has no such thing, or it cannot be measured."""

    PASSED = "合格"
    FAILED = "不合格"
    ABSENT = "不适用"


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement of one file: 项目, 应为, 实测, 允差, 条款, 结论. ``clause`` is of GB/T 9704—2012 or ``qdoc``."""

    name: str
    expected: str
    measured: str
    tolerance: str
    clause: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class FileProof:
    """The rows of one file and the faults of its package; ``refused`` says why the file could not be read at all.

    ``pages`` is 0 where the pages were not made; ``unmade`` then says why.
    """

    name: str
    profile: str = ""
    pages: int = 0
    rows: tuple[Row, ...] = ()
    faults: tuple[str, ...] = ()
    unmade: str = ""
    refused: str = ""

    @property
    def failed(self) -> tuple[Row, ...]:
        """The rows that do not pass."""
        return tuple(row for row in self.rows if row.verdict is Verdict.FAILED)

    @property
    def sound(self) -> bool:
        """Nothing was found (rows that do not apply are no findings)."""
        return not (self.failed or self.faults or self.refused)


TOLERANCE_MM = 1.0
"""What the proof allows: the standard's ±1 mm for the white of 5.2.1, and no more for any other place."""


def near(
    name: str, expected: float, measured: float | None, clause: str, *, tolerance: float = TOLERANCE_MM, note: str = ""
) -> Row:
    """A row of millimetres: passed within ``tolerance``, absent where nothing was measured. ``note`` follows both."""
    if measured is None:
        return absent(name, f"{expected:.1f} mm", note or "没有", clause)
    passed = abs(measured - expected) <= tolerance
    told = f"{measured:.2f} mm" + (f"（{note}）" if note else "")
    return Row(name, f"{expected:.1f} mm", told, f"±{tolerance:g} mm", clause, verdict(passed))


def absent(name: str, expected: str, why: str, clause: str) -> Row:
    """A row that does not apply to this document, and why."""
    return Row(name, expected, why, "—", clause, Verdict.ABSENT)


def exact(name: str, expected: str, measured: str, clause: str, *, passed: bool) -> Row:
    """A row without tolerance: a count, a form or a list of names."""
    return Row(name, expected, measured, "无", clause, verdict(passed))


def verdict(passed: bool) -> Verdict:
    """合格 or 不合格."""
    return Verdict.PASSED if passed else Verdict.FAILED
