"""Owns reading a returned form that is a workbook: where its columns stand now, and what each cell of them says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qdoc.errors import LedgerRefused
from qdoc.ledger.form_columns import (
    ACTUAL,
    FIGURE_HEADER,
    FORM_COLUMNS,
    FORM_HIDDEN,
    FORM_KEY,
    FORM_SCHEMA,
    FORM_SHEET,
    HIDDEN_HEADER,
    KEY_HEADER,
    NAMES,
    TARGET_HEADER,
    UNIT,
    read_tag,
)
from qdoc.returns.addresses import column_letters
from qdoc.returns.form_printed import PRINTED
from qdoc.returns.form_values import LABELS, SPOILED, Answer, Piece, ReturnedForm, squeezed
from qdoc.returns.plain_sheets import PlainSheets
from qdoc.returns.workbook import Sheet, open_workbook

_HEAD_ROWS = 30
_FIELDS = {column.header: column.field for column in FORM_COLUMNS if column.field}
_HEADERS = {squeezed(column.header): column.header for column in FORM_COLUMNS}
_STEMS = {
    "任务": "任务", "要求": "要求（原文摘录）", "职责": "职责", "状态": "办理状态", "进展": NAMES["wording"],
    "完成数值": NAMES[ACTUAL], "节点": NAMES["nodes"], "问题": NAMES["problem"], "目标值": TARGET_HEADER,
}  # fmt: skip
_NOTE = re.compile(r"[(][^()]*[)]|[*※]")
_BARE_HEADERS = {_NOTE.sub("", squeezed(column.header)): column.header for column in reversed(FORM_COLUMNS)}
_LONGEST_STEMMED = 8
_SAME = re.compile(r"[(（]?同第(\d+)项[)）]?")
_LONGEST_LABEL = 12
_LEAST = 3  # headings that make a row the heading


@dataclass(frozen=True, slots=True)
class _Memory:
    """What the hidden sheet says: the form's particulars, and for each line its rows; both empty where it is lost."""

    items: Mapping[str, str]
    rows: Mapping[str, tuple[str, ...]]


def read_form_workbook(data: bytes, name: str) -> ReturnedForm | None:
    """Return the form in the workbook ``data``; None where no sheet has the headings of one.

    Columns are found by their headings, wherever they stand; one heading that was rewritten by its old place, if all
    others are in theirs. Nothing is decided here about whose line a row is. Raises as ``open_workbook`` does.
    """
    sheets = _opened(data, name)
    memory = _remembered(sheets.get(FORM_HIDDEN))
    shown = [sheet for sheet in sheets.values() if sheet.name != FORM_HIDDEN and sheet.rows]
    found = [(sheet, head) for sheet in shown if (head := _heading(sheet)) is not None]
    if not found:
        return None
    sheet, head = max(found, key=lambda one: (one[0].name == FORM_SHEET, len(one[1].columns)))
    filled, unit, title, taken = _head_answers(sheet, head.at)
    pieces, strays = _Reader(sheet, head, memory).pieces(taken)
    for other in shown:
        if other is not sheet:
            strays += _elsewhere(other)
    return ReturnedForm(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        unit=memory.items.get("unit", ""),
        period=memory.items.get("period", ""),
        plan_sha256=memory.items.get("plan_sha256", ""),
        asked_by=memory.items.get("asked_by", ""),
        shown_unit=unit,
        shown_title=title,
        filled=filled,
        pieces=tuple(pieces),
        strays=tuple(strays),
        notes=head.notes,
        tagged=any(piece.key for piece in pieces),
    )


def _opened(data: bytes, name: str) -> Mapping[str, Sheet]:
    """The sheets, quickly where they are plain; else with the cells named that hold no value."""
    try:
        plain = PlainSheets(data, name, ())
        return {title: plain[title] for title in plain}
    except LedgerRefused:
        return open_workbook(data, name, keep_spoiled=True)


