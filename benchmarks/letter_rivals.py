"""Owns how the other generators fill a letter; imports nothing of qdoc: rust-docxtpl runs it in a venv of its own.

As a script: python letter_rivals.py docxtpl TEMPLATE.docx CONTEXTS.json LETTER.docx
prints the CPU milliseconds a letter of the better of two passes (the first warms its caches) and writes one letter.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

Context = dict[str, object]
Fill = Callable[[bytes, list[Context]], bytes]


def docxtpl(template: bytes, contexts: list[Context]) -> bytes:
    """One DocxTemplate a letter, from memory, as its documentation shows (render may be called once)."""
    from docxtpl import DocxTemplate

    made = io.BytesIO()
    for context in contexts:
        document = DocxTemplate(io.BytesIO(template))
        document.render(context, autoescape=True)
        made = io.BytesIO()
        document.save(made)
    return made.getvalue()


def mailmerge(template: bytes, contexts: list[Context]) -> bytes:
    """One MailMerge a letter, fields by name and the items as rows, as its documentation shows."""
    from mailmerge import MailMerge

    made = io.BytesIO()
    for context in contexts:
        fields = {name: value for name, value in context.items() if isinstance(value, str)}
        with MailMerge(io.BytesIO(template)) as document:
            document.merge(**fields)
            document.merge_rows("事项", context["牵头事项"])
            made = io.BytesIO()
            document.write(made)
    return made.getvalue()


def python_docx(template: bytes, contexts: list[Context]) -> bytes:
    """The same words written by hand: paragraphs and a table of the items."""
    from docx import Document

    made = io.BytesIO()
    for context in contexts:
        document = Document(io.BytesIO(template))
        document._body.clear_content()
        for name in ("编号", "承办单位", "交办单位", "交办日期", "交办依据", "联系人", "联系电话", "反馈时限"):
            document.add_paragraph(f"{name}：{context[name]}")
        rows = context["牵头事项"]
        assert isinstance(rows, list)
        names = ("序号", "任务", "事项", "指标", "时限", "职责", "其他单位")
        table = document.add_table(rows=len(rows), cols=len(names))
        for row, item in zip(table.rows, rows, strict=True):
            for cell, key in zip(row.cells, names, strict=True):
                cell.text = item[key]
        made = io.BytesIO()
        document.save(made)
    return made.getvalue()


RIVALS: dict[str, Fill] = {"docxtpl": docxtpl, "docx-mailmerge2": mailmerge, "python-docx": python_docx}


def cpu(fill: Fill, template: bytes, contexts: list[Context]) -> tuple[float, bytes]:
    """CPU milliseconds a letter, and the last letter."""
    start = time.process_time()
    last = fill(template, contexts)
    return (time.process_time() - start) * 1000 / len(contexts), last


def main() -> None:
    """Fill the contexts twice and print the better time."""
    name, template, contexts, letter = sys.argv[1:5]
    fillings = json.loads(Path(contexts).read_text(encoding="utf-8"))
    passes = [cpu(RIVALS[name], Path(template).read_bytes(), fillings) for _ in range(2)]
    Path(letter).write_bytes(passes[-1][1])
    print(min(each for each, _ in passes))


if __name__ == "__main__":
    main()
