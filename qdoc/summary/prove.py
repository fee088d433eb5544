"""Owns the comparison of the numbers found in a summary's document with those that the ledger gives."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qdoc.summary.items import status_words
from qdoc.summary.layout import cells, figures, passages
from qdoc.summary.pieces import (
    CELL_MARK,
    FIGURE_MARK,
    NUMBER,
    NUMBER_MARK,
    ROW_MARK,
    Figure,
    numbers_in,
    row_mark,
)
from qdoc.summary.values import Summary, SummaryItem


class Fault(StrEnum):
    """What is wrong with a number of the document."""

    DIFFERS = "与台账不符"
    UNSOURCED = "没有出处"
    LOST = "没有印出"


@dataclass(frozen=True, slots=True)
class Found:
    """A number as the document has it. ``mark``: its bookmark's name, "" without one; ``place``: in a clerk's terms.

    With a mark ``qr_…`` ``text`` is the whole row of the table, its cells divided by tabs.
    """

    mark: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class NumberFault:
    """A number that the ledger does not bear out: what stands there, what the ledger says, whose number it is."""

    fault: Fault
    mark: str
    text: str
    expected: str
    what: str
    place: str

    @property
    def message(self) -> str:
        """What is wrong, in Chinese."""
        at = f"{self.place}：" if self.place else ""
        if self.fault is Fault.DIFFERS:
            return f"{at}{self.what}写作“{self.text}”，台账为“{self.expected}”"
        if self.fault is Fault.UNSOURCED:
            hint = f"（台账中{self.what}是这个数）" if self.what else ""
            return f"{at}“{self.text}”没有台账出处{hint}"
        return f"{self.what}（{self.expected}）没有印出"


def prove(found: Iterable[Found], summary: Summary, *, whole: bool = False) -> tuple[NumberFault, ...]:
    """Return which numbers of a document the ledger does not bear out, in the order of the document.

    A number in a figure's bookmark must be the figure's; in a cell's, the same number of the same cell; a row of the
    reconciliation table must hold the numbers of its ledger row. A number without a bookmark has no source; where a
    figure says the same it is named, for a person to decide. ``whole``: nothing may be missing either.
    """
    counted, quoted = figures(summary), {name: cell.digits for name, cell in cells(summary).items()}
    items = {row_mark(item.row_key): item for item in summary.items}
    faults: list[NumberFault] = []
    seen: set[str] = set()
    for one in found:
        fault: NumberFault | None
        if one.mark.startswith(FIGURE_MARK):
            key = one.mark.removeprefix(FIGURE_MARK).rpartition("_")[0]
            seen.add(FIGURE_MARK + key)
            fault = _figure(one, counted.get(key))
        elif one.mark.startswith(NUMBER_MARK):
            name, _, at = one.mark.removeprefix(NUMBER_MARK).rpartition("_")
            name = name.rpartition("_")[0]
            seen.add(f"{CELL_MARK}{name}_{at}")
            fault = _quoted(one, quoted.get(name, ()), at)
        elif one.mark.startswith(ROW_MARK):
            seen.add(one.mark)
            fault = _row(one, items.get(one.mark.removeprefix(ROW_MARK)))
        else:
            fault = _loose(one, counted.values())
        if fault is not None:
            faults.append(fault)
    return (*faults, *(_lost(seen, counted, quoted, items) if whole else ()))


def prose_faults(summary: Summary) -> tuple[NumberFault, ...]:
    """Numbers that stand in the summary's own words, where no figure and no cell proves them; there must be none.

    A clerk's own paragraph may hold some: they are hers, and are named.
    """
    return tuple(
        NumberFault(Fault.UNSOURCED, "", number[0], "", "", f"“{passage.text[:12]}…”")
        for passage in passages(summary).values()
        for piece in passage.pieces
        if isinstance(piece, str) and NUMBER.search(piece)
        for number in numbers_in(piece)
    )


def _same(text: str) -> str:
    """Words as they count: one width, no white space."""
    if text.isascii() and text.isalnum():
        return text
    return "".join(unicodedata.normalize("NFKC", text).split())


def _figure(one: Found, known: Figure | None) -> NumberFault | None:
    if known is None:
        return NumberFault(Fault.UNSOURCED, one.mark, one.text, "", "", one.place)
    if one.text == known.text or _same(one.text) == _same(known.text):
        return None
    return NumberFault(Fault.DIFFERS, one.mark, one.text, known.text, known.what, one.place)


def _quoted(one: Found, numbers: Sequence[str], at: str) -> NumberFault | None:
    index = int(at) - 1 if at.isdigit() else -1
    if not 0 <= index < len(numbers):
        return NumberFault(Fault.UNSOURCED, one.mark, one.text, "", "", one.place)
    if one.text == numbers[index] or _same(one.text) == _same(numbers[index]):
        return None
    return NumberFault(Fault.DIFFERS, one.mark, one.text, numbers[index], "引自台账的数", one.place)


def _row(one: Found, item: SummaryItem | None) -> NumberFault | None:
    if item is None:
        return NumberFault(Fault.UNSOURCED, one.mark, one.text.partition("\t")[0], "", "", one.place)
    words = "\n".join((str(item.serial), item.text, item.metric, item.actual, item.units, status_words(item)))
    task = f"\n{item.number}\n{item.task}"  # merged with the row above where the task is the same
    joined = f"\n{item.number}{item.task}"  # as it prints: a title may begin with a digit
    for said in (words, words + task, words + joined):
        if sorted(NUMBER.findall(said)) == sorted(NUMBER.findall(one.text)) or _numbers(said) == _numbers(one.text):
            return None
    text, expected = "、".join(_numbers(one.text)), "、".join(_numbers(words))
    return NumberFault(Fault.DIFFERS, one.mark, text, expected, f"对账表第{item.serial}行的数", one.place)


def _numbers(text: str) -> list[str]:
    return sorted(NUMBER.findall(unicodedata.normalize("NFKC", text)))


def _loose(one: Found, known: Iterable[Figure]) -> NumberFault:
    like = next((each.what for each in known if _same(each.text) == _same(one.text)), "")
    return NumberFault(Fault.UNSOURCED, one.mark, one.text, "", like, one.place)


def _lost(
    seen: set[str], counted: dict[str, Figure], quoted: dict[str, tuple[str, ...]], items: dict[str, SummaryItem]
) -> Iterable[NumberFault]:
    for key, figure in counted.items():
        if FIGURE_MARK + key not in seen and not key.startswith("reach_goal"):
            yield NumberFault(Fault.LOST, FIGURE_MARK + key, "", figure.text, figure.what, "")
    for name, numbers in quoted.items():
        for at, number in enumerate(numbers, 1):
            if f"{CELL_MARK}{name}_{at}" not in seen:
                yield NumberFault(Fault.LOST, CELL_MARK + name, "", number, "引自台账的数", "")
    for name, item in items.items():
        if ROW_MARK + name not in seen:
            yield NumberFault(Fault.LOST, ROW_MARK + name, "", str(item.serial), "对账表的行", "")
