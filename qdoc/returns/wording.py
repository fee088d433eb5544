"""Owns reading the sheet 总结文字 back: what the clerk changed, deleted or added in it, each told by its line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from qdoc.errors import LedgerRefused
from qdoc.ledger.cell_text import seen
from qdoc.ledger.wording_columns import SLOT, TEXT, WORDING_COLUMNS, WORDING_MEMORY, WORDING_SHEET, recalled_passage
from qdoc.model import Diagnostic, EditedPassage, EditKind, Ledger, Severity, WordPiece
from qdoc.returns.workbook import Sheet

_MOST = 4_000_000  # signs times signs that are compared; beyond, all is taken for typed anew
_BACKUP = "请从备份恢复台账"


@dataclass(frozen=True, slots=True)
class _Line:
    row: int
    slot: str
    text: str


def with_passages(ledger: Ledger, sheets: Mapping[str, Sheet], name: str) -> Ledger:
    """Return ``ledger`` with the summary passages of ``sheets``; a workbook without any gives it as it is.

    A changed 文字 is the clerk's; numbers that she left where they were go on being counted (R030). A line that is gone
    gives the paragraph back to the ledger (R031); one that she added is kept, though nobody knows where it belongs
    (R032). A sheet that is gone as a whole is taken for a mishap: what was written stays (R033). Raises LedgerRefused
    where the hidden sheet or the headers were changed.
    """
    written = _remembered(sheets, name)
    sheet = sheets.get(WORDING_SHEET)
    if sheet is None:
        if not written:
            return ledger
        message = f"工作表“{WORDING_SHEET}”不见了，其中 {len(written)} 段照原样保留"
        note = Diagnostic("R033", Severity.REVIEW, message, hint="程序下次写台账时会把它补上；要删请在表里逐行删")
        return replace(ledger, passages=tuple(written.values()), diagnostics=(*ledger.diagnostics, note))
    notes: list[Diagnostic] = []
    kept: dict[str, EditedPassage] = {}
    for line in _lines(sheet, name):
        known = written.get(line.slot) if line.slot not in kept else None
        if known is None:
            _add(line, kept, notes)
        else:
            _keep(line, known, kept, notes)
    notes += [_gone(passage) for slot, passage in written.items() if slot not in kept]
    return replace(ledger, passages=tuple(kept.values()), diagnostics=(*ledger.diagnostics, *notes))


def realigned(pieces: tuple[WordPiece, ...], text: str) -> tuple[WordPiece, ...]:
    """Return ``text`` with those references of ``pieces`` that stand in it unchanged, with their neighbours."""
    before = "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)
    if before == text:
        return pieces
    if len(before) * len(text) > _MOST:
        return (text,)
    blocks = SequenceMatcher(None, before, text, autojunk=False).get_matching_blocks()
    made: list[WordPiece] = []
    at = reached = 0
    for piece in pieces:
        size = len(piece if isinstance(piece, str) else piece.text)
        if not isinstance(piece, str):
            block = next((b for b in blocks if b.a <= at and at + size <= b.a + b.size and b.size > size), None)
            start = block.b + at - block.a if block is not None else -1
            if start >= reached:
                made += [text[reached:start]] if start > reached else []
                made.append(piece)
                reached = start + size
        at += size
    return (*made, text[reached:]) if reached < len(text) else tuple(made)


def _remembered(sheets: Mapping[str, Sheet], name: str) -> dict[str, EditedPassage]:
    hidden = sheets.get(WORDING_MEMORY)
    found: dict[str, EditedPassage] = {}
    for line in hidden.rows if hidden is not None else ():
        if line and line[0]:
            try:
                found[line[0]] = recalled_passage(line)
            except (ValueError, TypeError, RecursionError) as error:
                raise LedgerRefused(f"隐藏工作表“{WORDING_MEMORY}”被改动过", file=name, hint=_BACKUP) from error
    return found


def _lines(sheet: Sheet, name: str) -> list[_Line]:
    heads = ["".join(text.split()) for text in sheet.rows[0]] if sheet.rows else []
    lacking = [column.header for column in (TEXT, SLOT) if heads.count(column.header) != 1]
    if lacking:
        message = f"“{'”“'.join(lacking)}”一栏不见了，或出现了两次"
        hint = f"请按原样恢复表头：{'、'.join(column.header for column in WORDING_COLUMNS)}；也可以从备份恢复"
        raise LedgerRefused(message, file=name, place=f"工作表“{sheet.name}”第 1 行", hint=hint)
    text, slot = heads.index(TEXT.header), heads.index(SLOT.header)
    found = []
    for number, row in enumerate(sheet.rows[1:], 2):
        cells = [row[at].strip() if at < len(row) else "" for at in (slot, text)]
        if any(cells):
            found.append(_Line(number, *cells))
    return found


def _keep(line: _Line, known: EditedPassage, kept: dict[str, EditedPassage], notes: list[Diagnostic]) -> None:
    kept[known.slot] = known
    if line.text == seen(known.text):
        return
    where = f"{WORDING_SHEET}第 {line.row} 行"
    if not line.text:
        if known.kind is EditKind.ADDED:
            del kept[known.slot]  # told with the lines that are gone
            return
        kept[known.slot] = replace(known, kind=EditKind.REMOVED, pieces=())
        notes.append(Diagnostic("R030", Severity.INFO, f"{where}的文字清空了，总结里不再印这一段（必有的段落仍照印）"))
        return
    kind = EditKind.REWORDED if known.kind is EditKind.REMOVED else known.kind
    kept[known.slot] = replace(known, kind=kind, pieces=realigned(known.pieces, line.text))
    notes.append(Diagnostic("R030", Severity.INFO, f"{where}的文字改了，总结里以您改的为准：“{_short(line.text)}”"))


def _add(line: _Line, kept: dict[str, EditedPassage], notes: list[Diagnostic]) -> None:
    if not line.text:
        return
    base = f"own_{hashlib.sha256(line.text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    slot, count = base, 1
    while slot in kept:
        count += 1
        slot = f"{base}_{count}"
    kept[slot] = EditedPassage(slot, EditKind.ADDED, (line.text,))
    message = f"{WORDING_SHEET}第 {line.row} 行是您加的，不知道放在总结的哪一处，没有印出：“{_short(line.text)}”"
    notes.append(
        Diagnostic("R032", Severity.REVIEW, message, hint="请在 Word 里把它加到总结中，再用 qdoc collect 收回")
    )


def _gone(passage: EditedPassage) -> Diagnostic:
    words = _short(passage.text) or passage.place
    message = f"{WORDING_SHEET}中少了一行（{passage.kind.label}：“{words}”）；按您删除处理，这一段仍由台账生成"
    return Diagnostic("R031", Severity.INFO, message)


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "…"
