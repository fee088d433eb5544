"""Owns reading a returned form that is a Word file: its table rows, by the keys in them and by what they show."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qdoc.errors import UnsupportedFormat
from qdoc.ledger import form_columns as layout
from qdoc.ledger.form_columns import (
    ACTUAL,
    FORM_FIELDS,
    FORM_KEY,
    NAMES,
    ROW,
    SLIP_KEY,
    UNIT,
    WAITING,
    FormTag,
    read_tag,
)
from qdoc.read.guard import Package
from qdoc.read.worker import heavy_apart
from qdoc.returns.controls import FilledControl, controls_under
from qdoc.returns.form_values import LABELS, Answer, Piece, ReturnedForm, squeezed
from qdoc.returns.spelled import flat_text, shown_in, shown_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TASK, _TEXT, _ROLE = "任务", "要求", "职责"
_STEMS = (
    ("任务", _TASK), ("要求", _TEXT), ("职责", _ROLE), ("状态", layout.STATUS), ("时限", ""), ("完成", ACTUAL),
    ("进展", layout.WORDING), ("节点", layout.NODES), ("问题", layout.PROBLEM),
)  # fmt: skip
_ANSWERS = (layout.STATUS, layout.WORDING, ACTUAL, layout.NODES, layout.PROBLEM)
_LEAST = 3
_NOTHING = {"", "—", "-", "/", *WAITING.values()}
_DONE = re.compile(r"完成(?:数值)?[（(]?(?P<unit>[^（()）：:]*)[)）]?[：:](?P<value>.*)")
_PARTICULARS = re.compile(r"填报单位[：:]\s*(\S+)")
_LONGEST_HEADING = 20
_HEAD_SIGNS = set("填报")  # both title and particulars have them


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its grid column, what it shows, and the controls in it that carry a key of a form."""

    column: int
    text: str
    tagged: tuple[tuple[FormTag, FilledControl], ...]


@heavy_apart(ReturnedForm | None)
def read_form_document(data: bytes, name: str) -> ReturnedForm | None:
    """Return the form in the Word file ``data``; None where it holds neither keys of a form nor a table like one.

    Nothing is decided here about whose line a row is. Raises as ``read.guard`` does for unsafe and broken files.
    """
    package = Package(data, name)
    if "word/document.xml" not in package:
        raise UnsupportedFormat("不是 Word 文件（.docx）", file=name, hint="请用 Word 或 WPS 打开后另存为 .docx 再试")
    root = package.xml("word/document.xml")
    reader = _Reader(root)
    if not reader.pieces and not reader.tagged:
        return None
    period, asked_by, plan = (*reader.about.split("."), "", "", "")[:3]
    return ReturnedForm(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        unit=reader.unit,
        period=period,
        plan_sha256=plan,
        asked_by=asked_by,
        shown_unit=reader.shown_unit,
        shown_title=reader.shown_title,
        filled=tuple(reader.filled.values()),
        pieces=tuple(reader.pieces),
        tagged=reader.tagged,
    )


class _Reader:
    """Goes through a document once: its paragraphs for whose form it is, its tables for the answers."""

    def __init__(self, root: _Element) -> None:
        self.pieces: list[Piece] = []
        self.filled: dict[str, Answer] = {}
        self.unit = self.about = self.shown_unit = self.shown_title = ""
        self.tagged = False
        self._keys: set[str] = set()
        for paragraph in root.iter(f"{_W}p"):
            if set("".join(map(str, paragraph.itertext()))) >= _HEAD_SIGNS:
                self._paragraph(shown_text(paragraph))
        for number, table in enumerate(root.iter(f"{_W}tbl"), 1):
            self._table(table, number)
        self._outside(root)

    def _paragraph(self, text: str) -> None:
        if "进展填报表" in text and len(self.shown_title) < _LONGEST_HEADING:
            self.shown_title += text.strip()
        if found := _PARTICULARS.match(text.strip()):
            self.shown_unit = self.shown_unit or found[1]
            self.shown_title += text.strip()

    def _table(self, table: _Element, number: int) -> None:
        columns: dict[int, str] = {}
        heads: dict[int, str] = {}
        for line, row in enumerate(_own(table, "tr", "tbl"), 1):
            cells = list(_cells(row))
            self._keys |= {control.key for cell in cells for _, control in cell.tagged}
            where = f"第 {number} 个表第 {line} 行"
            if self._labels(cells, where):
                continue
            found = _heading(cells)
            if len(found) >= _LEAST and len(set(found.values()) & set(_ANSWERS)) >= 2:
                columns, heads = found, {cell.column: " ".join(cell.text.split()) for cell in cells}
                continue
            self.pieces += _pieces(cells, columns, heads, where)
        self.tagged = self.tagged or any(piece.key for piece in self.pieces)

    def _labels(self, cells: Sequence[_Cell], where: str) -> bool:
        """填报人, 联系电话, 填报日期: by their keys, else beside their labels; say whether the row holds any."""
        met = False
        for at, cell in enumerate(cells):
            field = LABELS.get(squeezed(cell.text))
            beside = cells[at + 1] if field and at + 1 < len(cells) else None
            for tag, control in cell.tagged:
                if tag.line == FORM_KEY and tag.field in FORM_FIELDS:
                    met = True
                    self._fill(tag.field, control.date or control.text, f"{where}“{NAMES[tag.field]}”")
            if field and beside is not None:
                met = True
                if not beside.tagged and squeezed(beside.text) not in LABELS:
                    self._fill(field, beside.text, f"{where}“{NAMES[field]}”")
        return met

    def _fill(self, field: str, text: str, place: str) -> None:
        if text.strip() not in _NOTHING and field not in self.filled:
            self.filled[field] = Answer(field, text.strip(), place)

    def _outside(self, root: _Element) -> None:
        """Controls that stand in no table: the unit's name, and answers whose table was turned into text."""
        lost: dict[str, list[Answer]] = {}
        for control in controls_under(root):
            tag = read_tag(control.key)
            if tag is None or tag.line == SLIP_KEY:
                continue
            if tag.line == FORM_KEY and tag.field == UNIT:
                self.unit, self.about, self.tagged = control.text.strip(), tag.of, True
            elif control.key not in self._keys and tag.field in (*_ANSWERS, *FORM_FIELDS):
                place = f"表格外“{NAMES[tag.field]}”"
                if tag.line == FORM_KEY:
                    self._fill(tag.field, control.date or control.text, place)
                elif control.text.strip() not in _NOTHING:
                    lost.setdefault(tag.line, []).append(Answer(tag.field, control.text.strip(), place, tag.of))
        self.pieces += [Piece("表格外", key, answers=tuple(answers)) for key, answers in lost.items()]


