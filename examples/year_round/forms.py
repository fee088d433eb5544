"""Owns a form as an official sees it: reading a blank one, in Excel or Word, and writing the answers into its cells."""

from __future__ import annotations

import copy
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl import load_workbook

from .books import FIGURE, NODES, PROBLEM, STATUS, WORDING, Return
from .saving import save_book

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADS = {STATUS: "办理状态", FIGURE: "完成数值", WORDING: "进展情况", NODES: "下步节点", PROBLEM: "存在问题"}
_MARK = re.compile(r"^(?:[①-⑳]|（\d+）)")


@dataclass
class Blank:
    """A line of a blank form: the task, its texts, the unit's part, its targets with the unit word of each."""

    task: str
    texts: list[str]
    role: str
    at: int  # the row of the sheet or table
    targets: list[tuple[str, str]] = field(default_factory=list)

    @property
    def leads(self) -> bool:
        """Whether the unit leads or answers for it."""
        return not self.role.startswith("配合")


def heading(sheet: Any) -> tuple[int, dict[str, int]]:
    """The heading's row in a form's sheet, and the column of each heading, remarks in brackets left out."""
    for row in sheet.iter_rows():
        words = {re.sub(r"（.*", "", str(cell.value)): cell.column for cell in row if cell.value}
        if {"任务", "办理状态"} <= set(words):
            return row[0].row, words
    raise LookupError("没有表头")


def read_sheet(path: Path) -> list[Blank]:
    """The lines of a blank form in Excel."""
    sheet = load_workbook(path)["进展填报"]
    head, at = heading(sheet)
    found: list[Blank] = []
    for row in range(head + 1, sheet.max_row + 1):
        cell = {name: str(sheet.cell(row, column).value or "") for name, column in at.items()}
        if cell["序号"]:
            texts = [_MARK.sub("", text) for text in cell["要求"].split("\n")]
            found.append(Blank(cell["任务"], texts, cell["职责"], row))
        if cell["目标值"]:
            found[-1].targets.append((cell["目标值"], cell["计量单位"]))
    return found


def fill_sheet(blank: Path, sent: Return, person: tuple[str, str], out: Path) -> None:
    """Type the answers of ``sent`` into the blank form and save it as ``out``."""
    book = load_workbook(blank)
    sheet = book["进展填报"]
    head, at = heading(sheet)
    for row in sheet.iter_rows(min_row=1, max_row=head - 1):
        for cell in row:
            for label, value in zip(("填报人", "联系电话", "填报日期"), (*person, sent.day), strict=True):
                if cell.value == label and value:
                    sheet.cell(cell.row, cell.column + 1).value = value
    for line, one in zip(sent.lines, read_sheet(blank), strict=True):
        for said in line.says:
            down = [target for target, _ in one.targets].index(said.target) if said.field == FIGURE else 0
            sheet.cell(one.at + down, at[HEADS[said.field]]).value = said.typed  # type: ignore[assignment]
    save_book(book, out)


def read_word(path: Path) -> list[Blank]:
    """The lines of a blank form in Word."""
    return [blank for blank, _ in _word_lines(document_of(path))]


def fill_word(blank: Path, sent: Return, person: tuple[str, str], out: Path) -> None:
    """Fill in the controls of the blank form and save it as ``out``."""
    root = document_of(blank)
    for cell in root.iter(f"{W}tc"):
        label, beside = text_of(cell), cell.getnext()
        if beside is None or label not in ("填报人", "联系电话", "填报日期"):
            continue
        value = dict(zip(("填报人", "联系电话", "填报日期"), (*person, sent.day), strict=True))[label]
        if value:
            put(beside.find(f".//{W}sdt"), value, day=value if label == "填报日期" else "")
    for line, (one, cells) in zip(sent.lines, list(_word_lines(root)), strict=True):
        for said in line.says:
            name = "目标" if said.field == FIGURE else HEADS[said.field]
            controls = list(cells[name].iter(f"{W}sdt"))
            at = [target for target, _ in one.targets].index(said.target) if said.field == FIGURE else 0
            put(controls[at], str(said.typed))
    save_word(blank, root, out)


def _word_lines(root: Any) -> Any:
    """Each line of the table with its cells by heading."""
    heads: list[str] = []
    for row in root.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        words = [text_of(cell) for cell in cells]
        if words[0] == "序号":
            heads = words
        elif heads and words[0].isdigit():
            by = dict(zip(_short(heads), cells, strict=True))
            task, *texts = _paragraphs(by["任务"])
            blank = Blank(task, [_MARK.sub("", text) for text in texts], _paragraphs(by["职责"])[0], int(words[0]))
            told = _paragraphs(by["目标"])
            for target, done in zip(told[::2], told[1::2], strict=False):
                unit = re.match(r"完成（(.+?)）：", done)
                blank.targets.append((target, unit[1] if unit else ""))
            yield blank, by


def _short(heads: list[str]) -> list[str]:
    names = ("序号", "任务", "职责", "上次", "办理状态", "目标", "进展", "下步节点", "存在问题")
    known = [next((name for name in names if name in head), head) for head in heads]
    return [WORDING if name == "进展" else name for name in known]


def _paragraphs(cell: Any) -> list[str]:
    return [text for each in cell.iter(f"{W}p") if (text := text_of(each))]


def text_of(element: Any) -> str:
    """The words under an element without its hidden ones."""
    words = []
    for run in element.iter(f"{W}r"):
        if run.find(f"{W}rPr/{W}vanish") is None:
            words += [each.text or "" for each in run.iter(f"{W}t")]
    return "".join(words).strip()


def put(control: Any, text: str, *, day: str = "") -> None:
    """Type ``text`` into a control as Word does: its placeholder is gone, its first run has the words."""
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    for waits in properties.findall(f"{W}showingPlcHdr"):
        properties.remove(waits)
    if day:
        properties.find(f"{W}date").set(f"{W}fullDate", f"{day}T00:00:00Z")
    runs = content.findall(f".//{W}r")
    for grey in runs[0].findall(f"{W}rPr/{W}color"):
        grey.getparent().remove(grey)
    runs[0].find(f"{W}t").text = text
    for run in runs[1:]:
        run.getparent().remove(run)


def unwrap(root: Any, *, keys_too: bool) -> None:
    """Take the controls away and leave their words; ``keys_too``: the hidden text as well, as a retyping does."""
    for control in list(root.iter(f"{W}sdt")):
        content, parent = control.find(f"{W}sdtContent"), control.getparent()
        at = parent.index(control)
        for child in reversed(list(content)):
            parent.insert(at, copy.deepcopy(child))
        parent.remove(control)
    if keys_too:
        for run in list(root.iter(f"{W}r")):
            if run.find(f"{W}rPr/{W}vanish") is not None:
                run.getparent().remove(run)


def document_of(path: Path) -> Any:
    """The body of a Word file."""
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def save_word(source: Path, root: Any, out: Path) -> None:
    """Write the package ``source`` with another body as ``out``."""
    with zipfile.ZipFile(source) as package:
        parts = [(info, package.read(info.filename)) for info in package.infolist()]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for info, data in parts:
            body = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            package.writestr(info, body if info.filename == "word/document.xml" else data)
