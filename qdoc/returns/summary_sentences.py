"""Owns taking a row's own sentence out of an edited summary: what the clerk worded anew goes into 总结用语."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qdoc.model import CellRef, Ledger, LedgerRow, WordPiece
from qdoc.model.gap import gap
from qdoc.parse.punctuation import fold
from qdoc.returns.summary_match import Placed
from qdoc.returns.summary_pieces import Known
from qdoc.returns.summary_values import Change, SummaryChange
from qdoc.summary.pieces import Cell, short
from qdoc.summary.seal import Seal, plain
from qdoc.summary.worded import cell_name

_SILENT = gap("完成情况")


class Sentences:
    """The rows' sentences of one document. ``before``: what the cell said, of each that the clerk worded anew."""

    def __init__(self, ledger: Ledger, known: Known, seal: Seal | None) -> None:
        self.changes: list[SummaryChange] = []
        self.before: dict[tuple[str, str], str] = {}
        self._ledger, self._seal = ledger, seal
        self._new: dict[str, str] = {}
        cells = (cell for parts in known.cells.values() for cell in parts if cell.editable)
        self._editable = {cell_name(cell.row_key, cell.field): cell for cell in cells}
        self._tasks: dict[str, list[LedgerRow]] = {}
        self._rows: dict[str, int] = {}
        for row in ledger.rows:
            self._tasks.setdefault(f"task_{short(row.key)}", []).append(row)
            self._rows[row.task_id] = self._rows.get(row.task_id, 0) + 1

    def take(self, one: Placed, words: Sequence[WordPiece]) -> None:
        """Take the sentences in ``words`` that differ from their cells, but none that stands as it was printed."""
        for piece in words:
            if not isinstance(piece, CellRef) or piece.own:
                continue
            cell = self._editable.get(cell_name(piece.row_key, piece.field))
            if cell is None or plain(piece.text) == plain(cell.text):
                continue
            if self._seal is None or not self._seal.knows(cell.mark, piece.text):
                self._put(one, cell, piece.text.strip())

    def fill(self, one: Placed, now: str) -> bool:
        """Take words in place of a one-row task's 【待补：完成情况】 into the row; say whether there were."""
        rows, text = self._tasks.get(one.slot, []), one.paragraph.text.strip()
        begins = now.removesuffix(_SILENT)
        if len(rows) != 1 or begins == now or not fold(text).startswith(fold(begins)) or _SILENT in text:
            return False
        (row,) = rows
        words = text[len(begins) :].strip()
        if not words or (row.task_id and self._rows[row.task_id] > 1):
            return False
        self._put(one, Cell(row.key, "summary_wording", "", editable=True), words)
        return True

    def rows(self) -> tuple[LedgerRow, ...]:
        """The ledger's rows with what the clerk wrote of them."""
        new = self._new
        return tuple(self._worded(row, new[row.key]) if row.key in new else row for row in self._ledger.rows)

    @staticmethod
    def _worded(row: LedgerRow, words: str) -> LedgerRow:
        """The row with the clerk's sentence, which no later return of the lead replaces."""
        return replace(row, summary_wording=words, edited=tuple(dict.fromkeys((*row.edited, "summary_wording"))))

    def _put(self, one: Placed, cell: Cell, text: str) -> None:
        kind = Change.SENTENCE
        if self._new.get(cell.row_key, text) != text:
            kind = Change.CONFLICT
        else:
            self.before[cell_name(cell.row_key, cell.field)] = cell.text
            self._new.update(dict.fromkeys((cell.row_key, *cell.also), text))
        self.changes.append(SummaryChange(kind, one.slot, one.paragraph.place, cell.text, text, cell.row_key))