def _own(parent: _Element, name: str, within: str) -> Iterator[_Element]:
    """The elements ``name`` of a table or row itself, not of tables inside it, whatever controls stand around."""
    for each in parent.iter(f"{_W}{name}"):
        above = each.getparent()
        while above is not None and above.tag != f"{_W}{within}":
            above = above.getparent()
        if above is parent:
            yield each


def _cells(row: _Element) -> Iterator[_Cell]:
    column = 0
    for cell in _own(row, "tc", "tr"):
        flat = flat_text(cell)
        tags = ((read_tag(control.key), control) for control in controls_under(cell, flat))
        yield _Cell(
            column, shown_in(flat).strip(), tuple((tag, one) for tag, one in tags if tag and tag.line != SLIP_KEY)
        )
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        column += int(span.get(f"{_W}val") or 1) if span is not None else 1


def _heading(cells: Sequence[_Cell]) -> dict[int, str]:
    """Which column holds what, if this row is a heading: short words, each telling one thing."""
    found: dict[int, str] = {}
    for cell in cells:
        plain = squeezed(cell.text)
        if not cell.tagged and plain and len(plain) <= _LONGEST_HEADING:
            name = next((field for stem, field in _STEMS if stem in plain), None)
            if name and name not in found.values():
                found[cell.column] = name
    return found


def _pieces(
    cells: Sequence[_Cell], columns: Mapping[int, str], heads: Mapping[int, str], where: str
) -> Iterator[Piece]:
    """A piece for the line of a row; one more for each other line whose controls were pasted into it."""
    tags = [tag for cell in cells for tag, _ in cell.tagged if tag.line != FORM_KEY]
    if not columns and not tags:
        return
    keys = Counter(tag.line for tag in tags)
    words = [cell for cell in cells if columns.get(cell.column) in (_TASK, _TEXT)]
    lines = [part for cell in words for part in cell.text.split("\n") if part.strip()]
    task, text = (lines[0], "\n".join(lines[1:])) if lines else ("", "")
    role = next((cell.text.split("\n")[0] for cell in cells if columns.get(cell.column) == _ROLE), "")
    main = next((tag.line for tag in tags if tag.field == ROW), "") or (keys.most_common(1)[0][0] if keys else "")
    answers: dict[str, list[Answer]] = {main: []}
    for cell in cells:
        head = heads.get(cell.column, "")
        for key, answer in _answers(cell, columns.get(cell.column, ""), where, head):
            answers.setdefault(key or main, []).append(answer)
    for key, given in answers.items():
        rows = tuple(tag.of for tag in tags if tag.field == ROW and tag.line == key)
        if key or given or task:
            yield Piece(where, key, rows, task, text, role, tuple(given), below=not (task or text))


def _answers(cell: _Cell, field: str, where: str, head: str) -> Iterator[tuple[str, Answer]]:
    """The answers in a cell with the key of each; a control's key says what it is before the heading does."""
    given = [
        (tag, control) for tag, control in cell.tagged if tag.field in _ANSWERS and tag.line not in (FORM_KEY, SLIP_KEY)
    ]
    figures = list(_figures(cell.text))
    if not given:
        if field == ACTUAL:
            for target, value in figures or [("", cell.text)]:
                if value not in _NOTHING:
                    yield "", Answer(ACTUAL, value, f"{where}“{head}”", "", target)
        elif field in _ANSWERS and cell.text not in _NOTHING:
            yield "", Answer(field, cell.text, f"{where}“{head}”")
        return
    several = len(given) > 1
    for at, (tag, control) in enumerate(given):
        place = f"{where}“{head or NAMES[tag.field]}”" + (f"第 {at + 1} 处" if several else "")
        if tag.field == ACTUAL:
            target = figures[at][0] if len(figures) == len(given) else ""
            outside = figures[at][1] if len(figures) == len(given) else ""
            text = outside or control.text.strip()
            if text not in _NOTHING:
                yield tag.line, Answer(ACTUAL, text, place, tag.of, target)
            continue
        text = control.text.strip() if several or not field else cell.text
        if text not in _NOTHING:
            yield tag.line, Answer(tag.field, text, place)


def _figures(text: str) -> Iterator[tuple[str, str]]:
    """The pairs of a figures cell: the target, and what stands behind 完成：."""
    target = ""
    for line in text.split("\n"):
        if found := _DONE.fullmatch(line.strip()):
            yield target, found["value"].strip()
            target = ""
        elif line.strip():
            target = line.strip()
