"""Owns the speed of reading: .txt beside a bare decode, .docx beside python-docx on the same file.

Run: python benchmarks/bench_read.py
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from qdoc.read import read_bytes
from tests.read.make_inputs import make_docx, make_html, make_pdf, make_txt

NOTICE = ["云溪区2026年质量工作要点", "各街道办事处："] + [
    f"{i}.加强重点产品监管，对建材、食品相关产品开展第{i}轮专项抽查，抽查合格率达到95%以上，"
    f"完成{i + 7}家企业质量档案建设。（区市场监管局）"
    for i in range(1, 200)
]


def best(run: Callable[[], object], times: int = 15) -> float:
    """Return the shortest CPU time of several runs, in milliseconds."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        run()
        spent.append(1000 * (time.process_time() - start))
    return min(spent)


def _by_python_docx(data: bytes) -> str:
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def _cells(data: bytes) -> str:
    import docx

    (table,) = docx.Document(io.BytesIO(data)).tables
    return "\n".join(cell.text for row in table.rows for cell in row.cells)


def main() -> None:
    """Print one line a format."""
    import docx

    typed = docx.Document()
    for line in NOTICE:
        typed.add_paragraph(line)
    typed.save(buffer := io.BytesIO())
    table = docx.Document()
    grid = table.add_table(len(NOTICE), 4)
    for line, row in zip(NOTICE, grid.rows, strict=True):
        for cell, shown in zip(row.cells, ("一", line, "区市场监管局", "2026年底"), strict=True):
            cell.text = shown
    table.save(held := io.BytesIO())
    tabled = held.getvalue()
    word, numbered = buffer.getvalue(), make_docx(NOTICE)
    text, web, pdf = make_txt(NOTICE), make_html(NOTICE), make_pdf(NOTICE)
    characters = len(text.decode())
    rows = [
        ("txt", best(lambda: read_bytes(text, "a.txt")), "bare decode", best(lambda: text.decode())),
        ("docx", best(lambda: read_bytes(word, "a.docx")), "python-docx", best(lambda: _by_python_docx(word))),
        ("docx, automatic numbers", best(lambda: read_bytes(numbered, "a.docx")), "", 0.0),
        (
            "docx, table of 4 columns",
            best(lambda: read_bytes(tabled, "a.docx"), 5),
            "python-docx",
            best(lambda: _cells(tabled), 5),
        ),
        ("html", best(lambda: read_bytes(web, "a.html")), "", 0.0),
    ]
    print(f"{len(NOTICE)} paragraphs, {characters} characters; CPU ms, best of 15")
    for name, ours, other, theirs in rows:
        beside = f"   {other} {theirs:.2f} ms   ratio {theirs / ours:.1f}" if other else ""
        print(f"{name:24} {ours:8.2f} ms {characters / ours / 1000:8.2f} Mchar/s{beside}")
    start = time.perf_counter()
    read_bytes(pdf, "a.pdf")
    print(f"{'pdf (child process)':24} {1000 * (time.perf_counter() - start):8.0f} ms wall")


if __name__ == "__main__":
    main()
