"""Owns the child process that opens PDF and heavy files: started afresh, limited in time and memory, answering in JSON.

Run as ``python -m qdoc.read.worker KIND``; KIND: pdf, html, or the reader as ``module:function``. On standard input a
line of JSON (the file's name and what else the reader takes), then the file's bytes; on standard output a line of JSON
that says how it went, then what was read as JSON. On POSIX the child limits its own address space and processor time;
on Windows, which has no such limits for a process, the parent's time limit alone holds. The parent never loads a PDF
library.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from qdoc.errors import DamagedFile, EncryptedFile, InputRefused, LimitExceeded, QdocError
from qdoc.read import guard, limits

if TYPE_CHECKING:
    from qdoc.model import SourceText

_T = TypeVar("_T")
_P = ParamSpec("_P")
_TAKES = "_takes"  # of a reader: the types of what it takes besides the file
_OTHER_COPY = "文件太复杂：请用能打开它的程序另存一份再试，或改给 Word、文本文件"
_PROBLEMS = {
    "broken": DamagedFile("文件结构不完整，无法读取", hint="请重新获取完整的文件，或另存一份后再试"),
    "encrypted": EncryptedFile("文件有密码保护", hint="请用密码打开后另存为不加密的 PDF，或向发文单位索取可读版本"),
    "damaged": DamagedFile("PDF 结构不完整，无法打开", hint="请重新获取完整的文件，或用 PDF 阅读器另存一份后再试"),
    "memory": LimitExceeded("读取所需内存超出上限", rule="子进程内存不超过 1 GB", hint=_OTHER_COPY),
    "pages": LimitExceeded("页数过多", rule=f"不超过 {limits.MAX_PAGES} 页", hint="请只保留通知所在的页"),
    "long": LimitExceeded("文字过多", rule="单个文件的文字量有上限", hint="请把文件拆分后再试"),
}


def run_worker(
    data: bytes, name: str, seconds: float = limits.WORKER_SECONDS
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return how it went and the pages of a PDF (see ``pdf_pages.read_pages``). Raises InputRefused otherwise."""
    answer, made = _asked("pdf", data, name, seconds)
    if made:
        pages: list[dict[str, Any]] = json.loads(made)
        return answer, pages
    raise _named(_PROBLEMS.get(answer.get("problem", ""), _PROBLEMS["damaged"]), name)


def read_html_apart(data: bytes, name: str) -> SourceText:
    """Return what ``read_html`` gives of a page in UTF-8, read in the child. Raises as ``read_apart`` does."""
    from qdoc.model import SourceText

    made: SourceText = read_apart("html", data, name, SourceText)
    return made


def read_apart(
    reader: str, data: bytes, name: str, kind: Any, seconds: float = limits.WORKER_SECONDS, more: Sequence[Any] = ()
) -> Any:
    """Return what a reader gives of ``data``, read in the child.

    Args:
        reader: ``module:function``, called with the bytes and the name.
        data: the file.
        name: the file as the user calls it.
        kind: the type of what the reader returns (dataclasses and what JSON holds).
        seconds: how long the child may take.
        more: what the reader is called with besides, where it says by ``heavy_apart`` what that is.

    Raises:
        QdocError: what the reader raises; LimitExceeded where time or memory did not do.
    """
    import msgspec

    from qdoc import errors

    answer, made = _asked(reader, data, name, seconds, msgspec.to_builtins(more))
    if made:
        return msgspec.json.decode(made, type=kind)
    if "refused" in answer:
        refusal, message, place, rule, hint = answer["refused"]
        raise getattr(errors, refusal)(message, file=name, place=place, rule=rule, hint=hint)
    raise _named(_PROBLEMS.get(answer.get("problem", ""), _PROBLEMS["broken"]), name)


def heavy_apart(
    kind: Any, *takes: Any
) -> Callable[[Callable[Concatenate[bytes, str, _P], _T]], Callable[Concatenate[bytes, str, _P], _T]]:
    """Read a package with more XML than ``limits.PARENT_XML_BYTES`` in the child.

    ``kind``: see ``read_apart``; ``takes``: the types of what the reader takes after the bytes and the name.
    """

    def around(reader: Callable[Concatenate[bytes, str, _P], _T]) -> Callable[Concatenate[bytes, str, _P], _T]:
        @wraps(reader)
        def reading(data: bytes, name: str, /, *more: _P.args, **named: _P.kwargs) -> _T:
            if guard.is_apart() or guard.Package(data, name).xml_bytes() <= limits.PARENT_XML_BYTES:
                return reader(data, name, *more, **named)
            made: _T = read_apart(f"{reader.__module__}:{reader.__qualname__}", data, name, kind, more=more)
            return made

        setattr(reading, _TAKES, takes)
        return reading

    return around


def _asked(kind: str, data: bytes, name: str, seconds: float, more: object = ()) -> tuple[dict[str, Any], bytes]:
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
            input=json.dumps([name, more]).encode() + b"\n" + data,
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


def _read_source(kind: str, data: bytes, name: str, more: list[Any]) -> tuple[dict[str, Any], bytes]:
    import msgspec

    try:
        if kind == "html":
            from qdoc.read.html import read_html

            made: Any = read_html(data, name, data.decode(), "utf-8")
        else:
            module, _, function = kind.partition(":")
            reader = getattr(import_module(module), function)
            takes = zip(more, getattr(reader, _TAKES, ()), strict=True)
            made = reader(data, name, *(msgspec.convert(each, type=kind) for each, kind in takes))
    except QdocError as refused:
        said = (type(refused).__name__, refused.message, refused.place, refused.rule, refused.hint)
        return {"refused": said}, b""
    return {}, msgspec.json.encode(made)


def main() -> None:
    """Read a file from standard input and write what it holds to standard output, as JSON."""
    _limit_child()
    guard.stand_apart()
    try:
        kind = sys.argv[1] if len(sys.argv) > 1 else "pdf"
        name, more = json.loads(sys.stdin.buffer.readline())
        data = sys.stdin.buffer.read()
        if kind == "pdf":
            from qdoc.read.pdf_pages import read_pages

            answer, made = read_pages(data)
        else:
            answer, made = _read_source(kind, data, name, more)
    except MemoryError:
        answer, made = {"problem": "memory"}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
