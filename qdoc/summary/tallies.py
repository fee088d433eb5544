"""Owns the counts of the summary: status words over all rows, by theme and by unit, each a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qdoc.ledger.units import UNASSIGNED, split_units
from qdoc.model import Basis, LedgerRow
from qdoc.summary.book import Book, said, unit_name
from qdoc.summary.pieces import Piece, short
from qdoc.summary.values import UNREPORTED, StatusCount, SummaryItem, Tally

NO_THEME = "其他任务"
STATUS, THEME, UNIT = "台账“办理状态”栏", "台账“主题”栏", "台账“牵头单位”“责任单位”栏"
# display order of common status words; others follow in the order in which the ledger first uses them
_ORDER = ("已完成", "提前完成", "基本完成", "超进度", "达进度", "推进中", "欠进度", "未完成", "未启动")
_OWN_NUMBER = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d+[.．、])\s*")


def status_order(items: Iterable[SummaryItem]) -> tuple[str, ...]:
    """Every status word of ``items`` once, in the order in which it prints; 未填报 last."""
    used = dict.fromkeys(item.counted_as for item in items)
    known = [status for status in _ORDER if status in used]
    others = [status for status in used if status not in _ORDER and status != UNREPORTED]
    return (*known, *others, *([UNREPORTED] if UNREPORTED in used else []))


def count_statuses(book: Book, items: Sequence[SummaryItem], order: Sequence[str]) -> tuple[StatusCount, ...]:
    """All rows by status word, with their shares."""
    made = []
    for status, rows in _grouped(items, order):
        mark, total = short(status), len(items)
        source = f"{STATUS}为空的行" if status == UNREPORTED else STATUS
        count = book.count(f"status_{mark}", rows, f"办理状态为“{status}”的事项数", source)
        what = f"办理状态为“{status}”的事项占全部事项的比例"
        share = book.share(f"status_{mark}_share", rows, total, what, f"{source}，{len(rows)}÷{total}")
        made.append(StatusCount(status, count, share))
    return tuple(made)


def by_theme(book: Book, items: Sequence[SummaryItem], order: Sequence[str]) -> tuple[Tally, ...]:
    """The rows of each theme, in the ledger's order."""
    themes: dict[str, list[SummaryItem]] = {}
    for item in items:
        themes.setdefault(item.theme or NO_THEME, []).append(item)
    return tuple(_tally(book, "theme", name, mine, order, f"主题“{name}”", THEME) for name, mine in themes.items())


def by_unit(
    book: Book, rows: Sequence[LedgerRow], items: Sequence[SummaryItem], order: Sequence[str]
) -> tuple[Tally, ...]:
    """Count each row under every unit that leads or answers for it; 待指定 comes last."""
    units: dict[str, list[SummaryItem]] = {}
    guessed: dict[str, list[str]] = {}
    for row, item in zip(rows, items, strict=True):
        bases = {name: cell.basis for cell in (row.responsible, row.lead) for name in split_units(cell.value)}
        for name in dict.fromkeys((*split_units(row.lead.value), *split_units(row.responsible.value))):
            units.setdefault(name, []).append(item)
            if bases[name] is Basis.SUGGESTED:
                guessed.setdefault(name, []).append(row.key)
        if not bases:
            units.setdefault(UNASSIGNED, []).append(item)
    ordered = sorted(units.items(), key=lambda entry: entry[0] == UNASSIGNED)
    return tuple(
        _tally(book, "unit", name, mine, order, f"“{name}”牵头或负责", UNIT, guessed.get(name, ()))
        for name, mine in ordered
    )


def theme_words(item: SummaryItem) -> tuple[Piece, ...]:
    """The item's theme without the number that it has in the notice: the summary numbers its themes itself."""
    words = _OWN_NUMBER.sub("", item.theme)
    return (said(words, item.row_key, "theme"),) if words else (NO_THEME,)


def _grouped(items: Sequence[SummaryItem], order: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for item in items:
        found.setdefault(item.counted_as, []).append(item.row_key)
    return [(status, tuple(found[status])) for status in order if status in found]


def _tally(
    book: Book,
    kind: str,
    name: str,
    items: Sequence[SummaryItem],
    order: Sequence[str],
    whose: str,
    source: str,
    guessed: Sequence[str] = (),
) -> Tally:
    mark = f"{kind}_{short(name)}"
    keys = tuple(item.row_key for item in items)
    done = tuple(item.row_key for item in items if item.finished)
    counts = tuple(
        StatusCount(
            status,
            book.count(
                f"{mark}_{short(status)}", rows, f"{whose}、办理状态为“{status}”的事项数", f"{source}、{STATUS}"
            ),
        )
        for status, rows in _grouped(items, order)
    )
    return Tally(
        name=name,
        title=theme_words(items[0]) if kind == "theme" else (UNASSIGNED if name == UNASSIGNED else unit_name(name),),
        total=book.count(f"{mark}_total", keys, f"{whose}的事项数", source),
        done=book.count(f"{mark}_done", done, f"{whose}的事项中办结的", f"{source}、{STATUS}、“办理记录”"),
        rate=book.share(
            f"{mark}_rate", done, len(keys), f"{whose}的事项的办结率", f"{source}、{STATUS}，{len(done)}÷{len(keys)}"
        ),
        counts=counts,
        suggested=book.count(f"{mark}_guess", guessed, f"{whose}的事项中单位为建议、待确认的", f"{source}的来源栏")
        if guessed
        else None,
    )
