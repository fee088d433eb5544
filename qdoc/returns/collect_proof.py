"""Owns the proof that a collection lost nothing: cells counted in the files against what the ledger now holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qdoc.ledger.entries import DELETED, entry_id
from qdoc.ledger.form_columns import ACTUAL, FORM_FIELDS
from qdoc.ledger.newest import newness
from qdoc.model import Entry, EventKind
from qdoc.returns.claims import BETWEEN, NOT_GIVEN
from qdoc.returns.collect_values import Collected, Fate, Told
from qdoc.returns.form_values import ReturnedForm

_KEPT = ("status", "wording", "nodes", "problem")


@dataclass(frozen=True, slots=True)
class CollectProof:
    """What was counted. ``cells``: filled cells found in the files; ``lost``: cells that have no fate, or two.

    ``changed``: cells that were handed out printed and came back otherwise, which are not among the filled ones;
    ``absent``: applied cells whose value the ledger's record does not have on their row, for their unit and period;
    ``extra``: values of new entries that no applied cell and no return before them gave; ``erased``: registered values
    that a refused cell would empty (each as file, cell or unit, row).
    """

    files: int
    cells: int
    applied: int
    repeated: int
    older: int
    refused: int
    head_only: int
    changed: int
    blank: int
    lost: int = 0
    absent: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every filled cell is applied, repeated, set aside or refused, and what was applied is there."""
        return not (self.lost or self.absent or self.extra or self.erased)

    @property
    def sentence(self) -> str:
        """The proof in one Chinese sentence."""
        if not self.holds:
            counts = f"去向不明 {self.lost} 格、台账里没有 {len(self.absent)} 格、台账里多出 {len(self.extra)} 处"
            counts += f"、登记过的会被清空 {len(self.erased)} 处"
            return f"核对未通过：收到的与登记的不一致（{counts}），没有写台账"
        parts = [f"登记 {self.applied} 格", f"未读入 {self.refused} 格"]
        if self.repeated:
            parts.append(f"与已有的相同 {self.repeated} 格")
        if self.older:
            parts.append(f"旧表 {self.older} 格")
        if self.head_only:
            parts.append(f"空表的表头 {self.head_only} 格")
        told = " + ".join(parts)
        more = f"；另有 {self.changed} 格印好的内容被改，没有采用" if self.changed else ""
        return (
            f"核对通过：{self.files} 份表共填 {self.cells} 格 = {told}；登记的逐格在台账中，空白 {self.blank} 格{more}"
        )


def prove(collected: Collected, returned: Sequence[ReturnedForm]) -> CollectProof:
    """Count the filled cells of ``returned`` anew, and look every applied one up in the ledger's record."""
    cells = sum(len(form.filled) + len(form.answers) for form in returned)
    counts = {fate: len(collected.of(fate)) for fate in Fate}
    record = _record(collected)
    given: dict[tuple[str, str], dict[str, list[str]]] = {}
    absent = []
    for one in collected.of(Fate.APPLIED):
        for row in one.rows:
            given.setdefault((one.unit, row), {}).setdefault(one.answer.field, []).append(one.value)
            if not _stands(one, record.get((one.unit, row), ())):
                absent.append(f"{one.file} {one.answer.place}")
    before = {
        entry: max(others, key=newness)
        for entry in collected.entries
        if (
            others := [
                each for each in record.get((entry.unit, entry.row_key), ()) if entry_id(each) != entry_id(entry)
            ]
        )
    }
    extra = [
        f"{entry.unit} {entry.row_key}"
        for entry in collected.entries
        if not _explained(entry, before.get(entry), given)
    ]
    refused = {(one.unit, row, one.answer.field) for one in collected.of(Fate.REFUSED) for row in one.rows}
    erased = [
        f"{entry.unit} {entry.row_key}"
        for entry, old in before.items()
        for name in (*_KEPT, ACTUAL)
        if (entry.unit, entry.row_key, name) in refused and getattr(old, name) and not getattr(entry, name)
    ]
    return CollectProof(
        files=len(returned),
        cells=cells,
        applied=counts[Fate.APPLIED],
        repeated=counts[Fate.REPEATED],
        older=counts[Fate.OLDER],
        refused=counts[Fate.REFUSED],
        head_only=counts[Fate.HEAD_ONLY],
        changed=counts[Fate.CHANGED],
        blank=collected.blank,
        lost=abs(cells + counts[Fate.CHANGED] - len(collected.told)),
        absent=tuple(absent),
        extra=tuple(extra),
        erased=tuple(erased),
    )


def _record(collected: Collected) -> dict[tuple[str, str], list[Entry]]:
    """The returns of the period in the ledger; those that the clerk took out before were applied and stay out."""
    found: dict[tuple[str, str], list[Entry]] = {}
    gone = {event.row_key for event in collected.ledger.events if _is_deletion(event.kind, event.field)}
    for entry in (*collected.ledger.entries, *(each for each in collected.entries if each.row_key in gone)):
        if entry.period == collected.period:
            found.setdefault((entry.unit, entry.row_key), []).append(entry)
    return found


def _is_deletion(kind: EventKind, field: str) -> bool:
    return kind is EventKind.CORRECTION and field == DELETED


def _stands(one: Told, entries: Sequence[Entry]) -> bool:
    if one.answer.field == ACTUAL:
        return any(one.value in (entry.actual, *entry.actual.split(BETWEEN)) for entry in entries)
    return one.answer.field in FORM_FIELDS or any(getattr(entry, one.answer.field) == one.value for entry in entries)


def _explained(entry: Entry, before: Entry | None, given: dict[tuple[str, str], dict[str, list[str]]]) -> bool:
    """Whether every value of a new entry was given by an applied cell of its unit and row, or is from ``before``."""
    mine = given.get((entry.unit, entry.row_key), {})
    for name in _KEPT:
        if (value := getattr(entry, name)) and value not in (*mine.get(name, ()), getattr(before, name, "")):
            return False
    rest = entry.actual
    old = () if before is None else (before.actual, *before.actual.split(BETWEEN))
    for value in sorted((*mine.get(ACTUAL, ()), *filter(None, old)), key=len, reverse=True):
        rest = rest.replace(value, "")
    return not rest.replace(NOT_GIVEN, "").strip(BETWEEN)
