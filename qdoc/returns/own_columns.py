"""Owns the columns that a clerk added to the sheet 台账: where they stand, what they say of each row, what is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from qdoc.model import Diagnostic, OwnColumn, Severity
from qdoc.returns.workbook import Sheet

_NAMED = 5
_RESERVED = "WpsReserved"  # a hidden sheet of WPS's own


def own_places(sheet: Sheet, header_at: int, known: Collection[int]) -> tuple[int, ...]:
    """Return the places (from 0) of the clerk's columns: not among ``known``, with a header or anything below it."""
    below = sheet.rows[header_at:]
    widest = max((len(line) for line in below), default=0)
    return tuple(
        at for at in range(widest) if at not in known and any(at < len(line) and line[at].strip() for line in below)
    )


def own_columns(sheet: Sheet, header_at: int, places: Sequence[int], keys: Mapping[int, str]) -> tuple[OwnColumn, ...]:
    """Return the clerk's columns in their order; ``keys``: line of the sheet (from 0) → key of the row it became."""
    head = sheet.rows[header_at]
    return tuple(
        OwnColumn(
            head[at].strip() if at < len(head) else "",
            tuple(
                (key, text)
                for line, key in keys.items()
                if at < len(sheet.rows[line]) and (text := sheet.rows[line][at].strip())
            ),
        )
        for at in places
    )


def own_notes(
    columns: Sequence[OwnColumn], sheet: Sheet, header_at: int, places: Sequence[int], lines: Collection[int]
) -> tuple[Diagnostic, ...]:
    """Return R006, the columns that are kept, and R003, lines that only they say something in and that are no rows."""
    found = []
    if columns:
        named = "、".join(column.header or "（没有表头）" for column in columns)
        message = f"台账中有您自己加的栏目：{named}；写回时放在最后，照原样保留（公式写成数值）"
        found.append(Diagnostic("R006", Severity.INFO, message))
    alone = [
        at + 1
        for at in range(header_at + 1, len(sheet.rows))
        if at not in lines and any(place < len(sheet.rows[at]) and sheet.rows[at][place].strip() for place in places)
    ]
    if alone and places:
        told = "、".join(f"第 {line} 行" for line in alone[:_NAMED]) + ("等" if len(alone) > _NAMED else "")
        message = f"台账{told}只在您自己加的栏目里有内容，不是一条事项，没有读入"
        found.append(Diagnostic("R003", Severity.INFO, message, hint="请移到别的文件，或填上“具体事项”"))
    return tuple(found)


def own_sheets(names: Iterable[str], ours: Collection[str]) -> tuple[Diagnostic, ...]:
    """Return R003 where the workbook has sheets of the clerk's own, which no new workbook has."""
    foreign = [name for name in names if name not in ours and not name.startswith(_RESERVED)]
    if not foreign:
        return ()
    message = f"台账文件中有您自己加的工作表：{'、'.join(foreign)}；没有读入"
    return (Diagnostic("R003", Severity.INFO, message, hint="请移到别的文件里保存"),)