def _remembered(hidden: Sheet | None) -> _Memory:
    if hidden is None:
        return _Memory({}, {})
    at = next((i for i, line in enumerate(hidden.rows) if line[: len(HIDDEN_HEADER)] == HIDDEN_HEADER), None)
    pairs = [line for line in hidden.rows[:at] if len(line) > 1]
    items = {line[0]: line[1] for line in pairs}
    if at is None or items.get("schema") != FORM_SCHEMA:
        return _Memory({}, {})
    rows: dict[str, tuple[str, ...]] = {}
    for line in hidden.rows[at + 1 :]:
        tag = read_tag(line[0]) if line else None
        if tag is not None and tag.line != FORM_KEY and tag.field != ACTUAL and len(line) > 1:
            rows[tag.line] = tuple(line[1].split())
    return _Memory(items, rows)


@dataclass(frozen=True, slots=True)
class _Heading:
    """The row of the headings (from 0), each known heading's column, and the columns that nobody knows."""

    at: int
    columns: Mapping[str, int]
    unknown: Mapping[int, str]
    notes: tuple[str, ...] = ()


def _heading(sheet: Sheet) -> _Heading | None:
    best: _Heading | None = None
    for at, line in enumerate(sheet.rows[:_HEAD_ROWS]):
        columns: dict[str, int] = {}
        unknown: dict[int, str] = {}
        for index, text in enumerate(line):
            known = _known(text)
            if known is not None and known not in columns:
                columns[known] = index
            elif text.strip():
                unknown[index] = text
        asked = any(header in columns for header in _FIELDS)
        if asked and len(columns) >= _LEAST and (best is None or len(columns) > len(best.columns)):
            best = _Heading(at, columns, unknown)
    return best and _with_rewritten(best)


def _known(text: str) -> str | None:
    """The heading that ``text`` is: as written, without a remark in brackets, or by its one telling word."""
    plain = squeezed(text)
    if plain in _HEADERS:
        return _HEADERS[plain]
    bare = _NOTE.sub("", plain)
    if bare in _BARE_HEADERS or not bare or len(bare) > _LONGEST_STEMMED:
        return _BARE_HEADERS.get(bare)
    stems = [header for stem, header in _STEMS.items() if bare.endswith(stem)]
    return stems[0] if len(stems) == 1 else None


def _with_rewritten(head: _Heading) -> _Heading:
    """Give one heading that nobody knows the column it had, where every other column still stands in its place."""
    places = {column.header: index for index, column in enumerate(FORM_COLUMNS)}
    if any(places[header] != index for header, index in head.columns.items()):
        return head
    columns, unknown, notes = dict(head.columns), dict(head.unknown), []
    for header in _FIELDS:
        at = places[header]
        if header not in columns and at in unknown:
            columns[header] = at
            notes.append(f"第 {column_letters(at)} 栏的表头“{unknown.pop(at)}”按原来的位置当作“{header}”")
    return _Heading(head.at, columns, unknown, tuple(notes))


