"""Owns tables that a copy ran into one line: item lists under units, told apart by what the last columns repeat."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from qdoc.parse.numbering import DIGIT, Mark
from qdoc.parse.signature import BODY_TAIL

_UNIT_AT_END = re.compile(
    rf"[\u4e00-\u9fff]{{1,10}}{BODY_TAIL}$|[\u4e00-\u9fff]{{2,10}}(?:党委|科室|中心|街道)$|(?:{BODY_TAIL})$"
)
_HEADER = re.compile(r"(?:责任|承办|牵头|负责)(?:单位|部门|处室|科室).{0,30}(?:时限|载体|内容|要点|事项|任务)")


@dataclass(frozen=True, slots=True)
class FlatRow:
    """One row: the item from its number to its last column, and the unit printed before its group."""

    mark: Mark
    start: int
    end: int
    title_end: int
    unit: tuple[int, int] | None


def flattened_rows(folded: str, marks: list[Mark], start: int, end: int) -> list[FlatRow]:
    """Return the rows of a flattened table in ``start:end``; empty where the text is none.

    Evidence, all of it needed: numbered items only; they begin anew at 1 at least three times; few sentences; and the
    items' last characters (the values of the last columns, such as 网站) repeat. The repeated value ends a row, and
    what stands between it and the next 1. is the next unit.
    """
    items = [m for m in marks if m.rank == DIGIT and start <= m.start < end]
    others = [m for m in marks if m.rank < DIGIT and start <= m.start < end]
    items = _counted(items)
    restarts = sum(m.value == 1 for m in items)
    if others or restarts < 3 or len(items) < 8 or folded.count("。", start, end) > len(items):
        return []
    stops = [*(m.start for m in items[1:]), end]
    inner = [
        folded[max(m.end, s - 2) : s]
        for m, s, nxt in zip(items, stops, [*items[1:], None], strict=True)
        if nxt is not None and nxt.value != 1
    ]
    repeated = {
        value for value, count in Counter(inner).items() if count >= max(2, len(inner) // 12) and len(value) == 2
    }
    if not repeated:
        return []
    columns = _column_values(folded, items, stops, repeated)
    header = _HEADER.search(folded, start, items[0].start)
    unit = _unit_before(folded, header.end() if header else start, items[0].start) if header else None
    rows: list[FlatRow] = []
    for i, (mark, stop) in enumerate(zip(items, stops, strict=True)):
        cut = len(folded[:stop].rstrip()) if stop == end else stop
        following: tuple[int, int] | None = None
        if i + 1 < len(items) and items[i + 1].value == 1:
            at = max(
                (
                    folded.rfind(value, mark.end, stop) + len(value)
                    for value in repeated
                    if value in folded[mark.end : stop]
                ),
                default=-1,
            )
            if at > mark.end and _UNIT_AT_END.match(folded[at:stop]):
                cut, following = at, (at, stop)
            else:
                following = _unit_before(folded, mark.end, stop)
                cut = following[0] if following else stop
        title_end = _title_end(folded, mark.end, cut, columns)
        rows.append(FlatRow(mark, mark.start, cut, title_end, unit))
        if i + 1 < len(items) and items[i + 1].value == 1:
            unit = following
    return rows


def _counted(items: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for m in items:
        if m.value == 1 or (kept and m.value == kept[-1].value + 1):
            kept.append(m)
    return kept


def _column_values(folded: str, items: list[Mark], stops: list[int], repeated: set[str]) -> tuple[str, ...]:
    """Return the values of the last two columns together (定期网站), the frequent ones."""
    both = Counter(
        folded[s - 4 : s] for m, s in zip(items, stops, strict=True) if s - m.end > 6 and folded[s - 2 : s] in repeated
    )
    return tuple(value for value, count in sorted(both.items()) if count >= 2)


def _title_end(folded: str, start: int, end: int, columns: tuple[str, ...]) -> int:
    for value in columns:
        if folded.endswith(value, start, end):
            return end - len(value)
    return end


def _unit_before(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the shortest name of a unit that ends at ``end``."""
    for length in range(2, 13):
        if end - length < start:
            return None
        if re.fullmatch(
            r"(?:[\u4e00-\u9fff]{2,8}[处科]|办公室|[\u4e00-\u9fff]{2,8}(?:局|委|中心|党委))",
            folded[end - length : end],
        ):
            return end - length, end
    return None
