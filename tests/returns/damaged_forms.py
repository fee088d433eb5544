"""Owns returned forms with damage: made, filled with words that each stand nowhere else, spoilt, and what must happen.

Every kind of damage says which words must be in the ledger afterwards and which must be refused; ``rows`` says where
each word belongs. Workbooks are changed as grids of cells, Word files in their XML; both are then real files again.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from random import Random

import openpyxl

from qdoc.asking import Form, ask
from qdoc.ledger.form_columns import (
    ACTUAL,
    FIGURE_HEADER,
    FORM_COLUMNS,
    FORM_HIDDEN,
    FORM_KEY,
    FORM_SHEET,
    KEY_HEADER,
    PROBLEM,
    STATUS,
    WORDING,
    read_tag,
)  # fmt: skip
from qdoc.render.form_docx import form_docx
from qdoc.render.form_sheet import form_xlsx
from tests.status.yunxi_in_september import bare_ledger

PERIOD = "2026Q1"
_AT = {column.header: index for index, column in enumerate(FORM_COLUMNS)}
_FIELD_AT = {column.field: index for index, column in enumerate(FORM_COLUMNS) if column.field}
_HEADER, _KEYS = 4, (_AT[KEY_HEADER], _AT[FIGURE_HEADER])
Grid = list[list[str | int | float | None]]


@dataclass
class Returned:
    """What came back from one unit, and the truth: word → (rows, field); the words to be applied and refused.

    ``exact``: ``apply`` and ``refuse`` are all; else nothing may stand in a wrong row and nothing may be lost.
    """

    unit: str
    files: list[tuple[str, bytes]] = field(default_factory=list)
    truth: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    apply: set[str] = field(default_factory=set)
    refuse: set[str] = field(default_factory=set)
    spoiled: int = 0
    exact: bool = True


class Maker:
    """Makes the forms of one round; ``random`` decides all that is left open, from a seed."""

    def __init__(self, random: Random) -> None:
        self.random, self._count = random, 0

    def word(self, kind: str) -> str:
        """A value of ``kind`` that stands nowhere else."""
        self._count += 1
        number = f"{self._count:05d}"
        return {ACTUAL: f"7{number}", STATUS: f"办{number}毕"}.get(kind, f"本季第{number}号进展")

    def grid(self, form: Form, made: Returned) -> tuple[Grid, Grid]:
        """The filled sheet and the hidden one; what is filled in goes to the truth and to ``apply``."""
        shown, hidden = ([list(row) for row in each] for each in _grids(form))
        for row in hidden[8:]:
            tag = read_tag(str(row[0]))
            assert tag is not None
            at, line = _coordinates(str(row[2]))
            if tag.line == FORM_KEY:
                shown[line][at] = {"filled_on": "2026-04-02"}.get(tag.field, "张三")
            elif self.random.random() < 0.9:
                word = self.word(tag.field)
                shown[line][at] = int(word) if tag.field == ACTUAL and self.random.random() < 0.5 else word
                made.truth[word] = (tuple(str(row[1]).split()), tag.field)
                made.apply.add(word)
        return shown, hidden

    def document(self, form: Form, made: Returned) -> str:
        """document.xml of the filled Word form."""

        def fill(found: re.Match[str]) -> str:
            tag = read_tag(re.search(r'<w:tag w:val="([^"]+)"', found[0])[1])  # type: ignore[index]
            if tag is None or tag.field not in (STATUS, WORDING, ACTUAL, PROBLEM) or self.random.random() < 0.1:
                return found[0]
            word = self.word(tag.field)
            made.truth[word] = (_rows(form, tag.line, tag.of), tag.field)
            made.apply.add(word)
            open_control = found[0].replace("<w:showingPlcHdr/>", "")
            return re.sub(r"(<w:sdtContent>.*?<w:t [^>]*>)[^<]*", lambda text: text[1] + word, open_control, count=1)

        xml = zipfile.ZipFile(io.BytesIO(_document(form))).read("word/document.xml").decode()
        return re.sub(r"<w:sdt>.*?</w:sdt>", fill, xml, flags=re.S)


@cache
def forms() -> tuple[Form, ...]:
    """The forms of the example notice's units."""
    return ask(bare_ledger(), PERIOD)


@cache
def _grids(form: Form) -> tuple[Grid, Grid]:
    book = openpyxl.load_workbook(io.BytesIO(form_xlsx(form)))
    shown, hidden = (
        [list(row) for row in book[name].iter_rows(values_only=True)] for name in (FORM_SHEET, FORM_HIDDEN)
    )
    return shown, hidden


@cache
def _document(form: Form) -> bytes:
    return form_docx(form)


def _rows(form: Form, key: str, of: str) -> tuple[str, ...]:
    line = next(line for line in form.lines if line.key == key)
    return next(((metric.row_key,) for metric in line.metrics if metric.id == of), line.row_keys)


def _coordinates(cell: str) -> tuple[int, int]:
    from openpyxl.utils.cell import coordinate_to_tuple

    row, column = coordinate_to_tuple(cell)
    return column - 1, row - 1


