"""Owns the child process that opens PDF and heavy files: started afresh, limited in time and memory, answering in JSON.

Run as ``python -m qdoc.read.worker KIND``; KIND: pdf, html, or the reader as ``module:function``. On standard input the
file's name (a line of JSON) and its bytes; on standard output a line of JSON that says how it went, then what was read
as JSON. On POSIX the child limits its own address space and processor time; on Windows, which has no such limits for a
process, the parent's time limit alone holds. The parent never loads a PDF library.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from qdoc.errors import DamagedFile, EncryptedFile, InputRefused, LimitExceeded, QdocError
from qdoc.read import guard, limits

if TYPE_CHECKING:
    from qdoc.model import SourceText

_T = TypeVar("_T")
_OTHER_COPY = "文件太复杂：请用能打开它的程序另存一份再试，或改给 Word、文本文件"
_PROBLEMS = {
    "broken": DamagedFile("文件结构不完整，无法读取", hint="请重新获取完整的文件，或另存一份后再试"),
    "encrypted": EncryptedFile("文件有密码保护", hint="请用密码打开后另存为不加密的 PDF，或向发文单位索取可读版本"),
    "damaged": DamagedFile("PDF 结构不完整，无法打开", hint="请重新获取完整的文件，或用 PDF 阅读器另存一份后再试"),
    "memory": LimitExceeded("读取所需内存超出上限", rule="子进程内存不超过 1 GB", hint=_OTHER_COPY),
    "pages": LimitExceeded("页数过多", rule=f"不超过 {limits.MAX_PAGES} 页", hint="请只保留通知所在的页"),
    "long": LimitExceeded("文字过多", rule="单个文件的文字量有上限", hint="请把文件拆分后再试"),
}


def run_worker(data: bytes, name: str, seconds: float = limits.WORKER_SECONDS) -> list[dict[str, Any]]:
    """Return the pages of a PDF as the child saw them (see ``_page``). Raises InputRefused for what it cannot."""
    answer, made = _asked("pdf", data, name, seconds)
    if made:
        pages: list[dict[str, Any]] = json.loads(made)
        return pages
    raise _named(_PROBLEMS.get(answer.get("problem", ""), _PROBLEMS["damaged"]), name)


def read_html_apart(data: bytes, name: str) -> SourceText:
    """Return what ``read_html`` gives of a page in UTF-8, read in the child. Raises as ``read_apart`` does."""
    from qdoc.model import SourceText

    made: SourceText = read_apart("html", data, name, SourceText)
    return made


def read_apart(reader: str, data: bytes, name: str, kind: Any, seconds: float = limits.WORKER_SECONDS) -> Any:
    """Return what a reader gives of ``data``, read in the child.

    Args:
        reader: ``module:function``, called with the bytes and the name.
        data: the file.
        name: the file as the user calls it.
        kind: the type of what the reader returns (dataclasses and what JSON holds).
        seconds: how long the child may take.

    Raises:
        QdocError: what the reader raises; LimitExceeded where time or memory did not do.
    """
    import msgspec

    from qdoc import errors

    answer, made = _asked(reader, data, name, seconds)
    if made:
        return msgspec.json.decode(made, type=kind)
    if "refused" in answer:
        refusal, message, place, rule, hint = answer["refused"]
        raise getattr(errors, refusal)(message, file=name, place=place, rule=rule, hint=hint)
    raise _named(_PROBLEMS.get(answer.get("problem", ""), _PROBLEMS["broken"]), name)


def heavy_apart(kind: Any) -> Callable[[Callable[[bytes, str], _T]], Callable[[bytes, str], _T]]:
    """Read a Word file with more XML than ``limits.PARENT_XML_BYTES`` in the child (``kind``: see ``read_apart``)."""

    def around(reader: Callable[[bytes, str], _T]) -> Callable[[bytes, str], _T]:
        @wraps(reader)
        def reading(data: bytes, name: str) -> _T:
            if guard.is_apart() or guard.Package(data, name).xml_bytes() <= limits.PARENT_XML_BYTES:
                return reader(data, name)
            made: _T = read_apart(f"{reader.__module__}:{reader.__qualname__}", data, name, kind)
            return made

        return reading

    return around


def _asked(kind: str, data: bytes, name: str, seconds: float) -> tuple[dict[str, Any], bytes]:
    """Return how it went, and what was read (JSON); empty where nothing was."""
    home = str(Path(__file__).resolve().parents[2])
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "qdoc.read.worker", kind],
            input=json.dumps(name).encode() + b"\n" + data,
            capture_output=True,
            timeout=seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LimitExceeded(
            f"{seconds:.0f} 秒内没有读完",
            file=name,
            rule="单个文件的读取时间有上限",
            hint=_OTHER_COPY,
        ) from None
    head, _, made = done.stdout.partition(b"\n")
    try:
        answer: dict[str, Any] = json.loads(head)
    except ValueError:
        return {"problem": "memory" if done.returncode else ""}, b""
    return answer, made


def _named(problem: InputRefused, name: str) -> InputRefused:
    return type(problem)(problem.message, file=name, place=problem.place, rule=problem.rule, hint=problem.hint)


def _limit_child() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in (
        (resource.RLIMIT_AS, limits.WORKER_MEMORY),
        (resource.RLIMIT_CPU, int(limits.WORKER_SECONDS) + 5),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _read_pages(data: bytes) -> tuple[dict[str, Any], bytes]:
    import logging

    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    logging.disable(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages: list[dict[str, Any]] = []
            length = 0
            for page in pdf.pages:
                if len(pages) >= limits.MAX_PAGES:
                    return {"problem": "pages"}, b""
                pages.append(_page(page))
                length += sum(len(line["text"]) for line in pages[-1]["lines"])
                if length > limits.MAX_TEXT_CHARS:
                    return {"problem": "long"}, b""
                page.close()
            return {}, json.dumps(pages).encode()
    except Exception as error:  # the library raises whatever a broken file leads it into
        inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(inner, MemoryError):
            return {"problem": "memory"}, b""
        locked = isinstance(inner, PDFEncryptionError | PDFPasswordIncorrect)
        return {"problem": "encrypted" if locked else "damaged", "detail": repr(inner)[:200]}, b""


def _read_source(kind: str, data: bytes, name: str) -> tuple[dict[str, Any], bytes]:
    import msgspec

    try:
        if kind == "html":
            from qdoc.read.html import read_html

            made: Any = read_html(data, name, data.decode(), "utf-8")
        else:
            module, _, function = kind.partition(":")
            made = getattr(import_module(module), function)(data, name)
    except QdocError as refused:
        said = (type(refused).__name__, refused.message, refused.place, refused.rule, refused.hint)
        return {"refused": said}, b""
    return {}, msgspec.json.encode(made)


def _page(page: Any) -> dict[str, Any]:
    """Return one page: size, lines (text, box, size of type), ruled tables (box, rows of cells), number of pictures."""
    tables = []
    if len(page.edges) >= 6:
        for table in page.find_tables():
            rows = [["" if c is None else c for c in row] for row in table.extract()]
            shown = [[c is not None for c in row.cells] for row in table.rows]
            if len(rows) >= 2 and max(map(len, rows)) >= 2:
                tables.append({"box": list(table.bbox), "rows": rows, "shown": shown})
    rest = page
    for table in tables:
        left, top, right, bottom = table["box"]
        rest = rest.filter(
            lambda o, box=(left, top, right, bottom): (
                not (
                    o["object_type"] == "char"
                    and box[0] <= (o["x0"] + o["x1"]) / 2 <= box[2]
                    and box[1] <= (o["top"] + o["bottom"]) / 2 <= box[3]
                )
            )
        )
    lines = [
        {
            "text": line["text"],
            "x0": float(line["x0"]),
            "x1": float(line["x1"]),
            "top": float(line["top"]),
            "bottom": float(line["bottom"]),
            "size": float(max(c["size"] for c in line["chars"])),
        }
        for line in rest.dedupe_chars().extract_text_lines(x_tolerance_ratio=0.3, strip=True)
        if line["text"]
    ]
    return {
        "width": float(page.width),
        "height": float(page.height),
        "lines": lines,
        "tables": tables,
        "pictures": len(page.images),
    }


def main() -> None:
    """Read a file from standard input and write what it holds to standard output, as JSON."""
    _limit_child()
    guard.stand_apart()
    try:
        kind = sys.argv[1] if len(sys.argv) > 1 else "pdf"
        name = json.loads(sys.stdin.buffer.readline())
        data = sys.stdin.buffer.read()
        answer, made = _read_pages(data) if kind == "pdf" else _read_source(kind, data, name)
    except MemoryError:
        answer, made = {"problem": "memory"}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
