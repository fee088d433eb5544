"""Owns finding and reading what is to be checked: files, folders and patterns; what cannot be read is kept as told."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qdoc.check.document import Checked, check_document
from qdoc.cli.deadline import within
from qdoc.cli.reading import STDIN_NAME, read_input
from qdoc.cli.register import lexicon_of
from qdoc.errors import InputRefused, QdocError
from qdoc.read import file_name, limits, read_bytes

if TYPE_CHECKING:
    from qdoc.cli.terminal import Steps
    from qdoc.lexicon import Lexicon
    from qdoc.model import Office, SourceText
    from qdoc.model.looks import DocumentLooks

SUFFIXES = (".docx", ".txt", ".md", ".html", ".htm", ".pdf", ".doc", ".wps", ".rtf")
_NOT_DOCUMENTS = ("审阅.html", "README.md", "README.txt")
_OURS = ("台账备份", "单位信息备份", "回执存档", ".qdoc")
_PATTERN = "*?["
Batch = tuple[list[Checked], list[QdocError]]


def find_documents(given: Iterable[str]) -> list[str]:
    """Return the files that ``given`` names, each once: of a folder the documents in and below it, of a pattern all.

    A name that is not there stays in the list: reading it says so.
    """
    found: dict[str, None] = {}
    for name in given:
        path = Path(name)
        if path.is_dir():
            inside = [one for one in sorted(path.rglob("*")) if one.is_file() and _is_document(one, path)]
            if not inside:
                rule = f"查 {'、'.join(SUFFIXES)}"
                raise InputRefused("文件夹里没有可以核对的文件", file=name, rule=rule, hint="请给出公文所在的文件夹")
            found |= dict.fromkeys(map(str, inside))
        elif not path.exists() and any(sign in name for sign in _PATTERN):
            hits = sorted(map(str, Path(path.anchor or ".").glob(str(path.relative_to(path.anchor)))))
            found |= dict.fromkeys(one for one in hits or [name] if not Path(one).is_dir())
        else:
            found[name] = None
    return list(found)


def check_files(names: Iterable[str], office: Office | None, encoding: str | None, steps: Steps) -> Batch:
    """Check each file; returns what was checked, and a refusal for each that could not be read, in their order.

    Raises UsageError where there is no such encoding.
    """
    lexicon = _Lexicons(office)
    checked: list[Checked] = []
    refused: list[QdocError] = []
    for name in names:
        try:
            with within(name, done="查完"):
                source, looks = read_document(name, encoding)
                checked.append(check_document(STDIN_NAME if name == "-" else name, source, lexicon, looks, office))
        except InputRefused as problem:
            problem.file = name
            refused.append(problem)
        steps.advance()
    return checked, refused


def read_document(name: str, encoding: str | None = None) -> tuple[SourceText, DocumentLooks | None]:
    """Return the text of a file (``-``: standard input) and, of a .docx, how it is set.

    Raises InputRefused (or a subclass) for what is unsafe, unreadable or without any text.
    """
    data = _content(name)
    shown = STDIN_NAME if name == "-" else file_name(Path(name))
    looks = None
    if len(data) <= limits.MAX_FILE_BYTES and _is_word(data, shown):
        from qdoc.read.docx_looks import read_docx_looks
        from qdoc.read.duplicates import mark_duplicates

        source, looks = read_docx_looks(data, shown)
        source = mark_duplicates(source)
    else:
        source = read_bytes(data, shown, encoding)
    if not source.text.strip():
        raise InputRefused("文件中没有文字", file=name, hint="请确认给的是公文正文所在的文件；扫描件请先做文字识别")
    return source, looks


def _content(name: str) -> bytes:
    try:
        return read_input(name, limit=limits.MAX_FILE_BYTES)
    except FileNotFoundError:
        raise InputRefused("找不到这个文件", file=name, hint="请检查路径和文件名") from None
    except IsADirectoryError:
        raise InputRefused("这是文件夹，不是文件", file=name, hint="请给出文件") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = "请检查权限，或先关闭占用它的程序"
        raise InputRefused(f"文件打不开（{reason}）", file=name, hint=hint) from None


def _is_word(data: bytes, name: str) -> bool:
    from qdoc.read.sniff import Format, sniff_bytes

    return sniff_bytes(data, name) is Format.DOCX


def _is_document(path: Path, top: Path) -> bool:
    below = path.relative_to(top)
    hidden = path.name.startswith(("~$", ".~", ".")) or any(part in _OURS for part in below.parts[:-1])
    return not hidden and path.name not in _NOT_DOCUMENTS and path.suffix.lower() in SUFFIXES


class _Lexicons:
    """The register of units by year, made when it is first asked for."""

    def __init__(self, office: Office | None) -> None:
        self._office = office
        self._made: dict[int | None, Lexicon] = {}

    def __call__(self, year: int | None) -> Lexicon:
        key = year if self._office and self._office.units else None
        if key not in self._made:
            self._made[key] = lexicon_of(None, self._office, key)
        return self._made[key]
