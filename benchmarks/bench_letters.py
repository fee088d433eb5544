"""Owns the race of the letters: our engine, docxtpl and python-docx fill the same lean template in one process.

Run: python benchmarks/bench_letters.py [letters] [items]. CPU time of this process, best of three; trust the ratios.
The floor is bare string formatting of the same document plus zlib: no engine can be faster at the same compression.
"""

from __future__ import annotations

import io
import sys
import time
import zipfile
import zlib
from collections.abc import Callable

from docx import Document
from docxtpl import DocxTemplate

from qdoc.model import AssignmentLetter, LedgerHead, LetterItem
from qdoc.render.letter_docx import ASSIGNMENT, LetterOptions, letter_template
from qdoc.render.letter_fields import assignment_context
from qdoc.render.package import DEFLATE_LEVEL
from qdoc.resources import template

TITLE = "云溪区质量工作要点"
HEAD = LedgerHead(f"关于印发{TITLE}的通知", TITLE, None, "云府办发〔2026〕3号", None, 2026, "a", "0")
OPTIONS = LetterOptions(office="云溪区人民政府督查室", number="云督〔2026〕1号", date="2026-03-05")
WORDS = "推进“一站式”质量服务站建设，为小微企业提供计量、标准、检验检测等集成服务"


def _item(i: int, number: int) -> LetterItem:
    return LetterItem(
        row_key=f"k{i}",
        number=str(i // 2 + 1),
        task="健全质量工作协调机制",
        text=f"{WORDS}，新建{i + number}个服务点。",
        role="牵头单位",
        others="配合：区教育局、区财政局",
        metric=f"{i}个",
        deadline="2026年9月底前",
        place=f"第{i}项",
        suggested=i % 3 == 0,
    )


def letters(count: int, items: int) -> list[dict[str, object]]:
    """Contexts of ``count`` letters with ``items`` lead items each."""
    contexts = []
    for number in range(count):
        rows = tuple(_item(i, number) for i in range(items))
        letter = AssignmentLetter(f"区第{number}局", HEAD, rows, (), True)
        contexts.append(assignment_context(letter, OPTIONS))
    return contexts


def ours(contexts: list[dict[str, object]]) -> None:
    """Compile once (counted), fill each."""
    compiled = letter_template(ASSIGNMENT, template(f"{ASSIGNMENT}.docx").read_bytes())
    for context in contexts:
        compiled.render(context)


def _for_docxtpl() -> bytes:
    """The same template in words that docxtpl has: its vm takes no value, so equal tasks are not merged."""
    source, made = zipfile.ZipFile(io.BytesIO(template(f"{ASSIGNMENT}.docx").read_bytes())), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace("{% vm 项.任务 %}".encode(), b""))
    return made.getvalue()


def docxtpl(contexts: list[dict[str, object]]) -> None:
    """One DocxTemplate a letter, from memory, as its documentation shows (render may be called once)."""
    data = _for_docxtpl()
    for context in contexts:
        document = DocxTemplate(io.BytesIO(data))
        document.render(context, autoescape=True)
        document.save(io.BytesIO())


def python_docx(contexts: list[dict[str, object]]) -> None:
    """The same words written by hand: paragraphs and a table of the items."""
    data = template(f"{ASSIGNMENT}.docx").read_bytes()
    for context in contexts:
        document = Document(io.BytesIO(data))
        document._body.clear_content()
        for name in ("编号", "承办单位", "交办单位", "交办日期", "交办依据", "联系人", "联系电话", "反馈时限"):
            document.add_paragraph(f"{name}：{context[name]}")
        rows = context["牵头事项"]
        assert isinstance(rows, list)
        table = document.add_table(rows=len(rows), cols=6)
        for row, item in zip(table.rows, rows, strict=True):
            for cell, key in zip(row.cells, ("序号", "任务", "事项", "指标", "时限", "职责"), strict=True):
                cell.text = item[key]
        document.save(io.BytesIO())


def floor(contexts: list[dict[str, object]]) -> None:
    """str.join over a finished document cut at its values, then zlib: the rest of the zip copied."""
    compiled = letter_template(ASSIGNMENT)
    package = zipfile.ZipFile(io.BytesIO(compiled.render(contexts[0])))
    xml = package.read("word/document.xml").decode()
    pieces, rest = xml.split(WORDS), package.start_dir
    other = bytes(rest)
    for context in contexts:
        rows = context["牵头事项"]
        assert isinstance(rows, list)
        text = "".join(part + item["事项"] for part, item in zip(pieces, [*rows, rows[0]], strict=False)) + pieces[-1]
        squeeze = zlib.compressobj(DEFLATE_LEVEL, zlib.DEFLATED, -15)
        b"".join((other, squeeze.compress(text.encode()), squeeze.flush()))


def race(name: str, run: Callable[[list[dict[str, object]]], None], contexts: list[dict[str, object]]) -> float:
    """Best CPU milliseconds a letter of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        run(contexts)
        times.append((time.process_time() - start) * 1000 / len(contexts))
    return min(times)


def main() -> None:
    """Print one line a competitor: CPU milliseconds a letter and how many times ours."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    items = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    contexts = letters(count, items)
    mine = race("qdoc", ours, contexts)
    print(f"{count} letters of {items} items; qdoc {mine:.2f} ms a letter (compiling included)")
    for name, run in (("floor", floor), ("docxtpl", docxtpl), ("python-docx", python_docx)):
        few = contexts if name == "floor" else contexts[: max(len(contexts) // 10, 3)]
        other = race(name, run, few)
        print(f"{name:12} {other:8.2f} ms   {other / mine:6.1f}×")


if __name__ == "__main__":
    main()