class _Reader:
    """Reads the rows below the heading into pieces, one a row."""

    def __init__(self, sheet: Sheet, head: _Heading, memory: _Memory) -> None:
        self._sheet, self._head, self._memory = sheet, head, memory
        self._asked = [(header, head.columns[header]) for header in _FIELDS if header in head.columns]

    def pieces(self, taken: frozenset[int]) -> tuple[list[Piece], list[Answer]]:
        """Return a piece for every row that says anything, and what stands in columns that nobody knows.

        ``taken``: rows (from 0) below the table that say who filled it in.
        """
        rows: list[tuple[Piece, str]] = []
        strays: list[Answer] = []
        by_number: dict[str, list[Piece]] = {}
        for index in range(self._head.at + 1, len(self._sheet.rows)):
            line = self._sheet.rows[index]
            if index in taken:
                continue
            strays += self._unknown(line, index + 1)
            piece = self._piece(line, index + 1)
            if piece is not None:
                same = _SAME.fullmatch(squeezed(piece.task))
                rows.append((piece, same[1] if same else ""))
                if not same and (piece.task or piece.text):
                    by_number.setdefault(self._cell(line, "序号"), []).append(piece)
        pieces: list[Piece] = []
        for piece, same_as in rows:
            if same_as:
                piece = _under(piece, by_number.get(same_as, ()))
            elif not (piece.task or piece.text):
                piece = _under(piece, pieces[-1:])
            pieces.append(piece)
        return pieces, strays

    def _piece(self, line: Sequence[str], number: int) -> Piece | None:
        figure = read_tag(self._cell(line, FIGURE_HEADER))
        key = self._cell(line, KEY_HEADER) or (figure.line if figure else "")
        answers = []
        for header, at in self._asked:
            place = f"{column_letters(at)}{number}"
            text = line[at].strip() if at < len(line) else ""
            if place in self._sheet.spoiled:
                text = SPOILED
            if text:
                field = _FIELDS[header]
                of = figure.of if figure and field == ACTUAL and figure.line == key else ""
                answers.append(Answer(field, text, place, of, self._cell(line, TARGET_HEADER)))
        task, text = self._cell(line, "任务"), self._cell(line, "要求（原文摘录）")
        if not (answers or key or task or text):
            return None
        role, of = self._cell(line, "职责"), figure.of if figure else ""
        cells = [
            (head, at, self._cell(line, head)) for head in PRINTED if (at := self._head.columns.get(head, -1)) >= 0
        ]
        printed = tuple(Answer("", said, f"{column_letters(at)}{number}", head, of) for head, at, said in cells if said)
        rows = self._memory.rows.get(key, ())
        return Piece(f"第 {number} 行", key, rows, task, text, role, tuple(answers), printed=printed)

    def _cell(self, line: Sequence[str], header: str) -> str:
        at = self._head.columns.get(header)
        return line[at].strip() if at is not None and at < len(line) else ""

    def _unknown(self, line: Sequence[str], number: int) -> list[Answer]:
        known = set(self._head.columns.values())
        return [
            Answer("", text.strip(), f"{column_letters(at)}{number}")
            for at, text in enumerate(line)
            if at not in known and text.strip()
        ]


def _under(piece: Piece, above: Sequence[Piece]) -> Piece:
    """A row without words of its own: it takes those of the row that it belongs to, and says that it does."""
    if len({(one.task, one.text, one.key) for one in above}) != 1:
        return replace(piece, task="", text="", below=True)
    upper = above[0]
    key, rows = (piece.key, piece.row_keys) if piece.key else (upper.key, upper.row_keys)
    return replace(piece, key=key, row_keys=rows, task=upper.task, text=upper.text, role=upper.role, below=True)


def _head_answers(sheet: Sheet, header_at: int) -> tuple[tuple[Answer, ...], str, str, frozenset[int]]:
    """What stands beside 填报人, 联系电话, 填报日期 above or below the table, unit and title, and in which rows."""
    filled: dict[str, Answer] = {}
    taken: set[int] = set()
    unit = title = ""
    label = NAMES[UNIT]
    for number, line in enumerate(sheet.rows, 1):
        if number == header_at + 1:
            continue
        for at, text in enumerate(line):
            if not text or not ("填报" in text or "电话" in text):
                continue
            if "进展填报表" in text and not title:
                title = text.strip()
            for name, field in (*LABELS.items(), (squeezed(label), UNIT)):
                told = _beside(line, at, name)
                if told is None or field in filled:
                    continue
                where, value = told
                taken.add(number - 1)
                place = f"{column_letters(where)}{number}"
                if place in sheet.spoiled:
                    value = SPOILED
                if field == UNIT:
                    unit = unit or re.split(r"[　\s]{2,}|填报期", value)[0].strip()
                elif value:
                    filled[field] = Answer(field, value, place)
    return tuple(filled.values()), unit, title, frozenset(taken)


def _beside(line: Sequence[str], at: int, label: str) -> tuple[int, str] | None:
    """What is filled in at a label: behind its colon, else in the next cell that is no label itself."""
    head, sign, rest = line[at].strip().replace(":", "：").partition("：")
    if len(head) > _LONGEST_LABEL or squeezed(head) != label:
        return None
    if sign and rest.strip():
        return at, rest.strip()
    for index in range(at + 1, len(line)):
        if line[index].strip():
            return None if squeezed(line[index].split("：")[0]) in LABELS else (index, line[index].strip())
    return None


def _elsewhere(sheet: Sheet) -> list[Answer]:
    return [
        Answer("", text.strip(), f"工作表“{sheet.name}”{column_letters(at)}{number}")
        for number, line in enumerate(sheet.rows, 1)
        for at, text in enumerate(line)
        if text.strip()
    ]