def workbook(shown: Grid, hidden: Grid | None, change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    """The grids as a plain workbook, as another program would save it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = FORM_SHEET
    for row in shown:
        sheet.append(row)
    if hidden is not None:
        memory = book.create_sheet(FORM_HIDDEN)
        memory.sheet_state = "hidden"
        for row in hidden:
            memory.append(row)
    if change is not None:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word_file(form: Form, xml: str) -> bytes:
    """The unit's Word form with another document.xml."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_document(form))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return out.getvalue()


def words_in(row: list[str | int | float | None], made: Returned) -> set[str]:
    """The words that a row holds."""
    return {str(cell) for cell in row if str(cell) in made.truth}


# --- the kinds of damage --------------------------------------------------------------------------


def rows_shuffled(maker: Maker, form: Form, made: Returned) -> None:
    """Every row somewhere else, further figures apart from their task."""
    shown, hidden = maker.grid(form, made)
    body = shown[_HEADER + 1 :]
    maker.random.shuffle(body)
    made.files.append(("打乱.xlsx", workbook(shown[: _HEADER + 1] + body, hidden)))


def rows_deleted(maker: Maker, form: Form, made: Returned) -> None:
    """Rows gone: what was in them was never returned; the others stay."""
    shown, hidden = maker.grid(form, made)
    for at in range(len(shown) - 1, _HEADER, -1):
        if maker.random.random() < 0.3:
            for word in words_in(shown.pop(at), made):
                made.apply.discard(word)
                del made.truth[word]
    made.files.append(("删行.xlsx", workbook(shown, hidden)))


def rows_twice(maker: Maker, form: Form, made: Returned) -> None:
    """Copied rows with the same values count once."""
    shown, hidden = maker.grid(form, made)
    copies = [list(row) for row in shown[_HEADER + 1 :] if maker.random.random() < 0.5]
    made.files.append(("重复行.xlsx", workbook(shown + copies, hidden)))


def rows_contradict(maker: Maker, form: Form, made: Returned) -> None:
    """A copied row with another sentence: both sentences refused, the rest of the row counts."""
    shown, hidden = maker.grid(form, made)
    copies = []
    for row in shown[_HEADER + 1 :]:
        word = str(row[_FIELD_AT[WORDING]])
        if word in made.truth:
            other = maker.word(WORDING)
            made.truth[other] = made.truth[word]
            made.refuse |= {word, other}
            made.apply.discard(word)
            copies.append([*row])
            copies[-1][_FIELD_AT[WORDING]] = other
    made.files.append(("矛盾行.xlsx", workbook(shown + copies, hidden)))


def retyped(maker: Maker, form: Form, made: Returned) -> None:
    """Typed into a new file: no hidden sheet, no keys, rows in another order of tasks."""
    shown, _ = maker.grid(form, made)
    groups: list[Grid] = []
    for row in shown[_HEADER + 1 :]:
        if row[_AT["序号"]]:
            groups.append([])
        groups[-1].append(row)
    maker.random.shuffle(groups)
    body = [row for group in groups for row in group]
    plain = [row[: _KEYS[0]] for row in shown[: _HEADER + 1] + body]
    made.files.append(("重抄.xlsx", workbook(plain, None)))


def keys_lost(maker: Maker, form: Form, made: Returned) -> None:
    """The hidden columns emptied and the rows shuffled: words and targets remain."""
    shown, hidden = maker.grid(form, made)
    body = shown[_HEADER + 1 :]
    maker.random.shuffle(body)
    for row in body:
        for at in _KEYS:
            row[at] = None
    made.files.append(("识别码没了.xlsx", workbook(shown[: _HEADER + 1] + body, hidden)))


def columns_moved(maker: Maker, form: Form, made: Returned) -> None:
    """Columns in another order, and one of the unit's own, which is refused cell by cell."""
    shown, hidden = maker.grid(form, made)
    order = list(range(len(FORM_COLUMNS)))
    maker.random.shuffle(order)
    table = [[row[at] if at < len(row) else None for at in order] for row in shown[_HEADER:]]
    table[0].append("本单位意见")
    note = maker.word(PROBLEM)
    table[1].append(note)
    made.truth[note] = ((), "")
    made.refuse.add(note)
    made.files.append(("移列.xlsx", workbook(shown[:_HEADER] + table, hidden)))


def sorted_without_keys(maker: Maker, form: Form, made: Returned) -> None:
    """The visible columns sorted, the hidden keys left where they were: no word may reach another's row."""
    shown, hidden = maker.grid(form, made)
    body = shown[_HEADER + 1 :]
    keys = [row[_KEYS[0] :] for row in body]
    maker.random.shuffle(body)
    body = [[*row[: _KEYS[0]], *mine] for row, mine in zip(body, keys, strict=True)]
    made.exact = False
    made.files.append(("排序错位.xlsx", workbook(shown[: _HEADER + 1] + body, hidden)))


def two_files(maker: Maker, form: Form, made: Returned) -> None:
    """An older and a newer file, named so that the names mislead: row by row the newer counts."""
    old, hidden = maker.grid(form, made)
    before = set(made.apply)
    new, _ = maker.grid(form, made)
    after = made.apply - before
    new[2][_coordinates(str(hidden[10][2]))[0]] = "2026年4月9日"
    spoken = {row for word in after for row in made.truth[word][0]}
    made.apply -= {word for word in before if set(made.truth[word][0]) & spoken}
    made.exact = all(set(made.truth[word][0]) <= spoken for word in before)
    made.files += [("最终版.xlsx", workbook(old, hidden)), ("初稿.xlsx", workbook(new, hidden))]


def cells_spoilt(maker: Maker, form: Form, made: Returned) -> None:
    """Error values, formulas without a result, a date for a figure; full-width digits and words for a figure stay."""
    shown, hidden = maker.grid(form, made)
    numeric = {metric.id for line in form.lines for metric in line.metrics if metric.numeric}
    for row in shown[_HEADER + 1 :]:
        at = _FIELD_AT[ACTUAL]
        word = str(row[at])
        tag = read_tag(str(row[_KEYS[1]]))
        if word not in made.truth or tag is None:
            continue
        damage = maker.random.choice(("#DIV/0!", "=A1/0", "2026-03-05", "wide", "about"))
        if damage == "wide":
            row[at] = "".join(chr(ord(sign) + 0xFEE0) for sign in word)
        elif damage == "about":
            row[at] = f"约{word}"
        elif damage != "2026-03-05" or tag.of in numeric:
            row[at] = damage
            made.apply.discard(word)
            del made.truth[word]
            made.spoiled += 1
    made.files.append(("坏格.xlsx", workbook(shown, hidden)))


def head_changed(maker: Maker, form: Form, made: Returned) -> None:
    """A title above, headings reworded, cells merged, a sheet of the unit's own (refused by cell), the file renamed."""
    shown, hidden = maker.grid(form, made)
    shown[_HEADER][_FIELD_AT[STATUS]] = "目前办理\n状态*"
    shown[_HEADER][_FIELD_AT[PROBLEM]] = "困难"  # nobody knows this word: its old place tells it
    note = maker.word(PROBLEM)
    made.truth[note] = ((), "")
    made.refuse.add(note)

    def change(book: openpyxl.Workbook) -> None:
        book[FORM_SHEET].merge_cells("A1:M1")
        book.create_sheet("附件")["B2"] = note

    made.files.append(("新建 Microsoft Excel 工作表(3).xlsx", workbook(shown, hidden, change)))


def other_period(maker: Maker, form: Form, made: Returned) -> None:
    """The form of another quarter: refused whole."""
    shown, hidden = maker.grid(form, made)
    hidden[2][1] = "2026Q2"
    made.refuse, made.apply = set(made.apply), set()
    made.files.append(("二季度.xlsx", workbook(shown, hidden)))


def other_unit(maker: Maker, form: Form, made: Returned) -> None:
    """Another unit's name over this unit's keys: refused whole."""
    shown, hidden = maker.grid(form, made)
    other = next(each.unit for each in forms() if each.unit != form.unit)
    shown[1][0] = str(shown[1][0]).replace(form.unit, other)
    made.refuse, made.apply = set(made.apply), set()
    made.files.append(("改了单位.xlsx", workbook(shown, hidden)))


def word_untagged(maker: Maker, form: Form, made: Returned) -> None:
    """A Word form saved by a program that drops the controls' keys."""
    xml = maker.document(form, made)
    made.files.append(("无标记.docx", word_file(form, re.sub(r"<w:tag [^>]*/>", "", xml))))


def word_bare(maker: Maker, form: Form, made: Returned) -> None:
    """A Word form of which the table's text alone is left: no control, no hidden key."""
    xml = re.sub(r"</?w:sdt>|</?w:sdtContent>|<w:sdtPr>.*?</w:sdtPr>", "", maker.document(form, made))
    hidden = r"<w:r><w:rPr>(?:(?!</w:rPr>).)*<w:vanish/>(?:(?!</w:rPr>).)*</w:rPr><w:t[^>]*>[^<]*</w:t></w:r>"
    made.files.append(("只剩文字.docx", word_file(form, re.sub(hidden, "", xml))))


def word_pasted(maker: Maker, form: Form, made: Returned) -> None:
    """A Word form whose rows were copied and answered anew: same keys twice, differing answers refused."""
    xml = maker.document(form, made)
    rows = re.findall(r"<w:tr>(?:(?!<w:tr>).)*?</w:tr>", xml, flags=re.S)
    copied = []
    for row in rows[2:]:
        fresh = row
        for word in sorted(word for word in made.truth if word in row):
            other = maker.word(made.truth[word][1])
            made.truth[other] = made.truth[word]
            made.refuse |= {word, other}
            made.apply.discard(word)
            fresh = fresh.replace(word, other)
        copied.append(fresh)
    made.files.append(("粘贴行.docx", word_file(form, xml.replace(rows[-1], rows[-1] + "".join(copied)))))


KINDS = (
    rows_shuffled, rows_deleted, rows_twice, rows_contradict, retyped, keys_lost, columns_moved, sorted_without_keys,
    two_files, cells_spoilt, head_changed, other_period, other_unit, word_untagged, word_bare, word_pasted,
)  # fmt: skip
