"""Owns the way from a draft's file name to its parts: a form in Word, Excel or YAML, a Word document, or a text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qdoc.cli.reading import STDIN_NAME, read_input

if TYPE_CHECKING:
    from qdoc.draft import NoticeDraft
    from qdoc.model import Diagnostic


def read_draft(name: str, encoding: str | None) -> tuple[NoticeDraft, tuple[Diagnostic, ...]]:
    """Return the draft in the file ``name`` (``-``: standard input), told by its content, and what reading said.

    Raises:
        InputRefused: the file is not there, unsafe or cannot be read.
        UsageError: there is no such encoding.
    """
    from qdoc.draft import parse_draft
    from qdoc.draft.build import make_draft
    from qdoc.draft.fields import take_fields
    from qdoc.draft.source_lines import source_lines
    from qdoc.read import limits, read_bytes, read_path
    from qdoc.read.guard import ZIP_MAGIC

    if name.lower().endswith((".yaml", ".yml")):
        from qdoc.draft.form_yaml import MOST_BYTES, read_form_yaml

        data = read_input(name, limit=MOST_BYTES)
        return make_draft(*read_form_yaml(data, Path(name).name), Path(name).name), ()
    if name != "-":
        start = _start(Path(name), len(ZIP_MAGIC[0]))
        if not start.startswith(ZIP_MAGIC):
            source = read_path(Path(name), encoding)
        else:
            data = read_input(name, limit=limits.MAX_FILE_BYTES)
            found = _packed(data, Path(name).name)
            if found is not None:
                return found
            source = read_bytes(data, Path(name).name, encoding)
    else:
        data = read_input("-", limit=limits.MAX_FILE_BYTES)
        found = _packed(data, STDIN_NAME) if data.startswith(ZIP_MAGIC) else None
        if found is not None:
            return found
        source = read_bytes(data, STDIN_NAME, encoding)
    if source.origin.media_type in ("text/plain", "text/markdown"):
        return parse_draft(source.text, source.origin.name), source.diagnostics
    lines, told = source_lines(source)
    return make_draft(*take_fields(lines), source.origin.name), (*source.diagnostics, *told)


def _start(path: Path, count: int) -> bytes:
    """The first bytes of a file; none where it cannot be opened: reading it says why."""
    try:
        with path.open("rb") as file:
            return file.read(count)
    except (OSError, ValueError):
        return b""


def _packed(data: bytes, name: str) -> tuple[NoticeDraft, tuple[Diagnostic, ...]] | None:
    """The draft in a Word file or workbook; None for a package that is neither, which reading refuses by name."""
    from qdoc.read import limits
    from qdoc.read.guard import Package

    if len(data) > limits.MAX_FILE_BYTES:
        return None
    package = Package(data, name)
    if "xl/workbook.xml" in package:
        from qdoc.returns.draft_form import read_draft_xlsx

        return read_draft_xlsx(data, name), ()
    if "word/document.xml" in package:
        from qdoc.returns.draft_form import read_draft_docx

        return read_draft_docx(data, name)
    return None
