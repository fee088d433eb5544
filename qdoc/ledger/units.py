"""Owns units inside a ledger cell: how names are joined, taken apart, and shown under one name each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from qdoc.model import Assignment, Basis, LedgerRow, Plan, Suggestion

UNASSIGNED = "待指定"

_BREAKS = "、，,；;\n\r\t"
_OPEN, _CLOSE = "（(〔[【《“", "）)〕]】》”"
_EMPTY = {"", UNASSIGNED, f"【{UNASSIGNED}】", f"（{UNASSIGNED}）", "无", "/", "-", "—"}
_LEVELS = ("国家", "省", "市", "区", "县", "州", "盟", "旗", "镇", "乡")
_NOT_LEVELS = ("市场", "市容", "市政", "市民", "区域", "区块", "省际", "州际", "乡村", "镇村", "县域", "乡镇")


def is_empty(value: str) -> bool:
    """Say whether a cell names no unit (待指定 and the dashes that clerks write count as empty)."""
    return value.strip() in _EMPTY


@lru_cache(maxsize=4096)
def split_units(value: str) -> tuple[str, ...]:
    """Return the unit names of a cell in order, each once; marks inside brackets do not separate."""
    names: list[str] = []
    current: list[str] = []
    depth = 0
    balanced = sum(char in _OPEN for char in value) == sum(char in _CLOSE for char in value)
    for char in value:
        if char in _BREAKS and (depth == 0 or not balanced):
            names.append("".join(current))
            current = []
            continue
        depth += (char in _OPEN) - (char in _CLOSE)
        current.append(char)
    names.append("".join(current))
    clean = (name.strip().rstrip("。.；; ").strip() for name in names)
    return tuple(dict.fromkeys(name for name in clean if not is_empty(name)))


def join_units(names: Iterable[str]) -> str:
    """Return the cell text for ``names``, each once, in their order."""
    return "、".join(dict.fromkeys(names))


def is_unassigned(row: LedgerRow) -> bool:
    """Say whether nobody leads or answers for the row (待指定)."""
    return not split_units(row.lead.value) and not split_units(row.responsible.value)


class UnitNames:
    """One shown name for each unit of a plan, so that a unit printed in two ways gets one letter, not two.

    Forms of one register entry are joined unless they stand at different levels (市… and 区…). Shown is the form
    printed most often, then the longer, then the first; a unit that is only suggested shows its full name.
    """

    def __init__(self, plan: Plan) -> None:
        forms: dict[tuple[str, str, str], Counter[str]] = {}
        for task in plan.tasks:
            named: list[Assignment | Suggestion] = [*task.assignments, *task.suggestions]
            for given in named:
                if _person(given) or not (given.key or given.canonical):
                    continue
                printed = isinstance(given, Assignment) and given.basis is Basis.STATED
                forms.setdefault(_identity(given), Counter())[given.department] += 1000 if printed else 1
        self._shown: dict[tuple[str, str, str], str] = {}
        for identity, counts in forms.items():
            if not identity[2] and (heir := _only_level(identity, forms)):
                counts = forms[heir] + counts
            first = {form: -index for index, form in enumerate(counts)}
            self._shown[identity] = max(counts, key=lambda form: (counts[form], len(form), first[form]))

    def show(self, given: Assignment | Suggestion) -> str:
        """Return the name under which the ledger shows this unit."""
        if _person(given) or not (given.key or given.canonical):
            return given.department
        return self._shown[_identity(given)]


def _person(given: Assignment | Suggestion) -> bool:
    return isinstance(given, Assignment) and given.person


def _identity(given: Assignment | Suggestion) -> tuple[str, str, str]:
    return given.key or "", given.canonical or "", _level(given.department)


@lru_cache(maxsize=4096)
def _level(name: str) -> str:
    if name.startswith(_NOT_LEVELS):
        return ""
    return next((level for level in _LEVELS if name.startswith(level)), "")


def _only_level(
    identity: tuple[str, str, str], forms: dict[tuple[str, str, str], Counter[str]]
) -> tuple[str, str, str] | None:
    """The one levelled form that an elided name (发展改革委) can stand for; None where two levels are named."""
    heirs = [other for other in forms if other[:2] == identity[:2] and other[2]]
    return heirs[0] if len(heirs) == 1 else None
