"""Owns what goes wrong with returned forms: each does its damage and enters in the books what must become of it."""

from __future__ import annotations

import copy
import random
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from .books import FIGURE, OLDER, REFUSED, REPEATED, STATUS, TAKEN, WORDING, Books, Return, Said
from .district import person, phone
from .forms import document_of, fill_sheet, fill_word, heading, save_word, unwrap
from .officials import DUE, SEED
from .saving import save_book


class Mishaps:
    """Writes what a unit sends back in a quarter into the folder of returns, and enters it in the books."""

    def __init__(self, inbox: Path, books: Books) -> None:
        self._inbox, self._books = inbox, books

    def send(self, kind: str, sent: Return, blank: Path) -> list[Return]:
        """Write the file or files of ``sent`` with the trouble ``kind`` ("": none); return what was sent."""
        sent.suffix, sent.story = blank.suffix.lstrip("."), kind
        made: list[Return] = getattr(self, f"_{kind}" if kind else "_plainly")(sent, blank)
        return made

    def _write(self, sent: Return, blank: Path, name: str = "") -> Path:
        sent.file = f"{name or f'{sent.unit}进展填报表'}.{sent.suffix}"
        out = self._inbox / sent.file
        who = (person(sent.unit), phone(sent.unit)) if sent.cells else ("", "")
        fill = fill_sheet if sent.suffix == "xlsx" else fill_word
        fill(blank, sent, who, out)
        return out

    def _plainly(self, sent: Return, blank: Path) -> list[Return]:
        self._write(sent, blank)
        return [sent]

    def _never(self, sent: Return, blank: Path) -> list[Return]:
        return []

    def _late(self, sent: Return, blank: Path) -> list[Return]:
        sent.day, sent.arrives = _later(DUE[sent.quarter], 5), 2
        return self._plainly(sent, blank)

    def _renamed(self, sent: Return, blank: Path) -> list[Return]:
        self._write(sent, blank, f"新建 Microsoft Excel 工作表 ({sent.quarter})")
        return [sent]

    def _blank(self, sent: Return, blank: Path) -> list[Return]:
        for line in sent.lines:
            line.says = []
        sent.day = ""
        return self._plainly(sent, blank)

    def _sent_twice(self, sent: Return, blank: Path) -> list[Return]:
        out = self._write(sent, blank)
        again = copy.deepcopy(sent)
        again.file, again.repeated = f"{sent.unit}（重发）.{sent.suffix}", True
        shutil.copy(out, self._inbox / again.file)
        return [sent, again]

    def _broken_then_good(self, sent: Return, blank: Path) -> list[Return]:
        """A file cut off on its way; the unit sends another a week later."""
        good, bad = copy.deepcopy(sent), sent
        bad.unread = True
        out = self._write(bad, blank)
        out.write_bytes(out.read_bytes()[: out.stat().st_size // 2])
        return [bad, self._again(good, blank)]

    def _nothing_then_good(self, sent: Return, blank: Path) -> list[Return]:
        good, bad = copy.deepcopy(sent), sent
        bad.unread = True
        self._write(bad, blank).write_bytes(b"")
        return [bad, self._again(good, blank)]

    def _again(self, sent: Return, blank: Path) -> Return:
        sent.day, sent.arrives = _later(DUE[sent.quarter], 4), 2
        self._write(sent, blank, f"{sent.unit}进展填报表（重报）")
        return sent

    def _last_quarters(self, sent: Return, blank: Path) -> list[Return]:
        """The form of the quarter before, filled in now."""
        sent.refused = True
        before = Path(str(blank).replace(f"第{_quarter(sent.quarter)}季度", f"第{_quarter(sent.quarter - 1)}季度"))
        before = Path(str(before).replace(f"填报表{sent.quarter}", f"填报表{sent.quarter - 1}"))
        self._write(sent, before)
        return [sent]

    def _of_another_unit(self, sent: Return, blank: Path) -> list[Return]:
        """A neighbour's form with its own name over it."""
        other = blank.with_name(blank.name.replace(sent.unit, "东湖街道办事处"))
        other = Path(str(other).replace(f"/{sent.unit}/", "/东湖街道办事处/")).with_suffix(".xlsx")
        sent.refused = True
        sent.lines = sent.lines[:1]
        out = self._inbox / f"{sent.unit}进展填报表.xlsx"
        sent.file = out.name
        book = load_workbook(other)
        sheet = book["进展填报"]
        _, at = heading(sheet)
        sheet["A2"] = str(sheet["A2"].value).replace("东湖街道办事处", sent.unit)
        sheet.cell(6, at["进展情况"]).value = sent.lines[0].says[0].typed  # type: ignore[assignment]
        sent.day = ""
        save_book(book, out)
        return [sent]

    def _contradicts(self, sent: Return, blank: Path) -> list[Return]:
        """The second of two responsible units says other than the first: both stand, nothing is merged."""
        line = next(line for line in sent.lines if line.leads)
        said = line.said(STATUS)[0]
        said.typed = said.record = "已完成" if said.typed != "已完成" else "推进中"
        return self._plainly(sent, blank)

    def _unchanged(self, sent: Return, blank: Path) -> list[Return]:
        before = next(one for one in self._books.counted(sent.quarter - 1) if one.unit == sent.unit)
        for line, old in zip(sent.lines, before.lines, strict=True):
            line.says = [copy.copy(said) for said in old.says]
        return self._plainly(sent, blank)

    def _overclaims(self, sent: Return, blank: Path) -> list[Return]:
        return self._plainly(sent, blank)  # 已完成, and the year's figure is below its target

    def _about(self, sent: Return, blank: Path) -> list[Return]:
        """A figure with a word before it: taken as it is written, and listed to be checked."""
        said = next(said for said in sent.cells if said.field == FIGURE)
        said.typed = said.record = f"约{said.record}"
        return self._plainly(sent, blank)

    def _own_word(self, sent: Return, blank: Path) -> list[Return]:
        for line in sent.lines:
            for said in line.said(STATUS)[:1]:
                said.typed = said.record = "正在推进"
        return self._plainly(sent, blank)

    def _formula(self, sent: Return, blank: Path) -> list[Return]:
        """A formula whose result was never computed."""
        said = next(said for said in sent.cells if said.field == FIGURE)
        said.typed, said.fate = "=4+5", REFUSED
        return self._plainly(sent, blank)

    def _date(self, sent: Return, blank: Path) -> list[Return]:
        """A figure that the program made a day of (3-5)."""
        said = next(said for said in sent.cells if said.field == FIGURE and not isinstance(said.typed, str))
        said.typed, said.fate = datetime(2026, 3, 5), REFUSED
        return self._plainly(sent, blank)

    def _shuffled(self, sent: Return, blank: Path) -> list[Return]:
        def shuffle(rows: list[list[Any]]) -> None:
            random.Random(f"{SEED} {sent.unit}").shuffle(rows)

        return self._reworked(sent, blank, shuffle)

    def _line_deleted(self, sent: Return, blank: Path) -> list[Return]:
        """The last line of the table is gone; nothing is known of it."""
        made = self._reworked(sent, blank, lambda rows: rows.pop())
        sent.lines[-1].says = []
        return made

    def _line_doubled(self, sent: Return, blank: Path) -> list[Return]:
        return self._reworked(sent, blank, lambda rows: rows.append(list(rows[0])))

    def _line_contradicts_itself(self, sent: Return, blank: Path) -> list[Return]:
        """The first line stands twice with two statuses: neither can be taken."""

        def double(rows: list[list[Any]]) -> None:
            rows.append(list(rows[0]))
            status = next(at for at, value in enumerate(rows[0]) if value == line.said(STATUS)[0].typed)
            rows[-1][status] = "基本完成"

        line = next(line for line in sent.lines if line.leads)
        made = self._reworked(sent, blank, double)
        line.said(STATUS)[0].fate = REFUSED
        line.says.append(Said(STATUS, "基本完成", "", fate=REFUSED))
        return made

    def _reworked(self, sent: Return, blank: Path, change: Any) -> list[Return]:
        out = self._write(sent, blank)
        book = load_workbook(out)
        sheet = book["进展填报"]
        head, _ = heading(sheet)
        wide, last = sheet.max_column, sheet.max_row
        rows = [[sheet.cell(row, column).value for column in range(1, wide + 1)] for row in range(head + 1, last + 1)]
        change(rows)
        rows += [[None] * wide] * (last - head - len(rows))
        for down, values in enumerate(rows, head + 1):
            for across, value in enumerate(values, 1):
                sheet.cell(down, across).value = value
        save_book(book, out)
        return [sent]

    def _retyped(self, sent: Return, blank: Path) -> list[Return]:
        """Everything that shows, copied into a new workbook: no key is left."""
        out = self._write(sent, blank)
        old = load_workbook(out)["进展填报"]
        book = Workbook()
        sheet: Any = book.active
        for row in old.iter_rows(max_col=13):
            for cell in row:
                if cell.value is not None:
                    sheet.cell(cell.row, cell.column).value = cell.value
        save_book(book, out)
        return [sent]

    def _controls_lost(self, sent: Return, blank: Path) -> list[Return]:
        return self._unwrapped(sent, blank, keys_too=False)

    def _controls_and_keys_lost(self, sent: Return, blank: Path) -> list[Return]:
        return self._unwrapped(sent, blank, keys_too=True)

    def _unwrapped(self, sent: Return, blank: Path, *, keys_too: bool) -> list[Return]:
        out = self._write(sent, blank)
        root = document_of(out)
        unwrap(root, keys_too=keys_too)
        save_word(out, root, out)
        return [sent]

    def _corrected_later(self, sent: Return, blank: Path) -> list[Return]:
        """Two files, the second filled in a day later with another sentence: that one counts."""
        first, second = copy.deepcopy(sent), sent
        first.day = _later(sent.day, -1)
        for said in first.cells:
            said.fate = OLDER
        said = next(said for said in first.cells if said.field == WORDING)
        said.typed = said.record = f"{sent.unit}初稿，数据待核。"
        self._write(first, blank, f"{sent.unit}进展填报表（初稿）")
        self._write(second, blank)
        return [first, second]

    def _two_on_one_day(self, sent: Return, blank: Path) -> list[Return]:
        """Two files of one day with different figures: neither figure can be taken, the rest is the same."""
        first, second = sent, copy.deepcopy(sent)
        for one, figure in ((first, 861), (second, 880)):
            said = next(said for said in one.cells if said.field == FIGURE and said.target.startswith("完成1200户"))
            said.typed, said.record, said.fate = figure, f"{figure}户", REFUSED
        for said in second.cells:
            said.fate = REPEATED if said.fate == TAKEN else said.fate
        self._write(first, blank)
        self._write(second, blank, f"{sent.unit}进展填报表（另一份）")
        return [first, second]


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _quarter(quarter: int) -> str:
    return "一二三四"[quarter - 1]
